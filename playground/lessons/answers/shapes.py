"""Two directions, stacks and convolutions: shapes, how many weights, and how far one output sees."""

from dataclasses import replace

import numpy as np

from playground.config import RunConfig
from playground.encodings import LearnedEmbedding
from playground.layers import Conv1D
from playground.lessons.answers.base import Answer, Found, a_text, last_recurrent, signed
from playground.lessons.subjects import Mine, capital
from playground.prediction.cache import last_epoch, trace
from playground.recipes.variations import Stack, stack_of, with_stack
from playground.reference import Network

KERNEL, TIMESTEPS = 5, 40


def return_sequences(mine: Mine) -> Found:
    """What an LSTM gives with return_sequences, beside its cell state."""
    run = mine.lstm()
    parts = trace(run.id, last_epoch(run), a_text(run))[1].layers[last_recurrent(run)]
    h, c = parts["hidden"], parts["cell"]
    return Found(
        f"Of a review of {len(h)} words {mine.named(run)} gives {h.shape[1]} numbers, the last h; with "
        f"return_sequences=True it gives h after every word, {len(h)} × {h.shape[1]}. The cell state c is in neither: "
        f"at the end its first number is {signed(c[-1, 0])}, that of h {signed(h[-1, 0])}.",
        "h",
    )


def two_directions(mine: Mine) -> Found:
    """The weights and the output of one direction and of two."""
    config = mine.trained().config
    stack = stack_of(config) or Stack()
    one, two = (_layer(config, replace(stack, bidirectional=both, layers=1)) for both in (False, True))
    return Found(
        f"{one[0]} has {one[1]:,} weights and gives {one[2]} numbers; read from both ends it has {two[1]:,} and gives "
        f"{two[2]}. The second half read the text from its last word to its first, with weights of its own.",
        "twice" if two[1] == 2 * one[1] else "as-many",
    )


def stacked(mine: Mine) -> Found:
    """What the first of two layers hands on."""
    config = mine.trained().config
    stack = stack_of(config) or Stack()
    first, second = with_stack(config, replace(stack, layers=2)).plan.recurrent
    return Found(
        f"Two layers of {first.layer.label()}: the first gives {_shape(first.output_shape)}, a state for every "
        f"timestep, which the second reads as its sequence and gives {_shape(second.output_shape)}. So all layers but "
        "the last need return_sequences=True; the playground sets it for you.",
        "every",
    )


def convolution(mine: Mine) -> Found:
    """How many outputs of a Conv1D change when one timestep of its input does."""
    config = RunConfig(
        encoding=LearnedEmbedding(maximum_length=TIMESTEPS),
        layers=(Conv1D(filters=4, kernel_size=KERNEL, activation="linear"), *RunConfig().layers),
    )
    plan = config.plan
    planned = next(one for one in plan.layers if isinstance(one.layer, Conv1D))
    random = np.random.default_rng(0)
    weights = {f"{planned.name}/{name}": random.normal(size=shape) for name, shape in planned.weight_shapes.items()}
    inputs = random.normal(size=(1, TIMESTEPS, planned.input_shape[-1]))
    other = inputs.copy()
    other[0, TIMESTEPS // 2] += 1
    net = Network(plan, config.encoding.restore({"words": []}), weights)
    mask = np.ones((1, TIMESTEPS), bool)
    before, after = (np.asarray(net.forward(values, mask, [planned])[1])[0] for values in (inputs, other))
    seen = int((np.abs(before - after).max(axis=-1) > 0).sum())
    return Found(
        f"Conv1D with a kernel of {KERNEL} gives {len(before)} outputs for {TIMESTEPS} timesteps. When one timestep "
        f"changed, {seen} of them did: an output sees {KERNEL} neighbours and carries no state, so what stands further "
        "away does not exist for it.",
        "kernel" if seen == KERNEL else "all",
    )


def _layer(config: RunConfig, stack: Stack) -> tuple[str, int, int]:
    """Of a network with that recurrent layer: its name, its weights, how many numbers it gives."""
    planned = with_stack(config, stack).plan.recurrent[-1]
    return capital(planned.layer.label()), planned.num_parameters, planned.output_shape[-1]


def _shape(shape: tuple[int, ...]) -> str:
    return " × ".join(map(str, shape))


SHAPES = {
    "return-sequences": Answer("What return_sequences gives, and c", ("h", "c"), return_sequences),
    "two-directions": Answer("The weights of one direction and of two", ("twice", "as-many"), two_directions),
    "stacked": Answer("What the first of two layers hands on", ("every", "last"), stacked),
    "convolution": Answer("How far one output of a Conv1D sees", ("kernel", "all"), convolution),
}
