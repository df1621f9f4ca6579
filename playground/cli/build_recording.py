"""Make the recording that comes with the playground: a small network while it learns, every few batches of it.

    python -m playground.cli.build_recording -o FOLDER

It trains like any other run, from a fixed seed. What is written to FOLDER is a run's folder with less in it: weights as
float16. Nothing is written unless it has learned enough and is small enough.
"""

import argparse
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from playground.cli.shipping import events, folder_bytes, halved, train
from playground.config import RunConfig
from playground.datasets.reviews import Reviews
from playground.encodings import LearnedEmbedding
from playground.errors import PlaygroundError, RunError, StorageError, storage_errors
from playground.layers import LSTM
from playground.runs import Run

CONFIG = RunConfig(
    dataset=Reviews(distance=10),
    encoding=LearnedEmbedding(vocabulary_size=400, maximum_length=60, dimensions=8),
    layers=(LSTM(units=8),),
    learning_rate=0.01,
    epochs=6,
    record_every=8,
    seed=1,
)
LEAST_ACCURACY = 0.95
MOST_BYTES = 1_000_000


def ship(run: Run, output: Path) -> None:
    """Write what is worth keeping of a finished run to the folder `output`.

    Raises `RunError` when it has not learned enough or the folder is too large; `StorageError` when it is not new.
    """
    if output.exists():
        raise StorageError(f"{output} is there already. Give the path of a new folder.")
    with storage_errors(output.parent), tempfile.TemporaryDirectory() as scratch:
        made = halved(run, run.saved(), Path(scratch) / "made").path
        test = run.history().test
        (made / "events.jsonl").write_text(events(run, test), encoding="utf-8")
        size = folder_bytes(made)
        if test["accuracy"] < LEAST_ACCURACY or size > MOST_BYTES:
            raise RunError(
                f"The network has a test accuracy of {test['accuracy']:.4f} and {size:,} bytes; expected at least "
                f"{LEAST_ACCURACY} and at most {MOST_BYTES:,}. Change CONFIG in build_recording.py."
            )
        shutil.copytree(made, output)


def main(arguments: Sequence[str] | None = None) -> int:
    """Make the recording.  Returns the exit status: 0, or 2 after one plain sentence."""
    parser = argparse.ArgumentParser(
        prog="python -m playground.cli.build_recording", description="Make the recording that is replayed at first."
    )
    parser.add_argument("-o", "--output", required=True, metavar="FOLDER", type=Path, help="a new folder")
    output = parser.parse_args(arguments).output
    try:
        ship(train(CONFIG), output)
    except PlaygroundError as error:
        print(error, file=sys.stderr)
        return 2
    made = Run(output)
    print(
        f"test accuracy {made.history().test['accuracy']:.4f}, {len(made.saved())} moments\n"
        f"{output}: {folder_bytes(output):,} bytes"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
