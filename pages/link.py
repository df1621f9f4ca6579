"""A link for learners: a teacher chooses what it opens, and which controls it hides or locks."""

import streamlit as st

from playground.languages import _
from playground.ui.main import HOME, PAGES
from playground.ui.teacher.compose import compose

st.title(_("A link for learners"))
st.markdown(
    _("Choose what learners see first, and which controls are not there, or stay as they are. Then copy the link.")
)
compose({name: _(title) for name, (title, _icon) in PAGES.items()}, HOME)
