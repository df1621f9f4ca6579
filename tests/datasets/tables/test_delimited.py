"""Uploaded bytes become columns of texts, whatever wrote them; what is not a table is refused in one sentence."""

import pytest

from playground.datasets.tables import Reading, Table, read_table
from playground.datasets.tables.decoding import ENCODINGS, Decoded, decode
from playground.errors import UploadError

SAMPLES = {
    "utf-8": "Schöner Film, 映画",
    "utf-16": "Schöner Film",
    "utf-16-be": "Schöner Film",
    "cp1252": "Schöner Film, très bien joué, 5 € “gut”",
    "cp1251": "Это был хороший фильм, мне понравилось",
    "koi8_r": "Это был хороший фильм, мне понравилось",
    "gb18030": "这部电影非常好看,演员演得很糟糕,浪费时间",
    "big5": "這部電影非常好看,演員演得很糟糕,浪費時間",
    "cp932": "この映画はとても面白かった。俳優の演技が素晴らしい",
    "euc_jp": "この映画はとても面白かった。俳優の演技が素晴らしい",
    "cp949": "이 영화는 정말 재미있었다, 배우들의 연기가 별로였다",
}


def read(data: bytes, **reading) -> Table:
    """A file as it is read."""
    return read_table(data, Reading(**reading))


def cells(data: bytes, **reading) -> list[list[str]]:
    """The rows of a file."""
    return [list(row) for row in zip(*(c.to_pylist() for c in read(data, **reading).columns), strict=True)]


@pytest.mark.parametrize("encoding", SAMPLES)
def test_an_encoding_is_found_out_from_the_bytes(encoding):
    text = f"text,label\n{SAMPLES[encoding]},1\n" * 20
    assert (decode(text.encode(encoding)).text, decode(text.encode(encoding)).encoding) == (text, encoding)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_is_obeyed_and_is_no_part_of_the_first_name(encoding):
    assert read("größe,b\n1,2\n".encode(encoding)).names == ("größe", "b")


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_every_encoding_that_is_offered_exists(encoding):
    assert decode("text".encode(encoding), encoding) == Decoded("text", encoding)


def test_one_accent_in_a_long_english_file_is_western_european():
    text = "text,label\n" + "plain good film,1\n" * 500 + "café,1\n"
    assert decode(text.encode("cp1252")).text == text


def test_an_encoding_the_learner_chose_is_taken_and_where_it_fails_is_said():
    assert decode("é".encode("cp1250"), "cp1251").text == "й"
    with pytest.raises(UploadError, match=r"^The file is not UTF-8 \(byte 3\)\. Choose another encoding\.$"):
        decode(b"ab\xff", "utf-8")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_a_delimiter_is_found_out_also_when_texts_hold_commas(delimiter):
    data = f'text{delimiter}label\n"good, really"{delimiter}1\nbad{delimiter}0\n'.encode()
    file = read(data)
    assert (file.delimiter, file.names) == (delimiter, ("text", "label"))
    assert cells(data) == [["good, really", "1"], ["bad", "0"]]


def test_a_comma_in_every_text_does_not_hide_a_semicolon():
    assert read("text;label\nSchön, oder;1\nNein;0\nGut, sehr, gut;1\n".encode()).delimiter == ";"


def test_quoted_cells_may_hold_line_breaks_quotation_marks_and_delimiters():
    assert cells(b'text,label\n"one\ntwo, ""three""",1\n') == [['one\ntwo, "three"', "1"]]


def test_rows_are_numbered_as_a_spreadsheet_does():
    file = read(b'\ntext,label\n"one\ntwo",1\n\n,\nlast,2')
    assert file.rows.tolist() == [3, 6]
    assert [note.sentence for note in file.notes] == ["2 empty rows left out: row 4."]
    assert file.column("text").to_pylist() == ["one\ntwo", "last"]


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r"])
def test_every_kind_of_line_break_ends_a_row(line_break):
    assert cells(line_break.join(["a,b", "1,2", "3,4"]).encode()) == [["1", "2"], ["3", "4"]]


