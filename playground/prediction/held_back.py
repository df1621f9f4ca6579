"""Which examples validate where texts may repeat: equal ones stand on one side, and every class has its share."""

import numpy as np

from playground.datasets.tables.text_split import equal_as
from playground.datasets.text_examples import TextExamples
from playground.errors import ConfigError
from playground.languages import _


def held_back(examples: TextExamples, share: float) -> np.ndarray:
    """Which of the examples validate, (examples,) bool: about `share` of them, 0–1, and about that of every class.

    The first of each class are held back.  A class of one or two different texts trains before it validates.
    Raises `ConfigError` where there are not two different texts, one to train and one to validate.
    """
    groups: dict[str, list[int]] = {}
    for at in range(len(examples)):
        groups.setdefault(equal_as(examples.texts[at]), []).append(at)
    if len(groups) < 2:
        raise ConfigError(
            _(
                "The {number:,} training examples are one and the same text; a run needs two different ones, one "
                "to train and one to validate. Use more examples.",
                number=len(examples),
            )
        )
    sizes = np.bincount(examples.targets)
    before = np.zeros(len(sizes))  # examples of each class that came already
    middles = []
    for rows in groups.values():
        target = examples.targets[rows[0]]
        middles.append((before[target] + len(rows) / 2) / sizes[target])  # its place in its class, 0–1
        before[target] += len(rows)
    wanted = min(max(1, round(len(examples) * share)), len(examples) - 1)
    chosen, taken, left = np.zeros(len(examples), bool), 0, len(groups)
    for _place, rows in sorted(zip(middles, groups.values(), strict=True), key=lambda one: one[0]):
        if taken >= wanted or left == 1:
            break
        if taken and taken + len(rows) > wanted + len(rows) // 2:
            continue
        chosen[rows] = True
        taken, left = taken + len(rows), left - 1
    return chosen
