"""The choices above the picture: each starts another run at once."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any, get_args

import streamlit as st

from playground.config import RunConfig
from playground.datasets.characters import MOST_TEXT, Characters
from playground.errors import PlaygroundError
from playground.languages import N_, _
from playground.recipes import variations
from playground.recipes.compatible import suited
from playground.recipes.variations import MOST_LAYERS, OPTIMIZERS, UNITS, Stack
from playground.ui.playground.fixed import as_fixed
from playground.ui.playground.stage import Stage
from playground.ui.race.offer import offer
from playground.ui.widgets.control import control
from playground.ui.widgets.projector import for_class

FORWARD, BOTH = N_("forward"), N_("both ways")
NO_DIAL = "dial"
NOTHING = "–"
"""In a box where there is nothing to choose."""
DIALS = {"distance": N_("Distance"), "lag": N_("Lag"), "lookback": N_("Lookback"), "length": N_("Length")}
"""What makes a dataset harder → how its box is called."""
WIDTHS = {"cell": 132, "layers": 70, "direction": 104, "dataset": 178, "optimizer": 108}
NARROW = 82
"""Pixels; of all other boxes."""
BESIDE_TEXT = 40
"""Pixels that the box for one's own text takes from that of the dataset."""


def bar(stage: Stage) -> None:
    """Undo, start again, and a box for each choice."""
    config = stage.config
    stack = variations.stack_of(config)
    cells = variations.cells() | {variations.cell_of(config): variations.cell_name(config)}
    title, dial = variations.title_of(config.dataset), variations.dial_of(config.dataset)
    name, value, values = dial or (NO_DIAL, 0, (0,))
    with st.container(horizontal=True, vertical_alignment="bottom", gap="xsmall", key="playground-bar"):
        st.title(_("Playground"), anchor=False, width="content")
        offer(stage)
        undo, again = control("undo"), control("again")
        if not undo.hidden:
            st.button(
                _("Undo"),
                key="playground-undo",
                icon=":material/undo:",
                disabled=undo.locked or not stage.undo,
                on_click=stage.undone,
                help=_("Bring the run back that was here before, with what it had learned."),
            )
        if not again.hidden:
            st.button(
                _("Start again"),
                key="playground-again",
                icon=":material/replay:",
                on_click=lambda: stage.start(stage.config),
                disabled=again.locked,
                help=_("A new run with the same seed: the same weights at first, the same examples in the same order."),
            )
        titles = list({**variations.offered(), title: None})
        _box(stage, N_("Dataset"), "dataset", titles, title, variations.with_dataset, _)
        _own_text(stage)
        shown: Callable[[Any], str] = str if dial else lambda none: NOTHING
        _box(
            stage,
            DIALS.get(name, name.capitalize()),
            "dial",
            list(values),
            value,
            variations.with_dial,
            shown,
            disabled=not dial,
        )
        _box(
            stage,
            N_("Cell"),
            "cell",
            list(cells),
            variations.cell_of(config),
            lambda config, cell: variations.with_stack(config, replace(stack or Stack(), cell=cell)),
            lambda kind: _(cells[kind]),
        )
        _of_stack(stage, N_("Units"), UNITS, stack, "units")
        _of_stack(stage, N_("Layers"), range(1, MOST_LAYERS + 1), stack, "layers")
        _of_stack(
            stage, N_("Direction"), [False, True], stack, "bidirectional", lambda both: _(BOTH if both else FORWARD)
        )
        _box(
            stage,
            N_("Optimizer"),
            "optimizer",
            list(get_args(RunConfig.model_fields["optimizer"].annotation)),
            config.optimizer,
            lambda before, optimizer: before.changed(recipe="", optimizer=optimizer),
            OPTIMIZERS.__getitem__,
        )
        for_class()


def _own_text(stage: Stage) -> None:
    """Where one types the text to learn, if the dataset is a text of one's own."""
    dataset, box = stage.config.dataset, control("dataset")
    if not isinstance(dataset, Characters) or box.hidden or box.locked:
        return
    about = _(str(Characters.model_fields["text"].description))
    key = f"playground own text {dataset.text}"
    # the popover is another one, closed, once the text is learned
    with (
        st.container(key="playground-text", width="content"),
        st.popover(_("Text"), icon=":material/edit:", key=f"popover of {key}"),
        st.form("playground-own-text", border=False),
    ):
        st.text_area(_("The text to learn"), dataset.text, key=key, max_chars=MOST_TEXT, help=about, height=160)
        st.form_submit_button(_("Learn it"), type="primary", on_click=_learn, args=(stage, key))


def _learn(stage: Stage, key: str) -> None:
    """Start a run that learns what stands in a box."""
    _begin(stage, lambda config: suited(config, config.dataset.changed(text=st.session_state[key])))


def _begin(stage: Stage, vary: Callable[[RunConfig], RunConfig]) -> None:
    """Start what `vary` makes of the settings, or say why it cannot be."""
    try:
        stage.start(as_fixed(stage.config, vary(stage.config)))
    except PlaygroundError as error:
        stage.complaint = str(error)


def _of_stack(
    stage: Stage, label: str, options: Iterable[Any], stack: Stack | None, name: str, shown: Callable[[Any], str] = str
) -> None:
    """A box for one of the values of a `Stack`; of a network without one, an empty box."""
    called = {"bidirectional": "direction"}.get(name, name)
    if stack is None:
        _box(stage, label, called, [0], 0, lambda config, none: config, lambda none: NOTHING, disabled=True)
        return
    value = getattr(stack, name)
    _box(
        stage,
        label,
        called,
        sorted({*options, value}),
        value,
        lambda config, chosen: variations.with_stack(config, replace(stack, **{name: chosen})),
        shown,
    )


def _box(
    stage: Stage,
    label: str,
    called: str,
    options: list[Any],
    value: Any,
    vary: Callable[[RunConfig, Any], RunConfig],
    shown: Callable[[Any], str] = str,
    disabled: bool = False,
) -> None:
    """A box that shows `value`, whatever was chosen before; another one starts what `vary` makes of the settings.

    called: the control's name, see `CONTROLS`.
    """
    key, box = f"playground {label}", control(called)
    if box.hidden:
        return

    def choose() -> None:
        _begin(stage, lambda config: vary(config, st.session_state[key]))

    st.session_state[key] = value
    st.selectbox(
        _(label),
        options,
        key=key,
        format_func=shown,
        on_change=choose,
        disabled=disabled or box.locked,
        width=WIDTHS.get(called, NARROW) - (BESIDE_TEXT if called == "dataset" and Characters.title == value else 0),
    )
