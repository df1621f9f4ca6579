"""What stands beside the layers of a traced example in a picture over time: what is said, and the numbers read."""

import numpy as np

from playground.datasets import Dataset
from playground.languages import _
from playground.prediction.predict import answer, in_words
from playground.reference import Trace
from playground.runs import Run
from playground.wording import stated


def said_where(run: Run, trace: Trace, columns: tuple[str, ...]) -> list[tuple[float, str, str]]:
    """What the network says and where, at the end or at each timestep: (column, short text, longer text) each."""
    config, output = run.config, trace.output
    names = config.dataset.class_names
    if output.ndim == 1:
        prediction, figures = in_words(config, answer(config, run.encoding, trace))
        return [(len(columns), prediction, figures.split(", P(")[0])]
    start = len(columns) - len(output)
    best = output.argmax(axis=-1)
    return [(start + t, names[c], stated(names[c], float(output[t, c]))) for t, c in enumerate(best)]


def numbers_read(dataset: Dataset, trace: Trace) -> tuple[np.ndarray, tuple[str, ...], str] | None:
    """The numbers that are read (timesteps, features), their names and a heading; None where it is tokens."""
    values = trace.inputs
    if values.ndim == 1:
        return None
    names = dataset.feature_names or tuple(_("feature {number}", number=index) for index in range(values.shape[1]))
    return values, tuple(names), _("Input, standardised")
