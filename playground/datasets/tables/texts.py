"""A table as labelled texts: which columns are meant, what had to be mended, and how texts are split into tokens."""

import re
from collections import Counter
from dataclasses import dataclass, field
from html import unescape
from typing import Any

from playground.datasets import tokenizers
from playground.datasets.tables.labels import (
    MOST_CLASSES,
    check_labels,
    in_order,
    joined,
    whole_numbers,
    without_blanks,
    without_single,
)
from playground.datasets.tables.notes import Decisions, Note, cell_text, counted, decide
from playground.datasets.tables.numbers import read_numbers
from playground.datasets.tables.table import Table
from playground.datasets.tables.text_split import equal_as
from playground.errors import UploadError

FEWEST_ROWS = 20
MOST_WORDS = 20_000
LABEL_NAMES = ("label", "class", "target", "sentiment", "category", "rating", "stars", "polarity", "score", "overall")
TEXT_NAMES = ("text", "review", "comment", "sentence", "message", "tweet", "content", "body", "reviewtext")
MARK = re.compile(r"<\s*(?:br|/?p|/?div|/?span|/?b|/?i|/?em|/?strong|/?a|/?ul|/?li|/?h[1-6])\b[^<>]*>", re.IGNORECASE)
ENTITY = re.compile(r"&(?:[a-zA-Z]{2,8}|#\d{1,6}|#x[0-9a-fA-F]{1,6});")
WITHOUT_SPACES = re.compile(
    "[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]"
)
"""Letters of Chinese, Japanese, Thai, Lao, Burmese and Khmer, which put no spaces between words."""
CHINESE = re.compile("[\u4e00-\u9fff]")
JAPANESE = re.compile("[\u3040-\u30ff]")


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


def propose_columns(table: Table) -> tuple[str, str]:
    """Which columns are probably the text and the label; the same one when there is no other."""
    import pyarrow.compute as pc

    length, different, words = {}, {}, {}
    for name, column in zip(table.names, table.columns, strict=True):
        some = column[:5_000]
        length[name] = float(pc.mean(pc.utf8_length(some)).as_py() or 0)
        different[name] = pc.count_distinct(column.filter(pc.greater(pc.utf8_length(column), 0))).as_py()
        numbers = read_numbers(some, table.delimiter)
        words[name] = numbers.filled * 2 < len(some)
    rows = len(table.rows)

    def called(name: str, names: tuple[str, ...]) -> bool:
        return name.strip().lower().replace("_", "").replace(" ", "") in names

    def like_text(name: str) -> tuple[Any, ...]:
        return words[name], called(name, TEXT_NAMES) and different[name] > 2, length[name]

    def like_label(name: str) -> tuple[Any, ...]:
        few = 2 <= different[name] <= min(MOST_CLASSES, max(rows / 2, 2))
        return few, called(name, LABEL_NAMES), -different[name]

    found = max(table.names, key=like_text)
    others = [name for name in table.names if name != found] or [found]
    return found, max(others, key=like_label)


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
                f"The file has one column, {text_column!r}; expected one of texts and one of labels. Choose a file "
                "with both, or the delimiter between them."
            )
        raise UploadError(f"{text_column!r} was chosen as text and as label. Choose two different columns.")
    notes = list(table.notes)
    texts = _without_marks(
        table, text_column, [c.strip() for c in table.column(text_column).to_pylist()], notes, choices
    )
    labels = whole_numbers(without_blanks(table, label_column, notes))
    split = _split(texts, notes, choices.decisions)
    kept = _complete(table, text_column, label_column, texts, labels, split, notes, choices.decisions)
    labels = joined(table, label_column, labels, kept, notes, choices.decisions)
    kept = without_single(table, label_column, labels, kept, notes)
    if len(kept) < FEWEST_ROWS:
        raise UploadError(
            f"The file has {counted(len(kept), 'row')} with text and label; expected at least {FEWEST_ROWS}."
        )
    _check_texts(table, text_column, texts, kept, split)
    check_labels(table, label_column, labels, kept)
    texts, labels = [texts[i] for i in kept], [labels[i] for i in kept]
    _check_different(table, texts, labels, kept)
    repeated = _repeated(table, texts, kept, notes)
    return TextsRead(
        text_column, label_column, tuple(texts), tuple(labels), in_order(labels), split, repeated, tuple(notes)
    )


