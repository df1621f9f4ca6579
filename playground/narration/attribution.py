"""Where the three answers to why agree, and where they part."""

import numpy as np

from playground.analysis.attribution import ANSWERS, Why
from playground.languages import _
from playground.narration.running_prediction import NOTHING
from playground.wording import quoted

COUNTS = 0.03
"""A change of the probability that is worth a sentence."""


def agreement(found: Why, name: str, unit: str = "word") -> list[str]:
    """Whether the three name the same word, and one word about which they say the opposite.

    name: of the class.  unit: what a word is called.
    """
    indices = {field: found.strongest(field) for field in ANSWERS}
    sizes = {field: float(np.nan_to_num(getattr(found, field)[index])) for field, index in indices.items()}
    counting = [field for field in ANSWERS if abs(sizes[field]) >= NOTHING]
    if not counting:
        return [
            _(
                "No {unit} moves P({name}) by as much as {size:g}, by any of the three.",
                unit=_(unit),
                name=name,
                size=2 * NOTHING,
            )
        ]
    if len(set(indices.values())) == 1 and len(counting) == len(ANSWERS):
        sentence = _agreed(quoted(found.words, indices["moved"], unit), {size > 0 for size in sizes.values()}, name)
    else:
        each = [
            _named(ANSWERS[field][0], quoted(found.words, index, unit), sizes[field] if field in counting else None)
            for field, index in indices.items()
        ]
        sentence = _(
            "They disagree on the {unit} that counts most: {first}; {second}; {third}.",
            unit=_(unit),
            first=each[0],
            second=each[1],
            third=each[2],
        )
    return [sentence, *_opposite(found, name, unit)]


def _agreed(word: str, sides: set[bool], name: str) -> str:
    """sides: on which the three say the word is; true: for the class."""
    if len(sides) == 2:
        return _("All three agree that {word} counts most, but not on which side.", word=word)
    if sides == {True}:
        return _("All three agree that {word} counts most, for {name}.", word=word, name=name)
    return _("All three agree that {word} counts most, against {name}.", word=word, name=name)


def _named(title: str, word: str, size: float | None) -> str:
    """Which word one of the three names.  size: how much it counts; None: none does."""
    answer = _(title).lower()
    if size is None:
        return _("{answer} none counts", answer=answer)
    return _("{answer} it is {word}, {size:+.3f}", answer=answer, word=word, size=size)


def _opposite(found: Why, name: str, unit: str) -> list[str]:
    """The word on whose side coming to it and leaving it out part most."""
    moved, present = np.nan_to_num(found.moved), np.nan_to_num(found.present)
    parted = np.where(moved * present < 0, np.minimum(np.abs(moved), np.abs(present)), 0)
    index = int(parted.argmax())
    if parted[index] < COUNTS:
        return []
    places = {
        "word": quoted(found.words, index, unit),
        "name": name,
        "moved": float(abs(moved[index])),
        "left_out": float(abs(present[index])),
    }
    if moved[index] > 0:
        return [
            _(
                "At {word} P({name}) rose by {moved:.3f}, yet without it the whole text would end {left_out:.3f} "
                "higher.",
                **places,
            )
        ]
    return [
        _(
            "At {word} P({name}) fell by {moved:.3f}, yet without it the whole text would end {left_out:.3f} lower.",
            **places,
        )
    ]
