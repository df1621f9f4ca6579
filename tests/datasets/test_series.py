"""Windows of a series, checked on series so small that every index can be counted."""

from typing import ClassVar, Literal

import numpy as np
import pytest

from playground.datasets import Series, WindowExamples
from playground.datasets.series import filled
from playground.errors import ConfigError

NAN = np.nan


def counted(num_rows: int) -> np.ndarray:
    """(num_rows, 2) float32: the row's number, and 100 more than it."""
    return np.stack([np.arange(num_rows), np.arange(num_rows) + 100], axis=1).astype(np.float32)


class Squares(Series):
    """The squares of 0, 1, 2, … beside the numbers themselves."""

    name: Literal["squares"] = "squares"
    rows: int = 40
    title = "Squares"
    about = source = licence = citation = "made by this test"
    feature_names: ClassVar[tuple[str, ...]] = ("number", "square")
    target_name: ClassVar[str] = "square"
    unit: ClassVar[str] = "apples"

    @property
    def num_rows(self):
        return self.rows

    def table(self, progress=None):
        numbers = np.arange(self.rows, dtype=np.float32)
        times = np.datetime64("2020-01-01T00:00:00", "s") + np.arange(self.rows) * np.timedelta64(60, "s")
        values = np.stack([numbers, numbers**2], axis=1)
        return self.split((values, np.zeros_like(values, bool), times))


# Windows


def test_a_window_reads_every_step_th_row_before_its_own_and_its_target_stands_delay_rows_on():
    windows = WindowExamples.of(counted(20), start=0, stop=20, lookback=6, step=2, delay=3, target=1)
    assert windows.rows.tolist() == [6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16]
    assert windows.take(np.array([0]))[0, :, 0].tolist() == [0, 2, 4]
    assert windows.take(np.array([10]))[0, :, 0].tolist() == [10, 12, 14]
    assert windows.targets.tolist() == [109, 110, 111, 112, 113, 114, 115, 116, 117, 118, 119]


def test_windows_of_a_later_part_read_nothing_before_it():
    windows = WindowExamples.of(counted(20), start=8, stop=15, lookback=4, step=1, delay=2, target=0)
    assert windows.take(np.arange(1))[0].tolist() == [[8, 108], [9, 109], [10, 110], [11, 111]]
    assert windows.rows.tolist() == [12]
    assert windows.targets.tolist() == [14]


def test_a_look_back_that_is_no_multiple_of_the_step_still_ends_one_step_before_its_row():
    windows = WindowExamples.of(counted(20), start=0, stop=20, lookback=10, step=4, delay=0, target=0)
    assert windows.read_rows.tolist() == [-8, -4]
    assert windows.take(np.array([0]))[0, :, 0].tolist() == [2, 6]


def test_a_part_too_short_for_a_window_has_none():
    assert len(WindowExamples.of(counted(20), 0, 6, lookback=4, step=1, delay=2, target=0)) == 0
    assert len(WindowExamples.of(counted(20), 0, 7, lookback=4, step=1, delay=2, target=0)) == 1


def test_windows_share_the_series_and_are_cut_only_when_asked_for():
    series = counted(20)
    windows = WindowExamples.of(series, 0, 20, lookback=6, step=2, delay=3, target=1)
    assert windows.series is series
    assert windows.subset(slice(0, 5)).series is series
    taken = windows.take(np.array([3, 0]))
    assert (taken.shape, taken.dtype) == ((2, 3, 2), np.float32)


@pytest.mark.parametrize("chosen", [[3, 1], np.array([False, True, False, True, *[False] * 7]), slice(3, 0, -2)])
def test_a_subset_of_windows_may_be_numbers_a_mask_or_a_slice(chosen):
    windows = WindowExamples.of(counted(20), 0, 20, lookback=6, step=2, delay=3, target=1)
    expected = [110, 112] if isinstance(chosen, np.ndarray) else [112, 110]
    assert windows.subset(chosen).targets.tolist() == expected


def test_moments_are_those_of_the_part_alone_whatever_the_subset():
    windows = WindowExamples.of(counted(20), start=4, stop=8, lookback=2, step=1, delay=0, target=1).subset([0])
    mean, deviation = windows.moments()
    assert mean.tolist() == [5.5, 105.5]
    assert deviation.tolist() == pytest.approx([1.25**0.5, 1.25**0.5])
    assert windows.target_moments() == pytest.approx((105.5, 1.25**0.5))


