"""A long series as few points: lowest, mean and highest of each stretch, what was missing; and one window."""

from typing import Any

import numpy as np
import pandas as pd

from playground.figures.colors import MISSING, NAIVE, SPLITS, TRUTH, VIOLET
from playground.languages import _, p_

MOST_POINTS = 1_000
"""Stretches a series is drawn as: each is three numbers."""
WINDOW_COLORS = {"read": VIOLET, "target": TRUTH, "naive": NAIVE}


def thinned(
    values: np.ndarray, missing: np.ndarray, times: np.ndarray, parts: dict[str, slice], most: int = MOST_POINTS
) -> pd.DataFrame:
    """A row a stretch of records: its first `time`, `low`, `mean`, `high`, records `missing` in it, and its `part`.

    values: (rows,) float32; missing: (rows,) bool; times: (rows,) datetime64 or int row numbers
    parts: the rows of each part, in order; no stretch reaches from one into the next
    """
    length = max(1, -(-len(values) // most))
    pieces = []
    for part, rows in parts.items():
        starts = np.arange(0, rows.stop - rows.start, length)
        if not len(starts):
            continue
        inside, gaps = values[rows], missing[rows]
        sizes = np.diff(np.append(starts, len(inside)))
        pieces.append(
            pd.DataFrame(
                {
                    "time": times[rows][starts],
                    "low": np.minimum.reduceat(inside, starts),
                    "mean": np.add.reduceat(inside.astype(np.float64), starts) / sizes,
                    "high": np.maximum.reduceat(inside, starts),
                    "missing": np.add.reduceat(gaps.astype(np.int64), starts),
                    "part": _(part),
                }
            )
        )
    return pd.concat(pieces, ignore_index=True)


def series_chart(quantity: str, dated: bool, whole: bool = True, height: int = 300) -> dict[str, Any]:
    """The Vega-Lite specification that draws `thinned`.

    quantity: what is drawn, with its unit; dated: whether times are dates, else numbers of rows
    whole: whether all parts are drawn, so that their colours have to be named
    """
    x, shown = time_axis(dated)
    y = {"type": "quantitative", "scale": {"zero": False}, "title": quantity}
    titles = {"low": _("low"), "mean": _("mean"), "high": _("high")}
    numbers = [
        {"field": name, "type": "quantitative", "title": title, "format": ".2f"} for name, title in titles.items()
    ]
    color = {
        "field": "part",
        "type": "nominal",
        "scale": {"domain": [_(part) for part in SPLITS], "range": list(SPLITS.values())},
        "legend": {"orient": "top", "title": None, "offset": 4, "symbolOpacity": 1} if whole else None,
    }
    tooltip = [shown, *numbers, {"field": "missing", "type": "quantitative", "title": _("missing records")}]
    band = {
        "mark": {"type": "area", "opacity": 0.35},
        "encoding": {"x": x, "y": {"field": "low", **y}, "y2": {"field": "high"}, "color": color},
    }
    line = {
        "mark": {"type": "line", "strokeWidth": 1.2},
        "encoding": {"x": x, "y": {"field": "mean", **y}, "color": color, "tooltip": tooltip},
    }
    gaps = {
        "transform": [{"filter": "datum.missing > 0"}],
        "mark": {
            "type": "tick",
            "orient": "vertical",
            "color": MISSING,
            "thickness": 2,
            "size": 14,
            "description": _("missing records"),
        },
        "encoding": {"x": x, "y": {"value": 7}, "tooltip": tooltip},
    }
    return {"height": height, "layer": [band, line, gaps]}


def window(read: tuple[np.ndarray, np.ndarray], target: tuple[Any, float], naive: float) -> pd.DataFrame:
    """A row a point: `time`, `value`, `what` it is: read, target or naive, see `_what`.

    read: times and values a window reads, (timesteps,) each; target: time and value to forecast
    naive: what is forecast when nothing changes
    """
    times, values = read
    seen, aim, same = _what()
    return pd.concat(
        [
            pd.DataFrame({"time": times, "value": values, "what": seen}),
            pd.DataFrame({"time": [target[0]] * 2, "value": [target[1], naive], "what": [aim, same]}),
        ],
        ignore_index=True,
    )


def _what() -> tuple[str, str, str]:
    """What is drawn of a window, as it is called."""
    return p_("what a window does with values", "read"), _("target"), _("naive")


def window_chart(quantity: str, dated: bool, months: int = 0) -> dict[str, Any]:
    """The Vega-Lite specification that draws `window`; quantity and dated as in `series_chart`.

    months: from one record to the next, where they are whole ones
    """
    x, shown = time_axis(dated)
    if months:  # no weeks between them
        x["axis"] = {"tickCount": {"interval": "month", "step": min(months, 12)}, "labelOverlap": True}
    color = {
        "field": "what",
        "type": "nominal",
        "scale": {"domain": list(_what()), "range": list(WINDOW_COLORS.values())},
        "legend": {"orient": "top", "title": None, "offset": 4},
    }
    encoding = {
        "x": x,
        "y": {"field": "value", "type": "quantitative", "scale": {"zero": False}, "title": quantity},
        "color": color,
        "tooltip": [
            {"field": "what", "type": "nominal", "title": _("what")},
            shown,
            {"field": "value", "type": "quantitative", "title": _("value"), "format": ".2f"},
        ],
    }
    return {
        "height": 280,
        "encoding": encoding,
        "layer": [
            {
                "transform": [{"filter": f"datum.what == '{_what()[0]}'"}],
                "mark": {"type": "line", "strokeWidth": 1.5, "point": {"size": 14}},
            },
            {
                "transform": [{"filter": f"datum.what != '{_what()[0]}'"}],
                "mark": {"type": "point", "filled": True, "size": 110},
            },
        ],
    }


def time_axis(dated: bool) -> tuple[dict[str, Any], dict[str, Any]]:
    """The axis of time, and how a time is said.  dated: whether times are dates, else numbers of rows."""
    if dated:
        return (
            {"field": "time", "type": "temporal", "title": None, "axis": {"tickCount": 8}},
            {"field": "time", "type": "temporal", "title": _("time"), "format": _("%d %b %Y %H:%M")},
        )
    axis = {"field": "time", "type": "quantitative", "title": _("row"), "scale": {"zero": False, "nice": False}}
    return axis, {"field": "time", "type": "quantitative", "title": _("row"), "format": ","}
