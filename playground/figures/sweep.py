"""One setting at several values: how well each run did, and of several seeds their mean and spread."""

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from playground.figures.colors import EITHER, VIOLET
from playground.figures.compare import BUTTONS, HEIGHT, NAME
from playground.figures.matrix import escaped
from playground.languages import _

FAR = 20
"""How many times as large as the smallest value the largest is, from which on the axis is logarithmic."""


def results(values: Sequence[float], measured: Sequence[float], names: Sequence[str]) -> pd.DataFrame:
    """A row a run: `value` of the setting, `result` and `run`, what it is called; by value."""
    table = pd.DataFrame({"value": values, "result": measured, "run": names})
    return table.sort_values("value", kind="stable", ignore_index=True)


def spread(table: pd.DataFrame) -> pd.DataFrame:
    """Of `results`, a row a value: `value`, `mean`, `deviation` of the sample (n − 1; of one run NaN), and `runs`."""
    grouped = table.groupby("value")["result"]
    return pd.DataFrame({"mean": grouped.mean(), "deviation": grouped.std(), "runs": grouped.size()}).reset_index()


def sweep_chart(table: pd.DataFrame, setting: str, quantity: str, *, share: bool, named: bool = False) -> go.Figure:
    """A point a run, and a line through the means with a bar of one standard deviation where a value has several runs.

    table: of `results`.  setting, quantity: titles of the axes.  share: whether results are shares, written in per
    cent.  named: whether values only tell runs apart, as seeds do: then there is no line.
    """
    means = spread(table)
    result = ".1%" if share else ".4g"
    figure = go.Figure()
    if not named:
        figure.add_scatter(
            x=means["value"],
            y=means["mean"],
            error_y={"type": "data", "array": means["deviation"].fillna(0), "color": VIOLET, "thickness": 2},
            mode="lines+markers",
            name=_("mean ± standard deviation") if means["runs"].max() > 1 else _("result"),
            line={"color": VIOLET, "width": 2},
            marker={"size": 9},
            hovertemplate=f"%{{x}}: %{{y:{result}}}<extra></extra>",
        )
    if named or means["runs"].max() > 1:
        figure.add_scatter(
            x=table["value"],
            y=table["result"],
            mode="markers",
            name=_("each run"),
            marker={"size": 7, "color": EITHER, "symbol": "circle-open", "line": {"width": 1.5}},
            text=[escaped(name) for name in table["run"]],
            hovertemplate=f"%{{text}}: %{{y:{result}}}<extra></extra>",
        )
    values = means["value"].tolist()
    kind = "category" if named else "log" if min(values) > 0 and max(values) / min(values) >= FAR else "linear"
    ticks = {} if named else {"tickvals": values, "ticktext": [f"{value:g}" for value in values]}
    figure.update_xaxes(title={"text": escaped(setting), "standoff": 8}, type=kind, zeroline=False, **ticks)
    figure.update_yaxes(title={"text": escaped(quantity), "standoff": 4}, tickformat=".1%" if share else None)
    figure.update_layout(
        height=HEIGHT,
        margin={"l": 75, "r": 10, "t": BUTTONS + NAME + 8, "b": 10},
        showlegend=True,
        legend={"orientation": "h", "yref": "container", "yanchor": "top", "y": 1 - BUTTONS / HEIGHT, "x": 0},
    )
    return figure
