"""Jena's file, in files of its header and layout that these tests write; every index is counted by hand."""

import os
import zipfile

import numpy as np
import pytest

from playground import paths
from playground.datasets import Jena, jena, jena_file
from playground.datasets.jena import ARCHIVE, FILE
from playground.errors import ArchiveError, ConfigError, DownloadError

HEADER = (
    '"Date Time","p (mbar)","T (degC)","Tpot (K)","Tdew (degC)","rh (%)","VPmax (mbar)","VPact (mbar)","VPdef (mbar)",'
    '"sh (g/kg)","H2OC (mmol/mol)","rho (g/m**3)","wv (m/s)","max. wv (m/s)","wd (deg)"'
)
FIRST = "01.01.2009 00:10:00,996.52,-8.02,265.40,-8.90,93.30,3.33,3.11,0.22,1.94,3.12,1307.75,1.03,1.75,152.30"
SECOND = "01.01.2009 00:20:00,996.57,-8.41,265.01,-9.28,93.40,3.23,3.02,0.21,1.89,3.03,1309.80,0.72,1.50,136.10"
START = np.datetime64("2009-01-01T00:10:00", "s")
SMALL = Jena(lookback=2, step=1, delay=0)


def lines(num_rows: int) -> list[str]:
    """A header, and records whose column c (0 … 13) says 10,000 · c + row."""
    records = [HEADER]
    for row, time in enumerate(START + np.arange(num_rows) * np.timedelta64(600, "s")):
        day, clock = str(time).split("T")
        date = ".".join(reversed(day.split("-")))
        records.append(",".join([f"{date} {clock}", *(f"{10_000 * column + row}.00" for column in range(14))]))
    return records


def text(records: list[str]) -> str:
    return "\n".join(records) + "\n"


def zipped(content: str, name: str = FILE) -> bytes:
    path = paths.cache().parent / "made.zip"
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return path.read_bytes()


def flipped(content: bytes, index: int) -> bytes:
    return content[:index] + bytes([content[index] ^ 255]) + content[index + 1 :]


@pytest.fixture
def put(data):
    """put(records): the CSV file in the data folder."""

    def write(records: list[str]):
        (data / FILE).write_text(text(records), encoding="utf-8")
        return data / FILE

    return write


@pytest.fixture
def read_calls(monkeypatch):
    """What was read, one entry each time."""
    calls, read = [], jena_file.read
    monkeypatch.setattr(jena_file, "read", lambda path: (calls.append(path), read(path))[1])
    return calls


# The windows of shared recipes: 1,440 records back, every 6th, 144 ahead


@pytest.fixture
def splits(put):
    # 8,000 · 200,000 / 420,551 = 3,804.5 and 8,000 · 300,000 / 420,551 = 5,706.8: the last rows of the first two parts
    put(lines(8_000))
    return Jena().load()


@pytest.mark.parametrize(
    ("part", "num_windows", "first", "last"),
    [
        # (first row read, last row read, row of the target)
        ("train", 2_221, (0, 1_434, 1_584), (2_220, 3_654, 3_804)),
        ("validation", 318, (3_805, 5_239, 5_389), (4_122, 5_556, 5_706)),
        ("test", 709, (5_707, 7_141, 7_291), (6_415, 7_849, 7_999)),
    ],
)
def test_the_first_and_the_last_window_of_each_part_read_the_rows_counted_by_hand(
    splits, part, num_windows, first, last
):
    windows = getattr(splits, part)
    assert len(windows) == num_windows
    for index, (start, stop, target) in ((0, first), (num_windows - 1, last)):
        window = windows.take(np.array([index]))[0]
        assert window.shape == (240, 14)
        expected_rows = np.arange(start, stop + 1, 6)
        assert len(expected_rows) == 240
        assert np.array_equal(window, 10_000 * np.arange(14) + expected_rows[:, None])
        assert windows.targets[index] == 10_000 + target


def test_no_window_and_no_target_reaches_past_its_split(splits):
    for part, (start, stop) in {"train": (0, 3_804), "validation": (3_805, 5_706), "test": (5_707, 7_999)}.items():
        windows = getattr(splits, part)
        rows = windows.take(np.arange(len(windows)))[:, :, 0]
        assert (rows.min(), windows.targets.max() - 10_000) == (start, stop)
        assert rows.max() < stop
        assert windows.targets.min() - 10_000 > start


def test_training_moments_come_from_the_training_part_alone(splits):
    mean, _ = splits.train.moments()
    assert mean[1] == 10_000 + 3_804 / 2


def test_the_official_file_is_split_at_rows_200000_and_300000():
    assert jena.NUM_ROWS == 420_551
    assert Jena().split_rows(420_551) == (200_001, 300_001)
    assert Jena().num_train == 200_001 - 1_440 - 144
    assert Jena().input_shape == (240, 14)
    assert Jena(lookback=720, step=3).input_shape == (240, 14)


