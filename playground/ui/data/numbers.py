"""The Data page in numbers: how many examples, of which classes, how long."""

import numpy as np
import pandas as pd
import streamlit as st

from playground.caching import remembered
from playground.datasets import Dataset, Examples, NumberExamples, Series, Splits, TextExamples, WindowExamples
from playground.datasets.number_examples import as_numbers
from playground.datasets.text_examples import as_texts
from playground.datasets.tokenizers import called
from playground.figures.balance import MOST_CLASSES, balance, balance_chart
from playground.figures.lengths import histogram, length_chart, spread, spread_chart
from playground.recipes.compatible import suited
from playground.tasks import TASKS
from playground.ui.run.examples import splits as read
from playground.ui.train.draft import draft
from playground.ui.widgets.plain import plain
from playground.wording import counted

LONGEST = 3_000


def overview(dataset: Dataset, splits: Splits) -> None:
    """How many examples there are, and how large one is."""
    parts = {"Training": splits.train, "Validation": splits.validation, "Test": splits.test}
    shown = {f"{part} {_what(splits)}": f"{len(examples):,}" for part, examples in parts.items() if examples}
    train = splits.train
    if isinstance(train, TextExamples):
        tokens = called(train.split)
        shown[f"Distinct {tokens}"] = f"{_distinct(dataset):,}"
        shown[f"Median length in {tokens}"] = f"{int(np.median(train.lengths)):,}"
    else:
        shown["One example"] = " × ".join(f"{size:,}" for size in dataset.input_shape)
    for column, (label, value) in zip(st.columns(len(shown)), shown.items(), strict=True):
        column.metric(label, value, help=_help(label))


def _help(label: str) -> str | None:
    if label == "One example":
        return "Timesteps × features."
    return "In the training texts." if label.startswith(("Distinct", "Median")) else None


def _what(splits: Splits) -> str:
    """What the examples are called."""
    if isinstance(splits.train, WindowExamples):
        return "windows"
    return "texts" if isinstance(splits.train, TextExamples) else "examples"


@remembered
def _distinct(dataset: Dataset) -> int:
    train = as_texts(read(dataset).train)
    return int(np.count_nonzero(np.bincount(train.token_ids, minlength=len(train.words))))


def balance_or_spread(dataset: Dataset, splits: Splits) -> None:
    """How many examples each class has; of targets that are numbers, how they spread."""
    task = TASKS[dataset.task]
    if task.numeric:
        st.subheader("Targets")
        quantity = dataset.target_name if isinstance(dataset, Series) else "target"
        st.vega_lite_chart(_spread(dataset), spread_chart(quantity), key="targets")
        mean, deviation = as_numbers(splits.train).target_moments()
        unit = f" {dataset.unit}" if dataset.unit else ""
        st.caption(f"In the training part: mean {mean:,.2f}{unit}, standard deviation {deviation:,.2f}{unit}.")
        return
    st.subheader("What is asked for" if task.symbols else "Classes")
    counted = "times asked for" if task.symbols else _what(splits)
    num_classes = len(dataset.class_names)
    table = _balance(dataset)
    st.vega_lite_chart(table, balance_chart(num_classes, counted), key="balance")
    train = table[table["part"] == "training"]
    most = train.sort_values("share", ascending=False, kind="stable").iloc[0]
    more = f" The {MOST_CLASSES} most frequent of {num_classes:,} are shown." if num_classes > MOST_CLASSES else ""
    what = "cases" if task.symbols else f"training {_what(splits)}"
    st.caption(f"Always predicting “{plain(most['class'])}” would be right in {most['share']:.1%} of the {what}.{more}")


@remembered
def _spread(dataset: Dataset) -> pd.DataFrame:
    return spread(read(dataset).train.targets)


@remembered
def _balance(dataset: Dataset) -> pd.DataFrame:
    splits = read(dataset)
    return balance({"training": splits.train.targets, "test": splits.test.targets}, dataset.class_names)


def lengths(dataset: Dataset, splits: Splits) -> None:
    """The lengths of the training texts, the chosen maximum marked, and the share that is cut; nothing for numbers."""
    train: Examples = splits.train
    if isinstance(train, NumberExamples):
        return
    st.subheader("Lengths")
    longest, tokens = int(train.lengths.max()), called(train.split)
    chosen = st.number_input(
        "Maximum length",
        1,
        max(LONGEST, longest),
        _maximum_length(dataset, train.split) or longest,
        width=200,
        key=f"maximum length {train.split} {getattr(dataset, 'upload', '')}",
        help=f"{tokens.capitalize()} a text is cut to. The encoding of a run sets it; here you try one.",
    )
    st.vega_lite_chart(histogram(train.lengths), length_chart(chosen, tokens), key="lengths")
    cut = float(np.mean(train.lengths > chosen))
    more = counted(chosen, tokens.removesuffix("s"))
    st.caption(f"{cut:.1%} of the training texts have more than {more} and would be cut.")


def _maximum_length(dataset: Dataset, split: str) -> int | None:
    """What the run that is being put together would cut to, on this dataset; None when it reads something else."""
    encoding = suited(draft().config, dataset).encoding
    same = called(getattr(encoding, "split", "words")) == called(split)
    return getattr(encoding, "maximum_length", None) if same else None
