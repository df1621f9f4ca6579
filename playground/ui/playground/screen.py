"""The screen below the choices: a component of its own, which asks the server how the run is doing."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import streamlit as st

from playground.analysis.memory_curve import remembers
from playground.config import RunConfig
from playground.languages import _
from playground.recipes.forks import RATES, past_of
from playground.recipes.variations import in_short, title_of
from playground.runs import Run, recording
from playground.ui.lessons.offer import offered
from playground.ui.playground.acts import act
from playground.ui.playground.ghost import comparable, ghost
from playground.ui.playground.stage import SPEEDS, Stage, found
from playground.ui.run.address import EXAMPLE, TEXT
from playground.ui.widgets.component import component
from playground.ui.widgets.control import control

KEY = "playground"
LONGEST_LINK = 2000
"""Characters of a text that is kept in the link."""
OF_RUN = ("play", "batch", "epoch", "speed", "rate")
"""The controls that the component draws, above its panes."""
_component = component("playground")


@dataclass(frozen=True)
class Watching:
    """What the network reads in the middle: a held-out example by its number, or a text that the learner typed.

    count: of the choices made in the browser; a link's has that of the last, so that it counts.  dataset: of which.
    """

    example: int = 0
    text: str | None = None
    count: int = 0
    dataset: str = ""


def screen(stage: Stage, run: Run | None) -> None:
    """Everything that moves."""
    before, watched, told = found(stage.before), _watched((run or recording()).config), run or recording()
    config = told.config
    _component(
        data={
            "run": run.id if run else "",
            "recording": recording().id,
            "recorded": in_short(recording().config),
            "lesson": offered((told.config,)),
            "mine": not run or run.recorded().learner == stage.learner,
            "accuracy": config.task.accuracy,
            "memory": remembers(config),
            "heading": _(config.dataset.tests_on),
            "typed": config.dataset.reads == "words",
            "epochs": config.epochs,
            "past": past_of(run.config) if run else "",
            "forks": [part.until for part in run.config.earlier] if run else [],
            "rate": stage.config.learning_rate,
            "rates": sorted({*RATES, stage.config.learning_rate}),
            "speed": stage.speed,
            "speeds": list(SPEEDS),
            "ghost": ghost(before, run) if run and before and before.id != run.id and comparable(before, run) else None,
            "controls": {name: vars(control(name, "playground")) for name in (*OF_RUN, "text")},
            "watched": {"example": watched.example, "text": watched.text, "count": watched.count},
        },
        key=KEY,
        on_act_change=lambda: act(stage, _told("act")),
        on_watched_change=lambda: _watch(stage, _told("watched"), title_of(config.dataset)),
    )


def complaint_in(told: Mapping[str, Any]) -> str:
    """Why the first example is read in the place of the one that was asked for; empty where it is not."""
    complaint = told.get("complaint")
    return complaint if isinstance(complaint, str) else ""


def _told(name: str) -> Mapping[str, Any]:
    """What the component said last under a name."""
    told = st.session_state[KEY].get(name)
    return told if isinstance(told, dict) else {}


def _watch(stage: Stage, told: Mapping[str, Any], dataset: str) -> None:
    """Take over what the learner chose to watch, or what is watched in its place, and why."""
    stage.complaint = complaint_in(told) or stage.complaint
    example, text, count = (told.get(name) for name in ("example", "text", "count"))
    if text is not None and not control("text", "playground").free:
        return
    if isinstance(example, int) and isinstance(count, int) and (text is None or isinstance(text, str)):
        st.session_state["playground watched"] = Watching(example, text, count, dataset)


def _watched(config: RunConfig) -> Watching:
    """What is watched: as the link brings it, else as it was; put into the link."""
    dataset = title_of(config.dataset)
    watched: Watching = st.session_state.get("playground watched", Watching())
    if EXAMPLE.is_news() or TEXT.is_news():
        text, example = TEXT.news(), EXAMPLE.news()
        watched = Watching(example or 0, text or None, watched.count)
    elif watched.dataset not in ("", dataset):  # another has other examples
        watched = Watching(count=watched.count)
    text = watched.text if config.dataset.reads == "words" else None
    watched = replace(watched, text=text, dataset=dataset)
    st.session_state["playground watched"] = watched
    EXAMPLE.put(watched.example or None)
    TEXT.put(watched.text if watched.text and len(watched.text) <= LONGEST_LINK else None)
    return watched
