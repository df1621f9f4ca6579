"""A number for each example, such as tomorrow's temperature."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from playground.languages import N_
from playground.tasks.base import Answer, Task
from playground.wording import in_unit


class Regression(Task):
    """A number in the unit of its dataset: `{"value": 12.3, "unit": "°C"}`."""

    name = "regression"
    activation = "linear"
    loss = "mean absolute error"
    accuracy = False
    numeric = True
    verbs = (N_("forecast"), N_("forecasts"))
    truth_label = "True value:"
    derived = "the predicted number"
    results = ("truth", "forecast")

    def num_outputs(self, names: Sequence[str]) -> int:
        return 1

    def output_names(self, names: Sequence[str]) -> tuple[str, ...]:
        return ("forecast",)

    def shown(self, outputs: np.ndarray, targets: np.ndarray, in_units: Callable[[Any], Any]) -> np.ndarray:
        """The numbers in the unit of the dataset: (examples, 1)."""
        return np.asarray(in_units(outputs))

    def correct(self, outputs: np.ndarray, targets: np.ndarray) -> None:
        """A number is nearer or farther."""

    def decode(
        self, output: np.ndarray, mask: np.ndarray, names: Sequence[str], in_units: Callable[[Any], Any], unit: str
    ) -> Answer:
        return {"value": float(in_units(output[0])), "unit": unit}

    def describe(self, answer: Answer, names: Sequence[str]) -> tuple[str, str]:
        return in_unit(answer["value"], answer["unit"]), ""

    def truth(self, target: np.ndarray, names: Sequence[str], unit: str) -> str:
        return "" if np.isnan(target) else in_unit(float(target), unit)
