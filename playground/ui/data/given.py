"""Where a dataset's file can be had besides the download, where to put it, and a place to give it here."""

from functools import reduce
from math import ceil

import streamlit as st

from playground import paths
from playground.datasets import Dataset
from playground.datasets.given import take
from playground.engine import engine
from playground.errors import PlaygroundError
from playground.languages import _
from playground.ui.widgets.plain import plain


def offer(dataset: Dataset) -> None:
    """Say where the file of a dataset that is not ready can be had, and take it from who has it."""
    if not dataset.files:
        return
    names = reduce(
        lambda one, other: _("{one} or {other}", one=one, other=other), [f"`{name}`" for name in dataset.files]
    )
    with st.expander(_("The download does not work? Give the file yourself")):
        st.markdown(
            _(
                "Get `{file}` from {source} or {elsewhere}. Put it into `{folder}` on the server, or choose it here.",
                file=dataset.files[0],
                source=plain(_(dataset.source)),
                elsewhere=_(dataset.elsewhere),
                folder=paths.data(),
            )
        )
        given = st.file_uploader(
            _("The file {names}", names=names),
            max_upload_size=ceil(dataset.largest_file / 1_000_000),
            key=f"given {dataset.name}",
        )
        if given is None:
            return
        refused = st.session_state.setdefault("refused files", {})
        if given.file_id not in refused:
            try:
                with st.spinner(_("Checking the file …")):
                    take(dataset, given, given.name)
                    engine().fetch(dataset)
            except PlaygroundError as error:
                refused[given.file_id] = str(error)
            else:
                st.rerun()
        st.error(plain(refused[given.file_id]))
