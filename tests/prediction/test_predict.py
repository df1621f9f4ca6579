"""What a network says of one example, in every task."""

import re

import numpy as np
import pytest

from playground.config import RunConfig
from playground.datasets import DATASETS
from playground.datasets.own_series import store_series
from playground.encodings import Numbers, OneHotCharacters
from playground.errors import ConfigError
from playground.layers import LSTM, EncoderDecoder
from playground.prediction.predict import (
    _labels,
    answer,
    encoded_example,
    encoded_text,
    example,
    in_words,
    is_right,
    target,
)
from playground.reference import Network, Trace, predicted, sample
from playground.runs import Run, RunFolder
from playground.training.batches import Batches
from playground.wording import stated
from tests.datasets.tables import cases

CHARACTERS = OneHotCharacters(maximum_length=30)
SENTENCE = DATASETS["characters"](text="abcabc")
CONFIGS = {
    "binary": RunConfig(layers=(LSTM(units=2),)),
    "multiclass": RunConfig(dataset=DATASETS["digits"](), encoding=Numbers(), layers=(LSTM(units=2),)),
    "regression": RunConfig(dataset=DATASETS["memory"](), encoding=Numbers(), layers=(LSTM(units=2),)),
    "next_token": RunConfig(
        dataset=DATASETS["characters"](text="abcabc"), encoding=CHARACTERS, layers=(LSTM(units=2),)
    ),
    "sequence": RunConfig(dataset=DATASETS["addition"](), encoding=CHARACTERS, layers=(EncoderDecoder(units=2),)),
}


def run_of(config: RunConfig) -> Run:
    """A run with random weights, nothing trained."""
    folder = RunFolder.create(config)
    folder.save_encoding(config.encoding.fit(config.dataset.load().train))
    random = np.random.default_rng(0)
    weights = {
        f"{planned.name}/{name}": random.normal(size=shape).astype(np.float32)
        for planned in config.plan.layers
        for name, shape in planned.weight_shapes.items()
    }
    folder.save_weights(0, weights)
    return Run.open(folder.id)


def said(config: RunConfig, output: list) -> dict:
    """The answer when the network's output is `output`."""
    output = np.array(output, np.float32)
    mask = np.ones(len(output), bool)
    fitted = config.encoding.fit(config.dataset.load().train)
    return answer(config, fitted, Trace((), np.zeros(len(output)), mask, {}, output))


def test_two_classes_are_told_by_the_probability_of_the_second():
    result = said(CONFIGS["binary"], [0.75])
    assert result == {"probability": 0.75}
    assert in_words(CONFIGS["binary"], result) == ("positive", "P(positive) = 0.750")


@pytest.mark.parametrize(
    ("probability", "said"),
    [
        (0.0, "< 0.001"),
        (0.00099, "< 0.001"),
        (0.001, "= 0.001"),
        (0.999, "= 0.999"),
        (0.9996, "> 0.999"),
        (1, "> 0.999"),
    ],
)
def test_a_probability_is_never_said_to_be_0_or_1(probability, said):
    assert stated("positive", probability) == f"P(positive) {said}"


def test_several_classes_are_told_by_the_most_probable():
    result = said(CONFIGS["multiclass"], [0, 0, 0.25, 0, 0, 0, 0, 0.75, 0, 0])
    assert (result["class"], result["probability"][2]) == ("7", 0.25)
    assert in_words(CONFIGS["multiclass"], result)[1].startswith("P(7) = 0.750, P(2) = 0.250, ")


def test_a_number_is_told_in_its_own_unit():
    config = CONFIGS["regression"]
    mean, deviation = config.dataset.load().train.target_moments()
    assert said(config, [2.0])["value"] == pytest.approx(mean + 2 * deviation, rel=1e-6)


def test_symbols_are_told_one_a_timestep_and_answers_without_their_padding():
    assert said(CONFIGS["next_token"], [[0.1, 0.9, 0], [0, 0.2, 0.8]]) == {"predicted": "bc"}
    output = np.eye(11)[[1, 9, 10]]
    assert said(CONFIGS["sequence"], output) == {"answer": "19"}


