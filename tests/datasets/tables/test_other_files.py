"""Files that are written otherwise: other scripts, other times, rows above the table; read right, or a note says so."""

from datetime import timedelta
from io import BytesIO

import numpy as np
import pytest

from playground.datasets.tables import read_table
from playground.datasets.tables.series import SeriesRead, read_series
from playground.datasets.tables.texts import TextsRead, read_texts
from tests.datasets.tables.cases import START, days, lines, marks, rows, wave

COUNT = 60
WAVE = wave(COUNT)
MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


def series(data: bytes) -> SeriesRead:
    """What a file is read as."""
    return read_series(read_table(data))


def texts(data: bytes) -> TextsRead:
    """What a file is read as."""
    return read_texts(read_table(data))


def notes(read: SeriesRead | TextsRead) -> str:
    """All notes."""
    return "\n".join(note.sentence for note in read.notes)


@pytest.mark.parametrize(
    ("encoding", "phrase"),
    [
        ("cp1256", "كان الطعام لذيذا جدا والخدمة بطيئة"),
        ("cp874", "อาหารอร่อยมากบริการดี"),
        ("koi8_r", "еда была отличная и горячая"),
        ("cp1251", "медленно и холодно"),
        ("cp1253", "το φαγητό ήταν πολύ νόστιμο και η εξυπηρέτηση αργή"),
        ("cp1255", "האוכל היה טעים מאוד והשירות איטי"),
        ("cp932", "この映画はとても面白かった"),
        ("euc_jp", "俳優の演技がとても素晴らしい"),
    ],
)
def test_a_script_is_told_by_what_its_bytes_spell(encoding, phrase):
    some = [f"{phrase} {i}" for i in range(COUNT)]
    read = texts("\n".join(["text,label", *rows(some, marks(COUNT))]).encode(encoding))
    assert read.texts[7] == some[7]


@pytest.mark.parametrize(
    ("times", "first", "last"),
    [
        ([f"{2020 + i // 52}-W{i % 52 + 1:02}" for i in range(COUNT)], "2019-12-30", "2021-02-22"),
        (days(COUNT, "%Y年%m月%d日"), "2021-01-01", "2021-03-01"),
        (days(COUNT, "%Y년 %m월 %d일"), "2021-01-01", "2021-03-01"),
        ([44197 + i for i in range(COUNT)], "2021-01-01", "2021-03-01"),
        (days(COUNT, "%d/%m/%y"), "2021-01-01", "2021-03-01"),
    ],
    ids=["ISO week", "Chinese", "Korean", "Excel's number", "two digits"],
)
def test_a_time_is_read_in_its_own_writing(times, first, last):
    read = series(lines("date,v", *rows(times, WAVE)))
    assert (str(read.times[0])[:10], str(read.times[-1])[:10]) == (first, last)
    assert read.names == ("v",)
    assert "was taken for the time" in notes(read)


