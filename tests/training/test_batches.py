"""How examples are cut into batches: every one once, like lengths together, nothing longer than it must be."""

import numpy as np
import pytest

from playground.encodings import Sequences
from playground.layers import LSTM, Conv1D, Dense, Embedding, Flatten, GlobalMaxPooling1D, Layer, MultiHot
from playground.layers.plan import plan
from playground.training import batches as module
from playground.training.batches import Batches


def batches(
    lengths: list[int], *layers: Layer, mask: bool = True, padding: str = "front", maximum_length: int = 12
) -> Batches:
    """Examples of so many words each; example i consists of the token id i + 2, its target is i % 2."""
    token_ids = np.repeat(np.arange(len(lengths)) + 2, lengths).astype(np.int32)
    offsets = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)
    targets = (np.arange(len(lengths)) % 2).astype(np.int8)
    reads_order = not layers or any(layer.wants_sequence for layer in layers)
    first = Embedding(rows=len(lengths) + 2, dimensions=4) if reads_order else MultiHot(columns=len(lengths) + 2)
    network = plan(first, layers or [LSTM()], Dense(units=1, activation="sigmoid"), (maximum_length,), mask)
    return Batches(Sequences(token_ids, offsets, targets), network, padding)


def lists(parts: list[np.ndarray]) -> list[list[int]]:
    """Batches as plain numbers."""
    return [part.tolist() for part in parts]


TEN = [3, 7, 1, 10, 4, 9, 2, 8, 6, 5]


@pytest.mark.parametrize("mask", [True, False])
@pytest.mark.parametrize(("batch_size", "sizes"), [(1, [1] * 10), (3, [3, 3, 3, 1]), (5, [5, 5]), (64, [10])])
def test_every_example_is_in_exactly_one_batch_of_an_epoch(mask, batch_size, sizes):
    cut = batches(TEN, mask=mask).shuffled(batch_size, seed=0, epoch=1)
    assert sorted(np.concatenate(cut).tolist()) == list(range(10))
    assert sorted(map(len, cut), reverse=True) == sizes


def test_every_example_is_in_exactly_one_batch_over_many_chunks(monkeypatch):
    monkeypatch.setattr(module, "CHUNK", 2)
    cut = batches(list(range(1, 24))).shuffled(4, seed=0, epoch=1)  # chunks of 8, 8 and 7
    assert sorted(np.concatenate(cut).tolist()) == list(range(23))
    assert sorted(map(len, cut)) == [3, 4, 4, 4, 4, 4]


@pytest.mark.parametrize("mask", [True, False])
def test_the_order_depends_on_seed_and_epoch_only(mask):
    examples = batches(TEN * 4, mask=mask)
    first = lists(examples.shuffled(4, seed=1, epoch=1))
    np.random.default_rng().random()
    np.random.seed(5)
    assert lists(batches(TEN * 4, mask=mask).shuffled(4, seed=1, epoch=1)) == first
    assert lists(examples.shuffled(4, seed=1, epoch=2)) != first
    assert lists(examples.shuffled(4, seed=2, epoch=1)) != first


def test_like_lengths_are_together_when_padding_is_masked():
    examples = batches(TEN)
    cut = examples.shuffled(2, seed=0, epoch=1)
    lengths = [examples.examples.lengths[batch].tolist() for batch in cut]
    assert sorted(lengths) == [[1, 2], [3, 4], [5, 6], [7, 8], [9, 10]]
    assert lengths != sorted(lengths)  # but short ones do not all come first


def test_lengths_do_not_matter_when_the_network_reads_its_padding():
    short_and_long = [batches(lengths, mask=False).shuffled(2, 0, 1) for lengths in (TEN, [5] * 10)]
    assert lists(short_and_long[0]) == lists(short_and_long[1])


def test_lengths_do_not_matter_to_a_bag_of_words_which_still_is_padded_to_the_longest_only():
    short_and_long = [batches(lengths, Dense()) for lengths in (TEN, [5] * 10)]
    cut = [lists(examples.shuffled(2, 0, 1)) for examples in short_and_long]
    assert cut[0] == cut[1]
    assert short_and_long[0].take(np.array([2, 6]))[0][0].tolist() == [[0, 4], [8, 8]]


def test_a_masked_batch_is_as_long_as_its_longest_example():
    (token_ids,), targets = batches(TEN).take(np.array([2, 0, 6]))
    assert token_ids.tolist() == [[0, 0, 4], [2, 2, 2], [0, 8, 8]]
    assert targets.tolist() == [[0], [0], [0]]
    assert (token_ids.dtype, targets.dtype) == (np.int32, np.float32)


def test_padding_goes_where_the_encoding_puts_it():
    (token_ids,), targets = batches(TEN, padding="back").take(np.array([2, 1, 6])[[0, 2]])
    assert token_ids.tolist() == [[4, 0], [8, 8]]
    assert targets.tolist() == [[0], [0]]


def test_an_unmasked_batch_has_the_full_maximum_length():
    (token_ids,), targets = batches(TEN, mask=False, maximum_length=12).take(np.array([2, 3]))
    assert token_ids.tolist() == [[0] * 11 + [4], [0, 0] + [5] * 10]
    assert targets.tolist() == [[0], [1]]


@pytest.mark.parametrize("layers", [[Flatten()], [LSTM(), GlobalMaxPooling1D()], [Conv1D(kernel_size=2), LSTM()]])
@pytest.mark.parametrize(
    ("padding", "padded"),
    [("front", [[0] * 11 + [4], [0] * 9 + [2] * 3]), ("back", [[4] + [0] * 11, [2] * 3 + [0] * 9])],
)
def test_a_batch_for_layers_that_cannot_skip_padding_has_the_full_maximum_length(layers, padding, padded):
    examples = batches(TEN, *layers, padding=padding)
    assert examples.take(np.array([2, 0]))[0][0].tolist() == padded
    assert {examples.take(indices)[0][0].shape[1] for indices in examples.in_order(4)} == {12}
    assert lists(examples.shuffled(2, 0, 1)) == lists(batches([5] * 10, *layers).shuffled(2, 0, 1))


def test_evaluation_goes_from_short_to_long_over_every_example_once():
    examples = batches(TEN)
    cut = examples.in_order(4)
    assert [examples.examples.lengths[batch].tolist() for batch in cut] == [[1, 2, 3, 4], [5, 6, 7, 8], [9, 10]]
