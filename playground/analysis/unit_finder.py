"""The unit finder: which units of a network's recurrent layers follow what, beyond what shuffling alone gives."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

import numpy as np
from threadpoolctl import threadpool_limits

from playground.analysis.probed_states import State, states_of
from playground.analysis.unit_correlations import (
    RATE,
    Examples,
    Found,
    Shuffle,
    correlations,
    needed,
    with_shuffled_weights,
)
from playground.analysis.unit_features import OWN, Feature, features_of
from playground.background import Report
from playground.caching import remembered
from playground.config import RunConfig
from playground.datasets import TextExamples
from playground.encodings.text import as_text_encoding
from playground.errors import RunError
from playground.languages import _
from playground.layers.encoder_decoder import recurrent_of
from playground.prediction.cache import splits
from playground.prediction.predict import network
from playground.prediction.splits import test_numbers
from playground.reference import Network
from playground.runs import Run

MOST_EXAMPLES = 300
"""Test examples that are read, evenly spaced among all."""
MOST_TIMESTEPS, MOST_WORK = 60_000, 2e9
"""Of them together, and these times the parameters of the recurrent layers: else fewer are read, down to `AT_LEAST`."""
AT_LEAST = 60
LEAST_EXAMPLES = 20
"""Test examples without which nothing is said."""
FEWEST_SHUFFLES, MOST_SHUFFLES = 30, 400
"""Units of one network are alike in what their inputs do to them: a few networks would say too little of others."""
EXTREMES = 3
"""Examples that are shown at either end."""


@dataclass(frozen=True)
class LayerUnits:
    """The units of a layer, or of one direction of it; what they follow is their hidden state.

    r (units, features): Pearson's correlations.  needed (features,): what |r| must exceed.  chance: the share of units,
    0–1, that would by shuffling alone.
    highest, lowest (units, up to `EXTREMES`) int: numbers of the test examples in which a unit is highest and lowest.
    """

    layer: str
    direction: str
    r: np.ndarray
    needed: np.ndarray
    chance: float
    highest: np.ndarray
    lowest: np.ndarray

    @property
    def follows(self) -> np.ndarray:
        """Which unit follows which feature, (units, features) bool."""
        return np.asarray(np.abs(self.r) > self.needed)


@dataclass(frozen=True)
class FoundUnits:
    """What was found.  features: (kind, name) each, see `Feature`.  layers: the lowest first.

    examples, timesteps: how many were read.  shuffles: how often each baseline was shuffled.
    absent: the learner's own words that do not occur in what was read.
    """

    features: tuple[tuple[str, str], ...]
    layers: tuple[LayerUnits, ...]
    examples: int
    timesteps: int
    shuffles: int
    absent: tuple[str, ...] = ()


def check(config: RunConfig) -> None:
    """Raise `RunError` for a network without a recurrent layer."""
    if not states_of(config.plan):
        raise RunError(
            _(
                "This network has no recurrent layer, so it has no units that carry anything from timestep to "
                "timestep. Choose another run."
            )
        )


def find_units(
    run: Run, epoch: float, words: tuple[str, ...] = (), report: Report = lambda done, total: None
) -> FoundUnits:
    """Which units of a run's network after `epoch` follow what.  words: a list of the learner's own.

    Raises `RunError` where `check` does and with too few examples, `DivergedError`, and what loading raises.
    """
    check(run.config)
    return _found(run.id, epoch, words, report)


@remembered
def _found(run_id: str, epoch: float, words: tuple[str, ...], _report: Report) -> FoundUnits:
    run = Run.open(run_id)
    net = network(run, epoch)
    numbers, examples, features, absent = _read(run, words)
    lasting = sum(one.kind != OWN for one in features)
    states = [state for state in states_of(net.plan) if state.part == "hidden"]
    fewest = min(_units(net, state) for state in states)
    count = int(np.clip(ceil(max(lasting, 1) / RATE / fewest), FEWEST_SHUFFLES, MOST_SHUFFLES))
    random = np.random.default_rng(0)
    none = Shuffle.none(examples.lengths)
    shuffled = [Shuffle.drawn(random, examples.lengths) for _ in range(count)]
    untaught: dict[State, list[np.ndarray]] = {state: [] for state in states}
    with threadpool_limits(1):  # too little to share, and other processes train
        found = correlations(net, examples, states, [none, *shuffled])
        for done in range(count):
            _report(done + 1, count + 1)
            other = correlations(with_shuffled_weights(net, random), examples, states, [none])
            for state, one in other.items():
                untaught[state].append(one.r[0])
    layers = tuple(_layer(state, one, np.stack(untaught[state]), numbers, lasting) for state, one in found.items())
    kinds = tuple((one.kind, one.name) for one in features)
    return FoundUnits(kinds, layers, len(numbers), len(examples.values), count, absent)


def _read(run: Run, words: tuple[str, ...]) -> tuple[np.ndarray, Examples, Sequence[Feature], tuple[str, ...]]:
    """Numbers of the test examples that are read, (examples,) int; themselves; what may be followed in them.

    And which of the learner's own words do not occur there.
    """
    config, parts = run.config, splits(run.config.dataset)
    numbers, most = test_numbers(config, parts), MOST_EXAMPLES
    work = sum(planned.num_parameters for planned in config.plan.layers if recurrent_of(planned.layer))
    timesteps = min(MOST_TIMESTEPS, MOST_WORK / work)
    while True:
        chosen = numbers[np.linspace(0, len(numbers) - 1, min(most, len(numbers))).astype(int)]
        examples = parts.test.subset(chosen)
        if isinstance(examples, TextExamples):
            examples = examples.split_into(as_text_encoding(run.encoding).encoding.split)
        encoded = run.encoding.encode(examples)
        if encoded.lengths.sum() <= timesteps or most <= AT_LEAST:
            break
        most = max(AT_LEAST, min(most - 1, int(len(chosen) * timesteps / encoded.lengths.sum())))
    features = features_of(config, run.encoding, parts, examples, encoded, words)
    if len(chosen) < LEAST_EXAMPLES or not features:
        raise RunError(
            _(
                "{number:,} test examples of {dataset} were read; the unit finder needs at least {least} of them. "
                "Choose a run on more examples.",
                number=len(chosen),
                dataset=_(config.dataset.title),
                least=LEAST_EXAMPLES,
            )
        )
    padded = int(encoded.lengths.max()) if config.plan.mask else config.plan.timesteps
    first = padded - encoded.lengths if config.encoding.padding == "front" else np.zeros(len(chosen), np.int64)
    followed = Examples(encoded, padded, first, np.stack([one.values for one in features], axis=1))
    return chosen, followed, features, _absent(examples, words)


def _absent(examples: object, words: tuple[str, ...]) -> tuple[str, ...]:
    if not isinstance(examples, TextExamples):
        return ()
    there = {examples.words[token] for token in np.unique(examples.token_ids).tolist()}
    return tuple(word for word in words if word not in there)


def _units(net: Network, state: State) -> int:
    recurrent = next(recurrent_of(planned.layer) for planned in net.plan.layers if planned.name == state.layer)
    assert recurrent is not None
    return recurrent.units


def _layer(state: State, found: Found, untaught: np.ndarray, numbers: np.ndarray, lasting: int) -> LayerUnits:
    """untaught (shuffles, units, features): correlations of networks with shuffled weights.

    lasting: how many features share the rate; the learner's own words behind them have one of their own.
    """
    r, parts = found.r[0], (slice(lasting), slice(lasting, None))
    orders, weights = ([needed(own[..., part]) for part in parts] for own in (found.r[1:], untaught))
    by_order, by_weights = (np.concatenate([size for size, _ in one]) for one in (orders, weights))
    chance = sum(share for _, share in orders)
    highest, lowest = (
        numbers[np.argsort(values, axis=0, kind="stable")[:EXTREMES].T] for values in (-found.highest, found.lowest)
    )
    return LayerUnits(state.layer, state.direction, r, np.maximum(by_order, by_weights), chance, highest, lowest)
