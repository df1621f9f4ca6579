"""The unit finder: units that were made to follow something are found, those of networks without training are not."""

import numpy as np
import pytest

from playground.analysis import unit_finder
from playground.analysis.probed_states import states_of
from playground.analysis.unit_correlations import (
    RATE,
    Examples,
    Shuffle,
    correlations,
    needed,
    newest,
    with_shuffled_weights,
)
from playground.analysis.unit_finder import FoundUnits, find_units
from playground.analysis.unit_silenced import silenced
from playground.analysis.unit_words import word_lists
from playground.config import RunConfig
from playground.datasets import DATASETS
from playground.datasets.tokenizers import words as split_words
from playground.encodings import ENCODINGS, LearnedEmbedding, Numbers, OneHotCharacters
from playground.errors import ChangeError, DivergedError, RunError
from playground.layers import GRU, LSTM, Conv1D, EncoderDecoder, Flatten, SimpleRNN
from playground.prediction.predict import network
from playground.reference.interventions import SilenceUnit
from playground.runs import Run, RunFolder
from tests.browser.made import made_run

REVIEWS = DATASETS["reviews"](examples=400)
DIGITS = {"mean": [0.3] * 8, "deviation": [0.3] * 8, "target": [0.0, 1.0]}


def of_reviews(home, *layers, dataset=REVIEWS, epochs=1, **encoding) -> Run:
    words = dataset.load().train.words
    encoding = LearnedEmbedding(dimensions=4, **encoding)
    return made_run(home, RunConfig(dataset=dataset, encoding=encoding, layers=layers), {"words": words}, epochs)


def of_digits(home, *layers) -> Run:
    return made_run(home, RunConfig(dataset=DATASETS["digits"](), encoding=Numbers(), layers=layers), DIGITS)


def praise_and_blame(run: Run) -> tuple[frozenset[str], frozenset[str]]:
    blame, praise = word_lists(run.config, REVIEWS.load(), "words").values()
    return praise, blame


def plant(run: Run, says: float = 0.0) -> Run:
    """Weights by hand for `SimpleRNN(units=4, activation="linear")`: unit 2 is 1 at a word of praise and else 0.

    Unit 3 adds up praise and takes away blame, from the first word to the last; it decides the answer by `says` times
    its value.
    """
    weights = dict(run.weights(1))
    table = np.zeros_like(weights["embedding/embeddings"])
    praise, blame = praise_and_blame(run)
    for word, token in run.encoding.ids.items():
        table[token, 0], table[token, 1] = word in praise, word in blame
    kernel, recurrent = np.zeros((4, 4), np.float32), np.zeros((4, 4), np.float32)
    kernel[0, 2], kernel[0, 3], kernel[1, 3], recurrent[3, 3] = 1, 1, -1, 1
    dense = np.zeros((4, 1), np.float32)
    dense[3] = says
    weights |= {
        "embedding/embeddings": table,
        "simple_rnn/kernel": kernel,
        "simple_rnn/recurrent_kernel": recurrent,
        "simple_rnn/bias": np.zeros(4, np.float32),
        "output/kernel": dense,
        "output/bias": np.full(1, -0.5, np.float32),
    }
    RunFolder(run.path).save_weights(1, weights)
    return run


def best(found: FoundUnits, kind: str, name: str = "") -> tuple[int, float, bool]:
    """The unit of the first layer that follows something most closely, its r, and whether that is beyond chance."""
    layer, at = found.layers[0], found.features.index((kind, name))
    unit = int(np.abs(layer.r[:, at]).argmax())
    return unit, float(layer.r[unit, at]), bool(layer.follows[unit, at])


def test_a_unit_that_was_made_to_follow_words_of_praise_is_found(own_home):
    found = find_units(plant(of_reviews(own_home, SimpleRNN(units=4, activation="linear"))), 1)
    unit, r, follows = best(found, "words for", "positive")
    assert (unit, follows) == (2, True)
    assert r == pytest.approx(1)
    assert not found.layers[0].follows[:2].any(), "units that are always 0"


def test_its_examples_are_those_with_the_most_and_the_least(own_home):
    run = plant(of_reviews(own_home, SimpleRNN(units=4, activation="linear")))
    praise, blame = praise_and_blame(run)
    found, texts = find_units(run, 1), REVIEWS.load().test.texts
    layer = found.layers[0]

    def counts(number: int) -> np.ndarray:
        return np.cumsum([(word in praise) - (word in blame) for word in split_words(texts[number])])

    assert counts(layer.highest[3][0]).max() == max(counts(n).max() for n in range(len(texts)))
    assert counts(layer.lowest[3][0]).min() == min(counts(n).min() for n in range(len(texts)))


def test_words_of_the_learner_are_looked_for(own_home):
    run = plant(of_reviews(own_home, SimpleRNN(units=4, activation="linear")))
    praise, _ = praise_and_blame(run)
    assert ("own words", "") not in find_units(run, 1).features
    found = find_units(run, 1, tuple(sorted(praise)))
    unit, r, follows = best(found, "own words")
    assert (unit, follows) == (2, True)
    assert r == pytest.approx(1)


