"""The pictures of a tile: what can be counted in them."""

from xml.etree import ElementTree

import pytest

from playground.figures.shape import network_shape, sparkline
from playground.layers import GRU, LSTM, Dense, EncoderDecoder, SimpleRNN
from playground.recipes import RECIPES

SVG = "{http://www.w3.org/2000/svg}"


def marks(svg: str, kind: str) -> list[ElementTree.Element]:
    """The elements of a kind."""
    return list(ElementTree.fromstring(svg).iter(f"{SVG}{kind}"))


@pytest.mark.parametrize(("layer", "gates"), [(SimpleRNN(), 0), (GRU(), 2), (LSTM(), 3)])
def test_a_recurrent_layer_is_a_box_with_a_dot_for_each_gate(layer, gates):
    assert len(marks(network_shape([layer]), "rect")) == 1
    assert len(marks(network_shape([layer]), "circle")) == gates


@pytest.mark.parametrize("layer", [LSTM(bidirectional=True), EncoderDecoder()], ids=lambda layer: layer.kind)
def test_two_directions_and_encoder_with_decoder_are_two_boxes(layer):
    assert len(marks(network_shape([layer]), "rect")) == 2


def test_more_units_are_drawn_higher():
    low, high = (ElementTree.fromstring(network_shape([Dense(units=units)])) for units in (2, 64))
    assert [one.find(f"{SVG}path").get("d").split("v")[1] for one in (low, high)] == ["8", "18"]


@pytest.mark.parametrize("name", [name for name, recipe in RECIPES.items() if recipe.config])
def test_every_recipe_has_a_picture_that_fits_its_frame(name):
    svg = network_shape([planned.layer for planned in RECIPES[name].config.plan.layers])
    root = ElementTree.fromstring(svg)
    assert float(root.get("width")) <= 90
    for box in marks(svg, "rect"):
        assert float(box.get("y")) >= 0
        assert float(box.get("y")) + float(box.get("height")) <= float(root.get("height"))


def test_a_sparkline_rises_with_its_values():
    (line,) = marks(sparkline([0.5, 0.75, 1.0]), "polyline")
    assert line.get("points") == "2.0,8.0 18.0,5.0 34.0,2.0"


def test_a_single_value_is_a_dot():
    (dot,) = marks(sparkline([0.5]), "circle")
    assert (dot.get("cx"), dot.get("cy")) == ("2.0", "8.0")