def test_the_naive_error_compares_the_target_with_the_last_value_read(splits):
    assert splits.validation.naive_error() == 150  # 144 rows ahead of its row, which is 6 after the last one read


# Reading


def test_a_record_is_read_column_by_column(put):
    put([HEADER, FIRST, *[SECOND] * 20])
    table = SMALL.table()
    assert table.values[0].tolist() == pytest.approx(
        [996.52, -8.02, 265.40, -8.90, 93.30, 3.33, 3.11, 0.22, 1.94, 3.12, 1307.75, 1.03, 1.75, 152.30]
    )
    assert table.names[:2] == ("air pressure (mbar)", "temperature (°C)")
    assert (SMALL.feature_names[SMALL.target], SMALL.unit) == ("temperature (°C)", "°C")
    assert table.times.dtype == np.dtype("datetime64[s]")
    assert table.times[:2].tolist() == [START.item(), (START + 600).item()]
    assert not table.missing.any()


def test_minus_9999_and_an_empty_cell_are_missing_and_filled_from_the_past(put):
    records = lines(30)
    for row, value in ((4, "-9999.00"), (5, ""), (0, "-9999")):
        cells = records[row + 1].split(",")
        cells[12] = value  # wv (m/s), column 11 of the 14
        records[row + 1] = ",".join(cells)
    put(records)
    table = SMALL.table()
    assert np.argwhere(table.missing).tolist() == [[0, 11], [4, 11], [5, 11]]
    assert table.values[:7, 11].tolist() == [110_001, 110_001, 110_002, 110_003, 110_003, 110_003, 110_006]
    assert table.values.min() == 0


def test_a_zip_is_read_like_the_file_in_it(put, data):
    expected = (put(lines(30)), SMALL.table())[1]
    (data / FILE).unlink()
    (data / ARCHIVE).write_bytes(zipped(text(lines(30))))
    assert SMALL.is_here()
    table = SMALL.table()
    assert np.array_equal(table.values, expected.values)
    assert np.array_equal(table.times, expected.times)


def test_a_file_with_windows_line_ends_and_a_byte_order_mark_is_read(data):
    (data / FILE).write_bytes(b"\xef\xbb\xbf" + text(lines(30)).replace("\n", "\r\n").encode())
    assert SMALL.table().values[29, 0] == 29


def test_a_series_too_short_for_the_windows_is_refused(put):
    put(lines(3_000))
    with pytest.raises(ConfigError, match=r"need 1,585 records, but the training part has 1,427\."):
        Jena().load()


# The cache


def test_a_file_is_read_once_and_then_mapped(put, read_calls):
    assert not SMALL.is_ready()
    put(lines(30))
    SMALL.fetch()
    assert SMALL.is_ready()
    values = SMALL.load().train.series
    assert len(read_calls) == 1
    assert not values.flags.owndata
    assert not values.flags.writeable


def test_a_changed_file_is_read_again(put, read_calls):
    put(lines(30))
    SMALL.fetch()
    put(lines(60))
    assert len(SMALL.table().values) == 60
    assert len(read_calls) == 2


def test_a_read_series_is_here_without_its_file_and_knows_how_long_it_is(put):
    put(lines(30)).unlink()
    assert not SMALL.is_here()
    put(lines(30))
    SMALL.fetch()
    (paths.data() / FILE).unlink()
    assert SMALL.is_here()
    assert SMALL.num_train == len(SMALL.load().train) == 13  # rows 0 … 14 train, and the first two have no past


@pytest.mark.parametrize("damage", [lambda content: content[:-50], lambda content: b"", lambda content: b"x" * 5000])
def test_a_damaged_cache_is_made_again(put, read_calls, damage):
    put(lines(30))
    SMALL.fetch()
    cache = paths.cache() / "jena.arrow"
    cache.write_bytes(damage(cache.read_bytes()))
    assert len(SMALL.load().train.series) == 30
    assert len(read_calls) == 2


# Files that are not what they should be


def with_cell(row: int, column: int, value: str) -> list[str]:
    records = lines(30)
    cells = records[row + 1].split(",")
    cells[column] = value
    records[row + 1] = ",".join(cells)
    return records


