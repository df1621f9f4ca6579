"""Import a run: upload a zip that another playground exported."""

import streamlit as st

from playground.errors import PlaygroundError
from playground.languages import _
from playground.limits import limits
from playground.runs.imported import import_run
from playground.ui.learner import learner
from playground.ui.link import go_to
from playground.ui.run.address import RUN
from playground.ui.widgets.plain import plain


def import_a_run() -> None:
    """A closed expander with a form; a run that comes in is opened."""
    with st.expander(_("Import a run"), icon=":material/upload_file:"):
        file = st.file_uploader(
            _("A zip from Use elsewhere, The whole run"),
            "zip",
            max_upload_size=limits().upload_mb,
            help=_("Everything in it is checked; nothing of it is run."),
        )
        if file is None or not st.button(_("Import"), type="primary", icon=":material/upload:"):
            return
        try:
            with st.spinner(_("Reading the run …")):
                run = import_run(file.getvalue(), learner())
        except PlaygroundError as error:
            st.error(plain(error))
            return
        go_to("train", (RUN, run))
