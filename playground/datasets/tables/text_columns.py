"""Which columns of a table are the text and its label, and which other texts are not read."""

import re
from typing import Any

from playground.datasets.tables.labels import MOST_CLASSES
from playground.datasets.tables.notes import Note, cell_text, listed
from playground.datasets.tables.numbers import read_numbers
from playground.datasets.tables.table import Table
from playground.languages import _

LABEL_NAMES = ("label", "class", "target", "sentiment", "category", "rating", "stars", "polarity", "score", "overall")
TEXT_NAMES = ("text", "review", "comment", "sentence", "message", "tweet", "content", "body", "reviewtext", "document")
FEWEST_LETTERS = 8
"""Letters per cell, on average, of a column of texts."""
SOME = 5_000
"""Rows that columns are told apart by."""
DENSE = "[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u0e00-\u0eff\uac00-\ud7af]"
"""A letter of Chinese, Japanese, Thai or Korean says as much as three others."""


def called(name: str, names: tuple[str, ...]) -> int:
    """2: a column has one of these names; 1: it is a word of its name, as in clean_text; else 0."""
    name = name.strip().lower()
    if re.sub(r"[_ ]", "", name) in names:
        return 2
    return int(any(word in names for word in re.split(r"[^a-z]+", name)))


def is_words(table: Table, name: str) -> bool:
    """Whether most cells of a column are no numbers."""
    some = table.column(name)[:SOME]
    return read_numbers(some, table.delimiter).filled * 2 < len(some)


def num_different(column: Any) -> int:
    """How many different cells a column has, empty ones not counted."""
    import pyarrow.compute as pc

    return int(pc.count_distinct(column.filter(pc.greater(pc.utf8_length(column), 0))).as_py())


def num_letters(column: Any) -> float:
    """Letters per cell, on average."""
    import pyarrow.compute as pc

    some = column[:SOME]
    letters = pc.utf8_length(pc.replace_substring_regex(some, r"[^\p{L}]", ""))
    dense = pc.count_substring_regex(some, DENSE)
    return float(pc.mean(pc.add(letters, pc.multiply(dense, 2))).as_py() or 0)


def like_labels(different: int, rows: int) -> bool:
    """Whether so many different cells in so many rows can be labels, which come again."""
    return 2 <= different <= min(MOST_CLASSES, max(rows / 2, 2))


def propose_columns(table: Table) -> tuple[str, str]:
    """Which columns are probably the text and the label; the same one when there is no other."""
    import pyarrow.compute as pc

    length, different, words = {}, {}, {}
    for name, column in zip(table.names, table.columns, strict=True):
        length[name] = float(pc.mean(pc.utf8_length(column[:SOME])).as_py() or 0)
        different[name] = num_different(column)
        words[name] = is_words(table, name)

    def like_text(name: str) -> tuple[Any, ...]:
        several = different[name] > 2
        return words[name] and several, several and called(name, TEXT_NAMES), words[name], length[name]

    def like_label(name: str) -> tuple[Any, ...]:
        few = like_labels(different[name], len(table.rows))
        return few, called(name, LABEL_NAMES), -different[name]

    found = max(table.names, key=like_text)
    others = [name for name in table.names if name != found] or [found]
    return found, max(others, key=like_label)


def other_texts(table: Table, text: str, label: str) -> tuple[Note, ...]:
    """The note on columns that hold texts too, and are not read."""
    others = [
        name
        for name, column in zip(table.names, table.columns, strict=True)
        if name not in (text, label)
        and is_words(table, name)
        and num_letters(column) >= FEWEST_LETTERS
        and num_different(column) > 0.1 * len(table.rows)
        and _has_blanks(column)  # an id has none
    ]
    if not others:
        return ()
    column = table.column(others[0]).to_pylist()
    at = next(at for at, cell in enumerate(column) if cell.strip())
    example = {"text": text, "cell": cell_text(column[at]), "row": table.rows[at]}
    if len(others) == 1:
        sentence = _(
            "Column {column!r} left out because only one column of texts is read, and {text!r} was taken: {cell} in "
            "row {row:,}.",
            column=others[0],
            **example,
        )
    else:
        sentence = _(
            "Columns {columns} left out because only one column of texts is read, and {text!r} was taken: {cell} in "
            "row {row:,}.",
            columns=listed(list(map(repr, others))),
            **example,
        )
    return (Note("other texts", sentence),)


def _has_blanks(column: Any) -> bool:
    """Whether most filled cells hold several words."""
    import pyarrow.compute as pc

    some = pc.utf8_trim_whitespace(column[:SOME])
    filled = pc.sum(pc.greater(pc.utf8_length(some), 0)).as_py()
    return bool(pc.sum(pc.match_substring_regex(some, r"\s")).as_py() * 2 > filled)
