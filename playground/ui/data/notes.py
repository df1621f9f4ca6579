"""What was done to an uploaded file, a sentence each, and one click to decide otherwise."""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from playground.datasets import Dataset, OwnReviews, OwnSeries
from playground.datasets.tables import Note
from playground.errors import PlaygroundError
from playground.languages import _
from playground.ui.widgets.plain import plain

FITS = 44
"""Letters of all buttons of a decision that stand beside each other on a phone, 390 pixels wide."""


def notes_again(dataset: Dataset) -> None:
    """What was done to the file of a dataset that was uploaded, folded; nothing for any other."""
    if not isinstance(dataset, OwnReviews | OwnSeries):
        return
    try:
        notes = dataset.known.notes
    except PlaygroundError as error:
        st.caption(plain(error))
        return
    if notes:
        with st.expander(_("What was done to the file ({number})", number=len(notes))):
            st.markdown("\n".join(f"- {plain(note)}" for note in notes))


def decisions(key: str) -> dict[str, str]:
    """What the learner has decided otherwise than proposed, by the kind of a note."""
    decided: dict[str, str] = st.session_state.setdefault(f"{key} decisions", {})
    return decided


def show_notes(notes: Sequence[Note], key: str) -> None:
    """What was done to the file, a sentence each; where there is another way, one click takes it."""
    if not notes:
        st.caption(_("Nothing had to be changed in the file."))
        return
    st.markdown(_("**What was done to the file** ({number})", number=len(notes)))
    for note in notes:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f":material/info: {plain(note.sentence)}", width="stretch")
            if len(note.options) > 1:
                _choose(note, key)


def _choose(note: Note, key: str) -> None:
    widget = f"{key} note {note.kind}"

    def changed() -> None:
        if st.session_state[widget] is not None:
            decisions(key)[note.kind] = st.session_state[widget]

    options = list(note.options)
    arguments: dict[str, Any] = {"key": widget, "on_change": changed, "label_visibility": "collapsed"}
    if widget not in st.session_state or st.session_state[widget] not in options:
        st.session_state[widget] = note.chosen
    if sum(len(_(note.options[one])) for one in options) <= FITS:
        st.segmented_control(note.kind, options, format_func=lambda one: _capital(_(note.options[one])), **arguments)
    else:
        st.selectbox(note.kind, options, format_func=lambda one: _(note.options[one]), width=280, **arguments)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
