"""The Data page: which dataset, where it comes from, and the way from it to training."""

from itertools import count

import streamlit as st

from playground.datasets import DATASETS, Dataset, Splits
from playground.errors import PlaygroundError
from playground.languages import _
from playground.recipes import RECIPES
from playground.recipes.compatible import suited
from playground.ui.data.uploads import KINDS
from playground.ui.link import go_to, one_of
from playground.ui.run.address import RECIPE
from playground.ui.run.examples import splits
from playground.ui.train.build import choice
from playground.ui.train.draft import draft, load
from playground.ui.widgets.plain import plain

DATASET = one_of("dataset", DATASETS)
OF_RECIPE = {"jena-plots": "jena", "jena-naive": "jena"}
"""Experiments that train nothing → the dataset they look at."""
_serial = count()


def choose_dataset() -> Dataset:
    """A dataset with its options: at first that of the link, else that of the run that is being put together.

    Stops the page, saying what to do, where there is none yet.
    """
    initial, key = _start()
    values = choice(_("Dataset"), {name: kind() for name, kind in DATASETS.items()}, initial, key)
    name = values["name"]
    recipe = RECIPE.given()
    DATASET.put(name)
    RECIPE.put(recipe if OF_RECIPE.get(recipe or "", name) == name else None)
    if name in KINDS and not values["upload"]:
        st.stop()
    try:
        return DATASETS[name](**values)
    except PlaygroundError as error:
        st.error(plain(error))
        st.stop()


def _start() -> tuple[Dataset, str]:
    """What the form starts from, and the prefix of its widgets' keys: another link or another draft starts it anew."""
    current = draft()
    known: tuple[int, Dataset, str] | None = st.session_state.get("data start")
    if known and known[0] != current.serial:
        known = None
    dataset, recipe = DATASET.news(), RECIPE.news()
    if not known:
        dataset, recipe = DATASET.given(), RECIPE.given()
    if linked := dataset or OF_RECIPE.get(recipe or ""):
        own = current.config.dataset
        start = own if own.name == linked else DATASETS[linked]()
    elif known:
        return known[1:]
    else:
        start = current.config.dataset
    key = f"data{next(_serial)}"
    st.session_state["data start"] = (current.serial, start, key)
    return start, key


def origin(dataset: Dataset) -> None:
    """Where the dataset comes from and under which terms, and what to look for where an experiment led here."""
    st.caption(
        _(
            "Source: {source} · Licence: {licence} · Please cite: {citation}",
            source=_(dataset.source),
            licence=plain(_(dataset.licence)),
            citation=plain(_(dataset.citation)),
        )
    )
    if recipe := RECIPES.get(RECIPE.given() or ""):
        st.info(
            _(
                "**{title}** · {about} Look for: {look_for}",
                title=plain(_(recipe.title)),
                about=plain(_(recipe.about)),
                look_for=plain(_(recipe.look_for)),
            )
        )


def train_on(dataset: Dataset) -> None:
    """A button that leads to training on it."""
    if st.button(_("Train on this dataset"), icon=":material/model_training:"):
        try:
            load(suited(draft().config, dataset))
        except PlaygroundError as error:
            st.error(plain(error))
            return
        go_to("train")


def read_splits(dataset: Dataset) -> Splits:
    """The examples of a dataset that is ready; stops the page with a complaint where they cannot be read."""
    try:
        return splits(dataset)
    except PlaygroundError as error:
        st.error(plain(error))
        st.stop()
