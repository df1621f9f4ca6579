"""Make the recording that comes with the playground: a small network while it learns, every few batches of it.

    python -m playground.cli.build_recording -o FOLDER [--language zh]

It trains like any other run, from a fixed seed. What is written to FOLDER is a run's folder with less in it: weights as
float16. Nothing is written unless it has learned enough and is small enough.
"""

import sys
from collections.abc import Sequence
from pathlib import Path

from playground.cli.shipping import events, folder_bytes, halved, new_folder, script, train
from playground.config import RunConfig
from playground.datasets.reviews import Reviews
from playground.datasets.reviews_zh import ReviewsZh
from playground.encodings import LearnedEmbedding
from playground.errors import RunError
from playground.layers import LSTM
from playground.runs import Run


def _config(dataset: Reviews | ReviewsZh, encoding: LearnedEmbedding, epochs: int = 6) -> RunConfig:
    return RunConfig(
        dataset=dataset,
        encoding=encoding,
        layers=(LSTM(units=8),),
        learning_rate=0.01,
        epochs=epochs,
        record_every=8,
        seed=1,
    )


CONFIGS = {
    "en": _config(Reviews(distance=10), LearnedEmbedding(vocabulary_size=400, maximum_length=60, dimensions=8)),
    "zh": _config(
        ReviewsZh(distance=10),
        LearnedEmbedding(vocabulary_size=500, maximum_length=60, dimensions=8, split="characters"),
        epochs=7,
    ),
}
"""By language."""
LEAST_ACCURACY = 0.95
MOST_BYTES = 1_000_000


def ship(run: Run, output: Path) -> None:
    """Write what is worth keeping of a finished run to the folder `output`.

    Raises `RunError` when it has not learned enough or the folder is too large; `StorageError` when it is not new.
    """
    with new_folder(output) as folder:
        made = halved(run, run.saved(), folder).path
        test = run.history().test
        (made / "events.jsonl").write_text(events(run, test), encoding="utf-8")
        size = folder_bytes(made)
        if test["accuracy"] < LEAST_ACCURACY or size > MOST_BYTES:
            raise RunError(
                f"The network has a test accuracy of {test['accuracy']:.4f} and {size:,} bytes; expected at least "
                f"{LEAST_ACCURACY} and at most {MOST_BYTES:,}. Change CONFIGS in build_recording.py."
            )


def make(output: Path, language: str = "en") -> str:
    """Make the recording of a language.  Returns how good it is."""
    ship(train(CONFIGS[language]), output)
    made = Run(output)
    return f"test accuracy {made.history().test['accuracy']:.4f}, {len(made.saved())} moments"


def main(arguments: Sequence[str] | None = None) -> int:
    """See `script`."""
    return script("Make the recording that is replayed at first.", make, arguments, language=CONFIGS)


if __name__ == "__main__":
    sys.exit(main())
