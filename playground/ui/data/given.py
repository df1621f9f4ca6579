"""Where a dataset's file can be had besides the download, where to put it, and a place to give it here."""

from math import ceil

import streamlit as st

from playground import paths
from playground.datasets import Dataset
from playground.datasets.given import take
from playground.engine import engine
from playground.errors import PlaygroundError
from playground.ui.widgets.plain import plain


def offer(dataset: Dataset) -> None:
    """Say where the file of a dataset that is not ready can be had, and take it from who has it."""
    if not dataset.files:
        return
    names = " or ".join(f"`{name}`" for name in dataset.files)
    with st.expander("The download does not work? Give the file yourself"):
        st.markdown(
            f"Get `{dataset.files[0]}` from {plain(dataset.source)} or {dataset.elsewhere}. "
            f"Put it into `{paths.data()}` on the server, or choose it here."
        )
        given = st.file_uploader(
            f"The file {names}",
            max_upload_size=ceil(dataset.largest_file / 1_000_000),
            key=f"given {dataset.name}",
        )
        if given is None:
            return
        refused = st.session_state.setdefault("refused files", {})
        if given.file_id not in refused:
            try:
                with st.spinner("Checking the file …"):
                    take(dataset, given, given.name)
                    engine().fetch(dataset)
            except PlaygroundError as error:
                refused[given.file_id] = str(error)
            else:
                st.rerun()
        st.error(plain(refused[given.file_id]))
