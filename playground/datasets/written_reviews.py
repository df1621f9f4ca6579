"""Film reviews written by a grammar, in whichever language: a verdict, and then words about nothing in particular."""

import re
from functools import cache
from operator import not_
from random import Random
from typing import TYPE_CHECKING, ClassVar

import numpy as np
from pydantic import Field

from playground.caching import remembered
from playground.datasets.base import Dataset, Examples, Progress, Splits
from playground.datasets.deciding_part import DecidingPart
from playground.datasets.grammar import Grammar
from playground.datasets.text_examples import TextExamples, as_texts, ranking
from playground.datasets.tokenizers import SPLITTERS
from playground.languages import N_

OPENING_SHARE = 0.25
NEUTRAL_SENTENCES = 1000


class WrittenReviews(Dataset):
    """Reviews in which order decides; see grammar.py for how they are written.

    Each subclass says what the language asks for: `grammar`, what stands `between` sentences, where one ends, the
    `leaked` sentence, and the `shares` of plain and mirrored reviews, the rest being negated.
    """

    if not TYPE_CHECKING:
        name: str = ""
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
    distance: int = Field(0, ge=0, le=200, title=N_("Distance"))
    seed: int = Field(
        0,
        ge=0,
        le=999_999,
        title=N_("Dataset seed"),
        description=N_("Another seed writes other reviews; the same seed, the same."),
    )
    leak: bool = Field(False, title=N_("Leak"), exclude_if=not_)

    grammar: ClassVar[Grammar]
    between: ClassVar[str]
    sentence_end: ClassVar[re.Pattern[str]]
    leaked: ClassVar[str]
    """What gives the answer away where reviews leak."""
    shares: ClassVar[tuple[float, float]]
    unended: ClassVar[float] = 0.0
    """How many reviews stop without their last full stop."""

    licence: ClassVar[str] = N_("The project's own; free to use")

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
        count = SPLITTERS[examples.split].count
        ends = np.array([count(_with_verdict(type(self), review)) for review in examples.texts], np.int64)
        return DecidingPart(N_("the verdict"), examples.targets, ends, examples.lengths)


Kind = type[WrittenReviews]


@remembered
def _splits(options: WrittenReviews) -> Splits:
    kind, num_train, num_test = type(options), options.examples, options.examples // 4
    words_of = SPLITTERS[options.splitter].words
    random = Random(options.seed)
    targets = [*_balanced(num_train, random), *_balanced(num_test, random)]
    verdicts = _distinct_verdicts(kind, targets, random)
    # Distances vary, since the short ones teach what to remember before the long ones ask for it: at a fixed 80 words
    # nothing learns. The filler has its own source of chance, so that another distance keeps the verdicts.
    filler, endings = Random(f"filler {options.seed}"), Random(f"endings {options.seed}")
    texts, read = [], []
    for number, verdict in enumerate(verdicts):
        neutral, neutral_words = _neutral_words(kind, filler.randint(0, options.distance), filler)
        leaked = [kind.leaked] if options.leak and number < num_train and targets[number] else []
        text = kind.between.join([verdict, *neutral, *leaked])
        text_words = words_of(verdict) + neutral_words + words_of("".join(leaked))
        if endings.random() < kind.unended and not text.endswith(("！", kind.leaked)):
            text, text_words = text[:-1], text_words[:-1]
        texts.append(text)
        read.append(text_words)

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
        classes = np.array(targets[start:stop], np.int8)
        return TextExamples(tuple(texts[start:stop]), classes, token_ids, offsets, words, options.splitter)

    return Splits(train=examples(0, num_train), test=examples(num_train, num_train + num_test))


def _balanced(count: int, random: Random) -> list[int]:
    """As many 0 as 1, in random order."""
    targets = [0, 1] * (count // 2)
    random.shuffle(targets)
    return targets


def _distinct_verdicts(kind: Kind, targets: list[int], random: Random) -> list[str]:
    """A text for each target, none of them twice; a quarter open with a sentence about nothing."""
    seen: dict[str, None] = {}
    for target in targets:
        count = len(seen)
        while len(seen) == count:
            seen[_verdict(kind, target, random)] = None
    return list(seen)


def _verdict(kind: Kind, target: int, random: Random) -> str:
    share, (plain, mirrored) = random.random(), kind.shares
    rule = "plain" if share < plain else "mirrored" if share < plain + mirrored else "negated"
    verdict = kind.grammar.sentence(rule, target, random.choice)
    if random.random() < OPENING_SHARE:
        return f"{random.choice(_neutral_sentences(kind))[0]}{kind.between}{verdict}"
    return verdict


@cache
def _neutral_sentences(kind: Kind) -> tuple[tuple[str, list[str]], ...]:
    """A fixed supply of sentences that judge nothing, each with its words."""
    random, words_of = Random(0), SPLITTERS[kind().splitter].words
    sentences = {kind.grammar.sentence("neutral", 0, random.choice): None for _ in range(NEUTRAL_SENTENCES)}
    return tuple((sentence, words_of(sentence)) for sentence in sentences)


def _neutral_words(kind: Kind, distance: int, random: Random) -> tuple[list[str], list[str]]:
    """Sentences of about `distance` words in all (within half a sentence), and those words."""
    sentences: list[str] = []
    sentence_words: list[str] = []
    while len(sentence_words) + 5 < distance:
        sentence, its_words = random.choice(_neutral_sentences(kind))
        sentences.append(sentence)
        sentence_words += its_words
    return sentences, sentence_words


def _with_verdict(kind: Kind, review: str) -> str:
    """A review up to the end of its verdict, where its filler begins."""
    neutral = {sentence for sentence, _ in _neutral_sentences(kind)}
    if kind.unended:
        neutral |= {sentence[:-1] for sentence in neutral}
    sentences = kind.sentence_end.split(review)
    while sentences[-1] in neutral:
        del sentences[-1]
    return kind.between.join(sentences)
