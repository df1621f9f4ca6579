"""What the Chinese reviews promise beyond what holds for every dataset: characters, and no character that tells all."""

import hashlib
import re

import numpy as np
import pytest

from playground.cli import short_sentences_zh
from playground.config import RunConfig
from playground.datasets import DATASETS
from tests.datasets.test_reviews import bag_of_words_accuracy

REVIEWS = DATASETS["reviews-zh"]
DENIES = re.compile("不|没|别|非|无|谈不上|称不上")
CONTRASTS = re.compile("虽|尽管|但|不过|可是|然而|却|即使|就算|结果|没想到|反而|可惜|还是|与其|只有|除了|再")


@pytest.mark.parametrize("options", [REVIEWS(), REVIEWS(seed=1), REVIEWS(distance=80)], ids=repr)
def test_counting_characters_is_not_enough(options):
    accuracies = bag_of_words_accuracy(options)
    assert max(accuracies) < 0.8
    assert max(accuracies) > 0.65  # but it is a start: plain reviews teach which characters are good


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_no_character_gives_the_answer_away(seed):
    train = REVIEWS(seed=seed).load().train
    review = np.repeat(np.arange(len(train)), train.lengths)
    seen = np.unique(train.token_ids.astype(np.int64) * len(train) + review)
    positive = np.bincount(seen // len(train), train.targets[seen % len(train)], len(train.words))
    count = np.bincount(seen // len(train), minlength=len(train.words))
    share = positive / np.maximum(count, 1)
    told = {train.words[i]: float(share[i]) for i in np.flatnonzero((count >= 60) & (abs(share - 0.5) > 0.4))}
    assert told == {}


def test_half_of_the_reviews_deny_or_contrast():
    texts = REVIEWS().load().train.texts
    turned = sum(bool(DENIES.search(text) or CONTRASTS.search(text)) for text in texts) / len(texts)
    assert 0.45 < turned < 0.75  # some of the plain ones hold such a character, too


@pytest.mark.parametrize("options", [REVIEWS(), REVIEWS(distance=50, seed=7)], ids=repr)
def test_reviews_are_distinct_and_half_of_them_positive_in_each_part(options):
    splits = options.load()
    together = [*splits.train.texts, *splits.test.texts]
    assert len(set(together)) == len(together) == options.examples * 5 // 4
    for part in (splits.train, splits.test):
        assert part.targets.sum() * 2 == len(part)


def test_they_are_made_of_a_few_hundred_characters_and_full_width_marks():
    train = REVIEWS().load().train
    assert 250 <= len(train.words) <= 500
    assert all(re.fullmatch(r"[\u4e00-\u9fff，。！]+", text) for text in train.texts)
    assert train.split == "characters"
    assert {len(word) for word in train.words} == {1}


def test_they_are_the_same_on_every_machine():
    joined = "\n".join(REVIEWS(examples=200, distance=20, seed=5).load().train.texts)
    assert (
        hashlib.sha256(joined.encode()).hexdigest()
        == "ee2f4fa0bd6c17154d8800e7a4f89a5d44d60185f6daeac747478309afa4e54b"
    )


def test_a_run_on_them_splits_texts_into_characters():
    config = RunConfig(dataset=REVIEWS())
    assert config.encoding.split == "characters"
    text = config.encoding.fit(config.dataset.load().train).text("不是不好看")
    assert [token.word for token in text.tokens] == list("不是不好看")


def test_no_short_sentence_that_judges_the_network_is_learned_from():
    learned = {text.rstrip("。！") for text in REVIEWS(examples=20_000).load().train.texts}
    for kind in (*short_sentences_zh.DEVELOPMENT, *short_sentences_zh.FINAL):
        assert not learned & {sentence.rstrip("。！") for sentence in kind.sentences}
