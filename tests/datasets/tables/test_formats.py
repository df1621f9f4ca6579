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
