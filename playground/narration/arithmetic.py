"""What decides one number of a cell: a sentence from the sums and gates behind it."""

import numpy as np

from playground.cells.equations import Activated, Now, Product, Weighted
from playground.reference.arithmetic import CellArithmetic, WeightedSum
from playground.wording import DIGITS, adding_up, number_text


def noticed(of: CellArithmetic, part: str) -> str:
    """What decides one part of a unit at a timestep, in a sentence; and what was changed there, what if."""
    if part in of.clamped:
        return f"The {part} gate of this unit is clamped at {of.parts[part]:g}: it looks at nothing."
    if part == "hidden" and of.silenced:
        return "This unit is silenced: its hidden state is 0 at every timestep."
    decided = _decided(of, part)
    return f"All states are reset before this timestep. {decided}" if of.reset else decided


def explained(of: CellArithmetic) -> str:
    """How the equations of a unit are to be read: what stands in a line, and what the letters mean."""
    found = {source.symbol: source.words for one in of.sums.values() for source in one.sources}
    others = "".join(f"{symbol}: {words}. " for symbol, words in found.items() if symbol not in ("x", "h"))
    when = "later, because it reads backwards" if of.timestep_before > of.timestep else "before"
    return (
        "Each line is value · weight. x: a number the layer is given; h: a unit of its own hidden state, one timestep "
        f"{when}. {others}All numbers have {DIGITS} digits after the point; products are rounded so that each sum adds "
        "up."
    )


def looked_up(token_id: int, column: int) -> str:
    """Where a number of an embedding comes from."""
    return f"It stands in the embedding's table: row {token_id} (the id of what is read), column {column}."


def pooled(unit: int, first: int, count: int) -> str:
    """What a number of a pooling layer is the largest of.  first: timestep of the layer below; count: how many."""
    return f"The largest of output {unit} of the layer below, timesteps {first + 1} to {first + count}."


def _decided(of: CellArithmetic, part: str) -> str:
    keeping, equation = of.cell.keeping, of.cell.equations[part]
    if keeping and keeping.state == part:
        old, share = of.before[part], float(keeping.share(np.asarray(of.parts[keeping.gate])))
        return (
            f"Of the old {part} state, {number_text(old)}, the {keeping.gate} gate keeps {share:.0%}: "
            f"{number_text(share * old)}. New is {number_text(of.parts[part] - share * old)}."
        )
    for one in equation.inside():
        match one:
            case Product(Now(gate), Activated(Now(state))):
                return f"The {gate} gate lets out {of.parts[gate]:.0%} of what the {state} state has become."
            case Product(Now(gate), Weighted()):
                return f"The {gate} gate lets the {part} see {of.parts[gate]:.0%} of what it recalls of the state."
    return f"The sum of {part}, {number_text(of.sums[part].total)}, {shared(of.sums[part])}"


def shared(of: WeightedSum) -> str:
    """What the inputs, the state before and the bias give to a sum, and which of them counts most; half a sentence."""
    found = of.shares | {"its bias": of.bias}
    shares = dict(zip(found, adding_up(list(found.values()), of.total), strict=True))
    each = ", ".join(f"{share} {number_text(number)}" for share, number in shares.items())
    farthest = max(map(abs, shares.values()))
    most = [share for share, number in shares.items() if abs(number) == farthest]
    return f"adds up from {each}. " + (f"Here {most[0]} counts most." if len(most) == 1 else "Here none counts most.")
