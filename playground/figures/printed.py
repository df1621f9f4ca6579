"""Pictures for paper, as SVG: lines over a row of numbers, and a map of states over what is read."""

from collections.abc import Mapping, Sequence
from html import escape

import numpy as np

from playground.figures.colors import EITHER, OVERLAID, STATES
from playground.languages import _

WIDTH, HEIGHT, LEFT, BELOW, ABOVE = 640, 150, 44, 20, 20
"""Pixels; LEFT, BELOW and ABOVE: of the room for what stands there."""
MOST_WORDS = 24
"""Words that are written below a map; more of them would stand on each other."""


def lines(series: Mapping[str, Sequence[float]], axis: str, percent: bool) -> str:
    """Lines of the same kind over 1, 2, 3, …  series: name → values (points,); axis: what is counted below."""
    every = np.concatenate([np.asarray(values, float) for values in series.values()])
    low, high = (0.0, 1.0) if percent else (float(every.min()), float(every.max()))
    length = max(map(len, series.values()))
    parts = [_axis(low, high, percent), _text(WIDTH, HEIGHT - 4, axis, "end")]
    for place, (name, values) in enumerate(series.items()):
        color = OVERLAID[place % len(OVERLAID)]
        x = LEFT + (WIDTH - LEFT - 8) * np.arange(len(values)) / max(length - 1, 1)
        y = _down(np.asarray(values, float), low, high)
        points = " ".join(f"{a:.1f},{b:.1f}" for a, b in zip(x, y, strict=True))
        parts.append(f'<polyline points="{points}" fill="none" stroke="{color}" stroke-width="1.6"/>')
        parts.append(_text(LEFT + 130 * place, 12, name, "start", color))
    return _svg(parts)


def state_map(states: np.ndarray, words: Sequence[str]) -> str:
    """A map of a state.  states (timesteps, units), -1–1: a column per timestep, a row per unit; words (timesteps,)."""
    timesteps, units = states.shape
    wide, high = (WIDTH - LEFT) / timesteps, (HEIGHT - BELOW - ABOVE) / units
    parts = [
        _text(LEFT - 6, ABOVE + 10, _("unit {unit}", unit=0), "end"),
        _text(LEFT - 6, HEIGHT - BELOW, str(units - 1), "end"),
    ]
    for t in range(timesteps):
        for unit in range(units):
            parts.append(
                f'<rect x="{LEFT + t * wide:.1f}" y="{ABOVE + unit * high:.1f}" width="{wide + 0.2:.1f}" '
                f'height="{high + 0.2:.1f}" fill="{_shade(float(states[t, unit]))}"/>'
            )
        if timesteps <= MOST_WORDS:
            parts.append(_text(LEFT + (t + 0.5) * wide, HEIGHT - 6, words[t][:8], "middle", small=True))
    return _svg(parts)


def _down(values: np.ndarray, low: float, high: float) -> np.ndarray:
    share = (values - low) / ((high - low) or 1)
    return np.asarray(HEIGHT - BELOW - (HEIGHT - BELOW - ABOVE) * share)


def _axis(low: float, high: float, percent: bool) -> str:
    parts = []
    for value in (low, (low + high) / 2, high):
        y = float(_down(np.array([value]), low, high)[0])
        said = f"{value:.0%}" if percent else f"{value:.3g}"
        parts.append(f'<line x1="{LEFT}" x2="{WIDTH}" y1="{y:.1f}" y2="{y:.1f}" stroke="{EITHER}" stroke-width="0.4"/>')
        parts.append(_text(LEFT - 6, y + 4, said, "end"))
    return "".join(parts)


def _shade(value: float) -> str:
    """The colour of a state, on white."""
    stops = [tuple(int(color[start : start + 2], 16) for start in (1, 3, 5)) for color in STATES[False]]
    at = (min(max(value, -1.0), 1.0) + 1) / 2 * (len(stops) - 1)
    index = min(int(at), len(stops) - 2)
    mixed = [round(a + (b - a) * (at - index)) for a, b in zip(stops[index], stops[index + 1], strict=True)]
    return "#" + "".join(f"{part:02x}" for part in mixed)


def _text(x: float, y: float, said: str, anchor: str, color: str = EITHER, small: bool = False) -> str:
    size = 8 if small else 11
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-size="{size}" fill="{color}">{escape(said)}</text>'
    )


def _svg(parts: Sequence[str]) -> str:
    return f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" width="100%" role="img">{"".join(parts)}</svg>'
