"""JSON as a table: one object per line, an array of records, columns, or records under a name."""

import json
import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

import numpy as np

from playground.datasets.tables.decoding import decode
from playground.datasets.tables.json_shapes import as_records, found_records
from playground.datasets.tables.notes import Note, cell_text, listed
from playground.datasets.tables.table import Table, unique
from playground.datasets.tables.values import MOST_FIELDS, cell_of, strings
from playground.errors import UploadError
from playground.languages import N_, _

ASSIGNED = re.compile(r"\s*(?:(?:var|let|const)\s+)?[A-Za-z_$][\w.$]*\s*=\s*(?=[\[{])")
"""What turns JSON into JavaScript, as in the archive of one's tweets."""
LINE, RECORD = N_("Line {number:,}"), N_("Record {number:,}")
WITHIN = {LINE: N_("line {number:,}"), RECORD: N_("record {number:,}")}
"""The same within a sentence."""
DEEPEST = 5
"""Objects inside objects that become columns."""


def json_lines(data: bytes) -> Table:
    """One JSON object per line."""
    decoded, records, rows = decode(data), [], []
    for number, line in enumerate(decoded.text.splitlines(), start=1):
        if line.strip():
            records.append(_parsed(line, _(LINE, number=number)))
            rows.append(number)
    return _of_records(records, rows, "JSON Lines", LINE, decoded.encoding, decoded.notes)


def json_array(data: bytes) -> Table:
    """A JSON array of objects or of arrays, or an object that holds such records or columns somewhere."""
    decoded = decode(data)
    found = _parsed(ASSIGNED.sub("", decoded.text, count=1).rstrip().removesuffix(";"), _("The file"))
    notes = decoded.notes
    if isinstance(found, dict):
        name, records, others = found_records(found)
        if others:
            sentence = _(
                "The records under {name!r} were read; not those under {others}. Save others as a file of their own.",
                name=name,
                others=listed([repr(one) for one in others]),
            )
            notes += (Note("records", sentence),)
    else:
        records = as_records(found)
    return _of_records(records, list(range(1, len(records) + 1)), "JSON", RECORD, decoded.encoding, notes)


def _parsed(text: str, where: str) -> Any:
    try:
        return json.loads(text)
    except ValueError as error:
        what = str(error)
        if isinstance(error, json.JSONDecodeError):
            what = _("{message} at character {character:,}", message=error.msg, character=error.colno)
        raise UploadError(
            _("{where} is not valid JSON ({what}). Correct it, or save the table as CSV.", where=where, what=what)
        ) from None
    except RecursionError:
        raise UploadError(
            _("{where} holds too many brackets inside brackets. Save the table as CSV.", where=where)
        ) from None


def _of_records(
    records: list[Any], rows: list[int], format: str, what: str, encoding: str, notes: tuple[Note, ...]
) -> Table:
    """Objects as a table; a field that only some have is empty in the others."""
    fields: dict[tuple[str, ...], None] = {}
    cells: list[dict[tuple[str, ...], Any]] = []
    lists: tuple[int, str, Any] | None = None
    for number, record in zip(rows, records, strict=True):
        if not isinstance(record, dict):
            raise UploadError(
                _(
                    "{place} is {cell}; expected an object such as {object}.",
                    place=_(what, number=number),
                    cell=cell_text(json.dumps(record, ensure_ascii=False)),
                    object='{"text": "…", "label": "…"}',
                )
            )
        row = dict(islice(_flat(record), MOST_FIELDS + 1))
        for path, value in row.items():
            if isinstance(value, list) and len(value) == 1 and not isinstance(value[0], list | dict):
                lists = lists or (number, path[-1], value)
                row[path] = value[0]
        cells.append(row)
        fields |= dict.fromkeys(row)
        if len(fields) > MOST_FIELDS:
            raise UploadError(
                _(
                    "The file has more than {most:,} different fields. Keep those you need.",
                    most=MOST_FIELDS,
                )
            )
    if lists:
        number, name, value = lists
        sentence = _(
            "Lists of one value were taken for the value: {list} in column {name!r}, {place}, is {cell}.",
            list=cell_text(cell_of(value)),
            name=name,
            place=_(WITHIN[what], number=number),
            cell=cell_text(value[0]),
        )
        notes += (Note("lists", sentence),)
    columns = tuple(strings([cell_of(row.get(path)) for row in cells]) for path in fields)
    return Table(unique(_names(list(fields))), columns, np.array(rows, np.int64), format, encoding, notes=notes)


def _flat(record: dict[str, Any], above: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """The values of an object and of the objects in it, each with the names that lead to it."""
    for name, value in record.items():
        path = (*above, str(name))
        if isinstance(value, list) and len(value) == 1 and isinstance(value[0], dict):
            value = value[0]
        if isinstance(value, dict) and value and len(path) < DEEPEST:
            yield from _flat(value, path)
        else:
            yield path, value


def _names(paths: list[tuple[str, ...]]) -> list[str]:
    """The last name of each path, where it is the only one of that name; else the whole path."""
    last = [path[-1] for path in paths]
    return [path[-1] if last.count(path[-1]) == 1 else ".".join(path) for path in paths]
