"""Where examples are laid over one another, held against the tokens that stand there."""

from dataclasses import replace

import numpy as np
import pytest

from playground.analysis.alignment import ONE_BY_ONE, Alignment, align, steps_of
from playground.analysis.probe import LEAST
from playground.config import RunConfig
from playground.datasets import DATASETS
from playground.encodings import LearnedEmbedding, Numbers, OneHotCharacters
from playground.layers import LSTM

REVIEWS, MEMORY = DATASETS["reviews"], DATASETS["memory"]
WORDS = REVIEWS(examples=2000, distance=50)


def aligned(dataset, encoding, timesteps: int | None = None):
    """Alignments of a dataset's test examples, and what is read: (examples, timesteps)."""
    config = RunConfig(dataset=dataset, encoding=encoding, layers=(LSTM(units=2),))
    splits = dataset.load()
    examples, fitted = splits.test, encoding.fit(splits.train)
    encoded = fitted.encode(examples)
    timesteps = timesteps or (int(encoded.lengths.max()) if config.plan.mask else config.plan.timesteps)
    found = align(config.plan, fitted, dataset, examples, encoded, timesteps)
    return found, encoded.inputs(np.arange(len(examples)), timesteps, encoding.padding), fitted, examples


@pytest.mark.parametrize("mask", [True, False])
@pytest.mark.parametrize("padding", ["front", "back"])
@pytest.mark.parametrize(("truncation", "length"), [("front", 100), ("front", 30), ("back", 12)])
def test_step_0_is_the_last_word_of_the_verdict_and_each_step_a_word_later(mask, padding, truncation, length):
    encoding = LearnedEmbedding(mask=mask, padding=padding, truncation=truncation, maximum_length=length)
    found, inputs, fitted, examples = aligned(WORDS, encoding)
    forward = found["forward"]
    assert (forward.aligned, forward.name, forward.sign) == ("deciding part", "the verdict", 1)
    verdicts = WORDS.changed(distance=0).load().test
    steps = np.arange(60)
    timesteps = forward.timesteps(steps)
    cut = 0
    for i, verdict in enumerate(verdicts.lengths):
        tokens = examples.token_ids[examples.offsets[i] : examples.offsets[i + 1]]
        ids = [fitted.token_id(examples.words[token]) for token in tokens]
        dropped = max(0, len(ids) - length) if truncation == "front" else 0
        read = ids[dropped:][:length]
        index = verdict - 1 - dropped
        if not 0 <= index < len(read):
            cut += 1
            assert forward.room[i] == -1
            continue
        after = read[index:]
        assert inputs[i, timesteps[i, : len(after)]].tolist() == after
        fill = inputs.shape[1] - len(read) if padding == "back" and not mask else 0
        assert forward.room[i] == len(after) - 1 + fill, "unmasked padding is read too"
    assert (cut > 0) == (length < 100)


def test_a_text_read_backwards_is_aligned_at_its_end():
    found, inputs, _, _ = aligned(WORDS, LearnedEmbedding(reverse=True))
    forward = found["forward"]
    assert (forward.aligned, forward.sign, forward.name) == ("end", -1, "the verdict")
    assert (forward.at == inputs.shape[1] - 1).all()


@pytest.mark.parametrize("padding", ["front", "back"])
def test_other_texts_are_aligned_at_their_end_and_never_reach_into_padding(padding):
    found, inputs, _, examples = aligned(REVIEWS(examples=400), LearnedEmbedding(padding=padding))
    forward, backward = found["forward"], found["backward"]
    assert (forward.aligned, backward.aligned) == ("end", "end"), "nothing follows the verdict"
    for i, length in enumerate(examples.lengths):
        real = np.flatnonzero(inputs[i])
        assert (forward.at[i], backward.at[i]) == (real[-1], real[0])
        steps = np.arange(length)
        assert forward.timesteps(steps)[i].tolist() == real[::-1].tolist()
        assert backward.timesteps(steps)[i].tolist() == real.tolist()
        assert forward.room[i] == backward.room[i] == length - 1


def test_unmasked_padding_behind_a_text_is_read_after_it():
    found, inputs, _, examples = aligned(REVIEWS(examples=400), LearnedEmbedding(padding="back", mask=False))
    forward = found["forward"]
    assert forward.aligned == "deciding part"
    assert (forward.at == examples.lengths - 1).all()
    assert (forward.at + forward.room == inputs.shape[1] - 1).all()


def test_a_direction_that_reads_from_the_end_is_aligned_at_the_end_of_its_way():
    found, inputs, _, _ = aligned(WORDS, LearnedEmbedding())
    backward = found["backward"]
    assert (backward.aligned, backward.sign) == ("end", 1)
    assert (backward.at == (inputs != 0).argmax(axis=1)).all()


@pytest.mark.parametrize("lag", [20, 60])
def test_numbers_to_add_are_aligned_at_the_first_mark_and_stop_before_the_second(lag):
    found, inputs, _, examples = aligned(MEMORY(lag=lag, examples=400), Numbers(standardise=False))
    forward = found["forward"]
    for i, marks in enumerate(inputs[:, :, 1]):
        first, second = np.flatnonzero(marks)
        assert forward.at[i] == first
        assert forward.at[i] + forward.room[i] == second - 1
        assert forward.values[i] == examples.inputs[i, first, 0]


@pytest.mark.parametrize(("problem", "marks"), [("temporal_order", "XY"), ("copy", "abcdefgh")])
def test_symbols_are_aligned_at_the_first_that_matters(problem, marks):
    dataset = MEMORY(problem=problem, lag=20, examples=400)
    found, inputs, fitted, _ = aligned(dataset, OneHotCharacters(maximum_length=100))
    relevant = [fitted.token_id(symbol) for symbol in marks]
    first = np.isin(inputs, relevant).argmax(axis=1)
    assert (found["forward"].at == first).all()
    last = inputs.shape[1] - 1 - (9 if problem == "copy" else 0)  # said in what it says after its first answer blank
    assert (found["forward"].at + found["forward"].room == last).all()


def test_digits_are_aligned_at_their_last_row():
    found, inputs, _, examples = aligned(DATASETS["digits"](), Numbers())
    assert found["forward"].aligned == "end"
    assert found["forward"].name == "the answer"
    assert (found["forward"].values == examples.targets).all()
    assert steps_of(found["forward"]).tolist() == list(range(8))
    assert inputs.shape[1] == 8


def test_steps_end_where_too_few_examples_have_them():
    room = np.array([100] * (LEAST - 1) + [40] * 3)
    values = np.arange(len(room)) % 2
    alignment = Alignment("end", "the answer", values, np.full(len(room), 100), -1, room)
    assert steps_of(alignment).tolist() == [0, 1, 2, 5, 10, 20, 30, 40]
    assert steps_of(replace(alignment, room=np.minimum(room, ONE_BY_ONE - 1))).tolist() == list(range(ONE_BY_ONE))
    assert not len(steps_of(replace(alignment, room=room[: LEAST - 1])))
