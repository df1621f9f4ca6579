"""From a list of layers to a network: names, shapes and weights of every layer, worked out without any framework."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import prod

from playground.errors import LayerError
from playground.languages import _
from playground.layers.base import Layer, Shape
from playground.layers.conv1d import Conv1D
from playground.layers.masking import Masking
from playground.layers.pooling import MaxPooling1D
from playground.layers.recurrent import Recurrent, names

BLOCK = 4096
"""Bytes by which a file takes room on a disk."""
AN_ARRAY, A_FILE = 224, 22
"""Bytes that an .npz file of NumPy's takes beside the numbers and, twice, the names: for each array, and at its end."""


@dataclass(frozen=True)
class PlannedLayer:
    """One layer in its place.  Shapes are without the batch."""

    name: str
    layer: Layer
    input_shape: Shape
    output_shape: Shape
    return_sequences: bool

    @property
    def weight_shapes(self) -> dict[str, Shape]:
        """Weight name → shape, in Keras' order."""
        return self.layer.weight_shapes(self.input_shape)

    @property
    def num_parameters(self) -> int:
        """How many numbers this layer holds, frozen ones included."""
        return sum(prod(shape) for shape in self.weight_shapes.values())


class PlannedRecurrent(PlannedLayer):
    """A layer that has a state over time, in its place."""

    layer: Recurrent


