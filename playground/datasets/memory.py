"""The classic problems of long time lags: what matters stands at the beginning, and is needed at the end.

    adding           (0.3, 0) (0.9, 1) (0.1, 0) (0.2, 1) (0.7, 0)   → 0.9 + 0.2
    temporal_order   bXdacYbd                                       → XY
    copy             cafbhgdeab-----?----------                     → cafbhgdeab, at the last ten timesteps

Adding and temporal order come from Hochreiter and Schmidhuber (1997), experiments 5 and 6a; adding with values from 0
to 1 and a plain sum, and copy, are as in Arjovsky, Shah and Bengio (2016).
"""

from typing import ClassVar, Literal

import numpy as np
from pydantic import Field

from playground.caching import remembered
from playground.datasets.base import Dataset, Examples, Progress, Splits
from playground.datasets.deciding_part import DecidingPart
from playground.datasets.number_examples import ArrayExamples, NumberExamples
from playground.datasets.text_examples import TextExamples, ranking
from playground.languages import N_

RELEVANT, DISTRACTORS = "XY", "abcd"
SYMBOLS, BLANK, MARKER = "abcdefgh", "-", "?"
COPIED = 10
"""Symbols to be copied."""
NOT_ASKED = -1
TASK_OF = {"adding": "regression", "temporal_order": "multiclass", "copy": "next_token"}
CLASS_NAMES_OF = {"adding": (), "temporal_order": ("XX", "XY", "YX", "YY"), "copy": tuple(SYMBOLS)}


