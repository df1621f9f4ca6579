"""What every page has from its first moment: the rules of style, of which each folder of ui has its own in a .css file,
and the script that keeps the browser's history."""

from functools import cache
from pathlib import Path

import streamlit as st

from playground.languages import language
from playground.languages.catalogues import for_browser
from playground.ui.link import STEPS
from playground.ui.web import script


def page_end() -> str:
    """Both, as a piece of HTML in the language that is spoken."""
    return _page_end(language())


@cache
def _page_end(code: str) -> str:
    """With the texts of what ui/web draws."""
    program = for_browser(code) + script("address", STEPS=STEPS)
    return f"<style>{rules()}</style><script>(() => {{\n{program}\n}})();</script>"


def rules() -> str:
    """All of them, with the two backgrounds of the theme.  What ui/web draws has its own, see there."""
    here = Path(__file__).parent
    files = [here / "page.css", *sorted(here.glob("*/*.css"))]
    text = "\n".join(file.read_text(encoding="utf-8") for file in files if file.parent.name != "web")
    light, dark = (st.get_option(f"theme.{theme}.backgroundColor") for theme in ("light", "dark"))
    return text.replace("BACKGROUND", f"light-dark({light}, {dark})")
