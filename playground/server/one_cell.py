"""The arithmetic of the one number that somebody looks at while a network learns."""

from typing import Any

from pydantic import BaseModel, Field

from playground.figures.one_number import one_number
from playground.reference import Network
from playground.runs import Run
from playground.server.sight import Sight
from playground.wording import number_text

WRITTEN = 3
"""Products of every sum that are written out: the screen has little room."""
MOST = 10**9


class Cell(BaseModel):
    """Which one: a part of the layer that is looked at, a unit, and the column over which its timestep stands."""

    part: str = Field(max_length=100)
    unit: int = Field(ge=0, le=MOST)
    column: int = Field(ge=0, le=MOST)


def worked_out(run: Run, network: Network, sight: Sight, cell: Cell) -> dict[str, Any] | None:
    """What is said of it, see `OneNumber`, as LaTeX in pairs of part and equation; None where there is no such number.

    network: of the moment at which the example was read.
    """
    row = sight.row
    if row is None or cell.part not in row.parts or cell.unit >= row.shape[1]:
        return None
    timestep = row.timestep(cell.column)
    of = one_number(run.config, network, sight.traced, row, cell.part, cell.unit, timestep, WRITTEN)
    return {
        "layer": f"{row.layer} {row.direction}".rstrip(),
        "part": cell.part,
        "unit": cell.unit,
        "timestep": timestep,
        "read": sight.labels[timestep],
        "number": number_text(float(row.parts[cell.part][timestep, cell.unit])),
        "noticed": of.noticed,
        "equations": of.equations,
        "about": of.about,
    }
