"""The command that reads and keeps a file of one's own, as the Data page does, and says what it made of it."""

from pathlib import Path
from typing import Any

from playground.cli.output import print_json
from playground.datasets.tables.kind import Kind
from playground.datasets.tables.notes import listed
from playground.datasets.tokenizers import called
from playground.datasets.upload_file import told, upload_file
from playground.narration.own_data import span
from playground.wording import counted


def upload(file: str, kind: Kind | None, json: bool) -> None:
    """Read and keep a file.  kind: None: found out."""
    dataset, found = upload_file(Path(file), kind)
    said = told(dataset.upload, found)
    if json:
        print_json(said)
        return
    for note in said["notes"]:
        print(note)
    print(_texts(said) if found == "texts" else _series(said))
    print(said["id"])


def _texts(said: dict[str, Any]) -> str:
    split, classes = called(said["split"]), listed(said["classes"], 12)
    return (
        f"{counted(said['rows'], 'text')} of column {said['text']!r}, split into {split}, to be classified by column "
        f"{said['label']!r}: {classes}."
    )


def _series(said: dict[str, Any]) -> str:
    others = [name for name in said["numbers"] if name != said["target"]]
    beside = f", from windows that hold {listed(others)} too" if others else ""
    reach = span(str(said["first"]), str(said["last"]))
    return f"{said['rows']:,} records, {reach}: {said['target']!r} is forecast{beside}."
