"""What a learner remarks of a run of theirs: a name, a note and a star, in remarks.json of its folder."""

import json
from dataclasses import asdict, dataclass, replace
from typing import Annotated, ClassVar, TypedDict, Unpack

from pydantic import ConfigDict, Field, TypeAdapter

from playground.errors import ConfigError
from playground.languages import N_, _
from playground.runs.folder import RunFolder
from playground.runs.run import Run

LONGEST_NAME, LONGEST_NOTE = 60, 2_000
"""Characters."""
LONG_NAME = N_("The name has {given:,} characters; expected at most {most:,}. Shorten it.")
LONG_NOTE = N_("The note has {given:,} characters; expected at most {most:,}. Shorten it.")
LARGEST = 20_000
"""Bytes of a file that is read."""
FILE = "remarks.json"


@dataclass(frozen=True)
class Remarks:
    """name: on one line; empty: the run is called by what it is.  note: any text.  star: whether it is marked."""

    name: Annotated[str, Field(max_length=LONGEST_NAME)] = ""
    note: Annotated[str, Field(max_length=LONGEST_NOTE)] = ""
    star: bool = False

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(strict=True, extra="ignore")


_written = TypeAdapter(Remarks)


class Changes(TypedDict, total=False):
    """Those that are changed by name, see `Remarks`."""

    name: str
    note: str
    star: bool


def remarks(run: Run) -> Remarks:
    """What was remarked of a run; nothing where the file is not there, or damaged."""
    try:
        with (run.path / FILE).open("rb") as file:
            return read_remarks(file.read(LARGEST))
    except (OSError, ValueError):
        return Remarks()


def read_remarks(data: bytes) -> Remarks:
    """What a remarks.json says.  Raises `ValueError` for anything else."""
    found = _written.validate_json(data)
    return replace(found, name=_on_one_line(found.name))


def remark(run: Run, **changes: Unpack[Changes]) -> Remarks:
    """Change some remarks of a run and keep the rest.

    Raises `ConfigError` for a text that is too long, `RunError` for a run that ships or was deleted, `StorageError`.
    """
    new = replace(remarks(run), **changes)
    new = replace(new, name=_on_one_line(new.name), note=new.note.strip().encode(errors="replace").decode())
    for complaint, text, most in ((LONG_NAME, new.name, LONGEST_NAME), (LONG_NOTE, new.note, LONGEST_NOTE)):
        if len(text) > most:
            raise ConfigError(_(complaint, given=len(text), most=most))
    RunFolder(run.path).replace(FILE, json.dumps(asdict(new)))
    return new


def _on_one_line(name: str) -> str:
    """Without what no list can show: line breaks, and what turns the direction of writing."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in name).split())
