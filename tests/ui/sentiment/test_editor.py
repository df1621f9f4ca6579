"""The Sentiment page, without a browser: what the editor is told, for any run and any text."""

import json
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from playground.config import RunConfig
from playground.datasets.reviews import Reviews
from playground.encodings import LearnedEmbedding
from playground.layers import GRU, LSTM, Conv1D, Flatten, SimpleRNN
from playground.prediction.predict import network
from playground.recipes import RECIPES
from playground.recipes.compatible import classifies_text
from playground.runs import Run, starter
from playground.ui.run.examples import start_text
from playground.wording import probability_text, stated
from tests.browser.made import made_run
from tests.ui.test_pages import HTML, healthy, labelled, said, visit

WORDS = ("although", "the", "acting", "was", "superb", "i", "bored")


def made(home: Path, *layers, **settings) -> Run:
    """A run of a few words with random weights."""
    encoding = LearnedEmbedding(**{"vocabulary_size": 7, "maximum_length": 9, "dimensions": 3} | settings)
    return made_run(home, RunConfig(encoding=encoding, layers=layers), {"words": WORDS}, 1)


def editor(run: Run, text: str | None = None, **link: str) -> dict:
    """What the editor is told of `text` (None: the text that stands there at first)."""
    app = visit()
    if text is not None:
        app.session_state["sentiment text kept"] = text
    app.query_params.update({"run": run.id} | link)
    return told(healthy(app.switch_page("../../pages/sentiment.py").run()))


def told(app: AppTest) -> dict:
    """What the editor on the page is told."""
    (component,) = app.get("bidi_component")
    return json.loads(component.proto.json)


def probability(run: Run, text: str) -> str:
    """As the page shows it."""
    net = network(run)
    return stated("positive", net.trace(net.encoding.text(text)).probability)


def test_the_text_that_stands_there_at_first_is_read(own_home):
    run = made(own_home, LSTM(units=4))
    message = editor(run)
    assert message["text"] == "A terrible film. My brother read about it, we saw it on Friday and took the bus home."
    (read,) = message["runs"]
    assert read["figures"] == probability(run, message["text"])
    assert read["title"] == "LSTM 4"
    assert len(read["changes"]) == len(read["lines"][0]["values"]) == len(read["gates"][0]["values"]) == 9
    assert read["manner"] == ""


def test_the_text_that_stands_there_at_first_begins_with_its_verdict_in_words_that_all_know():
    text = start_text(Reviews())
    assert text.startswith("A terrible film. ")
    for encoding in (starter().encoding, LearnedEmbedding().fit(Reviews().load().train)):
        assert all(token.known for token in encoding.text(text).tokens)


@pytest.mark.parametrize(
    "layers",
    [
        (GRU(units=3, bidirectional=True),),
        (SimpleRNN(units=3), Conv1D(filters=2, kernel_size=2), Flatten()),
        (Flatten(),),
    ],
    ids=["both ways", "mixed", "no order"],
)
def test_a_network_that_does_not_read_once_says_how_its_line_was_made(own_home, layers):
    run = made(own_home, *layers)
    (read,) = editor(run, "the acting was bored")["runs"]
    assert read["figures"] == probability(run, "the acting was bored")
    assert read["manner"].endswith("for every point the text up to that word was read again from the start.")


def test_who_has_trained_nothing_yet_types_to_the_starter_and_reads_what_it_is(own_home):
    app = healthy(visit("sentiment"))
    assert app.query_params["run"] == "starter"
    (read,) = told(app)["runs"]
    assert read["figures"] == probability(starter(), told(app)["text"])
    (about,) = [text for text in said(app.caption) if text.startswith("The starter comes with the playground")]
    assert "Test accuracy 8" in about
    assert starter().config.dataset.citation in about


def test_the_chinese_starter_opens_with_chinese_texts_that_it_reads_character_by_character(own_home):
    app = healthy(visit("sentiment", run="starter-zh"))
    message, run = told(app), starter("zh")
    assert message["text"] == "真是一部烂片。星期五和弟弟一起看的，看完我们坐车回家。"
    assert message["characters"] is True
    (read,) = message["runs"]
    starts, ends = read["tokens"][::4], read["tokens"][1::4]
    assert [message["text"][start:end] for start, end in zip(starts, ends, strict=True)] == list(message["text"])
    probability_of = network(run).trace(run.encoding.text(message["text"])).probability
    assert (read["prediction"], read["figures"]) == ("负面", stated("正面", probability_of))
    texts = {example["title"]: example["text"] for example in message["examples"]}
    assert texts["Double negation"] == "不是不好看。"
    assert texts["Concession"] == "虽然演技很好，但是剧情太无聊了。"
    assert not any(text.isascii() for text in texts.values())
    (about,) = [text for text in said(app.caption) if text.startswith("The starter comes with the playground")]
    assert "20,000 Short film reviews in Chinese" in about
    assert "Written by RNN Playground itself" in about


def test_the_starter_is_fooled_by_the_irony_and_does_not_know_the_word_that_was_made_up(own_home):
    made = {example["title"]: example["made"][0] for example in told(visit("sentiment"))["examples"]}
    assert made["Irony"].endswith("it misses the irony.")
    assert "in place of the word it does not know" in made["Unknown word"]


