"""Uploading one's own texts or series: choose a file, see how it is read, choose its columns, keep or delete it."""

from typing import Any

import pandas as pd
import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from playground.caching import remembered
from playground.datasets import Dataset, OwnReviews, OwnSeries, uploads
from playground.datasets.delimited import DELIMITERS, ENCODINGS, Delimited, read_delimited
from playground.datasets.own_reviews import store_texts
from playground.datasets.own_series import store_series, suited
from playground.datasets.preview import Column, guess_series, guess_texts, preview
from playground.errors import PlaygroundError
from playground.limits import limits
from playground.ui.form import form
from playground.ui.learner import learner
from playground.ui.plain import plain
from playground.ui.waiting import told

KINDS = {"own_reviews": "texts", "own_series": "series"}
EXAMPLES = {
    "own_reviews": (
        "A file looks like this: one row a text, at least 20, with a label each; the names of the columns are yours.",
        'text,label\n"Bright, funny and short.",good\nI left after ten minutes.,bad\n',
    ),
    "own_series": (
        "A file looks like this: one row a moment, at least 40, the oldest first; a column of times is not needed.",
        "time,T (degC),wind (m/s)\n2026-01-01 00:00,-2.5,3.1\n2026-01-01 01:00,-2.9,2.8\n",
    ),
}
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
    if kind == "own_reviews":
        st.caption(plain(f"{known.num_train:,} texts to learn from, {known.num_test:,} for the test."))
        return OwnReviews(upload=upload)
    st.caption(plain(f"{known.num_rows:,} rows of {', '.join(known.names)}; {known.names[known.target]} is forecast."))
    same = isinstance(initial, OwnSeries) and initial.upload == upload
    start = initial if same else suited(upload, known.num_rows)
    return start.changed(**form(start, f"upload {kind} {upload}"))


def _upload(kind: str, key: str) -> None:
    """Draw what it takes to upload a file; the page starts anew with it once it is stored."""
    given = st.file_uploader(
        f"A CSV, TSV or text file of up to {limits().upload_mb:,} MB",
        ["csv", "tsv", "txt"],
        max_upload_size=limits().upload_mb,
        key=f"{key} file",
    )
    if given is None:
        said, example = EXAMPLES[kind]
        st.caption(said)
        st.code(example, language=None)
        return
    reading = _reading(key)
    try:
        file, columns = _read(given.getvalue(), given.file_id, tuple(sorted(reading.items())))
        _show(file, columns)
        stored = (_texts if kind == "own_reviews" else _series)(given, file, columns, reading, key)
    except PlaygroundError as error:
        st.error(plain(error))
        return
    if stored:
        st.session_state[f"{key} new"] = stored.upload
        st.rerun()


def _reading(key: str) -> dict[str, Any]:
    """How the learner wants the file to be read, where it is not to be found out."""
    with st.expander("How the file is read"):
        columns = st.columns(3)
        chosen = {
            "encoding": columns[0].selectbox(
                "Encoding", [None, *ENCODINGS], format_func=lambda e: ENCODINGS.get(e, "found out"), key=f"{key} coding"
            ),
            "delimiter": columns[1].selectbox(
                "Delimiter", [None, *DELIMITERS], format_func=lambda d: DELIMITERS.get(d, "found out"), key=f"{key} cut"
            ),
            "header": columns[2].selectbox(
                "First row",
                [None, True, False],
                format_func={None: "found out", True: "names the columns", False: "is a row like the others"}.get,
                key=f"{key} header",
            ),
        }
    return {name: value for name, value in chosen.items() if value is not None}


@told("Reading the file …")
@remembered
def _read(_data: bytes, file_id: str, reading: tuple[tuple[str, Any], ...]) -> tuple[Delimited, tuple[Column, ...]]:
    file = read_delimited(_data, **dict(reading))
    return file, preview(file)


def _show(file: Delimited, columns: tuple[Column, ...]) -> None:
    """What was found in the file, column by column."""
    encoding, delimiter = ENCODINGS[file.encoding], DELIMITERS[file.delimiter]
    names = "its first row names the columns" if file.header else "without a row of names"
    st.caption(f"{len(file.rows):,} rows, read as {encoding} with a {delimiter} between cells, {names}.")
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


def _texts(
    given: UploadedFile, file: Delimited, columns: tuple[Column, ...], reading: dict[str, Any], key: str
) -> OwnReviews | None:
    text, label = guess_texts(columns)
    left, right = st.columns(2)
    key = f"{key} {given.file_id} {file.names}"
    text = left.selectbox("Column of texts", file.names, file.names.index(text), key=f"{key} text")
    label = right.selectbox("Column of labels", file.names, file.names.index(label), key=f"{key} label")
    skip = st.toggle("Leave out incomplete rows", help="Rows without a text or without a label.", key=f"{key} skip")
    if not st.button("Use this file", type="primary"):
        return None
    with st.spinner("Checking and keeping the texts …"):
        data = given.getvalue()
        return store_texts(data, given.name, text, label, skip_incomplete=skip, learner=learner(), **reading)


def _series(
    given: UploadedFile, file: Delimited, columns: tuple[Column, ...], reading: dict[str, Any], key: str
) -> OwnSeries | None:
    time, target = guess_series(columns)
    numbers = [column.name for column in columns if column.kind == "numbers"]
    times = [None, *file.names]
    left, right = st.columns(2)
    key = f"{key} {given.file_id} {file.names}"
    time = left.selectbox(
        "Column of times",
        times,
        times.index(time),
        format_func=lambda n: n or "none: number the rows",
        key=f"{key} time",
    )
    target = right.selectbox("Column to forecast", file.names, file.names.index(target), key=f"{key} target")
    chosen = st.multiselect(
        "Columns a window holds",
        file.names,
        numbers,
        help="What is forecast is always among them.",
        key=f"{key} columns",
    )
    if not st.button("Use this file", type="primary"):
        return None
    with st.spinner("Checking and keeping the series …"):
        data = given.getvalue()
        return store_series(data, given.name, target, time=time, columns=tuple(chosen), learner=learner(), **reading)


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
