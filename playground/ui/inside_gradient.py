"""How far back in time the loss of one example reaches: gradients of several networks, and of every saved epoch."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import streamlit as st

from playground.encodings import EncodedExample
from playground.figures.compare import MOST_RUNS, RUN_COLORS, Curve, table
from playground.figures.gradient import (
    by_epoch,
    decay,
    norms,
    on_log_axis,
    over_training,
    sentence,
    table_by_epoch,
)
from playground.figures.timesteps import Row, rows
from playground.reading import network, target
from playground.reference import Trace
from playground.reference.backward import from_the_end, gradients
from playground.reference.direction import planned_layer
from playground.runs import Run
from playground.ui.beside import choose_beside, names_of
from playground.ui.drawn_over_time import row_title
from playground.ui.examples import splits
from playground.ui.figure import show_figure
from playground.ui.plain import plain
from playground.ui.said_over_time import same_question
from playground.ui.same_axis import Axis, same_axis
from playground.ui.trained import Reading, network_of

TRUTH, ANSWER = "truth", "answer"
"""What a loss is taken against, if not a class: what is true of a test example, or what a network itself answers."""
Norms = dict[tuple[str, str], tuple[np.ndarray, np.ndarray]]
"""Layer and direction → the norm at each timestep, and that of the part which comes from the timestep read last alone;
(timesteps,) float64 each."""


@dataclass(frozen=True)
class Line:
    """A recurrent layer of one of the networks: its name, its colour, the layer, and how the gradient goes back.

    network: which of the readings.  color: which of `RUN_COLORS`, and once they are used up, with another dash.
    norm, alone (timesteps,): see `Norms`.
    """

    network: int
    color: int
    name: str
    row: Row
    norm: np.ndarray
    alone: np.ndarray


@st.fragment
def gradient_view(reading: Reading) -> None:
    """The gradient of the loss by the state at every timestep, beside that of other networks, and epoch by epoch."""
    if not _recurrent(reading):
        st.info("This network has no recurrent layer: no gradient travels through time.")
        return
    wanted = _choose_target(reading)
    readings = choose_beside(reading)
    lines = _lines(readings, wanted)
    for line in lines:
        badge = f":{list(RUN_COLORS)[line.color % MOST_RUNS]}-badge[{plain(line.name)}]"
        st.markdown(f"{badge} {_said(line.row, line.alone, readings[line.network])}")
    _over_time(lines, readings)
    for number in {*range(len(readings))} - {line.network for line in lines}:
        why = "answers another question" if _recurrent(readings[number]) else "has no recurrent layer"
        st.caption(f"{plain(names_of([one.run for one in readings])[number])} {why} and has no line.")
    _every_epoch(reading, wanted)


def _recurrent(reading: Reading) -> list[Row]:
    return [row for row in rows(reading.run.config.plan, reading.trace) if row.recurrent]


def _choose_target(reading: Reading) -> str | int:
    """What the loss is taken against: the truth; of a typed text the answer that the learner supposes to be right."""
    dataset = reading.run.config.dataset
    if isinstance(reading.chosen, int):
        return TRUTH
    if dataset.task not in ("binary", "multiclass"):
        st.caption("What is right after a typed text is not known: the loss is that of a network's own answer.")
        return ANSWER
    classes, output = dataset.class_names, reading.trace.output
    said = int(output[0] >= 0.5) if dataset.task == "binary" else int(output.argmax())
    choice = st.selectbox(
        "The loss, had this been right",
        [ANSWER, *range(len(classes))],
        format_func=lambda choice: f"what the network says: {classes[said]}" if choice == ANSWER else classes[choice],
        help="What is right after a typed text is not known. The loss depends on it, and with it the gradient.",
        width=320,
    )
    return said if choice == ANSWER else choice


@st.cache_resource(max_entries=256, show_spinner=False)
def _truth(run_id: str, number: int, timesteps: int) -> np.ndarray:
    run = Run.open(run_id)
    return target(run, number, splits(run.config.dataset).test, timesteps)


@st.cache_resource(max_entries=1024, show_spinner=False)
def _norms(
    run_id: str, epoch: int, chosen: str | int, wanted: str | int, _encoded: EncodedExample, _trace: Trace | None
) -> Norms:
    """Of every recurrent layer of a run's network after `epoch`.  Shared: do not change it.

    _trace: where that is made already.
    """
    net = network_of(run_id, epoch) if _trace else network(Run.open(run_id), epoch)
    trace = _trace or net.trace(_encoded)
    true = wanted
    if wanted == TRUTH:
        true = _truth(run_id, chosen, len(trace.inputs))
    elif wanted == ANSWER:
        true = trace.output.argmax(axis=-1)
    hidden = gradients(net, trace, true).hidden
    found = {}
    for name, ways in hidden.items():
        planned = planned_layer(net, name)
        for way, values in ways.items():
            alone = values
            if planned.return_sequences or way == "decoder":
                alone = from_the_end(planned, trace, net.weights, way, values)
            found[name, way] = norms(values), norms(alone)
    return found


def _lines(readings: Sequence[Reading], wanted: str | int) -> list[Line]:
    """Every recurrent layer of a network that stands alone, the lowest first; of several the one nearest the answer.

    Those that answer another question than the first have none.
    """
    lines = []
    for number, (reading, name) in enumerate(zip(readings, names_of([one.run for one in readings]), strict=True)):
        shown = _recurrent(reading)
        if not (shown and same_question(readings[0], reading)):
            continue
        found = _norms(reading.run.id, reading.epoch, reading.chosen, wanted, reading.encoded, reading.trace)
        if len(readings) == 1:
            titles = [row_title(row, shown) for row in shown]
            return [Line(0, at, titles[at], row, *found[row.layer, row.way]) for at, row in enumerate(shown)]
        row = next(row for row in shown if row.layer == shown[-1].layer)
        lines.append(Line(number, number, name, row, *found[row.layer, row.way]))
    return lines


def _over_time(lines: Sequence[Line], readings: Sequence[Reading]) -> None:
    """All lines in one chart."""
    axis, written = same_axis(readings), _written(readings[0])
    labels = _labels(axis, written)
    curves = [
        Curve(
            line.name,
            line.color % MOST_RUNS,
            _along(axis, line.network, line.row, line.norm, written),
            line.color // MOST_RUNS,
        )
        for line in lines
    ]
    alt = f"the norm of the gradient at each timestep, {', '.join(line.name for line in lines)}"
    show_figure(on_log_axis(curves, labels), "gradient", alt, lambda: table(curves, labels))
    st.caption("The norm of the loss's derivative by the state after each timestep, on a logarithmic axis.")


def _said(row: Row, alone: np.ndarray, reading: Reading) -> str:
    read, backward = _read(row, reading), row.way == "backward"
    padding = not read[-1 if backward else 0]
    return sentence(decay(alone, read, backward), backward, padding, row.up in ("each", "all"))


def _read(row: Row, reading: Reading) -> np.ndarray:
    """At which timesteps of a layer there is more than padding: (timesteps,) bool."""
    if row.way == "decoder":
        return np.ones(row.shape[0], bool)
    columns = [round(row.column(t)) for t in range(row.shape[0])]
    return reading.trace.mask[columns]


def _labels(axis: Axis, written: int) -> tuple[str, ...]:
    """What is read, and behind it the steps of an answer that is written."""
    return axis.labels + tuple(f"writes {step + 1}" for step in range(written))


def _written(reading: Reading) -> int:
    plan = reading.run.config.plan
    return plan.output_shape[0] if plan.reads_previous else 0


def _along(axis: Axis, number: int, row: Row, norm: np.ndarray, written: int) -> np.ndarray:
    """The norm over the axis and the steps of an answer behind it: (columns + written,); nan where it has none."""
    nothing = np.full(written, np.nan)
    if row.way == "decoder":
        return np.concatenate([np.full(len(axis.labels), np.nan), norm])
    return np.concatenate([axis.along_layer(number, row, norm), nothing])


def _every_epoch(reading: Reading, wanted: str | int) -> None:
    """The same for one layer of the run after each of its saved epochs."""
    st.subheader("Every saved epoch")
    shown = _recurrent(reading)
    row = shown[-1]
    if len(shown) > 1:
        titles = [row_title(one, shown) for one in shown]
        title = st.segmented_control("Layer", titles, default=titles[-1], required=True, key=f"gradient of {titles}")
        row = shown[titles.index(title)]
    norm = {}
    for epoch in reading.run.saved_epochs():
        trace = reading.trace if epoch == reading.epoch else None
        found = _norms(reading.run.id, epoch, reading.chosen, wanted, reading.encoded, trace)
        norm[epoch] = found[row.layer, row.way]
    read, backward = _read(row, reading), row.way == "backward"
    st.markdown(over_training({epoch: decay(alone, read, backward).factor for epoch, (_, alone) in norm.items()}))
    axis, written = same_axis([reading]), _written(reading)
    labels = _labels(axis, written)
    norm = {epoch: _along(axis, 0, row, values, written) for epoch, (values, _) in norm.items()}
    alt = "the norm of the gradient, epochs down, timesteps across"
    show_figure(by_epoch(norm, labels, reading.epoch), "gradient-epochs", alt, lambda: table_by_epoch(norm, labels))
    st.caption("The framed row is the epoch chosen above.")
