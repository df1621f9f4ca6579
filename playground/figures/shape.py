"""Small pictures for a tile: the layers a network is built of, in a row, and how well a run did, as a line.

Both are SVG for an `<img>`: what they show stands in words beside them.
"""

from collections.abc import Sequence
from math import log2
from urllib.parse import quote

from playground.figures.colors import EITHER, PARTS, SPLITS
from playground.layers import EncoderDecoder, Layer, Recurrent

HEIGHT = 28
MIDDLE = HEIGHT / 2
BETWEEN = 4
"""Pixels between two layers."""


def network_shape(layers: Sequence[Layer]) -> str:
    """The layers from the input to the output.

    A recurrent layer is a box with a loop and a dot for each gate, two boxes where it reads from both ends; a
    convolution and a pooling layer grow narrower; dropout is dashed; any other is a bar.  More units, higher.
    """
    flat = [part for layer in layers for part in ([layer.inner] * 2 if isinstance(layer, EncoderDecoder) else [layer])]
    drawn: list[str] = []
    x = 1.0
    for layer in flat:
        if drawn:
            drawn.append(f'<path d="M{x - BETWEEN + 1:g} {MIDDLE:g}h{BETWEEN - 2}"/>')
        width, marks = _layer(layer, x)
        drawn.append(marks)
        x += width + BETWEEN
    return _svg(x - BETWEEN + 1, HEIGHT, EITHER, "".join(drawn))


def sparkline(values: Sequence[float]) -> str:
    """A line through the values from the first to the last, which has a dot; the highest is at the top."""
    width, height, low = 36, 10, min(values)
    across, up = (width - 4) / max(len(values) - 1, 1), (height - 4) / ((max(values) - low) or 1)
    points = [(2 + across * number, height - 2 - up * (value - low)) for number, value in enumerate(values)]
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    (x, y), color = points[-1], SPLITS["validation"]
    dot = f'<circle cx="{x:.1f}" cy="{y:.1f}" r="1.8" fill="{color}"/>'
    return _svg(width, height, color, f'<polyline points="{line}" stroke-width="1.5"/>{dot}')


def image(svg: str) -> str:
    """The SVG as an `<img>` that a screen reader passes over."""
    return f'<img alt="" src="data:image/svg+xml,{quote(svg)}">'


def _svg(width: float, height: float, color: str, marks: str) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" width="{width:g}" '
        f'height="{height:g}" fill="none" stroke="{color}">{marks}</svg>'
    )


def _layer(layer: Layer, x: float) -> tuple[float, str]:
    """Width and marks of one layer that begins at `x`."""
    if isinstance(layer, Recurrent):
        colors = [PARTS[gate] for gate in layer.reads_with.gates]
        if layer.directions:
            return 14, _box(x, MIDDLE - 6, 8, colors) + _box(x, MIDDLE + 8, 8, colors)
        return 14, _box(x, MIDDLE + 1, min(8 + log2(layer.units), 17), colors)
    if layer.kind == "conv1d":
        return 8, f'<path d="M{x:g} 4l8 5v10l-8 5Z"/>'
    if "pooling" in layer.kind:
        return 5, f'<path d="M{x:g} 8l5 4v4l-5 4Z"/>'
    if layer.kind == "dropout":
        return 2, f'<path d="M{x + 1:g} 5v18" stroke-dasharray="2 2"/>'
    tall = 6 + 2 * log2(getattr(layer, "units", 0) or getattr(layer, "dimensions", 0) or 32)
    return 3, f'<path d="M{x + 1.5:g} {MIDDLE - tall / 2:.3g}v{tall:.3g}" stroke-width="3"/>'


def _box(x: float, middle: float, tall: float, colors: Sequence[str]) -> str:
    """A recurrent layer: the loop above a box, its gates inside."""
    top = middle - tall / 2
    first = x + 7 - 1.8 * (len(colors) - 1)
    dots = "".join(
        f'<circle cx="{first + 3.6 * number:.4g}" cy="{middle:g}" r="1.6" fill="{color}" stroke="none"/>'
        for number, color in enumerate(colors)
    )
    box = f'<rect x="{x:g}" y="{top:.4g}" width="14" height="{tall:.4g}" rx="2.5"/>'
    return f'<path d="M{x + 3:g} {top:.4g}c0 -5 8 -5 8 0"/>{box}{dots}'
