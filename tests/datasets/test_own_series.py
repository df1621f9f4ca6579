"""A learner's own series: numbers and times of many forms, refused with the row or column at fault, split by time."""

import numpy as np
import pyarrow as pa
import pytest

from playground.datasets import OwnSeries, uploads
from playground.datasets.own_series import store_series, unit_of
from playground.datasets.tables.numbers import read_numbers
from playground.datasets.tables.series import SeriesChoices
from playground.datasets.tables.times import read_times
from playground.errors import ConfigError, UploadError

CHOSEN = SeriesChoices(("time",), "T (degC)")


def days(count: int) -> list[str]:
    """So many days from 2026-01-01 on."""
    return [str(np.datetime64("2026-01-01") + i) for i in range(count)]


def file(count: int = 80, **columns: list) -> bytes:
    """A file with the columns time, "T (degC)" and p, or others in their place."""
    values = {"time": days(count), "T (degC)": range(count), "p": [i % 7 for i in range(count)]} | columns
    rows = zip(*values.values(), strict=True)
    return "\n".join(",".join(map(str, row)) for row in [values, *rows]).encode()


def changed(values, row: int, value) -> list:
    """The values with one replaced: that of a row as a spreadsheet counts."""
    values = list(values)
    values[row - 2] = value
    return values


def refused(data: bytes, **options) -> str:
    """The complaint about a file."""
    with pytest.raises(UploadError) as raised:
        store_series(data, "mine.csv", SeriesChoices(**{"time": ("time",), "target": "T (degC)"} | options))
    return str(raised.value)


def test_a_series_is_split_by_time_half_quarter_quarter():
    dataset = store_series(file(), "mine.csv", CHOSEN)
    assert (dataset.feature_names, dataset.target_name, dataset.unit) == (("T (degC)", "p"), "T (degC)", "degC")
    assert (dataset.num_rows, dataset.lookback, dataset.step, dataset.delay) == (80, 6, 1, 0)
    assert (dataset.input_shape, dataset.task, dataset.reads) == ((6, 2), "regression", "numbers")
    splits = dataset.load()
    assert (splits.train.start, splits.train.stop) == (0, 40)
    assert (splits.validation.start, splits.validation.stop) == (40, 60)
    assert (splits.test.start, splits.test.stop) == (60, 80)
    assert len(splits.train) == dataset.num_train


def test_a_window_and_its_target_are_those_of_the_file():
    train = store_series(file(), "mine.csv", CHOSEN).changed(lookback=3).load().train
    assert train.take(np.array([0])).tolist() == [[[0, 0], [1, 1], [2, 2]]]
    assert train.targets[0] == 3


def test_the_table_has_the_times_and_fills_what_is_missing_from_the_past():
    data = file(**{"T (degC)": changed(range(80), 5, "NA")})
    table = store_series(data, "mine.csv", CHOSEN).table()
    assert table.times[[0, -1]].tolist() == np.array(["2026-01-01", "2026-03-21"], "datetime64[s]").tolist()
    assert (table.times.dtype, table.values.dtype) == ("datetime64[s]", np.float32)
    assert table.values[2:5, 0].tolist() == [2, 2, 4]
    assert np.argwhere(table.missing).tolist() == [[3, 0]]


def test_without_a_column_of_times_rows_are_numbered():
    data = b"p\n" + b"\n".join(b"%d" % (i % 7) for i in range(40))
    dataset = store_series(data, "mine.csv", SeriesChoices((), "p"))
    assert dataset.table().times.tolist() == list(range(1, 41))
    assert dataset.feature_names == ("p",)


def test_other_columns_than_the_chosen_ones_are_left_out():
    data = file(station=["Jena"] * 80)
    assert "Row 2 of column 'station' is 'Jena'; expected a number (80 cells are none)" in refused(
        data, columns=("station",)
    )
    dataset = store_series(data, "mine.csv", SeriesChoices(("time",), "T (degC)", ("p",)))
    assert dataset.feature_names == ("T (degC)", "p")


def test_a_decimal_comma_is_read_where_cells_are_separated_by_semicolons():
    rows = [f"{i % 28 + 1:02}.{i // 28 + 1:02}.2026;{i},5;1.0{i:02},25" for i in range(56)]
    table = store_series("\n".join(["Datum;T;p", *rows]).encode(), "mine.csv", SeriesChoices(("Datum",), "T")).table()
    assert table.values[3].tolist() == [3.5, 1003.25]
    assert str(table.times[31]) == "2026-02-04T00:00:00"


