"""What is typed is read on from what was there, and only what has changed is sent: the same as if all were sent."""

import json
from random import Random

import numpy as np
import pytest

from playground.caching import size_of
from playground.config import RunConfig
from playground.encodings import LearnedEmbedding
from playground.languages import language, speaking
from playground.layers import GRU, LSTM, Conv1D, Flatten
from playground.recipes import RECIPES
from playground.recipes.compatible import classifies_text
from playground.runs import Run
from playground.server import live_sentiment
from playground.server.live_sentiment import Asked, _answered, _Readings, _size, read
from tests.browser.made import made_run

VOCABULARY = ("although", "the", "acting", "was", "superb", "i", "bored", "don't", "好")
PIECES = ("the", "acting ", "bored", " ", "  ", "\n", "don", "'t", "superb. ", "x", "É", "好", "😀 ", ",", "glim")


@pytest.fixture
def make(own_home):
    """Runs with random weights."""

    def made(*layers, **settings) -> Run:
        settings = {"vocabulary_size": len(VOCABULARY), "maximum_length": 12, "dimensions": 3} | settings
        config = RunConfig(encoding=LearnedEmbedding(**settings), layers=layers)
        return made_run(own_home, config, {"words": VOCABULARY}, 1)

    return made


@pytest.fixture(autouse=True)
def restarted(monkeypatch) -> None:
    """A server that has just started."""
    monkeypatch.setattr(live_sentiment, "_readings", _Readings())


def merged(before: list[dict], sent: dict) -> dict:
    """As the editor does it, see playground/ui/web/src/sentiment/sent.js."""
    if "kept" not in sent:
        return sent
    (base,) = [run for run in before if run.get("number") == sent["since"]]
    kept, whole = sent["kept"], dict(sent)
    for name in ("tokens", "changes"):
        whole[name] = base[name][: kept[name]] + sent[name]
    for name in ("lines", "gates"):
        values = [line["values"] for line in base[name]]
        whole[name] = [
            line | {"values": (values[index][:stays] if stays else []) + line["values"]}
            for index, (line, stays) in enumerate(zip(sent[name], kept[name], strict=True))
        ]
    return whole


def ask(text: str, runs: list[Run], editor: str = "mine", has: tuple[int, ...] = ()) -> list[dict]:
    asked = Asked(editor=editor, runs=[(run.id, 1) for run in runs], text=text, has=list(has))
    return json.loads(_answered(asked))["runs"]


def plain(run: dict) -> dict:
    """Without what says how it was sent."""
    return {name: value for name, value in run.items() if name not in ("number", "since", "kept")}


def series(run: dict) -> np.ndarray:
    """All its numbers of words, as many as there are."""
    lines = [line["values"] for line in (*run.get("lines", ()), *run.get("gates", ()))]
    return np.array([*lines, run.get("changes", [])], float)


def without_series(run: dict) -> dict:
    names = ("tokens", "turned", "prediction", "manner", "sentences", "turns", "unit", "error")
    return {name: run.get(name) for name in names}


def numbers(runs: list[dict]) -> tuple[int, ...]:
    return tuple(run["number"] for run in runs if "number" in run)


def edits(random: Random, count: int) -> list[str]:
    """Texts, each from the one before: typed on, deleted, changed in the middle, replaced, left as it is."""
    texts = ["the acting was superb, I was bored"]
    for _ in range(count):
        text = texts[-1]
        start = random.choice([len(text), random.randint(0, len(text))])
        end = random.choice([start, min(start + random.randint(0, 5), len(text))])
        typed = random.choice([*PIECES, "", ""])
        texts.append(random.choice([text[:start] + typed + text[end:]] * 8 + [text, "", "good " * 15]))
    return texts


NETWORKS = {
    "one way": ((LSTM(units=4),), {}),
    "two layers": ((GRU(units=3), LSTM(units=2)), {}),
    "both ways": ((GRU(units=3, bidirectional=True),), {}),
    "no order": ((Flatten(),), {}),
    "words and timesteps apart": ((Conv1D(filters=2, kernel_size=3), LSTM(units=3)), {}),
    "backwards": ((LSTM(units=4),), {"reverse": True}),
    "cut at the back": ((LSTM(units=4),), {"truncation": "back", "padding": "back"}),
    "split at spaces": ((LSTM(units=4),), {"split": "spaces"}),
    "Chinese": ((LSTM(units=4),), {"split": "chinese_words"}),
}


@pytest.mark.parametrize(("layers", "settings"), NETWORKS.values(), ids=NETWORKS)
@pytest.mark.parametrize("seed", range(2))
def test_what_has_changed_put_behind_what_stays_is_the_whole_answer(make, layers, settings, seed):
    run, random, here = make(*layers, **settings), Random(seed), []
    for number, text in enumerate(edits(random, 60)):
        (sent,) = ask(text, [run], has=numbers(here))
        here = [merged(here, sent)]
        (whole,) = ask(text, [run])
        assert "kept" not in whole
        assert plain(here[0]) == plain(whole)
        (anew,) = ask(text, [run], f"another {number}")
        assert without_series(anew) == without_series(whole)
        np.testing.assert_allclose(series(anew), series(whole), atol=1e-5)


