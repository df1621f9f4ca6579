"""Colours have one meaning, stand in one file, and differ for colour-blind eyes."""

import re
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

from playground.analysis.attribution import Why
from playground.figures import colors
from playground.figures.balance import COLORS as BALANCE
from playground.figures.compare import RUN_COLORS
from playground.figures.curves import COLORS as CURVES
from playground.figures.curves import TEST, TRAINING, VALIDATION
from playground.figures.forecast import COLORS as FORECASTS
from playground.figures.heat_map import heat_map
from playground.figures.matrix import matrix_map
from playground.figures.projection import COLORS as WORDS
from playground.figures.series import WINDOW_COLORS
from playground.figures.why import bars
from playground.paths import PROJECT
from playground.ui import web

EYES = {
    "normal": np.eye(3),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
}
"""What eyes make of linear RGB.  Source: Machado, Oliveira and Fernandes 2009, severity 1."""
FAR = 18.0
"""A distance in CIELAB that is seen at a glance; 2.3 is the least that is seen at all."""
LEGENDS = {
    "signs": (colors.POSITIVE, colors.NEGATIVE),
    "splits": (*colors.SPLITS.values(), colors.NAIVE),
    "forecasts": tuple(FORECASTS.values()),
    "window": tuple(WINDOW_COLORS.values()),
    "runs": tuple(colors.RUNS.values()),
    "overlaid": colors.OVERLAID,
    "parts of an LSTM": tuple(colors.PARTS[part] for part in ("forget", "input", "output", "candidate", "cell")),
    "parts of a GRU": tuple(colors.PARTS[part] for part in ("update", "reset", "candidate")),
    "classes": colors.CLASSES,
    "words": tuple(WORDS.values()),
}


def linear(color: str) -> np.ndarray:
    """`#rrggbb` as linear RGB, 0–1."""
    given = np.array([int(color[index : index + 2], 16) for index in (1, 3, 5)]) / 255
    return np.where(given <= 0.04045, given / 12.92, ((given + 0.055) / 1.055) ** 2.4)


def cielab(rgb: np.ndarray) -> np.ndarray:
    """Linear RGB in CIELAB, white D65."""
    to_xyz = [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
    xyz = np.array(to_xyz) @ np.clip(rgb, 0, 1) / (0.95047, 1, 1.08883)
    f = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def distance(one: str, other: str, eyes: str) -> float:
    """How far two colours are apart for these eyes."""
    return float(np.linalg.norm(cielab(EYES[eyes] @ linear(one)) - cielab(EYES[eyes] @ linear(other))))


@pytest.mark.parametrize("eyes", EYES)
@pytest.mark.parametrize("legend", LEGENDS)
def test_colours_of_one_legend_are_told_apart(legend, eyes):
    near = {pair: distance(*pair, eyes) for pair in combinations(LEGENDS[legend], 2)}
    assert min(near.values()) > FAR, min(near, key=near.get)


@pytest.mark.parametrize("eyes", EYES)
@pytest.mark.parametrize("dark", [False, True])
def test_the_stronger_a_state_the_further_it_is_from_0_and_signs_never_meet(dark, eyes):
    low, less, zero, more, high = colors.STATES[dark]
    assert distance(zero, low, eyes) > distance(zero, less, eyes) > FAR
    assert distance(zero, high, eyes) > distance(zero, more, eyes) > FAR
    assert distance(low, high, eyes) > 2 * FAR
    assert distance(less, more, eyes) > FAR


def test_0_is_as_the_page_is():
    assert cielab(linear(colors.STATES[False][2]))[0] > 90
    assert cielab(linear(colors.STATES[True][2]))[0] < 25


def is_blue(color: str) -> bool:
    red, _, blue = linear(color)
    return blue > red


def test_blue_is_positive_wherever_there_is_a_sign():
    for scale in colors.STATES.values():
        assert [is_blue(color) for color in scale[:2] + scale[3:]] == [False, False, True, True]
    values = np.array([[-1.0, 1.0]])
    for drawn in (heat_map(values, ("a",), "hidden", 1.0), matrix_map(values, ("a",), ("b", "c"), binary=False)):
        scale = drawn.data[0].colorscale
        assert [is_blue(scale[index][1]) for index in (0, -1)] == [False, True]
    of_words = np.array([0.2, -0.2])
    (first, *_) = bars(Why(("good", "bad"), of_words, of_words, of_words), "positive").data
    assert list(first.marker.color) == [colors.POSITIVE, colors.NEGATIVE]
    assert (WORDS["praise"], WORDS["blame"]) == (colors.POSITIVE, colors.NEGATIVE)


def test_what_needs_no_sign_has_neither_of_its_colours():
    signs = {colors.POSITIVE, colors.NEGATIVE, *sum(colors.STATES.values(), ())}
    for name in ("splits", "forecasts", "window", "runs", "overlaid", "parts of an LSTM", "parts of a GRU"):
        assert not signs & set(LEGENDS[name])


def test_a_name_has_the_same_colour_in_every_chart():
    assert {name: CURVES[name] for name in (TRAINING, VALIDATION, TEST)} == colors.SPLITS
    assert BALANCE.items() <= colors.SPLITS.items()
    assert CURVES["naive"] == FORECASTS["naive"] == WINDOW_COLORS["naive"]
    assert FORECASTS["truth"] == WINDOW_COLORS["target"]
    assert RUN_COLORS is colors.RUNS


ELSEWHERE = {
    "picture.py": "what stands in a notebook, without a theme",
    "theme.js": "what is drawn without a theme",
    "editor.css": "an error",
    "gradient.py": "viridis, a frame",
    "page.css": "what the theme's settings cannot say",
}
"""File with colours of its own → what they are."""


def test_colours_stand_in_one_file():
    files = [file for ending in ("py", "js", "css") for file in (PROJECT / "playground").rglob(f"*.{ending}")]
    files = [file for file in files if file.parent != web.HERE]  # bundles of what stands elsewhere
    own = {file.name for file in files if re.search(r"#[0-9a-f]{6}\b|RdBu|Blues|rgba?\(\d", without_gray(file))}
    assert own <= {"colors.py", *ELSEWHERE}


def without_gray(file: Path) -> str:
    """The text of a file without what is gray in any theme."""
    return re.sub(r"rgba\((\d+), ?\1, ?\1,", "", file.read_text(encoding="utf-8"))
