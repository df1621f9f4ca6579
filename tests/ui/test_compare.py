"""Two to four runs side by side on the same example, without a browser."""

from pathlib import Path

import pytest

from playground.config import RunConfig
from playground.encodings import LearnedEmbedding, OneHotCharacters
from playground.layers import GRU, LSTM, RECURRENT, Dropout, SimpleRNN
from playground.prediction.cache import trace
from playground.ui.run.beside import names_of
from playground.wording import stated
from tests.browser.made import made_run
from tests.ui.test_pages import all_markdown, healthy, labelled, said, visit

WORDS = ("although", "the", "acting", "was", "superb", "i", "bored")
TEXT = "Although the acting was superb, I was bored."


@pytest.fixture
def made(own_home: Path):
    """Makes a finished run with these layers."""

    def one(*layers, encoding=None):
        encoding = encoding or LearnedEmbedding(maximum_length=12, dimensions=3)
        words = WORDS if encoding.split == "words" else tuple("abcdefghijklmnopqrstuvwxyz ")
        return made_run(own_home, RunConfig(encoding=encoding, layers=layers), {"words": words})

    return one


def compare(run, *others):
    return healthy(
        visit("inside", run=run.id, text=TEXT, view="compare", beside=",".join(other.id for other in others))
    )


def test_each_says_what_its_own_network_says_of_the_same_text(made):
    runs = [made(LSTM(units=3)), made(SimpleRNN(units=5)), made(GRU(units=2, bidirectional=True))]
    app = compare(*runs)
    for run in runs:
        assert stated("positive", trace(run.id, 3, TEXT)[1].probability) in all_markdown(app)
    assert (len(app.get("plotly_chart")), len(app.get("bidi_component"))) == (2, 1)
    assert app.query_params["beside"] == f"{runs[1].id},{runs[2].id}"


def test_their_states_can_only_be_those_that_all_have(made):
    app = compare(made(LSTM(units=3)), made(GRU(units=2)))
    parts = next(control for control in app.segmented_control if control.label == "Part")
    assert parts.options == ["hidden", "candidate"]


def test_a_network_of_characters_is_not_set_beside_one_of_words(made):
    app = compare(made(LSTM(units=3)), made(LSTM(units=2), encoding=OneHotCharacters(maximum_length=60)))
    assert any("cannot read this example" in error for error in said(app.error))


def test_with_no_other_run_it_offers_to_train_other_cells(made):
    app = healthy(
        visit("inside", run=made(LSTM(units=3), encoding=OneHotCharacters(maximum_length=60)).id, view="compare")
    )
    assert any("You have no other run that can read this example" in text for text in said(app.caption))
    others = [layer.title for layer in RECURRENT.values() if layer is not LSTM]
    assert [link.proto.label for link in app.get("page_link")][-len(others) :] == [f"Train with {o}" for o in others]


@pytest.mark.parametrize(
    ("beside", "sentence"),
    [
        ("zzz", "There is no run 'zzz'"),
        ("a,b,c,d", "The link compares 4 runs with this one; at most 3 fit"),
        ("<b>" * 99, "There is no run"),
    ],
    ids=ascii,
)
def test_nonsense_in_the_link_is_one_sentence(made, beside, sentence):
    run = made(LSTM(units=3))
    app = healthy(visit("inside", run=run.id, text=TEXT, view="compare", beside=beside))
    assert any(sentence in error for error in said(app.error))
    assert len(said(app.error)[0]) < 300


def test_a_run_is_not_set_beside_itself(made):
    run = made(LSTM(units=3))
    app = healthy(visit("inside", run=run.id, text=TEXT, view="compare", beside=run.id))
    assert any("with itself" in error for error in said(app.error))


def test_a_first_run_of_ones_own_is_set_beside_the_starter(made, monkeypatch):
    run = made(LSTM(units=3))
    monkeypatch.setattr("playground.ui.run.choose.all_runs", lambda learner: [run])
    assert healthy(visit("inside", run=run.id, view="compare")).query_params["beside"] == "starter"


def test_runs_are_taken_away_and_the_link_follows(made):
    run, other = made(LSTM(units=3)), made(GRU(units=3))
    app = compare(run, other)
    labelled(app.multiselect, "Compare with").set_value([])
    app = healthy(app.run())
    assert "beside" not in app.query_params
    assert "Choose a run to compare with, to see where the two diverge." in said(app.caption)


def test_dropout_is_not_part_of_a_networks_name(made):
    plain_one, other = made(LSTM(units=3)), made(Dropout(rate=0.5), LSTM(units=3), GRU(units=2), Dropout(rate=0.3))
    assert names_of([plain_one, other]) == ["LSTM 3", "LSTM 3 → GRU 2"]
    twin = made(Dropout(rate=0.5), LSTM(units=3))
    assert names_of([plain_one, twin]) == [f"LSTM 3 · {plain_one.id[:6]}", f"LSTM 3 · {twin.id[:6]}"]
