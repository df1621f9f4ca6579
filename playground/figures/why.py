"""The three answers to why, one under the other over the same words."""

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from playground.analysis.attribution import ANSWERS, Why
from playground.figures.colors import NEGATIVE, POSITIVE
from playground.figures.heat_map import distinct
from playground.figures.matrix import escaped
from playground.languages import _


def bars(found: Why, name: str) -> go.Figure:
    """A row of bars an answer.  name: the class whose probability is meant."""
    figure = make_subplots(rows=len(ANSWERS), cols=1, shared_xaxes=True, vertical_spacing=0.09)
    columns = [escaped(word) for word in distinct(found.words)]
    for row, (field, (answer, _about)) in enumerate(ANSWERS.items(), start=1):
        values, title = getattr(found, field), _(answer)
        figure.add_bar(
            x=columns,
            y=values,
            marker={"color": [POSITIVE if value > 0 else NEGATIVE for value in values]},
            hovertemplate="%{x}<br>%{y:+.4f}<extra>" + title + "</extra>",
            row=row,
            col=1,
        )
        figure.update_yaxes(title={"text": title, "standoff": 4}, nticks=4, exponentformat="none", row=row, col=1)
    figure.update_xaxes(type="category", tickangle=-60, tickfont={"size": 10})
    figure.update_layout(height=420, showlegend=False, margin={"l": 60, "r": 10, "t": 24, "b": 10}, bargap=0.25)
    return figure


def table(found: Why) -> pd.DataFrame:
    """The numbers of `bars`: a row a word."""
    return pd.DataFrame(
        {"word": found.words} | {title: getattr(found, field) for field, (title, _about) in ANSWERS.items()}
    )
