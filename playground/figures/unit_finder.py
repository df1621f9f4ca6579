"""The unit finder in pictures: what is followed how closely, and a text or an image in the colours of one unit."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from playground.figures.colors import GRAY, ON_PALE, ON_STRONG, VIOLET, states
from playground.figures.matrix import escaped
from playground.languages import _

ROW, HEAD = 34, 60
"""Pixels of a bar with its name above it, and of the axis."""
MOST_TOKENS = 120
"""Of one example, around its extreme."""


@dataclass(frozen=True)
class Bar:
    """The unit that follows a feature most closely.  r: -1 to 1; needed: what |r| must exceed."""

    name: str
    unit: str
    r: float
    needed: float

    @property
    def follows(self) -> bool:
        """Whether it is more than chance."""
        return abs(self.r) > self.needed


def bars(best: Sequence[Bar], dark: bool = False) -> go.Figure:
    """A bar a feature, as long as |r| of its best unit, with what chance reaches as a mark across it.

    dark: whether the page is.
    """
    rows = list(range(len(best)))
    figure = go.Figure()
    figure.add_bar(
        x=[abs(bar.r) for bar in best],
        y=rows,
        orientation="h",
        width=0.32,
        marker={"color": [VIOLET if bar.follows else GRAY for bar in best]},
        customdata=[[escaped(bar.unit), bar.r] for bar in best],
        hovertemplate="%{customdata[0]}<br>r = %{customdata[1]:.3f}<extra></extra>",
        name=_("best unit"),
    )
    figure.add_scatter(
        x=[min(bar.needed, 1.0) for bar in best],
        y=rows,
        mode="markers",
        marker={"symbol": "line-ns", "size": 8, "line": {"width": 3, "color": _ink(dark)}},
        customdata=[bar.needed for bar in best],
        hovertemplate=_("chance reaches {r}", r="%{customdata:.3f}") + "<extra></extra>",
        name=_("what chance reaches"),
    )
    for row, bar in zip(rows, best, strict=True):
        text = escaped(f"{bar.name} · {bar.unit}")
        figure.add_annotation(
            x=0, y=row, yshift=ROW / 2 - 3, text=text, showarrow=False, xanchor="left", yanchor="middle", align="left"
        )
    figure.update_xaxes(range=[0, 1.02], title={"text": _("|r| of the best unit"), "standoff": 4}, zeroline=False)
    figure.update_yaxes(visible=False, range=[len(best) - 0.4, -0.8])
    figure.update_layout(
        height=HEAD + 30 + ROW * len(best),
        margin={"l": 8, "r": 8, "t": 34, "b": 10},
        showlegend=True,
        legend={"orientation": "h", "yref": "container", "yanchor": "top", "y": 1, "x": 0},
        bargap=0,
    )
    return figure


def table(best: Sequence[Bar]) -> pd.DataFrame:
    """The numbers of `bars`: a row a feature."""
    columns = ["follows", "unit", "r", "chance reaches"]
    return pd.DataFrame([(bar.name, bar.unit, bar.r, bar.needed) for bar in best], columns=columns)


def colored(value: float, most: float, dark: bool) -> str:
    """The colour of a value between -most and most, as in a heat map of states: `#rrggbb`."""
    stops = [np.array([int(str(color)[at : at + 2], 16) for at in (1, 3, 5)]) for _, color in states(dark)]
    place = (np.clip(value / most if most else 0.0, -1, 1) + 1) / 2 * (len(stops) - 1)
    low = min(int(place), len(stops) - 2)
    mixed = stops[low] + (stops[low + 1] - stops[low]) * (place - low)
    return "#" + "".join(f"{round(part):02x}" for part in mixed.tolist())


def tokens(words: Sequence[str], values: np.ndarray, most: float, at: int, dark: bool, between: str = " ") -> str:
    """Tokens one after another as HTML, each above the colour of the unit's value there, the value as its tip.

    values (tokens,), on a scale from -most to most.  at: the token that is marked; of many, those around it are drawn.
    between: what stands between two of them.
    """
    first = int(np.clip(at - MOST_TOKENS // 2, 0, max(len(words) - MOST_TOKENS, 0)))
    last = min(first + MOST_TOKENS, len(words))
    drawn = [
        f'<span title="{values[index]:.3f}" style="border-bottom: 7px solid '
        f"{colored(float(values[index]), most, dark)}; border-radius: 3px; padding: 1px 2px; white-space: pre-wrap;"
        f'{f" outline: 2px solid {_ink(dark)};" if index == at else ""}">{escape(_seen(words[index]))}</span>'
        for index in range(first, last)
    ]
    return "… " * (first > 0) + between.join(drawn) + " …" * (last < len(words))


def image(pixels: np.ndarray, values: np.ndarray, most: float, at: int, dark: bool) -> str:
    """An image as HTML, row by row, and beside each row the colour of the unit's value there.

    pixels (rows, columns) from 0 to 1; values (rows,).  at: the row that is marked.
    """
    rows = []
    for row, (line, value) in enumerate(zip(pixels, values, strict=True)):
        share = 100 / len(line)
        inks = ", ".join(
            f"rgb({gray} {gray} {gray}) {share * index:.1f}% {share * (index + 1):.1f}%"
            for index, gray in enumerate(np.round(255 * (1 - np.clip(line, 0, 1))).astype(int).tolist())
        )
        height = f"height: {max(4, 96 // len(pixels))}px;"
        mark = f" outline: 2px solid {_ink(dark)}; outline-offset: -1px;" if row == at else ""
        rows.append(
            f'<div style="display: flex; gap: 6px;"><div style="width: 96px; {height} background: linear-gradient(to '
            f'right, {inks});"></div><div title="{value:.3f}" style="width: 40px; {height} '
            f'background: {colored(float(value), most, dark)};{mark}"></div></div>'
        )
    return "".join(rows)


def _ink(dark: bool) -> str:
    """What is seen on the page."""
    return ON_STRONG if dark else ON_PALE


def _seen(word: str) -> str:
    """White space that is a token of its own is drawn."""
    return word if word.strip() else "␣" * max(1, len(word))
