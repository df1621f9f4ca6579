"""The vectors of a text as a heat map: timesteps down, columns across."""

import numpy as np
import plotly.graph_objects as go

from playground.figures.colors import POSITIVE, states
from playground.languages import _

ROW_HEIGHT = 18
LETTER = 6
"""Pixels that a letter of a slanted column name takes in height."""
MOST_NAMES = 26
"""Columns whose names all fit."""
LONGEST_NAME = 18


def matrix_map(
    values: np.ndarray, rows: tuple[str, ...], columns: tuple[str, ...], binary: bool, dark: bool = False
) -> go.Figure:
    """values (rows, columns) with a name for each; hover gives both and the value.

    binary: 0 is empty and 1 is filled; else colours are symmetric around 0.  dark: whether the page is.
    """
    most = 1.0 if binary else max(float(np.abs(values).max(initial=0)), 1e-3)
    names = [escaped(name) for name in columns]
    figure = go.Figure(
        go.Heatmap(
            z=values,
            x=np.arange(len(names)),
            y=np.arange(len(rows)),
            customdata=[
                [_("{row}<br>column {column}", row=escaped(row), column=name) for name in names] for row in rows
            ],
            zmin=0 if binary else -most,
            zmax=most,
            colorscale=[[0, "rgba(127,127,127,0.10)"], [1, POSITIVE]] if binary else states(dark),
            showscale=not binary,
            colorbar={"thickness": 10, "nticks": 3},
            xgap=1 if binary and len(names) <= MOST_NAMES else 0,
            ygap=1,
            hovertemplate="%{customdata}<br>%{z:.4g}<extra></extra>",
        )
    )
    shown = range(0, len(names), -(-len(names) // MOST_NAMES) or 1)
    figure.update_xaxes(
        tickvals=list(shown),
        ticktext=[short_name(columns[i]) for i in shown],
        tickangle=-60,
        side="top",
        showgrid=False,
        zeroline=False,
    )
    figure.update_yaxes(
        tickvals=list(range(len(rows))),
        ticktext=[short_name(row) for row in rows],
        autorange="reversed",
        showgrid=False,
        zeroline=False,
    )
    head = 24 + LETTER * max((min(len(columns[i]), LONGEST_NAME) for i in shown), default=0)
    height = head + 10 + ROW_HEIGHT * max(len(rows), 3)
    figure.update_layout(height=height, margin={"l": 10, "r": 10, "t": head, "b": 10})
    return figure


def short_name(name: str) -> str:
    """A name that fits beside an axis, escaped."""
    return escaped(name if len(name) <= LONGEST_NAME else name[: LONGEST_NAME - 1] + "…")


def escaped(text: str) -> str:
    """Text that Plotly takes for nothing but text: it reads some HTML in labels."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
