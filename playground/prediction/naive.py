"""How far a guess is off that knows nothing of an example, or of a series only its last value."""

import numpy as np

from playground.datasets import Examples, WindowExamples
from playground.languages import _


def naive_error(examples: Examples, train: Examples) -> float:
    """Mean absolute error, in the unit of the target, of the naive guess.

    For a series: that the last value read stays; for other numbers: the mean of the training targets.
    """
    if isinstance(examples, WindowExamples):
        return examples.naive_error()
    return float(np.abs(examples.targets - train.targets.mean()).mean())


def naive_guess(examples: Examples) -> str:
    """What the naive guess is, in words."""
    return _("that the last value read stays") if isinstance(examples, WindowExamples) else _("the mean, always")
