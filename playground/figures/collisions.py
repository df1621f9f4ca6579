"""How collisions fall as buckets grow."""

from typing import Any

import pandas as pd

from playground.figures.colors import PINK, VIOLET


def collision_points(shares: dict[int, float]) -> pd.DataFrame:
    """Number of buckets → share of words that collide (0–1), as a row each: `buckets`, `share`."""
    return pd.DataFrame({"buckets": list(shares), "share": list(shares.values())})


def collision_chart(buckets: int) -> dict[str, Any]:
    """The Vega-Lite specification that draws `collision_points`, with a line at the number of buckets chosen."""
    x = {"field": "buckets", "type": "quantitative", "scale": {"type": "log"}, "axis": {"format": ",", "tickCount": 4}}
    share = {"field": "share", "type": "quantitative", "title": "words that collide", "scale": {"domain": [0, 1]}}
    return {
        "height": 240,
        "layer": [
            {
                "mark": {"type": "line", "point": {"color": VIOLET}, "color": VIOLET},
                "encoding": {
                    "x": x,
                    "y": share | {"axis": {"format": ".0%"}},
                    "tooltip": [
                        {"field": "buckets", "type": "quantitative", "format": ","},
                        {"field": "share", "type": "quantitative", "format": ".1%", "title": "words that collide"},
                    ],
                },
            },
            {
                "mark": {
                    "type": "rule",
                    "color": PINK,
                    "strokeWidth": 2,
                    "description": f"yours: {buckets} buckets",
                },
                "encoding": {"x": {"datum": buckets, "type": "quantitative"}},
            },
        ],
    }
