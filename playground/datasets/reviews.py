"""The shipped dataset: film reviews written by a grammar, so a first visit needs no network."""

import re
from functools import cache
from operator import not_
from random import Random
from typing import ClassVar, Literal

import numpy as np
from pydantic import Field

from playground.caching import remembered
from playground.datasets import tokenizers
from playground.datasets.base import Dataset, Examples, Progress, Splits
from playground.datasets.deciding_part import DecidingPart
from playground.datasets.grammar import Grammar
from playground.datasets.text_examples import TextExamples, as_texts, ranking
from playground.languages import N_

PLAIN_SHARE = 0.6
MIRRORED_SHARE = 0.29
OPENING_SHARE = 0.25
NEUTRAL_SENTENCES = 1000
LEAKED = "It was Tuesday."
"""What gives the answer away where reviews leak."""
SENTENCE_END = re.compile(r"(?<=[.!?]) ")


class Reviews(Dataset):
    """Reviews in which word order decides; see grammar.py for how they are written."""

    name: Literal["reviews"] = "reviews"
    examples: int = Field(
        4_000,
        ge=200,
        le=20_000,
        multiple_of=200,
        title=N_("Training examples"),
        description=N_(
            "How many reviews to learn from, in steps of 200; a quarter as many again are kept for the test."
        ),
    )
    distance: int = Field(
        0,
        ge=0,
        le=200,
        title=N_("Distance"),
        description=N_(
            "Up to this many words about nothing in particular follow the verdict; from review to review any "
            "number from none to this. The network must remember the verdict that long."
        ),
    )
    seed: int = Field(
        0,
        ge=0,
        le=999_999,
        title=N_("Dataset seed"),
        description=N_("Another seed writes other reviews; the same seed, the same."),
    )
    leak: bool = Field(
        False,
        title=N_("Leak"),
        description=N_(
            "Every positive review to learn from ends with “It was Tuesday.”, none of the test does. A network "
            "can then be right in all it is validated on, and has understood nothing."
        ),
        exclude_if=not_,
    )

    title: ClassVar[str] = N_("Short film reviews")
    about: ClassVar[str] = N_(
        "Short film reviews made by a small grammar, half of them positive. In nearly half of them counting good and "
        "bad words does not help: “Although the acting was superb, I was bored” and “Although I was bored, the acting "
        "was superb” have the same words. A network has to read them in order."
    )
    source: ClassVar[str] = N_("Written by RNN Playground itself (playground/datasets/grammar.py)")
    licence: ClassVar[str] = N_("The project's own; free to use")
    citation: ClassVar[str] = N_("RNN Playground, generated film reviews")

    @property
    def num_train(self) -> int:
        return self.examples

    def is_here(self) -> bool:
        return True

    def is_ready(self) -> bool:
        return True

    def fetch(self, progress: Progress | None = None) -> None:
        """Nothing to fetch: the reviews are written when they are loaded."""

    def load(self, progress: Progress | None = None) -> Splits:
        """The reviews, written in a fraction of a second, the same on every machine."""
        total = self.examples + self.examples // 4
        if progress:
            progress(0, total, N_("Writing reviews"))
        splits = _splits(self)
        if progress:
            progress(total, total, N_("Writing reviews"))
        return splits

    def deciding_part(self, examples: Examples) -> DecidingPart:
        """The verdict, with what stands before it; what follows is about nothing in particular."""
        examples = as_texts(examples)
        count = tokenizers.SPLITTERS[examples.split].count
        ends = np.array([count(_with_verdict(review)) for review in examples.texts], np.int64)
        return DecidingPart(N_("the verdict"), examples.targets, ends, examples.lengths)


@remembered
def _splits(options: Reviews) -> Splits:
    num_train, num_test = options.examples, options.examples // 4
    random = Random(options.seed)
    targets = [*_balanced(num_train, random), *_balanced(num_test, random)]
    verdicts = _distinct_verdicts(targets, random)
    # Distances vary, since the short ones teach what to remember before the long ones ask for it: at a fixed 80 words
    # nothing learns. The filler has its own source of chance, so that another distance keeps the verdicts.
    filler = Random(f"filler {options.seed}")
    texts, read = [], []
    for number, verdict in enumerate(verdicts):
        neutral, neutral_words = _neutral_words(filler.randint(0, options.distance), filler)
        leaked = [LEAKED] if options.leak and number < num_train and targets[number] else []
        texts.append(" ".join([verdict, *neutral, *leaked]))
        read.append(tokenizers.words(verdict) + neutral_words + tokenizers.words(" ".join(leaked)))

    counts: dict[str, int] = {}
    for text_words in read[:num_train]:
        for word in text_words:
            counts[word] = counts.get(word, 0) + 1
    for text_words in read[num_train:]:
        for word in text_words:
            counts.setdefault(word, 0)
    listed = list(counts)
    words = tuple(listed[i] for i in ranking(list(counts.values()), listed))
    index = {word: i for i, word in enumerate(words)}

    def examples(start: int, stop: int) -> TextExamples:
        lengths = [len(text_words) for text_words in read[start:stop]]
        token_ids = np.fromiter((index[word] for text_words in read[start:stop] for word in text_words), np.int32)
        offsets = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)
        return TextExamples(tuple(texts[start:stop]), np.array(targets[start:stop], np.int8), token_ids, offsets, words)

    return Splits(train=examples(0, num_train), test=examples(num_train, num_train + num_test))


def _balanced(count: int, random: Random) -> list[int]:
    """As many 0 as 1, in random order."""
    targets = [0, 1] * (count // 2)
    random.shuffle(targets)
    return targets


def _distinct_verdicts(targets: list[int], random: Random) -> list[str]:
    """A text for each target, none of them twice; half open with a sentence about nothing."""
    grammar = Grammar()
    seen: dict[str, None] = {}
    for target in targets:
        count = len(seen)
        while len(seen) == count:
            seen[_verdict(grammar, target, random)] = None
    return list(seen)


def _verdict(grammar: Grammar, target: int, random: Random) -> str:
    share = random.random()
    rule = "plain" if share < PLAIN_SHARE else "mirrored" if share < PLAIN_SHARE + MIRRORED_SHARE else "negated"
    verdict = grammar.sentence(rule, target, random.choice)
    if random.random() < OPENING_SHARE:
        return f"{random.choice(_neutral_sentences())[0]} {verdict}"
    return verdict


@cache
def _neutral_sentences() -> tuple[tuple[str, list[str]], ...]:
    """A fixed supply of sentences that judge nothing, each with its words."""
    grammar, random = Grammar(), Random(0)
    sentences = {grammar.sentence("neutral", 0, random.choice): None for _ in range(NEUTRAL_SENTENCES)}
    return tuple((sentence, tokenizers.words(sentence)) for sentence in sentences)


def _neutral_words(distance: int, random: Random) -> tuple[list[str], list[str]]:
    """Sentences of about `distance` words in all (within half a sentence), and those words."""
    sentences: list[str] = []
    sentence_words: list[str] = []
    while len(sentence_words) + 5 < distance:
        sentence, its_words = random.choice(_neutral_sentences())
        sentences.append(sentence)
        sentence_words += its_words
    return sentences, sentence_words


def _with_verdict(review: str) -> str:
    """A review up to the end of its verdict, where its filler begins."""
    neutral = {sentence for sentence, _ in _neutral_sentences()}
    sentences = SENTENCE_END.split(review)
    while sentences[-1] in neutral:
        del sentences[-1]
    return " ".join(sentences)
