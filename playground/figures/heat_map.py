"""Gates and states over time as Plotly heat maps: units down, timesteps across, a token over each."""

from collections import Counter

import numpy as np
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from playground.figures.matrix import escaped
from playground.layers.recurrent import GATES

MOST_TIMESTEPS = 48
"""Timesteps that fit side by side with every token readable on a wide screen."""
LONGEST_TOKEN = 20
WITHOUT_WIDTH = {ord("0"): "\u200b", ord("1"): "\u200c"}
ROW_HEIGHT, HEAD_HEIGHT = 170, 110


def heat_maps(parts: dict[str, np.ndarray], tokens: tuple[str, ...]) -> go.Figure:
    """One heat map a part, one under the other, zooming together.

    parts: part → (timesteps, units).  tokens: what was read at each timestep; as many of them are shown as fit.
    Gates share the scale 0–1; each state has its own, symmetric around 0.  Hover gives token, unit and value.
    """
    figure = make_subplots(rows=len(parts), cols=1, shared_xaxes=True, vertical_spacing=min(0.08, 0.3 / len(parts)))
    columns = [escaped(name) for name in distinct(tokens)]
    for row, (part, values) in enumerate(parts.items(), start=1):
        low, high = _limits(part, values)
        bottom, top = figure.get_subplot(row, 1).yaxis.domain
        heat_map = go.Heatmap(
            z=values.T,
            x=columns,
            zmin=low,
            zmax=high,
            colorscale="Viridis" if part in GATES else "RdBu_r",
            colorbar={"len": top - bottom, "y": (top + bottom) / 2, "thickness": 10, "nticks": 3},
            hovertemplate="%{x}<br>unit %{y}<br>" + part + " %{z:.4f}<extra></extra>",
            name=part,
        )
        figure.add_trace(heat_map, row=row, col=1)
        figure.update_yaxes(
            title={"text": escaped(part), "standoff": 4}, row=row, col=1, nticks=5, autorange="reversed"
        )
    figure.update_xaxes(type="category", showticklabels=False, showgrid=False)
    figure.update_xaxes(tickangle=-60, tickfont={"size": 10}, side="top", showticklabels=True, row=1, col=1)
    height = HEAD_HEIGHT + ROW_HEIGHT * len(parts)
    figure.update_layout(height=height, margin={"l": 50, "r": 10, "t": HEAD_HEIGHT - 20, "b": 10})
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


def _limits(part: str, values: np.ndarray) -> tuple[float, float]:
    """The values at the ends of the colours: 0 and 1 for a gate, else a range around 0 that holds all; least ±0.001."""
    most = max(1e-3, float(np.abs(values).max(initial=0)))
    return (0.0, 1.0) if part in GATES else (-most, most)
