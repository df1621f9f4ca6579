"""What is mended in every table, whatever its format: characters, empty rows and columns, names that come again."""

from dataclasses import replace
from typing import Any

import numpy as np

from playground.datasets.tables.decoding import CONTROL
from playground.datasets.tables.notes import Note, listed
from playground.datasets.tables.table import Table, unique
from playground.errors import UploadError
from playground.languages import _, n_


def tidied(table: Table, notes: tuple[Note, ...]) -> Table:
    """The table in Unicode NFC, without control characters, empty rows and columns, and rows that repeat the names."""
    table = replace(table, notes=(*notes, *table.notes))
    for mend in (_characters, _equal_names, _repeated_names, _empty_rows, _empty_columns):
        table = mend(table)
    if not table.names or not len(table.rows):
        raise UploadError(_("The file holds no rows. Choose one with a row of column names and rows below it."))
    return table


def _characters(table: Table) -> Table:
    """NFC, so that é is one character however it was typed; no control characters."""
    import pyarrow.compute as pc

    pattern, columns, found = CONTROL.pattern.replace("\\x", r"\x"), [], []
    for name, column in zip(table.names, table.columns, strict=True):
        odd = pc.match_substring_regex(column, pattern).to_numpy(zero_copy_only=False)
        if odd.any():
            found += [(int(table.rows[at]), name, column[int(at)].as_py()) for at in np.flatnonzero(odd)]
            column = pc.replace_substring_regex(column, pattern, "")
        columns.append(pc.utf8_normalize(column, "NFC"))
    names = unique([_nfc(CONTROL.sub("", name)) for name in table.names])
    table = replace(table, names=names, columns=tuple(columns))
    if not found:
        return table
    row, name, cell = min(found)
    match = CONTROL.search(cell)
    assert match
    code = ord(match.group())
    sentence = n_(
        "Control characters removed from {number:,} cell: row {row:,} of column {name!r} held one (code {code}).",
        "Control characters removed from {number:,} cells: row {row:,} of column {name!r} held one (code {code}).",
        len(found),
        row=row,
        name=name,
        code=code,
    )
    return _noted(table, Note("control characters", sentence))


def _nfc(text: str) -> str:
    import unicodedata

    return unicodedata.normalize("NFC", text)


def _equal_names(table: Table) -> Table:
    """Columns of the same name were told apart by `unique`, with their number behind it."""
    renamed = [
        (name.removesuffix(f" ({index})"), name)
        for index, name in enumerate(table.names, start=1)
        if name.endswith(f" ({index})") and name.removesuffix(f" ({index})") in table.names[: index - 1]
    ]
    if not renamed:
        return table
    sentence = n_(
        "{number:,} column has the name of an earlier one: the second {name!r} becomes {new!r}.",
        "{number:,} columns have the name of an earlier one: the second {name!r} becomes {new!r}.",
        len(renamed),
        name=renamed[0][0],
        new=renamed[0][1],
    )
    return _noted(table, Note("equal names", sentence))


def _repeated_names(table: Table) -> Table:
    """Files that were stuck together repeat the row of names."""
    import pyarrow.compute as pc

    if not table.header or table.format not in ("CSV", "Excel"):
        return table
    same: Any = None
    for name, column in zip(table.names, table.columns, strict=True):
        equal = pc.equal(pc.utf8_trim_whitespace(column), name)
        same = equal if same is None else pc.and_(same, equal)
    again = same.to_numpy(zero_copy_only=False)
    if not again.any():
        return table
    row = int(table.rows[int(np.argmax(again))])
    sentence = n_(
        "{number:,} row that repeats the names of the columns left out: row {row:,}.",
        "{number:,} rows that repeat the names of the columns left out: row {row:,}.",
        int(again.sum()),
        row=row,
    )
    return _noted(_rows(table, ~again), Note("repeated names", sentence))


def _empty_rows(table: Table) -> Table:
    full = ~np.logical_and.reduce([_blank(column) for column in table.columns])
    if full.all():
        return table
    last = np.flatnonzero(full)[-1] if full.any() else -1
    empty = np.flatnonzero(~full)
    row = int(table.rows[int(empty[0])])
    kept = _rows(table, full)
    if len(table.names) == 1 and (empty > last).all():
        return kept  # only line breaks at the end of the file
    return _noted(
        kept,
        Note(
            "empty rows",
            n_(
                "{number:,} empty row left out: row {row:,}.",
                "{number:,} empty rows left out: row {row:,}.",
                len(empty),
                row=row,
            ),
        ),
    )


def _empty_columns(table: Table) -> Table:
    empty = [bool(_blank(column).all()) for column in table.columns]
    if not any(empty) or all(empty):
        return table
    names = [name for name, gone in zip(table.names, empty, strict=True) if gone]
    kept = [at for at, gone in enumerate(empty) if not gone]
    table = replace(table, names=tuple(table.names[i] for i in kept), columns=tuple(table.columns[i] for i in kept))
    return _noted(
        table,
        Note(
            "empty columns",
            n_(
                "{number:,} empty column left out: {names}.",
                "{number:,} empty columns left out: {names}.",
                len(names),
                names=listed(names),
            ),
        ),
    )


def _blank(column: Any) -> np.ndarray:
    """(rows,) bool."""
    import pyarrow.compute as pc

    empty = pc.equal(pc.utf8_length(pc.utf8_trim_whitespace(column)), 0)
    return np.asarray(empty.to_numpy(zero_copy_only=False))


def _rows(table: Table, kept: np.ndarray) -> Table:
    """The rows where `kept` (rows,) bool."""
    import pyarrow as pa

    mask = pa.array(kept)
    return replace(table, columns=tuple(column.filter(mask) for column in table.columns), rows=table.rows[kept])


def _noted(table: Table, note: Note) -> Table:
    return replace(table, notes=(*table.notes, note))
