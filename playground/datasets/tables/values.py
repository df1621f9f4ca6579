"""Values of JSON or Excel as the texts that stand for them in a table."""

import json
from datetime import date, datetime, time
from typing import Any

MOST_FIELDS = 2_000
"""Columns of a file that is not delimited text."""


def cell_of(value: Any) -> str:
    """One value as a text; empty for none."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, datetime):
        return value.isoformat(sep=" ")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False)
    return str(value)


def strings(values: list[str]) -> Any:
    """An Arrow array of strings."""
    import pyarrow as pa

    return pa.array([value.encode("utf-8", "replace").decode() for value in values], pa.string())
