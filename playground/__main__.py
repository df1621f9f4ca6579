"""The command line: the same things without a browser.  `python -m playground --help`; without arguments: the app."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, NoReturn, get_args

from playground.cli import bring as bring_commands
from playground.cli import commands, output
from playground.cli import runs as run_commands
from playground.cli import upload as upload_commands
from playground.datasets.tables.kind import Kind
from playground.errors import ConfigError, PlaygroundError
from playground.exporting import FORMATS
from playground.paths import PROJECT
from playground.threads import one_blas_thread

if TYPE_CHECKING:
    from _typeshed import SupportsWrite

LONGEST = 300
"""Characters of a complaint about arguments."""


class Parser(argparse.ArgumentParser):
    """Complains of wrong arguments in one sentence, and says when its help cannot be written."""

    def print_help(self, file: "SupportsWrite[str] | None" = None) -> None:
        """argparse's own passes over an output that is full or closed."""
        print(self.format_help(), end="", file=file)

    def error(self, message: str) -> NoReturn:
        """Raise `ConfigError`."""
        said = " ".join(message.split())
        said = f"{said[:LONGEST]}…" if len(said) > LONGEST else said
        raise ConfigError(f"The arguments are not a command: {said}. See what there is: {self.prog} --help.")


def parser() -> argparse.ArgumentParser:
    """Every command with its arguments."""
    top = Parser(prog="python -m playground", description="Build, train and look inside recurrent neural networks.")
    parts = top.add_subparsers(required=True, metavar="COMMAND")

    def add(name: str, run: Callable[..., None], text: str, *, json: bool = True) -> argparse.ArgumentParser:
        part = parts.add_parser(name, help=text, description=text)
        part.set_defaults(run=run)
        if json:
            part.add_argument("--json", action="store_true", help="print one JSON value")
        return part

    add("recipes", commands.recipes, "List the named experiments.")
    show = add("show", commands.show, "Compute a recipe that needs no training, and print every number of it.")
    show.add_argument("recipe", metavar="RECIPE")
    add("datasets", commands.datasets, "List the datasets, and whether each is on this machine.")
    fetch = add(
        "fetch",
        commands.fetch,
        "Download a dataset ahead of a class, or read and check the one that is here.",
        json=False,
    )
    fetch.add_argument("dataset", metavar="DATASET")
    upload = add("upload", upload_commands.upload, "Read and keep a file of your own, and say what was made of it.")
    upload.add_argument("file", metavar="FILE", help="CSV, TSV, Excel, JSON, Parquet, or a zip with one of them")
    kinds = get_args(Kind)
    upload.add_argument("--as", dest="kind", choices=kinds, help="what it holds; detected if not given")
    train = add("train", commands.train, "Train a run to its end.")
    what = train.add_mutually_exclusive_group(required=True)
    what.add_argument("--recipe", metavar="NAME")
    what.add_argument("--config", metavar="FILE", help="a run's config.json, or a part of one")
    train.add_argument("--epochs", type=int, metavar="N")
    train.add_argument("--train-samples", type=int, metavar="N", help="use only this many training examples")
    train.add_argument("--seed", type=int, metavar="N")
    runs = add("runs", run_commands.runs, "List all runs, newest first, or clean up.")
    runs.add_argument(
        "--delete-older-than",
        metavar="AGE",
        help="which runs: those that ended longer ago than this, such as 30d, 12h, 8w",
    )
    runs.add_argument("--yes", action="store_true", help="and delete them")
    for name, run, text in (
        ("predict", commands.predict, "Apply a trained network to a text or a test example."),
        (
            "trace",
            commands.trace,
            "Write every gate and state for a text or a test example; arrays are named layer/part.",
        ),
    ):
        part = add(name, run, text, json=name == "predict")
        part.add_argument("id", metavar="RUN", help="a run's id, or the beginning of it")
        part.add_argument("text", metavar="TEXT", nargs="?")
        part.add_argument("--example", type=int, metavar="N", help="read test example N instead of a text")
        if name == "trace":
            part.add_argument("-o", "--output", required=True, metavar="trace.npz")
    memory = add("memory", commands.memory, "How well the answer can be read out of the states, step by step.")
    memory.add_argument("ids", metavar="RUN", nargs="+", help="a run's id, or the beginning of it")
    memory.add_argument("--epoch", type=int, metavar="N", help="the weights after epoch N; 0 is before training")
    export = add(
        "export",
        commands.export,
        "Write a run for other programs: as code, a notebook, a page, a Keras model, CSV, a zip, a card.",
        json=False,
    )
    export.add_argument("id", metavar="RUN", help="a run's id, or the beginning of it")
    export.add_argument("--format", required=True, choices=list(FORMATS))
    export.add_argument("-o", "--output", required=True, metavar="PATH")
    about = "Take in a run that was exported as --format run, or a network that was made elsewhere."
    bring = add("import", bring_commands.bring, about)
    bring.add_argument("file", metavar="FILE", help="a run.zip, or a model.keras")
    bring.add_argument("--vocabulary", metavar="words.json", help="the words of a .keras file's tokens, as a JSON list")
    bring.add_argument("--timesteps", type=int, metavar="N", help="of an example, where a .keras file leaves them open")
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; without any, start the app in the place of this process.

    Returns the exit status: 0, or 2 after one plain sentence; 130 after Ctrl-C, 141 when the reader of the output left.
    """
    arguments = sys.argv[1:] if arguments is None else arguments
    if not arguments:
        start()
    output.prepare()
    one_blas_thread()
    try:
        try:
            given = vars(parser().parse_args(arguments))
            given.pop("run")(**given)
        finally:
            output.flush()
    except PlaygroundError as error:
        return _refused(str(error))
    except BrokenPipeError:
        output.discard()
        return 141
    except OSError as error:
        output.discard()
        what = error.filename or "The output"
        return _refused(f"{what} cannot be used: {error.strerror or error}. Choose another place, or allow it.")
    except KeyboardInterrupt:
        return 130
    return 0


def start() -> NoReturn:
    """Become the server of the app."""
    os.execv(sys.executable, [sys.executable, "-m", "streamlit", "run", str(PROJECT / "app.py")])


def command() -> NoReturn:
    """What `rnn-playground` runs."""
    sys.exit(main())


def _refused(why: str) -> int:
    """The status, after one sentence."""
    with suppress(OSError):
        print(why, file=sys.stderr)
    return 2


if __name__ == "__main__":
    command()
