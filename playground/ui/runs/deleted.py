"""Deleting runs from My runs, and taking that back."""

from collections.abc import Sequence

import streamlit as st

from playground.errors import PlaygroundError
from playground.languages import _, n_
from playground.runs import Run
from playground.runs.deleting import SECONDS, put_back, set_aside, waiting
from playground.ui.learner import learner
from playground.ui.runs.address import choose
from playground.ui.widgets.plain import plain
from playground.wording import together

COMPLAINT = "deleting complaint"


def delete_button(runs: Sequence[Run]) -> None:
    """A button that deletes all of them at once; it can be taken back."""
    active = any(run.history().active for run in runs)
    st.button(
        _("Delete") if len(runs) == 1 else _("Delete these {number}", number=len(runs)),
        icon=":material/delete:",
        disabled=active,
        on_click=_delete,
        args=(tuple(runs),),
        help=_("Stop what waits or trains first.")
        if active
        else _("Undo brings it back for {minutes} minutes.", minutes=SECONDS // 60),
    )


def undo_bar() -> None:
    """What was deleted lately, with a button that brings the last of it back; nothing where there is nothing."""
    if complaint := st.session_state.pop(COMPLAINT, ""):
        st.error(plain(complaint))
    gone = waiting(learner())
    if not gone:
        return
    last = sum(at == max(gone.values()) for at in gone.values())
    said = n_(
        "{number:,} run was deleted, and can be brought back for {minutes} minutes.",
        "{number:,} runs were deleted, and can be brought back for {minutes} minutes.",
        last,
        minutes=SECONDS // 60,
    )
    if before := len(gone) - last:
        more = n_("{number:,} other was deleted before.", "{number:,} others were deleted before.", before)
        said = together(said, more)
    with st.container(horizontal=True, vertical_alignment="center", key="runs-deleted"):
        st.caption(said, width="content")
        st.button(_("Undo"), icon=":material/undo:", on_click=_undo, key="undo deleting")


def _delete(runs: tuple[Run, ...]) -> None:
    try:
        set_aside(runs)
    except PlaygroundError as error:
        st.session_state[COMPLAINT] = str(error)
        return
    choose(())


def _undo() -> None:
    try:
        choose([Run.open(run_id) for run_id in put_back(learner())])
    except PlaygroundError as error:
        st.session_state[COMPLAINT] = str(error)
