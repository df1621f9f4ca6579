"""What a finished run made of the test: confusion, forecasts over the truth, answers, and texts of its own."""

import numpy as np
import pandas as pd
import streamlit as st

from playground.caching import remembered
from playground.datasets import WindowExamples
from playground.datasets.characters import Characters
from playground.datasets.series import Series
from playground.datasets.text_examples import as_texts
from playground.encodings.numbers import as_number_encoding
from playground.encodings.text import as_text_encoding
from playground.errors import PlaygroundError
from playground.figures.confusion import confusion_matrix, most_confused, recall_table
from playground.figures.forecast import FORECAST, NAIVE, TRUTH, forecast_chart, forecasts, scatter_chart
from playground.narration.confusion import recalls
from playground.prediction.cache import network_of
from playground.reference import predicted, sample
from playground.runs import Run
from playground.ui.run.examples import splits
from playground.ui.widgets.figure import is_dark
from playground.ui.widgets.plain import plain
from playground.wording import counted, in_unit

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
        st.caption("The test results of this run are damaged. Train it again to see them.")
    elif task.classifies:
        _confusion(run, results["confusion"])
    elif task.numeric:
        _forecasts(run, results)
    else:
        _answers(run, results)


def _confusion(run: Run, counts: np.ndarray) -> None:
    names = run.config.dataset.class_names
    st.subheader("Right and wrong on the test")
    matrix, words = st.columns([3, 2], vertical_alignment="center")
    figure = confusion_matrix(counts, names, is_dark())
    matrix.plotly_chart(figure, key=f"confusion {run.id}", alt="confusion matrix")
    worst = most_confused(counts)
    if worst:
        true, taken, times = worst
        words.markdown(
            f"The most common mistake: **{plain(names[true])}** taken for **{plain(names[taken])}**, "
            f"{counted(times, 'time')} of {counts[true].sum():,}."
        )
    else:
        words.markdown("Every test example is right.")
    if said := recalls(counts, [f"“{plain(name)}”" for name in names]):
        words.caption(said)
    table = recall_table(counts, names)
    lowest = f"The {len(table['Class'])} classes with the lowest recall" if len(table["Class"]) < len(names) else ""
    words.caption(f"{lowest or 'Recall per class'}: the share of its test examples that is found.")
    words.dataframe(
        table,
        hide_index=True,
        height=min(320, 38 + 35 * len(table["Class"])),
        column_config={"Recall": st.column_config.ProgressColumn(format="percent", min_value=0, max_value=1)},
        key=f"recall {run.id}",
    )


def _forecasts(run: Run, results: dict[str, np.ndarray]) -> None:
    dataset, fitted = run.config.dataset, as_number_encoding(run.encoding)
    truth, forecast = fitted.in_units(results["truth"]), fitted.in_units(results["forecast"])
    st.subheader("Forecasts over the truth")
    if not isinstance(dataset, Series) or "rows" not in results:
        st.vega_lite_chart(
            pd.DataFrame({"truth": truth[: POINTS * 3], "forecast": forecast[: POINTS * 3]}),
            scatter_chart(),
            key=f"forecast {run.id}",
        )
        st.caption("Each point is a test example; on the line the forecast is right.")
        return
    if not dataset.is_ready():
        name = plain(dataset.label())
        st.caption(f"{name} is no longer on this machine, so the times of the forecasts are not known.")
        return
    table, rows = dataset.table(), results["rows"]
    stride = max(1, dataset.step)
    first = st.slider(
        "From test window",
        0,
        max(1, len(rows) - 1),
        0,
        max(1, POINTS * stride // 2),
        key=f"from {run.id}",
        help="Which part of the test is drawn.",
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
        f"In the part that is drawn the forecast is off by {in_unit(errors[FORECAST], dataset.unit)} on average, the "
        f"naive one, which repeats the last value, by {in_unit(errors[NAIVE], dataset.unit)}."
    )


def _answers(run: Run, results: dict[str, np.ndarray]) -> None:
    dataset = run.config.dataset
    truth, written = results["truth"], results["written"]
    right = truth == written
    st.subheader("Answers, written greedily")
    whole, by_position = right.all(axis=1).mean(), right.mean(axis=0)
    shares = ", ".join(f"{share:.1%}" for share in by_position)
    st.markdown(
        f"**{whole:.1%}** of {counted(len(truth), 'test answer')} are right to the last symbol. Right at each "
        f"position, from left to right: {shares}."
    )
    wrong_only = st.toggle("Only wrong answers", key=f"wrong {run.id}")
    chosen = np.flatnonzero(~right.all(axis=1)) if wrong_only else np.arange(len(truth))
    if not len(chosen):
        st.caption("There is none.")
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
    st.dataframe(table, hide_index=True, height=320)


@remembered
def _predicted(run_id: str, epoch: float, text: str, symbols: tuple[str, ...]) -> str:
    return predicted(network_of(run_id, epoch), text, symbols)


def sharpening(run: Run) -> None:
    """What the network expects after every character, epoch by epoch; also while it trains."""
    dataset = run.config.dataset
    if not isinstance(dataset, Characters) or not run.has_weights:
        return
    text = dataset.text[: as_text_encoding(run.encoding).encoding.maximum_length + 1]
    st.subheader("The sentence sharpens")
    st.caption(
        "At each position the character that the network expects there, having read all before it. Epoch 0: untrained."
    )
    rows = []
    epochs = run.saved_epochs()
    few = epochs if len(epochs) <= 16 else sorted({epochs[round(i * (len(epochs) - 1) / 15)] for i in range(16)})
    for epoch in few:
        predicted = _predicted(run.id, epoch, text[:-1], dataset.class_names)
        right = np.mean([a == b for a, b in zip(predicted, text[1:], strict=True)])
        rows.append({"epoch": str(epoch), "expected": predicted, "right": f"{right:.0%}"})
    rows.append({"epoch": "text", "expected": text[1:], "right": ""})
    st.dataframe(pd.DataFrame(rows), hide_index=True, height=35 * (len(rows) + 1) + 3, key=f"sharpening {run.id}")


@remembered
def _sampled(
    run_id: str, epoch: float, start: str, symbols: tuple[str, ...], length: int, temperature: float, seed: int
) -> str:
    return sample(network_of(run_id, epoch), start, symbols, length, temperature, seed)


def sampling(run: Run) -> None:
    """Text of the network's own, drawn character by character with a temperature."""
    dataset = run.config.dataset
    if not isinstance(dataset, Characters) or not run.has_weights:
        return
    st.subheader("Let it write")
    temperature_at, length_at, start_at = st.columns([2, 1, 2])
    temperature = temperature_at.slider(
        "Temperature",
        0.1,
        2.0,
        0.7,
        0.1,
        key=f"temperature {run.id}",
        help="Near 0: always the most probable character. 1: as the network predicts. Above 1: more random.",
    )
    length = length_at.number_input("Characters", 1, 200, 60, key=f"length {run.id}")
    start = start_at.text_input("Begin with", dataset.text[:1], key=f"start {run.id}", max_chars=200)
    seed_key = f"sample seed {run.id}"
    st.session_state.setdefault(seed_key, 0)
    if st.button("Another", key=f"again {run.id}", icon=":material/casino:"):
        st.session_state[seed_key] += 1
    try:
        text = _sampled(
            run.id,
            run.saved_epochs()[-1],
            start,
            dataset.class_names,
            int(length),
            temperature,
            st.session_state[seed_key],
        )
    except PlaygroundError as error:
        st.error(plain(error))
        return
    st.text(text)
