"""The screen of a race below the choices: a component of its own, which asks the server how each lane is doing."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from playground.figures.colors import RUNS as COLORS
from playground.languages import _
from playground.recipes.race import lane_names
from playground.runs import Run
from playground.ui.lessons.offer import offered
from playground.ui.playground.screen import complaint_in
from playground.ui.playground.stage import SPEEDS
from playground.ui.race.acts import act
from playground.ui.race.track import Track
from playground.ui.run.address import EXAMPLE
from playground.ui.widgets.component import component
from playground.ui.widgets.control import control

KEY, WATCHED = "race", "race watched"
OF_LANES = ("play", "stop", "batch", "epoch", "speed")
"""The controls that the component draws, above the lanes."""
_component = component("race")


def screen(track: Track, lanes: tuple[Run, ...]) -> None:
    """Everything that moves."""
    configs = track.configs
    each = zip(configs, lane_names(configs), COLORS.values(), strict=False)
    header = {
        "lanes": [
            {
                "run": lanes[place].id if lanes else "",
                "name": name,
                "color": color,
                "parameters": config.plan.num_parameters,
            }
            for place, (config, name, color) in enumerate(each)
        ],
        "lesson": offered(configs),
        "mine": all(run.recorded().learner == track.learner for run in lanes),
        "heading": _("{examples}: who is right", examples=_(configs[0].dataset.tests_on)),
        "accuracy": configs[0].task.accuracy,
        "epochs": max(config.epochs for config in configs),
        "speed": track.speed,
        "speeds": list(SPEEDS),
        "controls": {name: vars(control(name, "race")) for name in OF_LANES},
        "watched": _watched(),
    }
    _component(
        data=header,
        key=KEY,
        on_act_change=lambda: act(track, _told("act")),
        on_watched_change=lambda: _watch(track, _told("watched")),
    )


def _told(name: str) -> Mapping[str, Any]:
    """What the component said last under a name."""
    told = st.session_state[KEY].get(name)
    return told if isinstance(told, dict) else {}


def _watch(track: Track, told: Mapping[str, Any]) -> None:
    track.complaint = complaint_in(told) or track.complaint
    example, count = told.get("example"), told.get("count")
    if isinstance(example, int) and isinstance(count, int):
        st.session_state[WATCHED] = {"example": example, "count": count}


def _watched() -> dict[str, int]:
    """The example that all lanes read, as the link brings it, else as it was; put into the link.

    count: of the choices made in the browser, the last of which counts.
    """
    kept: dict[str, int] = st.session_state.get(WATCHED, {"example": 0, "count": 0})
    if EXAMPLE.is_news():
        kept = kept | {"example": EXAMPLE.news() or 0}
    st.session_state[WATCHED] = kept
    EXAMPLE.put(kept["example"] or None)
    return kept
