"""Which columns are the time, which are forecast, and which are neither; what a series is told apart by."""

from datetime import timedelta

import numpy as np
import pytest

from playground.datasets.tables import read_table
from playground.datasets.tables.series import SeriesChoices, read_series
from playground.errors import UploadError
from tests.datasets.tables.cases import START, days, hours, lines, rows, wave
from tests.datasets.tables.test_other_files import notes, series

COUNT = 48
WAVE = wave(COUNT)
MOMENTS = [START + timedelta(hours=i) for i in range(COUNT)]


@pytest.mark.parametrize(
    "names", ["Jahr;Monat", "annee;mois", "année;mois", "Ano;Mês", "år;månad", "год;месяц", "YR;MO", "a;b"]
)
def test_year_and_month_are_joined_in_any_language_or_by_what_they_hold(names):
    cells = rows([2010 + i // 12 for i in range(COUNT)], [i % 12 + 1 for i in range(COUNT)], WAVE, delimiter=";")
    read = series(lines(f"{names};v", *cells))
    assert read.time == tuple(names.split(";"))
    assert (str(read.times[13])[:10], read.names) == ("2011-02-01", ("v",))


@pytest.mark.parametrize(
    ("name", "writing"), [("Stunde", "{}"), ("Hour", "{}-{}"), ("heure", "{}h"), ("Hour", "{} - {}"), ("hr", "{:02}")]
)
def test_a_day_and_an_hour_are_joined(name, writing):
    written = [writing.format(moment.hour, moment.hour + 1) for moment in MOMENTS]
    read = series(lines(f"Datum,{name},v", *rows([f"{moment:%d.%m.%Y}" for moment in MOMENTS], written, WAVE)))
    assert (read.time, str(read.times[25])) == (("Datum", name), "2021-01-02T01:00:00")


def test_a_date_comes_before_parts_and_0_and_1_are_no_years():
    columns = [0] * COUNT, [1] * COUNT, [moment.hour for moment in MOMENTS], WAVE
    read = series(lines("dteday,yr,mnth,hr,cnt", *rows([f"{moment:%Y-%m-%d}" for moment in MOMENTS], *columns)))
    assert (read.time, len(read.values), read.target) == (("dteday", "hr"), COUNT, "cnt")


def test_parts_in_any_order_are_put_together_and_not_forecast():
    parts = rows([m.month for m in MOMENTS], [m.day for m in MOMENTS], [m.year for m in MOMENTS])
    read = series(lines("MO,DY,YEAR,HR,T", *rows(parts, [m.hour for m in MOMENTS], WAVE)))
    assert (read.time, read.names) == (("YEAR", "MO", "DY", "HR"), ("T",))


def test_a_number_with_ten_digits_is_no_time_beside_a_date():
    ids = [4_000_000_000 + 97_531 * i + i % 3 for i in range(COUNT)]
    read = series(lines("Activity ID,Activity Date,km", *rows(ids, days(COUNT), WAVE)))
    assert (read.time, read.names) == (("Activity Date",), ("km",))
    assert "Left out because it only tells the rows apart: column 'Activity ID'" in notes(read)


@pytest.mark.parametrize(("name", "per_year", "second"), [("time", 12, "1949-02-01"), ("year", 4, "1949-04-01")])
def test_a_year_with_decimals_is_the_time_where_its_name_says_so(name, per_year, second):
    read = series(lines(f"{name},value", *rows([f"{1949 + i / per_year:.6f}" for i in range(COUNT)], WAVE)))
    assert (read.time, str(read.times[1])[:10], read.names) == ((name,), second, ("value",))


@pytest.mark.parametrize(
    ("name", "cells"),
    [
        ("t [s]", [f"{i * 0.01:.2f}" for i in range(COUNT)]),
        ("No", [7 * i for i in range(COUNT)]),
        ("close_time", [1_609_462_799_999 + 3_600_000 * i for i in range(COUNT)]),
        ("Year", [-10_000 + 200 * i for i in range(COUNT)]),
        ("zip", [f"0{1234 + i % 3}" for i in range(COUNT)]),
    ],
)
def test_a_counter_and_a_code_are_left_out(name, cells):
    read = series(lines(f"{name},time,v", *rows(cells, hours(COUNT), WAVE)))
    assert read.names == ("v",)
    assert f"column {name!r}" in notes(read)


def test_a_counter_over_stacked_series_is_left_out_of_the_one_that_is_taken():
    cells = rows(range(1, 2 * COUNT + 1), ["A"] * COUNT + ["B"] * COUNT, days(COUNT) * 2, WAVE * 2)
    assert series(lines("No,station,date,v", *cells)).names == ("v",)


def test_a_line_that_is_no_counter_by_its_name_stays():
    assert series(lines("date,v,p", *rows(days(COUNT), WAVE, [f"{1 + i / 100:.2f}" for i in range(COUNT)]))).names == (
        "v",
        "p",
    )


def test_a_table_with_nothing_but_a_counter_is_refused():
    with pytest.raises(UploadError, match="no column of numbers to forecast"):
        series(lines("index,name", *rows(range(COUNT), ["a soup", "a film"] * (COUNT // 2))))


@pytest.mark.parametrize(
    ("names", "target"),
    [
        ("temp,clouds,traffic_volume", "traffic_volume"),
        ("Fuel_Price,CPI,Weekly_Sales", "Weekly_Sales"),
        ("Open,AveragePrice,Total", "AveragePrice"),
        ("lat,lon,ele", "ele"),
        ("a,b,c", "a"),
    ],
)
def test_the_target_has_a_telling_word_in_its_name_or_is_the_first_and_no_place(names, target):
    columns = [[f"{value + shift * (i % 3):.2f}" for i, value in enumerate(WAVE)] for shift in (1, 0.3, 0.1)]
    assert series(lines(f"date,{names}", *rows(days(COUNT), *columns))).target == target


def test_what_repeats_every_week_is_told_by_the_week_before():
    sales = [(10, 90, 20, 80, 30, 70, 40)[i % 7] + i % 3 / 10 for i in range(200)]
    said = notes(series(lines("date,sales", *rows(days(200), sales))))
    assert "stays as it is errs by 1.77" in said
    assert "repeating the value of 7 records before errs by 0.0" in said


def test_noise_is_said_to_be_hard_to_forecast():
    noise = np.random.default_rng(0).normal(size=200).round(3)
    said = notes(series(lines("date,v", *rows(days(200), noise))))
    assert "and so does every earlier value up to 16 records before" in said


def test_a_flag_of_two_values_holds_no_mark_for_missing_and_nines_do():
    temp = [-999 if i in (20, 21) else value for i, value in enumerate(WAVE)]
    said = notes(series(lines("date,promo,temp", *rows(days(COUNT), [int(i % 9 == 0) for i in range(COUNT)], temp))))
    assert "-999 stands 2 times in temp" in said
    assert "promo" not in said


TWO_KEYS = [
    row
    for store in (1, 2)
    for item in ("soup", "tea")
    for row in rows(days(COUNT), [store] * COUNT, [item] * COUNT, [round(v + 5 * store, 2) for v in WAVE])
]


@pytest.mark.parametrize(("chosen", "first"), [({}, 5), ({"series": "tea, 2"}, 10)])
def test_series_are_told_apart_by_two_columns(chosen, first):
    read = read_series(read_table(lines("date,store,item,sales", *TWO_KEYS)), SeriesChoices(decisions=chosen))
    assert (len(read.values), read.target) == (COUNT, "sales")
    assert read.values[0, 0] == pytest.approx(WAVE[0] + first)
    (note,) = (note for note in read.notes if note.kind == "series")
    assert "4 series stacked under each other, told apart by the columns 'item' and 'store'" in note.sentence
    assert list(note.options) == ["soup, 1", "soup, 2", "tea, 1", "tea, 2"]


def test_repeated_times_that_no_columns_tell_apart_are_refused_with_the_cause():
    cells = rows([day for day in days(COUNT) for _ in range(3)], wave(3 * COUNT))
    with pytest.raises(UploadError, match="No one or two columns tell series apart"):
        series(lines("date,v", *cells))


@pytest.mark.parametrize(
    ("name", "cells", "said"),
    [
        (
            "Time",
            [f"00:{i:02}" for i in range(COUNT)],
            "'Time' holds clock times without a day",
        ),
        ("Day", days(COUNT, "%d %b"), "'Day' looks like times that cannot be read ('01 Jan' in row 2)"),
    ],
)
def test_times_that_cannot_be_read_are_said_to_be_such(name, cells, said):
    read = series(lines(f"{name},v", *rows(cells, WAVE)))
    assert read.time == ()
    assert said in notes(read)


def test_a_column_of_few_numbers_is_left_out_with_their_share():
    cells = [f"{i} of {i * i}" if i % 3 else i for i in range(COUNT)]
    assert "because only 33% of its cells are numbers: column 'x' ('1 of 1' in row 3)" in notes(
        series(lines("date,x,v", *rows(days(COUNT), cells, WAVE)))
    )


def test_the_example_of_a_time_is_one_in_which_day_and_month_differ():
    assert "'02/01/2021' in row 3 is 2 January 2021" in notes(
        series(lines("date,v", *rows(days(COUNT, "%d/%m/%Y"), WAVE)))
    )
