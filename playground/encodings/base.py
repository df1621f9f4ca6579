"""What an encoding is: its settings, what it learns from training examples, what it makes of examples."""

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any, ClassVar, Protocol

import numpy as np

from playground.choices import Choices
from playground.datasets import Dataset, Examples, Progress
from playground.layers import Layer


class EncodedExamples(Protocol):
    """Examples as the network is given them, cut into batches by whoever trains."""

    def __len__(self) -> int: ...

    @property
    def lengths(self) -> np.ndarray:
        """(examples,) int64: timesteps of each example without padding."""

    def inputs(self, indices: np.ndarray, timesteps: int, side: str) -> np.ndarray:
        """What the first layer takes of the examples at `indices`, padded at `side` ("front" or "back").

        Token ids (len(indices), timesteps) int32, or numbers (len(indices), timesteps, features) float32.
        """

    def targets(self, indices: np.ndarray, timesteps: int, side: str) -> np.ndarray:
        """Their targets, one an example, or (len(indices), timesteps) with -1 where none is asked for."""


class EncodedExample(Protocol):
    """One example as the network is given it."""

    @property
    def inputs(self) -> np.ndarray:
        """What the first layer takes, (timesteps,) or (timesteps, features)."""

    @property
    def mask(self) -> np.ndarray:
        """(timesteps,) bool, false: padding."""

    @property
    def labels(self) -> tuple[str, ...]:
        """What stands at each timestep, (timesteps,)."""


class FittedEncoding(Protocol):
    """An encoding with what it learned from training examples."""

    @property
    def encoding(self) -> "Encoding":
        """Its settings."""

    @property
    def table(self) -> np.ndarray | None:
        """The first layer's weights to start from, where they are not random."""

    def encode(self, examples: Examples) -> EncodedExamples:
        """Whole examples, not padded yet."""

    def learned(self) -> dict[str, Any]:
        """What was learned, for a JSON file; `Encoding.restore` reads it back."""


class Encoding(Choices, ABC):
    """How an example becomes what a network's first layer takes.  Subclasses add `kind` and their settings.

    Every encoding has these, as settings of the learner's or fixed:
    mask: whether padding can be skipped; padding, truncation: "front" or "back", where empty timesteps are added to a
    short example, and where a long one is cut; reverse: whether the last timestep is read first.
    """

    about: ClassVar[str]
    kind: str = ""
    """Told apart by it in files and links: each subclass has its own."""
    if TYPE_CHECKING:  # settings of some subclasses, fixed in others

        @property
        def mask(self) -> bool: ...
        @property
        def padding(self) -> str: ...
        @property
        def truncation(self) -> str: ...
        @property
        def reverse(self) -> bool: ...

    @abstractmethod
    def fits(self, reads: str) -> bool:
        """Whether it encodes datasets that read "words", "characters" or "numbers"."""

    @abstractmethod
    def first_layer(self) -> Layer | None:
        """The layer that turns token ids into numbers; None where they are numbers already."""

    @abstractmethod
    def input_shape(self, dataset: Dataset) -> tuple[int, ...]:
        """Shape of one encoded example: (timesteps,) or (timesteps, features)."""

    @abstractmethod
    def fit(self, examples: Examples, progress: Progress | None = None) -> FittedEncoding:
        """Learn from training examples."""

    @abstractmethod
    def restore(self, learned: dict[str, Any]) -> FittedEncoding:
        """What `FittedEncoding.learned` gave, as the fitted encoding again.

        Raises `LookupError`, `TypeError` or `ValueError` for anything else.
        """
