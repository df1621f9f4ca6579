"""The gradient on its way back through time, as pictures: aligned at the timestep read last, one epoch or all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from playground.analysis.gradient_through_time import Course
from playground.cells import STATES
from playground.figures.colors import RUNS as RUN_COLORS
from playground.figures.compare import BUTTONS, NAME
from playground.figures.matrix import escaped
from playground.languages import N_, _
from playground.narration.gradient import when

ROW_HEIGHT, LEAST_HEIGHT, MOST_HEIGHT = 24, 170, 520
HEIGHT = 320
DASHES, THIN_DASHES = (dict(zip(STATES, dashes, strict=True)) for dashes in (("solid", "dash"), ("dot", "dashdot")))
"""State → how its mean is drawn, and how one example is."""
AXIS = N_("timesteps before the one read last")


@dataclass(frozen=True)
class Line:
    """How the gradient of one layer goes back, by one of its states.

    color: which of `RUN_COLORS`.  mean: over many examples, None where there is none.  example (timesteps,): of the one
    chosen, 0 timesteps back first, and what it reads there, (timesteps,); both empty where there is none.
    """

    name: str
    state: str
    color: int
    mean: Course | None
    example: np.ndarray
    read: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """Such as `LSTM 32, w.r.t. c`."""
        return _("{layer}, w.r.t. {state}", layer=self.name, state=STATES[self.state])


def back_in_time(lines: Sequence[Line], quantity: str) -> go.Figure:
    """All lines in one chart: means with their quartiles as bands, and dotted the example.

    quantity: what is derived.  A gradient of 0 has no place on a logarithmic axis and is left out.
    """
    figure, lowest = go.Figure(), _lowest(lines)
    for line in lines:
        color = list(RUN_COLORS.values())[line.color % len(RUN_COLORS)]
        common = {"legendgroup": line.title, "name": escaped(line.title)}
        if line.mean:
            _band(figure, line.mean, color, lowest, common)
            figure.add_scatter(
                x=np.arange(len(line.mean.mean)),
                y=_drawable(line.mean.mean),
                mode="lines",
                line={"color": color, "dash": DASHES[line.state], "width": 2.5},
                hovertemplate="%{y:.3~e}",
                **common,
            )
        figure.add_scatter(
            x=np.arange(len(line.example)),
            y=_drawable(line.example),
            mode="lines",
            line={"color": color, "dash": THIN_DASHES[line.state], "width": 1.3},
            customdata=[escaped(word) for word in line.read] or None,
            hovertemplate=_pointed(bool(line.read)) + "<extra></extra>",
            showlegend=line.mean is None,
            **common,
        )
    figure.update_xaxes(
        title={"text": _(AXIS), "standoff": 6}, autorange="reversed", tickfont={"size": 11}, zeroline=False
    )
    title = {"text": _("‖∂{quantity} / ∂state‖", quantity=quantity), "standoff": 10}
    figure.update_yaxes(title=title, type="log", exponentformat="power", nticks=9, tickfont={"size": 11})
    names = BUTTONS + NAME * (1 + len(lines))  # they stand below the buttons, on a phone under each other
    figure.update_layout(
        height=HEIGHT + names,
        margin={"l": 64, "r": 10, "t": names, "b": 10},
        hovermode="x unified",
        showlegend=True,
        legend={"orientation": "h", "yref": "container", "yanchor": "top", "y": 1 - BUTTONS / (HEIGHT + names), "x": 0},
    )
    return figure


def _pointed(read: bool) -> str:
    """What is said of the example at a point.  read: whether it is known what it reads there."""
    if read:
        return _("{size} this example, {read}", size="%{y:.3~e}", read="%{customdata}")
    return _("{size} this example", size="%{y:.3~e}")


def _band(figure: go.Figure, mean: Course, color: str, lowest: float, common: dict[str, Any]) -> None:
    """From quartile to quartile; what is 0 reaches down to the lowest that is drawn."""
    red, green, blue = (int(color[at : at + 2], 16) for at in (1, 3, 5))
    for values, fill in ((mean.high, None), (mean.low, "tonexty")):
        figure.add_scatter(
            x=np.arange(len(values)),
            y=_drawable(np.maximum(values, lowest)),
            mode="lines",
            line={"width": 0, "color": color},
            fill=fill,
            fillcolor=f"rgba({red},{green},{blue},0.16)",
            hoverinfo="skip",
            showlegend=False,
            **common,
        )


def _lowest(lines: Sequence[Line]) -> float:
    drawn = [_drawable(values) for line in lines for values in (line.example, *_means(line))]
    found = np.concatenate([*drawn, [np.nan]])
    return float(np.nanmin(found)) if np.isfinite(found).any() else 1.0


def _means(line: Line) -> tuple[np.ndarray, ...]:
    return (line.mean.mean, line.mean.low) if line.mean else ()


def _drawable(values: np.ndarray) -> np.ndarray:
    return np.where((values > 0) & np.isfinite(values), values, np.nan)


def table(lines: Sequence[Line]) -> pd.DataFrame:
    """The numbers of `back_in_time`: a row a timestep, how many before the last it is; empty where there is none."""
    columns: dict[str, np.ndarray] = {}
    for line in lines:
        if line.mean:
            columns |= {
                f"{line.title}: mean": line.mean.mean,
                f"{line.title}: lower quartile": line.mean.low,
                f"{line.title}: upper quartile": line.mean.high,
                f"{line.title}: examples": line.mean.examples,
                f"{line.title}: exactly 0": line.mean.zeros,
            }
        columns[f"{line.title}: this example"] = line.example
    longest = max((len(values) for values in columns.values()), default=0)
    filled = {
        name: np.pad(values.astype(float), (0, longest - len(values)), constant_values=np.nan)
        for name, values in columns.items()
    }
    return pd.DataFrame({AXIS: np.arange(longest)} | filled)


def by_epoch(means: Mapping[float, np.ndarray], chosen: float) -> go.Figure:
    """A heat map, epochs down and timesteps across, of the logarithm of the mean: one scale for all epochs.

    means: epoch → (timesteps,), 0 timesteps back first.  chosen: the epoch that has a frame, if it is there.
    """
    epochs, values = list(means), np.stack(list(means.values()))
    power = np.log10(_drawable(values))
    found = power[np.isfinite(power)]
    low, high = (found.min(), found.max()) if len(found) else (-1.0, 0.0)
    ticks = _ticks(float(low), float(high))
    heat_map = go.Heatmap(
        z=power,
        x=np.arange(values.shape[1]),
        y=[_("before") if epoch == 0 else str(epoch) for epoch in epochs],
        customdata=values,
        zmin=low,
        zmax=high,
        colorscale="Viridis",
        colorbar={"thickness": 10, "tickvals": list(ticks), "ticktext": list(ticks.values())},
        hovertemplate=_("{steps} before the last<br>epoch {epoch}", steps="%{x}", epoch="%{y}")
        + "<br>%{customdata:.3~e}<extra></extra>",
    )
    figure = go.Figure(heat_map)
    if chosen in epochs:
        row = epochs.index(chosen)
        figure.add_shape(
            type="rect",
            xref="x domain",
            x0=0,
            x1=1,
            yref="y",
            y0=row - 0.5,
            y1=row + 0.5,
            line={"color": "#f43f5e", "width": 2},
            fillcolor="rgba(0,0,0,0)",
        )
    figure.update_xaxes(
        title={"text": _(AXIS), "standoff": 6}, autorange="reversed", tickfont={"size": 11}, showgrid=False
    )
    figure.update_yaxes(
        title={"text": _("epoch"), "standoff": 4}, type="category", autorange="reversed", showgrid=False
    )
    height = int(np.clip(LEAST_HEIGHT + ROW_HEIGHT * len(epochs), LEAST_HEIGHT, MOST_HEIGHT))
    figure.update_layout(height=height, margin={"l": 50, "r": 10, "t": 34, "b": 10})
    return figure


def _ticks(low: float, high: float) -> dict[float, str]:
    """Up to five whole powers of ten in a range of logarithms, and how they are written; its ends where it has none."""
    powers = np.arange(np.ceil(low), np.floor(high) + 1)
    if len(powers) < 2:
        return {power: f"{10**power:.2g}" for power in (low, high)}
    return {float(power): f"10<sup>{power:.0f}</sup>" for power in powers[:: int(np.ceil(len(powers) / 5))]}


def table_by_epoch(means: Mapping[float, np.ndarray]) -> pd.DataFrame:
    """The numbers of `by_epoch`: a row a timestep, a column an epoch."""
    timesteps = len(next(iter(means.values())))
    return pd.DataFrame({AXIS: np.arange(timesteps)} | {when(epoch): values for epoch, values in means.items()})
