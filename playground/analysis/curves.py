"""What several networks say over the same axis, and where they part."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Curve:
    """Something of one network over the axis.

    run: which of the networks, from 0; it has its colour.  values (columns,) float; nan where it has none.
    dash: tells several curves of the same network apart, from 0.  shown: whether it is drawn before it is asked for.
    """

    name: str
    run: int
    values: np.ndarray
    dash: int = 0
    shown: bool = True


@dataclass(frozen=True)
class Difference:
    """Where two curves are farthest apart: the column, and the lower and the higher of them with their values there."""

    column: int
    low: Curve
    high: Curve

    @property
    def values(self) -> tuple[float, float]:
        """What the lower and the higher curve are there."""
        return float(self.low.values[self.column]), float(self.high.values[self.column])

    @property
    def size(self) -> float:
        """How far apart they are."""
        low, high = self.values
        return high - low


def largest_difference(curves: Sequence[Curve]) -> Difference | None:
    """Where two of the curves are farthest apart, the first such place; None where no two have values together."""
    values = np.stack([np.asarray(curve.values, float) for curve in curves])
    both = np.isfinite(values).sum(axis=0) >= 2
    if not both.any():
        return None
    low, high = np.where(np.isnan(values), np.inf, values), np.where(np.isnan(values), -np.inf, values)
    gaps = np.where(both, high.max(axis=0) - low.min(axis=0), -1.0)
    column = int(gaps.argmax())
    return Difference(column, curves[int(low[:, column].argmin())], curves[int(high[:, column].argmax())])
