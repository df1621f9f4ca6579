"""The learning curves of several runs over each other, by epoch, batch or second, as a figure and a table."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from playground.figures.colors import OVERLAID
from playground.figures.compare import BUTTONS, HEIGHT, NAME
from playground.figures.matrix import escaped
from playground.languages import N_, _
from playground.runs.history import History

MOST = len(OVERLAID)
"""The most runs that are drawn: each has a colour of its own."""
OVER = {"epochs": N_("epoch"), "steps": N_("step"), "seconds": N_("second of training")}
"""What the curves can run over → the title of the axis."""
MOST_POINTS = 600
"""Of a curve by batch, as many as a chart has room for."""


@dataclass(frozen=True)
class Learned:
    """How a run learned.  Each curve is (x, value), one-dimensional and equally long, float64, maybe empty.

    by_batch: in training.  validation: after each finished epoch.
    """

    name: str
    by_batch: tuple[np.ndarray, np.ndarray]
    validation: tuple[np.ndarray, np.ndarray]


def learned(name: str, history: History, metric: str, over: str, smoothing: float = 0.0, scale: float = 1.0) -> Learned:
    """One run's curves of a metric.

    metric: `accuracy` or `loss`.  over: one of `OVER`.  smoothing: see `smoothed`; of the curve by batch alone.
    scale: what values are multiplied with, for another unit.
    """
    values = scale * smoothed(np.asarray(history.steps[metric], float), smoothing)
    positions = np.asarray(history.steps["position"], float)[: len(values)]
    every = slice(None, None, -(-len(values) // MOST_POINTS) or 1)
    ended = np.asarray([epoch["epoch"] for epoch in history.epochs], float)
    validation = scale * np.asarray([epoch[f"val_{metric}"] for epoch in history.epochs], float)
    by_batch = _at(history, over, positions[every]), values[every]
    return Learned(name, by_batch, (_at(history, over, ended), validation))


def smoothed(values: np.ndarray, amount: float) -> np.ndarray:
    """values (points,): the mean of each and of those before it, which count by `amount` (0–1) less per point.

    0 leaves them as they are.  The first weighs as it does alone, so that the curve does not begin at 0 (Kingma and Ba
    2015, section 3).
    """
    found, mean, weight = np.empty(len(values)), 0.0, 0.0
    for index, value in enumerate(values):
        mean = amount * mean + (1 - amount) * value
        weight = amount * weight + (1 - amount)
        found[index] = mean / weight
    return found


def overlay_chart(runs: Sequence[Learned], over: str, quantity: str, *, share: bool) -> go.Figure:
    """All runs in one chart: a thick line for validation, a thin one for training.

    over: one of `OVER`.  quantity: title of the axis.  share: whether values are shares, written in per cent.
    """
    figure = go.Figure()
    for color, run in zip(OVERLAID, runs, strict=False):
        x, y = run.by_batch
        figure.add_scatter(
            x=x,
            y=y,
            name=escaped(run.name),
            mode="lines",
            line={"color": color, "width": 1},
            opacity=0.65,
            hoverinfo="skip",
            showlegend=not len(run.validation[0]),  # no epoch has ended, so that there is no thick line
        )
        x, y = run.validation
        figure.add_scatter(
            x=x,
            y=y,
            name=escaped(run.name),
            mode="lines+markers",
            line={"color": color, "width": 2.5},
            marker={"size": 6},
            showlegend=bool(len(x)),
            hovertemplate=f"%{{y:{'.1%' if share else '.4g'}}}",
        )
    height = HEIGHT + NAME * len(runs)  # the names stand under each other
    figure.update_xaxes(title={"text": _(OVER[over]), "standoff": 8}, zeroline=False, rangemode="tozero")
    figure.update_yaxes(title={"text": escaped(quantity), "standoff": 4}, tickformat=".0%" if share else None)
    figure.update_layout(
        height=height,
        margin={"l": 60, "r": 10, "t": BUTTONS + NAME * len(runs), "b": 10},
        hovermode="x unified" if over == "epochs" else "closest",
        legend={"yref": "container", "yanchor": "top", "y": 1 - BUTTONS / height, "xanchor": "left", "x": 0},
    )
    return figure


def overlay_table(runs: Sequence[Learned], over: str) -> pd.DataFrame:
    """The numbers of `overlay_chart`, a row a point: `run`, `curve`, what it runs over, and `value`."""
    parts = [
        pd.DataFrame({"run": run.name, "curve": curve, OVER[over]: x, "value": y})
        for run in runs
        for curve, (x, y) in (("training, by batch", run.by_batch), ("validation", run.validation))
    ]
    return pd.concat(parts, ignore_index=True)


def _at(history: History, over: str, positions: np.ndarray) -> np.ndarray:
    """positions (points,): epochs trained, such as 1.5, as what the curves run over."""
    if over == "steps":
        return positions * float(history.facts.get("steps_per_epoch", 0))
    return positions if over == "epochs" else _seconds(history, positions)


def _seconds(history: History, positions: np.ndarray) -> np.ndarray:
    """Seconds of training, as the epochs took them; what is beyond the last goes on at its pace."""
    ends = np.asarray([0.0, *(epoch["epoch"] for epoch in history.epochs)])
    took = [epoch["seconds"] for epoch in history.epochs]
    seconds = np.asarray([0.0, *np.cumsum(took)])
    pace = float(took[-1]) if took else float(history.facts.get("examples_per_epoch", 0)) / (history.pace or np.inf)
    beyond = np.maximum(positions - ends[-1], 0) * pace
    return np.asarray(np.interp(positions, ends, seconds) + beyond)
