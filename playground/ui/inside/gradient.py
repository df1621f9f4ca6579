"""How far back in time what a network says reaches: the mean over test examples, one example, several networks."""

from collections.abc import Mapping, Sequence

import numpy as np
import streamlit as st

from playground.analysis.gradient_through_time import Courses
from playground.analysis.timeline import Row
from playground.cells import STATES
from playground.figures.gradient import Line, back_in_time, table
from playground.glossary import terms
from playground.languages import _
from playground.prediction.cache import Reading, network_of
from playground.prediction.predict import target
from playground.reference.gradient_norms import Of, State, of_one
from playground.ui.inside.gradient_epochs import every_epoch
from playground.ui.inside.gradient_sentences import Shown, label, recurrent, say, shown_layers
from playground.ui.inside.gradient_work import Job, found
from playground.ui.run.beside import choose_beside, names_of
from playground.ui.run.examples import splits
from playground.ui.widgets.figure import show_figure
from playground.ui.widgets.plain import plain
from playground.ui.widgets.side import with_side
from playground.wording import together

TRUTH, ANSWER = "truth", "answer"
"""What is right, if not a class: what is true of a test example, or what a network itself answers."""


@st.fragment
def gradient_view(reading: Reading) -> None:
    """The gradient of the prediction, by the state at every timestep, beside other networks, and epoch by epoch."""
    if not recurrent(reading):
        st.info(_("This network has no recurrent layer: no gradient travels through time."))
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        derived = _choose_derived(reading)
        wanted = _choose_right(reading, derived)
        by = st.container(width="content")
        with st.container(width="stretch", key="gradient-beside"):
            readings = choose_beside(reading)
    shown = shown_layers(readings)
    with by:
        states = _choose_states(shown)
    picture, side = with_side("gradient")
    asked = [readings[number] for number in dict.fromkeys(one.number for one in shown)]
    jobs = [(one.run.id, one.epoch) for one in asked]
    made = [(one.run.id, 0) for one in asked if 0 in one.run.saved_epochs()] if len(asked) > 1 else []
    with side:
        means = found([one.run for one in asked], [*jobs, *made], derived)
        if means:
            say(shown, readings, means, derived)
        for number in {*range(len(readings))} - {one.number for one in shown}:
            name = plain(names_of([one.run for one in readings])[number])
            if recurrent(readings[number]):
                st.caption(_("{name} answers another question and has no line.", name=name))
            else:
                st.caption(_("{name} has no recurrent layer and has no line.", name=name))
    with picture:
        _draw(shown, readings, means, derived, wanted, states)
    every_epoch(reading, derived)


def _choose_derived(reading: Reading) -> Of:
    task = reading.run.config.task
    labels: dict[Of, str] = {"answer": _("the answer"), "loss": _("the loss")}
    return st.segmented_control(
        _("Gradient of"),
        list(labels),
        default="answer",
        required=True,
        format_func=labels.__getitem__,
        key="gradient of",
        help=_(
            "The answer: {derived}. The loss is nearly flat wherever a network is sure and right, at every timestep "
            "alike.",
            derived=label("answer", task),
        )
        + f"\n\n{terms('gradient', 'vanishing gradient')}",
    )


def _choose_right(reading: Reading, derived: Of) -> str | int:
    """What is right: the truth; of a typed text the answer that the learner supposes to be right."""
    dataset, task = reading.run.config.dataset, reading.run.config.task
    if isinstance(reading.chosen, int) or (derived == "answer" and dataset.num_outputs == 1):
        return TRUTH if isinstance(reading.chosen, int) else ANSWER
    if not task.classifies:
        st.caption(_("The true label of a typed text is not known: the network's own answer counts as true."))
        return ANSWER
    classes, output = dataset.class_names, reading.trace.output
    prediction = int(task.predictions(output))
    choice = st.selectbox(
        _("This example, if the true label were"),
        [ANSWER, *range(len(classes))],
        format_func=lambda choice: (
            _("what the network says: {label}", label=classes[prediction]) if choice == ANSWER else classes[choice]
        ),
        help=_("The true label of a typed text is not known. The dotted line depends on it."),
        width=320,
    )
    return prediction if choice == ANSWER else choice


def _choose_states(shown: Sequence[Shown]) -> list[str]:
    """With respect to h, to c or to both; asked only where there are several."""
    states = [state for state in STATES if any(state in one.row.states for one in shown)]
    if len(states) < 2:
        return states
    chosen = st.pills(
        _("With respect to"),
        states,
        selection_mode="multi",
        default=states,
        format_func=STATES.__getitem__,
        key="gradient by",
        help=_("c is what an LSTM hands on from timestep to timestep; h is what it lets out of it."),
    )
    return chosen or states


def _draw(
    shown: Sequence[Shown],
    readings: Sequence[Reading],
    means: Mapping[Job, Courses],
    derived: Of,
    wanted: str | int,
    states: Sequence[str],
) -> None:
    """All lines in one chart.  states: with respect to which."""
    lines = []
    for one in shown:
        reading = readings[one.number]
        courses = means.get((reading.run.id, reading.epoch))
        norms = _example(reading, wanted, derived)
        for state in states:
            if state in one.row.states:
                mean = courses.whole[one.key(state)] if courses else None
                values = norms[one.key(state)]
                lines.append(Line(one.name, state, one.color, mean, values, _words(reading, one.row, len(values))))
    if not lines:
        return
    alt = _(
        "the norm of the gradient, timesteps back from the last one read, {lines}",
        lines=", ".join(line.title for line in lines),
    )
    quantity = _("loss") if derived == "loss" else _("answer")
    show_figure(back_in_time(lines, quantity), "gradient", alt, lambda: table(lines))
    about = _(
        "The norm of the derivative of {of} with respect to the state; on a logarithmic axis.",
        of=label(derived, readings[0].run.config.task),
    )
    if means:
        drawn = _("Line: the mean; band: from quartile to quartile; dotted: this example.")
    else:
        drawn = _("Dotted: this example.")
    st.caption(together(drawn, about))


def _example(reading: Reading, wanted: str | int, derived: Of) -> dict[State, np.ndarray]:
    """The norms of the example that is read, see `of_one`."""
    true: int | np.ndarray
    trace = reading.trace
    if wanted == TRUTH:
        run = reading.run
        assert isinstance(reading.chosen, int)  # of a typed text nothing is known
        true = target(run, reading.chosen, splits(run.config.dataset).test, len(trace.inputs))
    elif wanted == ANSWER:
        true = trace.output.argmax(axis=-1)
        if reading.run.config.task.each_timestep:
            true = np.where(trace.mask, true, -1)
    else:
        true = int(wanted)
    return of_one(network_of(reading.run.id, reading.epoch), trace, true, derived)


def _words(reading: Reading, row: Row, timesteps: int) -> tuple[str, ...]:
    """What is read at each timestep, seen from the last; empty where a layer's timesteps are not those of the text."""
    labels = reading.trace.labels
    if row.direction == "decoder" or row.shape[0] != len(labels):
        return ()
    if reading.run.config.task.each_timestep and timesteps != len(labels):
        return ()
    return labels[:timesteps] if row.direction == "backward" else labels[::-1][:timesteps]