@dataclass(frozen=True)
class Plan:
    """A whole network: the encoding's first layer, the learner's layers, the task's output layer.

    input_shape: of one example, padded: (timesteps,) token ids or (timesteps, features) numbers.
    mask: whether padded timesteps are skipped, or those of one value by a Masking layer; only where every layer can.
    task: a name in `playground.tasks.TASKS`.
    """

    layers: tuple[PlannedLayer, ...]
    input_shape: Shape
    mask: bool
    task: str = "binary"

    @property
    def timesteps(self) -> int:
        """The length every example is padded to."""
        return self.input_shape[0]

    @property
    def output_shape(self) -> Shape:
        """Of one example: (outputs,), or (timesteps or answer length, outputs)."""
        return self.layers[-1].output_shape

    @property
    def reads_previous(self) -> bool:
        """Whether the network writes a sequence and reads what it has written so far."""
        return any(planned.layer.reads_previous for planned in self.layers)

    @property
    def num_parameters(self) -> int:
        """How many numbers the network holds, frozen ones included."""
        return sum(planned.num_parameters for planned in self.layers)

    @property
    def file_bytes(self) -> int:
        """What one file of its weights takes on the disk, see `RunFolder.save_weights`."""
        names = [f"{one.name}/{name}.npy" for one in self.layers for name in one.weight_shapes]
        size = self.num_parameters * 4 + sum(AN_ARRAY + 2 * len(name) for name in names) + A_FILE
        return -(-size // BLOCK) * BLOCK

    @property
    def mask_value(self) -> float | None:
        """What all features of a timestep are that is skipped; None where none is, or padding, of token ids."""
        first = self.layers[0].layer
        return first.mask_value if isinstance(first, Masking) else None

    @property
    def recurrent(self) -> tuple[PlannedRecurrent, ...]:
        """The layers that have a state over time."""
        return tuple(planned for planned in self.layers if isinstance(planned, PlannedRecurrent))


def columns(plan: Plan) -> dict[str, tuple[float, float]]:
    """Over which of the timesteps that are read a layer's own stand: its t-th over the column `start + t * step`.

    Layer name → (start, step).  Behind a Conv1D or a pooling layer one stands in the middle of what it sees.
    """
    found, start, step = {}, 0.0, 1.0
    for planned in plan.layers:
        layer = planned.layer
        if isinstance(layer, Conv1D):
            start += step * (layer.kernel_size - 1) / 2
        elif isinstance(layer, MaxPooling1D):
            start += step * (layer.pool_size - 1) / 2
            step *= layer.pool_size
        elif isinstance(layer, Recurrent) and layer.go_backwards and planned.return_sequences:
            found[planned.name] = start, step
            start, step = start + step * (planned.input_shape[0] - 1), -step
            continue
        found[planned.name] = start, step
    return found


def plan(
    first: Layer | None,
    layers: Sequence[Layer],
    output: Layer,
    input_shape: Shape,
    mask: bool,
    task: str = "binary",
    each_timestep: bool = False,
    answer: tuple[int, int] | None = None,
) -> Plan:
    """Work out the network that reads examples of `input_shape`.  Raises `LayerError` where two layers do not fit.

    first: the encoding's layer, if it needs one.  each_timestep: whether the task wants an output at every timestep.
    answer: length and number of symbols of a sequence that is to be written.
    All recurrent layers but the last return their whole sequence; the last too where every timestep is asked.
    A second layer of a kind is named `lstm_2`.
    """
    if not layers:
        raise LayerError(
            _("The network has no layers; add at least one recurrent layer, for example LSTM with 32 units.")
        )
    _check_ends(layers, each_timestep, answer is not None)
    if answer:
        length, symbols = answer
        layers = [
            layer.changed(answer_length=length, symbols=symbols) if layer.reads_previous else layer for layer in layers
        ]
    stack = [*([first] if first else []), *layers, output]
    called = [*numbered([layer.kind for layer in stack[:-1]]), "output"]
    shape = input_shape
    planned = []
    for index, (name, layer) in enumerate(zip(called, stack, strict=True)):
        later_wants = any(later.wants_sequence for later in stack[index + 1 :])
        return_sequences = layer.recurrent and (each_timestep or later_wants)
        if index == len(stack) - 1 and len(shape) > 1 and not (each_timestep or answer):
            raise LayerError(
                _(
                    "The output takes one vector, but {layer} gives it a whole sequence of {number} timesteps. Add a "
                    "recurrent layer ({names}), a global pooling layer or Flatten.",
                    layer=stack[index - 1].label(),
                    number=shape[0],
                    names=names(),
                )
            )
        output_shape = layer.output_shape(shape, return_sequences)
        kind = PlannedRecurrent if isinstance(layer, Recurrent) else PlannedLayer
        planned.append(kind(name, layer, shape, output_shape, return_sequences))
        shape = output_shape
    if each_timestep and (len(shape) != 2 or shape[0] != input_shape[0]):
        raise LayerError(
            _(
                "An answer is wanted at every timestep, but the first layer makes one vector of the whole text. Choose "
                "an encoding that keeps the order, such as one-hot characters."
            )
        )
    masks = mask or any(isinstance(layer, Masking) for layer in stack)
    return Plan(tuple(planned), input_shape, masks and all(layer.skips_padding for layer in stack), task)


def _check_ends(layers: Sequence[Layer], each_timestep: bool, answers: bool) -> None:
    """Raise `LayerError` unless the layers give as many outputs as the task wants."""
    writers = [layer for layer in layers if layer.reads_previous]
    if each_timestep:
        for layer in layers:
            if not layer.keeps_timesteps:
                raise LayerError(
                    _(
                        "An answer is wanted at every timestep, but {layer} does not keep them all. Remove it.",
                        layer=layer.label(),
                    )
                )
    elif answers and len(writers) != 1:
        raise LayerError(
            _(
                "The answer is a sequence of its own; the network needs one Encoder–decoder, and has {number}.",
                number=len(writers),
            )
        )
    if writers and not answers:
        raise LayerError(
            _(
                "{layer} writes a sequence, but this dataset asks for none. Choose another layer.",
                layer=writers[0].label(),
            )
        )
    if answers and any(layer.wants_sequence for layer in layers[layers.index(writers[0]) + 1 :]):
        raise LayerError(_("Behind the Encoder–decoder only Dense and Dropout fit; move the other layers before it."))


def numbered(kinds: Sequence[str]) -> list[str]:
    """Distinct names: the first of a kind plain, the next ones counted (`lstm`, `dense`, `lstm_2`)."""
    seen: Counter[str] = Counter()
    names = []
    for kind in kinds:
        seen[kind] += 1
        names.append(kind if seen[kind] == 1 else f"{kind}_{seen[kind]}")
    return names
