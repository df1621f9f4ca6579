"""A series on the Data page: whole, its first days, what is missing, one window, and the forecast to beat."""

import numpy as np
import pandas as pd
import streamlit as st

from playground.caching import remembered
from playground.datasets import DATASETS, Dataset, Series, SeriesTable, Splits, WindowExamples
from playground.datasets.number_examples import as_numbers
from playground.datasets.tables.notes import listed
from playground.figures.series import series_chart, thinned, window, window_chart
from playground.glossary import terms
from playground.languages import _, n_
from playground.narration.durations import duration, months_apart
from playground.narration.extrapolated import extrapolated
from playground.ui.data.examples import pick
from playground.ui.run.examples import splits as read
from playground.ui.widgets.plain import plain
from playground.wording import together

FIRST_DAYS = 10
FEWEST, MOST = 24, 5_000
"""Records within which the first ten days are a curve; else as many records as a window covers are shown."""


def series(dataset: Dataset, splits: Splits) -> None:
    """All there is to see of a series; nothing for other datasets."""
    if not isinstance(dataset, Series):
        return
    table = _table(dataset)
    st.subheader(_("The whole series"))
    names = list(table.names)
    key = f"quantity of {dataset.name} {getattr(dataset, 'upload', '')}"
    quantity = st.selectbox(
        _("Quantity"), names, table.target, format_func=_, key=key, persist_state="session", width=360
    )
    column, dated = names.index(quantity), table.times.dtype.kind == "M"
    whole = _whole(dataset, column)
    st.vega_lite_chart(whole, series_chart(_(quantity), dated), key="whole series")
    said = [
        n_(
            "{number:,} record, split by time: a network learns from the past and is tested on the future.",
            "{number:,} records, split by time: a network learns from the past and is tested on the future.",
            len(table.values),
        )
    ]
    if len(table.values) > len(whole):
        stretch = -(-len(table.values) // len(whole))
        said.append(
            _(
                "Every point stands for up to {number:,} records: their mean, and their range behind it.",
                number=stretch,
            )
        )
    if table.missing[:, column].any():
        said.append(_("Red marks: values are missing there."))
    st.caption(together(*said))
    _first_days(table, column, quantity, dated, dataset.lookback)
    _missing(table)
    _naive(dataset, table)
    assert isinstance(splits.test, WindowExamples)
    _window(dataset, table, splits.test, dated)


@remembered
def _table(dataset: Series) -> SeriesTable:
    """The series of a dataset that is ready.  Shared: do not change it."""
    return dataset.table()


@remembered
def _whole(dataset: Series, column: int) -> pd.DataFrame:
    table = _table(dataset)
    parts = {"training" if part == "train" else part: rows for part, rows in table.parts.items()}
    return thinned(table.values[:, column], table.missing[:, column], table.times, parts)


def _first_days(table: SeriesTable, column: int, quantity: str, dated: bool, lookback: int) -> None:
    """The first ten days, or where those are too few or too many records, as many as a window covers.

    Nothing where that is more than half of the series, which is drawn already.
    """
    num_rows = max(lookback, FEWEST)
    title = _("The first {number:,} records", number=num_rows)
    if dated:
        days = int(np.searchsorted(table.times, table.times[0] + np.timedelta64(FIRST_DAYS, "D")))
        if FEWEST <= days <= MOST:
            num_rows, title = days, _("The first {number} days", number=FIRST_DAYS)
    if 2 * num_rows > len(table.values):
        return
    st.subheader(title)
    first = slice(0, num_rows)
    shown = thinned(table.values[first, column], table.missing[first, column], table.times, {"training": first}, MOST)
    st.vega_lite_chart(shown, series_chart(_(quantity), dated, whole=False, height=240), key="first days")
    st.caption(n_("{number:,} record.", "{number:,} records.", len(shown)))


def _missing(table: SeriesTable) -> None:
    """How many values were missing, column by column, and how they were filled."""
    counts = table.missing.sum(axis=0)
    if not counts.any():
        st.caption(_("No value is missing."))
        return
    st.subheader(_("Missing values"))
    rows = np.flatnonzero(counts)
    st.table(
        pd.DataFrame(
            {
                _("Quantity"): [plain(_(table.names[i])) for i in rows],
                _("Missing"): [f"{counts[i]:,}" for i in rows],
                _("Share"): [f"{counts[i] / len(table.values):.3%}" for i in rows],
            }
        ).set_index(_("Quantity")),
        border="horizontal",
    )
    said = [_("Each takes the last value known before it: so nothing leaks from the future."), _begin_missing(table)]
    if len(rows) < len(table.names):
        said.append(_("All others are complete."))
    st.caption(together(*said))


def _begin_missing(table: SeriesTable) -> str:
    """Where the rule above cannot hold: a sentence, or nothing."""
    columns = np.flatnonzero(table.missing[0])
    if not len(columns):
        return ""
    first_known = max(int(np.argmin(table.missing[:, i])) for i in columns)
    return _(
        "Only before the first value of {names}, up to record {number:,}, that first one was taken.",
        names=plain(listed([_(table.names[i]) for i in columns])),
        number=first_known,
    )


def _naive(dataset: Series, table: SeriesTable) -> None:
    """The error of forecasting that nothing changes."""
    st.subheader(_("The forecast to beat"))
    unit = f" {dataset.unit}" if dataset.unit else ""
    error, deviations = _naive_error(dataset)
    left, right = st.columns(2)
    of_naive = _("Of the naive forecast, on validation.")
    left.metric(
        _("Mean absolute error"),
        f"{error:.2f}{plain(unit)}",
        help=f"{of_naive}\n\n{terms('naive baseline', 'window')}",
    )
    right.metric(
        _("In standard deviations"),
        f"{deviations:.2f}",
        help=_("Of the training part; a network's loss is in these."),
    )
    num_ahead = dataset.delay + dataset.step
    ahead = n_("{number:,} record", "{number:,} records", num_ahead)
    if takes := duration(table.times, num_ahead):
        ahead = _("{ahead} ({duration})", ahead=ahead, duration=takes)
    said = [
        _(
            "The naive forecast: {ahead} after the last value read, {quantity} is as it was then.",
            ahead=ahead,
            quantity=plain(_(dataset.target_name)),
        )
    ]
    if dataset == DATASETS["jena"]():
        said.append(_("Its reference for this dataset: 0.29 standard deviations, 2.57 °C."))
    st.caption(together(*said))
    if beyond := _extrapolated(dataset):
        st.caption(plain(beyond))


@remembered
def _extrapolated(dataset: Series) -> str:
    splits = read(dataset)
    assert splits.validation is not None  # a series has its own
    later = np.concatenate([splits.validation.targets, splits.test.targets])
    return extrapolated(splits.train.targets, later, dataset.unit)


@remembered
def _naive_error(dataset: Series) -> tuple[float, float]:
    """Of the validation windows: in the target's unit, and in standard deviations of the training part."""
    splits = read(dataset)
    assert isinstance(splits.validation, WindowExamples)
    error = splits.validation.naive_error()
    return error, error / as_numbers(splits.train).target_moments()[1]


def _window(dataset: Series, table: SeriesTable, test: WindowExamples, dated: bool) -> None:
    """One test window with its target."""
    st.subheader(_("One window and its target"))
    index = pick(_("Window"), len(test), f"window of {dataset.name}")
    chosen = test.subset(np.array([index]))
    row = int(chosen.rows[0])
    read_rows = row + chosen.read_rows
    target, naive = float(chosen.targets[0]), float(chosen.last_values[0])
    name, unit = _(table.names[table.target]), f" {plain(dataset.unit)}" if dataset.unit else ""
    points = window(
        (table.times[read_rows], table.values[read_rows, table.target]),
        (table.times[row + dataset.delay], target),
        naive,
    )
    st.vega_lite_chart(points, window_chart(name, dated, months_apart(table.times)), key="window")
    timesteps, features = dataset.input_shape
    if features > 1:
        reads = n_(
            "A network reads {number:,} timestep of {features:,} quantities; here {name} alone is drawn.",
            "A network reads {number:,} timesteps of {features:,} quantities; here {name} alone is drawn.",
            timesteps,
            features=features,
            name=plain(name),
        )
    else:
        reads = n_(
            "A network reads {number:,} timestep of 1 quantity.",
            "A network reads {number:,} timesteps of 1 quantity.",
            timesteps,
        )
    asked = _(
        "The target is {target:.2f}{unit}; the naive forecast says {naive:.2f}{unit}. It is cut from the test part "
        "when asked for.",
        target=target,
        naive=naive,
        unit=unit,
    )
    st.caption(together(reads, asked))
