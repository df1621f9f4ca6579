"""JSON, Excel, Parquet and zips are read beside CSV; what is damaged or hostile ends in one sentence."""

import io
import json
import re
import zipfile
from datetime import date, datetime

import numpy as np
import openpyxl
import pandas as pd
import pytest

from playground.datasets.tables import read_table
from playground.datasets.tables.series import read_series
from playground.datasets.tables.texts import read_texts
from playground.errors import UploadError
from tests.datasets.tables import cases

FRAME = pd.DataFrame({"text": cases.texts(40), "stars": [1 + i % 5 for i in range(40)]})


def workbook(*sheets: list[list[object]]) -> bytes:
    """An Excel file."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for rows in sheets:
        sheet = book.create_sheet()
        for row in rows:
            sheet.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def parquet(frame: pd.DataFrame) -> bytes:
    """A Parquet file."""
    file = io.BytesIO()
    frame.to_parquet(file)
    return file.getvalue()


def zipped(**files: bytes) -> bytes:
    """A zip."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name.replace("__", "/"), data)
    return file.getvalue()


WRITTEN = {
    "CSV": FRAME.to_csv(index=False).encode(),
    "TSV": FRAME.to_csv(index=False, sep="\t").encode(),
    "JSON Lines": FRAME.to_json(orient="records", lines=True).encode(),
    "JSON": FRAME.to_json(orient="records", indent=2).encode(),
    "JSON, rows under a name": json.dumps({"reviews": FRAME.to_dict("records")}).encode(),
    "JSON, a list per column": json.dumps(FRAME.to_dict("list")).encode(),
    "JSON, lists in a list": json.dumps([list(FRAME), *FRAME.values.tolist()]).encode(),
    "Excel": workbook([list(FRAME), *FRAME.values.tolist()]),
    "Parquet": parquet(FRAME),
    "zip": zipped(folder__texts_csv=FRAME.to_csv(index=False).encode()),
    "zip of Excel": zipped(a=workbook([list(FRAME), *FRAME.values.tolist()])),
}


@pytest.mark.parametrize("format", WRITTEN)
def test_the_same_texts_are_read_from_every_format(format):
    read = read_texts(read_table(WRITTEN[format]))
    assert (read.text, read.label, read.classes) == ("text", "stars", ("1", "2", "3", "4", "5"))
    assert (read.texts, read.labels) == (tuple(FRAME["text"]), tuple(FRAME["stars"].astype(str)))


def test_lines_of_fasttext_are_labels_and_texts():
    lines = [f"__label__{stars} {text}" for text, stars in FRAME.values.tolist()]
    read = read_texts(read_table("\n".join(lines).encode()))
    assert (read.texts, read.classes) == (tuple(FRAME["text"]), ("1", "2", "3", "4", "5"))
    assert read.notes == ()
    lines[3] = f"__label__4, __label__5 {FRAME['text'][3]}"
    read = read_texts(read_table("\n".join(lines).encode()))
    assert (read.texts[3], read.labels[3]) == (FRAME["text"][3], "4")
    assert [note.sentence for note in read.notes] == [
        "1 line with several labels: the first was taken. Line 4: '__label__4, __label__5'."
    ]


@pytest.mark.parametrize("kind", ["Excel", "Parquet", "JSON"])
def test_times_and_numbers_are_those_of_the_file(kind):
    frame = pd.DataFrame(
        {"day": pd.date_range("2021-01-01", periods=60), "x": cases.wave(60), "n": [*range(0, 120, 2)]}
    )
    frame.loc[4, "x"] = np.nan
    data = {
        "Excel": lambda: workbook(
            [list(frame), *([d.to_pydatetime(), None if np.isnan(x) else x, n] for d, x, n in frame.values)]
        ),
        "Parquet": lambda: parquet(frame),
        "JSON": lambda: frame.assign(day=frame["day"].astype(str)).to_json(orient="records").encode(),
    }[kind]()
    read = read_series(read_table(data))
    assert (read.time, read.target, read.names) == (("day",), "x", ("x", "n"))
    assert read.times.tolist() == frame["day"].to_numpy().astype("datetime64[s]").tolist()
    assert np.allclose(read.values, frame[["x", "n"]], equal_nan=True)


