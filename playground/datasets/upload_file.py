"""A file on this machine as an upload: which kind it is, kept as the Data page keeps it, and told in plain values."""

from pathlib import Path
from typing import Any, Literal

from playground.datasets import uploads
from playground.datasets.own_reviews import OwnReviews, store_texts
from playground.datasets.own_series import OwnSeries, store_series
from playground.datasets.tables import Table, read_table
from playground.datasets.tables.series import read_series
from playground.datasets.tables.texts import TEXT_NAMES, WITHOUT_SPACES, propose_columns, read_texts
from playground.errors import UploadError

Kind = Literal["texts", "series"]
FEWEST_LETTERS = 8
"""Letters per cell, on average, of a column of texts."""


def kind_of(table: Table) -> Kind:
    """What a table probably is: texts where one column holds different phrases and another labels, else a series."""
    import pyarrow.compute as pc

    text, label = propose_columns(table)
    cells = table.column(text)
    letters = float(pc.mean(pc.utf8_length(pc.replace_substring_regex(cells, r"[^\p{L}]", ""))).as_py() or 0)
    if pc.any(pc.match_substring_regex(cells[:100], WITHOUT_SPACES.pattern)).as_py():
        letters *= 3  # of Chinese and Japanese one stands for several
    different = pc.count_distinct(cells).as_py()
    if text == label or letters < FEWEST_LETTERS or different < 3:
        try:
            read_series(table)
        except UploadError:
            named = text.strip().lower() in TEXT_NAMES
            return "texts" if letters >= FEWEST_LETTERS or named else "series"
        return "series"
    try:
        read_texts(table)
    except UploadError:
        return "series"
    return "texts"


def other_kind(table: Table, kind: Kind) -> Kind | None:
    """The kind that a table is where it was taken for `kind`; None where it is that, or cannot be read otherwise."""
    found = kind_of(table)
    if found == kind:
        return None
    try:
        (read_texts if found == "texts" else read_series)(table)
    except UploadError:
        return None
    return found


def upload_file(path: Path, kind: Kind | None = None, learner: str = "") -> tuple[OwnReviews | OwnSeries, Kind]:
    """Read and keep a file.  kind: None: found out.  Raises `UploadError`, `StorageError`."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UploadError(f"{path} cannot be read: {error.strerror}. Give the path of a file.") from None
    kind = kind or kind_of(read_table(data))
    store = store_texts if kind == "texts" else store_series
    return store(data, path.name, learner=learner), kind


def told(upload: str, kind: Kind) -> dict[str, Any]:
    """What is known of an upload, for a program to read."""
    known = uploads.about(upload, kind)
    found: dict[str, Any] = {
        "id": upload,
        "kind": kind,
        "rows": known.num_rows if kind == "series" else known.num_train + known.num_test,
        "encoding": known.encoding or None,
        "delimiter": known.delimiter or None,
        "header": known.header,
        "notes": list(known.notes),
    }
    if kind == "texts":
        return found | {
            "text": known.choices["text"],
            "label": known.choices["label"],
            "classes": list(known.class_names),
            "split": known.split,
            "repeated": known.repeated,
        }
    time = known.choices["time"]
    return found | {
        "time": None if not time else time[0] if len(time) == 1 else time,
        "first": known.first,
        "last": known.last,
        "target": known.names[known.target],
        "numbers": list(known.names),
        "missing": known.missing,
    }
