"""Where the three answers to why agree, and where they part."""

import numpy as np

from playground.analysis.attribution import ANSWERS, Why
from playground.narration.running_prediction import NOTHING
from playground.wording import quoted

COUNTS = 0.03
"""A change of the probability that is worth a sentence."""


def agreement(found: Why, name: str, unit: str = "word") -> list[str]:
    """Whether the three name the same word, and one word about which they say the opposite.

    name: of the class.  unit: what a word is called.
    """
    indices = {field: found.strongest(field) for field in ANSWERS}
    sizes = {field: np.nan_to_num(getattr(found, field)[index]) for field, index in indices.items()}
    counting = [field for field in ANSWERS if abs(sizes[field]) >= NOTHING]
    if not counting:
        return [f"No {unit} moves P({name}) by as much as {2 * NOTHING:g}, by any of the three."]
    if len(set(indices.values())) == 1 and len(counting) == len(ANSWERS):
        side = "but not on which side"
        if len({size > 0 for size in sizes.values()}) == 1:
            side = f"{'for' if sizes['moved'] > 0 else 'against'} {name}"
        sentences = [f"All three agree that {quoted(found.words, indices['moved'], unit)} counts most, {side}."]
    else:
        each = [
            f"{ANSWERS[field][0].lower()} "
            + (f"it is {quoted(found.words, index, unit)}, {sizes[field]:+.3f}" if field in counting else "none counts")
            for field, index in indices.items()
        ]
        sentences = [f"They disagree on the {unit} that counts most: {'; '.join(each)}."]
    return sentences + _opposite(found, name, unit)


def _opposite(found: Why, name: str, unit: str) -> list[str]:
    """The word on whose side coming to it and leaving it out part most."""
    moved, present = np.nan_to_num(found.moved), np.nan_to_num(found.present)
    parted = np.where(moved * present < 0, np.minimum(np.abs(moved), np.abs(present)), 0)
    index = int(parted.argmax())
    if parted[index] < COUNTS:
        return []
    rose, ends = ("rose", "higher") if moved[index] > 0 else ("fell", "lower")
    return [
        f"At {quoted(found.words, index, unit)} P({name}) {rose} by {abs(moved[index]):.3f}, yet without it the whole "
        f"text would end {abs(present[index]):.3f} {ends}."
    ]
