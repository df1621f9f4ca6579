"""The command that takes in what was made elsewhere: by the ending of its name."""

from collections.abc import Callable
from pathlib import Path

from playground.cli.output import print_json
from playground.errors import ConfigError
from playground.runs import Run
from playground.runs.from_keras import import_keras
from playground.runs.imported import import_run

Reader = Callable[[Path, Path | None, int | None], Run]


def _keras(path: Path, vocabulary: Path | None, timesteps: int | None) -> Run:
    words = vocabulary.read_bytes() if vocabulary else None
    return import_keras(path.read_bytes(), vocabulary=words, timesteps=timesteps)


def _zip(path: Path, vocabulary: Path | None, timesteps: int | None) -> Run:
    if vocabulary or timesteps:
        raise ConfigError("A run knows its words and timesteps. Leave --vocabulary and --timesteps away.")
    return import_run(path.read_bytes())


READERS: dict[str, Reader] = {".zip": _zip, ".keras": _keras}
"""Ending of a file's name → makes a run of it, of its vocabulary and of the number of its timesteps."""


def bring(file: str, vocabulary: str | None, timesteps: int | None, json: bool) -> None:
    """Make a run of a file, and print its id."""
    path = Path(file)
    if path.suffix.lower() not in READERS:
        raise ConfigError(f"The file is {path.name[:100]!r}; expected a name ending in {' or '.join(READERS)}.")
    if timesteps is not None and timesteps < 1:
        raise ConfigError(f"--timesteps is {timesteps}; expected a whole number from 1 on.")
    try:
        run = READERS[path.suffix.lower()](path, Path(vocabulary) if vocabulary else None, timesteps)
    except FileNotFoundError as error:
        raise ConfigError(f"There is no file {str(error.filename)[:200]!r}. Give the path of one.") from None
    print_json({"id": run.id}) if json else print(run.id)
