"""An image beside its rows as the sequence a network reads, and an example of marked numbers."""

from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

LINE = "#3b82f6"
RISE = 0.9
"""How far above its timestep a pixel of 1 is drawn, in timesteps."""


def image_and_rows(pixels: np.ndarray) -> go.Figure:
    """pixels (timesteps, features), 0–1: the image, and each of its rows as a line, both with timesteps downwards."""
    num_rows, num_columns = pixels.shape
    figure = make_subplots(
        rows=1,
        cols=2,
        shared_yaxes=True,
        horizontal_spacing=0.06,
        column_widths=[0.42, 0.58],
        subplot_titles=("the image", "its rows, one a timestep"),
    )
    columns, timesteps = np.arange(1, num_columns + 1), np.arange(1, num_rows + 1)
    hover = "timestep %{y}, feature %{x}<br>%{z:.3f}<extra></extra>"
    image = go.Heatmap(
        z=pixels, x=columns, y=timesteps, colorscale="gray", zmin=0, zmax=1, showscale=False, hovertemplate=hover
    )
    figure.add_trace(image, row=1, col=1)
    for timestep, row in zip(timesteps, pixels, strict=True):
        line = go.Scatter(
            x=columns,
            y=timestep - RISE * row,
            customdata=row,
            mode="lines",
            line={"color": LINE, "width": 1.5},
            showlegend=False,
            hovertemplate=f"timestep {timestep}, feature %{{x}}<br>%{{customdata:.3f}}<extra></extra>",
        )
        figure.add_trace(line, row=1, col=2)
    ticks = max(1, num_rows // 8)
    figure.update_yaxes(autorange=False, range=[num_rows + 0.6, -0.4], tick0=1, dtick=ticks, zeroline=False)
    figure.update_yaxes(title={"text": "timestep", "standoff": 4}, row=1, col=1)
    figure.update_xaxes(title={"text": "feature", "standoff": 4}, tick0=1, dtick=ticks, zeroline=False)
    figure.update_layout(height=380, margin={"l": 40, "r": 10, "t": 40, "b": 40})
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
            "x": {"field": "timestep", "type": "ordinal", "axis": {"labelOverlap": True, "labelAngle": 0}},
            "y": {"field": "value", "type": "quantitative", "scale": {"domain": [0, 1]}},
            "color": {
                "field": "marker",
                "type": "nominal",
                "scale": {"domain": ["0", "1"], "range": ["#9ca3af", "#f59e0b"]},
                "legend": {"orient": "top", "offset": 4},
            },
            "tooltip": [
                {"field": "timestep", "type": "ordinal"},
                {"field": "value", "type": "quantitative", "format": ".3f"},
                {"field": "marker", "type": "nominal"},
            ],
        },
    }