@pytest.mark.parametrize(
    ("records", "said"),
    [
        (with_cell(-1, 2, '"T (K)"'), r"Column 3 of .* is named 'T \(K\)'; 'T \(degC\)' was expected"),
        ([line.rsplit(",", 1)[0] for line in lines(30)], "has 14 columns; the 15 of the Jena climate file"),
        ([f"{line},1" for line in lines(30)], "has 16 columns; the 15 of the Jena climate file"),
        (["", "cats"], "Column 1 of .* is named ''; 'Date Time' was expected"),
        ([HEADER], "holds no records"),
        (with_cell(6, 5, "warm"), r"Record 7 of .* has 'warm' in column 'rh \(%\)'; a number was expected"),
        (with_cell(6, 5, "inf"), r"Record 7 of .* has 'inf' in column 'rh \(%\)'; a number was expected"),
        (with_cell(29, 14, "nan"), r"Record 30 of .* has 'nan' in column 'wd \(deg\)'; a number was expected"),
        (with_cell(3, 1, "1e60"), r"Record 4 of .* has '1e60' in column 'p \(mbar\)'"),
        (with_cell(3, 0, "2009-01-01"), "Record 4 of .* has '2009-01-01' in column 'Date Time'; a time such as"),
        (with_cell(3, 0, ""), "Record 4 of .* has '' in column 'Date Time'; a time such as"),
        ([*lines(30)[:-1], "01.01.2009 05:00:00,1,2"], "is damaged .*Expected 15 columns, got 3"),
    ],
    ids=range(12),
)
def test_a_file_of_something_else_says_where_it_differs(put, records, said):
    path = put(records)
    with pytest.raises(ArchiveError, match=said) as error:
        SMALL.fetch()
    assert str(path) in str(error.value)
    assert "\n" not in str(error.value)
    assert not SMALL.is_ready()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (lambda: b"not a zip", "is damaged, or not a zip as was expected"),
        (lambda: zipped(text(lines(30)))[:-30], "is damaged, or not a zip as was expected"),
        (lambda: flipped(zipped(text(lines(30))), 300), "is damaged, or not a zip as was expected"),
        (lambda: zipped("cats", "cats.csv"), f"holds cats.csv; {FILE} was expected"),
    ],
    ids=["text", "truncated", "one byte wrong", "another file"],
)
def test_a_damaged_zip_is_told_as_such(data, content, said):
    (data / ARCHIVE).write_bytes(content())
    with pytest.raises(ArchiveError, match=said):
        SMALL.fetch()


def test_a_file_far_too_large_is_not_read(put, monkeypatch):
    monkeypatch.setattr(jena_file, "MAX_BYTES", 1_000)
    put(lines(30))
    with pytest.raises(ArchiveError, match="holds more than 1,000 bytes of text"):
        SMALL.fetch()


# The download


def test_a_download_is_checked_kept_and_read(data, serve, monkeypatch):
    monkeypatch.setattr(jena, "NUM_ROWS", 30)
    monkeypatch.setattr(jena, "LAST_TRAIN_ROW", 14)
    monkeypatch.setattr(jena, "LAST_VALIDATION_ROW", 21)
    body = zipped(text(lines(30)))
    monkeypatch.setattr(Jena, "url", f"{serve(body)}/{ARCHIVE}")
    calls = []
    assert not SMALL.is_here()
    SMALL.fetch(lambda *call: calls.append(call))
    assert (data / ARCHIVE).read_bytes() == body
    assert (len(body), len(body), "Downloading") in calls
    assert calls[-1] == (1, 1, "Reading records")
    assert SMALL.table().train_stop == 15


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (lambda: b"<html>Sorry</html>", "not a zip as was expected"),
        (lambda: zipped(text(lines(30))), "has 30 records; 420,551 were expected"),
    ],
    ids=["a page", "too short"],
)
def test_a_download_of_something_else_is_thrown_away(data, serve, monkeypatch, body, said):
    monkeypatch.setattr(Jena, "url", f"{serve(body())}/{ARCHIVE}")
    with pytest.raises(DownloadError, match=f"was thrown away: .*{said}"):
        SMALL.fetch()
    assert list(data.iterdir()) == []
    assert not SMALL.is_here()


def test_a_missing_page_says_where_to_put_the_file_by_hand(data, serve, monkeypatch):
    monkeypatch.setattr(Jena, "url", f"{serve(b'', status=404)}/{ARCHIVE}")
    with pytest.raises(DownloadError, match=f"put {ARCHIVE} from http.* into {data} by hand"):
        SMALL.fetch()


@pytest.mark.real_data
def test_the_real_file_gives_the_naive_error_of_the_book(shared_home, monkeypatch):
    if not os.environ.get("PLAYGROUND_DATA") or not any((paths.data() / name).exists() for name in (FILE, ARCHIVE)):
        pytest.skip(f"PLAYGROUND_DATA does not hold {FILE} or {ARCHIVE}")
    monkeypatch.setenv("PLAYGROUND_HOME", str(shared_home))
    splits = Jena().load()
    assert len(splits.train.series) == 420_551
    assert splits.validation.naive_error() / splits.train.target_moments()[1] == pytest.approx(0.29, abs=0.01)
    assert splits.validation.naive_error() == pytest.approx(2.57, abs=0.05)
