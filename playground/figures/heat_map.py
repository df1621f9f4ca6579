"""States over time as a Plotly heat map: units down, timesteps across, a token over each."""

from collections import Counter

import numpy as np
import plotly.graph_objects as go

from playground.figures.colors import states
from playground.figures.matrix import escaped
from playground.languages import _

MOST_TIMESTEPS = 48
"""Timesteps that fit side by side with every token readable on a wide screen."""
LONGEST_TOKEN = 20
WITHOUT_WIDTH = {ord("0"): "\u200b", ord("1"): "\u200c"}
MAP_HEIGHT, HEAD_HEIGHT = 170, 110


def heat_map(values: np.ndarray, tokens: tuple[str, ...], quantity: str, most: float, dark: bool = False) -> go.Figure:
    """values (timesteps, units), on a scale from -most to most.  Hover gives token, unit and value.

    tokens: what was read at each timestep; as many of them are shown as fit.  quantity: what the values are.
    dark: whether the page is.
    """
    figure = go.Figure(
        go.Heatmap(
            z=values.T,
            x=[escaped(name) for name in distinct(tokens)],
            zmin=-most,
            zmax=most,
            colorscale=states(dark),
            colorbar={"thickness": 10, "nticks": 5},
            hovertemplate="%{x}<br>" + _("unit {unit}", unit="%{y}") + f"<br>{quantity} %{{z:.4f}}<extra></extra>",
        )
    )
    figure.update_yaxes(title={"text": quantity, "standoff": 4}, nticks=5, autorange="reversed")
    figure.update_xaxes(type="category", showgrid=False, tickangle=-60, tickfont={"size": 10}, side="top")
    figure.update_layout(height=HEAD_HEIGHT + MAP_HEIGHT, margin={"l": 50, "r": 10, "t": HEAD_HEIGHT - 20, "b": 10})
    return figure


def distinct(tokens: tuple[str, ...]) -> list[str]:
    """The tokens as names of columns: long ones cut, and a repeated one told apart by characters without width.

    The characters spell out, in binary, how often the token came before: names stay short however often it is repeated.
    """
    seen: Counter[str] = Counter()
    names = []
    for token in tokens:
        name = token if len(token) <= LONGEST_TOKEN else token[: LONGEST_TOKEN - 1] + "…"
        names.append(name + (f"{seen[name]:b}".translate(WITHOUT_WIDTH) if seen[name] else ""))
        seen[name] += 1
    return names