@pytest.mark.parametrize(
    ("cells", "delimiter", "values"),
    [
        (["1", "-2.5", "+3e2", " .5 ", "4."], ",", [1, -2.5, 300, 0.5, 4]),
        (["1,5", "1.234,5", "2", "-,5"], ";", [1.5, 1234.5, 2, -0.5]),
        (["1.5", "2"], ";", [1.5, 2]),
        (["20,580", "1,234,567.5", "7"], ",", [20580, 1234567.5, 7]),
        (["1,5", "2,25", "3"], ",", [1.5, 2.25, 3]),
        (["1.234.567", "12"], ",", [1234567, 12]),
        (["1 234,5", "1\u00a0000,0"], ";", [1234.5, 1000]),
        (["1'234.5", "7"], ",", [1234.5, 7]),
        (["2.11%", "-0.5 %"], ",", [2.11, -0.5]),
        (["140.43K", "1.2M", "3B", "7"], ",", [140430, 1.2e6, 3e9, 7]),
        (["$1,200.50", "-$3", "5 €", "EUR 4"], ",", [1200.5, -3, 5, 4]),
        (["(1,200)", "3"], ",", [-1200, 3]),
        (["\u22123.5", "4"], ",", [-3.5, 4]),
        (["", "NA", "nan", "null", "-", "?"], ",", [np.nan] * 6),
    ],
)
def test_numbers_are_read(cells, delimiter, values):
    read = read_numbers(pa.array(cells), delimiter)
    assert not read.bad.any()
    assert np.array_equal(read.values, values, equal_nan=True)


@pytest.mark.parametrize("cell", ["1_000", "0x10", "inf", "1e999", "True", "1 2", "--1", ".", "e5", "12:30"])
def test_what_is_no_number_is_found(cell):
    assert read_numbers(pa.array(["1", cell]), ",").bad.tolist() == [False, True]


@pytest.mark.parametrize("cell", ["1,2,3", "12.34,5", ","])
def test_what_is_no_number_with_a_decimal_comma_is_found(cell):
    assert read_numbers(pa.array(["1,5", cell]), ";").bad.tolist() == [False, True]


@pytest.mark.parametrize(
    "cell",
    [
        "2026-02-01 14:30:00",
        "2026-02-01T14:30",
        "2026-02-01T15:30:00+01:00",
        "01.02.2026 14:30",
        "1.2.26 14:30:00",
        "01/02/2026 14:30",
        "2/1/2026 2:30 PM ",
        "1769956200",
        "1769956200000",
        "2026/02/01 14:30:00",
        "Feb 01, 2026 14:30",
        "1 Feb 2026 14:30:00",
        "202602011430",
    ],
)
def test_times_are_read(cell):
    assert str(read_times(pa.array([cell]))[0]) == "2026-02-01T14:30:00.000"


@pytest.mark.parametrize(
    ("cells", "first"),
    [
        (["20260131", "20260201"], "2026-01-31"),
        (["Jan 31, 2026", "Feb 01, 2026"], "2026-01-31"),
        (["31 01 2026 00:10", "01 02 2026 00:10"], "2026-01-31T00:10"),
        (["1990-Q2", "1990-Q3"], "1990-04-01"),
        (["Q2 1990", "Q3 1990"], "1990-04-01"),
        (["1990-04", "1990-05"], "1990-04-01"),
        (["Apr 1990", "May 1990"], "1990-04-01"),
        (["04/1990", "05/1990"], "1990-04-01"),
        (["199004", "199005"], "1990-04-01"),
        (["1-04", "1-05"], "0001-04-01"),
        (["31.01.2026", "01.02.2026"], "2026-01-31"),
        (["2026-01-31T12:00:00Z", "2026-01-31T14:00:00+01:00"], "2026-01-31T12:00"),
    ],
)
def test_days_months_and_quarters_are_times(cells, first):
    read = read_times(pa.array(cells))
    assert read[0] == np.datetime64(first)
    assert read[1] > read[0]


@pytest.mark.parametrize("cells", [["1", "2"], ["3.5", "4.5"], ["12345", "23456"], ["a1", "b2"], ["12,5", "13,5"]])
def test_numbers_and_names_are_no_times(cells):
    assert np.isnat(read_times(pa.array(cells))).all()


def test_the_month_stands_first_where_only_that_gives_times_that_ascend():
    assert read_times(pa.array(["1/2/2026", "1/3/2026", "2/1/2026"]))[2] == np.datetime64("2026-02-01")
    assert read_times(pa.array(["1/2/2026", "2/2/2026", "3/2/2026"]))[2] == np.datetime64("2026-02-03")


