"""Tables with their times in the names of their columns, and rows of names that are not the first."""

import pytest

from playground.datasets.tables import read_table
from playground.datasets.tables.series import SeriesChoices, read_series
from playground.errors import UploadError
from tests.datasets.tables.cases import days, lines, rows, wave
from tests.datasets.tables.test_other_files import MONTHS, notes, series

COUNT = 36
WAVE = wave(COUNT)


@pytest.mark.parametrize(
    ("names", "last"),
    [
        ([str(1980 + i) for i in range(COUNT)], "2015-01-01"),
        ([f"{1980 + i} [YR{1980 + i}]" for i in range(COUNT)], "2015-01-01"),
        ([f"{int(d[5:7])}/{int(d[8:])}/{d[2:4]}" for d in days(COUNT)], "2021-02-05"),
        ([f"{2000 + i // 4}-Q{i % 4 + 1}" for i in range(COUNT)], "2008-10-01"),
        ([f"{2000 + i // 12}-{i % 12 + 1:02}" for i in range(COUNT)], "2002-12-01"),
    ],
)
def test_a_table_with_a_series_per_row_is_turned_and_its_series_offered(names, last):
    body = [",".join([place, "x", *(f"{value + at:.2f}" for value in WAVE)]) for at, place in enumerate("ABC")]
    table = read_table(lines(",".join(["Country", "Code", *names]), *body))
    read = read_series(table)
    assert (read.time, read.names, len(read.values), str(read.times[-1])[:10]) == (("time",), ("value",), COUNT, last)
    assert f"The times stand in {COUNT} columns, '{names[0]}' to '{names[-1]}', one series per row" in notes(read)
    other = read_series(table, SeriesChoices(decisions={"series": "B"}))
    assert other.values[0, 0] == pytest.approx(WAVE[0] + 1)


@pytest.mark.parametrize("months", [MONTHS, [f"{month}." for month in ("Jan", "Feb", "Mär", "Apr", "Mai", "Jun")]])
def test_columns_called_by_the_months_are_one_series(months):
    months = months if len(months) == 12 else [*months, "Jul.", "Aug.", "Sep.", "Okt.", "Nov.", "Dez."]
    body = [f"{1980 + at},{','.join(map(str, WAVE[12 * at : 12 * at + 12]))},9" for at in range(3)]
    read = series(lines(f"Year,{','.join(months)},J-D", *body))
    assert read.values[:, 0].tolist() == pytest.approx(WAVE)
    assert str(read.times[13])[:10] == "1981-02-01"
    said = "a row per 'Year': every cell became a record, row 2 the first 12, without 1 other column, J-D."
    assert said in notes(read)


@pytest.mark.parametrize("names", [[f"H{i + 1}" for i in range(24)], [f"{i:02}:00" for i in range(24)]])
def test_columns_called_by_the_hours_are_one_series(names):
    body = [f"{day},{','.join(map(str, wave(24)))}" for day in days(5)]
    read = series(lines(f"Date,{','.join(names)}", *body))
    assert (len(read.values), str(read.times[25])) == (120, "2021-01-02T01:00:00")


def test_a_wide_table_that_becomes_too_long_is_refused_with_the_cause(monkeypatch):
    monkeypatch.setenv("PLAYGROUND_UPLOAD_ROWS", "50")
    body = [",".join([place, *map(str, WAVE)]) for place in "ABC"]
    with pytest.raises(UploadError, match=r"^The times stand in 36 columns, '1980' to '2015': 108 records;"):
        series(lines(",".join(["Country", *(str(1980 + i) for i in range(COUNT))]), *body))


def test_columns_with_other_names_stay_columns():
    names = [f"sensor {i}" for i in range(COUNT)]
    read = series(
        lines(
            ",".join(["date", *names]),
            *(",".join([day, *map(str, wave(COUNT)[i:] + WAVE[:i])]) for i, day in enumerate(days(30))),
        )
    )
    assert len(read.names) == COUNT


def test_titles_of_another_width_with_empty_rows_between_are_left_out():
    names = ",".join(["Country", *(str(1980 + i) for i in range(COUNT))])
    body = [",".join([place, *map(str, WAVE)]) for place in "ABCDEFG"]
    read = series(lines("Source,World,", "", "Updated,2023-05-10,", "", names, *body))
    assert (len(read.values), read.names) == (COUNT, ("value",))


def test_of_comments_only_the_last_can_name_the_columns():
    body = rows([f"{2000 + i // 12}  {i % 12 + 1}" for i in range(COUNT)], WAVE, delimiter="  ")
    read = series(lines("# a table of three", "# USE IT WELL", "#   decimal", *body))
    assert (read.time, read.names, len(read.values)) == (("column 1", "column 2"), ("column 3",), COUNT)
    assert "3 comments left out: row 1, '# a table of three'" in notes(read)
    read = series(lines("# made by hand", "# date,v", *rows(days(COUNT), WAVE)))
    assert (read.time, read.names) == (("date",), ("v",))
    assert "1 comment left out" in notes(read)
    read = series(lines("# date, and v", "date,v", *rows(days(COUNT), WAVE)))
    assert (read.time, read.names) == (("date",), ("v",))


def test_texts_that_begin_with_a_hashtag_are_no_comments():
    table = read_table(lines(*rows([f"#happy day {i}" for i in range(COUNT)], ["good", "bad"] * (COUNT // 2))))
    assert len(table.rows) == COUNT


def test_a_name_above_numbers_is_a_name_though_a_cell_below_it_comes_again():
    read = series(
        lines(
            "STATION;MESS_DATUM;TT;eor",
            *rows(["44"] * COUNT, days(COUNT, "%Y%m%d"), WAVE, ["eor"] * COUNT, delimiter=";"),
        )
    )
    assert (read.time, read.names) == (("MESS_DATUM",), ("TT",))


def test_the_names_stand_below_those_of_groups():
    body = rows(days(COUNT), WAVE, WAVE[::-1], WAVE)
    read = series(lines(",Tokyo,Tokyo,Tokyo", "date,temp,rain,temp", ",,flag,", *body))
    assert (read.time, read.names) == (("date",), ("temp", "rain", "temp (4)"))
    assert "1 column has the name of an earlier one: the second 'temp' becomes 'temp (4)'." in notes(read)
