"""The examples of a network from elsewhere, in the zip of its run: checked, and kept under the same name."""

from contextlib import ExitStack
from typing import Any

from playground.choices import as_given
from playground.datasets.given_examples import ID_LETTERS, MOST_BYTES, from_arrays, path_of, store
from playground.errors import PlaygroundError
from playground.languages import _
from playground.runs.arrays import read_arrays
from playground.runs.zip_members import Members, refused

MOST_UNPACKED = MOST_BYTES + 20_000_000
"""Bytes of inputs, targets and words."""
GIVEN = {rf"given/{ID_LETTERS}\.npz": MOST_UNPACKED}
"""Names in a zip → bytes that they may have there."""


def bring_given(members: Members, values: dict[str, Any], undo: ExitStack) -> None:
    """Keep the examples of the zip.  values: the settings of its run.  undo: is told how to remove them again.

    Raises `RunError` where they are not those that the settings name.
    """
    dataset = values.get("dataset")
    file = dataset.get("file") if isinstance(dataset, dict) and dataset.get("name") == "given" else None
    for name in members.names:
        if not name.startswith("given/"):
            continue
        if not isinstance(file, str) or name != f"given/{file}.npz":
            raise refused(_("it holds {name}, examples that its settings do not name", name=as_given(name)))
        if path_of(file).is_file():
            continue
        try:
            given = from_arrays(read_arrays(members.read(name), name, MOST_UNPACKED))
            stored = store(given)
        except (PlaygroundError, ValueError, KeyError, TypeError) as error:
            raise refused(_("{name} holds no examples ({why})", name=name, why=error)) from None
        undo.callback(path_of(stored).unlink, missing_ok=True)
        if stored != file:
            raise refused(_("{name} holds other examples than its name says", name=name))
