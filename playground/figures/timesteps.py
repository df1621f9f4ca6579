"""One traced example over time as the Inside page draws it: which boxes stand where, and the numbers they hold."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from playground.analysis.scales import most_of, round_symmetric
from playground.analysis.timeline import NOTHING, Row
from playground.figures.packed import Packed
from playground.languages import _
from playground.layers.plan import Plan
from playground.reference import Trace


def vectors(
    plan: Plan, trace: Trace, most: Mapping[str, float] = NOTHING
) -> dict[str, tuple[np.ndarray, tuple[float, float]]]:
    """Title → (units,) and the values its colours end at: what is computed behind the end, without the output."""
    found = {}
    for planned in plan.layers[:-1]:
        values = trace.layers.get(planned.name, {}).get("output")
        if values is not None and values.ndim == 1:
            own = most.get(f"{planned.name}/output") or most_of(values)
            found[planned.layer.label()] = values, round_symmetric(own)
    return found


def message(
    columns: tuple[str, ...],
    shown: list[Row],
    chosen: Row,
    ends: dict[str, tuple[np.ndarray, tuple[float, float]]],
    outputs: list[tuple[float, str, str]],
    inputs: tuple[np.ndarray, tuple[str, ...], str] | None,
    image: bool,
    order: np.ndarray,
) -> bytes:
    """All of it for the browser, see `Packed`.

    chosen: the row whose parts are drawn as heat maps.  ends: `vectors`.
    outputs: (column, short text, longer text) each; the column behind the last is the end of the sequence.
    inputs: numbers that are read (timesteps, features) with names and a heading; image: whether they are one, a row a
    timestep.  order (units,) int: the chosen row's units from top to bottom.
    """
    packed = Packed()
    put = packed.put
    header: dict[str, Any] = {
        "columns": [short_label(label) for label in columns],
        "rows": [_row(row, put) for row in shown],
        "vectors": [
            {"title": title, "units": len(values), "at": put(values), "scale": scale}
            for title, (values, scale) in ends.items()
        ],
        "outputs": [{"column": column, "short": short_label, "long": long} for column, short_label, long in outputs],
        "chosen": shown.index(chosen),
        "parts": [
            {"part": part, "about": _(chosen.about[part]), "gate": chosen.is_gate(part), "scale": chosen.scale(part)}
            | {"at": put(values)}
            for part, values in chosen.parts.items()
        ],
        "order": order.tolist(),
        "image": image,
    }
    if inputs:
        values, names, heading = inputs
        scale = round_symmetric(most_of(values))
        header["inputs"] = {"names": list(names), "heading": heading, "scale": scale, "at": put(values)}
    return packed.behind(header)


def clustered(values: np.ndarray) -> np.ndarray:
    """The units of (timesteps, units) in an order that puts those of like course beside each other: (units,) int.

    Average linkage of Euclidean distances, leaves ordered so that neighbours are near; scipy.
    """
    if values.shape[1] < 3:
        return np.arange(values.shape[1])
    from scipy.cluster.hierarchy import leaves_list, linkage

    return leaves_list(linkage(values.T.astype(float), "average", optimal_ordering=values.shape[1] <= 128))


def _row(row: Row, put: Any) -> dict[str, Any]:
    timesteps, units = row.shape
    return {
        "layer": row.layer,
        "direction": row.direction,
        "title": row.title,
        "part": row.part,
        "lane": row.lane,
        "start": row.start,
        "step": row.step,
        "states": row.states,
        "up": row.up,
        "timesteps": timesteps,
        "units": units,
        "scale": row.scale(row.part),
        "at": put(row.parts[row.part]),
    }


def short_label(label: str, longest: int = 24) -> str:
    """A label of bearable length."""
    return label if len(label) <= longest else label[: longest - 1] + "…"
