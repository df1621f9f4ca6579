"""The terms, searched and listed; each has an address of its own."""

import streamlit as st

from playground.glossary import GLOSSARY, Term
from playground.languages import _, n_
from playground.ui.experiments.wanted import FIND, LONGEST
from playground.ui.link import any_text, link_to
from playground.ui.main import PAGES
from playground.ui.widgets.plain import plain

KEY = "find term"
SHOWS = {name: any_text(name) for term in GLOSSARY.values() for name in term.shows}
"""What a link from a term may say of the page that shows it, by name."""


def entries() -> None:
    """A field to search in, and all terms that fit."""
    if FIND.leads(KEY):
        st.session_state[KEY] = FIND.given() or ""
    words = st.text_input(
        _("Search"), key=KEY, max_chars=LONGEST, placeholder=_("such as gate"), icon=":material/search:", live="300ms"
    )
    FIND.put(words or None)
    found = [term for term in GLOSSARY.values() if term.fits(words or "")]
    if not found:
        st.info(_("No term fits. Expected a word of the glossary, such as gate; try a shorter one."))
        return
    st.caption(
        n_(
            "{number:,} term. Point at a term to see the sign that is its link.",
            "{number:,} terms. Point at a term to see the sign that is its link.",
            len(found),
        )
    )
    with st.container(key="glossary"):
        for term in found:
            _entry(term)


def _entry(term: Term) -> None:
    with st.container(gap=None):
        st.subheader(term.title, anchor=term.anchor)
        st.markdown(plain(term.meaning))
        with st.container(horizontal=True, vertical_alignment="center"):
            if term.also:
                st.caption(_("Also: {names}", names=plain(term.others)), width="content")
            title, icon = PAGES[term.page]
            link_to(term.page, _(title), icon, *((SHOWS[name], value) for name, value in term.shows.items()))
