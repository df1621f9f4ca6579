"""An image beside its rows as the sequence a network reads, and an example of marked numbers."""

from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from playground.figures.colors import GRAY, PINK, VIOLET
from playground.languages import _

RISE = 0.9
"""How far above its timestep a pixel of 1 is drawn, in timesteps."""


def image(pixels: np.ndarray) -> go.Figure:
    """pixels (timesteps, features), 0–1, as an image with timesteps downwards."""
    columns, timesteps = _places(pixels)
    heat_map = go.Heatmap(
        z=pixels,
        x=columns,
        y=timesteps,
        colorscale="gray",
        zmin=0,
        zmax=1,
        showscale=False,
        hovertemplate=_pointed("%{y}") + "<br>%{z:.3f}<extra></extra>",
    )
    return _laid_out(go.Figure(heat_map), pixels, _("the image"))


def rows(pixels: np.ndarray) -> go.Figure:
    """pixels (timesteps, features), 0–1, each row as a line that rises where the pixels are bright."""
    columns, timesteps = _places(pixels)
    figure = go.Figure()
    for timestep, row in zip(timesteps, pixels, strict=True):
        line = go.Scatter(
            x=columns,
            y=timestep - RISE * row,
            customdata=row,
            mode="lines",
            line={"color": VIOLET, "width": 1.5},
            showlegend=False,
            hovertemplate=_pointed(str(timestep)) + "<br>%{customdata:.3f}<extra></extra>",
        )
        figure.add_trace(line)
    return _laid_out(figure, pixels, _("its rows, one per timestep"))


def _pointed(timestep: str) -> str:
    return _("timestep {timestep}, feature {feature}", timestep=timestep, feature="%{x}")


def _places(pixels: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The numbers of features and timesteps, from 1."""
    return np.arange(1, pixels.shape[1] + 1), np.arange(1, pixels.shape[0] + 1)


def _laid_out(figure: go.Figure, pixels: np.ndarray, title: str) -> go.Figure:
    """The same axes for both, so that a row of the one stands beside the same row of the other."""
    columns, timesteps = _places(pixels)
    shown = max(1, len(timesteps) // 8)
    down = [len(timesteps) + 0.6, 0.6 - RISE]
    figure.update_yaxes(title={"text": _("timestep"), "standoff": 4}, range=down, tickvals=timesteps[::shown])
    figure.update_xaxes(title={"text": _("feature"), "standoff": 8}, tickvals=columns[::shown])
    figure.update_yaxes(zeroline=False, ticks="outside")
    figure.update_xaxes(zeroline=False, ticks="outside")
    figure.update_layout(title=title, height=380, margin={"l": 40, "r": 10, "t": 40, "b": 50})
    return figure


def marked_numbers(example: np.ndarray) -> pd.DataFrame:
    """A row a timestep: `timestep` from 1, `value`, `marker` "0" or "1".  example: (timesteps, 2) float32."""
    return pd.DataFrame(
        {
            "timestep": np.arange(1, len(example) + 1),
            "value": example[:, 0],
            "marker": [f"{marker:.0f}" for marker in example[:, 1]],
        }
    )


def marked_chart() -> dict[str, Any]:
    """The Vega-Lite specification that draws `marked_numbers`."""
    return {
        "height": 260,
        "mark": {"type": "bar", "width": {"band": 0.8}},
        "encoding": {
            "x": {
                "field": "timestep",
                "type": "ordinal",
                "title": _("timestep"),
                "axis": {"labelOverlap": True, "labelAngle": 0},
            },
            "y": {"field": "value", "type": "quantitative", "title": _("value"), "scale": {"domain": [0, 1]}},
            "color": {
                "field": "marker",
                "type": "nominal",
                "title": _("marker"),
                "scale": {"domain": ["0", "1"], "range": [GRAY, PINK]},
                "legend": {"orient": "top", "offset": 4},
            },
            "tooltip": [
                {"field": "timestep", "type": "ordinal", "title": _("timestep")},
                {"field": "value", "type": "quantitative", "title": _("value"), "format": ".3f"},
                {"field": "marker", "type": "nominal", "title": _("marker")},
            ],
        },
    }
