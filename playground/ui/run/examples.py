"""Choosing what a network reads: one of the dataset's test examples, or a text of one's own."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from playground.analysis.telling_texts import telling_texts
from playground.datasets import Dataset, GivenExamples, OwnReviews
from playground.datasets.characters import Characters
from playground.datasets.text_examples import as_texts
from playground.errors import PlaygroundError
from playground.languages import N_, _
from playground.prediction import cache
from playground.prediction.predict import Example, example
from playground.runs import Run
from playground.tasks import TASKS
from playground.ui.link import Parameter
from playground.ui.run.address import EXAMPLE, OWN, READS, TEST, TEXT
from playground.ui.widgets.control import control
from playground.ui.widgets.plain import plain
from playground.ui.widgets.waiting import told

SUM = "12+7"
"""What stands at first in the box for a text of a dataset of characters."""

splits = told(N_("Reading the dataset …"))(cache.splits)
"""The examples of a dataset that is ready, with a word while they are read.  Shared: do not change them."""


def choose_input(run: Run, shown: DeltaGenerator) -> tuple[str | int, Example | None]:
    """What to read: a typed text, or the number of a test example of the run's dataset.  shown: where that is shown."""
    dataset = run.config.dataset
    if dataset.reads == "numbers":
        chosen = pick_example(dataset, shown=shown)
        return chosen.number, chosen
    own = kept_as(dataset)
    linked = TEXT.given()
    if own and linked and TEXT.name not in st.session_state:  # from a link that does not know how this box is called
        st.session_state[f"linked{own}"] = linked
        TEXT.drop()
    linked = st.session_state.get(f"linked{own}", "")
    reads, typed = (replace(parameter, name=f"{parameter.name}{own}") for parameter in (READS, TEXT))
    reads.given()
    box, first = control("text"), OWN if telling_texts(dataset) or linked or not dataset.is_ready() else TEST
    with st.container(horizontal=True, vertical_alignment="bottom"):
        source = (reads.given() or first) if box.hidden else _source(reads, first, box.locked)
        if source == TEST:
            chosen = pick_example(dataset, shown=shown)
            return chosen.number, chosen
        start = linked or start_text(dataset)
        if box.hidden:
            return typed.given() or start, None
        text = st.text_input(
            _("Type a text"),
            start,
            live="300ms",
            label_visibility="collapsed",
            disabled=box.locked,
            **typed.bound(),
        )
    return text, None


def _source(reads: Parameter[str], first: str, locked: bool) -> str:
    """Not bound to the address by Streamlit, which would write there what is shown, in whatever language.

    first: what it is where nothing was chosen, and what need not be said.
    """
    if reads.leads(reads.name) and (linked := reads.given()):
        st.session_state[reads.name] = linked
    st.session_state.setdefault(reads.name, first)
    source = st.segmented_control(
        _("Text"),
        [OWN, TEST],
        format_func=_,
        required=True,
        key=reads.name,
        persist_state="session",
        disabled=locked,
    )
    reads.put(None if source == first else source)
    return str(source)


def kept_as(dataset: Dataset) -> str:
    """What is behind the name of the box for a text to read: a text of English words is kept from run to run, but a
    learner's own texts have one of their own, and so has another language and every dataset of characters."""
    return "" if telling_texts(dataset) and dataset.language == "en" else f" {dataset.name}"


def start_text(dataset: Dataset) -> str:
    """What stands in that box at first: a verdict and then words that judge nothing, so that a network is seen to
    remember; of a learner's own texts the first test example."""
    if isinstance(dataset, Characters):
        return dataset.text[:-1]
    if isinstance(dataset, OwnReviews | GivenExamples) and dataset.is_ready():
        return as_texts(splits(dataset).test).texts[0]
    return telling[0].text if (telling := telling_texts(dataset)) else SUM


def pick_example(
    dataset: Dataset, among: Callable[[], Sequence[int]] = list, shown: DeltaGenerator | None = None
) -> Example:
    """A test example of the learner's choice, shown with what is true of it; stops the page when it cannot be.

    among: asked once the dataset is ready, the numbers up to whose last one can choose, ascending; empty: all.
    shown: where the example is shown; None: below the choice.
    """
    if not dataset.is_ready():
        st.info(
            _(
                "{dataset} is not ready on this machine. Look at it on the Data page first.",
                dataset=plain(dataset.label()),
            )
        )
        st.stop()
    try:
        examples = splits(dataset).test
        numbers = among() or range(len(examples))
    except PlaygroundError as error:
        st.error(plain(error))
        st.stop()
    linked = EXAMPLE.among(
        range(numbers[-1] + 1), _("a whole number from {least:,} to {most:,}", least=0, most=numbers[-1])
    ).given()
    box, index = control("text"), linked or 0
    if not box.hidden:
        st.session_state.setdefault("example", 0)
        st.session_state.example = min(st.session_state.example, numbers[-1])
        with st.container(horizontal=True, vertical_alignment="bottom"):
            index = st.number_input(_("Number"), 0, numbers[-1], width=160, disabled=box.locked, **EXAMPLE.bound())
            st.button(_("Another"), icon=":material/casino:", on_click=_draw, args=(numbers,), disabled=box.locked)
    chosen = example(dataset, examples, index)
    with shown or st.container():
        st.caption(_known(dataset, chosen.truth))
        if chosen.text:
            st.text(chosen.text)
    return chosen


def _known(dataset: Dataset, truth: str) -> str:
    """What is true of an example, and whether the network has seen it."""
    if isinstance(dataset, GivenExamples) and dataset.made_up:
        return dataset.origin()
    label = _(TASKS[dataset.task].truth_label)
    said = _("{label} {truth}.", label=label, truth=plain(truth)) if truth else _("No label was given with it.")
    return said if isinstance(dataset, GivenExamples) else _("{said} It was not used for training.", said=said)


def _draw(numbers: Sequence[int]) -> None:
    st.session_state.example = int(np.random.default_rng().choice(numbers))
