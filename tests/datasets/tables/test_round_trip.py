"""What was written is what is read, or a note says what was done: over delimiters, quoting, encodings and more."""

import csv
import io
from datetime import datetime, timedelta

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from playground.datasets.tables import read_table
from playground.datasets.tables.series import read_series
from playground.datasets.tables.texts import read_texts

DAYS = ["%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y", "%m/%d/%Y", "%b %d, %Y", "%d %B %Y", "%Y%m%d", "%Y/%m/%d", "%d-%b-%Y"]
TIMES = ["%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M", "%d.%m.%Y %H:%M", "%m/%d/%Y %I:%M %p", "%Y-%m-%d %H:%M:%S+00:00"]
MARKS = ["", "NA", "?", "null", "-"]
QUOTING = [csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC]
fair = settings(max_examples=30, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])


def written(rows: list[list[object]], delimiter: str, quoting: int, encoding: str) -> bytes:
    """A file."""
    file = io.StringIO()
    csv.writer(file, delimiter=delimiter, quoting=quoting, lineterminator="\n").writerows(rows)
    return file.getvalue().encode(encoding)


@fair
@given(data=st.data())
def test_a_series_is_read_as_it_was_written(data):
    count = data.draw(st.integers(48, 90), "records")
    rng = np.random.default_rng(data.draw(st.integers(0, 2**31), "seed"))
    values = np.round(np.cumsum(rng.normal(size=(count, 2)), axis=0) * 37, 2)
    pattern = data.draw(st.sampled_from(DAYS + TIMES), "pattern")
    step = timedelta(days=1) if pattern in DAYS else timedelta(hours=1)
    start = datetime(2021, 1, data.draw(st.integers(1, 28), "first day"), 5 if pattern in TIMES else 0)
    times = [start + i * step for i in range(count)]
    delimiter = data.draw(st.sampled_from([",", ";", "\t", "|"]), "delimiter")
    comma = data.draw(st.booleans(), "decimal comma")
    thousands = data.draw(st.booleans(), "thousands")
    missing = {data.draw(st.integers(1, count - 2), "missing"): data.draw(st.sampled_from(MARKS), "mark")}
    newest_first = data.draw(st.booleans(), "newest first")
    header = data.draw(st.booleans(), "header") or delimiter == "|"

    def number(value: float) -> str:
        text = f"{value:,.2f}" if thousands else f"{value:.2f}"
        return text.translate(str.maketrans(",.", ".,")) if comma else text

    body = [
        [times[i].strftime(pattern), missing.get(i, number(values[i, 0])), number(values[i, 1])] for i in range(count)
    ]
    rows = [["when", "x", "y"], *body] if header else body
    if newest_first:
        rows = rows[: len(rows) - count] + body[::-1]
    encoding = data.draw(st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"]), "encoding")
    read = read_series(read_table(written(rows, delimiter, data.draw(st.sampled_from(QUOTING), "quoting"), encoding)))

    assert read.times.tolist() == [time.replace(tzinfo=None) for time in times]
    assert read.values.shape == (count, 2)
    expected = values.copy()
    expected[list(missing), 0] = np.nan
    assert np.allclose(read.values, expected, atol=5e-3, rtol=1e-6, equal_nan=True)
    kinds = {note.kind for note in read.notes}
    assert ("order of time" in kinds) == newest_first
    assert "missing" in kinds
    if comma:
        assert "decimal comma" in kinds
    elif thousands and (np.abs(values) >= 1000).any():
        assert "thousands marks" in kinds


LETTERS = st.text(st.characters(codec="utf-8", categories=("Lu", "Ll", "Zs", "Po", "Nd")), max_size=12)
WORDS = st.builds("{} {}".format, st.sampled_from(["good", "schlecht", "très", "да", "κακό"]), LETTERS)


@fair
@given(data=st.data())
def test_texts_are_read_as_they_were_written(data):
    texts = data.draw(st.lists(WORDS, min_size=30, max_size=50), "texts")
    texts = [" ".join(f"{text} {i}".split()) for i, text in enumerate(texts)]
    names = data.draw(st.sampled_from([("bad", "good"), ("0", "1"), ("1", "2", "10")]), "classes")
    labels = [names[i % len(names)] for i in range(len(texts))]
    delimiter = data.draw(st.sampled_from([",", ";", "\t"]), "delimiter")
    quoting = data.draw(st.sampled_from(QUOTING), "quoting")
    rows = [["text", "label"], *map(list, zip(texts, labels, strict=True))]
    encoding = data.draw(st.sampled_from(["utf-8", "utf-16", "utf-8-sig"]), "encoding")
    read = read_texts(read_table(written(rows, delimiter, quoting, encoding)))
    assert (read.text, read.label) == ("text", "label")
    assert read.classes == names
    assert read.labels == tuple(labels)
    import unicodedata

    assert read.texts == tuple(unicodedata.normalize("NFC", text) for text in texts)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_a_table_of_numbers_alone_keeps_every_cell(delimiter):
    rows = [[i, i * 7 % 11, -i / 4] for i in range(60)]
    table = read_table(written(rows, delimiter, csv.QUOTE_MINIMAL, "utf-8"))
    assert (len(table.rows), len(table.names), table.header) == (60, 3, False)
