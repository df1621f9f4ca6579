"""All that is to be said of one experiment, on demand: what it shows, what to look for, what to compare it with."""

import streamlit as st

from playground.config import RunConfig
from playground.figures.shape import image, network_shape
from playground.recipes import RECIPES, Recipe
from playground.runs import Run
from playground.ui.experiments.facts import extent, latest_runs, seconds
from playground.ui.link import link_to
from playground.ui.run.address import RECIPE, RUN
from playground.ui.run.choose import validation
from playground.ui.run.describe import describe, duration
from playground.ui.run.live import worth_comparing
from playground.ui.train.draft import CONFIG, load
from playground.ui.train.start import train
from playground.ui.widgets.plain import plain


@st.dialog("About this experiment", width="medium")
def details(name: str, quick: bool) -> None:
    """The dialog of a recipe; its buttons train it, or open its settings."""
    recipe = RECIPES[name]
    config = recipe.quick() if quick and recipe.config else recipe.config
    st.markdown(f"**{recipe.title}.** {recipe.about}")
    st.markdown(f"Look for: {recipe.look_for}")
    if config is None:
        link_to(recipe.page, "Show it", ":material/arrow_forward:", (RECIPE, recipe.name))
        worth_comparing(recipe)
        return
    st.html(image(network_shape([planned.layer for planned in config.plan.layers])))
    st.caption(f"{plain(describe(config))} · {config.plan.num_parameters:,} parameters")
    run = latest_runs().get(name)
    for sentence in (_time(recipe, config, run), _data(config), _reference(recipe), recipe.note):
        if sentence:
            st.caption(sentence)
    with st.container(horizontal=True, vertical_alignment="center"):
        if st.button("Train it", type="primary", icon=":material/play_arrow:", key=f"train {name} from here"):
            load(config)
            train(config)
        link_to("train", "Open its settings", ":material/tune:", (CONFIG, config))
        if run:
            link_to("train", f"Your last run: {validation(run)}", ":material/show_chart:", (RUN, run))
    worth_comparing(recipe)


def _time(recipe: Recipe, config: RunConfig, run: Run | None) -> str:
    """How much is trained and how long that takes here."""
    lasts = seconds(recipe, config, run)
    return extent(recipe, config) + (f", about {duration(lasts)} here." if lasts else ".")


def _data(config: RunConfig) -> str:
    dataset = config.dataset
    if dataset.is_here():
        return f"{dataset.title}: on this machine."
    return f"{dataset.title}: not on this machine yet. Training downloads {dataset.download_size} first."


def _reference(recipe: Recipe) -> str:
    """The result of the experiment it reproduces."""
    if recipe.reference is not None:
        return f"The experiment this reproduces reports {recipe.reference * 100:.3g}% {recipe.measured_on} accuracy."
    if recipe.expects:
        relation, name = recipe.expects
        other = "the naive forecast" if name == "naive" else f"“{RECIPES[name].title}”"
        return f"The experiment this reproduces is {relation} {other}."
    return ""