@pytest.mark.parametrize("task", CONFIGS)
def test_every_task_reads_a_test_example_and_says_something_of_it(task):
    run = run_of(CONFIGS[task])
    test = run.config.dataset.load().test
    network = Network(run.config.plan, run.encoding, run.weights())
    trace = network.trace(encoded_example(run, 0, test))
    assert trace.output.shape[-1] == run.config.dataset.num_outputs
    assert len(trace.labels) == len(trace.inputs)
    assert in_words(run.config, answer(run.config, run.encoding, trace))[0]
    assert example(run.config.dataset, test, 0).truth
    with pytest.raises(ConfigError, match="There is no test example"):
        encoded_example(run, len(test), test)


@pytest.mark.parametrize("task", CONFIGS)
def test_the_target_of_a_test_example_is_what_a_loss_is_taken_against_in_training(task):
    run = run_of(CONFIGS[task])
    test = run.config.dataset.load().test
    number = len(test) - 1
    batches = Batches(run.encoding.encode(test), run.config.plan, run.config.encoding.padding)
    (inputs, *_), targets = batches.take(np.array([number]))
    found = target(run, number, test, inputs.shape[1])
    np.testing.assert_allclose(found, targets[0].reshape(found.shape), rtol=1e-6)


def test_a_network_that_reads_numbers_refuses_a_text():
    with pytest.raises(ConfigError, match="This network reads numbers, not text"):
        encoded_text(run_of(CONFIGS["multiclass"]), "seven")


def test_a_window_is_labelled_with_its_times():
    dataset = DATASETS["weather"](days=60, lookback=144)
    run = run_of(RunConfig(dataset=dataset, encoding=Numbers(), layers=(LSTM(units=2),)))
    test = dataset.load().test
    first = dataset.table().times[test.rows[0] - 144]
    assert encoded_example(run, 0, test).labels[0] == str(first).replace("T", " ")[:16]


def test_an_answer_is_right_where_anything_is_asked_for():
    copy = CONFIGS["next_token"]
    assert is_right(copy, "xyzab", "···ab")
    assert not is_right(copy, "xyzaa", "···ab")
    assert is_right(copy, "zab", "···ab"), "of a text that was cut at the front"
    back = copy.changed(encoding=OneHotCharacters(maximum_length=30, truncation="back"))
    assert is_right(back, "abz", "ab···")
    assert not is_right(CONFIGS["binary"], "negative", "positive")


def test_an_answer_about_an_image_is_right_or_wrong():
    digits = RunConfig(dataset=DATASETS["digits"]())
    assert is_right(digits, "7", "7")
    assert not is_right(digits, "7", "1")


def test_the_predicted_text_is_the_most_probable_symbol_after_each():
    run = run_of(CONFIGS["next_token"])
    network = Network(run.config.plan, run.encoding, run.weights())
    outputs = network.trace(run.encoding.text("abca")).output
    expected = "".join("abc"[c] for c in outputs[-4:].argmax(axis=-1))
    assert predicted(network, "abca", "abc") == expected


def test_a_low_temperature_takes_the_most_probable_and_a_seed_repeats_a_text():
    run = run_of(CONFIGS["next_token"])
    network = Network(run.config.plan, run.encoding, run.weights())
    cold = sample(network, "a", "abc", 5, 0.01, seed=1)
    text = "a"
    for _ in range(5):
        text += predicted(network, text, "abc")[-1]
    assert cold == text
    warm = [sample(network, "a", "abc", 40, 1.5, seed) for seed in (1, 1, 2)]
    assert warm[0] == warm[1] != warm[2]


@pytest.mark.parametrize(
    ("case", "first"), [(cases.newest_first, r"2021-\d\d-\d\d"), (cases.clock_change, r".* \d\d:00")]
)
def test_a_window_of_days_is_labelled_without_a_clock(case, first):
    dataset = store_series(case(), "mine.csv")
    labels = _labels(dataset, dataset.load().test, 0)
    assert all(re.fullmatch(first, label) for label in labels)
