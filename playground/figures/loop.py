"""The bare loop, one line of code after another: which line has run, its equation in numbers, all numbers so far."""

from dataclasses import dataclass

import numpy as np

from playground.reference.loop import CODE, Loop, LoopStep

LINES = tuple(CODE.splitlines())
BEFORE, BODY = 2, 7
"""Lines run once before the loop, and lines run at every timestep; one more runs after the loop."""
PARTS = ("x_t", "from_input", "from_state", "total", "state", "output")
"""What a timestep computes, in the order of its lines; `outputs.append` computes nothing new."""


@dataclass(frozen=True)
class Moment:
    """The moment after a line has run.  line: from 1; t: the timestep from 0, None outside the loop."""

    line: int
    t: int | None

    @property
    def part(self) -> str | None:
        """Which of `PARTS` the line has just computed."""
        index = self.line - BEFORE - 1
        return PARTS[index] if self.t is not None and index < len(PARTS) else None


def num_moments(loop: Loop) -> int:
    """How many lines run from start to end."""
    return BEFORE + BODY * len(loop.inputs) + 1


def moment(loop: Loop, number: int) -> Moment:
    """The moment after `number` lines have run, 1 to `num_moments(loop)`."""
    if number <= BEFORE:
        return Moment(number, None)
    if number == num_moments(loop):
        return Moment(len(LINES), None)
    t, index = divmod(number - BEFORE - 1, BODY)
    return Moment(BEFORE + 1 + index, t)


def numbers(loop: Loop, now: Moment) -> dict[str, list[float | None]]:
    """Every number computed so far: such as `state[0]` → its value at each timestep, None where it is yet to come."""
    reached = len(loop.inputs) - 1 if now.line == len(LINES) else -1 if now.t is None else now.t
    rows: dict[str, list[float | None]] = {}
    for index, part in enumerate(PARTS):
        values = [getattr(step, part) for step in loop.steps]
        running = now.t is not None and BEFORE + 1 + index > now.line  # this timestep has not come to that line
        known = reached if running else reached + 1
        for entry in range(len(values[0])):
            rows[f"{part}[{entry}]"] = [float(v[entry]) if t < known else None for t, v in enumerate(values)]
    return rows


def equation(loop: Loop, now: Moment) -> str:
    """The line that has just run in LaTeX, with its numbers filled in; computed ones have 8 digits after the point."""
    if now.t is None:
        if now.line == 1:
            return _lines(_name("state", 0), [_matrix(np.zeros((1, len(loop.bias))), given=True)])
        rows = [r"[\;]"] if now.line == BEFORE else [_matrix(loop.outputs)]
        return _lines(_name("outputs"), rows)
    step = loop.steps[now.t]
    if now.part is None:
        return _lines(_name("outputs"), [_matrix(loop.outputs[: now.t + 1], "bmatrix")])
    state_prev = loop.steps[now.t - 1].state if now.t else np.zeros_like(loop.bias)
    return _lines(_name(now.part, now.t + 1), _right_sides(loop, step, state_prev, now.t, now.part))


def shape_equation(loop: Loop) -> str:
    """One timestep in LaTeX, under every name its shape; a line a term, for phones."""

    def under(name: str, *shape: int) -> str:
        return rf"\underbrace{{{name}}}_{{({', '.join(map(str, shape))})}}"

    num_features, num_units = loop.kernel.shape
    output, state = (under(_name(name, "t"), num_units) for name in ("output", "state"))
    x_t, bias = under(_name("x", "t"), num_features), under(_name("bias"), num_units)
    kernel = under(_name("kernel"), num_features, num_units)
    recurrent = under(_name("recurrent_kernel"), num_units, num_units)
    plus = r" \\ &\quad + ".join([rf"{x_t} \cdot {kernel}", rf"{state} \cdot {recurrent}", rf"{bias}\big)"])
    return rf"\begin{{aligned}} {output} &= \tanh\big({plus} \end{{aligned}}"


def _right_sides(loop: Loop, step: LoopStep, state_prev: np.ndarray, number: int, part: str) -> list[str]:
    """What stands right of each equals sign: names, then numbers, then the result.  number: of the timestep, from 0."""
    t = number + 1
    x_t, state = _name("x", t), _name("state", t)
    row = {name: _matrix(getattr(step, name)[None], given=name == "x_t") for name in PARTS}
    previous = _matrix(state_prev[None], given=not number)
    bias, kernel, recurrent = (
        _matrix(np.atleast_2d(array), given=True) for array in (loop.bias, loop.kernel, loop.recurrent_kernel)
    )
    match part:
        case "x_t":
            return [row["x_t"]]
        case "from_input":
            return [rf"{x_t} \cdot {_name('kernel')}", rf"{row['x_t']} \cdot {kernel}", row["from_input"]]
        case "from_state":
            names = rf"{_name('state', t - 1)} \cdot {_name('recurrent_kernel')}"
            return [names, rf"{previous} \cdot {recurrent}", row["from_state"]]
        case "total":
            plus = r" \\ &\quad + ".join
            names = plus([rf"{_name('from_input', t)} + {_name('from_state', t)}", _name("bias")])
            return [names, plus([row["from_input"], row["from_state"], bias]), row["total"]]
        case "state":
            return [rf"\tanh {_name('total', t)}", rf"\tanh {row['total']}", row["state"]]
    if loop.output_kernel is None or loop.output_bias is None:
        return [state, row["state"]]
    weights, output_bias = _matrix(loop.output_kernel, given=True), _matrix(loop.output_bias[None], given=True)
    names = rf"{state} \cdot {_name('output_kernel')} + {_name('output_bias')}"
    return [names, rf"{row['state']} \cdot {weights} + {output_bias}", row["output"]]


def _lines(left: str, rights: list[str]) -> str:
    """`left` = the first, = the second, … under each other."""
    equals = r" \\[4pt] &= ".join(rights)
    return rf"\begin{{aligned}} {left} &= {equals} \end{{aligned}}"


def _name(name: str, t: int | str | None = None) -> str:
    code = rf"\mathtt{{{name.replace('_', chr(92) + '_')}}}"
    return code if t is None else f"{code}_{{{t}}}"


def _matrix(values: np.ndarray, kind: str = "pmatrix", given: bool = False) -> str:
    """(rows, columns) in brackets.  given: as the learner gave them, all digits; else 8 after the point."""
    rows = ([_shortest(value) if given else f"{value:.8f}" for value in row] for row in values)
    return rf"\begin{{{kind}}}" + r" \\ ".join(" & ".join(row) for row in rows) + rf"\end{{{kind}}}"


def _shortest(value: float) -> str:
    return np.format_float_positional(value, trim="-")
