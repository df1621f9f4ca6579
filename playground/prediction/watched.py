"""Two dozen examples that a network was not trained on, and what it says of them: all at once, as it learns."""

from dataclasses import dataclass

import numpy as np

from playground.caching import remembered
from playground.config import RunConfig
from playground.datasets import Examples, Splits, TextExamples
from playground.prediction.cache import splits
from playground.prediction.naive import naive_error, naive_guess
from playground.prediction.predict import true_of
from playground.prediction.splits import test_numbers
from playground.reference import Network
from playground.runs import Run
from playground.wording import in_unit

MOST = 24
NO_NUMBER = "–"
SHORT = 16
"""Tokens of a text that is read at a glance: longer ones come only where there are too few of these."""


@dataclass(frozen=True)
class Watched:
    """The examples.

    numbers (examples,) int: which of the dataset's test examples.  labels: each in one line, empty where it is better
    drawn.  truths: what is true of each where something is asked, in words.  examples: themselves.
    pixels (examples, rows, columns), series (examples, timesteps): what is drawn of them, float32; None: nothing.
    marks: of each the timesteps that matter; None: not known.
    naive: of numbers how far the naive guess is off on average, with the unit, and what it is, in words; else empty.
    """

    numbers: np.ndarray
    labels: tuple[str, ...]
    truths: tuple[str, ...]
    examples: Examples
    pixels: np.ndarray | None
    series: np.ndarray | None
    marks: tuple[list[int], ...] | None
    naive: tuple[str, str] | tuple[()] = ()


@dataclass(frozen=True)
class Said:
    """What a network says of them: `shown`, `correct` and `symbols_right` of its task, and each answer in a few words.

    Of symbols, words are only those that are asked for.
    What is no number is shown as NaN; it is never right, and `NO_NUMBER` in words.
    """

    shown: np.ndarray
    correct: np.ndarray | None
    symbols: np.ndarray | None
    words: tuple[str, ...]

    @property
    def counted(self) -> np.ndarray | None:
        """What accuracy counts: symbols where it says symbols, else answers."""
        return self.correct if self.symbols is None else self.symbols


@remembered
def watched(config: RunConfig) -> Watched:
    """Up to two dozen test examples: the same number of each class, the classes in turn.  Shared: do not change them.

    Short texts come first, but where a dataset asks to remember over a distance, and of anything else, those that stand
    first; without classes they are spread over all. The longest of them, which is looked at before another is chosen,
    stands first.
    """
    dataset = config.dataset
    numbers = _chosen(config, splits(dataset))
    test = splits(dataset).test
    chosen = test.subset(numbers)
    every, marks, task = np.arange(len(numbers)), dataset.marks(chosen), config.task
    true = [true_of(test, number) for number in numbers.tolist()]
    return Watched(
        numbers,
        tuple(dataset.line(test, number) for number in numbers.tolist()),
        tuple(task.truth(task.asked(one, one), dataset.class_names, dataset.unit) for one in true),
        chosen,
        chosen.take(every) if dataset.is_image and not isinstance(chosen, TextExamples) else None,
        dataset.course(chosen),
        None if marks is None else tuple(np.flatnonzero(each).tolist() for each in marks),
        _naive(config, chosen, splits(dataset).train) if task.numeric else (),
    )


def _naive(config: RunConfig, chosen: Examples, train: Examples) -> tuple[str, str]:
    return in_unit(naive_error(chosen, train), config.dataset.unit), naive_guess(chosen)


def _chosen(config: RunConfig, parts: Splits) -> np.ndarray:
    numbers, test = test_numbers(config, parts), parts.test
    if isinstance(test, TextExamples) and not getattr(config.dataset, "distance", 0):
        numbers = numbers[np.argsort(np.maximum(test.lengths[numbers], SHORT), kind="stable")]
    if not config.task.classifies:
        return np.asarray(numbers[np.linspace(0, len(numbers) - 1, min(MOST, len(numbers))).astype(int)])
    classes = test.targets[numbers].astype(int)
    order = np.argsort(classes, kind="stable")
    first = np.searchsorted(classes[order], classes[order])
    place = np.empty(len(numbers), int)
    place[order] = np.arange(len(numbers)) - first  # among those of its class
    found = numbers[np.lexsort((classes, place))[:MOST]]
    longest = test.lengths[found].argmax() if isinstance(test, TextExamples) else 0
    return np.asarray([found[longest], *np.delete(found, longest)])


def say(run: Run, network: Network) -> Said:
    """What a network of the run says of them, in one reading of all."""
    config, fitted = run.config, network.encoding
    inputs, targets = _given(run.id)
    outputs = network.outputs(inputs)
    in_units = getattr(fitted, "in_units", np.asarray)
    task, names, unit = config.task, config.dataset.class_names, config.dataset.unit
    finite = np.isfinite(outputs.reshape(len(outputs), -1)).all(axis=1)
    answers = (task.asked(output, target) for output, target in zip(outputs, targets, strict=True))
    words = tuple(
        task.describe(task.decode(answer, np.ones(len(answer), bool), names, in_units, unit), names)[0]
        if good
        else NO_NUMBER
        for answer, good in zip(answers, finite, strict=True)
    )
    shown, correct = task.shown(outputs, targets, in_units), task.correct(outputs, targets)
    right = None if correct is None else correct & finite
    return Said(np.where(finite[:, None], shown, np.nan), right, task.symbols_right(outputs, targets), words)


@remembered
def _given(run_id: str) -> tuple[np.ndarray, np.ndarray]:
    """Inputs and targets of all examples as a run takes them, padded to the longest where padding is skipped."""
    run = Run.open(run_id)
    config, examples = run.config, run.encoding.encode(watched(run.config).examples)
    padding, every = config.encoding.padding, np.arange(len(examples))
    timesteps = int(examples.lengths.max()) if config.plan.mask else config.plan.timesteps
    return examples.inputs(every, timesteps, padding), examples.targets(every, timesteps, padding)
