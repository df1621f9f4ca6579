"""The forms that put a run together: dataset, encoding, layers, training."""

from typing import Any

import pandas as pd
import streamlit as st

from playground.choices import Choices
from playground.config import RunConfig
from playground.datasets import DATASETS
from playground.encodings import ENCODINGS
from playground.layers import LAYERS
from playground.ui.draft import Draft, draft
from playground.ui.form import form

TRAINING = (
    "optimizer",
    "learning_rate",
    "momentum",
    "clip_norm",
    "batch_size",
    "epochs",
    "steps_per_epoch",
    "validation_split",
    "test_each_epoch",
    "seed",
)


def build() -> RunConfig:
    """Draw all forms and return what they say.  Raises `ConfigError` with the first thing that does not fit."""
    current = draft()
    key = f"draft{current.serial}"
    data, encoding, layers, training = st.tabs(["Data", "Encoding", "Layers", "Training"])
    with data:
        dataset = choice("Dataset", DATASETS, current.config.dataset, f"{key}/dataset")
        samples = form(current.config, key, ("train_samples",))
    with encoding:
        encoded = choice("Encoding", ENCODINGS, current.config.encoding, f"{key}/encoding")
    with layers:
        stack = _layers(current, key)
    with training:
        fitted = form(current.config, f"{key}/training", TRAINING)
    return RunConfig(recipe=current.config.recipe, dataset=dataset, encoding=encoded, layers=stack, **samples, **fitted)


def choice(label: str, kinds: dict[str, type[Choices]], initial: Choices, key: str) -> dict[str, Any]:
    """Choose one of `kinds`, then its settings; returned unchecked, with its name."""
    names = list(kinds)
    tag = "name" if "name" in type(initial).model_fields else "kind"
    name = st.selectbox(
        label,
        names,
        names.index(getattr(initial, tag)),
        format_func=lambda name: kinds[name].title,
        key=key,
        persist_state="session",
    )
    st.caption(kinds[name].about)
    start = initial if isinstance(initial, kinds[name]) else kinds[name]()
    return {tag: name} | form(start, f"{key}/{name}")


def _layers(current: Draft, key: str) -> list[dict[str, Any]]:
    """The layer editor: every layer's form with up, down and remove; add at the end; undo a removal."""
    chosen = []
    for number, layer in list(current.layers.items()):
        with st.container(border=True, key=f"layer-{number}"):
            with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
                st.markdown(f"**{len(chosen) + 1}. {layer.title}** :gray[{layer.about}]", width="stretch")
                for icon, label, action, arguments in (
                    (":material/arrow_upward:", "Up", current.move, (number, -1)),
                    (":material/arrow_downward:", "Down", current.move, (number, 1)),
                    (":material/delete:", "Remove", current.remove, (number,)),
                ):
                    key = f"{label} {number}"
                    st.button(label, key=key, icon=icon, on_click=action, args=arguments, type="tertiary")
            chosen.append({"kind": layer.kind} | form(layer, f"{key}/layer{number}"))
    with st.container(horizontal=True, vertical_alignment="center"):
        for kind in LAYERS.values():
            st.button(kind.title, key=f"add {kind.title}", icon=":material/add:", on_click=current.add, args=(kind(),))
        if current.removed:
            removed = current.removed[2].title
            st.button(f"Undo: remove {removed}", icon=":material/undo:", on_click=current.undo, type="tertiary")
    if not chosen:
        st.info("The network has no layers yet. Add a recurrent one: SimpleRNN, LSTM or GRU.")
    return chosen


def summary(config: RunConfig) -> None:
    """Every layer with its output shape and its number of parameters."""
    plan = config.plan
    if config.encoding.mask and not plan.mask:
        reader = next(planned.layer.title for planned in plan.layers if not planned.layer.skips_padding)
        st.caption(f"Padding is not masked: {reader} cannot skip it, so the network reads it like a word.")
    st.table(
        pd.DataFrame(
            {
                "Layer": [p.name for p in plan.layers],
                "What it is": [p.layer.label() for p in plan.layers],
                "Output shape": [f"({', '.join(f'{n:,}' for n in p.output_shape)})" for p in plan.layers],
                "Parameters": [f"{p.num_parameters:,}" for p in plan.layers],
            }
        ).set_index("Layer"),
        border="horizontal",
    )
    st.caption(f"{plan.num_parameters:,} parameters. Shapes are (timesteps, features) or (features) of one example.")