def test_own_words_leave_all_else_as_it_was_and_those_that_do_not_occur_are_told(own_home):
    run = of_reviews(own_home, SimpleRNN(units=4))
    without, found = find_units(run, 1), find_units(run, 1, ("film", "flibber"))
    assert found.features == (*without.features, ("own words", ""))
    assert found.absent == ("flibber",)
    assert found.shuffles == without.shuffles
    (layer,), (before,) = found.layers, without.layers
    np.testing.assert_allclose(layer.needed[:-1], before.needed)
    np.testing.assert_allclose(layer.r[:, :-1], before.r, atol=1e-12)
    assert before.chance < layer.chance <= before.chance + RATE
    only = find_units(run, 1, ("flibber",))
    assert (only.features, only.absent) == (without.features, ("flibber",))


def test_silencing_it_costs_what_numpy_counts(own_home):
    run = plant(of_reviews(own_home, SimpleRNN(units=4, activation="linear")), says=1)
    test, (praise, blame) = REVIEWS.load().test, praise_and_blame(run)
    sums = np.array([sum((word in praise) - (word in blame) for word in split_words(text)) for text in test.texts])
    found = silenced(run, 1, SilenceUnit("simple_rnn", "", 3))
    assert found.before == pytest.approx(np.mean((sums - 0.5 >= 0) == test.targets))
    assert found.after == pytest.approx(np.mean(test.targets == 0)), "it always says negative"
    assert (found.examples, found.numbers) == (100, False)
    assert found.before > found.after + 0.1
    other = silenced(run, 1, SilenceUnit("simple_rnn", "", 2))
    assert other.before == other.after == found.before, "nobody hears that one"


def test_silencing_a_unit_of_numbers_is_told_as_an_error_in_their_unit(own_home):
    dataset = DATASETS["memory"](lag=10, examples=200)
    learned = {"mean": [0.5, 0.1], "deviation": [0.3, 0.3], "target": [1.0, 0.4]}
    run = made_run(own_home, RunConfig(dataset=dataset, encoding=Numbers(), layers=(GRU(units=2),)), learned, 1)
    weights = run.weights(1)
    weights["output/kernel"][:] = 0
    weights["output/bias"][:] = 0.5
    RunFolder(run.path).save_weights(1, weights)
    found = silenced(run, 1, SilenceUnit("gru", "", 0))
    assert found.numbers
    assert found.before == found.after == pytest.approx(np.abs(1.2 - dataset.load().test.targets).mean(), abs=1e-5)


def test_there_is_no_unit_beyond_the_last(own_home):
    with pytest.raises(ChangeError, match="no unit 4"):
        silenced(of_reviews(own_home, SimpleRNN(units=4)), 1, SilenceUnit("simple_rnn", "", 4))


def test_networks_without_training_have_no_more_such_units_than_the_stated_rate(own_home, monkeypatch):
    monkeypatch.setattr(unit_finder, "MOST_EXAMPLES", 50)
    found, units, random = 0, 0, np.random.default_rng(0)
    for run, networks in ((of_reviews(own_home, GRU(units=16)), 5), (of_digits(own_home, GRU(units=16)), 3)):
        shapes = {name: array.shape for name, array in run.weights(1).items()}
        for epoch in range(10, 10 + networks):
            weights = {name: random.normal(scale=0.3, size=shape).astype(np.float32) for name, shape in shapes.items()}
            RunFolder(run.path).save_weights(epoch, weights)
            layer = find_units(run, epoch).layers[0]
            assert layer.chance <= RATE
            found, units = found + int(layer.follows.any(axis=1).sum()), units + len(layer.r)
    expected = RATE * units
    assert found <= expected + 3 * np.sqrt(expected), "three standard errors"


def test_the_starting_weights_of_keras_follow_nothing_and_training_changes_that(monkeypatch):
    monkeypatch.setattr(unit_finder, "MOST_EXAMPLES", 60)
    recording = Run.open("recording")
    assert not find_units(recording, 0).layers[0].follows.any()
    found = find_units(recording, 6)
    assert found.layers[0].follows[:, found.features.index(("verdict", "positive"))].all()


def test_of_units_that_follow_nothing_the_stated_share_passes():
    random = np.random.default_rng(0)
    passed = []
    for _ in range(40):
        threshold, chance = needed(random.normal(size=(50, 10, 5)))
        passed.append((np.abs(random.normal(size=(1000, 5))) > threshold).any(axis=1).mean())
        assert chance == pytest.approx(5 / 501)
    assert np.mean(passed) == pytest.approx(RATE, abs=0.003)


def test_few_units_are_told_to_be_judged_more_coarsely():
    threshold, chance = needed(np.arange(20.0).reshape(20, 1, 1))
    assert threshold.tolist() == [19]
    assert chance == pytest.approx(1 / 21)


