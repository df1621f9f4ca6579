"""What a file of one's own is, in words that are true of it."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.datasets.uploads import About
from playground.narration.durations import duration
from playground.narration.extrapolated import extrapolated
from playground.narration.own_data import described, few_different, span


def test_texts_that_repeat_are_counted_once_beside_all():
    known = About(kind="texts", title="a.csv", num_train=100, num_test=20, different_train=10, different_test=2)
    assert few_different(known) == (
        "Many repeat: 10 different texts to learn from, 2 in the test. A result on so few says little."
    )
    many = known.model_copy(update={"num_test": 200, "different_test": 150})
    assert "says little" not in few_different(many)
    assert few_different(known.model_copy(update={"different_test": 20})) == ""
    assert few_different(known.model_copy(update={"different_test": 0})) == ""  # stored before it was counted


def test_a_series_is_described_by_a_few_columns_and_its_name():
    names = tuple(f"c{i}" for i in range(9))
    known = About(kind="series", title="a.csv", names=names, target=1, num_rows=1234, series="B")
    assert described(known) == "1,234 records of c0, c1, c2, c3, c4 and 4 more, the series 'B'; c1 is forecast."


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ("1", "2000", "from row 1 to row 2,000"),
        ("0001-01-01T00:00:00", "0003-12-01T00:00:00", "from 0001-01-01 to 0003-12-01"),
        ("2021-01-01T00:00:00", "2021-01-09T07:00:00", "from 2021-01-01 00:00 to 2021-01-09 07:00"),
        ("2021-01-01T00:00:05", "2021-01-09T07:00:00", "from 2021-01-01 00:00:05 to 2021-01-09 07:00:00"),
    ],
)
def test_days_are_written_without_a_clock(first, last, said):
    assert span(first, last) == said


@pytest.mark.parametrize(
    ("step", "unit", "records", "said"),
    [
        (1, "M", 1, "1 month"),
        (1, "M", 3, "3 months"),
        (1, "M", 24, "2 years"),
        (3, "M", 1, "3 months"),
        (1, "Y", 1, "1 year"),
        (7, "D", 1, "7 days"),
        (1, "h", 25, "25 hours"),
        (10, "m", 150, "25 hours"),
        (1, "D", 1, "1 day"),
        (36, "h", 1, "36 hours"),
        (1, "D", 1234, "1,234 days"),
        (90, "s", 1, "90 seconds"),
        (150, "s", 1, "2.5 minutes"),
    ],
)
def test_records_of_a_calendar_take_months_and_years(step, unit, records, said):
    times = (np.datetime64("2021-01", unit) + step * np.arange(40)).astype("datetime64[s]")
    assert duration(times, records) == said


def test_numbered_rows_take_no_time():
    assert duration(np.arange(40), 3) == ""


@given(st.integers(1, 12), st.integers(1, 28), st.integers(2, 50))
def test_every_number_of_months_on_any_day_is_months(step, day, count):
    months = np.datetime64("1990-01") + step * np.arange(count)
    times = months.astype("datetime64[s]") + np.timedelta64(day - 1, "D")
    assert ("month" in duration(times, 1)) == (step % 12 != 0)


def test_values_that_training_never_showed_are_pointed_out():
    told = extrapolated(np.arange(30.0), np.arange(30.0, 60), "EUR")
    assert told.startswith("100% of the values to forecast after the training part lie outside")
    assert "0.00 to 29.00 EUR" in told
    assert extrapolated(np.arange(30.0), np.arange(5.0, 25), "EUR") == ""
