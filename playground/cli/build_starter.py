"""Make a run that comes with the playground: train it, halve its weights, measure it again, check it.

    python -m playground.cli.build_starter -o FOLDER [--language zh]

It trains like any other run, from a fixed seed; the English one from the archive of IMDB in PLAYGROUND_DATA. What is
written to FOLDER is a run's folder with less in it: weights as float16 of some epochs, and as test results what the
NumPy reference says with just those weights of all test reviews. Nothing is written unless it is small enough, and
accurate enough on those reviews and on each half of a fixed list of short sentences: see starters.py.
"""

import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from playground.cli.shipping import events, folder_bytes, halved, new_folder, script, train
from playground.cli.short_sentences import Judged
from playground.cli.starters import STARTERS, Starter
from playground.encodings.text import as_text_encoding
from playground.errors import RunError
from playground.prediction.predict import network
from playground.prediction.splits import run_examples
from playground.runs import Run

AT_ONCE = 250


def ship(run: Run, output: Path, starter: Starter) -> None:
    """Write what is worth keeping of a finished run to the folder `output`.

    Raises `RunError` when they are not good enough or the folder is too large; `StorageError` when it is not new.
    """
    with new_folder(output) as folder:
        made = halved(run, starter.kept, folder).path
        test, confusion = measure(Run(made))
        np.savez_compressed(made / "results.npz", confusion=confusion)
        (made / "events.jsonl").write_text(events(run, test), encoding="utf-8")
        (made / "README.md").write_text(readme(Run(made), starter), encoding="utf-8")
        size = folder_bytes(made)
        sentences = both_halves(Run(made), starter)
        enough = min(right / of for right, of in sentences) >= starter.least_of_sentences
        if test["accuracy"] < starter.least_accuracy or not enough or size > starter.most_bytes:
            raise RunError(
                f"The network has a test accuracy of {test['accuracy']:.4f}, judges {told(sentences)} short sentences "
                f"right and has {size:,} bytes; expected at least {starter.least_accuracy}, at least "
                f"{starter.least_of_sentences:.1%} of each half and at most {starter.most_bytes:,}. Change starters.py."
            )


def measure(run: Run, most: int | None = None) -> tuple[dict[str, float], np.ndarray]:
    """How right the NumPy reference is with the last weights on `most` test reviews, evenly spaced (None: all).

    Returns loss and accuracy (0–1), and the confusion (2, 2) int64: rows what is true, columns what it says.
    """
    reviews = run_examples(run.config).test
    trained, encoded = network(run), run.encoding.encode(reviews)
    side, truth = run.config.encoding.padding, reviews.targets
    indices = np.linspace(0, len(truth) - 1, most or len(truth)).astype(np.int64)
    indices = indices[np.argsort(encoded.lengths[indices], kind="stable")]  # like lengths together: little padding
    predictions = np.concatenate(
        [
            trained.probabilities(encoded.inputs(some, int(encoded.lengths[some].max()), side))
            for some in np.split(indices, range(AT_ONCE, len(indices), AT_ONCE))
        ]
    )
    truth = truth[indices].astype(np.int64)
    loss = -np.log(np.maximum(np.where(truth, predictions, 1 - predictions), 1e-7)).mean()
    accuracy = ((predictions >= 0.5) == truth).mean()
    confusion = np.bincount(truth * 2 + (predictions >= 0.5), minlength=4).reshape(2, 2)
    return {"loss": round(float(loss), 6), "accuracy": round(float(accuracy), 6)}, confusion


def judged_right(run: Run, kinds: Sequence[Judged]) -> tuple[int, int]:
    """How many of the sentences the NumPy reference judges right with the last weights, and how many there are."""
    trained, encoding = network(run), as_text_encoding(run.encoding)
    right = [
        (trained.trace(encoding.text(sentence)).probability >= 0.5) == kind.positive
        for kind in kinds
        for sentence in kind.sentences
    ]
    return sum(right), len(right)


def both_halves(run: Run, starter: Starter) -> list[tuple[int, int]]:
    """`judged_right` of the sentences for development, then of those for the last check."""
    return [judged_right(run, half) for half in starter.halves]


def told(counts: Sequence[tuple[int, int]]) -> str:
    """Such as "35 of 40 and 36 of 40"."""
    return " and ".join(f"{right} of {of}" for right, of in counts)


def readme(run: Run, starter: Starter) -> str:
    """What the folder is, for whoever finds it: how it was made, how good it is, whose reviews it learned from."""
    config, history = run.config, run.history()
    added = config.stages[0][1].dataset.num_added
    (development, half), (final, _) = both_halves(run, starter)
    return starter.readme.format(
        network=" → ".join(planned.layer.label() for planned in config.plan.layers),
        train=history.facts["train"] + history.facts["validation"] - added,
        added=f" and {added:,} short clauses cut from them" if added else "",
        test=history.facts["test"],
        accuracy=history.test["accuracy"],
        sentences=2 * half,
        half=half,
        development=development,
        final=final,
        words=len(as_text_encoding(run.encoding).words),
        citation=config.dataset.citation,
        source=config.dataset.source,
    )


def make(output: Path, language: str = "en") -> str:
    """Make the starter of a language.  Returns how good it is."""
    starter = STARTERS[language]
    ship(train(starter.config), output, starter)
    history = Run(output).history()
    return (
        f"test accuracy {history.test['accuracy']:.4f} on {history.facts['test']:,} reviews "
        f"(float16 weights, NumPy reference)\n"
        f"short sentences judged right: {told(both_halves(Run(output), starter))}"
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """See `script`."""
    return script("Make a starter network.", make, arguments, language=STARTERS)


if __name__ == "__main__":
    sys.exit(main())