def test_correlations_are_those_of_numpy_over_all_timesteps_without_padding(own_home):
    run = of_reviews(own_home, GRU(units=3, bidirectional=True), LSTM(units=2), mask=False, maximum_length=12)
    net, test = network(run, 1), REVIEWS.load().test
    encoded = run.encoding.encode(test)
    random = np.random.default_rng(0)
    values = random.normal(size=(int(encoded.lengths.sum()), 2))
    examples = Examples(encoded, 12, 12 - encoded.lengths, values)
    states = [state for state in states_of(net.plan) if state.part == "hidden"]
    shuffle = Shuffle.drawn(random, encoded.lengths)
    found = correlations(net, examples, states, [Shuffle.none(encoded.lengths), shuffle])
    traced, _ = net.forward(encoded.inputs(np.arange(100), 12, "front"), np.ones((100, 12), bool))
    pieces = np.split(values, np.cumsum(encoded.lengths)[:-1])
    moved = [
        pieces[other][(begun + np.arange(len(piece))) % len(pieces[other])]
        for piece, other, begun in zip(pieces, shuffle.other, shuffle.begun, strict=True)
    ]
    for state in states:
        read = [traced[state.layer][state.key][n, 12 - length :] for n, length in enumerate(encoded.lengths)]
        for number, features in enumerate((values, np.concatenate(moved))):
            expected = np.corrcoef(np.concatenate(read).T, features.T)[:-2, -2:]
            np.testing.assert_allclose(found[state].r[number], expected, atol=1e-6)
        np.testing.assert_array_equal(found[state].highest, [each.max(axis=0) for each in read])


def test_behind_a_convolution_a_unit_is_held_against_the_newest_timestep_it_has_read(own_home, monkeypatch):
    monkeypatch.setattr(unit_finder, "MOST_SHUFFLES", 30)
    run = of_digits(own_home, Conv1D(filters=2, kernel_size=3), GRU(units=2, bidirectional=True))
    assert [newest(state).tolist() for state in states_of(run.config.plan)] == [[2, 3, 4, 5, 6, 7], [0, 1, 2, 3, 4, 5]]
    assert find_units(run, 1).layers[0].r.shape[0] == 2


def test_weights_are_shuffled_within_their_gate(own_home):
    net = network(of_reviews(own_home, LSTM(units=3)), 1)
    other = with_shuffled_weights(net, np.random.default_rng(0))
    for name, array in net.weights.items():
        assert sorted(array.ravel()) == sorted(other.weights[name].ravel())
        assert array.size == 1 or not np.array_equal(array, other.weights[name])
    for gate in range(4):
        block = slice(3 * gate, 3 * gate + 3)
        before, after = (one.weights["lstm/kernel"][:, block].ravel() for one in (net, other))
        assert sorted(before) == sorted(after)


def test_vectors_learned_elsewhere_stay_with_their_words(own_home):
    config = RunConfig(dataset=REVIEWS, encoding=ENCODINGS["glove"](vocabulary_size=9), layers=(GRU(units=8),))
    net = network(made_run(own_home, config, {"words": ["good", "bad"], "found": 2}), 1)
    other = with_shuffled_weights(net, np.random.default_rng(0))
    same = {name for name, array in net.weights.items() if np.array_equal(array, other.weights[name])}
    assert same == {"embedding/embeddings", "output/bias"}


def test_an_encoder_is_looked_into(own_home):
    config = RunConfig(
        dataset=DATASETS["addition"](digits=1, examples=200),
        encoding=OneHotCharacters(maximum_length=3),
        layers=(EncoderDecoder(units=4),),
    )
    found = find_units(made_run(own_home, config, {"words": tuple("0123456789+")}), 1)
    assert [(layer.layer, layer.direction, len(layer.r)) for layer in found.layers] == [
        ("encoder_decoder", "encoder", 4)
    ]


def test_long_examples_are_fewer(own_home, monkeypatch):
    run = of_reviews(own_home, SimpleRNN(units=2))
    monkeypatch.setattr(unit_finder, "MOST_TIMESTEPS", 900)
    found = find_units(run, 1)
    assert 60 <= found.examples < 100
    assert found.timesteps <= 900


def test_a_network_without_a_recurrent_layer_is_refused(own_home):
    with pytest.raises(RunError, match="no recurrent layer"):
        find_units(of_reviews(own_home, Flatten()), 1)


def test_states_that_are_no_numbers_are_told(own_home):
    run = of_reviews(own_home, SimpleRNN(units=2, activation="linear"))
    weights = {name: np.full_like(array, 1e30) for name, array in run.weights(1).items()}
    RunFolder(run.path).save_weights(1, weights)
    with pytest.raises(DivergedError, match="too large to be numbers"):
        find_units(run, 1)


def test_too_few_examples_are_told(own_home, monkeypatch):
    monkeypatch.setattr(unit_finder, "MOST_EXAMPLES", 5)
    with pytest.raises(RunError, match="at least 20"):
        find_units(of_reviews(own_home, SimpleRNN(units=2)), 1)
