"""The memory curve: how well what has to be remembered can be read out of a network's states, a given number of
timesteps after it was read.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np

from playground.analysis.alignment import Aligned, Alignment, align, steps_of
from playground.analysis.probe import LEAST, can_probe, readable
from playground.analysis.probed_states import State, batches_of, read_states, states_of
from playground.background import Report
from playground.caching import is_kept, remembered
from playground.cells import STATES
from playground.config import RunConfig
from playground.datasets import Dataset, TextExamples
from playground.encodings.text import as_text_encoding
from playground.errors import RunError
from playground.languages import _
from playground.prediction.predict import network
from playground.prediction.splits import test_numbers
from playground.runs import Run

MOST_EXAMPLES = 1000


@dataclass(frozen=True)
class MemoryCurve:
    """One state of one recurrent layer, or of one direction of it.

    layer: its name in the plan, where it has directions followed by a space and the direction.  state: "h" or "c".
    aligned: what steps are counted from.  name: what is read out, marked, such as "the verdict".
    numbers: whether that is a number, and a score R²; else a score is the share of right answers.
    steps (steps,): timesteps after the deciding part was read, or before the end of what this direction reads.
    score (steps,): see `probe.readable`.  floor (steps,): the same with the answers shuffled.
    examples (steps,): how many examples a score rests on.
    """

    layer: str
    state: str
    aligned: Aligned
    name: str
    numbers: bool
    steps: tuple[int, ...]
    score: tuple[float, ...]
    floor: tuple[float, ...]
    examples: tuple[int, ...]


def check(config: RunConfig) -> None:
    """Raise `RunError` where a run has no memory curve, whatever it has learned."""
    dataset = config.dataset
    if config.task.symbols and type(dataset).deciding_part is Dataset.deciding_part:
        raise RunError(
            _(
                "{dataset}: this network predicts many symbols, so there is no single answer whose memory could be "
                "measured. Choose a run that predicts a class or a number.",
                dataset=_(dataset.title),
            )
        )
    if not config.plan.recurrent:
        raise RunError(
            _(
                "This network has no recurrent layer, so it has no state that could remember anything. Choose another "
                "run."
            )
        )


def remembers(config: RunConfig) -> bool:
    """Whether a run has a memory curve, see `check`."""
    try:
        check(config)
    except RunError:
        return False
    return True


def memory_curves(run: Run, epoch: float | None = None, report: Report = lambda done, total: None) -> list[MemoryCurve]:
    """The curves of a run's network after `epoch` (None: the last saved), the lowest layer first; h before c.

    Up to `MOST_EXAMPLES` of the test examples are read, evenly spaced among them.  Raises `RunError` where `check`
    does, and without weights or with too few examples, and what loading the dataset raises.
    """
    check(run.config)
    saved = run.saved_epochs()
    return _curves(run.id, saved[-1] if epoch is None and saved else epoch, report)


def known_curves(run: Run, epoch: float) -> list[MemoryCurve] | None:
    """Those of an epoch where they have been worked out already and are kept; else None."""
    asked = run.id, epoch, lambda done, total: None
    return _curves(*asked) if is_kept(_curves, *asked) else None


@dataclass(frozen=True)
class _Line:
    """A state, the steps at which it can be probed, and its own timestep at each, -1 where an example has none.

    steps (steps,) int; own (examples, steps) int.
    """

    state: State
    alignment: Alignment
    steps: np.ndarray
    own: np.ndarray


@remembered
def _curves(run_id: str, epoch: float | None, _report: Report) -> list[MemoryCurve]:
    run = Run.open(run_id)
    config, net = run.config, network(run, epoch)
    splits = config.dataset.load()
    numbers = test_numbers(config, splits)
    numbers = numbers[np.linspace(0, len(numbers) - 1, min(MOST_EXAMPLES, len(numbers))).astype(int)]
    examples = splits.test.subset(numbers)
    if isinstance(examples, TextExamples):
        examples = examples.split_into(as_text_encoding(run.encoding).encoding.split)
    encoded = run.encoding.encode(examples)
    timesteps = int(encoded.lengths.max()) if net.plan.mask else net.plan.timesteps
    alignments = align(net.plan, run.encoding, config.dataset, examples, encoded, timesteps)
    lines = [_line(state, alignments[state.direction or "forward"]) for state in states_of(net.plan)]
    if not any(len(line.steps) for line in lines):
        raise RunError(
            _(
                "{number:,} test examples of {dataset} were read; a memory curve needs at least {least} of them, with "
                "different answers. Choose a run on more examples.",
                number=len(examples),
                dataset=_(config.dataset.title),
                least=LEAST,
            )
        )
    batches = batches_of(net.plan, len(examples))
    total = len(batches) + sum(len(line.steps) for line in lines)
    read = []
    for batch in batches:
        read.append(read_states(net, encoded, timesteps, batch, {line.state: line.own for line in lines}))
        _report(len(read), total)
    curves: list[MemoryCurve] = []
    for line in lines:
        done = total - sum(len(other.steps) for other in lines[len(curves) :])
        states = np.concatenate([part[line.state] for part in read])
        curves.append(_curve(line, states, partial(_add, _report, done, total)))
    return [curve for curve in curves if curve.steps]


def _add(report: Report, done: int, total: int, steps: int) -> None:
    report(done + steps, total)


def _line(state: State, alignment: Alignment) -> _Line:
    steps = steps_of(alignment)
    own = state.own(alignment.timesteps(steps))
    own = np.where(alignment.room[:, None] >= steps, own, -1)
    probed = np.array([can_probe(alignment.values[there]) for there in (own >= 0).T], bool)
    return _Line(state, alignment, steps[probed], own[:, probed])


def _curve(line: _Line, states: np.ndarray, one_more: Callable[[int], None]) -> MemoryCurve:
    """Probe a state at each of its steps.  states (examples, steps, units); one_more: called with the steps done."""
    values, scores, floors = line.alignment.values, [], []
    for index, there in enumerate((line.own >= 0).T):
        found, true = states[there, index], values[there]
        scores.append(readable(found, true))
        floors.append(readable(found, np.random.default_rng(index).permutation(true)))
        one_more(index + 1)
    state = line.state
    return MemoryCurve(
        f"{state.layer} {state.direction}".rstrip(),
        STATES[state.part],
        line.alignment.aligned,
        line.alignment.name,
        values.dtype.kind == "f",
        tuple(line.steps.tolist()),
        tuple(scores),
        tuple(floors),
        tuple((line.own >= 0).sum(axis=0).tolist()),
    )
