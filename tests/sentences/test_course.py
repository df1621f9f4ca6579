"""What is said of a text read word by word is true of the probabilities it is said of."""

import re
from types import SimpleNamespace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from playground.analysis.attribution import ANSWERS, Why
from playground.analysis.english_texts import ENGLISH, MADE_UP, SUPERB
from playground.analysis.probe_texts import Asked
from playground.encodings import FittedText, HashingTrick, LearnedEmbedding, OneHotCharacters
from playground.narration.attribution import COUNTS, agreement
from playground.narration.running_prediction import NOTHING, strongest, turns
from playground.wording import probability_text
from tests.sentences.drawn import AWKWARD, NAMES, figures, numbers, probabilities, some, words

TEXTS = {telling.title: telling for telling in ENGLISH}


def named(sentence: str, read: list[str]) -> list[int]:
    """The indices of the words that a sentence names; a word that occurs more than once must have its number."""
    indices = []
    for word, number in re.findall(r"“(\w+)”(?: \(word (\d+)\))?", sentence):
        indices.append(int(number) - 1 if number else read.index(word))
        assert read[indices[-1]] == word
        assert number or read.count(word) == 1
    return indices


@given(words, st.data())
def test_the_words_at_which_it_turns_are_those_at_which_another_class_is_said(read, data):
    start = data.draw(st.integers(0, len(read) - 1))
    verdicts = data.draw(st.lists(st.integers(0, 1), min_size=len(read) - start, max_size=len(read) - start))
    sentence = turns(read, np.array(verdicts), NAMES)
    indices = [index for index in range(start + 1, len(read)) if verdicts[index - start] != verdicts[index - start - 1]]
    told = indices if len(indices) <= 4 else indices[-1:]
    classes = [NAMES[verdicts[0]], *(NAMES[verdicts[index - start]] for index in told)]
    assert re.findall("negative|positive", sentence.lower()) == classes
    assert named(sentence, read) == told
    if len(indices) > 1:
        assert f"Turns {'twice' if len(indices) == 2 else f'{len(indices)} times'}:" in sentence
    if start and len(read) > 1:
        assert f"word {start + 1}" in sentence
    assert ("only word" in sentence) == (len(read) == 1)


@given(words, st.data())
def test_the_word_that_moves_the_probability_most_does_so_by_that_much(read, data):
    changes = data.draw(some(st.one_of(numbers, st.just(np.nan)).map(lambda value: np.clip(value, -1, 1)), len(read)))
    sentence = strongest(read, SimpleNamespace(changes=changes, watched=1), NAMES)
    largest = np.nanmax(np.abs(changes)) if np.isfinite(changes).any() else 0
    if sentence.startswith("No word"):
        assert largest < figures(sentence)[0]
    elif sentence:
        (index,) = named(sentence[0].lower() + sentence[1:], read)
        assert abs(changes[index]) == largest
        assert figures(sentence)[0] == round(changes[index], 3) != 0
    else:
        assert len(read) == 1 or np.isnan(changes).all()


@given(probabilities)
def test_a_probability_is_written_on_the_side_on_which_it_is(probability):
    written = probability_text(probability)
    number = figures(written)[0]
    if written.startswith(("below", "above")):
        assert probability < number if written.startswith("below") else probability > number
    else:
        assert (number >= 0.5) == (probability >= 0.5)
        assert abs(number - probability) <= 0.0005


ENCODINGS = [
    FittedText(LearnedEmbedding(maximum_length=500), ("not", "bad", "i")),
    FittedText(LearnedEmbedding(maximum_length=4, reverse=True), ("not", "bad", "i")),
    FittedText(LearnedEmbedding(maximum_length=4), ("not", MADE_UP)),
    FittedText(LearnedEmbedding(maximum_length=404, truncation="back"), ("not",)),
    FittedText(HashingTrick(buckets=8), ()),
    FittedText(OneHotCharacters(maximum_length=20), tuple("abcdefghijklmnopqrstuvwxyz ")),
]


