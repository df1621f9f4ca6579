"""Linear probes on states whose content is known."""

import numpy as np
import pytest

from playground.analysis.probe import LEAST, can_probe, readable
from playground.errors import RunError

random = np.random.default_rng(0)
NOISE = random.normal(size=(500, 32)).astype(np.float32)


@pytest.mark.parametrize("classes", [2, 4, 10])
def test_a_class_that_a_unit_holds_is_read_out_and_noise_is_no_better_than_guessing(classes):
    values = random.integers(0, classes, 500)
    held = NOISE.copy()
    held[:, :classes] = 3 * np.eye(classes)[values]
    assert readable(held, values) == 1
    assert abs(readable(NOISE, values) - 1 / classes) < 0.08
    assert abs(readable(held, random.permutation(values)) - 1 / classes) < 0.08


def test_a_number_that_a_unit_holds_is_read_out_and_noise_explains_nothing():
    values = random.random(500, np.float32)
    held = NOISE.copy()
    held[:, 3] = 2 * values - 1
    assert readable(held, values) > 0.99
    assert readable(NOISE, values) == 0


def test_half_a_number_explains_half_of_its_variance():
    first, second = random.random((2, 500))
    assert readable(np.stack([first, NOISE[:, 0]], axis=1), first + second) == pytest.approx(0.5, abs=0.08)


def test_a_frequent_class_makes_guessing_no_better():
    values = (np.arange(500) % 10 == 0).astype(int)
    assert abs(readable(NOISE, values) - 0.5) < 0.12


def test_a_class_too_rare_for_every_fold_is_left_out():
    values = np.arange(500) % 2
    values[:3] = 7
    held = NOISE.copy()
    held[:, 0] = 5 * (values == 1)
    assert readable(held, values) == 1


def test_units_on_any_scale_are_read_out_alike():
    values = random.integers(0, 2, 500)
    states = NOISE.astype(np.float64)
    states[:, 0] += values
    score = readable(states, values)
    assert 0.6 < score < 0.9
    assert readable(1e-6 * states + 4, values) == pytest.approx(score, abs=0.01)


def test_states_that_are_no_numbers_are_refused():
    with pytest.raises(RunError, match="smaller learning rate"):
        readable(np.full((100, 2), np.inf), np.arange(100) % 2)


def test_a_probe_needs_enough_examples_and_two_answers():
    assert can_probe(np.arange(LEAST) % 2)
    assert not can_probe(np.arange(LEAST - 1) % 2)
    assert not can_probe(np.zeros(500, int))
    assert not can_probe(np.arange(500)), "every class is too rare"
    assert can_probe(np.linspace(0, 1, LEAST))
    assert not can_probe(np.ones(500))
