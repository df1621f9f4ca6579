"""A whole network in NumPy: one example → Trace, many examples → outputs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from playground.encodings import EncodedExample, FittedEncoding
from playground.encodings.sequences import in_common
from playground.errors import ConfigError
from playground.languages import _
from playground.layers.plan import Plan, PlannedLayer
from playground.reference.forward import FORWARD, Arrays, Values
from playground.reference.interventions import Change, check, counted, effects, numbers_behind
from playground.reference.over_time import of
from playground.reference.traces import Trace, Traces

PREFIXES_AT_ONCE = 64


@dataclass(frozen=True)
class Network:
    """A planned network with its encoding and its weights: `layer/weight` → float32 array.

    changes: what is done to it, what if; a changed network is `dataclasses.replace(network, changes=…)`.
    Raises `ChangeError` where one of them has no place in the plan, or in the example that is traced.
    """

    plan: Plan
    encoding: FittedEncoding
    weights: Arrays
    changes: tuple[Change, ...] = ()

    def __post_init__(self) -> None:
        for change in self.changes:
            check(change, self.plan)

    @np.errstate(over="ignore", invalid="ignore")  # of a network that has diverged, which is said by `Trace.checked`
    def forward(
        self,
        values: Values,
        mask: np.ndarray,
        layers: Sequence[PlannedLayer] | None = None,
        previous: np.ndarray | None = None,
        numbers: np.ndarray | None = None,
        states: Mapping[str, tuple[np.ndarray, ...]] | None = None,
    ) -> tuple[dict[str, Arrays], Values]:
        """Run `layers` (None: all) one after another.

        values: inputs (batch, timesteps, …), or what the first of `layers` takes; mask (batch, timesteps).
        previous: the symbols before, (batch, answer length) int, for a network that writes a sequence.
        numbers (batch, timesteps) int: which timestep of the example's trace each one is, for a reset; -1: none.
        None: they are counted where the mask is true.  states: recurrent layer name → the states it starts from.
        Returns layer name → part → array with the batch in front, and the last layer's output.
        """
        traced = {}
        if self.changes and numbers is None:
            numbers = counted(mask)
        for planned in self.plan.layers if layers is None else layers:
            given = (values, previous) if planned.layer.reads_previous else values
            weights = of(self.weights, planned.name)
            changed: dict[str, object] = {}
            if numbers is not None and any(change.layer == planned.name for change in self.changes):
                changed = {"effects": effects(self.changes, planned, numbers)}
            if states and planned.name in states:
                changed["states"] = states[planned.name]
            traced[planned.name], values = FORWARD[planned.layer.kind](planned, given, mask, weights, **changed)
            if self.changes and numbers is not None and len(planned.output_shape) > 1:
                numbers = numbers_behind(planned, numbers)
        return traced, values

    def outputs(self, inputs: np.ndarray, numbers: np.ndarray | None = None) -> np.ndarray:
        """What the network says of every example: inputs (batch, timesteps, …) → (batch, …, outputs) float32.

        numbers: as in `forward`.
        """
        return self._whole(inputs, numbers)[1]

    def probabilities(self, inputs: np.ndarray) -> np.ndarray:
        """The first output of every example, where there are two classes the probability of class 1: (batch,)."""
        return self.outputs(inputs)[:, 0]

    def trace(self, encoded: EncodedExample) -> Trace:
        """One example with every gate and state.  Padding that the network skips is left out of the trace."""
        read = self._read(encoded)
        inputs = encoded.inputs[read]
        for change in self.changes:
            check(change, self.plan, len(inputs))
        traced, output = self._whole(inputs[None])
        layers = {name: {part: array[0] for part, array in parts.items()} for name, parts in traced.items() if parts}
        labels = tuple(label for label, kept in zip(encoded.labels, read, strict=True) if kept)
        return Trace(labels, inputs, encoded.mask[read], layers, output[0])

    def traces(self, inputs: np.ndarray) -> Traces:
        """Many examples with every gate and state.  inputs (batch, timesteps, …), padded."""
        traced, output = self._whole(inputs)
        return Traces(inputs, self.mask(inputs), {name: parts for name, parts in traced.items() if parts}, output)

    def continued(self, before: Trace, encoded: EncodedExample) -> Trace:
        """`trace(encoded)` of a network that `reads_once`; what `before` has in common from the start is taken over."""
        inputs = encoded.inputs[encoded.mask]
        known = min(in_common(inputs, before.inputs), len(inputs) - 1)
        if not known:
            return self.trace(encoded)
        states = {}
        for planned in self.plan.recurrent:
            parts = before.layers[planned.name]
            states[planned.name] = tuple(parts[state][known - 1][None] for state in planned.layer.reads_with.states)
        rest = inputs[known:][None]
        traced, output = self.forward(rest, self.mask(rest), states=states)
        layers = {
            name: {
                part: np.concatenate([before.layers[name][part][:known], array[0]]) if array.ndim == 3 else array[0]
                for part, array in parts.items()
            }
            for name, parts in traced.items()
            if parts
        }
        labels = tuple(label for label, kept in zip(encoded.labels, encoded.mask, strict=True) if kept)
        return Trace(labels, inputs, np.ones(len(inputs), bool), layers, np.asarray(output)[0])

    @property
    def reads_once(self) -> bool:
        """Whether one reading of a text gives what the network says after every word of it.

        Without padding and with one direction, the state after a word is the state of the text that ends there.
        """
        directions = [bool(planned.layer.directions) for planned in self.plan.recurrent]
        reads_tokens = len(self.plan.input_shape) == 1
        return bool(self.plan.mask and reads_tokens and directions and not any(directions))

    def running(self, encoded: EncodedExample, first: int = 0) -> np.ndarray:
        """What the network says had the example ended after its 1st, 2nd, … timestep, padding left out.

        first: timesteps to leave out at the start; a network that does not read once is spared their prefixes.
        (timesteps - first,) float32 where there is one output, else (…, outputs); of two classes, of class 1.
        Raises `ConfigError` for numbers read by a network that has to see all of them first.
        """
        read = encoded.inputs[self._read(encoded) & encoded.mask]
        numbers, recurrent = read.ndim == 2, self.plan.recurrent
        in_order = bool(recurrent) and not any(planned.layer.directions for planned in recurrent)
        if numbers:  # a Conv1D or a pooling layer looks at several timesteps
            in_order = in_order and all(planned.layer.keeps_timesteps for planned in self.plan.layers)
        if in_order and (numbers or self.plan.mask):
            predictions = self._running_from_states(read)[first:]
        elif not numbers:
            predictions = self._running_from_prefixes(read, first)
        else:
            raise ConfigError(
                _(
                    "This network predicts nothing before it has read the whole example. Choose one whose recurrent "
                    "layers read in one direction, without Conv1D, pooling or Flatten."
                )
            )
        return predictions[:, 0] if predictions.shape[1] == 1 else predictions

    def running_of(self, trace: Trace) -> np.ndarray:
        """What `running` gives, of a text that was traced already, for a network that `reads_once`."""
        predictions = self._predictions_of_states(trace.layers[self.plan.recurrent[-1].name]["hidden"])
        return predictions[:, 0] if predictions.shape[1] == 1 else predictions

    def before(self) -> np.ndarray:
        """What the network says before it has read anything: (outputs,) float32."""
        return np.asarray(self.outputs(np.zeros((1, 1 if self.plan.mask else self.plan.timesteps), np.int32))[0])

    def _whole(self, inputs: np.ndarray, numbers: np.ndarray | None = None) -> tuple[dict[str, Arrays], np.ndarray]:
        """All layers; a sequence is written greedily, each time the most probable symbol."""
        mask = self.mask(inputs)
        previous = None
        if self.plan.reads_previous:
            length, symbols = self.plan.output_shape
            previous = np.full((len(inputs), length), symbols)
            for written in range(1, length):
                so_far = np.asarray(self.forward(inputs, mask, previous=previous)[1])
                previous[:, written] = so_far[:, written - 1].argmax(axis=-1)
        traced, predictions = self.forward(inputs, mask, previous=previous, numbers=numbers)
        return traced, np.asarray(predictions)

    def _running_from_states(self, inputs: np.ndarray) -> np.ndarray:
        """Read once: without padding and with one direction, the state after a timestep is the state of that prefix."""
        last = self.plan.layers.index(self.plan.recurrent[-1])
        traced, _ = self.forward(inputs[None], np.ones((1, len(inputs)), bool), self.plan.layers[: last + 1])
        return self._predictions_of_states(traced[self.plan.layers[last].name]["hidden"][0])

    def _predictions_of_states(self, states: np.ndarray) -> np.ndarray:
        """What the layers behind the last recurrent one say of each of its states: (timesteps, outputs)."""
        last = self.plan.layers.index(self.plan.recurrent[-1])
        return np.asarray(self.forward(states, np.ones((1, len(states)), bool), self.plan.layers[last + 1 :])[1])

    def _running_from_prefixes(self, token_ids: np.ndarray, first: int) -> np.ndarray:
        """Read every prefix that ends behind token `first` anew, padded as the network would be given it."""
        results = [np.empty((0, *self.plan.output_shape), np.float32)]
        for start in range(first, len(token_ids), PREFIXES_AT_ONCE):
            ends = np.arange(start, min(start + PREFIXES_AT_ONCE, len(token_ids))) + 1
            timesteps = int(ends[-1]) if self.plan.mask else self.plan.timesteps
            prefixes = np.zeros((len(ends), timesteps), np.int32)
            numbers = np.tile(np.arange(timesteps), (len(ends), 1))
            for prefix, number, end in zip(prefixes, numbers, ends, strict=True):
                if self.encoding.encoding.padding == "front":
                    prefix[timesteps - end :] = token_ids[:end]
                    number -= len(token_ids) - end  # each token keeps its number, further back
                else:
                    prefix[:end] = token_ids[:end]
                    number[end : len(token_ids)] = -1  # these tokens are not there
            results.append(self.outputs(prefixes, None if self.plan.mask else numbers))
        return np.concatenate(results)

    def mask(self, inputs: np.ndarray) -> np.ndarray:
        """True for a timestep the network reads: real tokens, or all when nothing is masked."""
        if not self.plan.mask:
            return np.ones(inputs.shape[:2], bool)
        if self.plan.mask_value is not None:
            return np.asarray((inputs != np.float32(self.plan.mask_value)).any(axis=-1))
        return np.asarray(inputs != 0)

    def _read(self, encoded: EncodedExample) -> np.ndarray:
        """Which timesteps of an example the network reads, (timesteps,) bool; all where it would read none."""
        read = self.mask(encoded.inputs[None])[0]
        return read if read.any() else np.ones_like(read)
