"""Choosing a trained run and reading its network, for the pages that look inside or predict."""

from collections.abc import Callable, Mapping

import streamlit as st

from playground.config import RunConfig
from playground.datasets import GivenExamples
from playground.errors import PlaygroundError
from playground.languages import ENGLISH, N_, _, language
from playground.prediction.cache import Reading, last_epoch, trace
from playground.runs import Run, all_runs, starter
from playground.ui.learner import learner
from playground.ui.link import Parameter, link_to
from playground.ui.run.address import RUN
from playground.ui.run.describe import describe
from playground.ui.run.examples import choose_input
from playground.ui.widgets.control import control
from playground.ui.widgets.plain import plain
from playground.wording import rounded, together

EMPTY = N_("You have no trained network yet. Train one first: it takes a few seconds.")


def my_runs() -> list[Run]:
    """This learner's runs, newest first."""
    return all_runs(learner())


def known_runs() -> list[Run]:
    """What this learner can choose from: their own runs, newest first, and the starter at the end.

    On a page in another language than English our reviews in English come last: the page begins with what is read.
    """
    found = [*my_runs(), starter()]
    return found if language() == ENGLISH else sorted(found, key=_reads_another_language)


def _reads_another_language(run: Run) -> bool:
    dataset = run.config.dataset
    ours = dataset.reads == "words" and not dataset.is_own and not isinstance(dataset, GivenExamples)
    return ours and dataset.language != language()


def choose_run(
    can: Callable[[RunConfig], bool] = lambda config: True,
    empty: str = EMPTY,
    beyond: str = N_("The run in the link has another kind of task."),
    onward: tuple[str, str, str] = ("experiments", N_("Go to Experiments"), ":material/science:"),
    known: Callable[[], list[Run]] = known_runs,
) -> Run:
    """A run that has weights, chosen from those that are `known` and the one in the link.

    can: which runs the page can show; `beyond` is said of one in the link that it cannot.  Stops the page, saying what
    to do (`empty`) and linking to the page where (`onward`: its name, label and icon), when there is none.  Texts are
    given in English, or translated.
    """
    runs = {run.id: run for run in known() if run.has_weights and can(run.config)}
    linked = RUN.given()
    if linked and linked.id not in runs:
        if can(linked.config):
            runs = {linked.id: linked} | runs
        else:
            said = _(beyond)
            st.info(_("{said} Here are those that this page can show.", said=said) if runs else said)
    if not runs:
        st.info(_(empty))
        page, label, icon = onward
        link_to(page, _(label), icon)
        st.stop()
    chosen = choose_in_link(_("Run"), RUN, runs)
    assert chosen is not None
    if not chosen.has_weights:
        st.info(_("This run has no weights yet. Wait until it begins to train."))
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
    names = {name: title(run) if run else _("No other run") for name, run in runs.items()}
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
        return _("no epoch finished") if after is None else _("not validated")
    if run.config.task.accuracy:
        return _("validation accuracy {value:.1%}", value=epochs[-1]["val_accuracy"])
    return _("validation loss {value}", value=rounded(epochs[-1]["val_loss"], 3))


def about_run(run: Run) -> None:
    """Of a starter: what it is, how good it is, and whose reviews it learned from; of another run nothing."""
    if run.is_starter:
        dataset, history = run.config.dataset, run.recorded()
        clauses = run.config.stages[0][1].dataset.num_added
        title = _(dataset.title)
        trained = (
            _(
                "The starter comes with the playground: an LSTM trained on {number:,} {dataset} and {clauses:,} short "
                "clauses cut from them.",
                number=dataset.num_train,
                dataset=title,
                clauses=clauses,
            )
            if clauses
            else _(
                "The starter comes with the playground: an LSTM trained on {number:,} {dataset}.",
                number=dataset.num_train,
                dataset=title,
            )
        )
        tested = _(
            "Test accuracy {accuracy:.1%} on {number:,} others it had not seen.",
            accuracy=history.test["accuracy"],
            number=history.facts["test"],
        )
        if ":" in dataset.source:
            reviews = _("The reviews: [{citation}]({source})", citation=_(dataset.citation), source=dataset.source)
        else:
            reviews = _(
                "The reviews: {source}; what people write it judges right less often.", source=_(dataset.source)
            )
        st.caption(f"{together(trained, tested)}  \n{reviews}")


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
