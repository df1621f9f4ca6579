"""Times are read in the writing of their column."""

from datetime import date, datetime, timedelta

import numpy as np
import pyarrow as pa
import pytest

from playground.datasets.tables.times import is_clock, joined_day_and_clock, read_times

MONTHS = [date(2000 + i // 12, i % 12 + 1, 1) for i in range(36)]


@pytest.mark.parametrize("pattern", ["%m/%d/%Y", "%d/%m/%Y", "%m-%d-%Y", "%d.%m.%Y", "%d/%m/%y"])
def test_months_with_slashes_are_months_whichever_of_day_and_month_comes_first(pattern):
    times = read_times(pa.array([month.strftime(pattern) for month in MONTHS]))
    assert times.astype("datetime64[D]").tolist() == MONTHS


@pytest.mark.parametrize("pattern", ["%m/%d/%Y", "%d/%m/%Y"])
def test_days_with_slashes_are_days_whichever_of_day_and_month_comes_first(pattern):
    days = [date(2021, 1, 1) + timedelta(days=i) for i in range(200)]
    assert read_times(pa.array([day.strftime(pattern) for day in days])).astype("datetime64[D]").tolist() == days


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["Jan 1, 2021, 6:10:00 AM", "Jan 2, 2021, 6:11:00 PM"], ["2021-01-01T06:10", "2021-01-02T18:11"]),
        (["2021-03-28 01:00:00 CET", "2021-03-28 03:00:00 CEST"], ["2021-03-28T00", "2021-03-28T01"]),
        (["20.03.2021 00:00 MEZ", "20.03.2021 01:00 MEZ"], ["2021-03-19T23", "2021-03-20T00"]),
        (
            ["01.01.2021 00:00 - 01.01.2021 01:00", "01.01.2021 01:00 - 01.01.2021 02:00"],
            ["2021-01-01", "2021-01-01T01"],
        ),
        (["01.01.2021 00:00:00,500", "01.01.2021 00:00:01,500"], ["2021-01-01T00:00:00.5", "2021-01-01T00:00:01.5"]),
        (["2021-01-01 23:00", "2021-01-01 24:00"], ["2021-01-01T23", "2021-01-02T00"]),
        (["KW 01/2019", "KW 02/2019"], ["2018-12-31", "2019-01-07"]),
        (["2019 week 1", "2019 week 2"], ["2018-12-31", "2019-01-07"]),
        (["1950/51", "1951/52"], ["1950-01-01", "1951-01-01"]),
        (["1999-2000", "2000-2001"], ["1999-01-01", "2000-01-01"]),
        (["FY1950", "FY1951"], ["1950-01-01", "1951-01-01"]),
        (["110/01/31", "110/02/01"], ["2021-01-31", "2021-02-01"]),
        (["٢٠٢١-٠١-٠١", "٢٠٢١-٠١-٠٢"], ["2021-01-01", "2021-01-02"]),
        (["2001/02", "2001/03", "2001/04"], ["2001-02-01", "2001-03-01", "2001-04-01"]),
    ],
)
def test_a_time_is_read_as_people_and_programs_write_it(cells, expected):
    np.testing.assert_array_equal(read_times(pa.array(cells)), np.array(expected, "datetime64[ms]"))


def test_a_day_and_a_clock_as_a_workbook_gives_them_are_joined():
    days, clocks = pa.array(["2021-01-01 00:00:00"] * 2), pa.array(["01:00:00", "24:00:00"])
    joined = joined_day_and_clock(days, clocks).tolist()
    assert joined == [datetime(2021, 1, 1, 1), datetime(2021, 1, 2)]


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["9:15", "10:15"], True),
        (["09.15", "10.15"], True),
        (["9.15.00", "10.15.00"], True),
        (["1.25", "1.50", "2.00"], False),
    ],
)
def test_a_clock_with_points_has_two_digits_or_seconds_else_it_is_a_number(cells, expected):
    assert is_clock(pa.array(cells)) == expected
