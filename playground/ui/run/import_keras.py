"""Import a .keras file: upload a network that was trained elsewhere."""

import streamlit as st

from playground.errors import PlaygroundError
from playground.languages import _
from playground.limits import limits
from playground.runs.from_keras import import_keras
from playground.ui.learner import learner
from playground.ui.link import go_to
from playground.ui.run.address import RUN
from playground.ui.widgets.plain import plain


def import_a_network() -> None:
    """A closed expander with a form; a network that comes in is opened on Inside."""
    with st.expander(_("Import a Keras network"), icon=":material/upload_file:"):
        file = st.file_uploader(
            _("A .keras file"),
            "keras",
            max_upload_size=limits().upload_mb,
            help=_("A chain of layers that the playground knows, saved by Keras 3. Nothing in it is run."),
        )
        words = st.file_uploader(
            _("Its vocabulary, if it reads texts"),
            "json",
            max_upload_size=limits().upload_mb,
            help=_(
                'A JSON list of words in the order of their token ids, or an object such as {"good": 17}. Without it '
                "tokens are shown by number, such as #17. A .keras from Use elsewhere brings its words along."
            ),
        )
        if file is None or not st.button(_("Import the network"), type="primary", icon=":material/upload:"):
            return
        try:
            with st.spinner(_("Reading the network …")):
                run = import_keras(file.getvalue(), learner(), words.getvalue() if words else None)
        except PlaygroundError as error:
            st.error(plain(error))
            return
        go_to("inside", (RUN, run))
