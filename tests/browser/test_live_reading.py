"""What is typed on the Sentiment page is answered at an address of its own; nonsense there gets one sentence."""

import pytest
import requests

from playground.config import RunConfig
from playground.encodings import LearnedEmbedding
from playground.layers import LSTM
from playground.limits import limits
from playground.prediction.predict import network
from playground.runs import Run, starter
from playground.server.asked import MOST_BYTES
from tests.browser.app import Server
from tests.browser.made import made_run

WORDS = ("although", "the", "acting", "was", "superb", "i", "bored")


@pytest.fixture(scope="module")
def run(server: Server) -> Run:
    """A run of seven words."""
    encoding = LearnedEmbedding(vocabulary_size=7, maximum_length=8, dimensions=3)
    return made_run(server.home, RunConfig(encoding=encoding, layers=(LSTM(units=4),)), {"words": WORDS}, epochs=1)


def ask(server: Server, body: object) -> requests.Response:
    data = body if isinstance(body, bytes) else None
    return requests.post(f"{server.url}/live/sentiment", data=data, json=None if data else body, timeout=60)


def asked(run: Run, text: str, editor: str = "mine") -> dict:
    return {"editor": editor, "runs": [[run.id, 1]], "text": text}


@pytest.mark.parametrize("texts", [["the acting was superb", "the acting was superb I was bored", "bored"]])
def test_each_text_is_answered_as_the_network_reads_it(server, run, texts):
    net = network(run)
    for text in texts:  # one goes on from the other
        found = ask(server, asked(run, text)).json()
        assert found["text"] == text
        (reading,) = found["runs"]
        assert (reading["run"], reading["epoch"]) == (run.id, 1)
        probability = net.trace(net.encoding.text(text)).probability
        assert reading["lines"][0]["values"][-1] == pytest.approx(probability, abs=1e-4)


def test_who_has_the_answer_before_is_sent_what_has_changed(server, run):
    (first,) = ask(server, asked(run, "the acting was superb", "typist")).json()["runs"]
    (sent,) = ask(server, asked(run, "the acting was bored", "typist") | {"has": [first["number"]]}).json()["runs"]
    assert sent["since"] == first["number"]
    assert sent["kept"]["lines"] == [3]
    assert len(sent["lines"][0]["values"]) == 1


def test_two_editors_do_not_disturb_each_other(server, run):
    alone = ask(server, asked(run, "the acting was bored", "a")).json()["runs"]
    ask(server, asked(run, "superb", "b"))
    assert ask(server, asked(run, "the acting was bored", "a")).json()["runs"] == alone


def test_two_runs_answer_side_by_side(server, run):
    body = asked(run, "superb") | {"runs": [[run.id, 1], ["starter", starter().saved_epochs()[-1]]]}
    assert [reading["run"] for reading in ask(server, body).json()["runs"]] == [run.id, "starter"]


@pytest.mark.parametrize(
    ("text", "cure"),
    [
        ("", "Type at least one word"),
        ("!!!", "Type at least one word"),
        ("😀", "Type at least one word"),
        ("superb " * (limits().text_words + 1), "Shorten the text"),
    ],
    ids=["nothing", "no word", "emoji", "too many words"],
)
def test_a_text_that_cannot_be_read_gets_its_sentence(server, run, text, cure):
    answer = ask(server, asked(run, text))
    assert answer.status_code == 200
    assert cure in answer.json()["runs"][0]["error"]


@pytest.mark.parametrize(
    ("body", "status", "sentence"),
    [
        (b"not json", 422, "The request is 'not json'; expected JSON that gives editor,"),
        ({"text": "x"}, 422, "The request has no editor; expected a text"),
        ({"editor": "e", "runs": [], "text": "x"}, 422, "runs is []; expected one or two runs"),
        ({"editor": "e", "runs": [["../..", 1]], "text": "x"}, 404, "There is no run"),
        ({"editor": "e", "runs": [["starter", 99]], "text": "x"}, 404, "epoch"),
        ({"editor": "e", "runs": [["starter", 0]], "text": "x", "has": "all"}, 422, "the numbers of up to two answers"),
        (b"x" * (MOST_BYTES + 1), 413, "Shorten"),
    ],
    ids=["no JSON", "no runs", "empty", "no such run", "no such epoch", "no numbers", "too long"],
)
def test_nonsense_gets_one_sentence(server, body, status, sentence):
    answer = ask(server, body)
    assert answer.status_code == status
    assert sentence in answer.json()["error"]
