"""A learner's own series: numbers and times of many forms, refused with the row or column at fault, split by time."""

import numpy as np
import pyarrow as pa
import pytest

from playground.datasets import OwnSeries, uploads
from playground.datasets.cells import read_numbers, read_times, unit_of
from playground.datasets.own_series import store_series
from playground.errors import ConfigError, UploadError


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
        store_series(data, "mine.csv", "T (degC)", **{"time": "time"} | options)
    return str(raised.value)


def test_a_series_is_split_by_time_half_quarter_quarter():
    dataset = store_series(file(), "mine.csv", "T (degC)", time="time")
    assert (dataset.feature_names, dataset.target_name, dataset.unit) == (("T (degC)", "p"), "T (degC)", "degC")
    assert (dataset.num_rows, dataset.lookback, dataset.step, dataset.delay) == (80, 6, 1, 0)
    assert (dataset.input_shape, dataset.task, dataset.reads) == ((6, 2), "regression", "numbers")
    splits = dataset.load()
    assert (splits.train.start, splits.train.stop) == (0, 40)
    assert (splits.validation.start, splits.validation.stop) == (40, 60)
    assert (splits.test.start, splits.test.stop) == (60, 80)
    assert len(splits.train) == dataset.num_train


def test_a_window_and_its_target_are_those_of_the_file():
    train = store_series(file(), "mine.csv", "T (degC)", time="time").changed(lookback=3).load().train
    assert train.take(np.array([0])).tolist() == [[[0, 0], [1, 1], [2, 2]]]
    assert train.targets[0] == 3


def test_the_table_has_the_times_and_fills_what_is_missing_from_the_past():
    data = file(**{"T (degC)": changed(range(80), 5, "NA")})
    table = store_series(data, "mine.csv", "T (degC)", time="time").table()
    assert table.times[[0, -1]].tolist() == np.array(["2026-01-01", "2026-03-21"], "datetime64[s]").tolist()
    assert (table.times.dtype, table.values.dtype) == ("datetime64[s]", np.float32)
    assert table.values[2:5, 0].tolist() == [2, 2, 4]
    assert np.argwhere(table.missing).tolist() == [[3, 0]]


def test_without_a_column_of_times_rows_are_numbered():
    data = b"p\n" + b"\n".join(b"%d" % (i % 7) for i in range(40))
    dataset = store_series(data, "mine.csv", "p")
    assert dataset.table().times.tolist() == list(range(1, 41))
    assert dataset.feature_names == ("p",)


def test_other_columns_than_the_chosen_ones_are_left_out():
    data = file(station=["Jena"] * 80)
    assert "Row 2 of column 'station' is 'Jena'; expected a number (80 cells are none)" in refused(data)
    dataset = store_series(data, "mine.csv", "T (degC)", time="time", columns=("p",))
    assert dataset.feature_names == ("T (degC)", "p")


def test_a_decimal_comma_is_read_where_cells_are_separated_by_semicolons():
    rows = [f"{i % 28 + 1:02}.{i // 28 + 1:02}.2026;{i},5;1.0{i:02},25" for i in range(56)]
    table = store_series("\n".join(["Datum;T;p", *rows]).encode(), "mine.csv", "T", time="Datum").table()
    assert table.values[3].tolist() == [3.5, 1003.25]
    assert str(table.times[31]) == "2026-02-04T00:00:00"


@pytest.mark.parametrize(
    ("cells", "delimiter", "values"),
    [
        (["1", "-2.5", "+3e2", " .5 ", "4."], ",", [1, -2.5, 300, 0.5, 4]),
        (["1,5", "1.234,5", "2", "-,5"], ";", [1.5, 1234.5, 2, -0.5]),
        (["1.5", "2"], ";", [1.5, 2]),
        (["", "NA", "nan", "null", "-", "?"], ",", [np.nan] * 6),
    ],
)
def test_numbers_are_read(cells, delimiter, values):
    read, bad = read_numbers(pa.array(cells), delimiter)
    assert not bad.any()
    assert np.array_equal(read, values, equal_nan=True)


@pytest.mark.parametrize("cell", ["1,5", "1_000", "0x10", "inf", "1e999", "True", "1 2", "--1", ".", "e5", "12:30"])
def test_what_is_no_number_is_found(cell):
    assert read_numbers(pa.array(["1", cell]), ",")[1].tolist() == [False, True]


@pytest.mark.parametrize("cell", ["1,2,3", "1.5,2", "12.34,5", ","])
def test_what_is_no_number_with_a_decimal_comma_is_found(cell):
    assert read_numbers(pa.array(["1,5", cell]), ";")[1].tolist() == [False, True]


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
    ],
)
def test_times_are_read(cell):
    assert str(read_times(pa.array([cell]))[0]) == "2026-02-01T14:30:00.000"


