"""One cell's arithmetic in LaTeX: its equations with the numbers filled in, so rounded that every sum adds up."""

from collections.abc import Callable, Sequence

import numpy as np

from playground.reference.activations import ACTIVATIONS
from playground.reference.arithmetic import RECALLED, WeightedSum, unit_sums
from playground.reference.direction import Direction

DIGITS = 4
"""After the point."""
SYMBOLS = {
    "hidden": "h",
    "cell": "c",
    "forget": "f",
    "input": "i",
    "output": "o",
    "candidate": r"\tilde{c}",
    "update": "z",
    "reset": "r",
    "value": "y",
}
FUNCTIONS = {"tanh": r"\tanh", "sigmoid": r"\sigma", "relu": r"\operatorname{relu}", "linear": ""}
ESCAPED = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"} | {
    character: "\\" + character for character in "#$%&_{}"
}
Name = Callable[[int], str]
"""Number of a product → what is multiplied there, in words."""


def cell(read: Direction, timestep: int, unit: int, part: str, name: Name, count: int) -> list[tuple[str, str]]:
    """All that one unit of a recurrent layer computes at one timestep: (part, equation) in the order of computing.

    part: its number is boxed.  count: so many products of every sum are written out, the largest.
    """
    sums = unit_sums(read, timestep, unit)
    activation, kind = read.layer.activation, read.layer.kind
    at = _At({name: float(values[timestep, unit]) for name, values in read.parts.items()}, timestep + 1, part)
    before = timestep + 2 if read.backward else timestep
    previous = {state: float(read.before(state)[timestep, unit]) for state in read.first}
    silenced = at.made("hidden", "silenced") if read.silenced(unit) else ""
    if kind == "simple_rnn":
        return [("hidden", silenced or at.activated("hidden", activation, sums["hidden"], name, count))]
    found = []
    for gate in [gate for gate in read.layer.parts if gate in sums and gate != "candidate"]:
        held = at.made(gate, "held") if read.held(gate, unit) else ""
        found.append((gate, held or at.activated(gate, "sigmoid", sums[gate], name, count)))
    if kind == "lstm":
        candidate = at.activated("candidate", activation, sums["candidate"], name, count)
        found.insert(2, ("candidate", candidate))
        found.append(("cell", at.new_cell(before, previous["cell"])))
        found.append(("hidden", silenced or at.let_out(activation)))
        return found
    first_state = len(sums["candidate"].values)
    of_input = added_up(sums["candidate"], name, count, "a")
    of_state = added_up(sums[RECALLED], lambda place: name(first_state + place), count, "b")
    found.append(("candidate", _stacked([of_input, of_state, at.new_candidate(sums, activation)])))
    found.append(("hidden", silenced or at.mixed(before, previous["hidden"])))
    return found


def noticed(read: Direction, timestep: int, unit: int, part: str) -> str:
    """What decides one part of a unit at a timestep, in a sentence; and what was changed there, what if."""
    if read.held(part, unit):
        return f"The {part} gate of this unit is held at {read.parts[part][timestep, unit]:g}: it looks at nothing."
    if part == "hidden" and read.silenced(unit):
        return "This unit is silenced: its hidden state is 0 at every timestep."
    decided = _decided(read, timestep, unit, part)
    return f"All states are reset before this timestep. {decided}" if read.reset(timestep) else decided


def _decided(read: Direction, timestep: int, unit: int, part: str) -> str:
    at = {name: float(values[timestep, unit]) for name, values in read.parts.items()}
    kept = {"cell": ("forget", "cell"), "hidden": ("update", "hidden")}.get(part)
    if kept and kept[0] in at:
        gate, state = kept
        old = float(read.before(state)[timestep, unit])
        keeps = at[gate] * old
        return (
            f"Of the old {state} state, {number_text(old)}, the {gate} gate keeps {at[gate]:.0%}: "
            f"{number_text(keeps)}. New is {number_text(at[part] - keeps)}."
        )
    if part == "hidden" and "output" in at:
        return f"The output gate lets out {at['output']:.0%} of what the cell state has become."
    sums = unit_sums(read, timestep, unit)
    if RECALLED in sums and part == "candidate":
        return f"The reset gate lets the candidate see {at['reset']:.0%} of what it recalls of the state."
    return f"Of the sum of {part}, {number_text(sums[part].total)}, {shared(sums[part])}"


