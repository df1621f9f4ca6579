"""A trained network as the browser runs it by itself (ui/web/src/network): layers, weights, encoding; JSON-able."""

import base64
import re
from collections.abc import Mapping
from typing import Any

import numpy as np

from playground.analysis.timeline import Row
from playground.caching import remembered
from playground.datasets.tokenizers import MARKS, SPLITTERS
from playground.encodings import FittedText, GivenTokens, HashingTrick
from playground.encodings.given_tokens import EDGES
from playground.languages import _
from playground.layers.plan import Plan, PlannedLayer
from playground.limits import limits
from playground.reference import Trace

LETTER, SPACE = r"[^\W_]", r"[^\S]"


def network(plan: Plan, padding: str, weights: Mapping[str, np.ndarray]) -> dict[str, Any]:
    """What `network.js` takes; see its `Described`.  weights: `layer/weight` → float32 array.  padding: its side."""
    return {
        "layers": [_layer(planned) for planned in plan.layers],
        "weights": {name: stored(array) for name, array in weights.items()},
        "mask": plan.mask,
        "skipped": None if plan.mask_value is None else float(np.float32(plan.mask_value)),
        "timesteps": plan.timesteps,
        "padding": padding,
        "answer": list(plan.output_shape) if plan.reads_previous else None,
    }


def stored(array: np.ndarray) -> dict[str, str]:
    """An array row by row, little-endian, in base64; as float16 where that holds every number of it exactly."""
    with np.errstate(over="ignore"):
        small = array.astype(np.float16)
    kind = "float16" if np.array_equal(small.astype(np.float32), array) else "float32"
    numbers = np.ascontiguousarray(array, "<f2" if kind == "float16" else "<f4")
    return {"type": kind, "data": base64.b64encode(numbers.tobytes()).decode()}


def text_encoding(fitted: FittedText) -> dict[str, Any]:
    """What `encoding.js` takes; see its `Described`.  Raises `KeyError` where a dictionary cuts the words."""
    encoding = fitted.encoding
    return {
        "pattern": pattern(encoding.split),
        "lower": SPLITTERS[encoding.split].lower,
        "unit": fitted.unit,
        "words": list(fitted.words),
        "unknown": encoding.unknown,
        "given": _given(encoding) if isinstance(encoding, GivenTokens) else None,
        "buckets": encoding.buckets if isinstance(encoding, HashingTrick) else 0,
        "maximum_length": encoding.maximum_length,
        "padding": encoding.padding,
        "truncation": encoding.truncation,
        "reverse": encoding.reverse,
        "most_characters": limits().text_characters,
        "most_words": limits().text_words,
    }


def _given(encoding: GivenTokens) -> dict[str, Any]:
    return {"rows": encoding.rows, "edges": EDGES, "unknown": encoding.unknown_id, "skips": encoding.mask}


@remembered
def pattern(split: str) -> str:
    """A regular expression of JavaScript (with `u`) that finds the tokens Python finds, whatever Unicode it knows.

    split: a name in `SPLITTERS`.  Raises `KeyError` for one that needs a dictionary.
    """
    if split == "spaces":
        return f"[^{_ranges(_matched(SPACE))}]+"
    marks = _ranges(MARKS)
    if split == "characters":
        return rf"[^][{marks}]*"
    if split == "words":
        letter = f"[{_ranges(_matched(LETTER))}]"
        word = rf"{letter}+(?:[{marks}\u200c\u200d]+{letter}*)*"
        return f"{word}(?:['’]{word})*"
    raise KeyError(split)


def _matched(characters: str) -> str:
    """All characters, in order, that a class of Python's `re` matches."""
    return "".join(re.findall(characters, "".join(map(chr, [*range(0xD800), *range(0xE000, 0x110000)]))))


def _ranges(characters: str) -> str:
    """Characters in order as they stand within a class of JavaScript's."""
    written, points = [], [ord(one) for one in characters]
    for first, last in zip(_ends(points, 1), _ends(points, -1), strict=True):
        written.append(rf"\u{{{first:x}}}" + (rf"-\u{{{last:x}}}" if last > first else ""))
    return "".join(written)


def _ends(points: list[int], side: int) -> list[int]:
    """The first (1) or the last (-1) of every run of ascending numbers."""
    there = set(points)
    return [point for point in points if point - side not in there]


def rows(shown: list[Row]) -> list[dict[str, Any]]:
    """The rows of the picture over time without their numbers, which the browser works out: see `scene.js`.

    Each part has the name under which a trace of its layer holds it.
    """
    return [
        {name: getattr(row, name) for name in ("layer", "direction", "title", "part", "lane", "start", "step", "up")}
        | {"states": row.states}
        | {"parts": [{"part": part, "of": _of(row, part)} | _told(row, part) for part in row.parts]}
        for row in shown
    ]


def vectors(plan: Plan, traced: Trace) -> list[dict[str, str]]:
    """The layers behind the end, without the output."""
    return [
        {"layer": planned.name, "title": planned.layer.label()}
        for planned in plan.layers[:-1]
        if (values := traced.layers.get(planned.name, {}).get("output")) is not None and values.ndim == 1
    ]


def last_recurrent(plan: Plan) -> dict[str, Any]:
    """The gates of the last recurrent layer, and whether each of its timesteps is one that is read."""
    if not plan.recurrent:
        return {"gates": [], "each_word": False}
    planned = plan.recurrent[-1]
    return {"gates": list(planned.layer.reads_with.gates), "each_word": planned.input_shape[0] == plan.timesteps}


def _of(row: Row, part: str) -> str:
    if not row.recurrent:
        return "output"
    return f"{row.direction}/{part}" if row.direction else part


def _told(row: Row, part: str) -> dict[str, Any]:
    return {"about": _(row.about[part]), "gate": row.is_gate(part), "most": row.most.get(part, 0.0)}


def _layer(planned: PlannedLayer) -> dict[str, Any]:
    layer = planned.layer
    settings = {name: getattr(layer, name) for name in type(layer).model_fields if name != "kind"}
    settings |= {"keeps_timesteps": layer.keeps_timesteps} | ({"recurrent": True} if layer.recurrent else {})
    return {
        "name": planned.name,
        "kind": layer.kind,
        "settings": settings,
        "output": list(planned.output_shape),
        "sequences": planned.return_sequences,
    }
