"""Which classes a network finds: a sentence from its confusion matrix."""

from collections.abc import Sequence

import numpy as np

from playground.wording import counted, listed

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
        return f"Every class has the same recall: {next(iter(shown.values()))} of its examples are found."
    order = sorted(shown.values(), key=lambda share: float(share[:-1]))

    def of(share: str) -> str:
        same = [name for name, own in shown.items() if own == share]
        return f"{listed(same) if len(same) <= MOST_NAMED else counted(len(same), 'class', 'classes')} ({share})"

    return f"Highest recall: {of(order[-1])}. Lowest recall: {of(order[0])}."
