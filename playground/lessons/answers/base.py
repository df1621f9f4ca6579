"""What an answer of a lesson is: something computed out of the learner's own runs, told in whole sentences."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from playground.caching import remembered
from playground.datasets.text_examples import as_texts
from playground.datasets.tokenizers import SPLITTERS
from playground.encodings.text import as_text_encoding
from playground.languages import _, n_
from playground.lessons.subjects import Mine
from playground.prediction.cache import network_of, splits
from playground.prediction.splits import test_numbers
from playground.reference import Network
from playground.reference.interventions import Change
from playground.runs import Run
from playground.wording import rounded, stated

MOST = 200
"""Test examples an accuracy is taken over: more would take longer than a step of a lesson may."""


@dataclass(frozen=True)
class Found:
    """What came of it.

    sentence: whole sentences with the numbers.  outcome: which of `Answer.outcomes` came true; empty: the numbers do
    not say.  pending: whether it will say more, since something still trains.
    """

    sentence: str
    outcome: str = ""
    pending: bool = False


@dataclass(frozen=True)
class Answer:
    """A computed answer.

    about: what is computed, in one line.  outcomes: what it may come to; a prediction's choices have these names.
    find: raises a `PlaygroundError`, one sentence, where the learner has to do something first.
    slow: whether it takes longer than a page may.
    """

    about: str
    outcomes: tuple[str, ...]
    find: Callable[[Mine], Found]
    slow: bool = False


def percent(share: float) -> str:
    """A share 0–1: such as `98.5 %`."""
    return _("{points:.1f} %", points=100 * share)


def spaced(text: str) -> str:
    """A text whose percentages are written as `percent` writes them."""
    return re.sub(r"(?<=\d)%", percent(0).removeprefix("0.0"), text)


def signed(number: float, digits: int = 2) -> str:
    """A number with so many digits after the point, such as `−0.13`."""
    return rounded(number, digits).replace("-", "−")


def said_of(run: Run, probability: float) -> str:
    """The probability of the second of two classes: `P(positive) = 0.123`."""
    return stated(run.config.dataset.class_names[1], probability)


def some_test_examples(run: Run) -> tuple[np.ndarray, np.ndarray]:
    """Up to `MOST` of a run's test examples, evenly spaced: inputs (examples, timesteps, …), targets (examples, …)."""
    config = run.config
    parts = splits(config.dataset)
    numbers = test_numbers(config, parts)
    numbers = numbers[np.linspace(0, len(numbers) - 1, min(MOST, len(numbers))).astype(int)]
    encoded = run.encoding.encode(parts.test.subset(numbers))
    every, padding = np.arange(len(encoded)), config.encoding.padding
    timesteps = int(encoded.lengths.max()) if config.plan.mask else config.plan.timesteps
    return encoded.inputs(every, timesteps, padding), encoded.targets(every, timesteps, padding)


@remembered
def accuracy(run_id: str, epoch: float, changes: tuple[Change, ...] = ()) -> float:
    """The share of right answers, 0–1, over `some_test_examples`, of a network that says a class."""
    run = Run.open(run_id)
    inputs, targets = some_test_examples(run)
    net = network_of(run_id, epoch)
    outputs = Network(net.plan, net.encoding, net.weights, changes).outputs(inputs)
    correct = run.config.task.correct(outputs, targets)
    assert correct is not None  # it says a class
    return float(correct.mean())


def of_test(run: Run) -> str:
    """Over how many an `accuracy` is taken: such as `200 test examples`."""
    return test_examples(min(MOST, len(test_numbers(run.config, splits(run.config.dataset)))))


def test_examples(number: int) -> str:
    """Such as `200 test examples`."""
    return n_("{number:,} test example", "{number:,} test examples", number)


def last_recurrent(run: Run) -> str:
    """The name of the last recurrent layer."""
    return run.config.plan.recurrent[-1].name


def test_texts(run: Run) -> Sequence[str]:
    """The test texts of a run that reads words."""
    return as_texts(splits(run.config.dataset).test).texts


def counts(run: Run) -> Callable[[str], int]:
    """How many tokens a text has for a network that reads texts."""
    return SPLITTERS[as_text_encoding(run.encoding).encoding.split].count


def a_text(run: Run, least: int = 4) -> str:
    """The first test text of at least so many tokens."""
    texts, count = test_texts(run), counts(run)
    return next((text for text in texts if count(text) >= least), texts[0])