def shared(of: WeightedSum) -> str:
    """What the inputs, the state before and the bias give to a sum, and which of them counts most; half a sentence."""
    given, recalled = of.products[: of.num_inputs].sum(), of.products[of.num_inputs :].sum()
    numbers = adding_up([given, recalled, of.bias], of.total)
    shares = dict(zip(("what it is given", "its state before", "its bias"), numbers, strict=True))
    each = ", ".join(f"{share} {number_text(number)}" for share, number in shares.items())
    farthest = max(map(abs, numbers))
    most = [share for share, number in shares.items() if abs(number) == farthest]
    return f"each gives: {each}. " + (f"Here {most[0]} counts most." if len(most) == 1 else "Here none counts most.")


def value(of: WeightedSum, number: float, timestep: int, activation: str, name: Name, count: int) -> str:
    """One number of a Conv1D or Dense layer; as `cell`."""
    return _At({"value": number}, timestep + 1, "value").activated("value", activation, of, name, count)


def largest(values: Sequence[float], timestep: int) -> str:
    """One number of a MaxPooling1D layer."""
    inside = ",\\; ".join(number_text(number) for number in values)
    return rf"y_{{{timestep + 1}}} = \max({inside}) = \boxed{{{number_text(max(values))}}}"


def added_up(of: WeightedSum, name: Name, count: int, symbol: str) -> str:
    """A weighted sum as a column of figures: the largest products, the others in one line, the bias, the total."""
    places = of.largest(count)
    products = of.products
    others = int((products != 0).sum()) - len(places)
    parts = [*products[places], products.sum() - products[places].sum(), of.bias]
    *written, rest, bias = adding_up(parts, of.total)
    rows = []
    for product, place in zip(written, places, strict=True):
        factors = rf"{number_text(of.values[place])} \cdot {_inner(of.weights[place])}"
        rows.append(rf"{number_text(product)} & {factors} & {text(name(place))}")
    if others:
        rows.append(rf"{number_text(rest)} & {text(f'{others:,} smaller')} &")
    rows += [rf"{number_text(bias)} & \text{{bias}} &", rf"\hline {symbol} = {number_text(of.total)} & &"]
    return _array("rll", rows)


def adding_up(values: Sequence[float], total: float) -> list[float]:
    """The values so rounded that they add up to the rounded total, each less than a unit of the last digit off.

    All round down, then those that lost most round up (method of largest remainders).
    """
    scaled = np.asarray(values, float) * 10**DIGITS
    rounded = np.floor(scaled)
    missing = round(round(total * 10**DIGITS) - rounded.sum())
    rounded[np.argsort(rounded - scaled, kind="stable")[: max(missing, 0)]] += 1
    return [float(number) / 10**DIGITS for number in rounded]


def number_text(number: float) -> str:
    """With `DIGITS` after the point, never as -0."""
    return f"{round(number, DIGITS) + 0.0:.{DIGITS}f}"


def text(words: str) -> str:
    """Any words for LaTeX, as they are."""
    return rf"\text{{{''.join(ESCAPED.get(character, character) for character in words)}}}"


