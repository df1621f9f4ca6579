"""A run while it trains: progress, controls and curves that draw themselves, in a fragment of their own."""

from collections.abc import Callable
from typing import Literal

import streamlit as st

from playground.config import RunConfig
from playground.datasets import OwnReviews, uploads
from playground.encodings.numbers import as_number_encoding
from playground.engine import engine
from playground.errors import PlaygroundError
from playground.figures.curves import MAIN, TEST, curve_chart, learning_curve
from playground.languages import N_, _
from playground.languages.again import again
from playground.narration.learned_nothing import learned_nothing
from playground.narration.own_data import few_different
from playground.narration.verdict import beside_reference, unchanged
from playground.recipes import RECIPES, Recipe
from playground.recipes.compatible import classifies_text
from playground.runs import History, Run, all_runs
from playground.ui.learner import learner
from playground.ui.lessons.offer import offer
from playground.ui.link import link_to
from playground.ui.run.address import RECIPE, RUN
from playground.ui.run.characters import sharpening
from playground.ui.run.describe import describe, duration, figures
from playground.ui.train.draft import CONFIG
from playground.ui.widgets.plain import plain

SECONDS = 0.5
"""Between two looks at a run that is active."""
COLORS: dict[str, Literal["gray", "blue", "orange", "green", "red"]] = {
    "queued": "gray",
    "running": "blue",
    "paused": "orange",
    "finished": "green",
    "stopped": "orange",
    "failed": "red",
    "imported": "gray",
}


def show_run(run: Run) -> None:
    """The run as it is now; looks again and again while it is active, and redraws the page once when it ends."""
    active = run.history().active
    st.fragment(_show, run_every=SECONDS if active else None)(run, active)


def _show(run: Run, was_active: bool) -> None:
    history = run.history()
    if was_active and not (history.active and run.path.is_dir()):  # it has ended, or was deleted: the page says which
        st.rerun()
    config = run.config
    with st.container(horizontal=True, vertical_alignment="center"):
        st.badge(_(history.shown_state), color=COLORS[history.shown_state])
        st.markdown(plain(describe(config)))
    if not history.imported:
        st.progress(done(history, config), text=progress_text(history, config, engine().position(run.id)))
    if history.state == "failed":
        st.error(plain(again(history.reason)))
    if history.active:
        if history.learner == learner():
            _controls(run, history)
        else:
            st.caption(_("You are viewing someone else's run; only the person who started it can pause or stop it."))
    if history.test:
        _metrics(run, history)
    elif not history.active and run.has_weights:
        with st.container(horizontal=True):
            for onward in _onward(run):
                link_to(*onward, (RUN, run))
    st.caption(_("Drag a chart to move it, Ctrl and wheel to zoom, double-click to reset."))
    curves = MAIN + ((TEST,) if config.test_each_epoch else ())
    charts = _charts(run, history)
    for column, (title, metric, scale) in zip(st.columns(len(charts)), charts, strict=True):
        column.vega_lite_chart(
            learning_curve(history, metric, config.epochs, scale),
            curve_chart(metric, config.epochs, title, curves),
            key=f"{title or metric} {run.id}",
            on_select="rerun",  # Streamlit keeps a chart's zoom over new data only where it is a selection
            selection_mode="zoom",
        )
    sharpening(run)


def _charts(run: Run, history: History) -> list[tuple[str, str, float]]:
    """Title, metric and scale of each chart: numbers are shown in standard deviations, and in their own unit."""
    config = run.config
    if config.task.accuracy:
        return [("", "accuracy", 1.0), ("", "loss", 1.0)]
    deviation = as_number_encoding(run.encoding).target_deviation if history.facts else 1.0
    if deviation == 1.0 or not config.dataset.unit:
        return [(_("Loss: mean absolute error"), "loss", deviation or 1.0)]
    return [
        (_("Loss: mean absolute error in standard deviations"), "loss", 1.0),
        (_("The same in {unit}", unit=config.dataset.unit), "loss", deviation),
    ]


def _controls(run: Run, history: History) -> None:
    """Pause, resume, one batch, one epoch, stop, learning rate.  None ever moves: a click must not miss."""
    paused = history.state == "paused"
    with st.container(horizontal=True, vertical_alignment="bottom", key="run-controls"):
        for label, icon, action, usable in (
            (N_("Pause"), ":material/pause:", engine().pause, history.state == "running"),
            (N_("Resume"), ":material/play_arrow:", engine().resume, paused),
            (N_("One batch"), ":material/skip_next:", engine().one_batch, paused),
            (N_("One epoch"), ":material/fast_forward:", engine().one_epoch, paused),
            (N_("Stop"), ":material/stop:", engine().stop, True),
        ):
            st.button(
                _(label), icon=icon, on_click=_do, args=(action, run.id), disabled=not usable, key=f"{label} {run.id}"
            )
        key = f"learning rate {run.id}"
        st.number_input(
            _("Learning rate"),
            value=history.learning_rate or run.config.learning_rate,
            format="%g",
            step=run.config.learning_rate / 10,
            key=key,
            width=160,
            disabled=history.state == "queued",
            help=_("Takes effect with the next batch."),
            on_change=lambda: _do(engine().set_learning_rate, run.id, st.session_state[key]),
        )
    if message := st.session_state.pop("control error", None):
        st.error(plain(message))


