"""What a network can be asked to do: a task decides its output layer, its loss, and what an output means in words."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from typing import Any, ClassVar

import numpy as np

from playground.languages import N_
from playground.layers import Dense, Layer

Answer = dict[str, Any]
"""What a network says of one example, JSON-able."""


class Task(ABC):
    """One kind of question.  It has no state: all it is given are outputs, and the names or the unit of its dataset.

    name: by which datasets and plans call it
    activation: of the output layer; loss: the loss function in words
    accuracy: whether an answer is right or wrong
    classifies: whether each example has one class; numeric: whether its answer is a number
    each_timestep: whether the network answers at every timestep; answers: whether it writes a sequence of its own
    verbs: what several networks do, and what one does
    truth_label: what stands before the truth of an example
    derived: what a gradient of the answer is taken of
    results: what is kept of the test, without which it cannot be shown
    """

    name: ClassVar[str]
    activation: ClassVar[str]
    loss: ClassVar[str]
    accuracy: ClassVar[bool] = True
    classifies: ClassVar[bool] = False
    numeric: ClassVar[bool] = False
    each_timestep: ClassVar[bool] = False
    answers: ClassVar[bool] = False
    verbs: ClassVar[tuple[str, str]] = (N_("say"), N_("says"))
    truth_label: ClassVar[str] = "Labelled"
    derived: ClassVar[str]
    results: ClassVar[tuple[str, ...]] = ()

    @property
    def metrics(self) -> tuple[str, ...]:
        """What is drawn while a network trains."""
        return ("accuracy", "loss") if self.accuracy else ("loss",)

    @property
    def symbols(self) -> bool:
        """Whether it says many symbols of one example."""
        return self.each_timestep or self.answers

    def num_outputs(self, names: Sequence[str]) -> int:
        """Units of the output layer.  names: of the classes."""
        return len(names)

    def output(self, num_outputs: int) -> Layer:
        """The last layer."""
        return Dense(units=num_outputs, activation=self.activation)

    def output_names(self, names: Sequence[str]) -> tuple[str, ...]:
        """What each output is, such as `P(good)`."""
        return tuple(f"P({name})" for name in names)

    def predictions(self, outputs: np.ndarray) -> np.ndarray:
        """The class that outputs (…, outputs) say: (…,) int."""
        return np.asarray(outputs.argmax(axis=-1))

    def distribution(self, outputs: np.ndarray) -> np.ndarray:
        """The probability of every class: (…, outputs) → (…, classes)."""
        return outputs

    @abstractmethod
    def decode(
        self, output: np.ndarray, mask: np.ndarray, names: Sequence[str], in_units: Callable[[Any], Any], unit: str
    ) -> Answer:
        """What an output says of one example.

        output: (outputs,), or at every timestep; mask (timesteps,) bool, false: padding.
        in_units: a standardised number → in the unit of the dataset.
        """

    @abstractmethod
    def describe(self, answer: Answer, names: Sequence[str]) -> tuple[str, str]:
        """What `decode` gave as a short answer, and the figures behind it."""

    @abstractmethod
    def truth(self, target: np.ndarray, names: Sequence[str], unit: str) -> str:
        """What is true of an example in words; empty where that is not known.

        target: its number or class, () or one a timestep; -1 or nan: not asked, or not known.
        """

    def asked(self, values: np.ndarray, target: np.ndarray) -> np.ndarray:
        """What belongs to an answer: `values` of one example where its `target` asks for something."""
        return values

    def symbols_right(self, outputs: np.ndarray, targets: np.ndarray) -> np.ndarray | None:
        """Which of all symbols that are asked for are right: (symbols,) bool; None where an example has one answer."""
        return None

    def shown(self, outputs: np.ndarray, targets: np.ndarray, in_units: Callable[[Any], Any]) -> np.ndarray:
        """What a row per example shows of the answers: (examples, classes) float, their probabilities.

        outputs (examples, …, outputs); targets (examples,), or (examples, …) with -1 where none is asked for.
        """
        return self.distribution(outputs)

    def correct(self, outputs: np.ndarray, targets: np.ndarray) -> np.ndarray | None:
        """Which answers are right: (examples,) bool; None where none is, or nothing is known.  As in `shown`."""
        return None if (targets < 0).all() else np.asarray(self.predictions(outputs) == targets)

    def is_right(self, prediction: str, truth: str, cut_at: str) -> bool:
        """Whether a short answer is what is true.  cut_at: "front" or "back", where a long text loses tokens."""
        return prediction == truth
