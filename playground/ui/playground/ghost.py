"""The curves of the run before, which stand behind those of the run that is shown."""

from typing import Any

import numpy as np

from playground.recipes.variations import differing, title_of
from playground.runs import Run

MOST_POINTS = 600
"""Of a curve that is sent: a chart has no more pixels."""


def ghost(run: Run, beside: Run) -> dict[str, Any]:
    """`run` as the component draws it behind `beside`: its id and name, the curve by step, thinned, and the epochs."""
    history = run.recorded()
    count = len(history.steps["position"])
    kept = np.linspace(0, count - 1, min(count, MOST_POINTS)).astype(int).tolist()
    curve = {name: [values[at] for at in kept] for name, values in history.steps.items() if len(values) == count}
    return {"run": run.id, "name": differing(run.config, beside.config), "curve": curve, "by_epoch": history.epochs}


def comparable(run: Run, beside: Run) -> bool:
    """Whether their curves say anything of each other: they learn the same task from the same dataset, easy or hard."""
    return title_of(run.config.dataset) == title_of(beside.config.dataset)
