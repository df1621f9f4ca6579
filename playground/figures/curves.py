"""Learning curves as Vega-Lite: while the specification stays the same only data is sent, so zoom and hover survive."""

from typing import Any

import pandas as pd

from playground.figures import colors
from playground.languages import N_, _
from playground.runs.history import History

BATCHES, TRAINING, VALIDATION, TEST, NAIVE = N_("training, by batch"), *colors.SPLITS, N_("naive")
COLORS = {BATCHES: colors.PALE_VIOLET} | colors.SPLITS | {NAIVE: colors.NAIVE}
NARROW = "width < 340 ? 2 : 0"
"""Columns of the legend: on a phone its names stand in two rows, else all in one."""
METRICS = {N_("accuracy"): N_("Accuracy"), N_("loss"): N_("Loss")}
MAIN = (BATCHES, TRAINING, VALIDATION, NAIVE)


def learning_curve(history: History, metric: str, epochs: int, scale: float = 1.0) -> pd.DataFrame:
    """One metric over the epochs, a row a point: `epoch`, `value`, `curve`, as it is called (by batch it is thinned).

    metric: `accuracy` (0–1) or `loss` (0 and up).  scale: what values are multiplied with, for another unit.
    The naive baseline is a line over all `epochs` the run will have.
    """
    by_epoch = [epoch["epoch"] for epoch in history.epochs]
    tested = [epoch for epoch in history.epochs if f"test_{metric}" in epoch]
    naive = [history.facts["baseline"][metric]] * 2 if metric in history.facts.get("baseline", {}) else []
    points = (
        (BATCHES, history.steps["position"], history.steps[metric]),
        (TRAINING, by_epoch, [epoch[metric] for epoch in history.epochs]),
        (VALIDATION, by_epoch, [epoch[f"val_{metric}"] for epoch in history.epochs]),
        (TEST, [epoch["epoch"] for epoch in tested], [epoch[f"test_{metric}"] for epoch in tested]),
        (NAIVE, [0, epochs][: len(naive)], naive),
    )
    return pd.concat(
        [
            pd.DataFrame({"epoch": at, "value": [v * scale for v in values], "curve": _(curve)}, dtype=object)
            for curve, at, values in points
        ],
        ignore_index=True,
    ).astype({"epoch": float, "value": float, "curve": str})


def curve_chart(metric: str, epochs: int, title: str = "", curves: tuple[str, ...] = MAIN) -> dict[str, Any]:
    """The Vega-Lite specification that draws `learning_curve`; depends on nothing that changes while a run trains.

    epochs: how many the run will have, the width of the chart.  title: empty for the metric's name.
    curves: those the legend names.
    """
    x = {
        "field": "epoch",
        "type": "quantitative",
        "title": _("epoch"),
        "scale": {"domain": [0, epochs]},
        "axis": {"tickMinStep": 1, "titlePadding": 6},
    }
    y: dict[str, Any] = {"field": "value", "type": "quantitative", "title": None, "axis": {"format": "~g"}}
    y["scale"] = {"domain": [0, 1]} if metric == "accuracy" else {"domainMin": 0}
    batches, naive = _(BATCHES), _(NAIVE)
    return {
        "title": {"text": title or _(METRICS[metric]), "anchor": "start"},
        "height": 320,
        "encoding": {
            "x": x,
            "y": y,
            "color": {
                "field": "curve",
                "type": "nominal",
                "scale": {"domain": [_(curve) for curve in curves], "range": [COLORS[curve] for curve in curves]},
                "legend": {"orient": "top", "title": None, "offset": 4, "columns": {"expr": NARROW}},
            },
            "tooltip": [
                {"field": "curve", "type": "nominal", "title": _("curve")},
                {"field": "epoch", "type": "quantitative", "title": _("epoch"), "format": ".2f"},
                {"field": "value", "type": "quantitative", "title": _(metric), "format": ".4f"},
            ],
        },
        "layer": [
            {
                "transform": [{"filter": f"datum.curve == '{batches}'"}],
                "mark": {"type": "line", "strokeWidth": 1, "clip": True},
                "params": [
                    {
                        "name": "zoom",
                        "select": {"type": "interval", "zoom": "wheel![event.ctrlKey]"},
                        "bind": "scales",
                    }
                ],
            },
            {
                "transform": [{"filter": f"datum.curve != '{batches}' && datum.curve != '{naive}'"}],
                "mark": {"type": "line", "strokeWidth": 2, "clip": True, "point": {"size": 40}},
            },
            {
                "transform": [{"filter": f"datum.curve == '{naive}'"}],
                "mark": {"type": "line", "strokeWidth": 2, "clip": True, "strokeDash": [6, 4]},
            },
        ],
    }
