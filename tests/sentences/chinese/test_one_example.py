"""What is said in Chinese of one example and of the cells that read it claims the same as in English."""

from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.analysis.attribution import ANSWERS, Why
from playground.analysis.curves import Curve
from playground.analysis.timeline import Row
from playground.cells import CELLS
from playground.cells.diagram import diagram
from playground.encodings import FittedText, LearnedEmbedding, OneHotCharacters
from playground.layers import RECURRENT, Dense, Flatten
from playground.narration.arithmetic import explained, looked_up, noticed, pooled
from playground.narration.attribution import agreement as why
from playground.narration.cell_diagram import Timestep, does, titled
from playground.narration.changed import drifted, turned
from playground.narration.compared import agreement, closeness, kept, of_parts, parting
from playground.narration.noticed import noticed as noticed_in
from playground.narration.running_prediction import begins, left_out, manner, strongest, turns
from playground.reference.arithmetic import cell_arithmetic
from playground.reference.diagram import computed
from playground.reference.direction import read_direction
from playground.tasks import TASKS
from playground.wording import probability_text, quoted
from tests.reference.test_direction import changed_direction
from tests.reference.test_network import STACKS, TEXT, network
from tests.sentences.chinese.told import both
from tests.sentences.drawn import NAMES, numbers, probabilities, some, words

LABELS = tuple("abcdefgh")
NETWORKS = ("LSTM", "GRU", "RNN", "CNN")
lengths = st.integers(1, 8)


@given(lengths, st.sampled_from([*CELLS.values()]), st.sampled_from(["", "backward"]), st.data())
def test_of_the_gates_and_states_of_an_example(length, cell, direction, data):
    gates = {gate: data.draw(some(probabilities, length, 2)) for gate in cell.gates}
    hidden = {"hidden": data.draw(some(numbers, length, 2))}
    row = Row("rnn", direction, "", hidden | gates, {}, 0, states=("hidden",), cell=cell)
    both(noticed_in, row, LABELS)
    both(noticed_in, Row("conv1d", "", "", {"value": hidden["hidden"]}, {}, 0), LABELS)


@pytest.mark.parametrize("kind", RECURRENT)
@pytest.mark.parametrize("timestep", [0, 2, -1])
@pytest.mark.parametrize("activation", ["tanh", "relu", "linear"])
def test_of_every_operation_of_every_cell(kind, timestep, activation):
    net = network(RECURRENT[kind](units=3, activation=activation))
    trace = net.trace(net.encoding.text(TEXT))
    read = read_direction(net, trace, net.plan.recurrent[0].name, "")
    t, of = timestep % len(read.x), diagram(read.layer.reads_with)
    arithmetic = cell_arithmetic(read, t, 1)
    before = {state: read.before(state) for state in of.cell.states}
    values = [own[t, 0] for own in computed(of, read.x, before, read.weights, activation)]
    for node, value in zip(of.nodes, values, strict=True):
        taken = [float(values[index]) for index in node.inputs]
        at = Timestep("film", 1 + t, t == 0, t == len(read.x) - 1)
        both(does, arithmetic, node, taken, float(value), at)
        both(titled, arithmetic, node)
    for part in read.parts:
        both(noticed, arithmetic, part)
    both(explained, arithmetic, names=["kernel"])


@pytest.mark.parametrize("stack", ["SimpleRNN", "LSTM", "GRU"])
def test_of_numbers_that_were_changed(stack):
    for unit in (0, 1):
        _gates, read = changed_direction(stack)
        of = cell_arithmetic(read, 2, unit)
        for part in of.parts:
            both(noticed, of, part)
        both(explained, of)
    both(looked_up, 17, 3)
    both(pooled, 4, 2, 3)


@given(st.sampled_from(["binary", "multiclass", "regression", "next_token", "sequence"]), st.data())
def test_of_an_answer_that_was_changed(name, data):
    task = TASKS[name]
    draw = data.draw

    def answer() -> dict:
        if task.numeric:
            return {"value": draw(numbers), "unit": "°C"}
        if not task.classifies:
            return {"predicted": draw(st.text("ab", max_size=4)), "answer": draw(st.text("ab", max_size=4))}
        if name == "binary":
            return {"probability": draw(probabilities)}
        share = draw(probabilities)
        return {"probability": np.array([share, 1 - share]), "class": NAMES[int(share < 0.5)]}

    both(turned, task, NAMES, answer(), answer())


@given(lengths, st.booleans(), st.sampled_from([0.2, 0.6]), st.data())
def test_of_states_that_part(length, backward, share, data):
    gaps = np.abs(data.draw(some(st.one_of(numbers, st.just(0.0)), length)))
    both(drifted, gaps, LABELS, np.arange(length), "GRU 8", backward, (0, share))


@given(st.integers(2, 4), st.sampled_from([*TASKS.values()]), st.sampled_from(["", "p", "n"]), st.data())
def test_of_networks_side_by_side(count, task, truth, data):
    names, draw = NETWORKS[:count], data.draw
    both(agreement, names, draw(st.lists(st.sampled_from("pnx"), min_size=count, max_size=count)), truth, task)
    both(closeness, names, draw(some(numbers, count)), draw(numbers), "°C")
    labels = draw(st.lists(st.sampled_from("ab"), min_size=5, max_size=5))
    for probable, elements in ((True, probabilities), (False, numbers)):
        curves = [Curve(names[i], i, values) for i, values in enumerate(draw(some(elements, count, 5)))]
        for where in ("After", "At"):
            both(parting, curves, names, labels, where, probable)
    for part in ("forget", "cell", "hidden", "update"):
        both(of_parts, part, [*draw(some(probabilities, count, 3, 2))], names)
    keeping = [cell.keeping for cell in CELLS.values() if cell.keeping]
    both(kept, [(i, keeping[i % len(keeping)], draw(some(probabilities, 3))) for i in range(count)], names)


@given(words, st.sampled_from(["word", "character"]), st.data())
def test_of_a_text_read_word_by_word(read, unit, data):
    draw, start = data.draw, data.draw(st.integers(0, len(read) - 1))
    verdicts = draw(st.lists(st.integers(0, 1), min_size=len(read) - start, max_size=len(read) - start))
    both(turns, read, np.array(verdicts), NAMES, unit, names=NAMES)
    changes = draw(some(st.one_of(numbers, st.just(np.nan)), len(read)))
    course = SimpleNamespace(changes=changes, watched=1, start=start)
    both(strongest, read, course, NAMES, unit)
    both(begins, course, unit)
    three = [draw(some(st.one_of(numbers, st.just(0.0)).map(lambda v: v / 100), len(read))) for _ in ANSWERS]
    both(why, Why(tuple(read), *three), "positive", unit, names=NAMES)
    both(quoted, read, start, unit)
    both(probability_text, draw(probabilities))


@given(st.lists(st.sampled_from(["ab", "cd", "ef", "gh", "ij", "kl", "mn", "op", "qr", "st"]), min_size=1))
def test_of_what_was_not_read(read):
    for encoding in (LearnedEmbedding(maximum_length=4), OneHotCharacters(maximum_length=4)):
        fitted = FittedText(encoding, ("ab", "a"))
        both(left_out, fitted.text(" ".join(read)), fitted.unit, names=read)


@pytest.mark.parametrize("mask", [True, False])
@pytest.mark.parametrize("reverse", [True, False])
def test_of_how_a_text_was_read(mask, reverse):
    for layers in (*STACKS.values(), (Flatten(), Dense(units=2))):
        both(manner, network(*layers, mask=mask and layers[0].kind != "flatten", reverse=reverse))
