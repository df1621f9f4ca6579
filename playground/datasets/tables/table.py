"""A table of texts, as it was read from a file."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from pydantic import BaseModel, ConfigDict

from playground.datasets.tables.notes import Note
from playground.errors import UploadError
from playground.languages import _


class Reading(BaseModel):
    """How a learner wants a file to be read; None: detected.

    encoding, delimiter: see `playground.datasets.tables.delimited`; header: whether the first row names the columns
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    encoding: str | None = None
    delimiter: str | None = None
    header: bool | None = None


@dataclass(frozen=True)
class Table:
    """A file's columns, and how it was read.

    names: one a column, none twice
    columns: Arrow arrays of strings, (rows,) each; empty where there is nothing
    rows: where each row stands in the file, (rows,) int64, as a spreadsheet counts; of a list of records, from 1
    format: "CSV", "JSON Lines", …; encoding, delimiter: keys of ENCODINGS and DELIMITERS, empty where there is none
    header: whether the first row gave the names
    notes: what was done to it
    """

    names: tuple[str, ...]
    columns: tuple[Any, ...]
    rows: np.ndarray
    format: str = "CSV"
    encoding: str = ""
    delimiter: str = ""
    header: bool = True
    notes: tuple[Note, ...] = ()

    def column(self, name: str) -> Any:
        """The column called `name`, an Arrow array of strings.  Raises `UploadError` where there is none."""
        if name not in self.names:
            raise UploadError(
                _("The file has no column {name!r}; it has {names}.", name=name, names=", ".join(self.names))
            )
        return self.columns[self.names.index(name)]


def unique(cells: list[str]) -> tuple[str, ...]:
    """A name for each column: its own, else its number; a second of the same name is numbered."""
    names: list[str] = []
    for index, cell in enumerate(cells, start=1):
        name = " ".join(cell.split())[:80] or f"column {index}"
        while name in names:
            name += f" ({index})"
        names.append(name)
    return tuple(names)
