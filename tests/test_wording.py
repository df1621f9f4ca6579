from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.languages import speaking
from playground.wording import (
    DIGITS,
    UNITS,
    apart,
    at_most,
    counted,
    in_unit,
    listed,
    number_text,
    probability_text,
    quoted,
    rounded,
    stated,
    timesteps,
    written_sum,
)


def test_numbers_that_differ_read_differently():
    assert apart([0.9304, 0.9301]) == ["0.9304", "0.9301"]
    assert apart([0.5, 0.25, 0.5]) == ["0.50", "0.25", "0.50"]
    assert apart([1.0, 1.0 + 1e-12]) == ["1.00000000", "1.00000000"]


@given(st.lists(st.floats(-9, 9), min_size=2, max_size=2))
def test_a_written_sum_adds_up(values: list[float]):
    written, result = written_sum(values, sum(values))
    assert sum(map(Decimal, written)) == Decimal(result)
    for one, value in zip([*written, result], [*values, sum(values)], strict=True):
        assert float(one) == pytest.approx(value, abs=1e-4)


@given(st.lists(st.floats(-1e4, 1e4, width=32), min_size=2, max_size=2))
def test_a_written_sum_adds_up_also_where_a_computer_rounds(values: list[float]):
    total = float(np.float32(values[0]) + np.float32(values[1]))
    written, result = written_sum(values, total)
    assert sum(map(Decimal, written)) == Decimal(result) or len(result.partition(".")[2]) == DIGITS
    for one, value in zip([*written, result], [*values, total], strict=True):
        assert float(one) == pytest.approx(value, abs=1)


def test_a_written_sum_of_what_is_no_number_is_written():
    assert written_sum([float("nan"), 1.0], float("nan")) == (["nan", "1.0000"], "nan")
    assert written_sum([float("inf"), 1.0], float("inf")) == (["inf", "1.0000"], "inf")


def test_a_written_sum_has_no_more_digits_than_it_needs():
    assert written_sum([0.5, 0.25], 0.75) == (["0.5000", "0.2500"], "0.7500")
    assert written_sum([0.12344, 0.12344], 0.24688) == (["0.12344", "0.12344"], "0.24688")


def test_no_number_is_less_than_nothing():
    assert rounded(-0.001) == "0.00"
    assert rounded(-0.25) == "-0.25"


def test_what_is_never_exceeded_is_rounded_up():
    assert [at_most(value, 3) for value in (0.0041, 0.004, 0.0049)] == ["0.005", "0.004", "0.005"]


def test_one_is_singular():
    assert [counted(number, "word") for number in (0, 1, 2_000)] == ["0 words", "1 word", "2,000 words"]
    assert counted(2, "class", "classes") == "2 classes"


def test_a_list_of_words_ends_in_and():
    assert [listed(words) for words in (["a"], ["a", "b"], ["a", "b", "c"])] == ["a", "a and b", "a, b and c"]


def test_a_huge_number_is_a_power_of_ten_but_for_a_measured_one():
    assert [rounded(value) for value in (999_999.994, 1e6, -14_231_765_603_672, 3.4e38)] == [
        "999999.99",
        "1.00e6",
        "-1.42e13",
        "3.40e38",
    ]
    assert number_text(1.5e30) == "1.5000e30"
    assert apart([1.0001e30, 1.0002e30]) == ["1.0001e30", "1.0002e30"]
    assert in_unit(21_300_000_000, "$") == "21300000000.00 $"
    assert in_unit(1e30, "$") == "1.00e30 $"


def test_a_list_in_chinese_has_chinese_marks_and_blanks_beside_latin_letters_alone():
    with speaking("zh"):
        assert [listed(words) for words in (["甲"], ["甲", "乙"], ["甲", "乙", "丙"])] == ["甲", "甲和乙", "甲、乙和丙"]
        assert listed(["LSTM", "GRU", "乙"]) == "LSTM、GRU 和乙"


def test_a_word_that_is_not_the_only_one_has_its_number_in_each_language():
    assert quoted(["but", "not", "but"], 2) == "“but” (word 3)"
    with speaking("zh"):
        assert quoted(["but", "not", "but"], 2) == "“but”（第 3 个词）"
        assert quoted(["but", "not", "but"], 1) == "“not”"


def test_a_probability_is_never_0_or_1_in_any_language():
    assert [probability_text(share) for share in (0.0001, 0.25, 0.9999)] == ["below 0.001", "0.250", "above 0.999"]
    assert [stated("good", share) for share in (0.0001, 0.9999)] == ["P(good) < 0.001", "P(good) > 0.999"]
    with speaking("zh"):
        assert [probability_text(share) for share in (0.0001, 0.25, 0.9999)] == ["小于 0.001", "0.250", "大于 0.999"]
        assert stated("good", 0.0001) == "P(good) < 0.001"


@pytest.mark.parametrize("unit", UNITS)
def test_timesteps_are_counted_by_what_they_are_called(unit):
    assert [timesteps(number, unit) for number in (1, 2_000)] == [f"1 {unit}", f"2,000 {unit}s"]
    with speaking("zh"):
        assert timesteps(2_000, unit).startswith("2,000 ")
        assert not timesteps(2_000, unit).isascii()
