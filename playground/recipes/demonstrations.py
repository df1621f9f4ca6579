"""Recipes without training: what each computes, by name.

A page opens them with everything preset; `python -m playground show RECIPE` prints them.  One more is one function that
returns a JSON value by name, and one line in `DEMONSTRATIONS`.
"""

from collections.abc import Callable, Iterator
from dataclasses import asdict
from functools import partial
from typing import Any

import numpy as np

from playground.datasets import WindowExamples
from playground.datasets.jena import Jena
from playground.encodings.demonstrate import demonstrate
from playground.encodings.presets import PRESETS
from playground.errors import ConfigError
from playground.languages import _
from playground.layers import GRU, LSTM, Recurrent, SimpleRNN
from playground.reference.loop import Loop
from playground.reference.over_time import outputs, run_layer
from playground.wording import enumerated

BY_HAND = Loop(
    inputs=np.array([[1.0], [2.0]]),
    kernel=np.array([[0.5, 0.6]]),
    recurrent_kernel=np.array([[0.1, 0.2], [0.3, 0.4]]),
    bias=np.array([0.1, -0.1]),
    output_kernel=np.array([[0.1], [0.2]]),
    output_bias=np.array([0.1]),
)
"""Two timesteps small enough to check on paper."""


def resized(loop: Loop, timesteps: int, features: int, units: int) -> Loop:
    """A loop in another size: its own numbers where it has them, elsewhere fixed ones with one decimal."""
    random = np.random.default_rng(0)

    def resize(array: np.ndarray, *shape: int) -> np.ndarray:
        larger = random.integers(-9, 10, shape) / 10
        kept = tuple(slice(min(size, own)) for size, own in zip(shape, array.shape, strict=True))
        larger[kept] = array[kept]
        return larger

    assert loop.output_kernel is not None
    return Loop(
        resize(loop.inputs, timesteps, features),
        resize(loop.kernel, features, units),
        resize(loop.recurrent_kernel, units, units),
        resize(loop.bias, units),
        resize(loop.output_kernel, units, loop.output_kernel.shape[1]),
        loop.output_bias,
    )


def random_loop(
    timesteps: int = 100, features: int = 32, units: int = 64, seed: int = 0, around_0: bool = True
) -> Loop:
    """Random features from 0 to 1 and random weights; the output is the state, (timesteps, units) float64.

    around_0: weights are uniform in the range of Glorot & Bengio 2010, the bias in that of the kernel.  Else from 0
    to 1, so that the sums are large and tanh answers almost 1 everywhere.
    """
    random = np.random.default_rng(seed)

    def draw(limit: float, *shape: int) -> np.ndarray:
        return random.uniform(-limit if around_0 else 0, limit if around_0 else 1, shape)

    inputs, limit = random.uniform(size=(timesteps, features)), np.sqrt(6 / (features + units))
    return Loop(inputs, draw(limit, features, units), draw(np.sqrt(3 / units), units, units), draw(limit, units))


def last_and_all(
    batch: int = 2, timesteps: int = 4, features: int = 5, units: int = 3, seed: int = 0
) -> tuple[np.ndarray, np.ndarray]:
    """One SimpleRNN over random inputs: what it returns without and with `return_sequences`.

    (batch, units) and (batch, timesteps, units), float32.
    """
    layer = SimpleRNN(units=units)
    loop = random_loop(timesteps, features, units, seed)
    x = np.random.default_rng(seed + 1).uniform(-1, 1, (batch, timesteps, features)).astype(np.float32)
    weights = {name: getattr(loop, name).astype(np.float32) for name in layer.weight_shapes((timesteps, features))}
    parts = run_layer(layer, x, np.ones((batch, timesteps), bool), weights)
    return outputs(layer, parts, return_sequences=False), outputs(layer, parts, return_sequences=True)


def numpy_rnn() -> dict[str, Any]:
    """100 timesteps of 32 random features through 64 units: every shape, and the last output."""
    loop = random_loop()
    return {"shapes": _shapes(loop), "last_output": loop.outputs[-1].tolist()}