def _without_marks(table: Table, column: str, texts: list[str], notes: list[Note], choices: TextChoices) -> list[str]:
    """Without marks of HTML, and with its entities as characters, unless they are to be kept."""
    found = [at for at, one in enumerate(texts) if MARK.search(one) or ENTITY.search(one)]
    if not found:
        return texts
    options = {"removed": "remove the marks", "kept": "keep them as text"}
    chosen = decide(choices.decisions, "HTML", options, "removed")
    mended = list(texts)
    for at in found if chosen == "removed" else ():
        mended[at] = re.sub(r"[ \t]*\n\s*", "\n", unescape(MARK.sub("\n", texts[at]))).strip()
    match = MARK.search(texts[found[0]]) or ENTITY.search(texts[found[0]])
    notes.append(
        Note(
            "HTML",
            f"Marks of HTML {'removed from' if chosen == 'removed' else 'kept in'} {counted(len(found), 'text')}: "
            f"{match.group()!r} in row {table.rows[found[0]]:,} of column {column!r}.",
            options,
            chosen,
        )
    )
    return mended


def _split(texts: list[str], notes: list[Note], decisions: Decisions) -> str:
    """How the texts become tokens: at spaces, or where there are none into characters or by a dictionary."""
    some = texts[:: max(1, len(texts) // 500)]
    letters = [letter for one in some for letter in one if letter.isalpha()]
    without = [letter for letter in letters if WITHOUT_SPACES.match(letter)]
    if len(without) * 2 < len(letters) or not letters:
        return "words"
    options = {"characters": "characters"}
    if any(map(CHINESE.match, without)) and not any(map(JAPANESE.match, without)):
        options["chinese_words"] = "words, by a dictionary (jieba)"
    chosen = decide(decisions, "tokens", options, "characters")
    example = next(one for one in some if WITHOUT_SPACES.search(one))
    cut = " · ".join(tokenizers.SPLITTERS[chosen].words(example)[:5])
    notes.append(
        Note(
            "tokens",
            f"The texts put no spaces between words and are split into {options[chosen]}: "
            f"{cell_text(example, 20)} becomes {cut} …",
            options,
            chosen,
        )
    )
    return chosen


def _complete(
    table: Table,
    text_column: str,
    label_column: str,
    texts: list[str],
    labels: list[str],
    split: str,
    notes: list[Note],
    decisions: Decisions,
) -> list[int]:
    """The rows with text and label; the others are left out with a note."""
    has_token = tokenizers.SPLITTERS[split].pattern
    incomplete = [i for i in range(len(texts)) if not labels[i] or not has_token.search(texts[i])]
    if incomplete:
        first = incomplete[0]
        missing, column = ("label", label_column) if not labels[first] else ("text with a word in it", text_column)
        notes.append(
            Note(
                "incomplete rows",
                f"{counted(len(incomplete), 'row')} left out for lack of a text or a label: row {table.rows[first]:,} "
                f"has no {missing} in column {column!r}.",
            )
        )
    left_out = set(incomplete)
    return [i for i in range(len(texts)) if i not in left_out]


def _check_different(table: Table, texts: list[str], labels: list[str], kept: list[int]) -> None:
    """Raise `UploadError` unless each label has two different texts: equal ones stand on one side of the split."""
    of_label: dict[str, str] = {}
    for one, label in zip(texts, labels, strict=True):
        of_label.setdefault(equal_as(one), label)
    counts = Counter(of_label.values())
    for label in dict.fromkeys(labels):
        if counts[label] < 2:
            raise UploadError(
                f"The label {label!r} (row {table.rows[kept[labels.index(label)]]:,}) has "
                f"{counted(counts[label], 'different text')} of its own; each label needs two at least, one to learn "
                "from and one for the test. Add some, or choose another column of texts."
            )


def _repeated(table: Table, texts: list[str], kept: list[int], notes: list[Note]) -> int:
    """How many texts repeat another; they stay, together on one side of the split."""
    seen: dict[str, int] = {}
    again = [at for at, one in enumerate(texts) if seen.setdefault(equal_as(one), at) != at]
    if again:
        at = again[0]
        notes.append(
            Note(
                "repeated texts",
                f"{counted(len(again), 'text repeats', 'texts repeat')} an earlier one, such as row "
                f"{table.rows[kept[at]]:,}, {cell_text(texts[at])}. Equal texts stand together, either for "
                "training or for the test.",
            )
        )
    return len(again)


def _check_texts(table: Table, column: str, texts: list[str], kept: list[int], split: str) -> None:
    for i in kept:
        if len(texts[i]) >= 2 * MOST_WORDS and (count := tokenizers.SPLITTERS[split].count(texts[i])) > MOST_WORDS:
            raise UploadError(
                f"The text in row {table.rows[i]:,} of column {column!r} has {count:,} tokens; expected at most "
                f"{MOST_WORDS:,}. Cut it, or look for a quotation mark that is never closed."
            )
