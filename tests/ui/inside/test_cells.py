"""A clicked cell of the heat maps of several networks shows its arithmetic, without a browser."""

import itertools
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from playground.config import RunConfig
from playground.datasets import DATASETS
from playground.encodings import LearnedEmbedding, OneHotCharacters
from playground.layers import GRU, LSTM, EncoderDecoder, Layer
from playground.prediction.cache import trace
from playground.prediction.predict import encoded_text, network
from playground.reference.interventions import ClampGate
from playground.runs import Run
from playground.wording import number_text
from tests.browser.made import made_run
from tests.ui.test_pages import all_markdown, healthy, labelled, said, visit
from tests.ui.widgets.test_selected import drawn

WORDS = ("although", "the", "acting", "was", "superb", "i", "bored")
TEXT = "Although the acting was superb, I was bored."
HINT = "Click a cell to see where its number comes from."


@pytest.fixture
def made(own_home: Path) -> Callable[..., Run]:
    """made(*layers): a finished run that reads at most nine words."""

    def one(*layers: Layer, maximum_length: int = 9) -> Run:
        encoding = LearnedEmbedding(maximum_length=maximum_length, dimensions=3)
        return made_run(own_home, RunConfig(encoding=encoding, layers=layers), {"words": WORDS})

    return one


@pytest.fixture
def click(monkeypatch: pytest.MonkeyPatch) -> Callable[[Any], None]:
    """click(at): from now on the browser says that this is selected."""

    count = itertools.count(1)

    def select(at: Any) -> None:
        told = {"count": next(count)} | at if isinstance(at, dict) else {}
        monkeypatch.setattr("playground.ui.widgets.selected.Selected._told", lambda self: told)

    return select


def compare(run: Run, other: Run) -> AppTest:
    return healthy(visit("inside", run=run.id, text=TEXT, view="compare", beside=other.id))


def test_a_cell_of_each_network_shows_where_its_number_comes_from(made, click):
    runs = made(LSTM(units=3)), made(GRU(units=2, bidirectional=True))
    for number, (name, layer, part) in enumerate(
        [("LSTM 3", "lstm", "hidden"), ("Bidirectional GRU 2", "gru", "forward/hidden")]
    ):
        click({"map": number, "unit": 1, "column": 4})
        app = compare(*runs)
        value = number_text(float(trace(runs[number].id, 3, TEXT)[1].layers[layer][part][4, 1]))
        (heading,) = (text for text in said(app.markdown) if "unit 1, hidden at t = 5" in text)
        assert heading.startswith(f"**{name}: {layer}")
        assert heading.endswith(f"(*superb*): **{value}**")
        assert [one for one in app.latex if rf"\boxed{{{value}}}" in one.value]


@pytest.mark.parametrize(
    "at",
    [None, "nonsense", {}, {"map": 2, "unit": 0, "column": 0}, {"map": 1, "unit": 2, "column": 0}]
    + [{"map": 0, "unit": 0, "column": column} for column in (8, -1, "0", None, 1.5)],
)
def test_without_a_cell_it_says_what_to_do(made, click, at):
    click(at)
    app = compare(made(LSTM(units=3)), made(GRU(units=2)))
    assert any(text.startswith(HINT) for text in said(app.caption))
    assert not app.latex


def test_a_word_that_one_network_does_not_read_has_no_number(made, click):
    click({"map": 1, "unit": 0, "column": 0})
    app = compare(made(LSTM(units=3)), made(LSTM(units=3), maximum_length=4))
    assert any("does not read *although*: there is no number." in text for text in said(app.caption))
    assert not app.latex


def what_if(run: Run, label: str = "Add") -> AppTest:
    app = healthy(visit("inside", run=run.id, view="what-if", text=TEXT))
    return healthy(next(button for button in app.button if button.label == label).click().run())


def test_what_if_the_arithmetic_is_that_of_the_changed_network(made, click):
    run = made(LSTM(units=2))
    clamped = replace(network(run), changes=(ClampGate("lstm", "", "forget", 0),)).trace(encoded_text(run, TEXT))
    for number, hidden in enumerate((trace(run.id, 3, TEXT)[1], clamped)):
        click({"map": number, "unit": 1, "column": 5})
        app = what_if(run)
        value = number_text(float(hidden.layers["lstm"]["hidden"][5, 1]))
        assert (
            f"**{('original', 'changed')[number]}: lstm**, unit 1, hidden at t = 6 (*i*): **{value}**"
            in all_markdown(app)
        )
        assert any(r"\text{clamped}" in one.value for one in app.latex) == bool(number)


def test_what_if_a_decoder_has_the_symbols_it_writes_for_columns(own_home, click):
    config = RunConfig(
        dataset=DATASETS["addition"](digits=1),
        encoding=OneHotCharacters(maximum_length=3),
        layers=(EncoderDecoder(cell="gru", units=3),),
    )
    run = made_run(own_home, config, {"words": tuple("0123456789+ ")})
    click({"map": 0, "unit": 2, "column": 1})
    app = healthy(visit("inside", run=run.id, view="what-if"))
    app = healthy(labelled(app.selectbox, "Layer").set_value(1).run())
    app = healthy(next(button for button in app.button if button.label == "Add").click().run())
    traced = trace(run.id, 3, 0)[1]
    value = number_text(float(traced.layers["encoder_decoder"]["decoder/hidden"][1, 2]))
    (heading,) = (text for text in said(app.markdown) if "decoder**, unit 2, hidden at t = 2 (*symbol 2: " in text)
    assert heading.endswith(f"**{value}**")


def test_the_browser_is_given_the_window_that_is_chosen(made):
    run, other = made(LSTM(units=3), maximum_length=80), made(GRU(units=2), maximum_length=80)
    app = healthy(visit("inside", run=run.id, view="compare", beside=other.id, text=" ".join(WORDS * 10)))
    assert len(drawn(app)[1]["columns"]) == 70
    labelled(app.slider, "Timesteps").set_value((20, 50))
    _, header, numbers = drawn(healthy(app.run()))
    assert (header["first"], len(header["columns"])) == (20, 30)
    assert len(numbers) == 30 * 5
