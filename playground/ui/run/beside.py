"""Choosing runs to set beside one: those that can read the same example."""

from collections import Counter
from collections.abc import Sequence

import streamlit as st

from playground.choices import as_given
from playground.config import RunConfig
from playground.datasets.tokenizers import called
from playground.encodings.text import TextEncoding
from playground.errors import LinkError, PlaygroundError
from playground.figures.compare import MOST_RUNS
from playground.languages import N_, _
from playground.layers import RECURRENT, Recurrent
from playground.prediction.cache import Reading, last_epoch, trace
from playground.recipes.settings import network_name
from playground.runs import Run
from playground.ui.link import Parameter, link_to
from playground.ui.run.choose import known_runs, title
from playground.ui.train.draft import CONFIG
from playground.ui.widgets.plain import plain

BESIDE: Parameter[tuple[str, ...]] = Parameter(
    "beside", lambda text: tuple(dict.fromkeys(filter(None, text.split(",")))), ",".join, default=()
)
"""Ids of runs; those that do not fit are left out."""
AT_FIRST = 2
"""Runs that are set beside it before the learner has chosen any."""


def choose_beside(reading: Reading, starter_too: bool = False) -> list[Reading]:
    """The reading, and those of the runs the learner sets beside it, of the same example; kept in the link.

    starter_too: see `first_beside`.
    """
    fitting = {run.id: run for run in known_runs() if run.has_weights and _fits(reading, run)}
    linked, wrong = runs_in_link(BESIDE.given() or (), reading)
    if BESIDE.news():
        if wrong:
            st.error(plain(wrong))
        if linked:
            st.session_state["beside wanted"] = [run.id for run in linked]
    fitting |= {run.id: run for run in linked}
    if not fitting:
        _offer_other_cells(reading.run.config)
        return [reading]
    if "beside wanted" not in st.session_state:
        st.session_state["beside wanted"] = first_beside(reading.run, list(fitting.values()), starter_too)
    st.session_state["beside"] = [one for one in st.session_state["beside wanted"] if one in fitting][: MOST_RUNS - 1]
    chosen = st.multiselect(
        _("Compare with"),
        list(fitting),
        max_selections=MOST_RUNS - 1,
        format_func=lambda run_id: title(fitting[run_id]),
        key="beside",
        on_change=_want,
        placeholder=_("Choose one to three runs"),
        help=_("Runs that can read the same example, each after its last saved epoch."),
    )
    BESIDE.put(tuple(chosen))
    readings = [reading]
    for run_id in chosen:
        run = fitting[run_id]
        try:
            readings.append(_beside(reading, run))
        except PlaygroundError as error:
            st.error(plain(_("Run {run} is left out. {why}", run=run_id[:6], why=error)))
    if not chosen:
        st.caption(_("Choose a run to compare with, to see where the two diverge."))
    return readings


def fits(config: RunConfig, other: RunConfig, typed: bool) -> bool:
    """Whether a run can read the same example: a typed text when it reads texts split alike, else of the same data."""
    if not typed:
        return config.dataset == other.dataset
    return "numbers" not in (config.dataset.reads, other.dataset.reads) and _unit(config) == _unit(other)


def runs_in_link(ids: Sequence[str], reading: Reading) -> tuple[list[Run], str]:
    """The runs that a link names and that fit, and a sentence on the first thing that is wrong; empty where nothing is.

    ids: of runs, each once.
    """
    found: dict[str, Run] = {}
    wrong = []
    if len(ids) > MOST_RUNS - 1:
        wrong.append(
            _(
                "The link compares {number:,} runs with this one; at most {most} fit. The others are left out.",
                number=len(ids),
                most=MOST_RUNS - 1,
            )
        )
    for run_id in ids[: MOST_RUNS - 1]:
        called_so = as_given(run_id[:6])
        try:
            run = Run.open(run_id)
            if run.id == reading.run.id:
                raise LinkError(_("The link compares run {run} with itself. Choose another run.", run=called_so))
            if not run.has_weights:
                raise LinkError(_("Run {run} has no weights yet. Wait until it begins to train.", run=called_so))
            if not _fits(reading, run):
                raise LinkError(
                    _(
                        "Run {run} of the link cannot read this example: it reads {dataset} as {unit}. Choose one of "
                        "those below, or another example.",
                        run=called_so,
                        dataset=run.config.dataset.label(),
                        unit=_(_unit(run.config)),
                    )
                )
            found[run.id] = run
        except PlaygroundError as error:
            wrong.append(str(error))
    return list(found.values()), wrong[0] if wrong else ""


def first_beside(run: Run, fitting: list[Run], starter_too: bool = False) -> list[str]:
    """The newest runs with other layers than `run` and than each other, those on the same data first.

    starter_too: whether it is the starter where none of them is the learner's own.
    """
    own = [other for other in fitting if not other.is_starter]
    chosen = {network_name(run.config): run}
    for other in sorted(own, key=lambda other: other.config.dataset != run.config.dataset):
        chosen.setdefault(network_name(other.config), other)
    others = list(chosen.values())[1 : AT_FIRST + 1] or own[:1] or fitting[: int(starter_too)]
    return [other.id for other in others]


def names_of(runs: list[Run]) -> list[str]:
    """A short name for each run, all distinct: its layers, and where that is not enough the beginning of its id."""
    names = [network_name(run.config) for run in runs]
    times = Counter(names)
    return [f"{name} · {run.short_id}" if times[name] > 1 else name for name, run in zip(names, runs, strict=True)]


def with_other_cells(config: RunConfig) -> dict[str, RunConfig]:
    """The same settings with another cell, by the cell's title; empty for a network without recurrent layers."""
    if not any(isinstance(layer, Recurrent) for layer in config.layers):
        return {}
    offers = {}
    for cell in RECURRENT.values():
        layers = tuple(
            cell(**{name: getattr(layer, name) for name in type(layer).model_fields if name != "kind"})
            if isinstance(layer, Recurrent)
            else layer
            for layer in config.layers
        )
        if layers != config.layers:
            offers[cell.title] = config.changed(recipe="", layers=layers)
    return offers


def _fits(reading: Reading, run: Run) -> bool:
    typed = isinstance(reading.chosen, str)
    return run.id != reading.run.id and fits(reading.run.config, run.config, typed)


def _unit(config: RunConfig) -> str:
    """What its encoding splits an example into."""
    if not isinstance(config.encoding, TextEncoding):
        return N_("numbers")
    return called(config.encoding.split)


def _beside(reading: Reading, run: Run) -> Reading:
    epoch = last_epoch(run)
    return Reading(run, epoch, reading.chosen, reading.truth, *trace(run.id, epoch, reading.chosen))


def _want() -> None:
    st.session_state["beside wanted"] = st.session_state["beside"]


def _offer_other_cells(config: RunConfig) -> None:
    offers = with_other_cells(config) or {N_("other settings"): config}
    with st.container(horizontal=True, gap="xsmall"):
        st.caption(
            _(
                "You have no other run that can read this example. Train the same settings with another cell and come "
                "back."
            )
        )
        for cell, other in offers.items():
            link_to("train", _("Train with {cell}", cell=_(cell)), ":material/model_training:", (CONFIG, other))
