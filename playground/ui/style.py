"""The rules of style of all pages; each folder of ui has its own in a .css file."""

from pathlib import Path

import streamlit as st


def rules() -> str:
    """All of them, with the two backgrounds of the theme.  What ui/web draws has its own, see there."""
    here = Path(__file__).parent
    files = [here / "page.css", *sorted(here.glob("*/*.css"))]
    text = "\n".join(file.read_text(encoding="utf-8") for file in files if file.parent.name != "web")
    light, dark = (st.get_option(f"theme.{theme}.backgroundColor") for theme in ("light", "dark"))
    return text.replace("BACKGROUND", f"light-dark({light}, {dark})")
