"""Starting a run, and saying whether the workers are ready."""

from typing import Literal

import streamlit as st

from playground.config import RunConfig
from playground.engine import engine
from playground.errors import PlaygroundError
from playground.recipes import DEFAULT, Recipe
from playground.runs import Run
from playground.ui.learner import learner
from playground.ui.link import go_to
from playground.ui.run.address import RECIPE, RUN
from playground.ui.run.describe import duration
from playground.ui.run.live import worth_comparing
from playground.ui.train.draft import load
from playground.ui.widgets.plain import plain


def train(config: RunConfig) -> None:
    """Submit a run and go to its page; a complaint is shown in place."""
    try:
        run_id = engine().submit(config, learner())
    except PlaygroundError as error:
        st.error(plain(error))
        return
    go_to("train", (RUN, Run.open(run_id)))


def worker_status() -> None:
    """A line on the workers; looks again every second until they are ready."""
    st.fragment(_status, run_every=None if _ready() else 1)(_ready())


def _ready() -> bool:
    status = engine().status()
    return bool(status.workers) and status.warm == status.workers and not status.problem


def _status(was_ready: bool) -> None:
    status = engine().status()
    if not was_ready and _ready():
        st.rerun()
    if status.problem:
        st.warning(plain(status.problem))
    elif not _ready():
        st.info(
            f"TensorFlow is starting in the workers ({status.warm} of {status.workers or '…'} ready). "
            "You can press Train now: the run begins as soon as one is ready.",
            icon=":material/hourglass_top:",
        )
    else:
        text = (
            f"{status.warm} workers are ready."
            if not status.training
            else (f"{status.training} of {status.workers} workers are training, {status.waiting} runs wait.")
        )
        st.caption(text)


def recipe_card(recipe: Recipe, quick: bool) -> None:
    """What a recipe shows and what to look for, with buttons to train it and to open its settings.

    quick: on fewer examples and epochs.
    """
    with st.container(border=True):
        text, buttons = st.columns([3, 1], vertical_alignment="center")
        text.markdown(f"**{recipe.title}** · {recipe.about}  \n:gray[Look for: {recipe.look_for}]")
        config = recipe.quick() if quick and recipe.config else recipe.config
        if config:
            text.caption(" · ".join(_facts(recipe, config)))
        with text:
            worth_comparing(recipe)
        if config is None:
            with buttons.container(horizontal=True, horizontal_alignment="right"):
                if st.button("Show", key=f"show {recipe.name}"):
                    go_to(recipe.page, (RECIPE, recipe.name))
            return
        with buttons.container(horizontal=True, horizontal_alignment="right"):
            main: Literal["primary", "secondary"] = "primary" if recipe.name == DEFAULT else "secondary"
            if st.button("Train", key=f"train {recipe.name}", type=main):
                load(config)
                train(config)
            if st.button("Open", key=f"open {recipe.name}", help="Look at its settings before training"):
                load(config)
                go_to("train")


def _facts(recipe: Recipe, config: RunConfig) -> list[str]:
    """How much is trained, how long it takes here, and whether the data are on this machine."""
    facts = []
    whole = recipe.config
    if whole and config != whole:
        dataset = whole.dataset
        all_examples = min(whole.train_samples or dataset.num_train, dataset.num_train)
        facts.append(
            f"Quick: {config.train_samples:,} of {all_examples:,} examples, {config.epochs} of {whole.epochs} epochs"
        )
    else:
        facts.append(f"{config.epochs} epochs")
    rate = engine().status().rate
    if rate and (seconds := recipe.seconds(config, rate)):
        facts.append(f"about {duration(seconds)} here")
    needed = config.dataset
    if needed.is_here():
        facts.append("data on this machine")
    else:
        facts.append(f"not on this machine yet: training downloads {needed.download_size} first")
    return facts
