"""How many examples each class has, as Vega-Lite."""

from typing import Any

import numpy as np
import pandas as pd

from playground.figures.colors import SPLITS
from playground.languages import N_, _

MOST_CLASSES = 30
COLORS = {part: SPLITS[part] for part in ("training", "test")}


def balance(parts: dict[str, np.ndarray], class_names: tuple[str, ...]) -> pd.DataFrame:
    """A row a class and part: `class`, `part`, as it is called, `examples`, `share` of it, 0–1; the 30 largest classes.

    parts: "training" and "test" → targets of any shape, int, -1 where there is nothing to predict.
    Up to 30 classes keep their own order, more are given the most frequent in training first.
    """
    counts = {
        part: np.bincount(targets[targets >= 0].ravel(), minlength=len(class_names)) for part, targets in parts.items()
    }
    shown = np.arange(len(class_names))
    if len(shown) > MOST_CLASSES:
        shown = np.argsort(-next(iter(counts.values())), kind="stable")[:MOST_CLASSES]
    return pd.concat(
        [
            pd.DataFrame(
                {
                    "class": [visible(class_names[i]) for i in shown],
                    "part": _(part),
                    "examples": count[shown],
                    "share": count[shown] / max(count.sum(), 1),
                }
            )
            for part, count in counts.items()
        ],
        ignore_index=True,
    )


def balance_chart(num_classes: int, counted: str = N_("examples")) -> dict[str, Any]:
    """The Vega-Lite specification that draws `balance`.  counted: what is counted, as a learner reads it."""
    counted, parts = _(counted), [_(part) for part in COLORS]
    return {
        "height": 130 + 26 * min(num_classes, MOST_CLASSES),
        "mark": {"type": "bar", "cornerRadiusEnd": 2},
        "encoding": {
            "y": {
                "field": "class",
                "type": "nominal",
                "sort": None,
                "title": None,
                "axis": {"labelLimit": 120, "labelOverlap": False},
            },
            "yOffset": {"field": "part", "type": "nominal", "sort": parts},
            "x": {
                "field": "examples",
                "type": "quantitative",
                "title": counted,
                "axis": {"tickMinStep": 1, "tickCount": 8},
            },
            "color": {
                "field": "part",
                "type": "nominal",
                "scale": {"domain": parts, "range": list(COLORS.values())},
                "legend": {"orient": "top", "title": None, "offset": 4},
            },
            "tooltip": [
                {"field": "class", "type": "nominal", "title": _("class")},
                {"field": "part", "type": "nominal", "title": _("part")},
                {"field": "examples", "type": "quantitative", "format": ",", "title": counted},
                {"field": "share", "type": "quantitative", "format": ".1%", "title": _("share")},
            ],
        },
    }


def visible(symbol: str) -> str:
    """A class by a name that can be seen: blanks, tabs and line breaks have signs of their own."""
    return {" ": "␣", "\n": "⏎", "\t": "⇥"}.get(symbol, symbol)
