"""A recurrent network as a bare for loop over one example, with every intermediate number kept."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from functools import cached_property

import numpy as np

from playground.cells.simple_rnn import CELL
from playground.errors import ConfigError
from playground.languages import _

CODE = """\
state = np.zeros(units)
outputs = []
for x_t in inputs:
    from_input = x_t @ kernel
    from_state = state @ recurrent_kernel
    total = from_input + from_state + bias
    state = np.tanh(total)
    output = state @ output_kernel + output_bias
    outputs.append(output)
outputs = np.stack(outputs)
"""
"""The same loop as a learner writes it; a test runs it and compares."""


@dataclass(frozen=True)
class LoopStep:
    """All that one timestep computes, under the names of `CODE`.

    x_t (features,); from_input, from_state, total, state (units,); output (outputs,), the state itself in a loop
    without output weights.
    """

    x_t: np.ndarray
    from_input: np.ndarray
    from_state: np.ndarray
    total: np.ndarray
    state: np.ndarray
    output: np.ndarray


@dataclass(frozen=True)
class Loop:
    """One example and the weights it is read with; the state starts at zero.

    inputs (timesteps, features), kernel (features, units), recurrent_kernel (units, units), bias (units,);
    output_kernel (units, outputs) and output_bias (outputs,), or None for both: the output is the state.
    Any float dtype, kept.  Raises `ConfigError` for shapes that do not fit and for what is not a finite number.

    A textbook that multiplies from the left, `tanh(W·input_t + U·state_t + b)`, has kernel = Wᵀ, recurrent_kernel = Uᵀ.
    """

    inputs: np.ndarray
    kernel: np.ndarray
    recurrent_kernel: np.ndarray
    bias: np.ndarray
    output_kernel: np.ndarray | None = None
    output_bias: np.ndarray | None = None

    def __post_init__(self) -> None:
        num_features, num_units = self.inputs.shape[-1], self.bias.shape[-1]
        expected = {
            "inputs": (len(self.inputs), num_features),
            "kernel": (num_features, num_units),
            "recurrent_kernel": (num_units, num_units),
            "bias": (num_units,),
        }
        if self.output_kernel is not None and self.output_bias is not None:
            num_outputs = self.output_bias.shape[-1]
            expected |= {"output_kernel": (num_units, num_outputs), "output_bias": (num_outputs,)}
        elif self.output_kernel is not self.output_bias:
            raise ConfigError(_("The loop has only one of output_kernel and output_bias; give both, or neither."))
        for name, shape in expected.items():
            array = getattr(self, name)
            if array.shape != shape:
                raise ConfigError(
                    _(
                        "{name} has the shape {given}; expected {expected}, to fit the other numbers.",
                        name=name,
                        given=array.shape,
                        expected=shape,
                    )
                )
            if not np.isfinite(array).all():
                raise ConfigError(_("{name} holds an empty or infinite entry; give a number in every cell.", name=name))

    @property
    def shapes(self) -> dict[str, tuple[int, ...]]:
        """The shape of everything that is given, and of the outputs."""
        given = {field.name: getattr(self, field.name) for field in fields(self)}
        return {n: a.shape for n, a in given.items() if a is not None} | {"outputs": self.outputs.shape}

    @cached_property
    def steps(self) -> tuple[LoopStep, ...]:
        """Every timestep, in order."""
        return tuple(self._run())

    @cached_property
    def outputs(self) -> np.ndarray:
        """The output of every timestep: (timesteps, outputs)."""
        return np.stack([step.output for step in self.steps])

    def _run(self) -> Iterator[LoopStep]:
        weights = {"kernel": self.kernel, "recurrent_kernel": self.recurrent_kernel, "bias": self.bias}
        state = np.zeros_like(self.bias)
        for x_t in self.inputs:
            from_input, from_state = x_t @ self.kernel, state @ self.recurrent_kernel
            (state,), _ = CELL.step(CELL.project(x_t, weights), (state,), weights, "tanh", {})
            output = state if self.output_kernel is None else state @ self.output_kernel + self.output_bias
            yield LoopStep(x_t, from_input, from_state, from_input + from_state + self.bias, state, output)