class _At:
    """One unit at one timestep.  parts: part → its number; part: the one that is boxed."""

    def __init__(self, parts: dict[str, float], t: int, part: str) -> None:
        self.parts, self.t, self.part = parts, t, part

    def symbol(self, part: str, t: int | None = None) -> str:
        """Such as `f_{8}`."""
        letter = r"\tilde{h}" if part == "candidate" and "update" in self.parts else SYMBOLS[part]
        return f"{letter}_{{{self.t if t is None else t}}}"

    def result(self, part: str) -> str:
        """Its number, in a box where it is the chosen one."""
        number = number_text(self.parts[part])
        return rf"\boxed{{{number}}}" if part == self.part else number

    def activated(self, part: str, activation: str, of: WeightedSum, name: Name, count: int) -> str:
        """A weighted sum and its activation."""
        total = rf"{FUNCTIONS[activation]}({number_text(of.total)})" if FUNCTIONS[activation] else "s"
        return _stacked([added_up(of, name, count, "s"), rf"{self.symbol(part)} = {total} = {self.result(part)}"])

    def made(self, part: str, how: str) -> str:
        """A number that is not computed: it was made so."""
        return rf"{self.symbol(part)} = {self.result(part)} \quad {text(how)}"

    def new_cell(self, before: int, previous: float) -> str:
        """c = f · c before + i · candidate."""
        f, i, c = (self.parts[part] for part in ("forget", "input", "candidate"))
        names = ["forget", "input", "candidate"]
        f_t, i_t, c_t = (self.symbol(part) for part in names)
        symbols = rf"{f_t} \cdot {self.symbol('cell', before)} + {i_t} \cdot {c_t}"
        return self._two("cell", symbols, (f, previous), (i, c))

    def let_out(self, activation: str) -> str:
        """h = o · activation(c)."""
        o, c = self.parts["output"], self.parts["cell"]
        function = FUNCTIONS[activation]
        let_out = float(ACTIVATIONS[activation](np.float64(c)))
        rights = [
            rf"{self.symbol('output')} \cdot {function}({self.symbol('cell')})",
            rf"{number_text(o)} \cdot {function}({number_text(c)})",
            rf"{number_text(o)} \cdot {_inner(let_out)}",
            self.result("hidden"),
        ]
        return _equals(self.symbol("hidden"), rights)

    def new_candidate(self, sums: dict[str, WeightedSum], activation: str) -> str:
        """candidate = activation(a + r · b)."""
        a, b, r = sums["candidate"].total, sums[RECALLED].total, self.parts["reset"]
        function = FUNCTIONS[activation]
        rights = [
            rf"{function}(a + {self.symbol('reset')} \cdot b)",
            rf"{function}({number_text(a)} + {number_text(r)} \cdot {_inner(b)})",
            rf"{function}({number_text(a + r * b)})",
            self.result("candidate"),
        ]
        return _equals(self.symbol("candidate"), rights)

    def mixed(self, before: int, previous: float) -> str:
        """h = z · h before + (1 - z) · candidate."""
        z, candidate = self.parts["update"], self.parts["candidate"]
        z_t = self.symbol("update")
        symbols = rf"{z_t} \cdot {self.symbol('hidden', before)} + (1 - {z_t}) \cdot {self.symbol('candidate')}"
        return self._two("hidden", symbols, (z, previous), (1 - z, candidate))

    def _two(self, part: str, symbols: str, *pairs: tuple[float, float]) -> str:
        products = adding_up([first * second for first, second in pairs], self.parts[part])
        written = (rf"{number_text(first)} \cdot {_inner(second)}" for first, second in pairs)
        sums = f"{number_text(products[0])} + {_inner(products[1])}"
        return _equals(self.symbol(part), [symbols, " + ".join(written), sums, self.result(part)])


def _inner(number: float) -> str:
    """A number behind a sign; in brackets where it is negative."""
    return f"({number_text(number)})" if round(number, DIGITS) < 0 else number_text(number)


def _equals(left: str, rights: Sequence[str]) -> str:
    """`left` = the first, = the second, … under each other."""
    return rf"\begin{{aligned}} {left} &= " + r" \\ &= ".join(rights) + r" \end{aligned}"


def _stacked(lines: Sequence[str]) -> str:
    return _array("l", lines, r" \\[6pt] ")


def _array(columns: str, rows: Sequence[str], end: str = r" \\ ") -> str:
    return rf"\begin{{array}}{{{columns}}} " + end.join(rows) + r" \end{array}"
