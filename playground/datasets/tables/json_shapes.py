"""The shapes in which programs write a table as JSON: each becomes a list of records."""

from typing import Any

from playground.datasets.tables.table import unique
from playground.errors import UploadError
from playground.languages import _

FEWEST_ROWS = 5
"""Entries of an object that is taken for a table and not for one thing."""
DEEPEST = 3
"""How many names may lead to the records."""


def found_records(found: dict[str, Any]) -> tuple[str, list[Any], list[str]]:
    """Where the table stands in an object, its records, and where else there are some.  Raises `UploadError`."""
    tables = dict(_tables(found))
    if not tables:
        raise UploadError(
            _(
                "The file is a JSON object without one list of records in it. Save the records as a JSON array, one "
                "object per record."
            )
        )
    name = max(tables, key=lambda one: len(tables[one]))  # of several as long the first
    return name, tables[name], [one for one in tables if one != name]


def as_records(rows: list[Any]) -> list[Any]:
    """A list of objects as it is; lists in a list with the names of the columns, which the first may hold."""
    if not rows or not all(isinstance(row, list) for row in rows):
        return rows
    width = max(map(len, rows))
    head = [str(cell) if isinstance(cell, str) else "" for cell in rows[0]]
    named = len(rows) > 1 and all(head)
    names = unique([*(head if named else []), *[""] * (width - (len(head) if named else 0))])
    return [dict(zip(names, row, strict=False)) for row in (rows[1:] if named else rows)]


def _tables(found: dict[str, Any], above: str = "", depth: int = 1) -> list[tuple[str, list[Any]]]:
    """Each table in an object: where it stands and its records."""
    whole = _table(found)
    if whole is not None:
        return [(above, whole)]
    tables: list[tuple[str, list[Any]]] = []
    for name, value in found.items():
        if isinstance(value, dict) and depth < DEEPEST:
            tables += _tables(value, str(name), depth + 1)
        elif isinstance(value, list) and value and (isinstance(value[0], list | dict) or len(found) == 1):
            tables.append((str(name), as_records(value)))
    return tables


def _table(found: dict[str, Any]) -> list[Any] | None:
    """The records of an object that is one table: columns by name, records by name, or columns, index and data."""
    values = list(found.values())
    if isinstance(found.get("columns"), list) and isinstance(found.get("data"), list):
        return as_records([list(map(str, found["columns"])), *found["data"]])
    if len(values) > 1 and all(isinstance(value, list) and value for value in values):
        if all(isinstance(value[0], list | dict) for value in values):  # each is a table
            return None
        longest = max(map(len, values))
        if longest * len(values) > 2 * sum(map(len, values)):  # hardly columns of one table
            return None
        return [{name: v[i] if i < len(v) else None for name, v in found.items()} for i in range(longest)]
    if not values or not all(isinstance(value, dict) and value for value in values):
        return None
    keys = list(dict.fromkeys(key for value in values for key in value))
    if len(keys) < len(values) >= FEWEST_ROWS:  # a record by its time or its number
        return [{"key": key, **value} for key, value in found.items()]
    if len(keys) >= FEWEST_ROWS and all(len(value) == len(keys) for value in values):
        counted = keys == [str(number) for number in range(len(keys))]
        return [({} if counted else {"key": k}) | {name: value[k] for name, value in found.items()} for k in keys]
    return None
