"""Sums to be worked out from their characters: a sequence is read, another of a different length is written."""

from typing import ClassVar, Literal

import numpy as np
from pydantic import Field

from playground.caching import remembered
from playground.datasets.base import Dataset, Progress, Splits
from playground.datasets.text_examples import tokenized
from playground.languages import N_

SYMBOLS = "0123456789 "
"""What an answer is written with: the blank fills up short answers at the back."""


class Addition(Dataset):
    """Questions such as `12+7`, whose answer is `19 `.

    A question is as long as its numbers, 3 to 2 · digits + 1 characters, without leading zeros; an encoding pads it to
    that maximum. An answer always has digits + 1 symbols. Every pair of numbers is as likely as any other.
    """

    name: Literal["addition"] = "addition"
    digits: int = Field(
        2,
        ge=1,
        le=4,
        title=N_("Digits"),
        description=N_("The most digits a number has; the answer may have one more."),
    )
    examples: int = Field(
        8_000,
        ge=200,
        le=40_000,
        multiple_of=200,
        title=N_("Training examples"),
        description=N_(
            "How many sums to learn from, in steps of 200; a quarter as many again are kept for the test. With "
            "1 digit there are only 100 sums and with 2 only 10,000: at most four fifths of them are used for training."
        ),
    )
    reverse: bool = Field(
        False,
        title=N_("Question backwards"),
        description=N_(
            "Write 12+7 as 7+21. What an answer begins with is then read last, which makes it easier to learn."
        ),
    )
    seed: int = Field(
        0,
        ge=0,
        le=999_999,
        title=N_("Dataset seed"),
        description=N_("Another seed draws other sums; the same seed, the same."),
    )

    title: ClassVar[str] = N_("Sums, written out")
    about: ClassVar[str] = N_(
        "Two numbers to add, such as 12+7, and their sum, 19. Nothing tells the network what a digit is worth: it "
        "reads characters and writes characters. Question and answer have different lengths, so it needs an encoder "
        "that reads to the end and a decoder that then writes. No test question was used for training, though 7+12 "
        "may stand in the one and 12+7 in the other."
    )
    task: ClassVar[str] = "sequence"
    reads: ClassVar[Literal["words", "characters", "numbers"]] = "characters"
    class_names: ClassVar[tuple[str, ...]] = tuple(SYMBOLS)
    source: ClassVar[str] = N_("Drawn by RNN Playground itself (playground/datasets/addition.py)")
    licence: ClassVar[str] = N_("The project's own; free to use")
    citation: ClassVar[str] = (
        "Wojciech Zaremba and Ilya Sutskever (2014). Learning to Execute. arXiv:1410.4615 (sums as characters); "
        "reversed questions: Ilya Sutskever, Oriol Vinyals and Quoc V. Le (2014). Sequence to Sequence Learning with "
        "Neural Networks. NIPS 2014."
    )

    @property
    def answer_length(self) -> int:
        """Symbols of an answer, blanks included."""
        return self.digits + 1

    @property
    def num_train(self) -> int:
        pairs: int = 100**self.digits
        return min(self.examples, pairs * 4 // 5)

    def load(self, progress: Progress | None = None) -> Splits:
        """The sums; targets (examples, digits + 1) int32 are indices into `class_names`."""
        return _splits(self)


@remembered
def _splits(options: Addition) -> Splits:
    num_train = options.num_train
    pairs = np.random.default_rng(options.seed).choice(
        100**options.digits, num_train + num_train // 4, replace=False, shuffle=True
    )
    first, second = np.divmod(pairs, 10**options.digits)
    questions = [f"{a}+{b}" for a, b in zip(first.tolist(), second.tolist(), strict=True)]
    if options.reverse:
        questions = [question[::-1] for question in questions]
    answers = [f"{answer:<{options.answer_length}}" for answer in (first + second).tolist()]
    symbols = np.array([[SYMBOLS.index(symbol) for symbol in answer] for answer in answers], np.int32)

    train = tokenized(tuple(questions[:num_train]), symbols[:num_train], "characters")
    test = tokenized(tuple(questions[num_train:]), symbols[num_train:], "characters", train.words)
    return Splits(train, test)
