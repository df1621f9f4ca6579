"""Several networks on the same example: their curves over one axis, as a figure and a table."""

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from playground.analysis.curves import Curve
from playground.figures.colors import RUNS as RUN_COLORS
from playground.figures.heat_map import distinct
from playground.figures.matrix import escaped
from playground.wording import probability_text

MOST_RUNS = len(RUN_COLORS)
"""The most that are compared: each has a colour of its own."""
DASHES = ("solid", "dash", "dot")
HEIGHT, BUTTONS, NAME = 340, 30, 19
"""Pixels of a chart of few lines; of the buttons in its upper corner, with the names of the lines below; of a name."""
FEW = 4
MOST_MARKED = 60
"""Timesteps up to which each has a mark of its own."""


def over_time(
    curves: Sequence[Curve],
    tokens: tuple[str, ...],
    quantity: str,
    limits: tuple[float, float] | None = (0.0, 1.0),
    level: float | None = None,
) -> go.Figure:
    """The curves in one chart.  tokens (columns,): what was read.  quantity: what all of them are, for the axis.

    limits: the ends of the axis, or None where the values decide.  level: where a thin line is drawn across.
    """
    columns, colors = [escaped(name) for name in distinct(tokens)], list(RUN_COLORS.values())
    figure = go.Figure()
    for curve in curves:
        figure.add_scatter(
            x=columns,
            y=curve.values,
            name=escaped(curve.name),
            mode="lines+markers" if len(columns) <= MOST_MARKED else "lines",
            line={"color": colors[curve.run], "dash": DASHES[curve.dash % len(DASHES)], "width": 2},
            marker={"size": 5},
            visible=True if curve.shown else "legendonly",
            customdata=[probability_text(value) for value in curve.values] if quantity.startswith("P(") else None,
            hovertemplate="%{customdata}" if quantity.startswith("P(") else "%{y:.3f}",
        )
    if level is not None:
        figure.add_hline(level, line={"width": 1, "dash": "dot", "color": "gray"})
    figure.update_xaxes(
        type="category", categoryarray=columns, categoryorder="array", tickangle=-60, tickfont={"size": 10}
    )
    padded = limits and [limits[0] - 0.03 * (limits[1] - limits[0]), limits[1] + 0.03 * (limits[1] - limits[0])]
    figure.update_yaxes(title={"text": escaped(quantity), "standoff": 4}, range=padded)
    height = HEIGHT + NAME * max(0, len(curves) - FEW)  # on a phone the names stand under each other
    figure.update_layout(
        height=height,
        margin={"l": 50, "r": 10, "t": 10, "b": 10},
        hovermode="x unified",
        showlegend=True,
        legend={"orientation": "h", "yref": "container", "yanchor": "top", "y": 1 - BUTTONS / height, "x": 0},
    )
    return figure


def table(curves: Sequence[Curve], tokens: tuple[str, ...]) -> pd.DataFrame:
    """The numbers of `over_time`: a row a column of the axis, `read` and a column a curve; empty where it has none."""
    return pd.DataFrame({"read": tokens} | {curve.name: curve.values for curve in curves})
