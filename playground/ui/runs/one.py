"""What can be done with the one run that is chosen."""

from collections.abc import Sequence
from typing import Unpack

import streamlit as st

from playground.engine import engine
from playground.errors import PlaygroundError
from playground.languages import _
from playground.runs import Run
from playground.runs.remarks import LONGEST_NAME, LONGEST_NOTE, Changes, remark, remarks
from playground.ui.link import link_to
from playground.ui.run.row import run_links, run_text
from playground.ui.runs.address import choose
from playground.ui.runs.deleted import COMPLAINT, delete_button
from playground.ui.train.draft import CONFIG


def one(run: Run, own: Sequence[Run]) -> None:
    """Name, note and star; where it can be looked at; another like it; stop and delete.  own: the learner's runs."""
    mine = run in own
    with st.container(border=True, key="runs-one"):
        run_text(run)
        with st.container(horizontal=True, vertical_alignment="center"):
            run_links(run)
            link_to("train", _("Duplicate and change"), ":material/content_copy:", (CONFIG, run.config))
            if sweep := [other for other in run.sweep if other in own]:
                text = _("Choose its sweep of {number}", number=len(sweep))
                st.button(text, icon=":material/tune:", on_click=choose, args=(sweep,), type="tertiary")
        if not mine:
            st.caption(_("This run is not yours: you can look at it, not change it."))
            return
        _remarks(run)
        with st.container(horizontal=True, vertical_alignment="center"):
            if run.history().active:
                st.button(_("Stop"), icon=":material/stop:", on_click=_stop, args=(run.id,), key=f"stop {run.id}")
            delete_button([run])
            st.button(_("Choose none"), icon=":material/deselect:", on_click=choose, args=((),), type="tertiary")


def _remarks(run: Run) -> None:
    told = remarks(run)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        named = f"name {run.id}"
        st.text_input(
            _("Name"),
            told.name,
            key=named,
            max_chars=LONGEST_NAME,
            placeholder=_("What you call it"),
            width=320,
            on_change=lambda: _remark(run, name=st.session_state[named]),
        )
        marked = f"star {run.id}"
        st.toggle(_("★ Star"), told.star, key=marked, on_change=lambda: _remark(run, star=st.session_state[marked]))
    noted = f"note {run.id}"
    st.text_area(
        _("Note"),
        told.note,
        key=noted,
        max_chars=LONGEST_NOTE,
        height=80,
        placeholder=_("What you wanted to know, and what came of it"),
        on_change=lambda: _remark(run, note=st.session_state[noted]),
    )


def _remark(run: Run, **changes: Unpack[Changes]) -> None:
    try:
        remark(run, **changes)
    except PlaygroundError as error:
        st.session_state[COMPLAINT] = str(error)


def _stop(run_id: str) -> None:
    try:
        engine().stop(run_id)
    except PlaygroundError as error:
        st.session_state[COMPLAINT] = str(error)
