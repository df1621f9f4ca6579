"""Many symbols for each example: one at every timestep, or a sequence of its own."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from playground.languages import N_
from playground.tasks.base import Answer, Task

NOT_ASKED = "·"
"""Stands where there is nothing to predict."""


def spelled(symbols: Sequence[str], names: Sequence[str]) -> str:
    """Symbols one after another, with spaces between where they are words.  names: of all."""
    return ("" if max(map(len, names), default=1) <= 1 else " ").join(symbols)


class Symbols(Task):
    """Many symbols for each example."""

    def asked(self, values: np.ndarray, target: np.ndarray) -> np.ndarray:
        return np.asarray(values[target >= 0])

    def symbols_right(self, outputs: np.ndarray, targets: np.ndarray) -> np.ndarray:
        return np.asarray((self.predictions(outputs) == targets)[targets >= 0])

    def shown(self, outputs: np.ndarray, targets: np.ndarray, in_units: Callable[[Any], Any]) -> np.ndarray:
        """The mean probability of the right symbol over the places that are asked for: (examples, 1)."""
        asked = targets >= 0
        right = np.take_along_axis(outputs, np.maximum(targets, 0)[..., None], axis=-1)[..., 0]
        return np.asarray((right * asked).sum(axis=1) / np.maximum(asked.sum(axis=1), 1))[:, None]

    def correct(self, outputs: np.ndarray, targets: np.ndarray) -> np.ndarray:
        """Those in which every symbol that is asked for is right."""
        return np.asarray(((self.predictions(outputs) == targets) | (targets < 0)).all(axis=1))


class NextToken(Symbols):
    """A symbol at every timestep: `{"predicted": "bcd"}`."""

    name = "next_token"
    activation = "softmax"
    loss = "cross-entropy"
    each_timestep = True
    verbs = (N_("expect"), N_("expects"))
    truth_label = "What comes next:"
    derived = "the right symbol at the last position asked for, before the softmax"

    def decode(
        self, output: np.ndarray, mask: np.ndarray, names: Sequence[str], in_units: Callable[[Any], Any], unit: str
    ) -> Answer:
        return {"predicted": spelled([names[c] for c in output[mask].argmax(axis=-1)], names)}

    def describe(self, answer: Answer, names: Sequence[str]) -> tuple[str, str]:
        return answer["predicted"], ""

    def truth(self, target: np.ndarray, names: Sequence[str], unit: str) -> str:
        if (target < 0).all():
            return ""
        return spelled([names[c] if c >= 0 else NOT_ASKED for c in target], names)

    def is_right(self, prediction: str, truth: str, cut_at: str) -> bool:
        """Where anything is asked for; of a text that was cut, of what was read."""
        asked = truth[: len(prediction)] if cut_at == "back" else truth[-len(prediction) :]
        return all(right in (NOT_ASKED, symbol) for symbol, right in zip(prediction, asked, strict=False))


class WrittenSequence(Symbols):
    """Another sequence, written symbol by symbol: `{"answer": "19"}`."""

    name = "sequence"
    activation = "softmax"
    loss = "cross-entropy"
    answers = True
    verbs = (N_("write"), N_("writes"))
    truth_label = "Right answer:"
    derived = "the right symbol at the last position, before the softmax"
    results = ("truth", "written")

    def decode(
        self, output: np.ndarray, mask: np.ndarray, names: Sequence[str], in_units: Callable[[Any], Any], unit: str
    ) -> Answer:
        return {"answer": "".join(names[c] for c in output.argmax(axis=-1)).strip()}

    def describe(self, answer: Answer, names: Sequence[str]) -> tuple[str, str]:
        return answer["answer"], ""

    def truth(self, target: np.ndarray, names: Sequence[str], unit: str) -> str:
        return "".join(names[c] for c in target).strip()