def test_two_runs_read_the_same_text_side_by_side(own_home):
    one, other = made(own_home, LSTM(units=4)), made(own_home, SimpleRNN(units=4))
    message = editor(one, "not bad at all", beside=other.id)
    assert [read["title"] for read in message["runs"]] == ["LSTM 4", "SimpleRNN 4"]
    assert [read["figures"] for read in message["runs"]] == [probability(run, "not bad at all") for run in (one, other)]
    for example in message["examples"]:
        assert [sentence.split(":")[0] for sentence in example["made"]] == ["LSTM 4", "SimpleRNN 4"]


def test_two_runs_of_the_same_kind_are_told_apart(own_home):
    one, other = made(own_home, LSTM(units=4)), made(own_home, LSTM(units=4), dimensions=2)
    titles = [read["title"] for read in editor(one, beside=other.id)["runs"]]
    assert titles == [f"LSTM 4 · {one.id[:6]}", f"LSTM 4 · {other.id[:6]}"]


def test_a_run_of_several_classes_draws_a_line_each(own_home):
    configs = [recipe.config for recipe in RECIPES.values() if recipe.config]
    config = next(one for one in configs if classifies_text(one) and one.dataset.task == "multiclass")
    run = made_run(own_home, config, {"words": tuple("abcdefgh")}, 1)
    (component,) = healthy(visit("sentiment", run=run.id)).get("bidi_component")
    message = json.loads(component.proto.json)
    assert len(message["runs"][0]["lines"]) >= 2
    assert message["characters"] is True
    assert message["examples"] == []


def test_every_example_says_what_this_network_makes_of_it(own_home):
    run = made(own_home, LSTM(units=4), maximum_length=1000)
    message = editor(run)
    assert [one["title"] for one in message["examples"]] == [
        "Early verdict",
        "Negation",
        "Contrast",
        "Irony",
        "Unknown word",
        "Long review",
    ]
    for example in message["examples"]:
        net = network(run)
        assert probability_text(net.trace(net.encoding.text(example["text"])).probability) in example["made"][0]


@pytest.mark.parametrize("text", ["", "   ", "!?… 😀", "\x00"], ids=ascii)
def test_a_text_without_a_word_is_one_sentence_and_stays(own_home, text):
    message = editor(made(own_home, LSTM(units=4)), text)
    assert message["text"] == text
    assert message["runs"][0]["error"] == "The text holds no word. Type at least one word."


def test_a_text_of_30_000_words_is_one_sentence(own_home):
    message = editor(made(own_home, LSTM(units=4)), "good " * 30_000)
    assert message["runs"][0]["error"] == "The text has 30,000 words; this page reads up to 20,000. Shorten the text."
    assert "tokens" not in message["runs"][0]


def test_html_is_handed_over_as_the_text_it_is(own_home):
    message = editor(made(own_home, LSTM(units=4)), HTML)
    assert message["text"] == HTML
    assert "Not in the vocabulary, all read as the same unknown word: " in " ".join(message["runs"][0]["sentences"])


@pytest.mark.parametrize("beside", ["0" * 24, "<b>", "../../etc"], ids=ascii)
def test_a_link_to_compare_with_nothing_is_one_sentence(own_home, beside):
    run = made(own_home, LSTM(units=4))
    app = healthy(visit("sentiment", run=run.id, beside=beside))
    (error,) = said(app.error)
    assert error.startswith("There is no run ")
    assert len(told(app)["runs"]) == 1


@pytest.mark.parametrize(("label", "name"), [("Run", "run"), ("Compare with", "beside")])
def test_runs_can_be_chosen_again_and_again_and_the_link_follows(own_home, monkeypatch, label, name):
    runs = [made(own_home, LSTM(units=units)) for units in (2, 3, 4, 5)]
    monkeypatch.setattr("playground.ui.run.choose.my_runs", lambda: runs)
    app = healthy(visit("sentiment", run=runs[0].id))
    for run in (runs[2], runs[1], runs[3]):
        healthy(labelled(app.selectbox, label).set_value(run.id).run())
        assert app.query_params[name] == run.id
        assert f"LSTM {run.config.layers[0].units}" in [read["title"] for read in told(app)["runs"]]


def test_the_other_run_can_be_taken_away_again(own_home):
    one, other = made(own_home, LSTM(units=4)), made(own_home, SimpleRNN(units=4))
    app = healthy(visit("sentiment", run=one.id, beside=other.id))
    assert len(told(app)["runs"]) == 2
    healthy(labelled(app.selectbox, "Compare with").select_index(0).run())
    assert "beside" not in app.query_params
    assert len(told(app)["runs"]) == 1


def test_a_projector_gets_large_type_and_no_navigation_and_the_link_says_so():
    app = healthy(visit("sentiment"))
    assert not any("zoom: " in element.proto.body for element in app.get("html"))
    labelled(app.toggle, "Projector").set_value(True)
    app = healthy(app.run())
    assert any("zoom: " in element.proto.body for element in app.get("html"))
    assert app.query_params["projector"] == "1"
    linked = healthy(visit("sentiment", projector="1"))
    assert labelled(linked.toggle, "Projector").value
    labelled(linked.toggle, "Projector").set_value(False)
    assert "projector" not in healthy(linked.run()).query_params


def test_a_link_brings_a_text_back_here_and_inside(own_home):
    run = made(own_home, LSTM(units=4))
    app = healthy(visit("sentiment", run=run.id, text="Superb, not <b>bored</b>"))
    assert told(app)["text"] == "Superb, not <b>bored</b>"
    opened = healthy(visit("inside", run=run.id, text="Superb, not <b>bored</b>"))
    assert opened.text_input(key="text").value == "Superb, not <b>bored</b>"
