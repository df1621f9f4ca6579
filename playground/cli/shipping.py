"""What is shared by the scripts that make the runs which come with the playground: `runs/starter`, `runs/starter-zh`,
`runs/recording`."""

import argparse
import json
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from playground.config import RunConfig
from playground.errors import PlaygroundError, RunError, StorageError, storage_errors
from playground.runs import Run, RunFolder
from playground.runs.folder import weights_file


def train(config: RunConfig) -> Run:
    """Train a run to its end, in this process.  Raises `RunError` when training fails."""
    from playground.training.train import train as train_run
    from playground.training.warm_up import few_threads

    few_threads()
    folder = RunFolder.create(config)
    train_run(folder.path)
    run = Run.open(folder.id)
    if (history := run.history()).state != "finished":
        raise RunError(f"Training ended early: {history.reason}")
    return run


@contextmanager
def new_folder(output: Path) -> Iterator[Path]:
    """A folder to make; it becomes `output` once it is whole.  Raises `StorageError` where that is there already."""
    if output.exists():
        raise StorageError(f"{output} is there already. Give the path of a new folder.")
    with storage_errors(output.parent), tempfile.TemporaryDirectory() as scratch:
        made = Path(scratch) / "made"
        yield made
        shutil.copytree(made, output)


def script(about: str, make: Callable[..., str], arguments: Sequence[str] | None, **offered: Iterable[str]) -> int:
    """A command that makes a folder.  make: is given its path, and what was chosen, and returns what to print.

    offered: option → what can be chosen, that which is usual first.
    Returns the exit status: 0, or 2 after one plain sentence.
    """
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("-o", "--output", required=True, metavar="FOLDER", type=Path, help="a new folder")
    for name, choices in offered.items():
        parser.add_argument(
            f"--{name}", choices=list(choices), default=next(iter(choices)), help="default: %(default)s"
        )
    chosen = vars(parser.parse_args(arguments))
    output = chosen.pop("output")
    try:
        print(f"{make(output, **chosen)}\n{output}: {folder_bytes(output):,} bytes")
    except PlaygroundError as error:
        print(error, file=sys.stderr)
        return 2
    return 0


def halved(run: Run, epochs: Iterable[float], folder: Path) -> Run:
    """A run's folder in `folder` with less in it: its configuration, its encoding, and weights as float16."""
    (folder / "weights").mkdir(parents=True)
    for name in ("config.json", "encoding.json"):
        shutil.copyfile(run.path / name, folder / name)
    for epoch in epochs:
        weights = {name: array.astype(np.float16) for name, array in run.weights(epoch).items()}
        np.savez_compressed(folder / "weights" / weights_file(epoch), allow_pickle=False, **weights)
    return Run(folder)


def events(run: Run, test: dict[str, float]) -> str:
    """The run's events as lines, without what it waited for and where it ran; its end tells the metrics `test`."""
    lines = []
    for line in (run.path / "events.jsonl").read_text(encoding="utf-8").splitlines():
        event = json.loads(line)
        if event["event"] == "progress":
            continue
        event = {name: value for name, value in event.items() if name not in ("process", "machine")}
        lines.append(json.dumps(event | ({"test": test} if event["event"] == "finished" else {})) + "\n")
    return "".join(lines)


def folder_bytes(folder: Path) -> int:
    """The size of all files in a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