def test_of_several_sheets_the_first_with_rows_is_read_and_the_others_are_named():
    table = read_table(workbook([], [["a", "b"], [1, date(2021, 1, 2)], [2.5, datetime(2021, 1, 3, 4)]], [["c"]]))
    assert table.columns[1].to_pylist() == ["2021-01-02 00:00:00", "2021-01-03 04:00:00"]
    assert table.columns[0].to_pylist() == ["1", "2.5"]
    (note,) = table.notes
    assert re.fullmatch(r"The sheet '\w+' was read; the others were not: '\w+', '\w+'\.", note.sentence)


def test_a_field_that_only_some_records_have_is_empty_in_the_others():
    table = read_table(b'{"a": 1}\n{"a": null, "b": "x"}\n\n{"b": true, "c": [1, 2]}\n')
    assert [column.to_pylist() for column in table.columns] == [["1", "", ""], ["", "x", "true"], ["", "", "[1, 2]"]]
    assert table.rows.tolist() == [1, 2, 4]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b'{"a": 1}\n{"a": \n', "Line 2 is not valid JSON"),
        (b'{"a": 1}\n[1, 2]\n', r"Line 2 is '\[1, 2\]'; expected an object"),
        (b'[{"a": 1}, 5]', "Record 2 is '5'; expected an object"),
        (b'[{"a": 1}', "The file is not valid JSON"),
        (b"[" * 100_000, "holds too many brackets|not valid JSON|is not a table"),
        (b'[{"a":' + b"[" * 100_000, "holds too many brackets|not valid JSON"),
        (b'{"a": {"b": 1}, "c": 2}', "without one list of records"),
        (json.dumps({"a": [1] * 1000, "b": [1], "c": [2]}).encode(), "without one list of records"),
        (WRITTEN["Excel"][:500], "The archive cannot be read|The workbook cannot be read"),
        (WRITTEN["Parquet"][:200], "The Parquet file cannot be read"),
        (b"PAR1" + bytes(200), "The Parquet file cannot be read"),
        (workbook([[]]), "The workbook holds no filled cell"),
        (zipped(), "The archive holds 0 files; expected one"),
        (zipped(a=b"x", b=b"y"), "The archive holds 2 files: 'a', 'b'; expected one. Unpack it"),
        (zipped(a=zipped(b=b"x,y\n1,2")), "The archive holds another archive"),
        (
            zipped(xl__workbook_xml=b"<!DOCTYPE x [<!ENTITY a 'b'>]><workbook>&a;</workbook>"),
            "The workbook cannot be read",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",  # a zip holds the time it was made
)
def test_what_cannot_be_read_ends_in_one_sentence(data, said):
    with pytest.raises(UploadError, match=said) as raised:
        read_table(data)
    assert "\n" not in str(raised.value)


def test_an_archive_that_unpacks_to_more_than_allowed_is_refused(monkeypatch):
    monkeypatch.setenv("PLAYGROUND_UPLOAD_MB", "1")
    with pytest.raises(UploadError, match=r"has 7\.6 MB; this server takes up to 1\. Upload a part\."):
        read_table(zipped(a_csv=b"a,b\n" + b"1,2\n" * 2_000_000))


def test_a_workbook_that_unpacks_to_more_than_allowed_is_refused(monkeypatch):
    monkeypatch.setenv("PLAYGROUND_UPLOAD_MB", "1")
    with pytest.raises(UploadError, match="The workbook unpacks to 29 MB"):
        read_table(zipped(xl__workbook_xml=bytes(30_000_000)))


ROWS = [{"text": text, "label": "good" if i % 2 else "bad"} for i, text in enumerate(cases.texts(40))]
HOURS = {"time": cases.days(40), "value": cases.wave(40)}
KEYED = {day: {"value": str(v), "low": v - 1} for day, v in zip(cases.days(40), cases.wave(40), strict=True)}


