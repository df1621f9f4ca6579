"""Memory curves of several networks in one chart, and as a table."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from playground.figures.colors import RUNS as RUN_COLORS
from playground.figures.compare import BUTTONS, DASHES, FEW, HEIGHT, NAME
from playground.figures.matrix import escaped
from playground.languages import _


@dataclass(frozen=True)
class MemoryLine:
    """One memory curve to draw.

    color: which of `RUN_COLORS`, and once they are used up, from the start.  dash: tells curves of one colour apart.
    steps (steps,): timesteps after, or before.  score, floor (steps,): up to 1.  examples (steps,): counts.
    shown: whether it is drawn before it is asked for.
    """

    name: str
    color: int
    dash: int
    steps: tuple[int, ...]
    score: tuple[float, ...]
    floor: tuple[float, ...]
    examples: tuple[int, ...]
    shown: bool = True


def memory_chart(lines: Sequence[MemoryLine], axis: str, quantity: str, *, before: bool, share: bool) -> go.Figure:
    """All lines over one axis, with the mean of their floors as a thin one.

    axis, quantity: titles.  before: steps are counted back from the end, which stands at the right.
    share: whether scores are shares, written in per cent.
    """
    colors, score = list(RUN_COLORS.values()), "%{y:.1%}" if share else "%{y:.3f}"
    figure = go.Figure()
    for line in lines:
        figure.add_scatter(
            x=line.steps,
            y=line.score,
            name=escaped(line.name),
            mode="lines+markers",
            line={"color": colors[line.color % len(colors)], "dash": DASHES[line.dash % len(DASHES)], "width": 2},
            marker={"size": 6},
            visible=True if line.shown else "legendonly",
            customdata=line.examples,
            hovertemplate=_("{score}, {number} examples", score=score, number="%{customdata:,}"),
        )
    steps, floor = mean_floor(lines)
    figure.add_scatter(
        x=steps,
        y=floor,
        name=_("on shuffled answers"),
        mode="lines",
        line={"color": "gray", "dash": "dot", "width": 1},
        hovertemplate=score,
    )
    figure.update_xaxes(title={"text": escaped(axis)}, autorange="reversed" if before else True, zeroline=False)
    figure.update_yaxes(
        title={"text": escaped(quantity), "standoff": 4}, range=[-0.03, 1.03], tickformat=".0%" if share else None
    )
    height = HEIGHT + NAME * max(0, len(lines) + 1 - FEW)  # on a phone the names stand under each other
    figure.update_layout(
        height=height,
        margin={"l": 60, "r": 10, "t": 10, "b": 10},
        hovermode="x unified",
        showlegend=True,
        legend={"orientation": "h", "yref": "container", "yanchor": "top", "y": 1 - BUTTONS / height, "x": 0},
    )
    return figure


def mean_floor(lines: Sequence[MemoryLine]) -> tuple[list[int], list[float]]:
    """Every step that a line has, ascending, and the mean floor of the lines that have it."""
    floors: dict[int, list[float]] = {}
    for line in lines:
        for step, floor in zip(line.steps, line.floor, strict=True):
            floors.setdefault(step, []).append(floor)
    steps = sorted(floors)
    return steps, [float(np.mean(floors[step])) for step in steps]


def memory_table(lines: Sequence[MemoryLine]) -> pd.DataFrame:
    """The numbers of `memory_chart`, a row a point: `curve`, `step`, `score`, `floor`, `examples`."""
    columns = ["curve", "step", "score", "floor", "examples"]
    points = (
        (line.name, *point)
        for line in lines
        for point in zip(line.steps, line.score, line.floor, line.examples, strict=True)
    )
    return pd.DataFrame(points, columns=columns)
