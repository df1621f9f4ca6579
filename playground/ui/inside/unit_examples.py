"""One unit: silenced, and the test examples in which it is highest and lowest, token by token."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import streamlit as st

from playground.analysis.timeline import rows
from playground.analysis.unit_silenced import MOST_TESTED, Silenced, silenced
from playground.background import Work, work
from playground.datasets import NumberExamples, Series
from playground.encodings import EncodedText
from playground.errors import PlaygroundError
from playground.figures.unit_finder import image, tokens
from playground.languages import _
from playground.narration.unit_finder import of_example, without
from playground.prediction.cache import Reading, splits, trace
from playground.prediction.predict import example
from playground.reference.interventions import SilenceUnit
from playground.ui.inside.needed import wait_for
from playground.ui.widgets.figure import is_dark
from playground.ui.widgets.plain import plain

SILENCED = "unit silenced"
"""In the session: the unit that is silenced, with its run and epoch."""


@dataclass(frozen=True)
class Chosen:
    """A unit.  layer, direction: as in the plan; title: of both."""

    layer: str
    direction: str
    unit: int
    title: str

    @property
    def change(self) -> SilenceUnit:
        """The network without it."""
        return SilenceUnit(self.layer, self.direction, self.unit)


@dataclass(frozen=True)
class _Read:
    """What is drawn of one example.

    words (tokens,); values (tokens,) float32: the unit's after each; pixels (rows, columns): of an image, else None.
    """

    number: int
    truth: str
    words: Sequence[str]
    values: np.ndarray
    pixels: np.ndarray | None


def silence(reading: Reading, chosen: Chosen) -> None:
    """A button, and how good the network is with and without the unit."""
    this = reading.run.id, reading.epoch, chosen
    if st.button(
        _("Silence it"),
        icon=":material/volume_off:",
        key="silence unit",
        help=_(
            "Its hidden state becomes 0 at every timestep, over up to {number:,} test examples.", number=MOST_TESTED
        ),
    ):
        st.session_state[SILENCED] = this
    if st.session_state.get(SILENCED) != this:
        return
    going = _begun(reading, chosen)
    if not going.ended:
        wait_for(
            lambda: [_begun(reading, chosen)],
            _("Reading up to {number:,} test examples with and without the unit …", number=MOST_TESTED),
        )
    elif going.error or going.result is None:
        st.info(plain(going.error))
    else:
        st.markdown(without(going.result, plain(chosen.title), chosen.unit, plain(reading.run.config.dataset.unit)))


def _begun(reading: Reading, chosen: Chosen) -> Work[Silenced]:
    run, epoch, change = reading.run, reading.epoch, chosen.change
    return work(("silenced", run.id, epoch, change), lambda report: silenced(run, epoch, change, report))


def examples_of(reading: Reading, chosen: Chosen, highest: Sequence[int], lowest: Sequence[int]) -> None:
    """Test examples by their numbers: those in which the unit is highest, and lowest."""
    try:
        tops, lows = ([_read(reading, chosen, number) for number in numbers] for numbers in (highest, lowest))
    except PlaygroundError as error:
        st.info(plain(error))
        return
    most = max(float(np.abs(one.values).max()) for one in (*tops, *lows))
    for column, title, found, extreme in zip(
        st.columns(2),
        (_("Where it is highest"), _("Where it is lowest")),
        (tops, lows),
        (np.argmax, np.argmin),
        strict=True,
    ):
        with column:
            st.markdown(f"**{title}**")
            for one in found:
                _draw(one, int(extreme(one.values)), most)
    st.caption(
        _(
            "The unit's value after each timestep, blue above 0 and orange below, on one scale to {most:.2f}; the "
            "extreme is outlined. Point at one for its number.",
            most=most,
        )
    )


def _draw(one: _Read, at: int, most: float) -> None:
    st.caption(plain(of_example(one.number, one.truth, float(one.values[at]))))
    if one.pixels is not None:
        st.html(image(one.pixels, one.values, most, at, is_dark()))
        return
    between = "" if max(map(len, one.words), default=1) <= 1 else " "
    st.html(f'<div style="line-height: 2.2">{tokens(one.words, one.values, most, at, is_dark(), between)}</div>')


def _read(reading: Reading, chosen: Chosen, number: int) -> _Read:
    """One test example through the network: the unit's newest value at everything that is read."""
    run, dataset = reading.run, reading.run.config.dataset
    encoded, traced = trace(run.id, reading.epoch, number)
    row = next(
        row for row in rows(run.config.plan, traced) if (row.layer, row.direction) == (chosen.layer, chosen.direction)
    )
    columns = np.flatnonzero(traced.mask) if traced.mask.any() else np.arange(len(traced.labels))
    values = row.parts["hidden"][[row.timestep(int(column)) for column in columns], chosen.unit]
    examples, pixels = splits(dataset).test, None
    words: Sequence[str] = [traced.labels[column] for column in columns]
    if isinstance(encoded, EncodedText):
        words = encoded.words
    elif isinstance(examples, NumberExamples):
        numbers = examples.take(np.array([number]))[0][:: -1 if run.config.encoding.reverse else 1]
        if dataset.is_image:
            pixels = numbers
        else:
            words = [f"{value:.1f}" for value in numbers[:, dataset.target if isinstance(dataset, Series) else 0]]
    return _Read(number, example(dataset, examples, number).truth, words, values, pixels)
