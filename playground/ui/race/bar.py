"""The choices above a race: who races, how wide, over what distance."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import streamlit as st

from playground.config import RunConfig
from playground.errors import PlaygroundError
from playground.languages import N_, _
from playground.recipes import variations
from playground.recipes.race import FEWEST, MOST
from playground.recipes.variations import UNITS, Stack
from playground.ui.playground.bar import DIALS, NOTHING
from playground.ui.race.fixed import units_of
from playground.ui.race.track import Track
from playground.ui.widgets.control import control
from playground.ui.widgets.projector import for_class

NOBODY = ""
LANES = (N_("Lane 1"), N_("Lane 2"), N_("Lane 3"), N_("Lane 4"))
Configs = tuple[RunConfig, ...]


def bar(track: Track) -> None:
    """Race again, and a box for each lane and for what all share; another choice stands ready until it is started."""
    configs = track.configs
    cells, stacks = variations.cells(), list(map(variations.stack_of, configs))
    wide = units_of(configs)
    dial = variations.dial_of(configs[0].dataset)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="xsmall", key="race-bar"):
        st.title(_("Race"), anchor=False, width="content")
        again = control("again")
        if not again.hidden:
            st.button(
                _("Race again"),
                key="race-again",
                icon=":material/replay:",
                on_click=track.start,
                disabled=again.locked or not track.runs,
                help=_("The same settings and seed from the start: the same weights at first, the same batches."),
            )
        for lane in range(min(len(configs) + 1, MOST)):
            names = cells | ({NOBODY: N_("nobody")} if lane >= FEWEST and lane >= len(configs) - 1 else {})
            kind = NOBODY
            if lane < len(configs):
                kind = variations.cell_of(configs[lane])
                names |= {kind: variations.cell_name(configs[lane])}
            _box(
                track,
                LANES[lane],
                "lanes",
                list(names),
                kind,
                partial(_with_lane, configs, lane),
                partial(_named, names),
                width=140,
            )
        _box(
            track,
            N_("Units"),
            "units",
            sorted({*UNITS, wide}) if wide else [0],
            wide,
            lambda units: tuple(
                _with(config, units=units) if stack else config for config, stack in zip(configs, stacks, strict=True)
            ),
            str if wide else lambda none: NOTHING,
            disabled=not wide,
        )
        if dial:
            name, value, values = dial
            _box(
                track,
                DIALS.get(name, name.capitalize()),
                "dial",
                list(values),
                value,
                lambda chosen: tuple(variations.with_dial(config, chosen) for config in configs),
            )
        for_class()


def _with(config: RunConfig, **values: Any) -> RunConfig:
    """The same settings with another value of their `Stack`."""
    return variations.with_stack(config, Stack(**vars(variations.stack_of(config) or Stack()) | values))


def _with_lane(configs: Configs, lane: int, kind: str) -> Configs:
    """The race with another cell in a lane, which may be the next free one; or without it."""
    if kind == NOBODY:
        return configs[:lane]
    return (*configs[:lane], _with(configs[min(lane, len(configs) - 1)], cell=kind), *configs[lane + 1 :])


def _named(names: Mapping[str, str], kind: str) -> str:
    """The cell of a lane as its box shows it."""
    return _(names[kind])


def _box(
    track: Track,
    label: str,
    called: str,
    options: list[Any],
    value: Any,
    vary: Callable[[Any], Configs],
    shown: Callable[[Any], str] = str,
    width: int = 90,
    disabled: bool = False,
) -> None:
    """A box that shows `value`, whatever was chosen before; another one makes the next race ready.

    called: the control's name, see `CONTROLS`.
    """
    key, box = f"race {label}", control(called)
    if box.hidden:
        return

    def choose() -> None:
        try:
            track.prepare(vary(st.session_state[key]))
        except PlaygroundError as error:
            track.complaint = str(error)

    st.session_state[key] = value
    st.selectbox(
        _(label),
        options,
        key=key,
        format_func=shown,
        on_change=choose,
        width=width,
        disabled=disabled or box.locked,
    )
