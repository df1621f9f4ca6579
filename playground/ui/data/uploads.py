"""Data of one's own: choose one of one's files, upload another, change how it was read, keep or delete it."""

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from playground.datasets import Dataset, OwnReviews, OwnSeries, uploads
from playground.datasets.tables.kind import Kind
from playground.errors import PlaygroundError
from playground.languages import N_, _
from playground.limits import limits
from playground.narration.own_data import described
from playground.ui.data.notes import notes_again
from playground.ui.data.upload_form import Given, read_given
from playground.ui.learner import learner
from playground.ui.widgets.form import form
from playground.ui.widgets.plain import plain

KINDS: dict[str, Kind] = {"own_reviews": "texts", "own_series": "series"}
EXAMPLES = {
    "own_reviews": (
        N_(
            "A file looks like this: one row per text, at least 20, with a label each; the names of the columns are "
            "yours."
        ),
        N_('text,label\n"Bright, funny and short.",good\nI left after ten minutes.,bad\n'),
    ),
    "own_series": (
        N_("A file looks like this: one row per moment, at least 24; a column of times is not needed."),
        N_("time,T (degC),wind (m/s)\n2026-01-01 00:00,-2.5,3.1\n2026-01-01 01:00,-2.9,2.8\n"),
    ),
}
OTHER = N_("Upload another file")


def upload_dataset(kind: str, initial: Dataset | None, switch: Callable[[str], None]) -> Dataset | None:
    """Choose one of the learner's files or upload another; None until there is one that can be used.

    kind: "own_reviews" or "own_series"
    initial: what is chosen at first, such as the dataset of a link
    switch: called with the other kind where the file is one of that
    """
    key = f"upload {kind}"
    given = initial.upload if isinstance(initial, OwnReviews | OwnSeries) and initial.name == kind else ""
    if message := st.session_state.pop("upload error", None):
        st.error(plain(message))
    if new := st.session_state.pop(f"{key} new", None):
        st.session_state[key] = new
    mine = uploads.uploads_of(learner(), KINDS[kind])
    titles = {upload: known.label for upload, known in mine.items()}
    if given and given not in titles and uploads.is_here(given):
        known = uploads.known(given, KINDS[kind])
        titles |= {given: known.label} if known else {}
    if st.session_state.get(key) not in (*titles, ""):
        st.session_state[key] = given if given in titles else next(iter(titles), "")
    if not titles or f"{key} given" in st.session_state:
        _upload(kind, key, switch)
        return None
    chosen = st.selectbox(
        _("Your file"),
        [*titles, ""],
        format_func=lambda upload: titles.get(upload) or _(OTHER),
        key=key,
        persist_state="session",
    )
    if not chosen:
        _upload(kind, key, switch)
        return None
    with st.container(horizontal=True):
        st.button(_(OTHER), icon=":material/upload:", type="tertiary", on_click=_another, args=(key,))
        if chosen in mine:
            if uploads.original(chosen).is_file():
                st.button(
                    _("Change how it was read"),
                    icon=":material/tune:",
                    type="tertiary",
                    on_click=_again,
                    args=(kind, key, chosen),
                    help=_("Makes a new upload of the same file; this one stays until you delete it."),
                )
            if st.button(_("Delete this file"), icon=":material/delete:", type="tertiary"):
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
    st.caption(plain(described(known)))
    if kind == "own_reviews":
        return OwnReviews(upload=upload)
    start = initial if isinstance(initial, OwnSeries) and initial.upload == upload else OwnSeries(upload=upload)
    return start.changed(**form(start, f"upload {kind} {upload}"))


def _another(key: str) -> None:
    st.session_state[key] = ""


def _again(kind: str, key: str, upload: str) -> None:
    """Read a stored file anew, beginning with the choices it was read with; a complaint is kept for later."""
    try:
        known = uploads.about(upload, KINDS[kind])
        data = uploads.original(upload).read_bytes()
    except (PlaygroundError, OSError) as error:
        st.session_state["upload error"] = str(error)
        return
    st.session_state[f"{key} given"] = Given(known.title, data, f"{upload} again", known.choices)


def _upload(kind: str, key: str, switch: Callable[[str], None]) -> None:
    """Draw what it takes to upload a file, or to read one anew; the page starts anew once it is stored."""
    given = _given(kind, key)
    if given is None:
        return
    stored = read_given(given, KINDS[kind], f"{key} {given.id}", lambda other: _read_as(other, given, key, switch))
    if stored:
        _drop(key)
        st.session_state[f"{key} new"] = stored.upload
        st.rerun()


def _given(kind: str, key: str) -> Given | None:
    """The file that is being read; asks for one where there is none."""
    if held := st.session_state.get(f"{key} given"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f":material/draft: {plain(held.name)}", width="content")
            st.button(_("Leave it"), icon=":material/close:", type="tertiary", on_click=_drop, args=(key,))
        given: Given = held
        return given
    file = st.file_uploader(  # takes files of every kind: what is no table is refused in a sentence that says why
        _("CSV, TSV, Excel, JSON, Parquet, or a zip with one of them, up to {number:,} MB", number=limits().upload_mb),
        max_upload_size=limits().upload_mb,
        key=f"{key} file",
    )
    if file is None:
        said, example = EXAMPLES[kind]
        st.caption(_(said))
        st.code(_(example), language=None)
        return None
    return Given(file.name, file.getvalue(), file.file_id)


def _read_as(kind: Kind, given: Given, key: str, switch: Callable[[str], None]) -> None:
    """Read a file as the other kind."""
    _drop(key)
    name = next(name for name, its in KINDS.items() if its == kind)
    reading = {part: given.choices.get(part) for part in ("encoding", "delimiter", "header")}
    st.session_state[f"upload {name} given"] = replace(given, choices=reading)
    switch(name)


def _drop(key: str) -> None:
    st.session_state.pop(f"{key} given", None)


def _confirm(upload: str, title: str) -> None:
    st.dialog(_("Delete this file?"))(_deletion)(upload, title)


def _deletion(upload: str, title: str) -> None:
    said = _("Runs that learned from it stay; no further run can be trained on it.")
    st.markdown(f"{plain(title)}  \n{said}")
    if st.button(_("Delete"), type="primary", icon=":material/delete:", on_click=_forget, args=(upload,)):
        st.rerun()


def _forget(upload: str) -> None:
    """Delete a file; a complaint is kept for the next drawing."""
    try:
        uploads.forget(upload, learner())
    except PlaygroundError as error:
        st.session_state["upload error"] = str(error)
