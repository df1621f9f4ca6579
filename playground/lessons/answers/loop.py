"""A network is a for loop: the same weights at every step, a state that begins at zero, and what never changes."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from playground.caching import fingerprint
from playground.languages import _
from playground.lessons.answers.base import Answer, Found, said_of, test_texts
from playground.lessons.subjects import Mine, capital
from playground.prediction.cache import last_epoch, network_of, trace
from playground.prediction.predict import encoded_text
from playground.recipes.demonstrations import BY_HAND, random_loop
from playground.reference.loop import Loop
from playground.runs import Run
from playground.wording import probability_text

READ = 10
"""Texts that are read while the weights are watched."""


def by_hand(mine: Mine) -> Found:
    """The states of the loop by hand, and how many weights it has."""
    first, second = (step.state for step in BY_HAND.steps)
    return Found(
        _(
            "The state after timestep 1 is {first}; it enters timestep 2, whose state is {second}. Both timesteps used "
            "the same {weights} weights: the loop has no others.",
            first=_pair(first),
            second=_pair(second),
            weights=_weights(BY_HAND),
        ),
        "same",
    )


def hundred_timesteps(mine: Mine) -> Found:
    """How many weights a loop over 100 timesteps has, and one over ten."""
    short, long = random_loop(timesteps=10), random_loop(timesteps=100)
    units = long.outputs.shape[1]
    return Found(
        _(
            "This loop of {units} units reads {features} features, so it has more weights than the one by hand. 100 "
            "timesteps give outputs of shape {shape}, a row per timestep. It has {long:,} weights for 100 timesteps "
            "and {short:,} for 10: as many, since each step uses them again.",
            units=units,
            features=long.inputs.shape[1],
            shape=long.outputs.shape,
            long=_weights(long),
            short=_weights(short),
        ),
        "same" if _weights(long) == _weights(short) else "more",
    )


def state_resets(mine: Mine) -> Found:
    """What a network says of a text alone, after another text, and with the state carried over."""
    run = mine.lstm()
    net = network_of(run.id, last_epoch(run))
    texts = test_texts(run)
    carried, (one, other) = _carried(run, texts)
    alone = trace(run.id, last_epoch(run), other)[1].probability
    together = np.zeros((2, max(len(_ids(run, text)) for text in (one, other))), np.int32)
    for row, text in zip(together, (one, other), strict=True):
        row[len(row) - len(_ids(run, text)) :] = _ids(run, text)
    after = float(net.probabilities(together)[1])
    same = abs(after - alone) < 1e-5
    return Found(
        _(
            "{network} says {alone} of “{review}”, and {after} when it has just read “{before}”: every example begins "
            "with a state of zeros. With stateful=True the state would be carried over, and it would say {carried}.",
            network=capital(mine.named(run)),
            alone=said_of(run, alone),
            review=_short(other),
            after=said_of(run, after),
            before=_short(one),
            carried=probability_text(carried),
        ),
        "zeros" if same else "carried",
    )


def weights_after_reading(mine: Mine) -> Found:
    """A fingerprint of the weights before and after the network has read some texts."""
    run = mine.lstm()
    net = network_of(run.id, last_epoch(run))
    before = fingerprint(*net.weights.values())[:8]
    texts = test_texts(run)[:READ]
    for text in texts:
        net.trace(encoded_text(run, text))
    after = fingerprint(*net.weights.values())[:8]
    return Found(
        _(
            "The {weights:,} weights of {network} had the fingerprint {before} before it read {texts} texts, and have "
            "{after} now. Reading changes the state, never the weights: only training does.",
            weights=sum(array.size for array in net.weights.values()),
            network=mine.named(run),
            before=before,
            texts=len(texts),
            after=after,
        ),
        "same" if before == after else "other",
    )


def _carried(run: Run, texts: Sequence[str]) -> tuple[float, tuple[str, str]]:
    """What is said of a text that begins with the state another left behind, and both: a pair where it matters most."""
    net, recurrent = network_of(run.id, last_epoch(run)), run.config.plan.recurrent
    found = []
    for one, other in pairwise(texts[: READ + 1]):
        traced = trace(run.id, last_epoch(run), one)[1].layers
        begun = {
            planned.name: tuple(traced[planned.name][state][-1][None] for state in planned.layer.reads_with.states)
            for planned in recurrent
        }
        ids = _ids(run, other)[None]
        said = float(np.asarray(net.forward(ids, net.mask(ids), states=begun)[1])[0, 0])
        alone = trace(run.id, last_epoch(run), other)[1].probability
        found.append((abs(said - alone), said, (one, other)))
    _moved, said, pair = max(found)
    return said, pair


def _ids(run: Run, text: str) -> np.ndarray:
    ids = encoded_text(run, text).inputs
    return np.asarray(ids[ids != 0])


def _pair(state: np.ndarray) -> str:
    """A state (2,) as `(0.1234, 0.5678)`."""
    return f"({state[0]:.4f}, {state[1]:.4f})"


def _short(text: str) -> str:
    words = text.split()
    return " ".join(words[:6]) + (" …" if len(words) > 6 else "")


def _weights(loop: Loop) -> int:
    """How many numbers a loop's matrices and biases hold."""
    parts = (loop.kernel, loop.recurrent_kernel, loop.bias, loop.output_kernel, loop.output_bias)
    return sum(part.size for part in parts if part is not None)


LOOP = {
    "by-hand": Answer("The two timesteps by hand, and their weights", ("same", "own"), by_hand),
    "hundred-timesteps": Answer("The weights of a loop of 100 and of 10 steps", ("same", "more"), hundred_timesteps),
    "state-resets": Answer(
        "Whether a text is read with the state of the one before", ("zeros", "carried"), state_resets
    ),
    "weights-after-reading": Answer("The weights before and after reading", ("same", "other"), weights_after_reading),
}
