"""Numbers as they are, or standardised with what the training examples say."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar, Literal

import numpy as np
from pydantic import Field

from playground.datasets import Dataset, Examples, NumberExamples, Progress
from playground.datasets.number_examples import as_numbers
from playground.encodings.base import Encoding, FittedEncoding
from playground.languages import N_


class Numbers(Encoding):
    """Every timestep is a row of numbers; each feature can be given mean 0 and standard deviation 1."""

    title: ClassVar[str] = N_("Numbers")
    about: ClassVar[str] = N_("Every timestep is a row of numbers already: pixels, or measurements.")
    mask: ClassVar[bool] = False
    padding: ClassVar[str] = "front"
    truncation: ClassVar[str] = "front"

    kind: Literal["numbers"] = "numbers"
    standardise: bool = Field(
        True,
        title=N_("Standardise"),
        description=N_(
            "Give every feature mean 0 and standard deviation 1, as measured on the training examples only."
        ),
    )
    reverse: bool = Field(False, title=N_("Read backwards"), description=N_("The last timestep first."))

    def fits(self, reads: str) -> bool:
        return reads == "numbers"

    def first_layer(self) -> None:
        """None is needed."""

    def input_shape(self, dataset: Dataset) -> tuple[int, ...]:
        return dataset.input_shape

    def fit(self, examples: Examples, progress: Progress | None = None) -> "FittedNumbers":
        """Measure mean and standard deviation of every feature, and of a target that is a number."""
        examples = as_numbers(examples)
        mean, deviation = examples.moments()
        of_target = examples.target_moments() if examples.targets.dtype.kind == "f" else (0.0, 1.0)
        if not self.standardise:
            mean, deviation, of_target = np.zeros_like(mean), np.ones_like(deviation), (0.0, 1.0)
        return FittedNumbers(self, mean, deviation, *map(float, of_target))

    def restore(self, learned: dict[str, Any]) -> "FittedNumbers":
        mean, deviation = (np.asarray(learned[name], np.float64) for name in ("mean", "deviation"))
        of_target = np.asarray(learned["target"], np.float64)
        if mean.ndim != 1 or deviation.shape != mean.shape or of_target.shape != (2,):
            raise ValueError(f"mean has the shape {mean.shape}, deviation {deviation.shape}, target {of_target.shape}")
        if not all(np.isfinite(numbers).all() for numbers in (mean, deviation, of_target)):
            raise ValueError("a mean or a deviation is not finite")
        return FittedNumbers(self, mean, deviation, *of_target.tolist())


@dataclass(frozen=True)
class EncodedNumbers:
    """One example as the network is given it.

    inputs (timesteps, features) float32; mask (timesteps,) bool, all true; labels: what each timestep is.
    """

    inputs: np.ndarray
    mask: np.ndarray
    labels: tuple[str, ...]


@dataclass(frozen=True)
class FittedNumbers:
    """What standardising needs: mean and deviation of each feature (features,) float64, and of the target."""

    encoding: Numbers
    mean: np.ndarray
    deviation: np.ndarray
    target_mean: float = 0.0
    target_deviation: float = 1.0
    table: ClassVar[None] = None

    def learned(self) -> dict[str, Any]:
        """Means and standard deviations."""
        target = [self.target_mean, self.target_deviation]
        return {"mean": self.mean.tolist(), "deviation": self.deviation.tolist(), "target": target}

    def encode(self, examples: Examples) -> "EncodedNumberExamples":
        """Standardised when they are taken."""
        return EncodedNumberExamples(self, as_numbers(examples))

    def standardised(self, values: np.ndarray) -> np.ndarray:
        """values (…, timesteps, features) → the same shape float32, in the order in which they are read.

        A feature that never changes becomes 0.
        """
        scale = np.where(self.deviation > 0, self.deviation, 1).astype(np.float32)
        values = (values - self.mean.astype(np.float32)) / scale
        return values[..., ::-1, :] if self.encoding.reverse else values

    def example(self, values: np.ndarray, labels: tuple[str, ...] | None = None) -> EncodedNumbers:
        """One example (timesteps, features).  labels: what each timestep is; None numbers them from 1."""
        labels = labels or tuple(str(t + 1) for t in range(len(values)))
        labels = labels[::-1] if self.encoding.reverse else labels
        return EncodedNumbers(self.standardised(values), np.ones(len(values), bool), labels)

    def in_units(self, standardised: np.ndarray) -> np.ndarray:
        """What the network says of a target that is a number, in the target's own unit."""
        return standardised * (self.target_deviation or 1) + self.target_mean


@dataclass(frozen=True)
class EncodedNumberExamples:
    """Examples with the encoding that standardises them."""

    fitted: FittedNumbers
    examples: NumberExamples

    def __len__(self) -> int:
        return len(self.examples)

    @cached_property
    def lengths(self) -> np.ndarray:
        """(examples,) int64, all the same."""
        return np.full(len(self), self.examples.take(np.arange(1)).shape[1] if len(self) else 0, np.int64)

    def inputs(self, indices: np.ndarray, timesteps: int, side: str) -> np.ndarray:
        """(len(indices), timesteps, features) float32, standardised."""
        return self.fitted.standardised(self.examples.take(indices))

    def targets(self, indices: np.ndarray, timesteps: int, side: str) -> np.ndarray:
        """Classes, or standardised numbers."""
        targets: np.ndarray = self.examples.targets[indices]
        if targets.dtype.kind == "f":
            targets = (targets - self.fitted.target_mean) / (self.fitted.target_deviation or 1)
        return targets


def as_number_encoding(fitted: FittedEncoding) -> FittedNumbers:
    """The same encoding, for who reads numbers alone.  Raises `TypeError` for one of texts."""
    if not isinstance(fitted, FittedNumbers):
        raise TypeError(f"The encoding is {type(fitted).__name__}; expected FittedNumbers.")
    return fitted