@pytest.mark.parametrize(
    ("name", "parts", "second"),
    [
        ("month", [MONTHS[i % 12] for i in range(COUNT)], "2015-02-01"),
        ("quarter", [i % 4 + 1 for i in range(COUNT)], "2015-04-01"),
        ("week", [i % 52 + 1 for i in range(COUNT)], "2015-01-05"),
        ("doy", [i + 1 for i in range(COUNT)], "2015-01-02"),
    ],
)
def test_a_year_and_another_part_make_a_time(name, parts, second):
    each = {"month": 12, "quarter": 4, "week": 52, "doy": 365}[name]
    years = [2015 + i // each for i in range(COUNT)]
    read = series(lines(f"year,{name},v", *rows(years, parts, WAVE)))
    assert read.time == ("year", name)
    assert str(read.times[1])[:10] == second
    assert read.names == ("v",)


def test_a_clock_of_four_digits_is_joined_to_its_day():
    moments = [START + timedelta(hours=i) for i in range(COUNT)]
    cells = rows([f"{m:%d/%m/%Y}" for m in moments], [f"{m:%H%M}" for m in moments], WAVE)
    assert str(series(lines("Date,Time,v", *cells)).times[13]) == "2021-01-01T13:00:00"


@pytest.mark.parametrize("start", [1000, 1500])
def test_an_id_is_no_year_and_is_not_forecast(start):
    read = series(lines("id,value", *rows([start + 7 * i for i in range(COUNT)], WAVE)))
    assert read.time == ()
    assert read.target == "value"


def test_a_year_with_decimals_is_never_forecast():
    read = series(lines("t,co2", *rows([f"{1958 + i / 12:.3f}" for i in range(COUNT)], WAVE)))
    assert read.names == ("co2",)
    assert "column 't'" in notes(read)


def test_zero_is_pointed_out_where_it_stands_far_outside():
    read = series(lines("date,bp", *rows(days(COUNT), [0 if i % 9 == 0 else 100 + WAVE[i] for i in range(COUNT)])))
    assert "0 stands 7 times in bp, far from all other values (row 2)" in notes(read)


@pytest.mark.parametrize(("cell", "value"), [('"1,10,250"', 110_250), ("1'250.50", 1_250.5), ("+7.5 %", 7.5)])
def test_a_number_is_read_in_its_own_writing(cell, value):
    cells = [cell, *(f"{x}" for x in WAVE[1:])]
    assert series(lines("date,v", *rows(days(COUNT), cells))).values[0, 0] == pytest.approx(value)


TITLED = [
    "Monthly report;;",
    "Source: office;;",
    ";;",
    "day;value;note",
    *rows(days(COUNT), WAVE, ["ok"] * COUNT, delimiter=";"),
]


def test_title_rows_as_wide_as_the_table_are_left_out_with_a_note():
    read = series(lines(*TITLED))
    assert (read.time, read.target) == (("day",), "value")
    assert "3 lines above the table left out: row 1, 'Monthly report'." in notes(read)


def test_title_rows_of_a_workbook_are_left_out_with_a_note():
    from openpyxl import Workbook

    book, file = Workbook(), BytesIO()
    for row in (["Monthly report"], [], ["day", "value"], *zip(days(COUNT), WAVE, strict=True)):
        book.active.append(row)
    book.save(file)
    read = series(file.getvalue())
    assert (read.time, read.target, len(read.values)) == (("day",), "value", COUNT)
    assert "1 line above the table left out: row 1, 'Monthly report'." in notes(read)


def test_a_first_row_with_an_empty_cell_is_no_title_where_no_names_follow():
    data = lines(*rows(["", *(f"a fine soup {i}" for i in range(COUNT - 1))], marks(COUNT)))
    assert len(read_table(data).rows) == COUNT


def test_the_delimiter_that_excel_names_in_the_first_line_is_taken():
    table = read_table(lines("sep=;", "day;value", *rows(days(COUNT), WAVE, delimiter=";")))
    assert (table.names, table.delimiter, table.rows[0]) == (("day", "value"), ";", 3)


@pytest.mark.parametrize("gap", [" ", "    "])
def test_numbers_with_blanks_between_them_are_a_table(gap):
    table = read_table(
        lines(f" year{gap}month{gap}value", *(f"  2015{gap}{i % 12 + 1}{gap}{WAVE[i]}" for i in range(COUNT)))
    )
    assert (table.names, table.delimiter, len(table.rows)) == (("year", "month", "value"), " ", COUNT)


def test_texts_with_blanks_are_no_table_of_words():
    assert read_table(lines("text", *(f"a fine soup {i}" for i in range(COUNT)))).names == ("text",)


def test_a_backslash_before_a_quotation_mark_is_left_out_with_a_note():
    read = texts(lines("text,label", *rows([rf'"he said \"no, {i}\" twice"' for i in range(COUNT)], marks(COUNT))))
    assert read.texts[3] == 'he said "no, 3" twice'
    assert "Backslashes before 120 quotation marks left out: line 2" in notes(read)


def test_ten_stars_come_after_two_stars():
    stars = [f"{i % 10 + 1} star{'s' * (i % 10 > 0)}" for i in range(COUNT)]
    read = texts(lines("text,rating", *rows([f"a fine soup {i}" for i in range(COUNT)], stars)))
    assert read.classes == ("1 star", *(f"{i} stars" for i in range(2, 11)))


def test_blanks_around_a_label_are_left_out_with_a_note():
    some = [f"a fine soup {i}" for i in range(COUNT)]
    read = texts(lines("text,label", *rows(some, marks(COUNT, ("good ", "good", "bad")))))
    assert read.classes == ("bad", "good")
    assert "Blanks left out of 20 labels of column 'label': 'good ' in row 2 is 'good'." in notes(read)


@pytest.mark.parametrize("end", ["\r", "\r\n", "\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_and_a_byte_order_mark_make_no_difference(end, mark):
    data = (mark + end.join(["day\tvalue", *rows(days(COUNT), WAVE, delimiter="\t")]) + end).encode()
    read = series(data)
    assert read.time == ("day",)
    np.testing.assert_allclose(read.values[:, 0], WAVE, rtol=1e-6)


def test_a_row_of_units_below_the_names_is_left_out_with_a_note():
    read = series(lines("time,T,p", ",degC,hPa", *rows(days(COUNT), WAVE, [1000 + i % 17 for i in range(COUNT)])))
    assert (len(read.values), read.names) == (COUNT, ("T", "p"))
    assert "1 row between the names and the first record left out: row 2, 'degC hPa'." in notes(read)


@pytest.mark.parametrize("names", [(101, 102, 205), ("north", "south", "east")])
def test_stations_under_each_other_are_found_by_number_or_name(names):
    cells = [row for name in names for row in rows([name] * COUNT, days(COUNT), WAVE)]
    read = series(lines("station,date,temp", *cells))
    assert (len(read.values), read.target) == (COUNT, "temp")
    assert f"told apart by column 'station': '{names[0]}' was taken" in notes(read)