def _do(action: Callable[..., None], *arguments: object) -> None:
    """Ask the engine for something; a complaint is kept for the next drawing."""
    try:
        action(*arguments)
    except PlaygroundError as error:
        st.session_state["control error"] = str(error)


def _metrics(run: Run, history: History) -> None:
    config = run.config
    shown = figures(run, history)
    links = _onward(run)
    columns = st.columns(len(shown) + len(links), vertical_alignment="center")
    for column, (label, value, help_text) in zip(columns, shown, strict=False):
        column.metric(label, value, help=help_text)
    for column, onward in zip(columns[len(shown) :], links, strict=True):
        with column:
            link_to(*onward, (RUN, run))
    if said := beside_reference(config, history, _own):
        st.markdown(plain(said))
    elif said := learned_nothing(history):
        st.info(plain(said), icon=":material/lightbulb:")
    known = uploads.known(config.dataset.upload, "texts") if isinstance(config.dataset, OwnReviews) else None
    if known and (said := few_different(known)):
        st.caption(plain(said))
    offer(config)
    _recipe(config)


def _onward(run: Run) -> list[tuple[str, str, str]]:
    """Where a run that has weights can be looked at: page, label, icon."""
    links = [("inside", _("Look inside"), ":material/view_timeline:")]
    if classifies_text(run.config):
        links.append(("sentiment", _("Try a sentence"), ":material/sentiment_satisfied:"))
    return links


def _own(name: str) -> History | None:
    """The newest finished run of a recipe to the letter, of this learner."""
    for run in all_runs(learner()):
        if run.config.recipe == name and unchanged(run.config, RECIPES[name]):
            history = run.recorded()
            if history.state == "finished":
                return history
    return None


def _recipe(config: RunConfig) -> None:
    """How the run's recipe differs from the experiment it reproduces, and what is worth comparing it with."""
    recipe = RECIPES.get(config.recipe)
    if not recipe:
        return
    if recipe.note and unchanged(config, recipe):
        st.caption(_(recipe.note))
    worth_comparing(recipe)


def worth_comparing(recipe: Recipe) -> None:
    """Links to the recipes worth comparing one with."""
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
        st.caption(_("Worth comparing with"), width="content")
        for name in recipe.compare:
            recipe_link(RECIPES[name])


def recipe_link(recipe: Recipe) -> None:
    """A link to where a recipe is trained or shown."""
    if recipe.config:
        link_to("train", _(recipe.title), "", (CONFIG, recipe.config))
    else:
        link_to(recipe.page, _(recipe.title), "", (RECIPE, recipe.name))


def done(history: History, config: RunConfig) -> float:
    """The share of a run that is done, 0–1; while the dataset is fetched, the share of that."""
    if history.state == "finished":
        return 1.0
    if history.progress:
        return float(min(history.progress["done"] / max(history.progress["total"], 1), 1.0))
    return float(min(history.latest.get("position", 0.0) / config.epochs, 1.0))


def progress_text(history: History, config: RunConfig, position: int | None) -> str:
    """Where the run is, in words and numbers."""
    if history.state == "queued":
        if engine().is_elsewhere(history):
            return _("Waiting in the queue of another server that shares these runs.")
        status = engine().status()
        if status.problem:
            return again(status.problem)
        if not status.warm:
            return _("TensorFlow is starting in the workers. This run begins as soon as one is ready.")
        return _("Waiting: number {position} in the queue.", position=position) if position else _("Starting.")
    if history.state in ("running", "paused") and not history.latest:
        if history.progress:
            what, share = again(history.progress["what"]), history.progress["done"] / max(history.progress["total"], 1)
            return _("{what}: {share:.0%}", what=what, share=share)
        return _("Preparing the examples and the model.")
    if not (history.latest and history.facts):
        return again(history.reason)
    latest, steps = history.latest, history.facts["steps_per_epoch"]
    said = [
        _("Epoch {epoch} of {epochs}", epoch=latest["epoch"], epochs=config.epochs),
        _("step {step} of {steps}", step=latest["step"], steps=steps),
    ]
    if history.active:
        if history.pace:
            said.append(_("{pace:,.0f} examples per second", pace=history.pace))
        if history.state == "running" and (left := history.seconds_left(config.epochs)) is not None:
            said.append(_("{time} left", time=duration(left)))
    elif history.started and history.ended:
        said.append(duration(history.ended - history.started))
        if history.state == "stopped":
            said.append(again(history.reason))
    return " · ".join(said)
