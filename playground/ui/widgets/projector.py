"""A page on a projector: large type, nothing around it."""

import streamlit as st

from playground.languages import _
from playground.ui.link import flag, link_to, page_shown
from playground.ui.teacher.address import OPENS
from playground.ui.widgets.control import CONTROLS, HIDE, LOCK, control

PROJECTOR = flag("projector")
KEY = "projector"
ZOOM, WHOLE = 1.5, 1.2
"""Of a page; of one that shows all of itself at once, on a screen less than 1600 pixels wide."""
STYLE = f"""<style>
:root {{ --projected: {ZOOM}; }}
[data-testid=stHeader] {{ display: none; }}
[data-testid=stMainBlockContainer] {{ zoom: {ZOOM}; padding-top: 1rem; }}
[data-testid=stMainBlockContainer]:has(.st-key-playground-bar, .st-key-race-bar) {{ padding-top: 0.25rem !important; }}
@media (max-width: 1599px) {{
  [data-testid=stMainBlockContainer]:has(.st-key-playground-bar, .st-key-race-bar) {{ zoom: {WHOLE}; }}
  :root:has(.st-key-playground-bar, .st-key-race-bar) {{ --projected: {WHOLE}; }}
}}
[data-testid=stLayoutWrapper]:has(> :is(.st-key-reading-bar, .st-key-epoch-bar)) {{ top: 0 !important; }}
</style>"""


def for_class() -> None:
    """The projector, kept in the link as `projector=1` on every page of the visit; and the way to a link for learners,
    which they who came by one are not offered."""
    on, switch, came = bool(PROJECTOR.for_visit()), control("projector"), bool(HIDE.kept() or LOCK.kept())
    if not (switch.hidden and came):
        with st.popover(_("For a class"), icon=":material/co_present:", key="for-class"):
            if not switch.hidden:
                _switch(on, switch.locked)
            if not came:
                page = page_shown()
                opens = [(OPENS, page)] if page in CONTROLS else []
                link_to("link", _("Make a link for learners"), ":material/add_link:", *opens)
    with st.container():
        if on:
            st.html(STYLE)


def _switch(on: bool, locked: bool) -> None:
    st.session_state[KEY] = on
    st.toggle(
        _("Projector"),
        key=KEY,
        on_change=lambda: PROJECTOR.keep(bool(st.session_state[KEY])),
        disabled=locked,
        help=_("Large type and no navigation. F11 hides the rest of the browser."),
    )