def test_a_first_row_with_a_number_in_it_is_no_header_unless_the_learner_says_so():
    assert (read(b"good,1\nbad,0").names, cells(b"good,1\nbad,0")[0]) == (
        ("column 1", "column 2"),
        ["good", "1"],
    )
    assert read(b"good,1\nbad,0").rows.tolist() == [1, 2]
    assert read(b"year,1999\na,1", header=True).names == ("year", "1999")


def test_columns_without_a_name_or_with_the_same_one_are_told_apart():
    assert read(b",x,x\na,b,c").names == ("column 1", "x", "x (3)")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "The file is empty."),
        (b" \r\n\n", "The file is empty."),
        (b"text,label\n", "nothing below it"),
        (b"PK\x03\x04rest", "The archive cannot be read"),
        (b"%PDF-1.7", "a PDF document, not text"),
        (b"\x80\x04\x95\x00\x00\x00", "(not|no) text"),
        (b"a,b\n\x01\x02\x03\x04\x05,\x07\n", r"Character 5 of the file is not text \(code 1\)"),
        (bytes(range(256)), "(not|no) text"),
        (b"a,b\n1,2\n1,2,3\n", "Row 3 has 3 cells; the first row has 2. Put cells that hold a comma between"),
        (b"a,b\n1,2\n1\n", "Row 3 has 1 cell; the first row has 2."),
        (b'a,b\n1,2\n"1,2\n3,4\n5,6\n', "Row 3 has 1 cell; .* A quotation mark in it is probably never closed."),
        (b",".join([b"x"] * 5_001) + b"\n", "The first row has 5,001 cells; expected at most 5,000."),
    ],
)
def test_what_is_not_a_table_is_refused_with_what_is_wrong(data, said):
    with pytest.raises(UploadError, match=said):
        read(data)


def test_a_file_larger_than_the_server_takes_is_refused(monkeypatch):
    monkeypatch.setenv("PLAYGROUND_UPLOAD_MB", "1")
    with pytest.raises(UploadError, match=r"^The file has 1\.5 MB; this server takes up to 1\."):
        read(b"a,b\n" + b"x" * int(1.5 * 2**20))


def test_more_rows_than_the_server_takes_are_refused(monkeypatch):
    monkeypatch.setenv("PLAYGROUND_UPLOAD_ROWS", "2")
    with pytest.raises(UploadError, match="The file has 3 rows; this server takes up to 2"):
        read(b"a,b\nx,y\nx,y\nx,y\n")


def test_a_column_that_is_not_there_is_named():
    with pytest.raises(UploadError, match=r"^The file has no column 'c'; it has a, b\.$"):
        read(b"a,b\nx,y\n").column("c")


BODY = [f"{i},{i * i}" for i in range(30)]


@pytest.mark.parametrize(
    ("lines", "names", "noted"),
    [
        (["# made by hand", "a,b", *BODY], ("a", "b"), "1 comment left out: row 1, '# made by hand'."),
        (["Sales 2020", "a,b", *BODY], ("a", "b"), "1 line above the table left out: row 1, 'Sales 2020'."),
        (["a,b", *BODY, "", "Source: us"], ("a", "b"), "1 line below the table left out: row 33, 'Source: us'."),
        (["a,b", *BODY[:9], "a,b", *BODY], ("a", "b"), "1 row that repeats the names of the columns left out: row 11."),
        (
            ["a,b", *BODY[:9], "1,2,3", *BODY],
            ("a", "b"),
            "1 row left out for too few or too many cells: row 11 has 3, the others have 2.",
        ),
        (["b", *BODY], ("column 1", "b"), None),
    ],
)
def test_lines_around_the_table_are_left_out_and_said(lines, names, noted):
    file = read("\n".join(lines).encode())
    assert file.names == names
    assert set(range(30)) <= set(map(int, file.columns[0].to_pylist()))
    assert [note.sentence for note in file.notes if note.kind != "empty rows"] == ([noted] if noted else [])


def test_names_that_are_years_are_names():
    assert read(b"Country,1990,1991,1992\n" + b"A,1,2,3\nB,4,5,6\n").names == ("Country", "1990", "1991", "1992")
