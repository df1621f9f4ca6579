"""The curves of the run before, which stand behind those of the run that is shown."""

from typing import Any

import numpy as np

from playground.config import RunConfig
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
    name = differing(_as_trained(run), _as_trained(beside))
    return {"run": run.id, "name": name, "curve": curve, "by_epoch": history.epochs}


def _as_trained(run: Run) -> RunConfig:
    """Its settings with the learning rate it had in the end: that may be changed while it trains."""
    return run.config.model_copy(update={"learning_rate": run.recorded().learning_rate or run.config.learning_rate})


def comparable(run: Run, beside: Run) -> bool:
    """Whether their curves say anything of each other: they learn the same task from the same dataset, easy or hard."""
    return title_of(run.config.dataset) == title_of(beside.config.dataset)
