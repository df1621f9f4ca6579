"""A table as labelled texts: which columns are meant, what had to be mended, and how texts are split into tokens."""

import re
from dataclasses import dataclass, field
from html import unescape

from playground.datasets import tokenizers
from playground.datasets.tables.equal_texts import check_different, note_contradictions, num_repeated
from playground.datasets.tables.label_cells import (
    NO_LABEL,
    single_labels,
    whole_numbers,
    without_blanks,
    without_missing,
)
from playground.datasets.tables.labels import check_labels, check_repeating, in_order, joined, without_single
from playground.datasets.tables.notes import Decisions, Note, decide
from playground.datasets.tables.table import Table
from playground.datasets.tables.text_columns import other_texts, propose_columns
from playground.datasets.tables.text_tokens import how_to_split
from playground.errors import UploadError
from playground.languages import _, n_

FEWEST_ROWS = 20
MOST_WORDS = 20_000
MARK = re.compile(r"<\s*(?:br|/?p|/?div|/?span|/?b|/?i|/?em|/?strong|/?a|/?ul|/?li|/?h[1-6])\b[^<>]*>", re.IGNORECASE)
ENTITY = re.compile(r"&(?:[a-zA-Z]{2,8}|#\d{1,6}|#x[0-9a-fA-F]{1,6});")


@dataclass(frozen=True)
class TextChoices:
    """What a learner chose; None: proposed.  text, label: columns; decisions: by the kind of a note."""

    text: str | None = None
    label: str | None = None
    decisions: Decisions = field(default_factory=dict)


@dataclass(frozen=True)
class TextsRead:
    """A table as labelled texts.

    text, label: the columns.  texts, labels (examples,): what is kept, in the order of the file
    classes: the labels in their order: numbers by size, others by the alphabet
    split: how texts become tokens, a name in `playground.datasets.tokenizers.SPLITTERS`
    repeated: texts that stand there more than once, counted without the first of each
    notes: all that was done to the file
    """

    text: str
    label: str
    texts: tuple[str, ...]
    labels: tuple[str, ...]
    classes: tuple[str, ...]
    split: str
    repeated: int
    notes: tuple[Note, ...]


def read_texts(table: Table, choices: TextChoices | None = None) -> TextsRead:
    """Read a table as labelled texts.  Raises `UploadError` with the first thing that cannot be mended."""
    choices = choices or TextChoices()
    text_column, label_column = propose_columns(table)
    text_column = choices.text if choices.text is not None else text_column
    if choices.label is not None:
        label_column = choices.label
    elif label_column == text_column:
        label_column = next((name for name in table.names if name != text_column), label_column)
    if text_column == label_column:
        if len(table.names) == 1:
            raise UploadError(
                _(
                    "The file has one column, {text_column!r}; expected one of texts and one of labels. Choose "
                    "a file with both, or the delimiter between them.",
                    text_column=text_column,
                )
            )
        raise UploadError(
            _("{text_column!r} was chosen as text and as label. Choose two different columns.", text_column=text_column)
        )
    notes = list(table.notes)
    texts = _without_marks(
        table, text_column, [c.strip() for c in table.column(text_column).to_pylist()], notes, choices
    )
    labels = whole_numbers(single_labels(table, label_column, without_blanks(table, label_column, notes), notes))
    given, labels = labels, without_missing(table, label_column, labels, notes, choices.decisions)
    said = {at for at, label in enumerate(given) if label and not labels[at]}
    texts = ["" if text in NO_LABEL else text for text in texts]
    split = how_to_split(texts, notes, choices.decisions)
    kept = _complete(table, text_column, label_column, texts, labels, split, notes, said)
    check_repeating(label_column, [labels[i] for i in kept])
    labels = joined(table, label_column, labels, kept, notes, choices.decisions)
    kept = without_single(table, label_column, labels, kept, notes)
    if len(kept) < FEWEST_ROWS:
        raise UploadError(
            n_(
                "The file has {number:,} row with text and label; expected at least {least}.",
                "The file has {number:,} rows with text and label; expected at least {least}.",
                len(kept),
                least=FEWEST_ROWS,
            )
        )
    _check_texts(table, text_column, texts, kept, split)
    check_labels(table, label_column, labels, kept)
    texts, labels = [texts[i] for i in kept], [labels[i] for i in kept]
    check_different(table, texts, labels, kept)
    repeated = num_repeated(table, texts, kept, notes)
    note_contradictions(table, texts, labels, kept, notes)
    notes += other_texts(table, text_column, label_column)
    return TextsRead(
        text_column, label_column, tuple(texts), tuple(labels), in_order(labels), split, repeated, tuple(notes)
    )


