"""The navigation: which pages there are. Streamlit runs this script at every click."""

from pathlib import Path

import streamlit as st

from playground.errors import PlaygroundError
from playground.languages import N_, _
from playground.ui.lessons.bar import lesson_bar
from playground.ui.link import keep_address
from playground.ui.spoken import follow_language, language_switch
from playground.ui.widgets.control import follow
from playground.ui.widgets.held import held
from playground.ui.widgets.pages import page_path
from playground.ui.widgets.plain import plain

# Of the browser's tab.  An icon by name would be fetched from Google.
ICON = Path(__file__).with_name("icon.svg")
# A page: its script in pages/ and its address → title and icon.  The first is the home page.
PAGES = {
    "playground": (N_("Playground"), ":material/play_circle:"),
    "lessons": (N_("Lessons"), ":material/school:"),
    "race": (N_("Race"), ":material/flag:"),
    "experiments": (N_("Experiments"), ":material/science:"),
    "data": (N_("Data"), ":material/dataset:"),
    "encode": (N_("Encode"), ":material/abc:"),
    "train": (N_("Train"), ":material/model_training:"),
    "inside": (N_("Inside"), ":material/view_timeline:"),
    "loop": (N_("For loop"), ":material/laps:"),
    "sentiment": (N_("Sentiment"), ":material/sentiment_satisfied:"),
    "runs": (N_("My runs"), ":material/list:"),
    "glossary": (N_("Glossary"), ":material/dictionary:"),
    "link": (N_("A link for learners"), ":material/add_link:"),
}
OFF_BAR = ("link",)
"""Pages that others lead to, and the navigation does not."""
HOME = next(iter(PAGES))
FORMER = {"start": "experiments"}
"""Addresses that older links have → the page that answers there now."""

# Worker processes run their parent's main script again under another name; they must not draw pages.
if __name__ == "__main__":
    st.set_page_config(page_title="RNN Playground", page_icon=str(ICON), layout="wide")
    follow_language()
    page = st.navigation(
        [
            *(
                st.Page(
                    page_path(name),
                    title=_(title),
                    icon=icon,
                    url_path=name,
                    default=name == HOME,
                    visibility="hidden" if name in OFF_BAR else "visible",
                )
                for name, (title, icon) in PAGES.items()
            ),
            *(
                st.Page(page_path(name), title=_(PAGES[name][0]), url_path=former, visibility="hidden")
                for former, name in FORMER.items()
            ),
        ],
        position="top",
    )
    keep_address(page.url_path or HOME)
    language_switch()
    try:
        follow()
    except PlaygroundError as error:
        st.error(plain(error))
    try:
        lesson_bar({name: _(title) for name, (title, _icon) in PAGES.items()})
        with held():
            page.run()
    except PlaygroundError as error:  # what no page expects: a run whose folder is damaged
        st.error(plain(error))
