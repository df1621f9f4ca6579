"""Where one number of a layer comes from: its equations with the numbers filled in, and what decides it."""

from dataclasses import dataclass

from playground.analysis.timeline import START, Row
from playground.config import RunConfig
from playground.figures import arithmetic as latex
from playground.languages import _
from playground.layers import Conv1D, Dense
from playground.narration import arithmetic as narrated
from playground.reference import Network, Trace
from playground.reference import arithmetic as reference
from playground.reference.direction import planned_layer, read_direction


@dataclass(frozen=True)
class OneNumber:
    """All that is said of it.

    noticed: what decides it; empty where the equation says it all.  equations: (part, LaTeX), in the order of
    computing.  about: how they are to be read.  sums: every weighted sum, by its part, and what is multiplied there.
    """

    noticed: str
    equations: list[tuple[str, str]]
    about: str
    sums: dict[str, reference.WeightedSum]
    name: latex.Name


def adds_up(config: RunConfig, row: Row) -> bool:
    """Whether the numbers of a row are sums of products, of which some are written out."""
    layer = next(planned.layer for planned in config.plan.layers if planned.name == row.layer)
    return row.recurrent or isinstance(layer, Conv1D | Dense)


def one_number(
    config: RunConfig, network: Network, traced: Trace, row: Row, part: str, unit: int, timestep: int, count: int
) -> OneNumber:
    """One unit of a row at one timestep; the part that is looked at is boxed.

    network, traced: which has read, and what.  count: so many products of every sum are written out, the largest.
    Raises `IndexError` for a timestep or a unit that is not there.
    """
    name = _names(config, traced, row.layer, row.direction, timestep)
    if row.recurrent:
        read = read_direction(network, traced, row.layer, row.direction)
        of = reference.cell_arithmetic(read, timestep, unit)
        equations = latex.cell(of, part, name, count)
        return OneNumber(narrated.noticed(of, part), equations, narrated.explained(of), of.sums, name)
    layer = planned_layer(network, row.layer).layer
    number = float(row.parts["value"][timestep, unit])
    if layer.kind == "embedding":
        return OneNumber(narrated.looked_up(int(traced.inputs[timestep]), unit), [], "", {}, name)
    if layer.kind == "max_pooling1d":
        first, values = reference.pool(network, traced, row.layer, timestep, unit)
        equation = latex.largest(values.tolist(), timestep)
        return OneNumber("", [("value", equation)], narrated.pooled(unit, first, len(values)), {}, name)
    assert isinstance(layer, Conv1D | Dense)
    total = reference.window_sum(network, traced, row.layer, timestep, unit)
    features = len(total.values) // getattr(layer, "kernel_size", 1)

    def in_window(vector: str, index: int) -> str:
        after, feature = divmod(index, features)
        return _("{name} at t = {t}", name=name(vector, feature), t=timestep + 1 + after)

    equation = latex.value(total, number, timestep, layer.activation, in_window, count)
    return OneNumber("", [("value", equation)], "", {"value": total}, in_window)


def _names(config: RunConfig, traced: Trace, layer: str, direction: str, timestep: int) -> latex.Name:
    """What an entry of a vector in a layer's sums is: of `x`, its input, by its feature; of others by unit."""
    plan = config.plan
    index = next(index for index, planned in enumerate(plan.layers) if planned.name == layer)
    below = [planned for planned in plan.layers[:index] if planned.layer.kind != "dropout"]
    symbols = (*config.dataset.class_names, START)

    def feature(k: int) -> str:
        if direction == "decoder":
            return symbols[k] if k < len(symbols) else _("encoder h[{unit}]", unit=k - len(symbols))
        if not below:
            names = config.dataset.feature_names
            return names[k] if names else f"x[{k}]"
        if below[-1].layer.kind == "one_hot":
            return f"x[{k}] {traced.labels[timestep]}"
        return f"x[{k}]"

    return lambda vector, k: feature(k) if vector == "x" else f"{vector}[{k}]"
