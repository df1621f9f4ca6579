"""The forms that put a run together: dataset, encoding, layers, training."""

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd
import streamlit as st

from playground.config import RunConfig
from playground.datasets import DATASETS, Dataset, OwnReviews, OwnSeries
from playground.datasets.series import Series
from playground.encodings import Encoding
from playground.encodings.offered import encodings_for
from playground.errors import PlaygroundError
from playground.languages import N_, _, p_
from playground.layers import LAYERS
from playground.layers.recurrent import NAMES
from playground.recipes.compatible import suited, unbalanced
from playground.tasks import TASKS
from playground.ui.data.uploads import KINDS, upload_dataset
from playground.ui.train.draft import Draft, draft, load
from playground.ui.widgets.form import form
from playground.ui.widgets.plain import plain

TRAINING = (
    "optimizer",
    "learning_rate",
    "momentum",
    "clip_norm",
    "batch_size",
    "epochs",
    "steps_per_epoch",
    "class_weights",
    "validation_split",
    "test_each_epoch",
    "record_every",
    "seed",
)


def build() -> RunConfig:
    """Draw all forms and return what they say.  Raises `ConfigError` with the first thing that does not fit."""
    current = draft()
    key = f"draft{current.serial}"
    data, encoding, layers, training = st.tabs(
        [_("Data"), _("Encoding"), p_("a tab", "Layers"), p_("a tab", "Training")]
    )
    with data:
        starts = {name: kind() for name, kind in DATASETS.items()}
        dataset = choice(_("Dataset"), starts, current.config.dataset, f"{key}/dataset", on_change=_suit)
        samples = form(current.config, key, ("train_samples",))
    made = _made(dataset)
    if (
        isinstance(made, OwnReviews | OwnSeries)
        and made.upload
        and made.upload != getattr(current.config.dataset, "upload", "")
    ):
        load(suited(current.latest or current.config, made))  # its own encoding, length, batch size and epochs
        st.rerun()
    with encoding:
        reads = made.reads
        encoded = choice(_("Encoding"), encodings_for(reads), current.config.encoding, f"{key}/encoding/{reads}")
    with layers:
        stack = _layers(current, key)
    with training:
        weighs = TASKS[made.task].classifies
        names = tuple(name for name in TRAINING if weighs or name != "class_weights")
        fitted = form(current.config, f"{key}/training", names)
    current.latest = RunConfig(
        recipe=current.config.recipe, dataset=dataset, encoding=encoded, layers=stack, **samples, **fitted
    )
    return current.latest


def choice(
    label: str,
    starts: Mapping[str, Dataset] | Mapping[str, Encoding],
    initial: Dataset | Encoding,
    key: str,
    on_change: Callable[[str], None] | None = None,
) -> dict[str, Any]:
    """Choose one of `starts`, then its settings; returned unchecked, with its name.

    initial: what is chosen at first; where it is not among `starts`, the first of them is.
    Data of one's own is chosen among one's files, or uploaded.
    on_change: called with the name of another choice.
    """
    names = list(starts)
    tag = "name" if "name" in type(initial).model_fields else "kind"
    own = getattr(initial, tag)

    def chosen() -> None:
        if on_change:
            on_change(st.session_state[key])

    with st.container(horizontal=True, vertical_alignment="center"):
        name = st.selectbox(
            label,
            names,
            names.index(own) if own in names else 0,
            format_func=lambda name: _(starts[name].title),
            key=key,
            persist_state="session",
            on_change=chosen,
            width=300,
        )
        start = initial if name == own else starts[name]
        with st.container(width="stretch"):
            st.caption(plain(_(start.about)))
    if isinstance(initial, Dataset) and name in KINDS:
        return (upload_dataset(name, initial, lambda other: _switch(key, other, on_change)) or start).model_dump()
    return start.model_dump() | form(start, f"{key}/{name}")


