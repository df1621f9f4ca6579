"""Uploading one's own texts or series: choose a file, see how it is read, choose its columns, keep or delete it."""

import pandas as pd
import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from playground.caching import remembered
from playground.datasets import Dataset, OwnReviews, OwnSeries, uploads
from playground.datasets.own_reviews import store_texts
from playground.datasets.own_series import store_series
from playground.datasets.preview import Column, preview
from playground.datasets.tables import Reading, Table, read_table
from playground.datasets.tables.decoding import ENCODINGS
from playground.datasets.tables.delimited import DELIMITERS
from playground.datasets.tables.notes import listed
from playground.datasets.tables.series import SeriesChoices, read_series
from playground.datasets.tables.series_columns import MOST_FEATURES
from playground.datasets.tables.series_time import time_and_times
from playground.datasets.tables.series_work import Work
from playground.datasets.tables.text_columns import propose_columns
from playground.datasets.tables.texts import TextChoices, read_texts
from playground.errors import PlaygroundError
from playground.limits import limits
from playground.ui.data.notes import decisions, notes_again, show_notes
from playground.ui.learner import learner
from playground.ui.widgets.form import form
from playground.ui.widgets.plain import plain
from playground.ui.widgets.waiting import told

KINDS = {"own_reviews": "texts", "own_series": "series"}
EXAMPLES = {
    "own_reviews": (
        "A file looks like this: one row per text, at least 20, with a label each; the names of the columns are yours.",
        'text,label\n"Bright, funny and short.",good\nI left after ten minutes.,bad\n',
    ),
    "own_series": (
        "A file looks like this: one row a moment, at least 24; a column of times is not needed.",
        "time,T (degC),wind (m/s)\n2026-01-01 00:00,-2.5,3.1\n2026-01-01 01:00,-2.9,2.8\n",
    ),
}
TYPES = ["csv", "tsv", "txt", "xlsx", "json", "jsonl", "ndjson", "parquet", "zip"]
DETECT = "Detect automatically"
KEEP = {"persist_state": "session"}


def upload_dataset(kind: str, initial: Dataset | None = None) -> Dataset | None:
    """Choose one of the learner's files or upload another; None until there is one that can be used.

    kind: "own_reviews" or "own_series"
    initial: what is chosen at first, such as the dataset of a link
    """
    key = f"upload {kind}"
    given = initial.upload if isinstance(initial, OwnReviews | OwnSeries) and initial.name == kind else ""
    if message := st.session_state.pop("upload error", None):
        st.error(plain(message))
    if new := st.session_state.pop(f"{key} new", None):
        st.session_state[key] = new
    mine = uploads.uploads_of(learner(), KINDS[kind])
    titles = {upload: known.title for upload, known in mine.items()}
    if given and given not in titles and uploads.is_here(given):
        known = uploads.known(given, KINDS[kind])
        titles |= {given: known.title} if known else {}
    if st.session_state.get(key) not in (*titles, ""):
        st.session_state[key] = given if given in titles else next(iter(titles), "")
    if not titles:
        return _upload(kind, key)
    chosen = st.selectbox(
        "Your file", [*titles, ""], format_func=lambda upload: titles.get(upload, "Upload another"), key=key, **KEEP
    )
    if not chosen:
        return _upload(kind, key)
    if chosen in mine and st.button("Delete this file", icon=":material/delete:", type="tertiary"):
        _confirm(chosen, titles[chosen])
    try:
        return _chosen(kind, chosen, initial)
    except PlaygroundError as error:
        st.error(plain(error))
        return None


def _chosen(kind: str, upload: str, initial: Dataset | None) -> Dataset:
    """The dataset of a stored file, with what is known of it."""
    known = uploads.about(upload, KINDS[kind])
    notes_again((OwnReviews if kind == "own_reviews" else OwnSeries)(upload=upload))
    if kind == "own_reviews":
        st.caption(plain(f"{known.num_train:,} texts to learn from, {known.num_test:,} for the test."))
        return OwnReviews(upload=upload)
    st.caption(plain(f"{known.num_rows:,} rows of {', '.join(known.names)}; {known.names[known.target]} is forecast."))
    same = isinstance(initial, OwnSeries) and initial.upload == upload
    start = initial if same else OwnSeries(upload=upload)
    return start.changed(**form(start, f"upload {kind} {upload}"))


def _upload(kind: str, key: str) -> None:
    """Draw what it takes to upload a file; the page starts anew with it once it is stored."""
    given = st.file_uploader(
        f"CSV, TSV, Excel, JSON, Parquet, or a zip with one of them, up to {limits().upload_mb:,} MB",
        TYPES,
        max_upload_size=limits().upload_mb,
        key=f"{key} file",
    )
    if given is None:
        said, example = EXAMPLES[kind]
        st.caption(said)
        st.code(example, language=None)
        return
    key = f"{key} {given.file_id}"
    try:
        reading = _reading(key)
        table, columns = _read(given.getvalue(), given.file_id, reading)
        _show(table, columns)
        stored = (_texts if kind == "own_reviews" else _series)(given, table, reading, key)
    except PlaygroundError as error:
        st.error(plain(error))
        return
    if stored:
        st.session_state[f"upload {kind} new"] = stored.upload
        st.rerun()


