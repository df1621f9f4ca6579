"""What a finished run made of the test: confusion, forecasts over the truth, answers."""

import numpy as np
import pandas as pd
import streamlit as st

from playground.datasets import WindowExamples
from playground.datasets.series import Series
from playground.datasets.text_examples import as_texts
from playground.encodings.numbers import as_number_encoding
from playground.errors import PlaygroundError
from playground.figures.confusion import confusion_matrix, most_confused, recall_table
from playground.figures.forecast import FORECAST, NAIVE, TRUTH, forecast_chart, forecasts, scatter_chart
from playground.languages import _, n_, p_
from playground.narration.confusion import recalls
from playground.runs import Run
from playground.ui.run.examples import splits
from playground.ui.widgets.figure import is_dark
from playground.ui.widgets.plain import plain
from playground.wording import in_unit

POINTS = 24 * 14
"""Forecasts drawn at once: two weeks of hourly windows, or that many of another series."""


def show_results(run: Run) -> None:
    """Everything there is to see of a finished run beyond its metrics."""
    task = run.config.task
    if not task.results:
        return
    try:
        results = run.results
    except PlaygroundError as error:  # trained before results were kept
        st.caption(plain(error))
        return
    if not all(name in results for name in task.results):
        st.caption(_("The test results of this run are damaged. Train it again to see them."))
    elif task.classifies:
        _confusion(run, results["confusion"])
    elif task.numeric:
        _forecasts(run, results)
    else:
        _answers(run, results)


def _confusion(run: Run, counts: np.ndarray) -> None:
    names = run.config.dataset.class_names
    st.subheader(_("Right and wrong on the test"))
    matrix, words = st.columns([3, 2], vertical_alignment="center")
    figure = confusion_matrix(counts, names, is_dark())
    matrix.plotly_chart(figure, key=f"confusion {run.id}", alt=_("confusion matrix"))
    worst = most_confused(counts)
    if worst:
        true, taken, times = worst
        words.markdown(
            n_(
                "The most common mistake: **{true}** taken for **{taken}**, {number:,} time of {total:,}.",
                "The most common mistake: **{true}** taken for **{taken}**, {number:,} times of {total:,}.",
                times,
                true=plain(names[true]),
                taken=plain(names[taken]),
                total=counts[true].sum(),
            )
        )
    else:
        words.markdown(_("Every test example is right."))
    if said := recalls(counts, [f"“{plain(name)}”" for name in names]):
        words.caption(said)
    table = recall_table(counts, names)
    words.caption(
        _(
            "The {number} classes with the lowest recall: the share of its test examples that is found.",
            number=len(table["Class"]),
        )
        if len(table["Class"]) < len(names)
        else _("Recall per class: the share of its test examples that is found.")
    )
    words.dataframe(
        table,
        hide_index=True,
        height=min(320, 38 + 35 * len(table["Class"])),
        column_config={
            "Class": _("Class"),
            "Test examples": _("Test examples"),
            "Recall": st.column_config.ProgressColumn(_("Recall"), format="percent", min_value=0, max_value=1),
        },
        key=f"recall {run.id}",
    )


def _forecasts(run: Run, results: dict[str, np.ndarray]) -> None:
    dataset, fitted = run.config.dataset, as_number_encoding(run.encoding)
    truth, forecast = fitted.in_units(results["truth"]), fitted.in_units(results["forecast"])
    st.subheader(_("Forecasts over the truth"))
    if not isinstance(dataset, Series) or "rows" not in results:
        st.vega_lite_chart(
            pd.DataFrame({"truth": truth[: POINTS * 3], "forecast": forecast[: POINTS * 3]}),
            scatter_chart(),
            key=f"forecast {run.id}",
        )
        st.caption(_("Each point is a test example; on the line the forecast is right."))
        return
    if not dataset.is_ready():
        name = plain(dataset.label())
        st.caption(
            _("{dataset} is no longer on this machine, so the times of the forecasts are not known.", dataset=name)
        )
        return
    table, rows = dataset.table(), results["rows"]
    stride = max(1, dataset.step)
    first = st.slider(
        _("From test window"),
        0,
        max(1, len(rows) - 1),
        0,
        max(1, POINTS * stride // 2),
        key=f"from {run.id}",
        help=_("Which part of the test is drawn."),
    )
    part = slice(first, first + POINTS * stride, stride) if len(rows) > POINTS else slice(None)
    now = rows[part]
    windows = splits(dataset).test
    assert isinstance(windows, WindowExamples)
    naive = table.values[now + int(windows.read_rows[-1]), dataset.target]
    times = table.times[now + dataset.delay]
    curves = {TRUTH: truth[part], FORECAST: forecast[part], NAIVE: naive}
    quantity = f"{dataset.target_name}"
    chart = forecast_chart(quantity, dated=times.dtype.kind == "M")
    st.vega_lite_chart(forecasts(times, curves), chart, key=f"forecast {run.id}")
    errors = {name: np.abs(curve - truth[part]).mean() for name, curve in curves.items() if name != TRUTH}
    st.caption(
        _(
            "In the part that is drawn the forecast is off by {error} on average, the naive one, which repeats the "
            "last value, by {naive}.",
            error=in_unit(errors[FORECAST], dataset.unit),
            naive=in_unit(errors[NAIVE], dataset.unit),
        )
    )


def _answers(run: Run, results: dict[str, np.ndarray]) -> None:
    dataset = run.config.dataset
    truth, written = results["truth"], results["written"]
    right = truth == written
    st.subheader(_("Answers, written greedily"))
    whole, by_position = right.all(axis=1).mean(), right.mean(axis=0)
    shares = ", ".join(f"{share:.1%}" for share in by_position)
    st.markdown(
        n_(
            "**{share:.1%}** of {number:,} test answer are right to the last symbol. Right at each position, from left "
            "to right: {shares}.",
            "**{share:.1%}** of {number:,} test answers are right to the last symbol. Right at each position, from "
            "left to right: {shares}.",
            len(truth),
            share=whole,
            shares=shares,
        )
    )
    wrong_only = st.toggle(_("Only wrong answers"), key=f"wrong {run.id}")
    chosen = np.flatnonzero(~right.all(axis=1)) if wrong_only else np.arange(len(truth))
    if not len(chosen):
        st.caption(_("There is none."))
        return
    names = np.array(dataset.class_names)
    questions = as_texts(splits(dataset).test).texts
    table = pd.DataFrame(
        {
            "question": [questions[int(i)] for i in chosen[:200]],
            "network writes": ["".join(names[written[i]]).strip() for i in chosen[:200]],
            "truth": ["".join(names[truth[i]]).strip() for i in chosen[:200]],
            "right": right.all(axis=1)[chosen[:200]],
        }
    )
    shown = {"question": _("question"), "network writes": _("network writes"), "truth": _("truth")}
    st.dataframe(table, hide_index=True, height=320, column_config=shown | {"right": p_("an answer", "right")})
