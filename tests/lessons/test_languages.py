"""What lessons say of networks that read characters of Chinese is true of them, whatever language the page is in."""

import re
from pathlib import Path

import pytest

from playground.datasets.tokenizers import SPLITTERS
from playground.languages import speaking
from playground.lessons.answers import ANSWERS
from playground.lessons.answers.base import a_text
from playground.lessons.samples import SAMPLES, samples
from playground.lessons.subjects import in_link
from playground.runs import Run
from tests.lessons.conftest import Made

ENGLISH = re.compile(r"\b(?:film|superb|bored|terrible|Tuesday|flibbertigibbet|acting)\b")


@pytest.fixture(autouse=True, scope="module")
def own_home(module_home: Path) -> Path:
    """One home for all, because they share the runs."""
    return module_home


@pytest.mark.parametrize("spoken", ["en", "zh"])
@pytest.mark.parametrize("answer", ANSWERS)
def test_an_answer_about_a_network_that_reads_chinese_quotes_chinese(answer: str, spoken: str, made_of_chinese: Made):
    with speaking(spoken):
        said = ANSWERS[answer].find(made_of_chinese.mine)
    assert not ENGLISH.search(said.sentence)
    assert said.outcome in {*ANSWERS[answer].outcomes, ""}


def test_lengths_are_counted_in_what_the_network_reads(made: Made, made_of_chinese: Made):
    for learner in (made, made_of_chinese):
        run = learner.mine.lstm()
        split = SPLITTERS["characters" if learner is made_of_chinese else "words"]
        said = ANSWERS["units-and-timesteps"].find(learner.mine).sentence
        assert f"a review of {len(split.words(a_text(run)))} tokens" in said
        cut = ANSWERS["truncation"].find(learner.mine).sentence
        assert re.search(r"reads at most 60 tokens\. Of a text of (6[6-9]|[7-9]\d) tokens", cut)


def test_the_known_token_has_a_number_of_its_own_and_the_made_up_one_has_not(made: Made, made_of_chinese: Made):
    for learner in (made, made_of_chinese):
        said = ANSWERS["unknown-word"].find(learner.mine)
        known, own = re.search(r"“(\w+)” is number (\d+)", said.sentence).groups()
        shared = re.search(r"so it is number (\d+)", said.sentence)[1]
        assert own != shared
        assert known in learner.mine.lstm().encoding.words
        assert said.outcome == "unknown"


def test_a_network_that_knows_none_of_our_words_is_asked_for_one_that_it_knows(made: Made, monkeypatch):
    run = made.mine.lstm()
    words = [word for word in run.encoding.words if word != "film"]
    monkeypatch.setattr(type(run.encoding), "words", property(lambda self: words), raising=False)
    assert f"“{words[0]}” is number" in ANSWERS["unknown-word"].find(made.mine).sentence


def test_the_texts_are_in_the_language_that_a_network_reads(made: Made, made_of_chinese: Made):
    def of(learner: Made) -> Run:
        return learner.mine.lstm()

    assert samples(of(made)) == SAMPLES["en"]
    assert samples(of(made_of_chinese)) == SAMPLES["zh"]
    assert in_link("$contrast", made_of_chinese.mine).startswith("虽然")
