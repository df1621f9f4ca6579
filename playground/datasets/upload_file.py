"""A file on this machine as an upload: which kind it is, kept as the Data page keeps it, and told in plain values."""

from pathlib import Path
from typing import Any

from playground.datasets import uploads
from playground.datasets.own_reviews import OwnReviews, store_texts
from playground.datasets.own_series import OwnSeries, store_series
from playground.datasets.tables import Table, read_table
from playground.datasets.tables.kind import Kind, kind_of
from playground.datasets.tables.series import read_series
from playground.datasets.tables.texts import read_texts
from playground.errors import UploadError
from playground.languages import _


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
        raise UploadError(
            _("{path} cannot be read: {strerror}. Give the path of a file.", path=path, strerror=error.strerror)
        ) from None
    table = read_table(data)
    kind = kind or kind_of(table)
    store = store_texts if kind == "texts" else store_series
    return store(data, path.name, learner=learner, table=table), kind


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
