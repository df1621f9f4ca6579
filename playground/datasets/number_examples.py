"""Examples that are numbers: whole arrays, or windows of a long series that are cut when they are asked for."""

from abc import ABC, abstractmethod
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

BLOCK = 1_000
"""Examples looked at together where all at once would take too much memory."""


class NumberExamples(ABC):
    """One split of a dataset of numbers; every example has the same shape (timesteps, features).

    targets: the class of each example, (examples,) int64, or its number, (examples,) float32.
    """

    if TYPE_CHECKING:  # a field of one subclass, worked out by another

        @property
        def targets(self) -> np.ndarray: ...

    @abstractmethod
    def __len__(self) -> int: ...

    @abstractmethod
    def take(self, indices: np.ndarray) -> np.ndarray:
        """The inputs of the examples at `indices`, (len(indices), timesteps, features) float32."""

    @abstractmethod
    def subset(self, indices: np.ndarray) -> "NumberExamples":
        """The examples at `indices` (numbers, a boolean mask, or a slice), in that order."""

    @abstractmethod
    def moments(self) -> tuple[np.ndarray, np.ndarray]:
        """Mean and standard deviation of each feature, (features,) float64 each."""

    @abstractmethod
    def target_moments(self) -> tuple[float, float]:
        """Mean and standard deviation that targets which are numbers are standardised with."""


@dataclass(frozen=True)
class ArrayExamples(NumberExamples):
    """Examples in one array.

    inputs: (examples, timesteps, features), any number type; targets: (examples,)
    scale: values are multiplied by it when they are taken, so that pixels may stay bytes in memory
    """

    inputs: np.ndarray
    targets: np.ndarray
    scale: float = 1.0

    def __len__(self) -> int:
        return len(self.inputs)

    def take(self, indices: np.ndarray) -> np.ndarray:
        taken: np.ndarray = self.inputs[indices].astype(np.float32, copy=False)
        return taken if self.scale == 1 else taken * np.float32(self.scale)

    def subset(self, indices: np.ndarray) -> "ArrayExamples":
        return replace(self, inputs=self.inputs[indices], targets=self.targets[indices])

    def moments(self) -> tuple[np.ndarray, np.ndarray]:
        mean = self.inputs.mean((0, 1), dtype=np.float64)
        # in blocks: the differences of all of MNIST at once would take 376 MB
        blocks = (self.inputs[start : start + BLOCK] for start in range(0, len(self), BLOCK))
        squares = sum(((block - mean) ** 2).sum((0, 1)) for block in blocks)
        deviation = np.sqrt(squares / (len(self) * self.inputs.shape[1]))
        return mean * self.scale, deviation * abs(self.scale)

    def target_moments(self) -> tuple[float, float]:
        return float(self.targets.mean()), float(self.targets.std())


@dataclass(frozen=True)
class WindowExamples(NumberExamples):
    """Windows of one part of a long series, cut when they are asked for.

    series: (rows, features) float32, the whole series, shared by its parts
    rows: the row each window looks back from, (examples,) int64: it reads every `step`-th row up to row - step,
        lookback // step of them, and its target stands in row + delay
    start, stop: the rows of this part, stop excluded; no window and no target reaches outside
    lookback, step, delay: in rows
    target: the column that is forecast
    """

    series: np.ndarray
    rows: np.ndarray
    start: int
    stop: int
    lookback: int
    step: int
    delay: int
    target: int

    @classmethod
    def of(
        cls, series: np.ndarray, start: int, stop: int, lookback: int, step: int, delay: int, target: int
    ) -> "WindowExamples":
        """Every window of the rows start … stop - 1, in order of time; none when they are too few."""
        rows = np.arange(start + lookback, max(stop - delay, start + lookback), dtype=np.int64)
        return cls(series, rows, start, stop, lookback, step, delay, target)

    @property
    def targets(self) -> np.ndarray:
        """(examples,) float32."""
        targets: np.ndarray = self.series[self.rows + self.delay, self.target]
        return targets

    @property
    def read_rows(self) -> np.ndarray:
        """The rows a window reads, relative to its own row: (timesteps,) int64, all negative, ending at -step."""
        return -self.step * np.arange(self.lookback // self.step, 0, -1, dtype=np.int64)

    @property
    def last_values(self) -> np.ndarray:
        """The naive forecast: the last value of the target's column that each window reads, (examples,) float32."""
        values: np.ndarray = self.series[self.rows - self.step, self.target]
        return values

    def naive_error(self) -> float:
        """Mean absolute error, in the target's unit, of forecasting that the last value read stays.

        Source: Chollet (2017), Deep Learning with Python, section 6.3: 0.29 standard deviations, 2.57 °C, in Jena.
        """
        return float(np.abs(self.targets - self.last_values).mean(dtype=np.float64))

    def __len__(self) -> int:
        return len(self.rows)

    def take(self, indices: np.ndarray) -> np.ndarray:
        taken: np.ndarray = self.series[self.rows[indices][:, None] + self.read_rows]
        return taken

    def subset(self, indices: np.ndarray) -> "WindowExamples":
        return replace(self, rows=self.rows[indices])

    def moments(self) -> tuple[np.ndarray, np.ndarray]:
        part = self.series[self.start : self.stop]
        return part.mean(0, dtype=np.float64), part.std(0, dtype=np.float64)

    def target_moments(self) -> tuple[float, float]:
        mean, deviation = self.moments()
        return float(mean[self.target]), float(deviation[self.target])


def as_numbers(examples: object) -> NumberExamples:
    """The same examples, for who reads numbers alone.  Raises `TypeError` for any others."""
    if not isinstance(examples, NumberExamples):
        raise TypeError(f"The examples are {type(examples).__name__}; expected NumberExamples.")
    return examples
