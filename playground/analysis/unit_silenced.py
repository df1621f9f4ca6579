"""How good a network is on test examples with all its units, and with one of them silenced."""

from dataclasses import dataclass, replace

import numpy as np
from threadpoolctl import threadpool_limits

from playground.analysis.probed_states import batches_of
from playground.background import Report
from playground.caching import remembered
from playground.datasets import TextExamples
from playground.encodings.text import as_text_encoding
from playground.errors import RunError
from playground.languages import _
from playground.prediction.cache import splits
from playground.prediction.predict import network
from playground.prediction.splits import test_numbers
from playground.reference.interventions import SilenceUnit
from playground.runs import Run

MOST_TESTED = 1_000
"""Test examples, evenly spaced among all."""


@dataclass(frozen=True)
class Silenced:
    """before, after: with all units, and without the one; the share of right answers, 0–1, or where `numbers` the mean
    absolute error in the unit of the dataset.  examples: test examples that were read.
    """

    before: float
    after: float
    numbers: bool
    examples: int


def silenced(run: Run, epoch: float, unit: SilenceUnit, report: Report = lambda done, total: None) -> Silenced:
    """Test a run's network after `epoch` with and without a unit.

    Raises `ChangeError` where there is no such unit, `RunError` where nothing is known of the examples.
    """
    after = _score(run.id, epoch, unit, lambda done, total: report(done, 2 * total))
    before = _score(run.id, epoch, None, lambda done, total: report(total + done, 2 * total))
    return Silenced(before[0], after[0], run.config.task.numeric, before[1])


@remembered
def _score(run_id: str, epoch: float, unit: SilenceUnit | None, _report: Report) -> tuple[float, int]:
    """The score, and of how many examples."""
    run = Run.open(run_id)
    config, parts = run.config, splits(run.config.dataset)
    net = replace(network(run, epoch), changes=(unit,) if unit else ())
    numbers = test_numbers(config, parts)
    chosen = numbers[np.linspace(0, len(numbers) - 1, min(MOST_TESTED, len(numbers))).astype(int)]
    examples = parts.test.subset(chosen)
    if isinstance(examples, TextExamples):
        examples = examples.split_into(as_text_encoding(run.encoding).encoding.split)
    encoded, padding = run.encoding.encode(examples), config.encoding.padding
    timesteps = int(encoded.lengths.max()) if config.plan.mask else config.plan.timesteps
    scores, batches = [], batches_of(net.plan, len(chosen))
    with threadpool_limits(1):  # other processes train
        for done, batch in enumerate(batches, 1):
            outputs = net.outputs(encoded.inputs(batch, timesteps, padding))
            scores.append(_scores(run, outputs, encoded.targets(batch, timesteps, padding)))
            _report(done, len(batches))
    found = np.concatenate(scores)
    if not len(found) or np.isnan(found).any():
        raise RunError(
            _(
                "The right answers to the {number:,} test examples are not all known, so nothing can be counted. "
                "Choose a run with labelled test examples.",
                number=len(chosen),
            )
        )
    return float(found.mean()), len(chosen)


def _scores(run: Run, outputs: np.ndarray, targets: np.ndarray) -> np.ndarray:
    """Right or wrong, 1 or 0, of every answer or symbol that is asked for; of a number how far it is off."""
    task = run.config.task
    if task.numeric:
        in_units = getattr(run.encoding, "in_units", np.asarray)
        return np.abs(in_units(outputs[:, 0].astype(np.float64)) - in_units(targets.astype(np.float64)))
    if (symbols := task.symbols_right(outputs, targets)) is not None:
        return symbols.astype(np.float64)
    known = targets >= 0
    return np.asarray(task.predictions(outputs)[known] == targets[known], np.float64)
