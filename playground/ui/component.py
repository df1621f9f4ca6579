"""Components of this project's own: a folder of scripts and styles, with those that all of them share."""

from pathlib import Path

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

HERE = Path(__file__).parent
SHARED = "drawing_js"


def component(name: str, folder: str) -> ComponentRenderer:
    """The component `name` in an element of that class: every script of `SHARED` and of `folder`, as one module."""
    return st.components.v2.component(
        name, html=f'<div class="{name}"></div>', css=_joined(folder, "css"), js=_joined(folder, "js")
    )


def _joined(folder: str, ending: str) -> str:
    files = [file for one in (SHARED, folder) for file in sorted((HERE / one).glob(f"*.{ending}"))]
    return "\n".join(file.read_text(encoding="utf-8") for file in files)
