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
from playground.languages import N_, _, n_
from playground.recipes.compatible import suited
from playground.tasks import TASKS
from playground.ui.run.examples import splits as read
from playground.ui.train.draft import draft
from playground.ui.widgets.plain import plain
from playground.wording import together

LONGEST = 3_000
COUNTED = {
    "windows": (N_("Training windows"), N_("Validation windows"), N_("Test windows")),
    "texts": (N_("Training texts"), N_("Validation texts"), N_("Test texts")),
    "examples": (N_("Training examples"), N_("Validation examples"), N_("Test examples")),
}
"""What examples are called → the same of each part."""
ALWAYS = {
    "windows": N_("Always predicting “{name}” would be right in {share:.1%} of the training windows."),
    "texts": N_("Always predicting “{name}” would be right in {share:.1%} of the training texts."),
    "examples": N_("Always predicting “{name}” would be right in {share:.1%} of the training examples."),
    "cases": N_("Always predicting “{name}” would be right in {share:.1%} of the cases."),
}
DISTINCT = {"words": N_("Distinct words"), "characters": N_("Distinct characters")}
MEDIAN = {"words": N_("Median length in words"), "characters": N_("Median length in characters")}
CUT_TO = {
    "words": N_("Words a text is cut to. The encoding of a run sets it; here you try one."),
    "characters": N_("Characters a text is cut to. The encoding of a run sets it; here you try one."),
}


def overview(dataset: Dataset, splits: Splits) -> None:
    """How many examples there are, and how large one is."""
    train = splits.train
    parts = zip(COUNTED[_what(splits)], (train, splits.validation, splits.test), strict=True)
    shown: list[tuple[str, str, str | None]] = [
        (_(title), f"{len(examples):,}", None) for title, examples in parts if examples
    ]
    if isinstance(train, TextExamples):
        tokens, where = called(train.split), _("In the training texts.")
        shown.append((_(DISTINCT[tokens]), f"{_distinct(dataset):,}", where))
        shown.append((_(MEDIAN[tokens]), f"{int(np.median(train.lengths)):,}", where))
    else:
        size = " × ".join(f"{size:,}" for size in dataset.input_shape)
        shown.append((_("One example"), size, _("Timesteps × features.")))
    for column, (label, value, about) in zip(st.columns(len(shown)), shown, strict=True):
        column.metric(label, value, help=about)


def _what(splits: Splits) -> str:
    """What the examples are called."""
    if isinstance(splits.train, WindowExamples):
        return N_("windows")
    return N_("texts") if isinstance(splits.train, TextExamples) else N_("examples")


@remembered
def _distinct(dataset: Dataset) -> int:
    train = as_texts(read(dataset).train)
    return int(np.count_nonzero(np.bincount(train.token_ids, minlength=len(train.words))))


def balance_or_spread(dataset: Dataset, splits: Splits) -> None:
    """How many examples each class has; of targets that are numbers, how they spread."""
    task = TASKS[dataset.task]
    if task.numeric:
        st.subheader(_("Targets"))
        quantity = _(dataset.target_name) if isinstance(dataset, Series) else _("target")
        st.vega_lite_chart(_spread(dataset), spread_chart(quantity), key="targets")
        mean, deviation = as_numbers(splits.train).target_moments()
        unit = f" {dataset.unit}" if dataset.unit else ""
        st.caption(
            _(
                "In the training part: mean {mean:,.2f}{unit}, standard deviation {deviation:,.2f}{unit}.",
                mean=mean,
                deviation=deviation,
                unit=unit,
            )
        )
        return
    st.subheader(_("What is asked for") if task.symbols else _("Classes"))
    counted = _("times asked for") if task.symbols else _(_what(splits))
    num_classes = len(dataset.class_names)
    table = _balance(dataset)
    st.vega_lite_chart(table, balance_chart(num_classes, counted), key="balance")
    train = table[table["part"] == _("training")]
    most = train.sort_values("share", ascending=False, kind="stable").iloc[0]
    always = ALWAYS["cases" if task.symbols else _what(splits)]
    said = [_(always, name=plain(_(most["class"])), share=most["share"])]
    if num_classes > MOST_CLASSES:
        said.append(_("The {most} most frequent of {number:,} are shown.", most=MOST_CLASSES, number=num_classes))
    st.caption(together(*said))


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
    st.subheader(_("Lengths"))
    longest, tokens = int(train.lengths.max()), called(train.split)
    chosen = st.number_input(
        _("Maximum length"),
        1,
        max(LONGEST, longest),
        _maximum_length(dataset, train.split) or longest,
        width=200,
        key=f"maximum length {train.split} {getattr(dataset, 'upload', '')}",
        help=_(CUT_TO[tokens]),
    )
    st.vega_lite_chart(histogram(train.lengths), length_chart(chosen, tokens), key="lengths")
    cut = float(np.mean(train.lengths > chosen))
    more = (
        n_("{number:,} character", "{number:,} characters", chosen)
        if tokens == "characters"
        else n_("{number:,} word", "{number:,} words", chosen)
    )
    st.caption(_("{share:.1%} of the training texts have more than {length} and would be cut.", share=cut, length=more))


def _maximum_length(dataset: Dataset, split: str) -> int | None:
    """What the run that is being put together would cut to, on this dataset; None when it reads something else."""
    encoding = suited(draft().config, dataset).encoding
    same = called(getattr(encoding, "split", "words")) == called(split)
    return getattr(encoding, "maximum_length", None) if same else None