def _switch(key: str, name: str, on_change: Callable[[str], None] | None) -> None:
    """Choose another name, as the learner would."""
    st.session_state[key] = name
    if on_change:
        on_change(name)


def _made(dataset: dict[str, Any]) -> Dataset:
    """The dataset of unchecked settings; where they are none yet, that of its kind."""
    kind = DATASETS[dataset["name"]]
    try:
        return kind(**dataset)
    except PlaygroundError:
        return kind()


def _suit(name: str) -> None:
    """Replace the encoding and the layers where they cannot read another dataset, and say so."""
    current = draft()
    old = current.latest or current.config
    new = suited(old, DATASETS[name]())
    if (new.encoding, new.layers) != (old.encoding, old.layers):
        load(new)
        st.toast(
            _(
                "Encoding and layers were changed to fit: {encoding}, {layer}.",
                encoding=_(new.encoding.title),
                layer=_(new.layers[0].title),
            )
        )


def _layers(current: Draft, key: str) -> list[dict[str, Any]]:
    """The layer editor: every layer's form with up, down and remove; add at the end; undo a removal."""
    chosen: list[dict[str, Any]] = []
    for number, layer in list(current.layers.items()):
        with st.container(border=True, key=f"layer-{number}"):
            with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
                st.markdown(f"**{len(chosen) + 1}. {_(layer.title)}** :gray[{_(layer.about)}]", width="stretch")
                for icon, label, action, arguments in (
                    (":material/arrow_upward:", N_("Up"), current.move, (number, -1)),
                    (":material/arrow_downward:", N_("Down"), current.move, (number, 1)),
                    (":material/delete:", N_("Remove"), current.remove, (number,)),
                ):
                    key = f"{label} {number}"
                    st.button(_(label), key=key, icon=icon, on_click=action, args=arguments, type="tertiary")
            chosen.append({"kind": layer.kind} | form(layer, f"{key}/layer{number}"))
    with st.container(horizontal=True, vertical_alignment="center"):
        for kind in LAYERS.values():
            key = f"add {kind.title}"
            st.button(_(kind.title), key=key, icon=":material/add:", on_click=current.add, args=(kind(),))
        if current.removed:
            undo = _("Undo: remove {layer}", layer=_(current.removed[2].title))
            st.button(undo, icon=":material/undo:", on_click=current.undo, type="tertiary")
    if not chosen:
        st.info(_("The network has no layers yet. Add a recurrent one: {layers}.", layers=NAMES))
    return chosen


def summary(config: RunConfig) -> None:
    """Every layer with its output shape and its number of parameters."""
    plan = config.plan
    if config.encoding.mask and not plan.mask:
        reader = next(planned.layer.title for planned in plan.layers if not planned.layer.skips_padding)
        st.caption(
            _("Padding is not masked: {layer} cannot skip it, so the network reads it like a word.", layer=_(reader))
        )
    if config.task.each_timestep and (config.encoding.reverse or any(layer.directions for layer in config.layers)):
        st.caption(
            _(
                "Reading backwards, or in both directions, the network has already read what it is asked for: its "
                "accuracy says nothing."
            )
        )
    if said := unbalanced(config):
        st.caption(plain(said))
    if isinstance(config.dataset, Series):
        st.caption(_("A series is split by time, so the validation split is not used."))
    st.table(
        pd.DataFrame(
            {
                _("Layer"): [p.name for p in plan.layers],
                _("What it is"): [p.layer.label() for p in plan.layers],
                _("Output shape"): [f"({', '.join(f'{n:,}' for n in p.output_shape)})" for p in plan.layers],
                _("Parameters"): [f"{p.num_parameters:,}" for p in plan.layers],
            }
        ).set_index(_("Layer")),
        border="horizontal",
    )
    st.caption(
        _(
            "{number:,} parameters. Shapes are (timesteps, features) or (features) of one example.",
            number=plan.num_parameters,
        )
    )
