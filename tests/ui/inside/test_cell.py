"""The diagram of a cell follows what the page has selected, and the other view follows what is chosen here."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from playground.config import RunConfig
from playground.encodings import LearnedEmbedding
from playground.layers import GRU, LSTM, Conv1D, Flatten, Layer
from playground.runs import Run
from tests.browser.made import made_run
from tests.figures.test_timesteps import as_in_browser
from tests.ui.test_pages import healthy, labelled, said, visit
from tests.ui.widgets.test_selected import drawn, tell

WORDS = ("although", "the", "acting", "was", "superb", "i", "bored")


def made(home: Path, *layers: Layer) -> Run:
    """A finished run that reads at most nine words."""
    encoding = LearnedEmbedding(maximum_length=9, dimensions=3)
    return made_run(home, RunConfig(encoding=encoding, layers=layers), {"words": WORDS})


def opened(run: Run, view: str = "cell") -> AppTest:
    return healthy(visit("inside", run=run.id, view=view, text="although the acting was superb"))


def diagram(app: AppTest) -> dict:
    """What the browser is told."""
    (component,) = app.get("bidi_component")
    return as_in_browser(component.proto.bytes)[0]


def seen(app: AppTest) -> tuple[str, int, int]:
    """Cell, unit and timestep of the diagram."""
    header = diagram(app)
    return header["cell"], header["unit"], header["timestep"]


def look(app: AppTest, view: str) -> AppTest:
    labelled(app.button_group, "What to look at").set_value(view)
    return healthy(app.run())


def test_it_follows_the_selection_of_the_other_view_and_leads_it(own_home):
    app = opened(made(own_home, LSTM(units=4)), "timesteps")
    tell(app, "timesteps", layer="lstm", direction="", part="forget", unit=3, column=1, count=1)
    assert seen(look(app, "cell")) == ("LSTM", 3, 1)
    labelled(app.number_input, "Unit").set_value(2)
    assert seen(healthy(app.run())) == ("LSTM", 2, 1)
    labelled(app.select_slider, "Timestep").set_value(4)
    assert seen(healthy(app.run())) == ("LSTM", 2, 4)
    at = drawn(look(app, "timesteps"))[0]["at"]
    assert at == {"part": "forget", "unit": 2, "column": 4}


def test_layer_and_direction_are_those_of_the_other_view(own_home):
    app = opened(made(own_home, GRU(units=4, bidirectional=True), LSTM(units=3)))
    assert seen(app)[0] == "GRU"
    labelled(app.button_group, "Layer").set_value("lstm")
    assert seen(healthy(app.run()))[0] == "LSTM"
    look(app, "timesteps")
    assert labelled(app.button_group, "Layer").value == "lstm"
    labelled(app.button_group, "Layer").set_value("gru")
    healthy(app.run())
    labelled(app.button_group, "Direction").set_value("backward")
    healthy(app.run())
    look(app, "cell")
    assert labelled(app.button_group, "Direction").value == "backward"
    labelled(app.select_slider, "Timestep").set_value(4)
    does = [node["does"] for node in diagram(healthy(app.run()))["nodes"] if node["operation"] == "before"]
    assert does == ["The layer begins with this hidden state: 0.0000 in this unit."]


@pytest.mark.parametrize("layers", [(Conv1D(filters=4, kernel_size=2), Flatten())])
def test_a_network_without_a_cell_says_so(own_home, layers):
    app = opened(made(own_home, *layers))
    assert "This network has no recurrent layer, so it has no cell that carries a state." in said(app.info)
