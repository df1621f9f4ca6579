"""What the page says of gradients through time: of which layers, and the sentences with the rule behind them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from playground.analysis.gradient_through_time import Courses
from playground.analysis.timeline import Row, rows
from playground.figures.colors import RUNS as RUN_COLORS
from playground.figures.compare import MOST_RUNS
from playground.languages import _
from playground.narration.gradient import Made, before_training, decay, not_enough, rule, sentence
from playground.prediction.cache import Reading
from playground.reference.gradient_norms import Of, State
from playground.tasks import Task
from playground.ui.inside.drawn_over_time import row_title
from playground.ui.inside.gradient_work import Job
from playground.ui.inside.predictions_over_time import same_question
from playground.ui.run.beside import names_of
from playground.ui.widgets.plain import plain


def label(derived: Of, task: Task) -> str:
    """What is derived, in words."""
    return _("the loss") if derived == "loss" else _(task.derived)


@dataclass(frozen=True)
class Shown:
    """A recurrent layer of one of the networks.  number: which of the readings; color: as in `Line`."""

    number: int
    color: int
    name: str
    row: Row

    def key(self, state: str) -> State:
        """By which its courses are found."""
        return self.row.layer, self.row.direction, state


def recurrent(reading: Reading) -> list[Row]:
    """The layers of a network that carry a state, the lowest first, each direction by itself."""
    return [row for row in rows(reading.run.config.plan, reading.trace) if row.recurrent]


def shown_layers(readings: Sequence[Reading]) -> list[Shown]:
    """Every recurrent layer of a network that stands alone, the lowest first; of several the one nearest the answer.

    Those that answer another question than the first have none.
    """
    shown = []
    for number, (reading, name) in enumerate(zip(readings, names_of([one.run for one in readings]), strict=True)):
        there = recurrent(reading)
        if not (there and same_question(readings[0], reading)):
            continue
        if len(readings) == 1:
            return [Shown(0, at, row_title(row, there), row) for at, row in enumerate(there)]
        shown.append(Shown(number, number, name, next(row for row in there if row.layer == there[-1].layer)))
    return shown


def say(shown: Sequence[Shown], readings: Sequence[Reading], means: Mapping[Job, Courses], derived: Of) -> None:
    """The sentence of every layer or network, and the rule by which they are said."""
    for one in shown:
        reading = readings[one.number]
        courses = means.get((reading.run.id, reading.epoch))
        if not courses:
            continue
        by_time = {state: courses.by_time(one.key(state)) for state in one.row.states}
        text = sentence(by_time, one.row.direction == "backward", one.key("hidden") in courses.alone)
        if one.row is recurrent(reading)[-1] or len(readings) > 1:
            text += f" {_not_enough(reading, courses, one)}"
        badge = f":{list(RUN_COLORS)[one.color % MOST_RUNS]}-badge[{plain(one.name)}]"
        st.markdown(f"{badge} {text}")
    made = []
    for one in shown if len(readings) > 1 else ():
        run = readings[one.number].run
        if (courses := means.get((run.id, 0))) and one.row.cell:
            kept = courses.kept.get((one.row.layer, one.row.direction), float("nan"))
            state = one.row.states[-1]
            made.append(Made(plain(one.name), one.row.cell, decay(courses.by_time(one.key(state))), kept))
    if text := before_training(made):
        st.markdown(text)
    first = means.get((readings[0].run.id, readings[0].epoch)) or next(iter(means.values()))
    st.caption(rule(first, label(derived, readings[0].run.config.task)))


def _not_enough(reading: Reading, courses: Courses, one: Shown) -> str:
    """What is said where a gradient arrives and yet hardly anything was learned."""
    history, accuracy = reading.run.recorded(), reading.run.config.task.accuracy
    metric = "accuracy" if accuracy else "loss"
    guess = history.facts.get("baseline", {}).get(metric)
    values = [epoch[f"val_{metric}"] for epoch in history.epochs if epoch["epoch"] == reading.epoch]
    if guess is None or not values:
        return ""
    return not_enough(decay(courses.by_time(one.key(one.row.states[-1]))), values[0], guess, accuracy)
