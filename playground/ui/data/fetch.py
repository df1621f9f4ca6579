"""Fetching a dataset from the Data page: a button, then progress that draws itself; a worker does the work."""

import streamlit as st

from playground.datasets import Dataset
from playground.engine import engine
from playground.errors import PlaygroundError
from playground.languages import _
from playground.ui.data.given import offer
from playground.ui.widgets.plain import plain

SECONDS = 0.5
"""Between two looks at a fetch."""


def wait_until_ready(dataset: Dataset) -> None:
    """Stop the page at a dataset that is not ready, with a button to fetch it; draw the page again once it is."""
    if dataset.is_ready():
        return
    active = _active(dataset)
    st.fragment(_show, run_every=SECONDS if active else None)(dataset, active)
    if not active:
        offer(dataset)
    st.stop()


def _active(dataset: Dataset) -> bool:
    said = engine().fetching(dataset)
    return said is not None and not said.error


def _show(dataset: Dataset, was_active: bool) -> None:
    if dataset.is_ready() or _active(dataset) != was_active:
        st.rerun()
    said = engine().fetching(dataset)
    if said and not said.error:
        what = plain(_(said.what))
        text = _("{what}: {share:.0%}", what=what, share=said.share) if said.done else what
        st.progress(said.share, text=text)
        st.caption(_("You can go on elsewhere: a worker fetches it in the background."))
        return
    complaint = (said.error if said else "") or st.session_state.pop("fetch error", "")
    if complaint:
        st.error(plain(_(complaint)))
    else:
        st.info(
            _(
                "{dataset} is not ready on this machine. It is fetched once, then read in a moment.",
                dataset=plain(_(dataset.title)),
            )
        )
    size = dataset.download_size or ""
    label = _("Read it now") if dataset.is_here() else _("Download now ({size})", size=_(size))
    icon = ":material/refresh:" if complaint else ":material/download:"
    st.button(_("Try again") if complaint else label, type="primary", icon=icon, on_click=_fetch, args=(dataset,))
    st.caption(_("Or run `python -m playground fetch {dataset}`.", dataset=dataset.name))


def _fetch(dataset: Dataset) -> None:
    """Ask the engine; a complaint is kept for the next drawing."""
    try:
        engine().fetch(dataset)
    except PlaygroundError as error:
        st.session_state["fetch error"] = str(error)
