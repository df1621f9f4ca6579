"""Components of this project's own; what they do in the browser is in `playground/ui/web`."""

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

from playground.figures.colors import FOR_BROWSER
from playground.ui.web import script, style


def component(name: str) -> ComponentRenderer:
    """The component `name` in an element of that class.  Its constant `COLORS` is `FOR_BROWSER`."""
    return st.components.v2.component(
        name, html=f'<div class="{name}"></div>', css=style(name), js=script(name, COLORS=FOR_BROWSER)
    )
