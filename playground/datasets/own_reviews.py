"""A learner's own texts with their labels, out of an uploaded file."""

from collections import Counter
from pathlib import PurePath
from random import Random
from typing import Any, ClassVar, Literal

import numpy as np
from pydantic import Field

from playground import text
from playground.datasets import parsed, uploads
from playground.datasets.archive import Review
from playground.datasets.base import Dataset, Progress, Splits
from playground.datasets.delimited import Delimited, read_delimited
from playground.errors import UploadError

FEWEST_ROWS = 20
MOST_CLASSES = 100
MOST_WORDS = 20_000
LONGEST_LABEL = 100
EXAMPLES = "texts.arrow"
WORD = text.SPLITTERS["words"].pattern


class OwnReviews(Dataset):
    """Texts of any kind, each with one of 2 to 100 labels; a fifth of every class is kept for the test."""

    name: Literal["own_reviews"] = "own_reviews"
    upload: str = Field("", pattern=uploads.ID, description="The id of an uploaded file; the Data page gives it.")

    title: ClassVar[str] = "Your own texts"
    about: ClassVar[str] = (
        "A CSV file of your own with a column of texts and a column of labels. Two labels or a hundred, any names, any "
        "language that puts spaces between words. One fifth of each class is kept for the test."
    )
    source: ClassVar[str] = "A file uploaded to this server"
    licence: ClassVar[str] = "Whatever you allow; it stays on this server, and whoever has its link can read it"
    citation: ClassVar[str] = "The source of your file"

    @property
    def known(self) -> uploads.About:
        """What is known of the file; raises `UploadError` when there is none."""
        return uploads.about(self.upload, "texts")

    @property
    def class_names(self) -> tuple[str, ...]:
        """The labels in the order of the alphabet; those of film reviews until a file is uploaded."""
        known = uploads.known(self.upload, "texts")
        return known.class_names if known else ("negative", "positive")

    @property
    def task(self) -> str:
        """binary: two labels; multiclass: more."""
        return "binary" if len(self.class_names) == 2 else "multiclass"

    @property
    def num_train(self) -> int:
        return self.known.num_train

    def label(self) -> str:
        known = uploads.known(self.upload, "texts")
        return known.title if known else self.title

    def is_here(self) -> bool:
        return uploads.is_here(self.upload)

    def is_ready(self) -> bool:
        return self.is_here()

    def load(self, progress: Progress | None = None) -> Splits:
        """The texts, mapped from the stored file; raises `UploadError` when it is not here, or damaged."""
        splits = parsed.load(uploads.examples(self.upload, "texts") / EXAMPLES, None)
        if splits is None:
            raise uploads.damaged(self.upload)
        return splits


def store_texts(
    data: bytes,
    file_name: str,
    text_column: str,
    label_column: str,
    *,
    skip_incomplete: bool = False,
    learner: str = "",
    **reading: Any,
) -> OwnReviews:
    """Check and keep a file of texts and labels.

    skip_incomplete: leave out rows without a text or a label instead of complaining about the first
    reading: encoding, delimiter and header where the learner has changed what was guessed
    Raises `UploadError` with the first thing that is wrong, and `StorageError`.
    """
    choices = {
        "kind": "texts",
        "text": text_column,
        "label": label_column,
        "skip_incomplete": skip_incomplete,
    } | reading
    upload = uploads.upload_id(data, choices)
    if uploads.is_here(upload):
        uploads.own(upload, learner)
        return OwnReviews(upload=upload)
    texts, labels = labelled_texts(read_delimited(data, **reading), text_column, label_column, skip_incomplete)
    reviews, class_names = _split(texts, labels)
    num_test = sum(review.split == "test" for review in reviews)
    known = uploads.About(
        kind="texts",
        title=PurePath(file_name).name[:100] or "file.csv",
        class_names=class_names,
        num_train=len(reviews) - num_test,
        num_test=num_test,
        choices=choices,
    )
    with uploads.storing(upload, known, learner) as folder:
        parsed.parse(reviews, folder / EXAMPLES, upload)
    return OwnReviews(upload=upload)


