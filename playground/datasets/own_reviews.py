"""A learner's own texts with their labels, out of an uploaded file."""

from pathlib import PurePath
from random import Random
from typing import ClassVar, Literal

import numpy as np
from pydantic import Field

from playground.datasets import parsed, uploads
from playground.datasets.archive import Review
from playground.datasets.base import Dataset, Progress, Splits
from playground.datasets.tables import Reading, Table, read_table
from playground.datasets.tables.text_split import equal_as, split_texts
from playground.datasets.tables.texts import TextChoices, read_texts
from playground.datasets.tokenizers import SPLITTERS
from playground.languages import N_

EXAMPLES = "texts.arrow"


class OwnReviews(Dataset):
    """Texts of any kind, each with one of 2 to 100 labels; a fifth of every class is kept for the test."""

    name: Literal["own_reviews"] = "own_reviews"
    upload: str = Field("", pattern=uploads.ID, description=N_("The id of an uploaded file; the Data page gives it."))

    is_own: ClassVar[bool] = True
    repeats: ClassVar[bool] = True
    title: ClassVar[str] = N_("Labelled texts (CSV)")
    about: ClassVar[str] = N_(
        "A file of your own with a column of texts and one of labels: CSV, Excel, JSON Lines or Parquet. Two labels or "
        "a hundred, any names, any language. One fifth of each class is kept for the test."
    )
    source: ClassVar[str] = N_("A file uploaded to this server")
    licence: ClassVar[str] = N_("Whatever you allow; it stays on this server, and whoever has its link can read it")
    citation: ClassVar[str] = N_("The source of your file")

    @property
    def known(self) -> uploads.About:
        """What is known of the file; raises `UploadError` when there is none."""
        return uploads.about(self.upload, "texts")

    @property
    def class_names(self) -> tuple[str, ...]:
        """The labels, numbers by size, others by the alphabet; those of film reviews until a file is uploaded."""
        known = uploads.known(self.upload, "texts")
        return known.class_names if known else ("negative", "positive")

    @property
    def splitter(self) -> str:
        """How the texts become tokens."""
        known = uploads.known(self.upload, "texts")
        return known.split if known else "words"

    @property
    def longest(self) -> int:
        """Tokens of the longest training text; 0 where it was not counted."""
        known = uploads.known(self.upload, "texts")
        return known.longest if known else 0

    @property
    def task(self) -> str:
        """binary: two labels; multiclass: more."""
        return "binary" if len(self.class_names) == 2 else "multiclass"

    @property
    def class_counts(self) -> tuple[int, ...]:
        """How many texts of each class are for training."""
        known = uploads.known(self.upload, "texts")
        return known.class_counts if known else ()

    @property
    def num_train(self) -> int:
        return self.known.num_train

    def label(self) -> str:
        known = uploads.known(self.upload, "texts")
        return known.label if known else self.title

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
    choices: TextChoices | None = None,
    reading: Reading | None = None,
    learner: str = "",
    table: Table | None = None,
) -> OwnReviews:
    """Check and keep a file of texts and labels, read as the learner chose; what was not chosen is proposed.

    table: the file, where it was read before.
    Raises `UploadError` with the first thing that is wrong, and `StorageError`.
    """
    choices, reading = choices or TextChoices(), reading or Reading()
    said = {"kind": "texts", "text": choices.text, "label": choices.label} | reading.model_dump()
    said["decisions"] = dict(choices.decisions)
    upload = uploads.upload_id(data, said)
    if uploads.is_here(upload):
        uploads.own(upload, learner)
        return OwnReviews(upload=upload)
    table = table or read_table(data, reading)
    read = read_texts(table, choices)
    test = split_texts(read.texts, read.labels, read.classes)
    numbers = Random(0).sample(range(len(test)), len(test))  # a file is often sorted by label
    reviews = [
        Review("test" if test[i] else "train", numbers[i], read.classes.index(read.labels[i]), read.texts[i])
        for i in range(len(test))
    ]
    parts = {name: [one.text for one in reviews if one.split == name] for name in ("train", "test")}
    known = uploads.About(
        kind="texts",
        title=PurePath(file_name).name[:100] or "file.csv",
        class_names=read.classes,
        class_counts=tuple(np.bincount([review.target for review in reviews if review.split == "train"]).tolist()),
        num_train=int((~test).sum()),
        num_test=int(test.sum()),
        split=read.split,
        repeated=read.repeated,
        different_train=len(set(map(equal_as, parts["train"]))),
        different_test=len(set(map(equal_as, parts["test"]))),
        longest=max(map(SPLITTERS[read.split].count, parts["train"])),
        encoding=table.encoding,
        delimiter=table.delimiter,
        header=table.header,
        choices=said | {"text": read.text, "label": read.label},
        notes=tuple(note.sentence for note in read.notes),
    )
    with uploads.storing(upload, known, learner, data) as folder:
        parsed.parse(reviews, folder / EXAMPLES, upload, read.split)
    return OwnReviews(upload=upload)
