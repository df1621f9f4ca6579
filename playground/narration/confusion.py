"""Which classes a network finds: a sentence from its confusion matrix."""

from collections.abc import Sequence

import numpy as np

from playground.languages import _, n_
from playground.wording import listed

MOST_NAMED = 3
"""Classes with the same recall that are named; more are counted."""


def recalls(counts: np.ndarray, names: Sequence[str]) -> str:
    """Of which classes the network finds most and least, a sentence; empty where there is only one.

    counts (classes, classes) int: rows what is true, columns what the network says.
    names: of the classes, ready to be written.
    """
    asked = counts.sum(axis=1)
    shown = {name: f"{own / num:.1%}" for name, own, num in zip(names, counts.diagonal(), asked, strict=True) if num}
    if len(shown) < 2:
        return ""
    if len(set(shown.values())) == 1:
        return _(
            "Every class has the same recall: {share} of its examples are found.", share=next(iter(shown.values()))
        )
    order = sorted(shown.values(), key=lambda share: float(share[:-1]))

    def of(share: str) -> str:
        same = [name for name, own in shown.items() if own == share]
        classes = listed(same) if len(same) <= MOST_NAMED else n_("{number:,} class", "{number:,} classes", len(same))
        return _("{classes} ({share})", classes=classes, share=share)

    return _("Highest recall: {highest}. Lowest recall: {lowest}.", highest=of(order[-1]), lowest=of(order[0]))
