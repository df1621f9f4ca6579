"""Why, below the editor of the Sentiment page, without a browser."""

from pathlib import Path

import pytest

from playground.analysis.attribution import why
from playground.analysis.running_prediction import course
from playground.layers import LSTM, SimpleRNN
from playground.narration.attribution import agreement
from playground.prediction.predict import network
from playground.ui.widgets.plain import plain
from tests.ui.sentiment.test_editor import made, probability
from tests.ui.test_pages import healthy, labelled, said, visit

TEXT = "the acting was superb"


@pytest.fixture
def run(own_home: Path):
    """A run of seven words."""
    return made(own_home, LSTM(units=4))


def asked(run, text=TEXT, **link):
    """The page with Why opened."""
    app = visit()
    app.session_state["sentiment text kept"] = text
    app.query_params.update({"run": run.id} | link)
    app = app.switch_page("../../pages/sentiment.py").run()
    labelled(app.toggle, "Why?").set_value(True)
    return healthy(app.run())


def rows(app):
    """The table below: the text as it stands and with one word changed."""
    (table,) = app.table
    return table.value.iloc[:, 0].str.replace("\\", "").to_dict()


def test_it_is_closed_until_it_is_asked_for(run):
    app = healthy(visit("sentiment", run=run.id))
    assert not labelled(app.toggle, "Why?").value
    assert not app.get("plotly_chart")


def test_it_says_what_a_word_is_worth_in_three_ways(run):
    app = asked(run)
    assert len(app.get("plotly_chart")) == 1
    net = network(run)
    said = agreement(why(net, course(net, net.encoding.text(TEXT))), "positive")
    assert plain(" ".join(said)) in [text.value for text in app.markdown]


def test_a_word_is_deleted_and_replaced_and_both_results_shown(run):
    app = asked(run)
    labelled(app.selectbox, "A word").set_value(3)
    labelled(app.text_input, "Replace with").set_value("bored")
    found = rows(healthy(app.run()))
    assert list(found) == ["as typed", "without *superb*", "with *bored* instead"]
    texts = [TEXT, "the acting was", "the acting was bored"]
    assert [said.split(", ")[1] for said in found.values()] == [probability(run, text) for text in texts]


def test_an_unknown_word_is_said_to_be_unknown(run):
    app = asked(run)
    labelled(app.text_input, "Replace with").set_value("<b>wow</b>")
    app = healthy(app.run())
    assert any("not in the vocabulary" in text for text in said(app.caption))


def test_the_only_word_cannot_be_left_out(run):
    assert rows(asked(run, "superb"))["without *superb*"] == "The text holds no word. Type at least one word."


def test_two_networks_stand_side_by_side(run, own_home):
    other = made(own_home, SimpleRNN(units=3))
    app = asked(run, beside=other.id)
    (table,) = app.table
    assert table.value.shape == (2, 2)
    assert probability(other, TEXT) in table.value.iloc[0, 1].replace("\\", "")


def test_a_text_without_words_asks_for_none(run):
    app = asked(run, "!!!")
    assert not app.get("plotly_chart")
