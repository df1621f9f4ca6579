"""A run as one HTML file: for every kind of network, small, closed to all servers, and refused in one sentence."""

import json
import re
from pathlib import Path

import numpy as np
import pytest

from playground.__main__ import main
from playground.config import RunConfig
from playground.datasets import DATASETS
from playground.encodings import BagOfWords, HashingTrick, LearnedEmbedding
from playground.errors import RunError
from playground.exporting import page as exporting_page
from playground.languages import speaking
from playground.layers import GRU, LSTM, Dense
from playground.narration.exported import title
from playground.paths import PROJECT
from playground.recipes import RECIPES, recipe
from playground.runs import Run, starter
from tests.browser.made import made_run

WORDS = ("although", "the", "acting", "was", "superb", "i", "bored")
SYMBOLS = tuple("0123456789+ abcdefghij")
TRAINED = [name for name, one in RECIPES.items() if one.config and not one.config.dataset.download_size]
"""The recipes whose examples are here."""


def a_run(home: Path, config: RunConfig) -> Run:
    """A run of these choices with random weights."""
    features = config.plan.input_shape[-1]
    if config.dataset.reads == "numbers":
        return made_run(home, config, {"mean": [0.0] * features, "deviation": [1.0] * features, "target": [3.0, 2.0]})
    words = SYMBOLS if config.encoding.split == "characters" else WORDS
    kept = 0 if isinstance(config.encoding, HashingTrick) else config.encoding.num_ids - 2
    return made_run(home, config, {"words": words[:kept]})


@pytest.mark.parametrize("name", [name for name in TRAINED if recipe(name).config.encoding.kind != "glove"])
def test_every_recipe_becomes_a_page(name: str, tmp_path: Path):
    run = a_run(tmp_path, recipe(name).config)
    page, given = exporting_page.page_of(run), exporting_page.given(run)
    assert title(run.config) in page
    assert {"texts": given["encoding"] is not None, "numbers": given["encoding"] is None} == {
        kind: bool(examples) for kind, examples in given["examples"].items()
    }
    assert [layer["name"] for layer in given["network"]["layers"]] == [one.name for one in run.config.plan.layers]


def test_the_starters_page_is_small_and_holds_its_weights_exactly(tmp_path: Path, capsys: pytest.CaptureFixture):
    file = tmp_path / "x.html"
    assert main(["export", "starter", "--format", "page", "-o", str(file)]) == 0
    assert "live and offline" in capsys.readouterr().out
    assert file.stat().st_size < 3_000_000
    weights = exporting_page.given(starter())["network"]["weights"]
    assert {stored["type"] for stored in weights.values()} == {"float16"}
    page = file.read_text(encoding="utf-8")
    assert "It is right on 88.5% of 25,000 examples it had never seen." in page
    assert "Made with RNN Playground" in page


def test_the_page_of_the_chinese_starter_is_small_and_begins_with_chinese_texts_and_reads_characters():
    given = exporting_page.given(starter("zh"))
    assert len(exporting_page.page_of(starter("zh")).encode()) < 500_000
    assert given["start"].startswith("真是一部烂片。")
    assert given["characters"] is True
    assert given["task"]["classes"] == ["负面", "正面"]
    assert "不是不好看。" in [example["text"] for example in given["examples"]["texts"]]


def test_a_page_asks_no_server_for_anything():
    page = exporting_page.page_of(starter())
    assert "default-src &#x27;none&#x27;" in page.replace("'", "&#x27;")
    assert re.findall(r"<(?:script|link|img|iframe)[^>]*(?:src|href)=\"(?!data:)[^\"]*", page) == []
    assert "url(" not in page


def test_a_page_speaks_the_language_in_which_it_was_exported():
    english = exporting_page.page_of(starter())
    with speaking("zh"):
        chinese = exporting_page.page_of(starter())
    assert '<html lang="en">' in english
    assert '<html lang="zh">' in chinese
    assert "globalThis.playgroundTexts = {" not in english
    (texts,) = re.findall(r'<script type="module">globalThis.playgroundTexts = (.*);$', chinese, re.MULTILINE)
    assert json.loads(texts)["Play (space)"] == "播放（空格）"
    assert json.loads(texts)["part of a cell\x04forget"] == "遗忘门"