def test_the_month_stands_first_where_only_that_gives_times_that_ascend():
    assert read_times(pa.array(["1/2/2026", "1/3/2026", "2/1/2026"]))[2] == np.datetime64("2026-02-01")
    assert read_times(pa.array(["1/2/2026", "2/2/2026", "3/2/2026"]))[2] == np.datetime64("2026-02-03")


def test_a_cell_that_is_no_number_is_named_by_row_and_column():
    assert refused(file(p=changed([i % 7 for i in range(80)], 9, "warm"))) == (
        "Row 9 of column 'p' is 'warm'; expected a number. Correct it, or leave that column out."
    )


@pytest.mark.parametrize(
    ("row", "cell", "said"),
    [
        (7, "noon", "Row 7 of column 'time' is 'noon'; expected a time such as 2026-01-31 14:00"),
        (7, "", "Row 7 of column 'time' is empty; expected a time"),
        (2, "noon", "Row 2 of column 'time' is 'noon'; expected a time"),
        (7, "2026-01-05", "Row 7 of column 'time', '2026-01-05', repeats the time of the row before it, '2026-01-05'"),
        (7, "2026-01-01", "Row 7 of column 'time', '2026-01-01', is earlier than the row before it, '2026-01-05'"),
    ],
)
def test_times_that_are_none_repeat_or_go_back_are_named_by_row(row, cell, said):
    assert refused(file(time=changed(days(80), row, cell))).startswith(said)


def test_a_column_that_is_mostly_missing_or_constant_is_named():
    assert refused(file(p=[1, ""] * 39 + ["", ""])).startswith(
        "Column 'p' has no number in 41 of 80 rows; expected one in at least half of them."
    )
    assert refused(file(p=[3.5] * 40 + [4] * 40)).startswith("Column 'p' is 3.5 in every row of the first half")
    assert refused(file(p=[""] * 40 + [1, 2] * 20)).startswith("Column 'p' has no number in the first half")


def test_too_few_rows_or_columns_that_are_not_there_are_refused():
    assert refused(file(39)) == "The file has 39 rows; expected at least 40 to cut windows from."
    assert refused(file(), time="when").startswith("The file has no column 'when'")
    assert refused(file(), time="T (degC)").startswith("'T (degC)' was chosen as time and to be forecast.")


def test_windows_too_long_for_the_file_are_refused_before_anything_is_loaded():
    dataset = store_series(file(), "mine.csv", "T (degC)", time="time")
    assert dataset.changed(lookback=19).input_shape == (19, 2)
    with pytest.raises(ConfigError, match="need 21 records, but the validation part has 20"):
        dataset.changed(lookback=20)


def test_the_shortest_file_has_windows_by_itself():
    assert len(store_series(file(40), "mine.csv", "T (degC)", time="time").load().test) > 0


def test_without_an_upload_there_is_a_sentence_instead_of_a_series():
    dataset = OwnSeries()
    assert (dataset.is_here(), dataset.is_ready(), dataset.input_shape) == (False, False, (24, 1))
    for ask in (dataset.load, dataset.fetch, lambda: dataset.num_train):
        with pytest.raises(UploadError, match=r"^No file has been uploaded yet\. Upload one on the Data page\.$"):
            ask()


def test_a_run_on_a_deleted_series_still_knows_its_columns():
    dataset = store_series(file(), "mine.csv", "T (degC)", time="time", learner="abc")
    uploads.forget(dataset.upload, "abc")
    assert (dataset.is_here(), dataset.input_shape, dataset.unit) == (False, (6, 2), "degC")
    with pytest.raises(UploadError, match=r"mine\.csv was deleted"):
        dataset.load()


@pytest.mark.parametrize("content", [b"", b"\x80\x04 a pickle", b"ARROW1"])
def test_a_damaged_series_is_one_sentence(content):
    dataset = store_series(file(), "mine.csv", "T (degC)", time="time")
    (uploads.examples(dataset.upload, "series") / "series.arrow").write_bytes(content)
    with pytest.raises(UploadError, match="cannot be read back"):
        dataset.load()


@pytest.mark.parametrize(
    ("name", "unit"), [("T (degC)", "degC"), ("wv [m/s]", "m/s"), ("p", ""), ("(a) b", ""), ("T ()", "")]
)
def test_a_unit_is_what_stands_in_brackets_at_the_end_of_a_name(name, unit):
    assert unit_of(name) == unit