class Memory(Dataset):
    """One of three problems, with the time lag as a dial; task, classes and shapes follow from the problem."""

    name: Literal["memory"] = "memory"
    problem: Literal["adding", "temporal_order", "copy"] = Field(
        "adding",
        title=N_("Problem"),
        description=N_(
            "adding: add the two marked numbers. temporal_order: say in which order X and Y came. copy: repeat "
            "ten symbols after a pause."
        ),
    )
    lag: int = Field(
        30,
        ge=5,
        le=500,
        title=N_("Lag"),
        description=N_(
            "How many timesteps an example of adding or temporal order has, or how many blanks stand between "
            "seeing and repeating in copy. The longer, the harder to learn."
        ),
    )
    examples: int = Field(
        8_000,
        ge=200,
        le=20_000,
        multiple_of=200,
        title=N_("Training examples"),
        description=N_(
            "How many examples to learn from, in steps of 200; a quarter as many again are kept for the test."
        ),
    )
    seed: int = Field(
        0,
        ge=0,
        le=999_999,
        title=N_("Dataset seed"),
        description=N_("Another seed draws other examples; the same seed, the same."),
    )

    title: ClassVar[str] = N_("Long-lag problems")
    about: ClassVar[str] = N_(
        "Problems that are easy but for time: what matters is seen long before it is asked for, and the error signal "
        "fades on the way back. Adding: two of the numbers are marked, find their sum; always answering 1 is wrong by "
        "0.33 on average. Temporal order: an X or Y comes early, another in the middle, the rest is distraction; "
        "guessing is right in a quarter of the cases. With 32 units, a SimpleRNN learns both at lag 30 and neither at "
        "lag 100, where an LSTM learns both. Copy: ten symbols, a pause, then repeat them; guessing gets one symbol in "
        "eight. Here gates do not help: an LSTM is slow even at lag 10, and a SimpleRNN is ahead of it."
    )
    """What it says of networks was measured: 8,000 examples, Adam 0.005, batch 64, gradients clipped to norm 1."""
    source: ClassVar[str] = N_("Drawn by RNN Playground itself (playground/datasets/memory.py)")
    licence: ClassVar[str] = N_("The project's own; free to use")
    citation: ClassVar[str] = (
        "Sepp Hochreiter and Jürgen Schmidhuber (1997). Long Short-Term Memory. Neural Computation 9(8) (adding, "
        "temporal order); Martin Arjovsky, Amar Shah and Yoshua Bengio (2016). Unitary Evolution Recurrent Neural "
        "Networks. ICML 2016 (copy)."
    )

    @property
    def task(self) -> str:
        """regression for adding, multiclass for temporal order, next_token for copy."""
        return TASK_OF[self.problem]

    @property
    def reads(self) -> Literal["words", "characters", "numbers"]:
        """Numbers for adding, else characters."""
        return "numbers" if self.problem == "adding" else "characters"

    @property
    def class_names(self) -> tuple[str, ...]:
        """The four orders, or the eight symbols; none for adding."""
        return CLASS_NAMES_OF[self.problem]

    @property
    def input_shape(self) -> tuple[int, int]:
        """(lag, 2) for adding."""
        return (self.lag, 2) if self.problem == "adding" else (0, 0)

    @property
    def feature_names(self) -> tuple[str, ...]:
        """What the two columns of adding are."""
        return ("value", "marker") if self.problem == "adding" else ()

    @property
    def num_train(self) -> int:
        return self.examples

    def load(self, progress: Progress | None = None) -> Splits:
        """The examples, drawn in a fraction of a second.

        adding: inputs (examples, lag, 2) float32; targets (examples,) float32, from 0 to 2
        temporal_order: texts of `lag` characters; targets (examples,) int8
        copy: texts of lag + 21 characters; targets (tokens,) int32, -1 but at the last ten characters of each text
        At lags under 10 temporal order has so few texts that some stand in train and test.
        """
        return _splits(self)

    def line(self, examples: Examples, number: int) -> str:
        """Numbers with one digit; the marked ones in brackets."""
        if not isinstance(examples, NumberExamples):
            return super().line(examples, number)
        values = examples.take(np.array([number]))[0]
        return " ".join(f"[{value:.1f}]" if marked else f"{value:.1f}" for value, marked in values)

    def course(self, examples: Examples) -> np.ndarray | None:
        """The numbers that may be marked."""
        return examples.take(np.arange(len(examples)))[:, :, 0] if isinstance(examples, NumberExamples) else None

    def marks(self, examples: Examples) -> np.ndarray | None:
        """The marked numbers, or X and Y; what is to be copied stands first, and needs no mark."""
        if isinstance(examples, NumberExamples):
            return examples.take(np.arange(len(examples)))[:, :, 1] > 0
        return _relevant(examples) >= 0 if self.problem == "temporal_order" else None

    def deciding_part(self, examples: Examples) -> DecidingPart:
        """The first that is to be remembered: the first marked number, the first X or Y, the first symbol to copy.

        The first number is needed until the second is read, to which it is added.
        """
        if isinstance(examples, NumberExamples):
            return _first_number(examples)
        return (_first_relevant if self.problem == "temporal_order" else _first_symbol)(examples)


