"""Two directions, stacks and convolutions: shapes, how many weights, and how far one output sees."""

from dataclasses import replace

import numpy as np

from playground.config import RunConfig
from playground.encodings import LearnedEmbedding
from playground.languages import _
from playground.layers import Conv1D
from playground.lessons.answers.base import Answer, Found, a_text, last_recurrent, signed
from playground.lessons.subjects import Mine, capital
from playground.prediction.cache import last_epoch, trace
from playground.recipes.variations import Stack, stack_of, with_stack
from playground.reference import Network
from playground.wording import DIGITS

KERNEL, TIMESTEPS = 5, 40


def return_sequences(mine: Mine) -> Found:
    """What an LSTM gives with return_sequences, beside its cell state."""
    run = mine.lstm()
    parts = trace(run.id, last_epoch(run), a_text(run))[1].layers[last_recurrent(run)]
    h, c = parts["hidden"], parts["cell"]
    return Found(
        _(
            "Of a review of {tokens} tokens {network} gives {units} numbers, the last h; with return_sequences=True it "
            "gives h after every token, {tokens} × {units}. The cell state c is in neither: at the end its first "
            "number is {c}, that of h {h}.",
            tokens=len(h),
            network=mine.named(run),
            units=h.shape[1],
            c=signed(c[-1, 0], DIGITS),
            h=signed(h[-1, 0], DIGITS),
        ),
        "h",
    )


def two_directions(mine: Mine) -> Found:
    """The weights and the output of one direction and of two."""
    config = mine.trained().config
    stack = stack_of(config) or Stack()
    one, two = (_layer(config, replace(stack, bidirectional=both, layers=1)) for both in (False, True))
    return Found(
        _(
            "{layer} has {weights:,} weights and gives {numbers} numbers; read from both ends it has {more_weights:,} "
            "and gives {more_numbers}. The second half read the text from its end to its beginning, with weights of "
            "its own.",
            layer=one[0],
            weights=one[1],
            numbers=one[2],
            more_weights=two[1],
            more_numbers=two[2],
        ),
        "twice" if two[1] == 2 * one[1] else "as-many",
    )


def stacked(mine: Mine) -> Found:
    """What the first of two layers hands on."""
    config = mine.trained().config
    stack = stack_of(config) or Stack()
    first, second = with_stack(config, replace(stack, layers=2)).plan.recurrent
    return Found(
        _(
            "Two layers of {layer}: the first gives {first}, a state for every timestep, which the second reads as its "
            "sequence and gives {second}. So all layers but the last need return_sequences=True; the playground sets "
            "it for you.",
            layer=first.layer.label(),
            first=_shape(first.output_shape),
            second=_shape(second.output_shape),
        ),
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
        _(
            "Conv1D with a kernel of {kernel} gives {outputs} outputs for {timesteps} timesteps. When the one in the "
            "middle changed, {changed} of them did: an output sees {kernel} neighbours and carries no state, so what "
            "stands further away does not exist for it.",
            kernel=KERNEL,
            outputs=len(before),
            timesteps=TIMESTEPS,
            changed=seen,
        ),
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
