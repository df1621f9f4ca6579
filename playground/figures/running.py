"""The probability after every word, as an ECharts option."""

from typing import Any

import numpy as np

MOST_LINES = 8
"""Classes that are drawn: the most probable at the end."""


def running_probability(
    words: list[str], probabilities: np.ndarray, names: tuple[str, ...] = ("negative", "positive")
) -> dict[str, Any]:
    """A line over the words.  words: those the network read.

    probabilities: had the text ended there, 0–1: of the second of two classes (words,), or of each (words, classes).
    names: of the classes.
    """
    if probabilities.ndim == 1:
        curves = {f"P({names[1]})": probabilities}
    else:
        best = np.argsort(probabilities[-1])[::-1][:MOST_LINES]
        curves = {f"P({names[c]})": probabilities[:, c] for c in best}
    return {
        "animation": False,
        "grid": {"left": 44, "right": 16, "top": 16, "bottom": 70},
        "tooltip": {"trigger": "axis", "valueFormatter": "%.3f"},
        "xAxis": {"type": "category", "data": words, "axisLabel": {"rotate": 50, "interval": "auto"}},
        "yAxis": {"type": "value", "min": 0, "max": 1},
        "legend": {"show": len(curves) > 1, "type": "scroll"},
        "series": [
            {
                "name": name,
                "type": "line",
                "data": [round(float(p), 4) for p in values],
                "symbol": "circle",
                "symbolSize": 5,
                "markLine": {
                    "silent": True,
                    "symbol": "none",
                    "label": {"show": False},
                    "data": [{"yAxis": 0.5}],
                },
            }
            for name, values in curves.items()
        ],
    }