def _without_marks(table: Table, column: str, texts: list[str], notes: list[Note], choices: TextChoices) -> list[str]:
    """Without marks of HTML, and with its entities as characters, unless they are to be kept."""
    found = [at for at, one in enumerate(texts) if MARK.search(one) or ENTITY.search(one)]
    if not found:
        return texts
    options = {"removed": _("remove the marks"), "kept": _("keep them as text")}
    chosen = decide(choices.decisions, "HTML", options, "removed")
    mended = list(texts)
    for at in found if chosen == "removed" else ():
        mended[at] = re.sub(r"[ \t]*\n\s*", "\n", unescape(MARK.sub("\n", texts[at]))).strip()
    match = MARK.search(texts[found[0]]) or ENTITY.search(texts[found[0]])
    assert match
    example = {"mark": match.group(), "row": table.rows[found[0]], "column": column}
    if chosen == "removed":
        sentence = n_(
            "Marks of HTML removed from {number:,} text: {mark!r} in row {row:,} of column {column!r}.",
            "Marks of HTML removed from {number:,} texts: {mark!r} in row {row:,} of column {column!r}.",
            len(found),
            **example,
        )
    else:
        sentence = n_(
            "Marks of HTML kept in {number:,} text: {mark!r} in row {row:,} of column {column!r}.",
            "Marks of HTML kept in {number:,} texts: {mark!r} in row {row:,} of column {column!r}.",
            len(found),
            **example,
        )
    notes.append(
        Note(
            "HTML",
            sentence,
            options,
            chosen,
        )
    )
    return mended


def _complete(
    table: Table,
    text_column: str,
    label_column: str,
    texts: list[str],
    labels: list[str],
    split: str,
    notes: list[Note],
    said: set[int],
) -> list[int]:
    """The rows with text and label; the others are left out with a note, but for those of which one `said` why."""
    has_token = tokenizers.SPLITTERS[split].pattern
    incomplete = [i for i in range(len(texts)) if not labels[i] or not has_token.search(texts[i])]
    unsaid = [i for i in incomplete if i not in said]
    if unsaid:
        first = unsaid[0]
        missing, column = (
            (_("label"), label_column) if not labels[first] else (_("text with a word in it"), text_column)
        )
        notes.append(
            Note(
                "incomplete rows",
                n_(
                    "{number:,} row left out for lack of a text or a label: row {row:,} has no {missing} in "
                    "column {column!r}.",
                    "{number:,} rows left out for lack of a text or a label: row {row:,} has no {missing} in "
                    "column {column!r}.",
                    len(unsaid),
                    row=table.rows[first],
                    missing=missing,
                    column=column,
                ),
            )
        )
    left_out = set(incomplete)
    return [i for i in range(len(texts)) if i not in left_out]


def _check_texts(table: Table, column: str, texts: list[str], kept: list[int], split: str) -> None:
    for i in kept:
        if len(texts[i]) >= 2 * MOST_WORDS and (count := tokenizers.SPLITTERS[split].count(texts[i])) > MOST_WORDS:
            raise UploadError(
                _(
                    "The text in row {row:,} of column {column!r} has {count:,} tokens; expected at most "
                    "{most:,}. Cut it, or look for a quotation mark that is never closed.",
                    row=table.rows[i],
                    column=column,
                    count=count,
                    most=MOST_WORDS,
                )
            )
