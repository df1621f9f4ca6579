"""The scale of colours that all saved epochs of a run share, so that an untrained network looks as pale as it is."""

from collections.abc import Iterable, Mapping
from math import ceil, log10

import numpy as np

from playground.layers import Layer, Recurrent
from playground.layers.plan import Plan
from playground.reference import Trace

ONE = ("tanh", "sigmoid", "softmax")
"""Activations that reach from -1 to 1 at most."""
MOST_WORK = 5e8
"""Multiplications that may be spent on other epochs of an example before it is drawn: about a fifth of a second."""
A_TIMESTEP = 5_000
"""Multiplications that take as long as all else in one timestep of a recurrent layer."""


def largest(plan: Plan, trace: Trace) -> dict[str, float]:
    """The size of the largest number of every layer and part: `lstm/cell`; 1 where none can be larger."""
    found = {}
    for planned in plan.layers[:-1]:
        for part, values in trace.layers.get(planned.name, {}).items():
            layer = getattr(planned.layer, "inner", planned.layer)
            bounded = getattr(layer, "activation", "") in ONE and not _adds_up(layer, part.split("/")[-1])
            found[f"{planned.name}/{part}"] = 1.0 if bounded else most_of(values)
    return found


def _adds_up(layer: Layer, part: str) -> bool:
    """Whether a part is a state that may grow from timestep to timestep."""
    return isinstance(layer, Recurrent) and layer.reads_with.parts[part].role == "memory"


def most_of(values: np.ndarray) -> float:
    """The size of the largest number that is one; 0 where there is none."""
    return float(np.abs(values[np.isfinite(values)]).max(initial=0))


def round_symmetric(most: float) -> tuple[float, float]:
    """A range around 0 that holds `most` and ends at 1, 2 or 5 times a power of ten; at least ±0.001."""
    most = max(most, 1e-3)
    power = 10.0 ** (ceil(log10(most)) - 1)
    high = next(round(step * power, 12) for step in (1, 2, 5, 10, 20) if step * power >= most * (1 - 1e-6))
    return -high, high


def together(many: Iterable[Mapping[str, float]]) -> dict[str, float]:
    """The largest of all."""
    found: dict[str, float] = {}
    for one in many:
        for name, value in one.items():
            found[name] = max(found.get(name, 0.0), value)
    return found


def spread(epochs: list[int], plan: Plan, timesteps: int) -> list[int]:
    """The epochs whose numbers are looked at: all that are saved, or as many as `MOST_WORK` allows, far apart.

    timesteps: how many the example has.
    """
    each = timesteps * sum(
        planned.num_parameters + A_TIMESTEP * planned.layer.recurrent
        for planned in plan.layers
        if planned.layer.kind != "embedding"
    )
    count = int(np.clip(MOST_WORK // max(each, 1), 3, len(epochs))) if len(epochs) > 3 else len(epochs)
    return [epochs[round(index)] for index in np.linspace(0, len(epochs) - 1, count)]
