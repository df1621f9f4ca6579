"""The gradient on its way back through time: how fast it shrinks or grows, as a sentence and as pictures."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from playground.figures.compare import Curve, over_time
from playground.figures.heat_map import distinct
from playground.figures.matrix import escaped

LOST = 100.0
"""A gradient that has become this many times smaller on its way vanishes; this many times larger, it explodes."""
ROW_HEIGHT, LEAST_HEIGHT, MOST_HEIGHT = 24, 170, 520


@dataclass(frozen=True)
class Decay:
    """The way of a gradient from the timestep read last back to the one read first.

    last, first: its norm there.  timesteps: how many there are, both included.
    """

    last: float
    first: float
    timesteps: int

    @property
    def factor(self) -> float:
        """What it is multiplied with from one timestep to the one before: the geometric mean.  nan where it is lost."""
        if self.timesteps < 2 or not (self.last > 0 and self.first > 0):
            return float("nan")
        return float(np.exp((np.log(self.first) - np.log(self.last)) / (self.timesteps - 1)))


def norms(gradient: np.ndarray) -> np.ndarray:
    """The length of the gradient at each timestep: (timesteps, units) → (timesteps,)."""
    return np.linalg.norm(gradient, axis=-1)


def decay(norm: np.ndarray, read: np.ndarray, backward: bool) -> Decay:
    """How the gradient gets from the timestep read last to the first one read that is not padding.

    norm (timesteps,); read (timesteps,) bool, false for padding; backward: the last timestep is read first.
    """
    if backward:
        norm, read = norm[::-1], read[::-1]
    norm = norm[int(read.argmax()) :]
    return Decay(float(norm[-1]), float(norm[0]), len(norm))


def sentence(found: Decay, backward: bool = False, padding: bool = False, own: bool = False) -> str:
    """Whether the gradient vanishes, explodes or arrives, with the measured factor.

    backward: the direction reads from the end.  padding: the network reads padding before anything else.
    own: each timestep has a gradient of its own from above; `found` is then the way of the last one's alone.
    """
    last, first = ("first", "last") if backward else ("last", "first")
    gradient = f"the gradient of the {last} timestep alone" if own else "the gradient"
    if found.timesteps < 2:
        return "There is a single timestep: the gradient has no way to go."
    if found.last == 0:
        return f"At the {last} timestep the gradient is 0: from there this example teaches the network nothing."
    way = f"From the {last} timestep {'on' if backward else 'back'} to the {first}{' that is not padding' * padding}"
    if found.first == 0:
        return f"{way} {gradient} disappears altogether: the {first} timesteps learn nothing from the {last} one."
    measured = (
        f"{way} {gradient} {'grows' if found.first > found.last else 'shrinks'} by a factor of "
        f"**{number(found.factor)}** a timestep, from {number(found.last)} to {number(found.first)}: "
    )
    if found.first * LOST < found.last:
        said = (
            f"it vanishes, and the {first} timesteps hardly {'learn from it' if own else 'teach the network anything'}."
        )
    elif found.first > found.last * LOST:
        said = f"it explodes, and the {first} timesteps move the weights far more than the {last} ones."
    else:
        said = f"it arrives, and the {first} timesteps {'learn from it' if own else 'teach the network'} too."
    return measured + said + " Each timestep also has a gradient of its own from above." * own


def number(value: float) -> str:
    """A positive number in three digits, with a power of ten where that is shorter: `0.835`, `6.88 · 10⁻¹⁴`."""
    if 1e-3 <= value < 1e4:
        return f"{value:#.3g}" if value < 100 else f"{value:,.0f}"
    digits, power = f"{value:.2e}".split("e")
    return f"{digits}\u00a0·\u00a010{str(int(power)).translate(str.maketrans('-0123456789', '⁻⁰¹²³⁴⁵⁶⁷⁸⁹'))}"


def over_training(factors: dict[int, float]) -> str:
    """How the factor has changed, from epoch → factor; empty where it is not known of two epochs."""
    known = {epoch: factor for epoch, factor in factors.items() if np.isfinite(factor)}
    if len(known) < 2:
        return ""
    first, last = min(known), max(known)
    nearest = min(known, key=lambda epoch: abs(np.log(known[epoch])))
    text = f"The factor a timestep was {number(known[first])} {when(first)} and is {number(known[last])} {when(last)}"
    if nearest in (first, last):
        return f"{text}."
    return f"{text}; nearest to 1, where nothing is lost, it was {when(nearest)}: {number(known[nearest])}."


def when(epoch: int) -> str:
    """An epoch in a sentence."""
    return f"after epoch {epoch}" if epoch else "before training"


def on_log_axis(curves: Sequence[Curve], tokens: tuple[str, ...]) -> go.Figure:
    """The norms of several layers or networks in one chart.  tokens (columns,): what was read.

    A gradient of 0 has no place on a logarithmic axis and is left out.
    """
    figure = over_time(curves, tokens, "", limits=None)
    for drawn, curve in zip(figure.data, curves, strict=True):
        drawn.update(y=np.where(curve.values > 0, curve.values, np.nan), hovertemplate="%{y:.3~e}")
    title = {"text": "‖∂loss/∂h<sub>t</sub>‖", "standoff": 10}
    figure.update_yaxes(title=title, type="log", exponentformat="power", nticks=9, tickfont={"size": 11})
    names = 60 if len(curves) <= 3 else 80  # they stand below the buttons
    figure.update_layout(height=320 + names, margin={"t": names})
    return figure


def by_epoch(norm: dict[int, np.ndarray], tokens: tuple[str, ...], chosen: int) -> go.Figure:
    """A heat map, epochs down and timesteps across, of the logarithm of the norm.

    norm: epoch → (columns,).  chosen: the epoch that has a frame.
    """
    epochs, values = list(norm), np.stack(list(norm.values()))
    power = np.log10(np.where(values > 0, values, np.nan))
    found = power[np.isfinite(power)]
    low, high = (found.min(), found.max()) if len(found) else (-1.0, 0.0)
    ticks = _ticks(float(low), float(high))
    heat_map = go.Heatmap(
        z=power,
        x=[escaped(name) for name in distinct(tokens)],
        y=["before" if epoch == 0 else str(epoch) for epoch in epochs],
        customdata=values,
        zmin=low,
        zmax=high,
        colorscale="Viridis",
        colorbar={"thickness": 10, "tickvals": list(ticks), "ticktext": list(ticks.values())},
        hovertemplate="%{x}<br>epoch %{y}<br>%{customdata:.3~e}<extra></extra>",
    )
    figure = go.Figure(heat_map)
    row = epochs.index(chosen)
    frame = {"color": "#f43f5e", "width": 2}
    figure.add_shape(
        type="rect",
        xref="x domain",
        x0=0,
        x1=1,
        yref="y",
        y0=row - 0.5,
        y1=row + 0.5,
        line=frame,
        fillcolor="rgba(0,0,0,0)",
    )
    figure.update_xaxes(type="category", tickangle=-60, tickfont={"size": 10}, showgrid=False)
    figure.update_yaxes(title={"text": "epoch", "standoff": 4}, type="category", autorange="reversed", showgrid=False)
    height = int(np.clip(LEAST_HEIGHT + ROW_HEIGHT * len(epochs), LEAST_HEIGHT, MOST_HEIGHT))
    figure.update_layout(height=height, margin={"l": 50, "r": 10, "t": 34, "b": 10})
    return figure


def _ticks(low: float, high: float) -> dict[float, str]:
    """Up to five whole powers of ten in a range of logarithms, and how they are written; its ends where it has none."""
    powers = np.arange(np.ceil(low), np.floor(high) + 1)
    if len(powers) < 2:
        return {power: f"{10**power:.2g}" for power in (low, high)}
    return {float(power): f"10<sup>{power:.0f}</sup>" for power in powers[:: int(np.ceil(len(powers) / 5))]}


def table_by_epoch(norm: dict[int, np.ndarray], tokens: tuple[str, ...]) -> pd.DataFrame:
    """The numbers of `by_epoch`: a row a column of the axis, `read` and a column an epoch."""
    return pd.DataFrame({"read": tokens} | {when(epoch): values for epoch, values in norm.items()})
