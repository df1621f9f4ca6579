"""Word vectors in two dimensions: a point a word, some of them labelled; the same axes before and after training."""

from collections.abc import Sequence

import numpy as np
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from playground.figures.colors import GRAY, NEGATIVE, POSITIVE
from playground.figures.matrix import escaped
from playground.languages import N_, _

COLORS = {N_("praise"): POSITIVE, N_("blame"): NEGATIVE, N_("other"): GRAY}
MOST_LABELS = 24
PRAISE = frozenset(
    [
        "good",
        "great",
        "wonderful",
        "superb",
        "brilliant",
        "excellent",
        "perfect",
        "amazing",
        "beautiful",
        "fantastic",
        "best",
        "loved",
        "enjoyed",
        "liked",
        "funny",
        "charming",
        "masterpiece",
        "delighted",
        "moved",
        "thrilled",
    ]
)
BLAME = frozenset(
    [
        "bad",
        "awful",
        "terrible",
        "boring",
        "dull",
        "poor",
        "horrible",
        "dreadful",
        "worst",
        "hated",
        "disliked",
        "bored",
        "annoyed",
        "disappointed",
        "weak",
        "waste",
        "rubbish",
        "mess",
        "tedious",
        "disappointing",
    ]
)
"""Words that judge: a table that has learned from reviews keeps the two groups apart."""


def group(word: str) -> str:
    """praise, blame or other."""
    word = word.lower()
    return "praise" if word in PRAISE else "blame" if word in BLAME else "other"


def labelled(points: np.ndarray, words: Sequence[str], span: np.ndarray) -> set[int]:
    """Places of the words to be labelled: those that judge first, then the first of the others; none over another.

    points (words, 2); span (2,): width and height of the axes.
    """
    room = np.where(span > 0, span, 1) * (0.12, 0.05)
    indices: list[int] = []
    for index in sorted(range(len(words)), key=lambda i: group(words[i]) == "other"):
        if all((np.abs(points[index] - points[other]) > room).any() for other in indices):
            indices.append(index)
        if len(indices) == MOST_LABELS:
            break
    return set(indices)


def projection(panels: dict[str, np.ndarray], words: Sequence[str], same_axes: bool = True) -> go.Figure:
    """Side by side, a panel a title → (words, 2): points with their word on hover.

    same_axes: all panels have one scale and zoom together.
    """
    figure = make_subplots(
        rows=1,
        cols=len(panels),
        subplot_titles=list(panels),
        shared_xaxes="all" if same_axes else False,
        shared_yaxes="all" if same_axes else False,
        horizontal_spacing=0.04,
    )
    spans = {title: np.ptp(points, axis=0) for title, points in panels.items()}
    for column, (title, points) in enumerate(panels.items(), start=1):
        span = np.max(list(spans.values()), axis=0) if same_axes else spans[title]
        named = labelled(points, words, span)
        for kind in ("other", "blame", "praise"):
            indices = [i for i, word in enumerate(words) if group(word) == kind]
            if indices:
                figure.add_trace(_points(points, words, indices, named, kind, column == 1), row=1, col=column)
    figure.update_xaxes(showticklabels=False, zeroline=False, showgrid=False)
    figure.update_yaxes(showticklabels=False, zeroline=False, showgrid=False)
    figure.update_layout(
        height=460,
        margin={"l": 10, "r": 10, "t": 40, "b": 10},
        legend={"orientation": "h", "y": -0.02, "yanchor": "top"},
        showlegend=any(group(word) != "other" for word in words),
    )
    return figure


def _points(
    points: np.ndarray, words: Sequence[str], indices: list[int], named: set[int], kind: str, legend: bool
) -> go.Scatter:
    return go.Scatter(
        x=points[indices, 0],
        y=points[indices, 1],
        mode="markers+text",
        marker={"color": COLORS[kind], "size": 5 if kind == "other" else 8},
        text=[escaped(words[i]) if i in named else "" for i in indices],
        textposition="top center",
        textfont={"size": 11},
        customdata=[escaped(words[i]) for i in indices],
        hovertemplate="%{customdata}<extra></extra>",
        name=_(kind),
        legendgroup=kind,
        showlegend=legend,
    )
