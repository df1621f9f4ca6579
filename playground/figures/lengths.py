"""How long the texts of a dataset are, with the length they are cut to; and how targets that are numbers spread."""

from typing import Any

import numpy as np
import pandas as pd

from playground.figures.colors import PINK, VIOLET
from playground.languages import N_, _

MOST_BARS = 40
HALF = 0.5
UNITS = N_("words"), N_("characters")
"""What lengths are counted in."""


def histogram(lengths: np.ndarray) -> pd.DataFrame:
    """Counts of texts by length: `first` and `end` of each bar in words; `texts`, how many have first ≤ words < end.

    `from` and `to` say where a bar is drawn: a text of 13 words stands over 13.
    lengths: words, or characters, of each text, (texts,) int; at least one.
    """
    longest = int(lengths.max())
    width = max(1, -(-(longest + 1) // MOST_BARS))
    edges = np.arange(0, longest + width + 1, width)
    counts, _edges = np.histogram(lengths, edges)
    bars = {"first": edges[:-1], "end": edges[1:], "texts": counts}
    return pd.DataFrame(bars | {"from": edges[:-1] - HALF, "to": edges[1:] - HALF})


def length_chart(maximum_length: int, unit: str = UNITS[0]) -> dict[str, Any]:
    """The Vega-Lite specification that draws `histogram`, with a line behind `maximum_length`.

    unit: one of `UNITS`.
    """
    rule = {
        "mark": {
            "type": "rule",
            "color": PINK,
            "strokeWidth": 2,
            "description": _("maximum length: {length}", length=maximum_length),
        },
        "encoding": {"x": {"datum": maximum_length + HALF, "type": "quantitative"}},
    }
    return {"height": 260, "layer": [_bars(_(unit), N_("texts"), ends=("from", "to"), whole=True), rule]}


def spread(values: np.ndarray) -> pd.DataFrame:
    """Counts of numbers: `first` and `end` of each of 40 bars; `examples`, how many lie there.

    values: (examples,) float; at least one.
    """
    counts, edges = np.histogram(values, MOST_BARS)
    return pd.DataFrame({"first": edges[:-1], "end": edges[1:], "examples": counts})


def spread_chart(quantity: str) -> dict[str, Any]:
    """The Vega-Lite specification that draws `spread`.  quantity: what the numbers are, with their unit."""
    return {"height": 260} | _bars(quantity, "examples", ".3~g")


def _bars(
    title: str, counted: str, form: str = ",", ends: tuple[str, str] = ("first", "end"), whole: bool = False
) -> dict[str, Any]:
    """ends: the fields that say where a bar begins and ends.  whole: whether what is counted by has no halves."""
    x = {"field": ends[0], "type": "quantitative", "bin": {"binned": True}, "title": title}
    if whole:
        x |= {"axis": {"tickMinStep": 1, "format": "d"}, "scale": {"domainMin": -HALF, "nice": False, "padding": 0}}
    return {
        "mark": {"type": "bar", "color": VIOLET},
        "encoding": {
            "x": x,
            "x2": {"field": ends[1]},
            "y": {"field": counted, "type": "quantitative", "title": _(counted), "axis": {"tickMinStep": 1}},
            "tooltip": [
                {"field": "first", "type": "quantitative", "format": form, "title": _("from")},
                {"field": "end", "type": "quantitative", "format": form, "title": _("below")},
                {"field": counted, "type": "quantitative", "format": ",", "title": _(counted)},
            ],
        },
    }
