"""What has to be remembered of an example, from when, and for how long."""

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class DecidingPart:
    """The part of each example that decides what a network has to remember of it.

    name: what is to be remembered, such as "the verdict".
    values (examples,): the class, int, or the number, float, that it is.
    ends (examples,) int64: how many timesteps have been read when this part has been; of a text, tokens of its split.
    needed (examples,) int64: after how many timesteps it is not needed any more.
    """

    name: str
    values: np.ndarray
    ends: np.ndarray
    needed: np.ndarray
