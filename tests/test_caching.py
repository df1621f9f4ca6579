"""What is kept is bounded in bytes, computed once, and never an error."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from operator import attrgetter
from threading import Barrier

import numpy as np
import pytest
from cachetools import LRUCache

from playground import caching
from playground.caching import fingerprint, is_kept, kept_bytes, remembered, size_of


@pytest.fixture(autouse=True)
def small_cache(monkeypatch):
    small, brief = (LRUCache(1_000_000, getsizeof=attrgetter("size")) for _ in range(2))
    monkeypatch.setattr(caching, "_kept", lambda: small)
    monkeypatch.setattr(caching, "_kept_briefly", lambda: brief)


@dataclass(frozen=True)
class Held:
    name: str
    arrays: dict[str, np.ndarray]


def test_the_size_of_a_value_is_that_of_all_its_arrays_each_counted_once():
    array = np.zeros(1_000, np.float32)
    value = Held("lstm", {"hidden": array, "again": array, "cell": np.zeros((10, 10))})
    assert 4_800 <= size_of(value) < 5_600


def test_the_cache_never_holds_more_than_its_bytes():
    @remembered
    def zeros(number):
        return np.full(10_000, number, np.float64)

    for number in range(50):
        assert zeros(number)[0] == number
        assert kept_bytes() <= 1_000_000
    assert kept_bytes() > 900_000


def test_a_result_that_is_larger_than_the_cache_is_given_but_not_kept():
    @remembered
    def large():
        return np.zeros(1_000_000)

    assert large().size == 1_000_000
    assert kept_bytes() == 0


def test_arguments_with_an_underscore_do_not_count():
    calls = []

    @remembered
    def made(run, _trace=None):
        calls.append(run)
        return run

    assert [made("a", _trace=[1]), made("a", _trace=[2]), made("b")] == ["a", "a", "b"]
    assert calls == ["a", "b"]


def test_a_number_and_a_truth_value_are_two_arguments():
    @remembered
    def kind(value):
        return type(value).__name__

    assert [kind(1), kind(True), kind(1.0)] == ["int", "bool", "float"]


def test_those_who_ask_at_once_wait_for_one_computation():
    calls, start = [], Barrier(8)

    @remembered
    def slow(number):
        calls.append(number)
        return number

    def ask(_):
        start.wait()
        return slow(7)

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(ask, range(8))) == [7] * 8
    assert calls == [7]


def test_an_error_is_not_kept():
    answers = iter([ValueError("not yet"), 3])

    @remembered
    def flaky():
        answer = next(answers)
        if isinstance(answer, Exception):
            raise answer
        return answer

    with pytest.raises(ValueError, match="not yet"):
        flaky()
    assert flaky() == 3


def test_what_an_array_looks_into_counts_whole_and_once():
    whole = np.zeros(10_000, np.float32)
    assert 40_000 <= size_of(whole[:10]) < 40_500
    assert 40_000 <= size_of((whole[:10], whole[5:], whole)) < 40_500
    windows = np.lib.stride_tricks.sliding_window_view(whole, 1_000)
    assert size_of(windows) < 40_500  # 36 MB were they copied


@pytest.mark.parametrize("many", [["word"] * 1_000, [["word"]] * 1_000, dict.fromkeys(range(1000), "x")])
def test_the_size_of_a_thousand_words_does_not_depend_on_how_they_are_held(many):
    assert size_of(many) >= 8_000


def test_arrays_that_hold_the_same_have_one_fingerprint_and_others_another():
    ones = np.ones((2, 3), np.float32)
    assert fingerprint(ones, ones) == fingerprint(ones.copy(), ones[:, ::-1])
    others = [ones.T, ones.astype(np.float64), ones * 2]
    assert len({fingerprint(array) for array in [ones, *others]}) == 4


def test_whether_an_answer_is_kept_can_be_asked():
    @remembered
    def zeros(number):
        return np.zeros(10)

    assert not is_kept(zeros, 1)
    zeros(1)
    assert is_kept(zeros, number=1)
    assert not is_kept(zeros, 2)
