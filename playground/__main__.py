"""The command line: the same things without a browser.  `python -m playground --help`."""

import argparse
import sys
from collections.abc import Callable, Sequence

from playground import commands
from playground.errors import PlaygroundError
from playground.threads import one_blas_thread


def parser() -> argparse.ArgumentParser:
    """Every command with its arguments."""
    top = argparse.ArgumentParser(
        prog="python -m playground", description="Build, train and look inside recurrent neural networks."
    )
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
    fetch = add("fetch", commands.fetch, "Download a dataset ahead of a class, with a progress bar.", json=False)
    fetch.add_argument("dataset", metavar="DATASET")
    train = add("train", commands.train, "Train a run to its end.")
    what = train.add_mutually_exclusive_group(required=True)
    what.add_argument("--recipe", metavar="NAME")
    what.add_argument("--config", metavar="FILE", help="a run's config.json, or a part of one")
    train.add_argument("--epochs", type=int, metavar="N")
    train.add_argument("--train-samples", type=int, metavar="N", help="use only so many training examples")
    train.add_argument("--seed", type=int, metavar="N")
    add("runs", commands.runs, "List all runs, newest first.")
    for name, run, text in (
        ("predict", commands.predict, "What a trained network says of a text or a test example."),
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
    export = add("export", commands.export, "Write a trained run as a Keras model, or its history as CSV.", json=False)
    export.add_argument("id", metavar="RUN", help="a run's id, or the beginning of it")
    export.add_argument("--format", required=True, choices=list(commands.FORMATS))
    export.add_argument("-o", "--output", required=True, metavar="PATH")
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.  Returns the exit status: 0, or 2 after one plain sentence; 130 after Ctrl-C."""
    given = vars(parser().parse_args(arguments))
    one_blas_thread()
    try:
        given.pop("run")(**given)
    except PlaygroundError as error:
        print(error, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