@remembered
def _splits(options: Memory) -> Splits:
    draw = {"adding": _adding, "temporal_order": _temporal_order, "copy": _copy}[options.problem]
    return draw(np.random.default_rng(options.seed), options.num_train * 5 // 4, options.lag, options.num_train)


def _adding(random: np.random.Generator, count: int, lag: int, num_train: int) -> Splits:
    """One number is marked in the first half, one in the second."""
    rows = np.arange(count)
    indices = random.integers(0, lag // 2, count), random.integers(lag // 2, lag, count)
    inputs = np.zeros((count, lag, 2), np.float32)
    inputs[:, :, 0] = random.random((count, lag), np.float32)
    for index in indices:
        inputs[rows, index, 1] = 1
    targets = inputs[rows, indices[0], 0] + inputs[rows, indices[1], 0]
    parts = slice(num_train), slice(num_train, None)
    return Splits(*(ArrayExamples(inputs[part], targets[part]) for part in parts))


def _temporal_order(random: np.random.Generator, count: int, lag: int, num_train: int) -> Splits:
    """The two symbols stand, as in the paper, between 10 % and 20 %, and between 50 % and 60 % of the way."""
    alphabet = DISTRACTORS + RELEVANT
    rows = np.arange(count)
    ids = random.integers(0, len(DISTRACTORS), (count, lag))
    targets = random.integers(0, len(RELEVANT) ** 2, count)
    for symbol, (first, last) in zip(np.divmod(targets, len(RELEVANT)), ((1, 2), (5, 6)), strict=True):
        index = random.integers(lag * first // 10, lag * last // 10 + 1, count)
        ids[rows, index] = len(DISTRACTORS) + symbol
    return _text_splits(ids, alphabet, targets.astype(np.int8), num_train)


def _copy(random: np.random.Generator, count: int, lag: int, num_train: int) -> Splits:
    """Ten symbols, `lag` blanks, the marker, ten blanks at which the symbols are to be said."""
    alphabet = SYMBOLS + BLANK + MARKER
    ids = np.full((count, COPIED + lag + 1 + COPIED), alphabet.index(BLANK))
    ids[:, :COPIED] = random.integers(0, len(SYMBOLS), (count, COPIED))
    ids[:, COPIED + lag] = alphabet.index(MARKER)
    targets = np.full(ids.shape, NOT_ASKED, np.int32)
    targets[:, -COPIED:] = ids[:, :COPIED]
    return _text_splits(ids, alphabet, targets, num_train)


def _first_number(examples: NumberExamples) -> DecidingPart:
    numbers, marks = np.moveaxis(examples.take(np.arange(len(examples))), 2, 0)
    first, second = marks.argmax(axis=1), marks.shape[1] - 1 - marks[:, ::-1].argmax(axis=1)
    return DecidingPart(N_("the first marked number"), numbers[np.arange(len(numbers)), first], first + 1, second)


def _relevant(examples: TextExamples) -> np.ndarray:
    """0 for an X and 1 for a Y; less than 0 for what distracts from them: (examples, characters)."""
    return _symbols(examples, DISTRACTORS + RELEVANT) - len(DISTRACTORS)


def _first_relevant(examples: TextExamples) -> DecidingPart:
    first = ((ids := _relevant(examples)) >= 0).argmax(axis=1)
    return DecidingPart(N_("the first X or Y"), ids[np.arange(len(ids)), first], first + 1, examples.lengths)


def _first_symbol(examples: TextExamples) -> DecidingPart:
    """Needed until it is said, at the first of the last ten timesteps."""
    ends, needed = np.ones(len(examples), np.int64), examples.lengths - COPIED + 1
    return DecidingPart(N_("the first symbol"), _symbols(examples, SYMBOLS + BLANK + MARKER)[:, 0], ends, needed)


def _symbols(examples: TextExamples, alphabet: str) -> np.ndarray:
    """Indices into `alphabet`, (examples, characters) int64; all texts have the same length."""
    index = np.array([alphabet.index(symbol) for symbol in examples.words])
    return np.asarray(index[examples.token_ids].reshape(len(examples), -1))


def _text_splits(ids: np.ndarray, alphabet: str, targets: np.ndarray, num_train: int) -> Splits:
    """Examples of texts of one length, made without a loop over characters.

    ids: (examples, characters) int, indices into `alphabet`; targets: (examples,), or shaped like `ids`
    """
    count, length = ids.shape
    order = ranking(np.bincount(ids[:num_train].ravel(), minlength=len(alphabet)).tolist(), alphabet)
    rank = np.empty(len(alphabet), np.int32)
    rank[order] = np.arange(len(alphabet), dtype=np.int32)
    words = tuple(alphabet[i] for i in order)
    texts = np.frombuffer(alphabet.encode("ascii"), np.uint8)[ids].tobytes().decode("ascii")

    def examples(start: int, stop: int) -> TextExamples:
        return TextExamples(
            texts=tuple(texts[i * length : (i + 1) * length] for i in range(start, stop)),
            targets=targets[start:stop].ravel(),
            token_ids=rank[ids[start:stop]].ravel(),
            offsets=np.arange(stop - start + 1, dtype=np.int64) * length,
            words=words,
            split="characters",
            each_token=targets.ndim == 2,
        )

    return Splits(train=examples(0, num_train), test=examples(num_train, count))
