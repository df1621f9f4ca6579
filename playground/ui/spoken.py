"""The language of a page, and the switch in its header."""

from html import escape
from urllib.parse import urlencode

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from playground.languages import LANGUAGES, ask_session, language, speak
from playground.server.spoken import PARAMETER, spoken
from playground.ui.link import address_shown, one_of

LANG = one_of(PARAMETER, LANGUAGES)
SPOKEN = "language spoken"
"""In the session: the code of its language."""


def follow_language() -> None:
    """For every page, first: the link's language holds for the visit; without one the browser's choice of before."""
    ask_session(_of_session)
    own, asked = st.context.locale or "", st.context.headers.get("Accept-Language") or ""
    accepted = (
        asked if asked.startswith(own) else f"{own},{asked}"
    )  # a socket may ask as another page's request did not
    cookies, headers = st.context.cookies, {"Accept-Language": accepted}
    speak(spoken("", cookies, headers))  # in which nonsense in the link is answered
    st.session_state[SPOKEN] = code = spoken(LANG.for_visit() or "", cookies, headers)
    speak(code)


def language_switch() -> None:
    """A link in the header to the same page in the other language, opened anew."""
    for code, name in LANGUAGES.items():
        if code != language():
            address = urlencode({**address_shown(), PARAMETER: code})
            with st.container(key="language"):
                st.html(f'<a href="?{escape(address)}" lang="{code}" hreflang="{code}" target="_self">{name}</a>')


def _of_session() -> str:
    """Where a part of a page runs again by itself: in a thread of its own, which then speaks as the page did."""
    context = get_script_run_ctx(suppress_warning=True)
    if context is None or SPOKEN not in context.session_state:
        return ""
    speak(code := str(context.session_state[SPOKEN]))
    return code
