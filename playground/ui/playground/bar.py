"""The choices above the picture: each starts another run at once."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any, get_args

import streamlit as st

from playground.config import RunConfig
from playground.datasets.characters import MOST_TEXT, Characters
from playground.errors import PlaygroundError
from playground.recipes import variations
from playground.recipes.compatible import suited
from playground.recipes.variations import MOST_LAYERS, OPTIMIZERS, UNITS, Stack
from playground.ui.playground.fixed import as_fixed
from playground.ui.playground.stage import Stage
from playground.ui.race.offer import offer
from playground.ui.widgets.control import control
from playground.ui.widgets.projector import for_class

FORWARD, BOTH = "forward", "both ways"
NO_DIAL = "dial"
NOTHING = "–"
"""In a box where there is nothing to choose."""
WIDTHS = {"Cell": 132, "Layers": 70, "Direction": 104, "Dataset": 178, "Optimizer": 108}
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
        st.title("Playground", anchor=False, width="content")
        offer(stage)
        undo, again = control("undo"), control("again")
        if not undo.hidden:
            st.button(
                "Undo",
                key="playground-undo",
                icon=":material/undo:",
                disabled=undo.locked or not stage.undo,
                on_click=stage.undone,
                help="Bring the run back that was here before, with what it had learned.",
            )
        if not again.hidden:
            st.button(
                "Start again",
                key="playground-again",
                icon=":material/replay:",
                on_click=lambda: stage.start(stage.config),
                disabled=again.locked,
                help="A new run with the same seed: the same weights at first, the same examples in the same order.",
            )
        _box(stage, "Dataset", "dataset", list({**variations.offered(), title: None}), title, variations.with_dataset)
        _own_text(stage)
        shown: Callable[[Any], str] = str if dial else lambda _: NOTHING
        _box(stage, name.capitalize(), "dial", list(values), value, variations.with_dial, shown, disabled=not dial)
        _box(
            stage,
            "Cell",
            "cell",
            list(cells),
            variations.cell_of(config),
            lambda config, cell: variations.with_stack(config, replace(stack or Stack(), cell=cell)),
            cells.__getitem__,
        )
        _of_stack(stage, "Units", UNITS, stack, "units")
        _of_stack(stage, "Layers", range(1, MOST_LAYERS + 1), stack, "layers")
        _of_stack(stage, "Direction", [False, True], stack, "bidirectional", lambda both: BOTH if both else FORWARD)
        _box(
            stage,
            "Optimizer",
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
    about = Characters.model_fields["text"].description
    key = f"playground own text {dataset.text}"
    # the popover is another one, closed, once the text is learned
    with (
        st.container(key="playground-text", width="content"),
        st.popover("Text", icon=":material/edit:", key=f"popover of {key}"),
        st.form("playground-own-text", border=False),
    ):
        st.text_area("The text to learn", dataset.text, key=key, max_chars=MOST_TEXT, help=about, height=160)
        st.form_submit_button("Learn it", type="primary", on_click=_learn, args=(stage, key))


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
        _box(stage, label, called, [0], 0, lambda config, _: config, lambda _: NOTHING, disabled=True)
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
        label,
        options,
        key=key,
        format_func=shown,
        on_change=choose,
        disabled=disabled or box.locked,
        width=WIDTHS.get(label, NARROW) - (BESIDE_TEXT if label == "Dataset" and Characters.title == value else 0),
    )
