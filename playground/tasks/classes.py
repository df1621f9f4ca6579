"""One class for each example: of two, or of several."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from playground.languages import N_
from playground.tasks.base import Answer, Task
from playground.wording import stated

MOST_CLASSES = 5
"""In the figures behind an answer: the most probable."""


class Binary(Task):
    """One of two classes, by the probability of the second: `{"probability": 0.75}`."""

    name = "binary"
    activation = "sigmoid"
    loss = N_("binary cross-entropy")
    classifies = True
    derived = N_("the output, before its sigmoid")
    results = ("confusion",)

    def num_outputs(self, names: Sequence[str]) -> int:
        return 1

    def output_names(self, names: Sequence[str]) -> tuple[str, ...]:
        return super().output_names(names[1:])

    def predictions(self, outputs: np.ndarray) -> np.ndarray:
        return (outputs[..., 0] >= 0.5).astype(np.int64)

    def distribution(self, outputs: np.ndarray) -> np.ndarray:
        return np.concatenate([1 - outputs, outputs], axis=-1)

    def decode(
        self, output: np.ndarray, mask: np.ndarray, names: Sequence[str], in_units: Callable[[Any], Any], unit: str
    ) -> Answer:
        return {"probability": float(output[0])}

    def describe(self, answer: Answer, names: Sequence[str]) -> tuple[str, str]:
        probability = answer["probability"]
        return names[probability >= 0.5], stated(names[1], probability)

    def truth(self, target: np.ndarray, names: Sequence[str], unit: str) -> str:
        return names[int(target)] if target >= 0 else ""


class Multiclass(Task):
    """One of several classes, by the probability of each: `{"probability": [0.1, 0.9], "class": "7"}`."""

    name = "multiclass"
    activation = "softmax"
    loss = N_("cross-entropy")
    classifies = True
    derived = N_("the right class, before the softmax")
    results = ("confusion",)

    def decode(
        self, output: np.ndarray, mask: np.ndarray, names: Sequence[str], in_units: Callable[[Any], Any], unit: str
    ) -> Answer:
        return {"probability": [float(p) for p in output], "class": names[int(output.argmax())]}

    def describe(self, answer: Answer, names: Sequence[str]) -> tuple[str, str]:
        best = np.argsort(answer["probability"])[::-1][:MOST_CLASSES]
        return answer["class"], ", ".join(stated(names[c], answer["probability"][c]) for c in best)

    def truth(self, target: np.ndarray, names: Sequence[str], unit: str) -> str:
        return names[int(target)] if target >= 0 else ""
