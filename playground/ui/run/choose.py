"""Choosing a trained run and reading its network, for the pages that look inside or predict."""

from collections.abc import Callable, Mapping

import streamlit as st

from playground.config import RunConfig
from playground.errors import PlaygroundError
from playground.prediction.cache import Reading, last_epoch, trace
from playground.runs import Run, all_runs, starter
from playground.ui.learner import learner
from playground.ui.link import Parameter, link_to
from playground.ui.run.address import RUN
from playground.ui.run.describe import describe
from playground.ui.run.examples import choose_input
from playground.ui.widgets.control import control
from playground.ui.widgets.plain import plain
from playground.wording import rounded

EMPTY = "You have no trained network yet. Train one first: it takes a few seconds."


def my_runs() -> list[Run]:
    """This learner's runs, newest first."""
    return all_runs(learner())


def known_runs() -> list[Run]:
    """What this learner can choose from: their own runs, newest first, and the starter at the end."""
    return [*my_runs(), starter()]


def choose_run(
    can: Callable[[RunConfig], bool] = lambda config: True,
    empty: str = EMPTY,
    beyond: str = "The run in the link has another kind of task.",
    onward: tuple[str, str, str] = ("experiments", "Go to Experiments", ":material/science:"),
    known: Callable[[], list[Run]] = known_runs,
) -> Run:
    """A run that has weights, chosen from those that are `known` and the one in the link.

    can: which runs the page can show; `beyond` is said of one in the link that it cannot.  Stops the page, saying what
    to do (`empty`) and linking to the page where (`onward`: its name, label and icon), when there is none.
    """
    runs = {run.id: run for run in known() if run.has_weights and can(run.config)}
    linked = RUN.given()
    if linked and linked.id not in runs:
        if can(linked.config):
            runs = {linked.id: linked} | runs
        else:
            st.info(beyond + (" Here are those that this page can show." if runs else ""))
    if not runs:
        st.info(empty)
        link_to(*onward)
        st.stop()
    chosen = choose_in_link("Run", RUN, runs)
    assert chosen is not None
    if not chosen.has_weights:
        st.info("This run has no weights yet. Wait until it begins to train.")
        st.stop()
    return chosen


def choose_in_link(label: str, parameter: Parameter[Run], runs: Mapping[str, Run | None]) -> Run | None:
    """One of `runs`, chosen by the learner or by the address.  runs: id → run; None: no run.

    The select box has a key and no index: with another index Streamlit takes it for another widget and loses the next
    choice.
    """
    key, linked = f"{parameter.name} chosen", parameter.given()
    if linked and linked.id in runs and parameter.leads(key):
        st.session_state[key] = linked.id
    if st.session_state.get(key) not in runs:
        st.session_state[key] = next(iter(runs))
    names = {name: title(run) if run else "No other run" for name, run in runs.items()}
    box, name = control(parameter.name), str(st.session_state[key])
    if not box.hidden:
        name = st.selectbox(label, list(runs), key=key, format_func=names.__getitem__, disabled=box.locked)
    parameter.put(runs[name])
    return runs[name]


def title(run: Run) -> str:
    """A run in a list of runs: its network, how well it did, the beginning of its id."""
    return f"{describe(run.config)} · {validation(run)} · {run.short_id}"


def validation(run: Run, after: float | None = None) -> str:
    """How well a run does on its validation examples after an epoch (None: the last that has finished)."""
    epochs = [epoch for epoch in run.recorded().epochs if after in (None, epoch["epoch"])]
    if not epochs:
        return "no epoch finished" if after is None else "not validated"
    metric = run.config.task.metrics[0]
    value = epochs[-1][f"val_{metric}"]
    return f"validation {metric} {f'{value:.1%}' if metric == 'accuracy' else rounded(value, 3)}"


def about_run(run: Run) -> None:
    """Of a starter: what it is, how good it is, and whose reviews it learned from; of another run nothing."""
    if run.is_starter:
        dataset, history = run.config.dataset, run.recorded()
        clauses = run.config.stages[0][1].dataset.num_added
        whose = (
            f"[{dataset.citation}]({dataset.source})"
            if ":" in dataset.source
            else f"{dataset.source}; what people write it judges right less often."
        )
        added = f" and {clauses:,} short clauses cut from them" if clauses else ""
        st.caption(
            f"The starter comes with the playground: an LSTM trained on {dataset.num_train:,} {dataset.title}{added}. "
            f"Test accuracy {history.test['accuracy']:.1%} on {history.facts['test']:,} others it had not seen.  \n"
            f"The reviews: {whose}"
        )


def choose_reading(
    can: Callable[[RunConfig], bool] = lambda config: True,
    empty: str = EMPTY,
    choose_epoch: Callable[[Run], int] = last_epoch,
) -> Reading:
    """Let the learner choose a run, an example and an epoch, in one row.

    Stops the page, saying what to do, when nothing can be shown.
    """
    with st.container(key="reading-bar"):
        which, what, when = st.columns([3, 6, 3])
    shown = st.container()
    with which:
        run = choose_run(can, empty)
    with what:
        chosen, example = choose_input(run, shown)
    with when:
        epoch = choose_epoch(run)
    try:
        return Reading(run, epoch, chosen, example.truth if example else "", *trace(run.id, epoch, chosen))
    except PlaygroundError as error:
        st.error(plain(error))
        st.stop()
