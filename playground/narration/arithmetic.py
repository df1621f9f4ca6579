"""What decides one number of a cell: a sentence from the sums and gates behind it."""

import numpy as np

from playground.cells.equations import Activated, Now, Product, Weighted
from playground.cells.part_names import part_name
from playground.languages import N_, _
from playground.reference.arithmetic import CellArithmetic, WeightedSum
from playground.wording import DIGITS, adding_up, enumerated, number_text, together

BIAS = N_("its bias")
"""What the bias is, to the unit that adds up."""


def noticed(of: CellArithmetic, part: str) -> str:
    """What decides one part of a unit at a timestep, in a sentence; and what was changed there, what if."""
    if part in of.clamped:
        return _(
            "The {gate} gate of this unit is clamped at {value:g}: it looks at nothing.",
            gate=part_name(part),
            value=of.parts[part],
        )
    if part == "hidden" and of.silenced:
        return _("This unit is silenced: its hidden state is 0 at every timestep.")
    decided = _decided(of, part)
    return together(_("All states are reset before this timestep."), decided) if of.reset else decided


def explained(of: CellArithmetic) -> str:
    """How the equations of a unit are to be read: what stands in a line, and what the letters mean."""
    found = {source.symbol: source.words for one in of.sums.values() for source in one.sources}
    others = [
        _("{symbol}: {words}.", symbol=symbol, words=_(words))
        for symbol, words in found.items()
        if symbol not in ("x", "h")
    ]
    if of.timestep_before > of.timestep:
        letters = _(
            "Each line is value · weight. x: a number the layer is given; h: a unit of its own hidden state, one "
            "timestep later, because it reads backwards."
        )
    else:
        letters = _(
            "Each line is value · weight. x: a number the layer is given; h: a unit of its own hidden state, one "
            "timestep before."
        )
    digits = _(
        "All numbers have {digits} digits after the point; products are rounded so that each sum adds up.",
        digits=DIGITS,
    )
    return together(letters, *others, digits)


def looked_up(token_id: int, column: int) -> str:
    """Where a number of an embedding comes from."""
    return _(
        "It stands in the embedding's table: row {row} (the id of what is read), column {column}.",
        row=token_id,
        column=column,
    )


def pooled(unit: int, first: int, count: int) -> str:
    """What a number of a pooling layer is the largest of.  first: timestep of the layer below; count: how many."""
    return _(
        "The largest of output {unit} of the layer below, timesteps {first} to {last}.",
        unit=unit,
        first=first + 1,
        last=first + count,
    )


def _decided(of: CellArithmetic, part: str) -> str:
    keeping, equation = of.cell.keeping, of.cell.equations[part]
    if keeping and keeping.state == part:
        old, share = of.before[part], float(keeping.share(np.asarray(of.parts[keeping.gate])))
        return _(
            "Of the old {part} state, {old}, the {gate} gate keeps {share:.0%}: {kept}. New is {new}.",
            part=part_name(part),
            old=number_text(old),
            gate=part_name(keeping.gate),
            share=share,
            kept=number_text(share * old),
            new=number_text(of.parts[part] - share * old),
        )
    for one in equation.inside():
        match one:
            case Product(Now(gate), Activated(Now(state))):
                return _(
                    "The {gate} gate lets out {share:.0%} of what the {state} state has become.",
                    gate=part_name(gate),
                    share=of.parts[gate],
                    state=part_name(state),
                )
            case Product(Now(gate), Weighted()):
                return _(
                    "The {gate} gate lets the {part} see {share:.0%} of what it recalls of the state.",
                    gate=part_name(gate),
                    part=part_name(part),
                    share=of.parts[gate],
                )
    return added_up(of.sums[part], part_name(part))


def added_up(of: WeightedSum, name: str) -> str:
    """What the inputs, the state before and the bias give to a sum, and which of them counts most.

    name: of what it is the sum.
    """
    found = of.shares | {BIAS: of.bias}
    shares = dict(zip(found, adding_up(list(found.values()), of.total), strict=True))
    each = [_("{share} {number}", share=_(share), number=number_text(number)) for share, number in shares.items()]
    farthest = max(map(abs, shares.values()))
    most = [share for share, number in shares.items() if abs(number) == farthest]
    return together(
        _(
            "The sum of {name}, {total}, adds up from {each}.",
            name=name,
            total=number_text(of.total),
            each=enumerated(each),
        ),
        _("Here {share} counts most.", share=_(most[0])) if len(most) == 1 else _("Here none counts most."),
    )