def labelled_texts(
    file: Delimited, text_column: str, label_column: str, skip_incomplete: bool = False
) -> tuple[list[str], list[str]]:
    """The texts and the labels of a file, row by row.  Raises `UploadError` naming the row or column at fault."""
    if text_column == label_column:
        raise UploadError(f"{text_column!r} was chosen as text and as label. Choose two different columns.")
    texts = [cell.strip() for cell in file.column(text_column).to_pylist()]
    labels = [" ".join(cell.split()) for cell in file.column(label_column).to_pylist()]
    incomplete = [i for i in range(len(texts)) if not labels[i] or not WORD.search(texts[i])]
    if incomplete and not skip_incomplete:
        first = incomplete[0]
        missing, column = ("label", label_column) if not labels[first] else ("text with a word in it", text_column)
        others = f"; {len(incomplete):,} rows are incomplete" if len(incomplete) > 1 else ""
        raise UploadError(
            f"Row {file.rows[first]:,} has no {missing} in column {column!r}{others}. Fill them in, or choose to leave "
            "out incomplete rows."
        )
    left_out = set(incomplete)
    kept = [i for i in range(len(texts)) if i not in left_out]
    if len(kept) < FEWEST_ROWS:
        raise UploadError(f"The file has {len(kept)} rows with text and label; expected at least {FEWEST_ROWS}.")
    _check_texts(file, text_column, texts, kept)
    _check_labels(file, label_column, labels, kept)
    return [texts[i] for i in kept], [labels[i] for i in kept]


def _check_texts(file: Delimited, column: str, texts: list[str], kept: list[int]) -> None:
    for i in kept:
        if len(texts[i]) >= 2 * MOST_WORDS and (count := len(text.words(texts[i]))) > MOST_WORDS:
            raise UploadError(
                f"The text in row {file.rows[i]:,} of column {column!r} has {count:,} words; expected at most "
                f"{MOST_WORDS:,}. Cut it, or look for a quotation mark that is never closed."
            )


def _check_labels(file: Delimited, column: str, labels: list[str], kept: list[int]) -> None:
    first_rows = {labels[i]: i for i in reversed(kept)}
    counts = Counter(labels[i] for i in kept)
    if len(counts) == 1:
        raise UploadError(f"Column {column!r} holds one label only, {labels[kept[0]]!r}. Choose a column with several.")
    if len(counts) > MOST_CLASSES:
        raise UploadError(
            f"Column {column!r} holds {len(counts):,} different labels; expected at most {MOST_CLASSES}. Perhaps it is "
            "not the column of labels: choose another."
        )
    for label, count in counts.items():
        row = file.rows[first_rows[label]]
        if len(label) > LONGEST_LABEL:
            raise UploadError(
                f"The label in row {row:,} of column {column!r} has {len(label):,} characters; expected at most "
                f"{LONGEST_LABEL}. Perhaps it is not the column of labels: choose another."
            )
        if count < 2:
            raise UploadError(
                f"Only row {row:,} has the label {label!r}; each needs two rows at least, one to learn from and one "
                "for the test. Add some, or delete that row."
            )


def _split(texts: list[str], labels: list[str]) -> tuple[list[Review], tuple[str, ...]]:
    """The examples in a fixed random order with a fifth of each class set aside, and the classes."""
    class_names = tuple(sorted(set(labels)))
    targets = np.array([class_names.index(label) for label in labels])
    random = Random(0)
    test = set()
    for target in range(len(class_names)):
        rows = np.flatnonzero(targets == target).tolist()
        test.update(random.sample(rows, max(1, round(len(rows) / 5))))
    numbers = random.sample(range(len(texts)), len(texts))  # a file is often sorted by label
    reviews = [
        Review("test" if i in test else "train", numbers[i], int(targets[i]), texts[i]) for i in range(len(texts))
    ]
    return reviews, class_names
