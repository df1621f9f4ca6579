"""`data`: the examples that a script reads, as CSV, where plain Keras cannot get or draw them itself."""

import csv
import io
from pathlib import Path

import numpy as np

from playground.config import RunConfig
from playground.datasets import OwnReviews, Series
from playground.datasets.imdb import Imdb
from playground.datasets.jena import Jena
from playground.datasets.text_examples import as_texts
from playground.datasets.written_reviews import WrittenReviews
from playground.prediction.splits import run_examples
from playground.runs import Run

LONG_NUMBERS, LONG_TEXTS = 200_000, 20_000
"""Numbers of a series, and texts, beyond which nobody packs a table to see how long it is."""


def reads_table(config: RunConfig) -> bool:
    """Whether a program of plain Keras needs the examples from a table."""
    dataset = config.dataset
    if isinstance(dataset, Imdb):
        return bool(dataset.clauses)
    if isinstance(dataset, WrittenReviews | OwnReviews):
        return True
    return isinstance(dataset, Series) and not isinstance(dataset, Jena)


def is_long(config: RunConfig) -> bool:
    """Whether the table is certainly too long to be carried by a program."""
    dataset = config.dataset
    if isinstance(dataset, Series):
        return dataset.num_rows * len(dataset.feature_names) > LONG_NUMBERS
    return dataset.num_train > LONG_TEXTS


def table_of(config: RunConfig) -> str:
    """CSV: of texts `part`, `text` and `target`, each part as the run split it; of a series its columns, by time."""
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    dataset = config.dataset
    if isinstance(dataset, Series):
        table = dataset.table()
        writer.writerow(table.names)
        writer.writerows([np.format_float_positional(number, trim="-") for number in row] for row in table.values)
        return file.getvalue()
    examples = run_examples(config)
    parts = {"train": dataset.to_learn_from(examples.train), "validation": examples.validation, "test": examples.test}
    writer.writerow(["part", "text", "target"])
    for name, part in parts.items():
        texts = as_texts(part)
        writer.writerows(
            [name, text, dataset.class_names[target]] for text, target in zip(texts.texts, texts.targets, strict=True)
        )
    return file.getvalue()


def write_data(run: Run, output: Path) -> str:
    """Write the table of a run whose program `reads_table`."""
    text = table_of(run.config)
    output.write_text(text, encoding="utf-8", newline="")
    return f"{text.count(chr(10)):,} lines: {text.partition(chr(13))[0]}"
