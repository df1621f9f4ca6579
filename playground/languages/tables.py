"""The texts of our TOML files that a learner reads."""

from collections.abc import Callable, Container
from typing import Any

LESSON = ("heading", "goal", "text", "why", "choices")
"""Fields of a lesson and of its steps."""
TERM = ("name", "also", "finds")
"""Fields of a term that name it."""
A_TERM = "term"
"""The context of its names."""
MEANING = ("says",)
"""Fields of a term that are sentences."""
Change = Callable[[str], str]


def with_texts(table: dict[str, Any], fields: Container[str], change: Change) -> dict[str, Any]:
    """A table with `change` made to every text in its `fields`, and in those of the tables within it."""
    return {
        name: _changed(value, change) if name in fields and not _is_name(value) else _within(value, fields, change)
        for name, value in table.items()
    }


def _is_name(value: Any) -> bool:
    """Whether it is no text but what a link calls by a name: `$contrast`."""
    return isinstance(value, str) and value.startswith("$")


def _changed(value: Any, change: Change) -> Any:
    if isinstance(value, dict):
        return {name: change(text) for name, text in value.items()}
    return change(value) if isinstance(value, str) else [change(text) for text in value]


def _within(value: Any, fields: Container[str], change: Change) -> Any:
    if isinstance(value, dict):
        return with_texts(value, fields, change)
    return [_within(one, fields, change) for one in value] if isinstance(value, list) else value
