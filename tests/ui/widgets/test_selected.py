"""What is selected has one owner: the picture and the sentences below it always name the same, without a browser."""

import json
import re
import struct
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from playground.config import RunConfig
from playground.encodings import LearnedEmbedding
from playground.layers import GRU, LSTM, Layer
from playground.runs import Run
from playground.ui.widgets.selected import Selected
from tests.browser.made import made_run
from tests.figures.test_timesteps import as_in_browser
from tests.ui.test_pages import healthy, labelled, said, visit

WORDS = ("although", "the", "acting", "was", "superb", "i", "bored")
TEXTS = {number: " ".join((WORDS * 3)[:number]) for number in (2, 8, 14, 16)}


def made(home: Path, *layers: Layer) -> Run:
    """A finished run that reads at most 16 words."""
    encoding = LearnedEmbedding(maximum_length=16, dimensions=3)
    return made_run(home, RunConfig(encoding=encoding, layers=layers), {"words": WORDS})


def drawn(app: AppTest) -> tuple[dict[str, Any], dict[str, Any], np.ndarray]:
    """What the browser begins with, and the header and the numbers of its scene."""
    (component,) = app.get("bidi_component")
    received = component.proto.bytes
    (length,) = struct.unpack_from("<I", received)
    return json.loads(received[4 : 4 + length]), *as_in_browser(received[4 + length :])


def tell(app: AppTest, key: str, **at: Any) -> AppTest:
    """What the browser does when a learner chooses something in the component `key`."""
    app.session_state[key] = {"at": at}
    return healthy(app.run())


def read(app: AppTest, text: str) -> AppTest:
    labelled(app.text_input, "Type a text").set_value(text)
    return healthy(app.run())


def explained(app: AppTest) -> dict[str, Any]:
    """What the equations are about, as the browser counts."""
    (heading,) = (text for text in said(app.markdown) if re.match(r"\*\*.*, unit \d", text))
    layer, direction, unit, part, t = re.match(
        r"\*\*(\w+) ?(\w*)\*\*, unit (\d+), (\w+) at t = (\d+)", heading
    ).groups()
    return {"layer": layer, "direction": direction, "unit": int(unit), "part": part, "column": int(t) - 1}


def pictured(app: AppTest) -> dict[str, Any]:
    """What the picture has selected."""
    start, header, _ = drawn(app)
    row = header["rows"][header["chosen"]]
    return {"layer": row["layer"], "direction": row["direction"], **start["at"]}


@pytest.mark.parametrize("chosen", [True, False], ids=["clicked", "as it begins"])
def test_another_text_epoch_run_or_layer_leaves_one_thing_selected(own_home, chosen):
    run, other = made(own_home, LSTM(units=4), GRU(units=3, bidirectional=True)), made(own_home, LSTM(units=2))
    app = healthy(visit("inside", run=run.id, text=TEXTS[8]))
    if chosen:
        app = tell(app, "timesteps", layer="lstm", direction="", part="forget", unit=3, column=7, count=1)
        assert explained(app) == {"layer": "lstm", "direction": "", "part": "forget", "unit": 3, "column": 7}
    for number, column in ((14, 7), (2, 1), (16, 7), (8, 7)):
        app = read(app, TEXTS[number])
        assert explained(app) == pictured(app)
        assert explained(app)["column"] == (column if chosen else number - 1)
    before = explained(app)
    labelled(app.select_slider, "Epoch").set_value(1)
    assert explained(healthy(app.run())) == pictured(app) == before
    labelled(app.segmented_control, "Layer").set_value("gru")
    assert explained(healthy(app.run())) == pictured(app)
    labelled(app.segmented_control, "Direction").set_value("backward")
    assert explained(healthy(app.run())) == pictured(app)
    labelled(app.segmented_control, "Layer").set_value("lstm")
    assert explained(healthy(app.run())) == pictured(app) == before
    app.query_params["run"] = other.id
    assert explained(healthy(app.run())) == pictured(app)
    assert explained(app)["unit"] < 2


def test_what_was_chosen_last_stays_on_another_page(own_home):
    app = healthy(visit("inside", run=made(own_home, LSTM(units=4)).id, text=TEXTS[8]))
    chosen = {"layer": "lstm", "direction": "", "part": "cell", "unit": 2, "column": 3}
    tell(app, "timesteps", **chosen, count=1)
    labelled(app.segmented_control, "What to look at").set_value("what-if")
    healthy(app.run())
    labelled(app.segmented_control, "What to look at").set_value("timesteps")
    assert explained(healthy(app.run())) == pictured(app) == chosen
    assert drawn(app)[0]["count"] == 1


@pytest.mark.parametrize(
    "nonsense",
    [
        {"column": -1},
        {"column": "1"},
        {"column": None},
        {"unit": 4},
        {"unit": "0"},
        {"part": "x"},
        {"part": []},
        {"layer": []},
        {"direction": {}},
        {"count": "9"},
    ],
    ids=str,
)
def test_nonsense_from_a_browser_selects_nothing_else_than_what_is_drawn(own_home, nonsense):
    app = healthy(visit("inside", run=made(own_home, LSTM(units=4)).id, text=TEXTS[8]))
    told = {"layer": "lstm", "direction": "", "part": "cell", "unit": 2, "column": 3, "count": 1}
    app = tell(app, "timesteps", **told | nonsense)
    labelled(app.select_slider, "Epoch").set_value(1)
    assert explained(healthy(app.run())) == pictured(app)


def test_a_scene_is_sent_once_and_begins_anew_where_the_browser_has_forgotten(monkeypatch):
    told: dict[str, Any] = {}
    monkeypatch.setattr(Selected, "_told", lambda self: told)
    choice = Selected("x")
    first = choice.drawn(b"scene", {"unit": 0})
    told = {"unit": 1, "count": 1}
    choice.hear()
    assert choice.at == told
    assert choice.drawn(b"scene", {"unit": 1}) == first  # chosen in that very scene
    told = {}  # the component was put into the page anew
    assert b'"at": {"unit": 1}, "count": 1}' in choice.drawn(b"scene", {"unit": 1})
    assert b'"at": {"unit": 1}, "count": 1}' in choice.drawn(b"another", {"unit": 1})


def test_an_older_choice_that_comes_late_does_not_win(monkeypatch):
    told = {"unit": 2, "count": 2}
    monkeypatch.setattr(Selected, "_told", lambda self: told)
    choice = Selected("x")
    choice.hear()
    told = {"unit": 1, "count": 1}
    choice.hear()
    assert choice.at["unit"] == 2


def test_a_cell_of_compared_networks_is_the_same_in_the_picture_and_in_the_equations(own_home):
    run, other = made(own_home, LSTM(units=4)), made(own_home, GRU(units=3))
    app = healthy(visit("inside", run=run.id, view="compare", beside=other.id, text=TEXTS[8]))
    assert drawn(app)[0]["at"] is None
    app = tell(app, "compared cells", map=1, unit=2, column=7, count=1)
    for number in (14, 2, 16):
        app = read(app, TEXTS[number])
        at = drawn(app)[0]["at"]
        if number == 2:
            assert (at, len(app.latex)) == (None, 0)
        else:
            assert at == {"map": 1, "unit": 2, "column": 7}
            assert any("unit 2, hidden at t = 8" in text for text in said(app.markdown))
