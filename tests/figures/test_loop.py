"""The bare loop line by line: what has run, what is known, what the equation says."""

import re
from dataclasses import replace

import numpy as np
import pytest

from playground.figures.loop import LINES, Moment, equation, moment, num_moments, numbers, shape_equation
from playground.recipes.demonstrations import BY_HAND, random_loop, resized
from playground.reference.loop import CODE


def test_the_loop_is_ten_lines_that_name_every_part():
    assert len(LINES) == 10
    for t in (0, 1):
        for line in range(3, 9):
            assert re.search(rf"\b{Moment(line, t).part}\b", LINES[line - 1])
    assert Moment(9, 0).part is None


def test_the_lines_run_in_the_order_of_python():
    ran = [moment(BY_HAND, number) for number in range(1, num_moments(BY_HAND) + 1)]
    first, second = ([Moment(line, t) for line in range(3, 10)] for t in (0, 1))
    assert ran == [Moment(1, None), Moment(2, None), *first, *second, Moment(10, None)]


def test_what_is_known_grows_line_by_line():
    known = [
        sum(value is not None for row in numbers(BY_HAND, moment(BY_HAND, number)).values() for value in row)
        for number in range(1, num_moments(BY_HAND) + 1)
    ]
    # x_t is 1 number, the next four parts 2 each, the output 1; appending and stacking compute nothing new.
    assert known == [0, 0, 1, 3, 5, 7, 9, 10, 10, 11, 13, 15, 17, 19, 20, 20, 20]


def test_after_the_second_sum_the_first_timestep_and_half_the_second_are_known():
    known = numbers(BY_HAND, moment(BY_HAND, 13))
    first, second = BY_HAND.steps
    assert known["total[1]"] == [first.total[1], second.total[1]]
    assert known["state[0]"] == [first.state[0], None]
    assert known["output[0]"] == [first.output[0], None]


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (1, ["0", "0"]),
        (2, []),
        (3, ["1"]),
        (4, ["1", "0.5", "0.6", "0.50000000", "0.60000000"]),
        (5, ["0", "0", "0.1", "0.2", "0.3", "0.4", "0.00000000", "0.00000000"]),
        (7, ["0.60000000", "0.50000000", "0.53704957", "0.46211716"]),
        (8, ["0.53704957", "0.46211716", "0.1", "0.2", "0.1", "0.24612839"]),
        (9, ["0.24612839"]),
        (12, ["0.53704957", "0.46211716", "0.1", "0.2", "0.3", "0.4", "0.19234010", "0.29225678"]),
        (
            13,
            ["1.00000000", "1.20000000", "0.19234010", "0.29225678", "0.1", "-0.1", "1.29234010", "1.39225678"],
        ),
        (14, ["1.29234010", "1.39225678", "0.85973818", "0.88366641"]),
        (15, ["0.85973818", "0.88366641", "0.1", "0.2", "0.1", "0.36270710"]),
        (16, ["0.24612839", "0.36270710"]),
        (17, ["0.24612839", "0.36270710"]),
    ],
)
def test_an_equation_holds_the_numbers_of_its_line(number, said):
    latex = equation(BY_HAND, moment(BY_HAND, number))
    for environment in re.findall(r"\\begin{(\w+)}", latex):
        assert latex.count(rf"\begin{{{environment}}}") == latex.count(rf"\end{{{environment}}}")
    without_layout = re.sub(r"\[4pt\]|_{\d+}", "", latex)
    assert re.findall(r"-?\d+(?:\.\d+)?", without_layout) == said


def test_given_numbers_keep_their_digits():
    loop = replace(BY_HAND, inputs=np.array([[0.125], [-3.001]]))
    assert r"\begin{pmatrix}0.125\end{pmatrix}" in equation(loop, moment(loop, 3))
    assert r"\begin{pmatrix}-3.001\end{pmatrix}" in equation(loop, moment(loop, 10))


def test_every_moment_of_every_size_has_an_equation():
    for sizes in ((1, 1, 1), (10, 3, 3)):
        loop = resized(BY_HAND, *sizes)
        latex = [equation(loop, moment(loop, number)) for number in range(1, num_moments(loop) + 1)]
        assert len(latex) == 3 + 7 * sizes[0]
        assert all(one.startswith(r"\begin{aligned}") for one in latex)


def test_a_loop_without_output_weights_says_that_the_output_is_the_state():
    loop = random_loop(2, 1, 1)
    latex = equation(loop, moment(loop, 8))
    assert latex.count(f"{loop.steps[0].state[0]:.8f}") == 1
    assert "output\\_kernel" not in latex


def test_the_shapes_of_the_textbook_stand_under_their_names():
    latex = shape_equation(random_loop())
    assert re.findall(r"\(([\d, ]+)\)", latex) == ["64", "32", "32, 64", "64", "64, 64", "64"]


def test_the_code_is_python():
    compile(CODE, "loop", "exec")
