"""Train: put a run together, train it, watch it learn."""

import streamlit as st

from playground.config import RunConfig
from playground.errors import PlaygroundError
from playground.glossary import terms
from playground.languages import _, n_
from playground.recipes import RECIPES
from playground.runs import check_room
from playground.ui.data.notes import notes_again
from playground.ui.learner import learner
from playground.ui.run.address import RUN
from playground.ui.run.characters import sampling
from playground.ui.run.describe import describe
from playground.ui.run.live import show_run
from playground.ui.run.results import show_results
from playground.ui.train.build import build, summary
from playground.ui.train.draft import follow_link, load, show_in_link
from playground.ui.train.start import train
from playground.ui.train.sweep import sweep_form
from playground.ui.widgets.plain import plain

st.title(_("Train"), help=terms("training", "loss", "accuracy", "overfitting"))
run = RUN.given()
if another := RUN.news():
    load(another.config)
follow_link()

top = st.container()
if run:
    show_run(run)
    notes_again(run.config.dataset)
    if run.recorded().state == "finished":
        show_results(run)
        sampling(run)
    st.subheader(_("The next run"))

with st.container(horizontal=True, vertical_alignment="bottom"):
    st.selectbox(
        _("Start from an experiment"),
        [name for name, chosen in RECIPES.items() if chosen.config],
        index=None,
        format_func=lambda name: _(RECIPES[name].title),
        placeholder=_("Keep the settings below"),
        key="recipe",
        on_change=lambda: st.session_state.recipe and load(RECIPES[st.session_state.recipe].config),
        width=320,
    )
    button = st.container(width="content")
    said = st.container(width="stretch")
try:
    config = build()
    config.check(config.dataset.num_train)
    check_room([config], learner())
    summary(config)
    show_in_link(config, run.config if run else RunConfig())
except PlaygroundError as error:
    config = None
    said.error(plain(error))
with button:
    if st.button(
        _("Train"),
        key="train-button",
        type="primary",
        icon=":material/play_arrow:",
        disabled=config is None,
        shortcut="Ctrl+Enter",
    ):
        train(config)
if config:
    sweep_form(config)
    parameters = n_("{number:,} parameter", "{number:,} parameters", config.plan.num_parameters)
    epochs = n_("{number:,} epoch", "{number:,} epochs", config.epochs)
    said.caption(f"{plain(describe(config))} · {parameters} · {epochs}")
