"""Why a network says what it says: three answers for each word of a text, which need not agree."""

from dataclasses import dataclass

import numpy as np

from playground.analysis.running_prediction import Course
from playground.languages import N_
from playground.reference import Network
from playground.reference.backward import gradient_times_input

MOST_WORDS = 200
"""Words that are left out one by one: in a longer text those that moved the probability most."""
AT_ONCE = 64
"""Texts that are read together."""
ANSWERS = {
    "moved": (N_("Word by word"), N_("by how much the probability changed when the network came to the word")),
    "present": (N_("Left out"), N_("the probability of the whole text minus that of the text without the word")),
    "straight": (
        N_("Gradient × input"),
        N_("what the word's numbers would add, if the network were linear around them"),
    ),
}
"""Field of `Why` → title, and what it is."""


@dataclass(frozen=True)
class Why:
    """How much each word read counts for the probability of one class; (words read,) float each, positive: for it.

    moved, present, straight: see `ANSWERS`; NaN where not worked out.
    """

    words: tuple[str, ...]
    moved: np.ndarray
    present: np.ndarray
    straight: np.ndarray

    def strongest(self, answer: str) -> int:
        """The index of the word that counts most in one of `ANSWERS`."""
        return int(np.nan_to_num(np.abs(getattr(self, answer))).argmax())


def why(network: Network, course: Course) -> Why:
    """All three answers for the class that is watched.  course: of this network, of the text that is explained."""
    index = 0 if len(course.before) == 2 else course.watched
    straight = gradient_times_input(network, course.traced, index)[course.traced.mask]
    sizes = np.nan_to_num(np.abs(course.changes))
    indices = np.sort(np.argsort(-sizes, kind="stable")[:MOST_WORDS])
    present = np.full(len(sizes), np.nan)
    present[indices] = course.predictions[-1, course.watched] - without_each(network, course, indices)
    return Why(tuple(course.encoded.words), course.changes, present, straight)


def without_each(network: Network, course: Course, indices: np.ndarray) -> np.ndarray:
    """The probability of the class watched had one of the words read not been there: (indices,) float64."""
    ids = course.encoded.inputs[course.encoded.mask]
    if len(ids) == 1:
        return np.full(len(indices), course.before[course.watched], float)
    count = len(ids) - 1
    others = np.arange(count) + (np.arange(count) >= indices[:, None])  # every index but one
    texts = ids[others]
    if not network.plan.mask:
        padding = network.plan.timesteps - count
        in_front = network.encoding.encoding.padding == "front"
        texts = np.pad(texts, ((0, 0), (padding, 0) if in_front else (0, padding)))
    predictions = np.concatenate(
        [network.outputs(texts[start : start + AT_ONCE]) for start in range(0, len(texts), AT_ONCE)]
    )
    return (
        predictions[:, 0].astype(float) if predictions.shape[1] == 1 else predictions[:, course.watched].astype(float)
    )
