"""Forecasts over the truth, as Vega-Lite."""

from typing import Any

import numpy as np
import pandas as pd

from playground.figures import colors
from playground.figures.series import time_axis
from playground.languages import N_, _

TRUTH, FORECAST, NAIVE = N_("truth"), N_("forecast"), N_("naive")
COLORS = {TRUTH: colors.TRUTH, FORECAST: colors.FORECAST, NAIVE: colors.NAIVE}


def forecasts(times: np.ndarray, curves: dict[str, np.ndarray]) -> pd.DataFrame:
    """A row a point: `time`, `value`, `curve`.  times (points,): dates or row numbers; curves: name → (points,)."""
    parts = [pd.DataFrame({"time": times, "value": values, "curve": _(name)}) for name, values in curves.items()]
    return pd.concat(parts, ignore_index=True)


def forecast_chart(quantity: str, dated: bool) -> dict[str, Any]:
    """The Vega-Lite specification that draws `forecasts`.

    quantity: what is forecast, with its unit; dated: whether times are dates, else numbers of rows
    """
    x, shown = time_axis(dated)
    return {
        "height": 320,
        "mark": {"type": "line", "strokeWidth": 1.5},
        "encoding": {
            "x": x,
            "y": {"field": "value", "type": "quantitative", "title": quantity, "scale": {"zero": False}},
            "color": {
                "field": "curve",
                "type": "nominal",
                "scale": {"domain": [_(name) for name in COLORS], "range": list(COLORS.values())},
                "legend": {"orient": "top", "title": None, "offset": 4},
            },
            "tooltip": [
                {"field": "curve", "type": "nominal", "title": _("curve")},
                shown,
                {"field": "value", "type": "quantitative", "title": quantity, "format": ".2f"},
            ],
        },
    }


def scatter_chart() -> dict[str, Any]:
    """The Vega-Lite specification that draws rows of `truth` and `forecast` as points, with the line of no error."""
    axis = {"type": "quantitative", "scale": {"zero": False}}
    return {
        "height": 360,
        "layer": [
            {
                "mark": {"type": "line", "color": COLORS[NAIVE]},
                "encoding": {
                    "x": {"field": TRUTH, **axis, "title": _(TRUTH)},
                    "y": {"field": TRUTH, **axis, "title": _(FORECAST)},
                },
            },
            {
                "mark": {"type": "point", "opacity": 0.5, "size": 14, "color": COLORS[FORECAST]},
                "encoding": {
                    "x": {"field": TRUTH, **axis, "title": _(TRUTH)},
                    "y": {"field": FORECAST, **axis, "title": _(FORECAST)},
                },
            },
        ],
    }
