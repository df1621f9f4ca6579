"""What lessons say of networks that read characters of Chinese is true of them, whatever language the page is in."""

import re
from pathlib import Path

import pytest

from playground.config import RunConfig
from playground.datasets.own_reviews import store_texts
from playground.datasets.reviews import Reviews
from playground.datasets.tables.texts import TextChoices
from playground.datasets.tokenizers import SPLITTERS
from playground.encodings import HashingTrick, LearnedEmbedding, OneHotCharacters
from playground.encodings.text import TextEncoding
from playground.languages import speaking
from playground.layers import LSTM
from playground.lessons.answers import ANSWERS
from playground.lessons.answers.base import a_text
from playground.lessons.samples import SAMPLES, long_text, samples
from playground.lessons.subjects import Mine, in_link
from playground.prediction.language_read import language_read
from playground.runs import Run
from tests.browser.made import made_run
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


@pytest.mark.parametrize(
    ("encoding", "words", "known", "unknown"),
    [
        (LearnedEmbedding(split="characters", vocabulary_size=50), [*" etfaoinshr"], "e", "魑"),
        (LearnedEmbedding(vocabulary_size=50), ["superb"], "superb", "flibbertigibbet"),
        (OneHotCharacters(alphabet="printable"), [], "film", "flibbertigibbet"),
        (HashingTrick(buckets=50), [], "film", "flibbertigibbet"),
        (LearnedEmbedding(vocabulary_size=50), [], "film", "flibbertigibbet"),
    ],
    ids=["characters", "one word", "printable characters", "hashing trick", "no word"],
)
def test_of_every_vocabulary_a_token_that_is_known_and_one_that_is_not_are_shown(
    encoding: TextEncoding, words: list[str], known: str, unknown: str, module_home: Path, request
):
    config = RunConfig(dataset=Reviews(examples=400), encoding=encoding, layers=(LSTM(units=3),))
    learner = f"reads{request.node.callspec.id}".replace(" ", "")
    run = made_run(module_home, config, {"words": words}, 2, learner=learner)
    events = run.path / "events.jsonl"
    events.write_text(events.read_text().replace('"val_accuracy": 0.5', '"val_accuracy": 0.9'))
    said = ANSWERS["unknown-word"].find(Mine(learner))
    assert f"“{known}” is number" in said.sentence
    assert f"“{unknown}” is none of its" in said.sentence
    assert said.outcome == "unknown"
    own, shared = map(int, re.findall(r"is number (\d+)", said.sentence))
    assert own != shared == 1
    for answer in ("truncation", "units-and-timesteps"):
        assert ANSWERS[answer].find(Mine(learner)).sentence


def test_texts_of_ones_own_are_asked_of_in_their_language(module_home: Path):
    rows = "\n".join(f"这家餐厅第{i}次{'很好吃' if i % 2 else '太难吃'},{'好' if i % 2 else '差'}" for i in range(40))
    dataset = store_texts(f"text,label\n{rows}".encode(), "own.csv", TextChoices("text", "label"), learner="own")
    encoding = LearnedEmbedding(split="characters", vocabulary_size=50, maximum_length=40)
    config = RunConfig(dataset=dataset, encoding=encoding, layers=(LSTM(units=3),))
    run = made_run(module_home, config, {"words": [*"这家餐厅很好"]}, 2, learner="own")
    assert language_read(run) == "zh"
    assert samples(run) == SAMPLES["zh"]
    english = made_run(module_home, config, {"words": ["f", "i", "好", "l", "m"]}, 2, learner="own")
    assert language_read(english) == "en"


def test_a_long_text_ends_also_where_it_never_becomes_long(made: Made):
    run = made.mine.lstm()
    assert len(long_text(run, "Good.", lambda text: False)) < 100_000


def test_the_texts_are_in_the_language_that_a_network_reads(made: Made, made_of_chinese: Made):
    def of(learner: Made) -> Run:
        return learner.mine.lstm()

    assert samples(of(made)) == SAMPLES["en"]
    assert samples(of(made_of_chinese)) == SAMPLES["zh"]
    assert in_link("$contrast", made_of_chinese.mine).startswith("虽然")
