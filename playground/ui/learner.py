"""Who is looking, as a page asks."""

import streamlit as st

from playground.server.identity import fingerprint


def base_path() -> str:
    """Where the app stands on its host, such as "/rnn"; empty at its root."""
    return "/" + given if (given := st.get_option("server.baseUrlPath").strip("/")) else ""


def learner() -> str:
    """The learner of this session, see `fingerprint`."""
    if "learner" not in st.session_state:
        st.session_state["learner"] = fingerprint(st.context.cookies, base_path())
    return str(st.session_state["learner"])