def test_a_cell_that_is_no_number_is_missing_and_named_by_row_and_column():
    data = file(p=changed([i % 7 for i in range(80)], 9, "warm"))
    dataset = store_series(data, "mine.csv", CHOSEN)
    assert dataset.known.notes == (
        "1 cell without a number in column 'p', taken as missing: row 9 is 'warm'.",
        "1 missing number filled with the value before it: 'p' in row 9.",
    )
    assert dataset.table().missing[7].tolist() == [False, True]


@pytest.mark.parametrize(
    ("row", "kind"),
    [(2, "row between the names and the first record"), (7, "row without a time"), (81, "row below the records")],
)
def test_rows_without_a_time_are_left_out_and_named(row, kind):
    dataset = store_series(file(time=changed(days(80), row, "noon")), "mine.csv", CHOSEN)
    assert dataset.num_rows == 79
    assert f"1 {kind} left out: row {row}, 'noon" in dataset.known.notes[0]


def test_a_column_that_holds_hardly_any_times_is_refused():
    said = refused(file(time=["noon", *days(69), *["soon"] * 10]))
    assert said.startswith(
        "Row 2 of column 'time' is 'noon'; expected a time such as '2026-01-01' (11 rows have none)."
    )


def test_times_that_mostly_repeat_are_refused():
    said = refused(file(time=[day for day in days(20) for _ in range(4)]))
    assert said.startswith("60 records of 80 repeat the time of another, for example row 3 (2026-01-01).")


def test_a_column_that_is_mostly_missing_or_constant_is_left_out_or_refused_where_it_was_chosen():
    for cells, why in (
        ([1, ""] * 39 + ["", ""], "has no number in most records"),
        ([3.5] * 40 + [4] * 40, "never changes in the first half, which is for training"),
        ([""] * 40 + [1, 2] * 20, "has no number in the first half, which is for training"),
    ):
        dataset = store_series(file(p=cells), "mine.csv", CHOSEN)
        assert dataset.feature_names == ("T (degC)",)
        assert f"Left out because it {why}: column 'p'" in " ".join(dataset.known.notes)
        assert refused(file(p=cells), columns=("p",)).startswith(f"Column 'p' {why}")


def test_too_few_rows_or_columns_that_are_not_there_are_refused():
    assert refused(file(23)) == "The file has 23 records; expected at least 24 to cut windows from."
    assert refused(file(), time=("when",)).startswith("The file has no column 'when'")
    assert refused(file(), target="when").startswith("The file has no column 'when'")
    assert refused(file(), time=("T (degC)",)).startswith("Row 2 of column 'T (degC)' is '0'; expected a time")


def test_windows_too_long_for_the_file_are_refused_before_anything_is_loaded():
    dataset = store_series(file(), "mine.csv", CHOSEN)
    assert dataset.changed(lookback=19).input_shape == (19, 2)
    with pytest.raises(ConfigError, match="need 21 records, but the validation part has 20"):
        dataset.changed(lookback=20)


def test_the_shortest_file_has_windows_by_itself():
    assert len(store_series(file(24), "mine.csv", CHOSEN).load().test) > 0


def test_without_an_upload_there_is_a_sentence_instead_of_a_series():
    dataset = OwnSeries()
    assert (dataset.is_here(), dataset.is_ready(), dataset.input_shape) == (False, False, (24, 1))
    for ask in (dataset.load, dataset.fetch, lambda: dataset.num_train):
        with pytest.raises(UploadError, match=r"^No file has been uploaded yet\. Upload one on the Data page\.$"):
            ask()


def test_a_run_on_a_deleted_series_still_knows_its_columns():
    dataset = store_series(file(), "mine.csv", CHOSEN, learner="abc")
    uploads.forget(dataset.upload, "abc")
    assert (dataset.is_here(), dataset.input_shape, dataset.unit) == (False, (6, 2), "degC")
    with pytest.raises(UploadError, match=r"mine\.csv was deleted"):
        dataset.load()


@pytest.mark.parametrize("content", [b"", b"\x80\x04 a pickle", b"ARROW1"])
def test_a_damaged_series_is_one_sentence(content):
    dataset = store_series(file(), "mine.csv", CHOSEN)
    (uploads.examples(dataset.upload, "series") / "series.arrow").write_bytes(content)
    with pytest.raises(UploadError, match="cannot be read back"):
        dataset.load()


@pytest.mark.parametrize(
    ("name", "unit"), [("T (degC)", "degC"), ("wv [m/s]", "m/s"), ("p", ""), ("(a) b", ""), ("T ()", "")]
)
def test_a_unit_is_what_stands_in_brackets_at_the_end_of_a_name(name, unit):
    assert unit_of(name) == unit