def numpy_rnn_by_hand() -> dict[str, Any]:
    """Two timesteps, every intermediate number."""
    steps = [{name: array.tolist() for name, array in asdict(step).items()} for step in BY_HAND.steps]
    return {"shapes": _shapes(BY_HAND), "timesteps": steps}


def last_or_all() -> dict[str, Any]:
    """The same layer returning its last state, or the state of every timestep."""
    last, every = last_and_all()
    return {
        "shapes": {"last": list(last.shape), "all": list(every.shape)},
        "last": last.tolist(),
        "all": every.tolist(),
        "last_of_all_is_last": bool(np.array_equal(every[:, -1], last)),
    }


def jena_plots() -> dict[str, Any]:
    """The series and its first ten days in a few numbers, in degrees Celsius."""
    table = Jena().table()
    parts = {"whole series": table.values[:, table.target], "first ten days": table.values[:1440, table.target]}
    return {
        name: {
            "records": len(part),
            "lowest": float(part.min()),
            "mean": float(part.mean()),
            "highest": float(part.max()),
        }
        for name, part in parts.items()
    }


def jena_naive() -> dict[str, Any]:
    """The mean absolute error of "24 h from now is as warm as now" on the validation windows, and the reference."""
    splits = Jena().load()
    assert isinstance(splits.validation, WindowExamples)
    assert isinstance(splits.train, WindowExamples)
    error, deviation = splits.validation.naive_error(), splits.train.target_moments()[1]
    return {
        "mean_absolute_error": {"standard deviations": error / deviation, "°C": error},
        "reference": {"standard deviations": 0.29, "°C": 2.57},
    }


def one_step(layer: type[Recurrent]) -> dict[str, Any]:
    """One timestep of one unit: input 1, states 0.5, every weight 0.1, every bias 0."""
    cell = layer.reads_with
    shapes = cell.weight_shapes(features=1, units=1)
    weights = {name: np.full(shape, 0.0 if name == "bias" else 0.1) for name, shape in shapes.items()}
    states = (np.array([[0.5]]),) * len(cell.states)
    _states, parts = cell.step(cell.project(np.array([[1.0]]), weights), states, weights, "tanh", {})
    return {name: float(value[0, 0]) for name, value in parts.items()}


DEMONSTRATIONS: dict[str, Callable[[], dict[str, Any]]] = {
    "numpy-rnn": numpy_rnn,
    "numpy-rnn-by-hand": numpy_rnn_by_hand,
    "last-or-all": last_or_all,
    "lstm-gates": partial(one_step, LSTM),
    "gru-gates": partial(one_step, GRU),
    "jena-plots": jena_plots,
    "jena-naive": jena_naive,
    **{name: partial(demonstrate, name) for name in PRESETS},
}
"""Recipe → what it computes: results by name, each a JSON value."""


def demonstration(name: str) -> dict[str, Any]:
    """The results of one recipe.  Raises `ConfigError` for a name that is not in `DEMONSTRATIONS`."""
    if name not in DEMONSTRATIONS:
        raise ConfigError(
            _(
                "There is nothing to show for {name!r}; expected one of {names}.",
                name=name,
                names=enumerated(list(DEMONSTRATIONS)),
            )
        )
    return DEMONSTRATIONS[name]()


def as_lines(results: dict[str, Any], indent: str = "") -> Iterator[str]:
    """Results by name, one a line; results inside results, and rows of lists, are indented."""
    for name, value in results.items():
        if isinstance(value, list) and value and isinstance(value[0], list | dict):
            value = {f"{name} {number}": row for number, row in enumerate(value, start=1)}
            yield from as_lines(value, indent)
        elif isinstance(value, dict):
            yield f"{indent}{name}"
            yield from as_lines(value, indent + "  ")
        else:
            row = value if isinstance(value, list) else [value]
            shown = (f"{entry:.8f}" if isinstance(entry, float) else str(entry) for entry in row)
            yield f"{indent}{name}: {', '.join(shown)}"


def _shapes(loop: Loop) -> dict[str, list[int]]:
    return {name: list(shape) for name, shape in loop.shapes.items()}
