"""The norms of gradients on their way back through time, of many examples, aligned at the timestep read last."""

from collections.abc import Callable
from typing import Any, Literal

import numpy as np

from playground.layers.plan import Plan, columns
from playground.reference.backward import from_the_end, state_gradients
from playground.reference.direction import planned_layer
from playground.reference.loss import last_answer, loss
from playground.reference.network import Network
from playground.reference.traces import Trace, Traces
from playground.tasks import TASKS

Of = Literal["answer", "loss"]
"""What is derived: the sum behind the last answer, before its sigmoid or softmax; or the loss."""
State = tuple[str, str, str]
"""Layer, direction (empty where it has none), and `hidden` or `cell`."""


def of_one(net: Network, trace: Trace, target: Any, derived: Of) -> dict[State, np.ndarray]:
    """The norms of one example: state → (timesteps,), 0 timesteps back first.

    target: as `reference.loss` takes it.
    """
    whole, _ = norms(net, Traces.of(trace), trace.mask[None], np.asarray(target)[None], derived)
    return {state: values[0, ~np.isnan(values[0])] for state, values in whole.items()}


def norms(
    net: Network, traces: Traces, real: np.ndarray, targets: np.ndarray, derived: Of
) -> tuple[dict[State, np.ndarray], dict[State, np.ndarray]]:
    """State → (batch, timesteps) from the last, of the whole gradient; and of its part by time alone where it differs.

    real (batch, timesteps): what is no padding.  targets (batch, …).
    """
    derivative: Callable[[np.ndarray, Any], np.ndarray] = (
        last_answer if derived == "answer" else lambda sums, target: loss(net.plan.task, sums, target)[1]
    )
    found = state_gradients(
        net, traces, lambda sums: np.stack([derivative(*pair) for pair in zip(sums, targets, strict=True)])
    )
    whole, alone = {}, {}
    for layer, directions in found.items():
        planned = planned_layer(net, layer)
        for direction, states in directions.items():
            kept = _read(net.plan, traces, real, targets, layer, direction, states["hidden"].shape[1])
            turn = slice(None, None, -1 if direction == "backward" else 1)
            for state, values in states.items():
                whole[layer, direction, state] = from_last(_lengths(values)[:, turn], kept[:, turn])
            if planned.return_sequences:
                last = kept.shape[1] - 1 - kept[:, turn][:, ::-1].argmax(axis=1)
                last = kept.shape[1] - 1 - last if direction == "backward" else last
                by_time = from_the_end(planned, traces, net.weights, direction, states["hidden"], last)
                for state, values in by_time.items():
                    alone[layer, direction, state] = from_last(_lengths(values)[:, turn], kept[:, turn])
    return whole, alone


def _lengths(gradient: np.ndarray) -> np.ndarray:
    """(…, units) → (…,), infinite where it is too large for a computer."""
    with np.errstate(over="ignore", invalid="ignore"):
        lengths = np.linalg.norm(gradient, axis=-1)
    return np.where(np.isnan(lengths), np.inf, lengths)


def _read(
    plan: Plan, traces: Traces, real: np.ndarray, targets: np.ndarray, layer: str, direction: str, timesteps: int
) -> np.ndarray:
    """At which of a layer's timesteps it counts, (batch, timesteps) bool: from the first that is no padding to the last
    that is read, or at which an answer is asked for."""
    if direction == "decoder":
        return np.ones((len(real), timesteps), bool)
    start, step = columns(plan)[layer]
    there = np.minimum(np.round(start + step * np.arange(timesteps)).astype(int), real.shape[1] - 1)
    if plan.mask:
        kept = traces.mask[:, there]
    elif direction == "backward":
        kept = np.logical_or.accumulate(real[:, there[::-1]], axis=1)[:, ::-1]
    else:
        kept = np.logical_or.accumulate(real[:, there], axis=1)
    if TASKS[plan.task].each_timestep:
        asked = np.maximum.accumulate((targets >= 0)[:, ::-1], axis=1)[:, ::-1]  # one here or later
        last = asked & ~np.pad(asked[:, 1:], ((0, 0), (0, 1)))
        kept = kept & (np.maximum.accumulate(last, axis=1) if direction == "backward" else asked)
    return kept


def from_last(values: np.ndarray, kept: np.ndarray) -> np.ndarray:
    """Move what is kept of (batch, timesteps) to where it stands seen from the last: the last first, nan behind."""
    back = kept[:, ::-1].cumsum(axis=1)[:, ::-1] - 1
    found = np.full(values.shape, np.nan)
    rows, timesteps = np.nonzero(kept)
    found[rows, back[rows, timesteps]] = values[rows, timesteps]
    return found
