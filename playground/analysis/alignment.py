"""Examples laid over one another where the part that decides has been read, or where each of them ends."""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from playground.analysis.probe import LEAST
from playground.datasets import Dataset, DecidingPart, Examples, TextExamples
from playground.encodings import FittedEncoding
from playground.encodings.base import EncodedExamples
from playground.languages import N_
from playground.layers.plan import Plan

Aligned = Literal["deciding part", "end"]
ONE_BY_ONE = 14
"""Steps up to which each is looked at."""
STEPS = (0, 1, 2, 5, 10, 20, 30, 40, 50, 60, 80, 100, 150, 200, 300, 400, 500, 700, 1000, 1500, 2000)
"""Which are looked at where there are more."""


@dataclass(frozen=True)
class Alignment:
    """Where each example is at step 0, and which way its steps go.

    name: what is to be read out, marked, such as "the verdict".  values (examples,): its class, int, or its number.
    at (examples,) int: the timestep, padding counted, after which an example is at step 0.
    sign: 1 where a step is a timestep later, -1 where it is one earlier.
    room (examples,) int: how many steps an example has; -1 where it has not even step 0.
    """

    aligned: Aligned
    name: str
    values: np.ndarray
    at: np.ndarray
    sign: int
    room: np.ndarray

    def timesteps(self, steps: np.ndarray) -> np.ndarray:
        """The timestep of each step: (examples, steps) int; of steps that an example has not, any that there is."""
        timesteps: np.ndarray = self.at[:, None] + self.sign * np.minimum(steps, np.maximum(self.room, 0)[:, None])
        return timesteps


def align(
    plan: Plan, fitted: FittedEncoding, dataset: Dataset, examples: Examples, encoded: EncodedExamples, timesteps: int
) -> dict[str, Alignment]:
    """Alignments for a layer that reads from the start, "forward", and one that reads from the end, "backward".

    examples: of the dataset, texts split as the encoding does.  encoded: the same.  timesteps: what they are padded to.
    Where the deciding part is known and something is read after it, "forward" is aligned where that part ends.  A
    layer that reads from the end has read all else before it: "backward" is aligned at the end of its own way.
    """
    part = dataset.deciding_part(examples)
    name, values = (part.name, part.values) if part else (N_("the answer"), examples.targets)
    lengths = encoded.lengths
    front = fitted.encoding.padding == "front"
    first = timesteps - lengths if front else np.zeros(len(lengths), np.int64)  # of what is no padding
    last = first + lengths - 1 if front or plan.mask else np.full(len(lengths), timesteps - 1)
    room = lengths - 1
    found = {
        "forward": Alignment("end", name, values, last, -1, room),
        "backward": Alignment("end", name, values, first, 1, room),
    }
    if part and not fitted.encoding.reverse:
        after = _after(part, fitted, examples, first, last, lengths)
        if (after.room >= 1).sum() >= LEAST:
            found["forward"] = after
    return found


def steps_of(alignment: Alignment) -> np.ndarray:
    """The steps to look at, ascending, as far as enough examples have them: (steps,) int, perhaps none."""
    counts = np.sort(alignment.room)[::-1]
    most = int(counts[LEAST - 1]) if len(counts) >= LEAST else -1
    return np.array(range(most + 1) if most < ONE_BY_ONE else [step for step in STEPS if step <= most], int)


def _after(
    part: DecidingPart,
    fitted: FittedEncoding,
    examples: Examples,
    first: np.ndarray,
    last: np.ndarray,
    lengths: np.ndarray,
) -> Alignment:
    """Step 0 is the timestep at which the deciding part ends.  An example of which that is cut off has no step.

    first, last, lengths (examples,): the timesteps between which an example is read, and how many are no padding.
    """
    whole = examples.lengths if isinstance(examples, TextExamples) else lengths
    cut = whole - lengths if fitted.encoding.truncation == "front" else np.zeros_like(lengths)
    at = first + part.ends - 1 - cut
    until = np.where(part.needed >= whole, last, np.minimum(first + part.needed - 1 - cut, last))
    read = (at >= first) & (at < first + lengths)
    return Alignment(
        "deciding part", part.name, part.values, np.where(read, at, last), 1, np.where(read, until - at, -1)
    )