def _reading(key: str) -> Reading:
    """How the learner wants the file to be read, where it is not to be detected."""
    with st.expander("How the file is read"):
        columns = st.columns(3)
        chosen = {
            "encoding": columns[0].selectbox(
                "Encoding", [None, *ENCODINGS], format_func=lambda e: ENCODINGS.get(e, DETECT), key=f"{key} coding"
            ),
            "delimiter": columns[1].selectbox(
                "Delimiter", [None, *DELIMITERS], format_func=lambda d: DELIMITERS.get(d, DETECT), key=f"{key} cut"
            ),
            "header": columns[2].selectbox(
                "First row",
                [None, True, False],
                format_func={None: DETECT, True: "names the columns", False: "is a row like the others"}.get,
                key=f"{key} header",
            ),
        }
    return Reading(**chosen)


@told("Reading the file …")
@remembered
def _read(_data: bytes, file_id: str, reading: Reading) -> tuple[Table, tuple[Column, ...]]:
    table = read_table(_data, reading)
    return table, preview(table)


def _show(table: Table, columns: tuple[Column, ...]) -> None:
    """What was found in the file, column by column."""
    how = [table.format]
    if table.format == "CSV":
        how = [ENCODINGS[table.encoding], f"with a {DELIMITERS[table.delimiter]} between cells"]
    names = "its first row names the columns" if table.header else "without a row of names"
    how += [names] if table.format in ("CSV", "Excel") else []
    st.caption(f"{len(table.rows):,} rows, read as {' '.join(how[:2])}{', ' if how[2:] else ''}{''.join(how[2:])}.")
    with st.expander(f"Its columns ({len(columns)})"):
        st.dataframe(
            pd.DataFrame(
                {
                    "Column": [column.name for column in columns],
                    "Looks like": [column.kind for column in columns],
                    "Different": [column.num_different for column in columns],
                    "Empty": [column.num_empty for column in columns],
                    "First cells": [" · ".join(cell[:60] for cell in column.first) for column in columns],
                }
            ),
            hide_index=True,
        )


def _texts(given: UploadedFile, table: Table, reading: Reading, key: str) -> OwnReviews | None:
    text, label = propose_columns(table)
    left, right = st.columns(2)
    text = left.selectbox("Column of texts", table.names, table.names.index(text), key=f"{key} {table.names} text")
    label = right.selectbox("Column of labels", table.names, table.names.index(label), key=f"{key} {table.names} label")
    choices = TextChoices(text, label, dict(decisions(key)))
    read = read_texts(table, choices)
    show_notes(read.notes, key)
    st.caption(f"{len(read.texts):,} texts with {len(read.classes)} classes: {plain(listed(list(read.classes), 12))}.")
    if not st.button("Use this file", type="primary"):
        return None
    with st.spinner("Checking and keeping the texts …"):
        return store_texts(given.getvalue(), given.name, choices, reading, learner())


def _series(given: UploadedFile, table: Table, reading: Reading, key: str) -> OwnSeries | None:
    decided = dict(decisions(key))
    proposed, _ = time_and_times(Work(table, SeriesChoices(decisions=decided)))
    times = list(dict.fromkeys([proposed, (), *((name,) for name in table.names)]))
    left, right = st.columns(2)
    time = left.selectbox(
        "Column of times",
        times,
        format_func=lambda names: " + ".join(names) or "none: number the rows",
        key=f"{key} {table.names} time",
    )
    read = read_series(table, SeriesChoices(time, decisions=decided))
    targets = [*read.targets, *(name for name in read.offered if name not in read.targets)]
    target = right.selectbox("Column to forecast", targets, targets.index(read.target), key=f"{key} {targets} target")
    chosen = st.multiselect(
        "Columns a window holds",
        read.offered,
        read.names,
        max_selections=MOST_FEATURES,
        help="What is forecast is always among them.",
        key=f"{key} {read.offered} columns",
    )
    columns = None if set(chosen) == set(read.names) else tuple(chosen)
    choices = SeriesChoices(time, None if target == read.target else target, columns, decided)
    if choices.target or choices.columns is not None:
        read = read_series(table, choices)
    show_notes(read.notes, key)
    st.caption(
        f"{len(read.values):,} records of {plain(listed(list(read.names)))}, from {'row ' if not read.time else ''}"
        f"{str(read.times[0]).replace('T', ' ')} to {str(read.times[-1]).replace('T', ' ')}; "
        f"{plain(read.target)} is forecast."
    )
    if not st.button("Use this file", type="primary"):
        return None
    with st.spinner("Checking and keeping the series …"):
        return store_series(given.getvalue(), given.name, choices, reading, learner())


@st.dialog("Delete this file?")
def _confirm(upload: str, title: str) -> None:
    st.markdown(f"{plain(title)}  \nRuns that learned from it stay; no further run can be trained on it.")
    if st.button("Delete", type="primary", icon=":material/delete:", on_click=_forget, args=(upload,)):
        st.rerun()


def _forget(upload: str) -> None:
    """Delete a file; a complaint is kept for the next drawing."""
    try:
        uploads.forget(upload, learner())
    except PlaygroundError as error:
        st.session_state["upload error"] = str(error)
