import hashlib

import numpy as np
import pytest
from pydantic import TypeAdapter

from playground.datasets import AnyDataset
from playground.datasets.memory import Memory
from playground.errors import ConfigError

PROBLEMS = ["adding", "temporal_order", "copy"]
every_problem = pytest.mark.parametrize("problem", PROBLEMS)


def parts(**options):
    splits = Memory(**options).load()
    return splits.train, splits.test


@pytest.mark.parametrize("lag", [5, 30, 31])
def test_the_two_marked_numbers_add_up_to_the_target(lag):
    for examples in parts(problem="adding", lag=lag, examples=400):
        values, markers = examples.inputs[..., 0], examples.inputs[..., 1]
        assert set(np.unique(markers)) == {0, 1}
        np.testing.assert_allclose((values * markers).sum(1), examples.targets, rtol=1e-6)


@pytest.mark.parametrize("lag", [5, 30, 31])
def test_one_number_is_marked_in_each_half(lag):
    for examples in parts(problem="adding", lag=lag, examples=400):
        markers = examples.inputs[..., 1]
        assert (markers[:, : lag // 2].sum(1) == 1).all()
        assert (markers[:, lag // 2 :].sum(1) == 1).all()
        assert markers.any(0).all()  # anywhere in its half


def test_always_answering_one_is_wrong_by_a_third_on_average():
    train, _ = parts(problem="adding")
    assert 0 <= train.inputs[..., 0].min() < 0.01 < 0.99 < train.inputs[..., 0].max() < 1
    assert abs(np.abs(train.targets - 1).mean() - 1 / 3) < 0.01


def test_adding_has_arrays_of_the_promised_shapes():
    train, test = parts(problem="adding", lag=40, examples=200)
    assert (train.inputs.shape, test.inputs.shape) == ((200, 40, 2), (50, 40, 2))
    assert (train.inputs.dtype, train.targets.dtype) == (np.float32, np.float32)


@pytest.mark.parametrize("lag", [5, 10, 37, 100])
def test_the_class_is_the_order_of_x_and_y(lag):
    options = Memory(problem="temporal_order", lag=lag, examples=400)
    for examples in parts(problem="temporal_order", lag=lag, examples=400):
        assert examples.targets.dtype == np.int8
        for text, target in zip(examples.texts, examples.targets, strict=True):
            assert len(text) == lag
            assert text.translate(str.maketrans("", "", "abcd")) == options.class_names[target]


def test_x_and_y_come_early_and_in_the_middle_and_the_rest_is_distraction():
    train, _ = parts(problem="temporal_order", lag=100)
    indices = [[i for i, symbol in enumerate(text) if symbol in "XY"] for text in train.texts]
    first, second = map(set, zip(*indices, strict=True))
    assert (first, second) == (set(range(10, 21)), set(range(50, 61)))


def test_the_four_orders_are_equally_likely():
    train, test = parts(problem="temporal_order")
    for examples in (train, test):
        shares = np.bincount(examples.targets, minlength=4) / len(examples)
        assert np.abs(shares - 0.25).max() < 0.03


@pytest.mark.parametrize("lag", [5, 30])
def test_the_symbols_to_be_said_at_the_end_are_those_at_the_beginning(lag):
    options = Memory(problem="copy", lag=lag, examples=400)
    for examples in parts(problem="copy", lag=lag, examples=400):
        assert (examples.targets.dtype, len(examples.targets)) == (np.int32, len(examples.token_ids))
        targets = examples.targets.reshape(len(examples), lag + 21)
        assert (targets[:, :-10] == -1).all()
        for text, target in zip(examples.texts, targets, strict=True):
            assert text[10:] == "-" * lag + "?" + "-" * 10
            assert "".join(options.class_names[symbol] for symbol in target[-10:]) == text[:10]


def test_a_subset_of_copy_keeps_targets_beside_their_symbols():
    train, _ = parts(problem="copy", lag=5, examples=200)
    chosen = train.subset([150, 3])
    assert list(chosen.texts) == [train.texts[150], train.texts[3]]
    said = [["abcdefgh"[symbol] for symbol in target[-10:]] for target in chosen.targets.reshape(2, 26)]
    assert said == [list(text[:10]) for text in chosen.texts]


@pytest.mark.parametrize("problem", ["temporal_order", "copy"])
def test_token_ids_spell_the_texts(problem):
    train, test = parts(problem=problem, lag=20, examples=200)
    assert test.words == train.words
    for examples in (train, test):
        assert (examples.split, examples.token_ids.dtype, examples.offsets.dtype) == ("characters", np.int32, np.int64)
        assert "".join(examples.words[token_id] for token_id in examples.token_ids) == "".join(examples.texts)
        assert np.array_equal(examples.lengths, [len(text) for text in examples.texts])
    counts = np.bincount(train.token_ids, minlength=len(train.words))
    assert (np.diff(counts) <= 0).all()


@pytest.mark.parametrize("lag", [20, 30])
@pytest.mark.parametrize("problem", ["temporal_order", "copy"])
def test_train_and_test_share_no_text(problem, lag):
    train, test = parts(problem=problem, lag=lag)
    assert not set(train.texts) & set(test.texts)


def test_adding_shares_no_example_between_train_and_test():
    train, test = parts(problem="adding")
    assert not {row.tobytes() for row in train.inputs} & {row.tobytes() for row in test.inputs}


@pytest.mark.parametrize(
    ("problem", "task", "reads", "num_outputs", "input_shape"),
    [
        ("adding", "regression", "numbers", 1, (50, 2)),
        ("temporal_order", "multiclass", "characters", 4, (0, 0)),
        ("copy", "next_token", "characters", 8, (0, 0)),
    ],
)
def test_what_a_network_needs_follows_from_the_problem(problem, task, reads, num_outputs, input_shape):
    options = Memory(problem=problem, lag=50)
    assert (options.task, options.reads, options.num_outputs) == (task, reads, num_outputs)
    assert options.input_shape == input_shape
    assert len(options.feature_names) == input_shape[1]


@every_problem
def test_a_problem_survives_json_and_is_a_value(problem):
    options = Memory(problem=problem, lag=7)
    assert TypeAdapter(AnyDataset).validate_json(options.model_dump_json()) == options
    assert hash(options) == hash(Memory(problem=problem, lag=7))
    assert set(options.model_dump()) == {"name", "problem", "lag", "examples", "seed"}


@every_problem
def test_the_number_of_training_examples_is_known_before_loading(problem):
    options = Memory(problem=problem, examples=400)
    assert (options.num_train, len(options.load().test)) == (len(options.load().train), 100)


@pytest.mark.parametrize(
    ("problem", "digest"),
    [
        ("temporal_order", "ccb23dfcd9c3683b95b0ae067615289a5fe3a448d81a9fbf092aed1d869215be"),
        ("copy", "a1608bfd5edebce80d5205540bbab08bfd0d322341d228834eb6c91a56756ed6"),
    ],
)
def test_texts_are_the_same_on_every_machine(problem, digest):
    train, _ = parts(problem=problem, lag=12, examples=200, seed=3)
    assert hashlib.sha256(" ".join(train.texts).encode()).hexdigest() == digest


def test_numbers_are_the_same_on_every_machine():
    train, _ = parts(problem="adding", lag=5, examples=200, seed=3)
    expected = [[0.7396006, 0], [0.57742244, 1], [0.26398891, 0], [0.69738591, 0], [0.35908741, 1]]
    np.testing.assert_allclose(train.inputs[0], expected, rtol=1e-6)
    assert train.targets[0] == pytest.approx(0.57742244 + 0.35908741)


@every_problem
def test_another_seed_draws_other_examples(problem):
    first, second = (parts(problem=problem, examples=200, seed=seed)[0] for seed in (0, 1))
    assert not np.array_equal(first.targets, second.targets)


@every_problem
def test_the_examples_are_drawn_once(problem):
    options = Memory(problem=problem, seed=999_999)
    assert options.load() is options.load()


@pytest.mark.parametrize("wrong", [{"problem": "multiply"}, {"lag": 4}, {"lag": 501}, {"examples": 250}, {"seed": -1}])
def test_options_out_of_range_are_refused(wrong):
    with pytest.raises(ConfigError):
        Memory(**wrong)
