"""Correlations of units with what they may follow, and how large they get by shuffling alone."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from math import floor

import numpy as np

from playground.analysis.probed_states import State, batches_of, read_states
from playground.encodings.base import EncodedExamples
from playground.errors import DivergedError
from playground.languages import _
from playground.layers.encoder_decoder import recurrent_of
from playground.reference import Network

RATE = 0.01
"""The share of units, 0–1, that may pass by chance for anything at all."""
CONSTANT = 1e-10
"""Of a unit's mean square: a variance that is smaller is an error of rounding."""


@dataclass(frozen=True)
class Examples:
    """Some examples as a network reads them.

    timesteps: what they are padded to.  first (examples,) int: the timestep at which each begins behind its padding.
    values (timesteps, features) float64: what may be followed, of all examples one after another without padding.
    """

    encoded: EncodedExamples
    timesteps: int
    first: np.ndarray
    values: np.ndarray

    @property
    def lengths(self) -> np.ndarray:
        """(examples,) int: timesteps of each without padding."""
        return self.encoded.lengths

    @property
    def offsets(self) -> np.ndarray:
        """(examples,) int: where each begins in `values`."""
        starts: np.ndarray = np.cumsum(self.lengths) - self.lengths
        return starts


@dataclass(frozen=True)
class Shuffle:
    """Which example is given in the place of each, (examples,) int, and where it is begun, (examples,) int."""

    other: np.ndarray
    begun: np.ndarray

    @classmethod
    def drawn(cls, random: np.random.Generator, lengths: np.ndarray) -> "Shuffle":
        """Another order of whole examples, each turned round to a random beginning: neighbours stay neighbours."""
        other = random.permutation(len(lengths))
        return cls(other, random.integers(0, np.maximum(lengths[other], 1)))

    @classmethod
    def none(cls, lengths: np.ndarray) -> "Shuffle":
        """Every example itself, from its beginning."""
        return cls(np.arange(len(lengths)), np.zeros(len(lengths), int))


@dataclass(frozen=True)
class Found:
    """Of one state: r (shuffles, units, features) float64, and each unit's extremes in every example.

    highest, lowest (examples, units) float32.
    """

    r: np.ndarray
    highest: np.ndarray
    lowest: np.ndarray


def correlations(
    net: Network,
    examples: Examples,
    states: Sequence[State],
    shuffles: Sequence[Shuffle],
    read: Callable[[int, int], None] = lambda done, total: None,
) -> dict[State, Found]:
    """Pearson's r of every unit with every feature over all timesteps that are no padding, once for each shuffle.

    A unit or a feature that never changes has r = 0.  read: told how many of the batches are done.
    Raises `DivergedError` for states that are no numbers.
    """
    sums = {state: _Sums(examples, shuffles) for state in states}
    every = {state: np.arange(min(state.length, examples.timesteps)) for state in states}
    wanted = {state: np.broadcast_to(own, (len(examples.first), len(own))) for state, own in every.items()}
    batches = batches_of(net.plan, len(examples.first))
    for done, batch in enumerate(batches, 1):
        for state, values in read_states(net, examples.encoded, examples.timesteps, batch, wanted).items():
            sums[state].add(batch, newest(state)[: values.shape[1]], values)
        read(done, len(batches))
    return {state: one.found() for state, one in sums.items()}


def newest(state: State) -> np.ndarray:
    """The newest timestep of the example that each timestep of a state has read: (its own timesteps,) int."""
    own = np.arange(state.length) * state.stride
    return own if state.direction == "backward" else own + state.reach - 1


def needed(r: np.ndarray) -> tuple[np.ndarray, float]:
    """Which |r| a unit must exceed for each feature, (features,), and what share of units would by chance.

    r (shuffles, units, features): of units that follow nothing.  Each feature has its share of `RATE`, so that for any
    of them together no more than `RATE` pass: the chance that a new number is larger than the k-th largest of n is
    k / (n + 1).  Where there are too few numbers for that, the largest has to be exceeded.
    """
    if not r.shape[-1]:
        return np.zeros(0), 0.0
    sizes = np.sort(np.abs(r).reshape(-1, r.shape[-1]), axis=0)[::-1]
    many, features = sizes.shape
    k = max(1, floor(RATE * (many + 1) / features))
    return sizes[k - 1], k * features / (many + 1)


