"""How collisions fall as buckets grow."""

from typing import Any

import pandas as pd

from playground.figures.colors import PINK, VIOLET
from playground.languages import _


def collision_points(shares: dict[int, float]) -> pd.DataFrame:
    """Number of buckets → share of words that collide (0–1), as a row each: `buckets`, `share`."""
    return pd.DataFrame({"buckets": list(shares), "share": list(shares.values())})


def collision_chart(buckets: int) -> dict[str, Any]:
    """The Vega-Lite specification that draws `collision_points`, with a line at the number of buckets chosen."""
    x = {"field": "buckets", "type": "quantitative", "title": _("buckets")}
    share = {"field": "share", "type": "quantitative", "title": _("words that collide")}
    return {
        "height": 240,
        "layer": [
            {
                "mark": {"type": "line", "point": {"color": VIOLET}, "color": VIOLET},
                "encoding": {
                    "x": x | {"scale": {"type": "log"}, "axis": {"format": ",", "tickCount": 4}},
                    "y": share | {"scale": {"domain": [0, 1]}, "axis": {"format": ".0%"}},
                    "tooltip": [
                        x | {"format": ","},
                        share | {"format": ".1%"},
                    ],
                },
            },
            {
                "mark": {
                    "type": "rule",
                    "color": PINK,
                    "strokeWidth": 2,
                    "description": _("yours: {buckets} buckets", buckets=buckets),
                },
                "encoding": {"x": {"datum": buckets, "type": "quantitative"}},
            },
        ],
    }
