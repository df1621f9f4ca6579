"""Components of this project's own: a folder of scripts and styles, with those that all of them share."""

import json
from pathlib import Path

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

from playground.figures.colors import FOR_BROWSER

HERE = Path(__file__).parent.parent
SHARED = "drawing_js"


def component(name: str, folder: str) -> ComponentRenderer:
    """The component `name` in an element of that class: every script of `SHARED` and of `folder`, as one module.

    Its constant `COLORS` is `FOR_BROWSER`.
    """
    script = f"const COLORS = {json.dumps(FOR_BROWSER)};\n{_joined(folder, 'js')}"
    return st.components.v2.component(name, html=f'<div class="{name}"></div>', css=_joined(folder, "css"), js=script)


def _joined(folder: str, ending: str) -> str:
    files = [file for one in (SHARED, folder) for file in sorted((HERE / one).glob(f"*.{ending}"))]
    return "\n".join(file.read_text(encoding="utf-8") for file in files)