def test_characters_and_several_classes_too(make, own_home):
    configs = [recipe.config for recipe in RECIPES.values() if recipe.config]
    config = next(one for one in configs if classifies_text(one) and one.dataset.task == "multiclass")
    here = []
    run = made_run(own_home, config, {"words": tuple("abcdefgh")}, 1)
    for number, text in enumerate(["a", "ab", "ab c", "ab cd", "xb cd", "xb c", "", "xb c 😀d"]):
        (sent,) = ask(text, [run], has=numbers(here))
        here = [merged(here, sent)]
        assert plain(here[0]) == plain(ask(text, [run])[0])
        np.testing.assert_allclose(series(here[0]), series(ask(text, [run], f"another {number}")[0]), atol=1e-5)


def test_a_key_at_the_end_of_a_long_text_is_answered_with_its_own_word_alone(make):
    run, text = make(LSTM(units=4), maximum_length=300), "the acting was superb " * 60
    (first,) = ask(text + "b", [run])
    (sent,) = ask(text + "bo", [run], has=(first["number"],))
    assert sent["since"] == first["number"]
    assert sent["kept"]["tokens"] == 4 * 240 + 1  # the last one ends later
    assert [len(line["values"]) for line in (*sent["lines"], *sent["gates"])] == [0] * 4  # and is unknown as before
    (sent,) = ask(text + "bored", [run], has=(sent["number"],))
    assert [len(line["values"]) for line in (*sent["lines"], *sent["gates"])] == [1] * 4
    assert len(json.dumps(sent)) < 1500


def test_two_runs_are_put_together_each_from_its_own(make):
    runs, here = [make(LSTM(units=4)), make(GRU(units=2, bidirectional=True))], []
    for text in ("the acting", "the acting was", "the acting waß"):
        sent = ask(text, runs, has=numbers(here))
        assert ["kept" in run for run in sent] == [bool(here)] * 2
        here = [merged(here, run) for run in sent]
        assert [plain(run) for run in here] == [plain(run) for run in ask(text, runs)]


def test_a_run_of_which_nothing_is_there_yet_is_sent_whole_beside_one_of_which_something_is(make):
    one, other = make(LSTM(units=4)), make(LSTM(units=3))
    has = numbers(ask("the acting", [one]))
    assert ["kept" in run for run in ask("the acting was", [one, other], has=has)] == [True, False]


def test_who_has_another_answer_or_none_is_sent_the_whole(make):
    run = make(LSTM(units=4))
    has = numbers(ask("the acting", [run]))
    assert "kept" not in ask("the acting was", [run])[0]
    assert "kept" not in ask("the acting was bored", [run], has=has)[0]  # has the one before the last
    assert "kept" not in ask("the", [run], has=(7,))[0]


def test_editors_do_not_share_what_they_have(make):
    run = make(LSTM(units=4))
    has = numbers(ask("the acting", [run], "one tab"))
    ask("superb", [run], "another tab")
    assert "kept" not in ask("superb i", [run], "another tab", has)[0]
    assert "kept" in ask("the acting was", [run], "one tab", has)[0]


def test_a_server_that_was_started_again_sends_the_whole(make, monkeypatch):
    run = make(LSTM(units=4))
    has = numbers(ask("the acting", [run]))
    monkeypatch.setattr(live_sentiment, "_readings", _Readings())
    assert "kept" not in ask("the acting was", [run], has=has)[0]


def test_a_text_without_a_word_in_between_does_not_lose_what_was_read(make):
    run = make(LSTM(units=4))
    has = numbers(ask("the acting", [run]))
    assert "holds no word" in ask("", [run], has=has)[0]["error"]
    assert "kept" in ask("the acting was", [run], has=has)[0]


def test_a_text_that_is_read_already_is_not_read_again_and_not_sent_again(make, monkeypatch):
    run = make(LSTM(units=4))
    answered, course = read("mine", "the acting", run, 1)
    monkeypatch.setattr(live_sentiment, "course", None)  # cannot be called
    again, same = read("mine", "the acting", run, 1, [answered["number"]])
    assert same is course
    assert again["tokens"] == again["changes"] == again["lines"][0]["values"] == []
    assert plain(merged([answered], again)) == plain(answered)


@pytest.fixture
def found(make):
    """A text through a network."""
    run = make(LSTM(units=3))
    ask("the acting", [run])
    return live_sentiment._readings.get(("mine", run.id, 1, "en"))


def test_what_is_said_of_a_text_is_kept_for_each_language(make, monkeypatch):
    monkeypatch.setattr(live_sentiment, "manner", lambda network: language())
    run = make(LSTM(units=4))

    def said(code: str) -> str:
        with speaking(code):
            return read("mine", "the acting", run, 1)[0]["manner"]

    assert [said(code) for code in ("en", "zh", "en", "zh")] == ["en", "zh", "en", "zh"]


def test_the_oldest_are_forgotten_when_they_take_too_much_memory(found, monkeypatch):
    monkeypatch.setattr(live_sentiment, "MOST_REMEMBERED", 3 * _size(found))
    readings = _Readings()
    for number in [0, 1, 2, 2, 3]:  # 2 twice: it counts once
        readings.put((str(number), "run", 1, "en"), found)
    assert [readings.get((str(number), "run", 1, "en")) is found for number in range(4)] == [False, True, True, True]


@pytest.mark.parametrize(
    "text", ["a" * 200_000, "good " * 20_000, "好" * 200_000, "😀" + "É" * 199_999, "a" + " " * 199_998 + "b"]
)
def test_what_is_remembered_of_a_text_is_counted_however_it_is_written(make, text):
    read("mine", text, make(LSTM(units=4)), 1)
    (reading,) = live_sentiment._readings._kept.values()
    assert _size(reading) > 0.8 * size_of(reading)
