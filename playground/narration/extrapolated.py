"""Whether a network is asked for values that its training never showed it: a sentence."""

import numpy as np

from playground.languages import _
from playground.wording import in_unit

MUCH = 0.25
"""Share of the values from which it is said."""


def extrapolated(trained: np.ndarray, asked: np.ndarray, unit: str) -> str:
    """What to expect where many of the values to forecast lie outside those of training; else empty.

    trained, asked (examples,): targets of the training part, and of the parts after it
    """
    low, high = float(trained.min()), float(trained.max())
    outside = float(np.mean((asked < low) | (asked > high)))
    if outside < MUCH:
        return ""
    return _(
        "{outside:.0%} of the values to forecast after the training part lie outside all that it holds, "
        "{low} to {high}. A network can hardly predict values unlike any it was trained "
        "on, so the naive forecast is hard to beat here: take a longer series, or a column with the change from record "
        "to record.",
        outside=outside,
        low=in_unit(low, ""),
        high=in_unit(high, unit),
    )
