"""All that is to be said of one experiment, on demand: what it shows, what to look for, what to compare it with."""

import streamlit as st

from playground.config import RunConfig
from playground.figures.shape import image, network_shape
from playground.languages import N_, _, n_
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

RELATIONS = {
    "better than": N_("The experiment this reproduces is better than {other}."),
    "worse than": N_("The experiment this reproduces is worse than {other}."),
    "about as good as": N_("The experiment this reproduces is about as good as {other}."),
}
"""As `Recipe.expects` says it → as it is said here."""


def details(name: str, quick: bool) -> None:
    """The dialog of a recipe; its buttons train it, or open its settings."""
    st.dialog(_("About this experiment"), width="medium")(_details)(name, quick)


def _details(name: str, quick: bool) -> None:
    recipe = RECIPES[name]
    config = recipe.quick() if quick and recipe.config else recipe.config
    st.markdown(_("**{title}.** {about}", title=_(recipe.title), about=_(recipe.about)))
    st.markdown(_("Look for: {look_for}", look_for=_(recipe.look_for)))
    if config is None:
        link_to(recipe.page, _("Show it"), ":material/arrow_forward:", (RECIPE, recipe.name))
        worth_comparing(recipe)
        return
    st.html(image(network_shape([planned.layer for planned in config.plan.layers])))
    parameters = n_("{number:,} parameter", "{number:,} parameters", config.plan.num_parameters)
    st.caption(f"{plain(describe(config))} · {parameters}")
    run = latest_runs().get(name)
    for sentence in (_time(recipe, config, run), _data(config), _reference(recipe), _(recipe.note)):
        if sentence:
            st.caption(sentence)
    with st.container(horizontal=True, vertical_alignment="center"):
        if st.button(_("Train it"), type="primary", icon=":material/play_arrow:", key=f"train {name} from here"):
            load(config)
            train(config)
        link_to("train", _("Open its settings"), ":material/tune:", (CONFIG, config))
        if run:
            link_to("train", _("Your last run: {result}", result=validation(run)), ":material/show_chart:", (RUN, run))
    worth_comparing(recipe)


def _time(recipe: Recipe, config: RunConfig, run: Run | None) -> str:
    """How much is trained and how long that takes here."""
    said = extent(recipe, config)
    if lasts := seconds(recipe, config, run):
        return _("{extent}, about {time} here.", extent=said, time=duration(lasts))
    return _("{extent}.", extent=said)


def _data(config: RunConfig) -> str:
    dataset = config.dataset
    if dataset.is_here():
        return _("{dataset}: on this machine.", dataset=_(dataset.title))
    return _(
        "{dataset}: not on this machine yet. Training downloads {size} first.",
        dataset=_(dataset.title),
        size=dataset.download_size,
    )


def _reference(recipe: Recipe) -> str:
    """The result of the experiment it reproduces."""
    if recipe.reference is not None:
        if recipe.measured_on == "test":
            return _(
                "The experiment this reproduces reports {accuracy:.3g}% test accuracy.", accuracy=recipe.reference * 100
            )
        return _(
            "The experiment this reproduces reports {accuracy:.3g}% validation accuracy.",
            accuracy=recipe.reference * 100,
        )
    if recipe.expects:
        relation, name = recipe.expects
        other = _("the naive forecast") if name == "naive" else f"“{_(RECIPES[name].title)}”"
        return _(RELATIONS[relation], other=other)
    return ""
