"""Glossary: the words of the field, what they mean, and where they are seen."""

import streamlit as st

from playground.languages import _
from playground.ui.glossary.entries import entries

st.title(_("Glossary"))
entries()
