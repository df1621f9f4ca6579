"""The picture of every cell's diagram: nothing over each other, every operation with its numbers and its equation."""

import itertools
import re

import numpy as np
import pytest

from playground.analysis import timeline
from playground.cells import CELLS, READ
from playground.cells.diagram import diagram
from playground.figures.cell_diagram import HEIGHT, MARGIN, layout, message
from playground.layers import RECURRENT
from playground.reference.arithmetic import cell_arithmetic
from playground.reference.diagram import computed
from playground.reference.direction import read_direction
from tests.figures.test_timesteps import as_in_browser
from tests.reference.test_network import TEXT, network

every_cell = pytest.mark.parametrize("kind", READ)
TAG = 18
"""Pixels above a box in which its name stands."""


@every_cell
def test_no_two_boxes_overlap_and_all_are_within_the_picture(kind):
    of = layout(diagram(READ[kind]))
    for (left, top, width), (other_left, other_top, other_width) in itertools.combinations(of.boxes, 2):
        beside = left + width < other_left or other_left + other_width < left
        assert beside or abs(top - other_top) >= HEIGHT + TAG
    for left, top, width in of.boxes:
        assert MARGIN <= left < left + width <= of.width - MARGIN
        assert MARGIN <= top < top + HEIGHT <= of.height - MARGIN + 0.01


@every_cell
def test_no_line_runs_through_a_box_and_all_run_to_the_right(kind):
    drawn = diagram(READ[kind])
    of = layout(drawn)
    for edge, line in zip(drawn.edges, of.lines, strict=True):
        assert all(x < next_x for (x, _), (next_x, _) in itertools.pairwise(line))
        assert all(0 < y < of.height for _, y in line)
        for (x, y), (next_x, _) in zip(line[1:-1:2], line[2::2], strict=False):  # where it passes a column
            for index, (left, top, width) in enumerate(of.boxes):
                if index not in edge and left < next_x and x < left + width:
                    assert not top <= y <= top + HEIGHT
        left, top, _ = of.boxes[edge[1]]
        assert line[-1][0] == left
        assert top < line[-1][1] < top + HEIGHT


@every_cell
def test_states_enter_at_the_left_and_leave_at_the_right(kind):
    drawn = diagram(READ[kind])
    of = layout(drawn)
    lefts = [(node.operation, left) for node, (left, _, _) in zip(drawn.nodes, of.boxes, strict=True)]
    first, last = min(left for _, left in lefts), max(left for _, left in lefts)
    assert {operation for operation, left in lefts if left == first} == {"before", "read"}
    assert {operation for operation, left in lefts if left == last} == {"next", "up"}


HALF_A_DIGIT = 0.000051


def lit(kind: str, activation: str = "tanh", timestep: int = 2, direction: str = "") -> dict:
    """What the browser is told of a network of this kind, unit 1."""
    net = network(RECURRENT[kind](units=4, activation=activation))
    trace = net.trace(net.encoding.text(TEXT))
    read = read_direction(net, trace, net.plan.recurrent[0].name, direction)
    of = diagram(read.layer.reads_with)
    before = {state: read.before(state) for state in of.cell.states}
    values = computed(of, read.x, before, read.weights, activation)
    row = timeline.rows(net.plan, trace)[-1]
    header, numbers = as_in_browser(message(of, row, cell_arithmetic(read, timestep, 1), values, 1, "good"))
    for node, own in zip(header["nodes"], values, strict=True):
        np.testing.assert_allclose(numbers[node["at"] : node["at"] + node["count"]], own[timestep], atol=1e-6)
    return header


@pytest.mark.parametrize("activation", ["tanh", "relu", "linear"])
@pytest.mark.parametrize("kind", CELLS)
def test_each_operation_has_a_sentence_and_an_equation_that_end_in_its_number(kind, activation):
    for node in lit(kind, activation)["nodes"]:
        assert re.match(r"[A-Z0-9σt\-].*\.$", node["does"]), node
        assert node["title"]
        if node["operation"] == "read":
            assert (node["equation"], node["number"]) == ("", None)
            continue
        assert node["equation"].endswith((f"= {node['number']}", rf"\approx {node['number']}"))
        assert node["number"] in node["does"]


@pytest.mark.parametrize("timestep", range(4))
@pytest.mark.parametrize("kind", CELLS)
def test_a_sum_adds_up_as_written_and_is_of_the_numbers_in_the_boxes(kind: str, timestep: int):
    nodes = lit(kind, timestep=timestep)["nodes"]
    numbers = [float(node["number"]) for node in nodes if node["number"]]
    for node in nodes:
        added = re.search(r" = ([-()\d.]+ \+ [-()\d.]+) = ([-\d.]+)(?: \\approx ([-\d.]+))?$", node["equation"])
        if not added or node["title"].startswith("Weighted sum"):
            continue
        terms = [float(term.strip("()")) for term in added[1].split(" + ")]
        assert sum(terms) == pytest.approx(float(added[2]), abs=1e-9)
        assert all(min(abs(term - number) for number in numbers) <= HALF_A_DIGIT for term in terms)
        assert float(added[2]) == pytest.approx(float(node["number"]), abs=HALF_A_DIGIT)
        assert (added[3] or added[2]) == node["number"]


@pytest.mark.parametrize("kind", CELLS)
def test_every_part_is_lit_with_what_the_trace_says_of_it(kind):
    header = lit(kind)
    cell = CELLS[kind]
    made = [node["title"].lower() for node in header["nodes"]]
    for part in cell.parts:
        assert any(title.startswith(part) for title in made)
    gates = {node["title"].lower() for node in header["nodes"] if node["gate"] and node["operation"] == "function"}
    assert gates == {f"{gate} gate" for gate in cell.gates}


def test_the_last_timestep_carries_nothing_to_another():
    net = network(RECURRENT["lstm"](units=4))
    last = len(net.trace(net.encoding.text(TEXT)).labels) - 1
    for timestep, ending in ((last, "there is none that reads it."), (last - 1, "is carried to the next timestep.")):
        said = [node["does"] for node in lit("lstm", timestep=timestep)["nodes"] if node["operation"] == "next"]
        assert len(said) == 2
        assert all(one.endswith(ending) for one in said)


def test_the_first_timestep_says_that_the_states_begin_there():
    said = {node["does"] for node in lit("lstm", timestep=0)["nodes"] if node["operation"] == "before"}
    assert said == {f"The layer begins with this {state} state: 0.0000 in this unit." for state in ("hidden", "cell")}


def test_equations_are_written_as_in_the_formulas():
    by_title = {node["title"]: node["equation"] for node in lit("lstm")["nodes"]}
    assert by_title["Weighted sum, forget gate"].startswith("W_{f} x_{3} + U_{f} h_{2} + b_{f} = ")
    assert by_title["Forget gate"].startswith(r"f_{3} = \sigma(W_{f} x_{3} + U_{f} h_{2} + b_{f}) = \sigma(")
    assert by_title["Cell state"].startswith(r"c_{3} = f_{3} \odot c_{2} + i_{3} \odot \tilde{c}_{3} = ")
    of_gru = {node["title"]: node["equation"] for node in lit("gru")["nodes"]}
    assert of_gru["What the gate leaves"].startswith("1 - z_{3} = 1 - ")
