"""The course of a verdict: what a network says after every word of a text, and what its gates do meanwhile."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from playground.encodings import EncodedText
from playground.encodings.sequences import in_common
from playground.reference import Network, Trace
from playground.tasks import TASKS

MOST_WORK = 5e9
"""Multiplications one answer may take, about a third of a second.  A network that does not read once leaves out the
first words of a text that would take more."""
A_TIMESTEP = 5_000
"""Multiplications that take as long as all else in one timestep of a recurrent layer."""


@dataclass(frozen=True)
class Course:
    """One text through one network, word by word, in the order of reading.

    predictions (words read, classes) float32: the probability of each class had the text ended there; NaN for the first
    `start` words, which would have taken too long.  before (classes,): before the first word.
    traced: the whole text.  gates: name → (words read,): the mean over the units of each gate of the last recurrent
    layer, or of the size of its state where it has no gates; empty where its timesteps are not words.
    """

    encoded: EncodedText
    traced: Trace
    predictions: np.ndarray
    before: np.ndarray
    start: int
    gates: dict[str, np.ndarray]

    @cached_property
    def verdicts(self) -> np.ndarray:
        """The class predicted after each word from `start` on: (words,) int; of two classes the second from 0.5 on."""
        predictions = self.predictions[self.start :]
        return (predictions[:, 1] >= 0.5).astype(int) if predictions.shape[1] == 2 else predictions.argmax(axis=1)

    @property
    def turned(self) -> np.ndarray:
        """The words, of all, at which another class is predicted than before: (turns,) int."""
        return turned(self.verdicts) + self.start

    @property
    def watched(self) -> int:
        """The class whose probability tells most: the second of two, else the one predicted in the end."""
        return 1 if self.predictions.shape[1] == 2 else int(self.verdicts[-1])

    @cached_property
    def changes(self) -> np.ndarray:
        """How much each word moved the probability of the class `watched`: (words read,), NaN where not known."""
        return np.diff(
            self.predictions[:, self.watched], prepend=self.before[self.watched] if not self.start else np.nan
        )


def turned(verdicts: np.ndarray) -> np.ndarray:
    """Where another class is predicted than before: (turns,) int."""
    return np.flatnonzero(np.diff(verdicts)) + 1


def course(
    network: Network, encoded: EncodedText, last: Course | None = None, most_work: float | None = None
) -> Course:
    """What `network`, which says a class, makes of a text word by word.

    last: of the same network, the text before: prefixes the two have in common are not read again.
    most_work: multiplications a network that does not read once may take; None: `MOST_WORK`.
    Raises `DivergedError` where not all of it are numbers.
    """
    traced = network.continued(last.traced, encoded) if last and network.reads_once else network.trace(encoded)
    traced.checked()
    if network.reads_once:
        start, predictions = 0, _of_classes(network.running_of(traced))
    else:
        start, predictions = _from_prefixes(network, encoded, last, most_work)
    before = (
        last.before
        if last
        else _of_classes(network.before()[None] if predictions.shape[1] > 2 else network.before())[0]
    )
    return Course(encoded, traced, predictions, before, start, gate_means(network, traced))


def _from_prefixes(
    network: Network, encoded: EncodedText, last: Course | None, most_work: float | None
) -> tuple[int, np.ndarray]:
    """The first word that is affordable, and the probabilities after each word; NaN before it."""
    start = first_affordable(network, int(encoded.mask.sum()), most_work)
    known = in_common(encoded.inputs[encoded.mask], last.encoded.inputs[last.encoded.mask]) if last else 0
    if last and last.start <= start < known:
        start, begun = last.start, last.predictions[:known]
    else:
        known = start
        classes = TASKS[network.plan.task].distribution(np.zeros(network.plan.output_shape[-1])).size
        begun = np.full((start, classes), np.nan, np.float32)
    return start, np.concatenate([begun, _of_classes(network.running(encoded, known))])


def gate_means(network: Network, traced: Trace) -> dict[str, np.ndarray]:
    """The gates of the last recurrent layer over the words read, see `Course.gates`."""
    if not network.plan.recurrent:
        return {}
    planned = network.plan.recurrent[-1]
    layer, parts = planned.layer, traced.layers[planned.name]
    if planned.input_shape != (network.plan.timesteps, planned.input_shape[-1]):
        return {}
    gates = layer.reads_with.gates
    means = {}
    for direction in layer.directions or ("",):
        for part in gates or ("hidden",):
            values = parts[f"{direction}/{part}" if direction else part][traced.mask]
            name = part if gates else "size of the state"
            means[f"{direction} {name}".strip()] = (values if gates else np.abs(values)).mean(axis=1, dtype=float)
    return means


def first_affordable(network: Network, count: int, most_work: float | None = None) -> int:
    """The first of `count` words read from which on reading every prefix anew stays within `most_work`."""
    timesteps = np.arange(1, count + 1) if network.plan.mask else np.full(count, network.plan.timesteps)
    each, once = 0, 0
    for planned in network.plan.layers:
        if planned.layer.kind in ("embedding", "one_hot", "multi_hot"):
            continue
        if len(planned.input_shape) == 2:
            each += planned.num_parameters + A_TIMESTEP * planned.layer.recurrent
        else:
            once += planned.num_parameters
    from_here = np.cumsum((timesteps * each + once)[::-1])[::-1]  # work of this prefix and all longer ones
    affordable = from_here <= (most_work or MOST_WORK)
    return min(int(np.argmax(affordable)) if affordable.any() else count - 1, count - 1)


def _of_classes(predictions: np.ndarray) -> np.ndarray:
    """Probabilities of class 1 (words,) as those of both classes; those of each class stay: (words, classes)."""
    return np.stack([1 - predictions, predictions], axis=1) if predictions.ndim == 1 else predictions