def with_shuffled_weights(net: Network, random: np.random.Generator) -> Network:
    """The same network having learned nothing: every array's numbers in another order.

    Those of a gate stay among themselves.  A table of vectors that were learned elsewhere stays as it is.
    """
    weights = {}
    for planned in net.plan.layers:
        recurrent = recurrent_of(planned.layer)
        units = recurrent.units if recurrent else 0
        for name in planned.weight_shapes:
            array = net.weights[f"{planned.name}/{name}"]
            if getattr(planned.layer, "trainable", True):
                array = _shuffled(array, units, random)
            weights[f"{planned.name}/{name}"] = array
    return replace(net, weights=weights)


def _shuffled(array: np.ndarray, units: int, random: np.random.Generator) -> np.ndarray:
    """units: of the layer, whose arrays hold a block of so many columns a gate; 0: no blocks."""
    if not units or array.shape[-1] % units:
        return random.permutation(array.ravel()).reshape(array.shape)
    blocks = np.moveaxis(array.reshape(*array.shape[:-1], -1, units), -2, 0)
    mixed = np.stack([random.permutation(block.ravel()).reshape(block.shape) for block in blocks])
    return np.ascontiguousarray(np.moveaxis(mixed, 0, -2).reshape(array.shape))


class _Sums:
    """What correlations are made of, added up batch by batch: nothing of a batch is kept."""

    def __init__(self, examples: Examples, shuffles: Sequence[Shuffle]) -> None:
        self._examples, self._shuffles = examples, shuffles
        self._mean = examples.values.mean(axis=0)
        self._count = 0
        self._of_units, self._products = np.zeros((2, 1)), np.zeros((1, 3, 1))
        self._highest: list[np.ndarray] = []
        self._lowest: list[np.ndarray] = []

    def add(self, batch: np.ndarray, newest: np.ndarray, states: np.ndarray) -> None:
        """batch (n,) int: numbers of examples; newest (steps,) int; states (n, steps, units)."""
        if not np.isfinite(states).all():
            raise DivergedError(
                _("The network's states are too large to be numbers. Train it with a smaller learning rate.")
            )
        known = self._examples
        place = newest - known.first[batch][:, None]
        real = (place >= 0) & (place < known.lengths[batch][:, None])
        values = states[real].astype(np.float64)
        rows, place = np.nonzero(real)[0], place[real]
        new = []
        for shuffle in self._shuffles:
            other = shuffle.other[batch][rows]
            at = known.offsets[other] + (place + shuffle.begun[batch][rows]) % known.lengths[other]
            features = known.values[at] - self._mean
            new.append(np.vstack([values.T @ features, features.sum(axis=0), (features**2).sum(axis=0)]))
        added = np.stack([values.sum(axis=0), (values**2).sum(axis=0)]), np.stack(new)
        if self._count or self._highest:
            added = self._of_units + added[0], self._products + added[1]
        self._of_units, self._products = added
        self._count += len(values)
        for kept, most, fill in ((self._highest, np.max, -np.inf), (self._lowest, np.min, np.inf)):
            kept.append(most(np.where(real[..., None], states, np.float32(fill)), axis=1))

    def found(self) -> Found:
        mean, square = self._of_units / max(self._count, 1)
        products = self._products / max(self._count, 1)
        sums, squares = products[:, -2:-1], products[:, -1:]
        covariance = products[:, :-2] - mean[:, None] * sums
        spread = np.where(square - mean**2 > CONSTANT * square, square - mean**2, 0)[:, None]
        deviation = np.sqrt(spread * np.maximum(squares - sums**2, 0))
        r = np.divide(covariance, deviation, out=np.zeros_like(covariance), where=deviation > 0)
        return Found(np.clip(r, -1, 1), np.concatenate(self._highest), np.concatenate(self._lowest))
