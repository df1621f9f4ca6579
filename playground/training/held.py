"""Hold gates open or closed by their weights alone, so that everything that reads the network shows it."""

from collections.abc import Sequence

import keras
import numpy as np

from playground.earlier import Held
from playground.layers.plan import Plan, PlannedRecurrent
from playground.training.build import get_weights, set_weights

FAR = 200.0
"""A sigmoid is exactly 1 there in float32, exactly 0 on the other side, and flat: no gradient moves such a gate."""


def hold(model: keras.Model, plan: Plan, held: Sequence[Held], optimizer: keras.optimizers.Optimizer) -> None:
    """Take every weight that leads into these gates away and move their bias `FAR` out.

    The optimizer forgets its running means of these weights, which would go on moving them.
    """
    if not held:
        return
    weights = get_weights(model, plan)
    layers = {one.name: one for one in plan.recurrent}
    variables = dict(zip(weights, (v for one in plan.layers for v in model.get_layer(one.name).weights), strict=True))
    for one in held:
        for name, (where, values) in _places(layers[one.layer], one).items():
            weights[name] = weights[name].copy()
            weights[name][..., where] = values
            slot = variables[name].path.replace("/", "_") + "_"
            for mean in optimizer.variables:
                if mean.name.startswith(slot) and mean.shape == variables[name].shape:
                    kept = np.asarray(mean).copy()
                    kept[..., where] = 0
                    mean.assign(kept)
    set_weights(model, plan, weights)


def _places(planned: PlannedRecurrent, held: Held) -> dict[str, tuple[slice, np.ndarray]]:
    """Weight name → where the gate's numbers are, and what they become."""
    cell, units = planned.layer.reads_with, planned.layer.units
    found: dict[str, tuple[slice, np.ndarray]] = {}
    for name in planned.weight_shapes:
        kind = name.rsplit("/")[-1]
        blocks = cell.peepholes if kind == "peephole_kernel" else cell.blocks
        if held.gate not in blocks:
            continue
        start = blocks.index(held.gate) * units
        value = np.zeros((cell.bias_rows, 1) if kind == "bias" and cell.bias_rows > 1 else ())
        if kind == "bias":
            value.flat[0] = FAR if held.value else -FAR  # of two biases the input's
        found[f"{planned.name}/{name}"] = slice(start, start + units), value
    return found
