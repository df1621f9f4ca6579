"""The weights of a small layer, each of which is drawn as a link."""

from collections.abc import Callable
from typing import Any

import numpy as np

from playground.analysis.timeline import Row
from playground.encodings import FittedText
from playground.reference import Network
from playground.reference.direction import read_direction
from playground.runs import Run
from playground.server.sight import Sight

MOST_UNITS, MOST_OTHERS = 8, 16
"""Units of a layer of which links are drawn; inputs that it reads, and outputs that read it."""
RESERVED = ("padding", "unknown")
"""What the first token ids stand for."""
Put = Callable[[np.ndarray], Any]


def links(run: Run, network: Network, sight: Sight, put: Put) -> dict[str, Any] | None:
    """The weights of the layer that is looked at; None where it is not recurrent, or has too many units.

    blocks: the names of what has weights of its own, such as gates.  recurrent (units, blocks, units): from the state
    before.  inputs: names, and of not too many kernel (features, blocks, units) and values (timesteps, features).
    outputs: where they read this state and are not too many, names and kernel (units, outputs).
    """
    row = sight.row
    if row is None or row.cell is None or row.shape[1] > MOST_UNITS:
        return None
    read = read_direction(network, sight.traced, row.layer, row.direction)
    units, blocks = row.shape[1], list(row.cell.blocks)
    found: dict[str, Any] = {
        "blocks": blocks,
        "recurrent": put(read.weights["recurrent_kernel"].reshape(units, len(blocks), units)),
    }
    kernel = read.weights["kernel"].reshape(-1, len(blocks), units)
    if len(kernel) <= MOST_OTHERS:
        found["inputs"] = {
            "names": _inputs(run, network, row, len(kernel)),
            "kernel": put(kernel),
            "values": put(read.x),
        }
    output = _output(run, network, row)
    if output is not None and output.shape[1] <= MOST_OTHERS:
        said = run.config.task.output_names(run.config.dataset.class_names)
        found["outputs"] = {"names": said, "kernel": put(output)}
    return found


def _inputs(run: Run, network: Network, row: Row, count: int) -> list[str]:
    layers = run.config.plan.layers
    first = next(place for place, planned in enumerate(layers) if planned.name == row.layer)
    below = [planned for planned in layers[:first] if planned.layer.kind != "dropout"]
    names: tuple[str, ...] = run.config.dataset.feature_names if not below else ()
    if below and below[-1].layer.kind == "one_hot" and isinstance(network.encoding, FittedText):
        names = (*RESERVED, *network.encoding.words)
    return [names[k] if k < len(names) else f"x[{k}]" for k in range(count)]


def _output(run: Run, network: Network, row: Row) -> np.ndarray | None:
    """The kernel (units, outputs) with which the last layer reads the state; None where another layer reads it."""
    layers = run.config.plan.layers
    place = next(place for place, planned in enumerate(layers) if planned.name == row.layer)
    above = [planned for planned in layers[place + 1 :] if planned.layer.kind != "dropout"]
    if len(above) != 1 or row.up not in ("each", "end"):
        return None
    kernel = network.weights.get(f"{above[0].name}/kernel")
    units = row.shape[1]
    first = units if row.direction == "backward" else 0
    if kernel is None or len(kernel) < first + units:
        return None
    return kernel[first : first + units]
