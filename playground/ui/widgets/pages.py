"""Where the scripts of the pages are."""

from playground.paths import PROJECT


def page_path(name: str) -> str:
    """The script of a page, for `st.page_link` and `st.switch_page`.  name: of its file in pages/."""
    return str(PROJECT / "pages" / f"{name}.py")
