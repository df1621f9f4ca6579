"""How much of what a network says, or of its loss, reaches back through time: the mean over many test examples.

One trained, confident example is a poor witness; so what is said of a network is said of the mean over test examples.
All of them are aligned at the end: index k is k timesteps before the one that is read last.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from playground.background import Report
from playground.caching import remembered
from playground.datasets import TextExamples
from playground.encodings import EncodedExamples
from playground.layers import EncoderDecoder, Recurrent
from playground.layers.plan import Plan
from playground.prediction.predict import network
from playground.reference import Network
from playground.reference.gradient_norms import Of, State, norms
from playground.reference.over_time import of
from playground.reference.traces import Traces
from playground.runs import Run

EXAMPLES, FEWEST = 200, 10
"""Test examples the mean is taken over, if there are so many; how few it may be where a network is very large."""
WORK = 20_000_000_000
"""Products of weights and states on the way forward, all examples together, up to which `EXAMPLES` are taken."""
BATCH_BYTES = 100_000_000
REACHED = 4
"""The mean goes back as far as one in this many of the examples does."""


@dataclass(frozen=True)
class Course:
    """The norm of a gradient on its way back, over many examples; (timesteps,) each, 0 timesteps back first.

    mean: the geometric mean, without the examples at which it is exactly 0; 0 where that is more than half of them.
    low, high: the quartiles, of all.  examples, zeros: how many reach so far back, and at how many it is exactly 0.
    A norm too large for a computer is infinite.
    """

    mean: np.ndarray
    low: np.ndarray
    high: np.ndarray
    examples: np.ndarray
    zeros: np.ndarray


@dataclass(frozen=True)
class Courses:
    """How the gradients of a network travel, over `examples` test examples of `available`.

    whole: by state, all that reaches it.  alone: of layers whose every timestep is used above, the part that comes from
    the timestep read last by time alone.  kept: layer and direction → the share of its state that is kept,
    the mean over all that is read, 0–1.
    """

    examples: int
    available: int
    whole: dict[State, Course]
    alone: dict[State, Course]
    kept: dict[tuple[str, str], float]

    @property
    def fewer(self) -> bool:
        """Whether the network is so large that it reads fewer examples than another would."""
        return self.examples < min(EXAMPLES, self.available)

    def by_time(self, state: State) -> Course:
        """What a sentence is said of: the part that comes by time alone."""
        return self.alone.get(state, self.whole[state])


@remembered
def courses(run_id: str, epoch: float, derived: Of, _report: Report | None = None) -> Courses:
    """Over the test examples of a run with a recurrent layer, after `epoch`.  Shared: do not change it.

    Raises `PlaygroundError` where the dataset or the weights cannot be read.
    """
    run = Run.open(run_id)
    net, test = network(run, epoch), run.config.dataset.load().test
    available = np.arange(len(test))
    if isinstance(test, TextExamples):
        available = np.flatnonzero(test.lengths)
    numbers = available[np.linspace(0, len(available) - 1, most_examples(net.plan, len(available))).astype(int)]
    encoded, parts = run.encoding.encode(test.subset(numbers)), []
    for traces, real, targets in _batches(net, encoded, run.config.encoding.padding):
        parts.append((norms(net, traces, real, targets, derived), _kept(net, traces, real)))
        if _report:
            _report(sum(len(next(iter(whole.values()))) for (whole, _), _ in parts), len(numbers))
    whole, alone = (
        {state: course(_joined([found[which][state] for found, _ in parts])) for state in parts[0][0][which]}
        for which in (0, 1)
    )
    kept = {
        direction: float(np.concatenate([opened[direction] for _, opened in parts]).mean()) for direction in parts[0][1]
    }
    return Courses(len(numbers), len(available), whole, alone, kept)


def most_examples(plan: Plan, available: int) -> int:
    """How many examples the mean is taken over: fewer than `EXAMPLES` where a network would take too long."""
    products = plan.timesteps * sum(
        planned.num_parameters for planned in plan.layers if hasattr(planned.layer, "parts")
    )
    return min(available, EXAMPLES, max(FEWEST, WORK // max(products, 1)))


def course(norms: np.ndarray) -> Course:
    """norms (examples, timesteps): nan where an example does not reach so far back."""
    reach = np.isfinite(norms) | np.isinf(norms)
    far = max(1, int((reach.sum(axis=0) * REACHED >= reach[:, 0].sum()).sum()))
    norms, reach = norms[:, :far], reach[:, :far]
    zeros, examples = (norms == 0).sum(axis=0), reach.sum(axis=0)
    with np.errstate(divide="ignore"):
        logarithms = np.where(reach & (norms > 0), np.log(norms), 0.0)
    mean = np.exp(logarithms.sum(axis=0) / np.maximum(examples - zeros, 1))
    mean = np.where(2 * zeros > examples, 0.0, mean)
    ordered = np.sort(norms, axis=0)  # nan last
    low, high = (ordered[(share * (examples - 1)).round().astype(int), np.arange(far)] for share in (0.25, 0.75))
    return Course(mean, low, high, examples, zeros)


def _batches(net: Network, encoded: EncodedExamples, padding: str) -> Iterator[tuple[Traces, np.ndarray, np.ndarray]]:
    """Examples of like length together: their traces, what is no padding (batch, timesteps) bool, and their targets."""
    order = np.argsort(encoded.lengths, kind="stable")
    units = [
        planned.layer.units * planned.layer.num_blocks
        for planned in net.plan.layers
        if isinstance(planned.layer, Recurrent | EncoderDecoder)
    ]
    size = max(1, BATCH_BYTES // (net.plan.timesteps * sum(units) * 8 * 6))  # 8 bytes; parts, slopes and gradients
    for some in np.split(order, range(size, len(order), size)):
        timesteps = int(encoded.lengths[some].max()) if net.plan.mask else net.plan.timesteps
        inputs = encoded.inputs(some, timesteps, padding)
        real = inputs != 0 if inputs.ndim == 2 else np.ones(inputs.shape[:2], bool)
        yield net.traces(inputs), real, encoded.targets(some, timesteps, padding)


def _kept(net: Network, traces: Traces, real: np.ndarray) -> dict[tuple[str, str], np.ndarray]:
    """Layer and direction → the share of its state that is kept, at all timesteps that are read, in one row."""
    found = {}
    for planned in net.plan.recurrent:
        keeping = planned.layer.reads_with.keeping
        if keeping is None:
            continue
        for direction in planned.layer.directions or ("",):
            parts = traces.layers[planned.name]
            opened = keeping.share((of(parts, direction) if direction else parts)[keeping.gate])
            found[planned.name, direction] = (
                opened[real] if opened.shape[:2] == real.shape else opened.reshape(-1, opened.shape[-1])
            )
    return {direction: opened.mean(axis=-1) for direction, opened in found.items()}


def _joined(parts: list[np.ndarray]) -> np.ndarray:
    """Several (batch, timesteps) under each other, the shorter ones filled with nan far back."""
    longest = max(part.shape[1] for part in parts)
    return np.concatenate(
        [np.pad(part, ((0, 0), (0, longest - part.shape[1])), constant_values=np.nan) for part in parts]
    )