@pytest.mark.parametrize(
    "written",
    [
        {"latitude": 52.5, "units": {"time": "iso", "value": "C"}, "hourly": HOURS},
        {"date": dict(zip(map(str, range(40)), cases.days(40), strict=True)), "value": dict(enumerate(cases.wave(40)))},
        {
            "columns": list(HOURS),
            "index": [*range(40)],
            "data": [list(row) for row in zip(*HOURS.values(), strict=True)],
        },
        {"Meta Data": {"1": "Daily"}, "Time Series (Daily)": KEYED},
        {"value": dict(zip(cases.days(40), cases.wave(40), strict=True)), "n": dict.fromkeys(cases.days(40), 3)},
        {"prices": [[1609459200000 + 86400000 * i, v] for i, v in enumerate(cases.wave(40))], "volumes": [[1, 2]] * 40},
        {"features": [{"properties": {"day": d, "value": v}} for d, v in zip(*HOURS.values(), strict=True)]},
    ],
    ids=["columns under a name", "pandas", "pandas split", "by time", "by column", "pairs", "properties"],
)
def test_a_series_is_found_wherever_in_an_object_it_stands(written):
    read = read_series(read_table(json.dumps(written).encode()))
    assert (str(read.times[0]), str(read.times[-1])) == ("2021-01-01T00:00:00", "2021-02-09T00:00:00")
    assert np.allclose(read.values[:, read.names.index(read.target)], cases.wave(40), atol=1e-5)


@pytest.mark.parametrize(
    "record",
    [
        lambda row: row | {"label": [row["label"]]},
        lambda row: {"data": {"text": row["text"]}, "annotations": [{"label": row["label"]}]},
        lambda row: {"tweet": row},
    ],
    ids=["a list of one label", "objects in objects", "all under a name"],
)
def test_texts_and_labels_are_found_inside_records(record):
    records = list(map(record, ROWS))
    for data in (
        json.dumps(records),
        "\n".join(map(json.dumps, records)),
        f"window.YTD.part0 = {json.dumps(records)};",
    ):
        read = read_texts(read_table(data.encode()))
        assert (read.text, read.label, read.classes) == ("text", "label", ("bad", "good"))
        assert read.texts == tuple(cases.texts(40))


def test_a_list_of_one_value_is_said():
    (note,) = read_table(json.dumps([row | {"label": [row["label"]]} for row in ROWS]).encode()).notes
    assert note.sentence == (
        """Lists of one value were taken for the value: '["bad"]' in column 'label', record 1, is 'bad'."""
    )


def test_other_records_of_the_same_file_are_named():
    (note,) = read_table(json.dumps({"reviews": ROWS, "users": ROWS[:9]}).encode()).notes
    assert note.sentence.startswith("The records under 'reviews' were read; not those under 'users'.")


def test_a_cover_sheet_is_no_table():
    table = read_table(workbook([["Our sales"], ["2021"]], [["a", "b"], *([i, i * i] for i in range(30))]))
    assert (table.names, len(table.rows)) == (("a", "b"), 30)
    assert "the others were not: 'Sheet'" in table.notes[0].sentence


def test_formulas_that_were_never_calculated_are_named():
    rows = [[day, f"=A{i + 2}*2", i] for i, day in enumerate(cases.days(30))]
    notes = [note.sentence for note in read_table(workbook([["day", "twice", "n"], *rows])).notes]
    assert notes[0] == (
        "Column 'twice' holds formulas that were never calculated: '=A2*2' in row 2. Open the file in Excel, save it, "
        "and upload it again."
    )


def test_a_day_in_one_cell_and_a_clock_in_another_are_one_time():
    moments = [datetime(2021, 1, 1 + i // 24, i % 24) for i in range(72)]
    rows = [[m.date(), m.time(), v] for m, v in zip(moments, cases.wave(72), strict=True)]
    read = read_series(read_table(workbook([["Date", "Time", "value"], *rows])))
    assert (read.time, str(read.times[-1])) == (("Date", "Time"), "2021-01-03T23:00:00")