@given(st.sampled_from(ENCODINGS), st.integers(0, 10**6), st.sampled_from(ENGLISH))
def test_what_is_said_of_a_telling_text_is_what_the_network_says(fitted, seed, telling):
    def say(text: str) -> np.ndarray:
        probability = AWKWARD[(hash(tuple(text.encode())) + seed) % len(AWKWARD)]
        return np.array([1 - probability, probability])

    asked = Asked(fitted, NAMES, say)
    sentence = telling.made_by(asked)
    prediction = NAMES[int(say(telling.text)[1] >= 0.5)]
    for verdict, where, number in re.findall(r"(negative|positive), (below |above )?(\d\.\d+)", sentence):
        side = float(number) >= 0.5 if not where else where == "above "
        assert verdict == NAMES[side], sentence
    assert prediction in sentence
    assert not re.search(r"\b1 (words|characters)\b", sentence)
    half = NAMES[int(say(SUPERB)[1] >= 0.5)]
    if telling.title == "Contrast":
        read, after = asked.after_each(telling.text)
        endings = {
            "the praise wins.": half == prediction == "positive",
            "the end wins.": (half, prediction) == ("positive", "negative"),
            "not the praise that makes it positive.": (half, prediction) == ("negative", "positive"),
            "never believed the praise.": half == prediction == "negative" and "positive" not in after,
            "positive only in between": half == prediction == "negative" and "positive" in after,
        }
        assert [ending for ending, true in endings.items() if true] == [e for e in endings if e in sentence]
        for word in re.findall("first at “(.)”", sentence):
            assert read[after.index("positive")] == word
    if telling.title == "Unknown word":
        tokens = fitted.text(telling.text).tokens
        start = telling.text.index(MADE_UP)
        unknown = any(not token.known for token in tokens if start <= token.start < start + len(MADE_UP))
        assert ("the word it does not know" in sentence) == unknown


def test_the_verdict_after_each_word_is_that_of_the_line():
    fitted = FittedText(LearnedEmbedding(maximum_length=3, truncation="back", reverse=True), ())
    asked = Asked(fitted, NAMES, lambda text: np.array([0.0, 1.0]) if text.startswith("b") else np.array([1.0, 0.0]))
    assert asked.after_each("a b c") == (["c", "b", "a"], ["negative", "positive", "negative"])


@given(words, st.data())
def test_three_answers_agree_only_where_all_name_the_same_word(read, data):
    three = [data.draw(some(st.one_of(numbers, st.just(0.0)).map(lambda v: v / 100), len(read))) for _ in ANSWERS]
    three[1][data.draw(some(probabilities, len(read))) > 0.9] = np.nan
    found = Why(tuple(read), *three)
    first, *others = agreement(found, "positive")
    sizes = [np.nan_to_num(np.abs(values)) for values in three]
    if first.startswith("All three agree"):
        (index,) = named(first, read)
        assert all(size[index] == size.max() >= NOTHING for size in sizes)
        sides = {values[index] > 0 for values in three}
        assert ("not on which side" in first) == (len(sides) == 2)
        assert len(sides) == 2 or (", for positive" in first) == sides.pop()
    elif first.endswith("by any of the three."):
        assert max(size.max() for size in sizes) < figures(first)[0]
    else:
        counting = [i for i, size in enumerate(sizes) if size.max() >= NOTHING]
        indices = named(first, read)
        assert [sizes[i].max() for i in counting] == [
            sizes[i][index] for i, index in zip(counting, indices, strict=True)
        ]
        assert first.count("none counts") == 3 - len(counting)
        assert len(set(indices)) > 1 or len(counting) < 3
    for sentence in others:
        (index,) = named(sentence, read)
        moved, present = three[0][index], three[1][index]
        assert moved * present < 0
        assert min(abs(moved), abs(present)) >= COUNTS
        assert (" rose " in sentence) == (moved > 0)
        assert sentence.endswith("higher." if present < 0 else "lower.")
