"""Which classes a network confuses, as a Plotly heat map."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import plotly.graph_objects as go

from playground.figures.colors import shares
from playground.languages import N_, _

MOST_NUMBERS = 20
"""Classes up to which every cell shows its number."""


def confusion_matrix(counts: np.ndarray, names: tuple[str, ...], dark: bool = False) -> go.Figure:
    """counts (classes, classes) int: rows what is true, columns what the network says.  Colour: share of the row.

    dark: whether the page is.
    """
    share = counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)
    labels = [name if len(name) <= 20 else name[:19] + "…" for name in names]
    heat_map = go.Heatmap(
        z=share,
        x=labels,
        y=labels,
        text=[[f"{count:,}" for count in row] for row in counts.tolist()],  # plotly.js writes no customdata into cells
        zmin=0,
        zmax=1,
        colorscale=shares(dark),
        showscale=False,
        xgap=1,
        ygap=1,
        texttemplate="%{text}" if len(names) <= MOST_NUMBERS else None,
        hovertemplate=_(
            "true {true}, predicted {predicted}<br>{number} examples, {share} of the row",
            true="%{y}",
            predicted="%{x}",
            number="%{text}",
            share="%{z:.1%}",
        )
        + "<extra></extra>",
    )
    figure = go.Figure(heat_map)
    figure.update_xaxes(type="category", title=_("predicted"), side="top")
    figure.update_yaxes(type="category", title=_("true"), autorange="reversed")
    figure.update_layout(height=min(640, 140 + 34 * max(len(names), 3)), margin={"l": 60, "r": 10, "t": 60, "b": 10})
    return figure


def recall_table(counts: np.ndarray, names: Sequence[str]) -> dict[str, list[Any]]:
    """Columns: every class that was asked for, its test examples and its recall, 0–1; of many the lowest.

    counts, names: as above
    """
    asked = counts.sum(axis=1)
    recall = counts.diagonal() / np.maximum(asked, 1)
    rows = np.flatnonzero(asked)
    if len(rows) > MOST_NUMBERS:
        rows = rows[np.argsort(recall[rows], kind="stable")][:MOST_NUMBERS]
    return {
        N_("Class"): [names[i] for i in rows.tolist()],
        N_("Test examples"): asked[rows].tolist(),
        N_("Recall"): recall[rows].tolist(),
    }


def most_confused(counts: np.ndarray) -> tuple[int, int, int] | None:
    """The most common mistake: true class, predicted class, how often; None when there is none.  counts as above."""
    mistakes = counts * (1 - np.eye(len(counts), dtype=counts.dtype))
    true, prediction = divmod(int(mistakes.argmax()), len(counts))
    return (true, prediction, int(mistakes[true, prediction])) if mistakes[true, prediction] else None