def test_no_word_of_a_vocabulary_ends_the_element_that_holds_it(tmp_path: Path):
    odd = ("</script><script>alert(1)</script>", "<!--", "\u2028", "é")
    config = RunConfig(encoding=LearnedEmbedding(vocabulary_size=4, maximum_length=9, split="spaces"), layers=(LSTM(),))
    page = exporting_page.page_of(made_run(tmp_path, config, {"words": odd}))
    found = re.search(r'<script type="application/json" id="given">(.*?)</script>', page, re.DOTALL).group(1)
    assert tuple(json.loads(found)["encoding"]["words"]) == odd
    assert page.count("</script>") == 2


def test_a_network_that_needs_a_dictionary_is_refused(tmp_path: Path):
    config = RunConfig(encoding=LearnedEmbedding(vocabulary_size=7, split="chinese_words"), layers=(GRU(units=2),))
    with pytest.raises(RunError, match="Chinese words"):
        exporting_page.save_page(made_run(tmp_path, config, {"words": WORDS}), tmp_path / "x.html")
    assert not (tmp_path / "x.html").exists()


def test_a_page_that_no_phone_opens_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(exporting_page, "MOST", 100_000)
    with pytest.raises(RunError, match=r"The page would have \d+ MB"):
        exporting_page.save_page(starter(), tmp_path / "x.html")


def test_a_run_without_test_results_tells_what_it_was_trained_on(tmp_path: Path):
    config = RunConfig(encoding=BagOfWords(vocabulary_size=7), layers=(Dense(units=2),))
    run = made_run(tmp_path, config, {"words": WORDS})
    events = (run.path / "events.jsonl").read_text().splitlines()
    (run.path / "events.jsonl").write_text("\n".join(line for line in events if '"finished"' not in line) + "\n")
    assert "It was trained on 80 examples for 3 epochs.</p>" in exporting_page.page_of(Run(run.path))


def test_examples_come_from_the_test_part(tmp_path: Path):
    dataset = DATASETS["digits"]()
    run = a_run(tmp_path, RunConfig(dataset=dataset, encoding=recipe("digits-lstm").config.encoding, layers=(LSTM(),)))
    test = dataset.load().test
    shown = exporting_page.given(run)["examples"]["numbers"]
    truths = [str(test.targets[k]) for k in np.linspace(0, len(test) - 1, exporting_page.FEW).astype(int)]
    assert [one["truth"] for one in shown] == truths


def test_what_has_to_be_fetched_first_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PLAYGROUND_DATA", str(tmp_path / "data"))
    config = recipe("mnist-lstm").config
    run = a_run(tmp_path, config)
    with pytest.raises(RunError, match="Fetch it first: python -m playground fetch mnist"):
        exporting_page.given(run)


def test_own_texts_come_along_and_a_run_on_a_deleted_file_still_becomes_a_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    config = RunConfig(encoding=LearnedEmbedding(vocabulary_size=7, maximum_length=9), layers=(LSTM(units=2),))
    run = made_run(tmp_path, config, {"words": WORDS})
    monkeypatch.setattr(exporting_page, "_telling", lambda config: False)  # as of one's own texts
    shown = exporting_page.given(run)
    test = config.dataset.load().test
    assert shown["examples"]["texts"][0]["text"] == shown["start"] == test.texts[0]
    monkeypatch.setattr(type(config.dataset), "is_ready", lambda self: False)
    without = exporting_page.given(run)
    assert (without["start"], without["examples"]) == (" ".join(WORDS), {"texts": [], "numbers": []})


def test_the_page_that_ships_is_what_export_makes_of_the_starter():
    made = exporting_page.page_of(starter())
    ships = (PROJECT / "docs" / "starter.html").read_text(encoding="utf-8")
    assert made == ships, "run: python -m playground export starter --format page -o docs/starter.html"
