"""The command that takes in what was made elsewhere: by the ending of its name."""

from collections.abc import Callable
from pathlib import Path

from playground.cli.output import print_json
from playground.errors import ConfigError
from playground.runs import Run
from playground.runs.imported import import_run


def _zip(path: Path) -> Run:
    return import_run(path.read_bytes())


READERS: dict[str, Callable[[Path], Run]] = {".zip": _zip}
"""Ending of a file's name → makes a run of it."""


def bring(file: str, json: bool) -> None:
    """Make a run of a file, and print its id."""
    path = Path(file)
    if path.suffix.lower() not in READERS:
        raise ConfigError(f"The file is {path.name[:100]!r}; expected a name ending in {' or '.join(READERS)}.")
    try:
        run = READERS[path.suffix.lower()](path)
    except FileNotFoundError:
        raise ConfigError(f"There is no file {str(path)[:200]!r}. Give the path of one that was exported.") from None
    print_json({"id": run.id}) if json else print(run.id)
