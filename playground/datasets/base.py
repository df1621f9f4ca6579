"""What every dataset offers: options a learner may set, a way to be fetched, and its examples as flat arrays."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Literal

import numpy as np

from playground.choices import Choices
from playground.datasets.deciding_part import DecidingPart
from playground.datasets.number_examples import NumberExamples
from playground.datasets.text_examples import TextExamples
from playground.languages import N_, _
from playground.tasks import TASKS

Progress = Callable[[int, int, str], None]
"""Called as `progress(done, total, what)`; `what` is a few words a learner reads, `done` and `total` share a unit."""
Examples = TextExamples | NumberExamples


@dataclass(frozen=True)
class Splits:
    """Train and test; validation examples are carved from train by whoever trains, unless a dataset brings its own."""

    train: Examples
    test: Examples
    validation: Examples | None = None


class Dataset(Choices, ABC):
    """A dataset and its options: the fields are what a learner may set, and forms are drawn from them.

    Each subclass adds `name: Literal["its name"] = "its name"`, by which a configuration tells datasets apart.
    What is a property here a subclass answers with a constant, or with a property where the options decide.
    """

    about: ClassVar[str]
    timestep: ClassVar[str] = "timestep"
    """What a timestep of an example without times of its own is called."""
    language: ClassVar[str] = "en"
    """Of its texts, where they are not a learner's own."""
    is_own: ClassVar[bool] = False
    """Whether it is a file that a learner uploaded."""
    repeats: ClassVar[bool] = False
    """Whether its texts may repeat, as in a file of one's own: equal ones then stand on one side of the validation."""
    own_validation: ClassVar[bool] = False
    """Whether it brings its own validation examples, as one that is split by time does."""
    is_image: ClassVar[bool] = False
    """Whether the numbers of an example are pixels, a row per timestep."""
    source: ClassVar[str]
    licence: ClassVar[str]
    citation: ClassVar[str]
    download_size: ClassVar[str | None] = None
    """Such as "84 MB"; None when the dataset ships with the project."""
    files: ClassVar[tuple[str, ...]] = ()
    """Names in the data folder under which its file is found, that of the download first."""
    elsewhere: ClassVar[str] = ""
    """Where the same file can be had when its own place does not answer."""
    checksum: ClassVar[str] = ""
    """Of the published file, `md5:…` or `sha256:…`; empty where none is published: `check_file` reads it."""
    largest_file: ClassVar[int] = 0
    """Bytes of the published file, or of the largest of them."""

    if TYPE_CHECKING:

        @property
        def name(self) -> str: ...

    @property
    def task(self) -> str:
        """A name in `playground.tasks.TASKS`."""
        return "binary"

    @property
    def reads(self) -> Literal["words", "characters", "numbers"]:
        """What an example is made of: decides which encodings fit."""
        return "words"

    @property
    def tests_on(self) -> str:
        """What its test examples are to a network, as a list of them is headed."""
        return N_("Not trained on")

    @property
    def splitter(self) -> str:
        """How its texts are best split into tokens, a name in `playground.datasets.tokenizers.SPLITTERS`."""
        return "words"

    @property
    def longest(self) -> int:
        """Tokens of the longest training text, where encodings should fit it; 0: not known before it is loaded."""
        return 0

    @property
    def class_names(self) -> tuple[str, ...]:
        """The classes, or the symbols of an answer; empty where the target is a number."""
        return ("negative", "positive")

    @property
    def class_counts(self) -> tuple[int, ...]:
        """Training examples of each class, where that is known before anything is loaded."""
        return ()

    @property
    def answer_length(self) -> int:
        """Symbols of the answer where the task is `sequence`."""
        return 0

    @property
    def input_shape(self) -> tuple[int, int]:
        """(timesteps, features) of an example of numbers."""
        return (0, 0)

    @property
    def feature_names(self) -> tuple[str, ...]:
        """What the columns of an example of numbers are; empty when they need no names."""
        return ()

    @property
    def unit(self) -> str:
        """Of a target that is a number, such as "°C"."""
        return ""

    @property
    @abstractmethod
    def num_train(self) -> int:
        """How many training examples there are, known before anything is loaded: limits are checked with it."""

    @property
    def num_added(self) -> int:
        """How many examples `to_learn_from` adds."""
        return 0

    @property
    def num_test(self) -> int:
        """How many test examples there are, about: a guess of how long a run takes needs no more."""
        return self.num_train // 4

    @property
    def num_outputs(self) -> int:
        """Units of the output layer."""
        return TASKS[self.task].num_outputs(self.class_names)

    def label(self) -> str:
        """How this dataset is called in a list; of one's own data the name of the file."""
        return _(self.title)

    def is_here(self) -> bool:
        """True when `load` needs no network."""
        return True

    def is_ready(self) -> bool:
        """True when `load` takes a moment only: nothing is left to download or to parse."""
        return True

    def fetch(self, progress: Progress | None = None) -> None:
        """Make the dataset loadable without network, and read it: what is here may be damaged.  Raises as `load`."""
        self.load(progress)

    def check_file(self, path: Path) -> None:
        """Raise `ArchiveError` unless the file at `path` is the published one, as far as its checksum does not say."""

    @abstractmethod
    def load(self, progress: Progress | None = None) -> Splits:
        """The examples, fetched first if need be."""

    def to_learn_from(self, train: Examples) -> Examples:
        """A run's training examples, and after them those that the dataset makes of them to be trained on, too.

        Made of these alone: what validates or tests is not in them.
        """
        return train

    def line(self, examples: Examples, number: int) -> str:
        """An example of this dataset in one line; empty for numbers that are better drawn."""
        return " ".join(examples.texts[number].split()) if isinstance(examples, TextExamples) else ""

    @property
    def ahead(self) -> float:
        """How many timesteps behind the last that is read stands what is to be said; 0 where it is of what is read."""
        return 0.0

    def course(self, examples: Examples) -> np.ndarray | None:
        """The numbers that are drawn of these examples, (examples, timesteps) float32; None where nothing is."""
        return None

    def marks(self, examples: Examples) -> np.ndarray | None:
        """Which timesteps of these examples matter for the answer, (examples, timesteps) bool; None: not known."""
        return None

    def deciding_part(self, examples: Examples) -> DecidingPart | None:
        """Where in each of these examples stands what has to be remembered; None where the dataset does not know.

        examples: of this dataset, as `load` gives them or some of them; texts may be split otherwise.
        """
        return None