def test_the_naive_forecast_is_the_last_value_read_and_its_error_a_mean_of_absolute_ones():
    series = np.array([[0], [5], [1], [7], [2], [4]], np.float32)
    windows = WindowExamples.of(series, 0, 6, lookback=2, step=1, delay=1, target=0)
    assert windows.rows.tolist() == [2, 3, 4]
    assert windows.last_values.tolist() == [5, 1, 7]
    assert windows.targets.tolist() == [7, 2, 4]
    assert windows.naive_error() == (2 + 1 + 3) / 3


# What is missing


def test_a_gap_is_filled_from_the_past_and_marked():
    values, missing = filled(np.array([[1.0, 10], [NAN, 20], [NAN, NAN], [4, 40], [NAN, 50]]))
    assert values.tolist() == [[1, 10], [1, 20], [1, 20], [4, 40], [4, 50]]
    assert values.dtype == np.float32
    assert missing.tolist() == [[False, False], [True, False], [True, True], [False, False], [True, False]]


def test_a_gap_at_the_start_takes_the_first_known_value():
    values, missing = filled(np.array([[NAN], [NAN], [3.0], [NAN], [5.0]]))
    assert values.ravel().tolist() == [3, 3, 3, 3, 5]
    assert missing.ravel().tolist() == [True, True, False, True, False]


def test_a_column_of_which_nothing_is_known_becomes_zero():
    values, missing = filled(np.array([[NAN, 1.0], [NAN, 2.0]]))
    assert values.tolist() == [[0, 1], [0, 2]]
    assert missing[:, 0].all()


# A dataset that is a series


def test_a_series_is_split_by_time_into_windows_over_one_array():
    dataset = Squares(lookback=4, step=2, delay=1)
    splits = dataset.load()
    assert dataset.table().parts == {"train": slice(0, 20), "validation": slice(20, 30), "test": slice(30, 40)}
    assert splits.train.series is splits.validation.series is splits.test.series
    assert splits.train.take(np.array([0]))[0].tolist() == [[0, 0], [2, 4]]
    assert splits.train.targets.tolist() == [n**2 for n in range(5, 20)]
    assert splits.validation.take(np.array([0]))[0].tolist() == [[20, 400], [22, 484]]
    assert splits.validation.targets.tolist() == [n**2 for n in range(25, 30)]
    assert splits.test.take(np.array([-1]))[0].tolist() == [[34, 34**2], [36, 36**2]]
    assert splits.test.targets.tolist() == [n**2 for n in range(35, 40)]


def test_a_series_says_what_a_network_reads_and_answers():
    dataset = Squares(lookback=5, step=2, delay=1)
    assert dataset.input_shape == (2, 2)
    assert (dataset.task, dataset.reads, dataset.num_outputs, dataset.unit) == ("regression", "numbers", 1, "apples")
    assert dataset.num_train == len(dataset.load().train) == 14
    assert (dataset.target, dataset.table().names) == (1, ("number", "square"))


def test_a_step_longer_than_the_look_back_is_refused():
    with pytest.raises(ConfigError) as error:
        Squares(lookback=5, step=6, delay=0)
    assert str(error.value) == (
        "Squares: step is 6 and look back is 5, so a window would read nothing; expected a step of at most the look "
        "back. Choose a smaller step or look further back."
    )


@pytest.mark.parametrize("wrong", [{"lookback": 0}, {"step": 0}, {"delay": -1}, {"lookback": 14_401}, {"delay": 1.5}])
def test_window_options_out_of_range_are_refused(wrong):
    with pytest.raises(ConfigError, match=f"Squares: {next(iter(wrong))} is .*; expected a whole number from"):
        Squares(**wrong)


def test_a_window_just_fits_its_part_or_is_refused_in_one_sentence():
    assert len(Squares(lookback=6, step=1, delay=3).load().validation) == 1
    with pytest.raises(ConfigError) as error:
        Squares(lookback=6, step=1, delay=4).load()
    assert str(error.value) == (
        "Squares: a look back of 6 and a delay of 4 need 11 records, but the validation part has 10. Look back less "
        "far, choose a smaller delay, or take a longer series."
    )


def test_a_series_too_short_to_train_on_has_no_training_examples():
    assert Squares(lookback=30, step=1, delay=0).num_train == 0
