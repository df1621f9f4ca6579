"""Dates are read in the languages that data are written in."""

from datetime import date, timedelta

import numpy as np
import pyarrow as pa
import pytest
from babel.dates import format_date

from playground.datasets.tables.month_names import LANGUAGES, in_english
from playground.datasets.tables.time_parts import read_months
from playground.datasets.tables.times import read_times

DAYS = [date(2020, 1, 3) + timedelta(days=6 * i) for i in range(70)]
every_language = pytest.mark.parametrize("language", LANGUAGES)


@every_language
@pytest.mark.parametrize("writing", ["d. MMMM y", "dd/MMM/y", "EEEE, d MMMM y", "long"])
def test_dates_are_read_in_every_language(language, writing):
    times = read_times(pa.array([format_date(day, writing, locale=language) for day in DAYS]))
    assert times.astype("datetime64[D]").tolist() == DAYS


@every_language
def test_months_alone_are_read_in_every_language(language):
    names = [format_date(date(2020, month, 1), "LLLL", locale=language) for month in range(1, 13)]
    assert read_months(pa.array(names)).tolist() == list(range(1, 13))
    times = read_times(pa.array([f"{name} 2020" for name in names]))
    assert times.astype("datetime64[M]").tolist() == [date(2020, month, 1) for month in range(1, 13)]


@pytest.mark.parametrize(
    ("cells", "first"),
    [
        (["1er mars 2021", "2 mars 2021", "le 3 mars 2021"], "2021-03-01"),
        (["2 de enero de 2021", "3 de enero de 2021", "4 de febrero de 2021"], "2021-01-02"),
        (["1. MÄRZ 2021 14:00", "1. MÄRZ 2021 15:00", "1. MÄRZ 2021 16:00"], "2021-03-01T14"),
        (["Mo., 3.5.2021", "Di., 4.5.2021", "Mi., 5.5.2021"], "2021-05-03"),
        (["Okt 21", "Nov 21", "Dez 21"], "2021-10-01"),
    ],
)
def test_dates_are_read_as_people_write_them(cells, first):
    times = read_times(pa.array(cells))
    assert times[0] == np.datetime64(first, "ms")
    assert not np.isnat(times).any()


@pytest.mark.parametrize("cells", [["3 kg", "4 kg"], ["May 3, 2021", "Mar 4, 2021"], ["2021-05-03"], ["", ""], []])
def test_what_is_no_date_of_another_language_stays_as_it_is(cells):
    assert in_english(cells) == cells
