"""Making a link for learners: what it opens, what it hides and locks, and what it will look like."""

import streamlit as st

from playground.languages import N_, _
from playground.ui.link import LEFT, Parameter
from playground.ui.teacher.address import HIDES, LOCKS, OPENS, SHOWS, Shown, to_learn_from, written
from playground.ui.widgets.control import CONTROLS, Names

HEIGHT = 500
"""Pixels of the preview; teacher.css says how it is scaled."""
CALLED = {"config": N_("settings"), "configs": N_("the lanes' settings")}
"""Parameters whose names say little to a person."""


def compose(titles: dict[str, str], home: str) -> None:
    """Choices, the link and a preview.  titles: page → title; home: the page at the root of the address."""
    choices, preview = st.columns([2, 3], gap="medium")
    with choices:
        page, shown = _opens(titles)
        hide, lock = _taken(page)
        others = [other for other in CONTROLS if other != page]
        with st.expander(_("On the pages that learners go on to")):
            for other in others:
                st.markdown(f"**{titles[other]}**")
                more_hide, more_lock = _taken(other)
                hide, lock = hide | more_hide, lock | more_lock
    HIDES.put(hide)
    LOCKS.put(lock)
    link = written(_here(), "" if page == home else page, shown, hide, lock)
    with preview:
        st.code(link, language=None, wrap_lines=True)
        st.link_button(_("Open it"), link, icon=":material/open_in_new:")
        with st.container(key="preview"):
            st.iframe(link, height=HEIGHT, alt=_("What learners will see"))


def _opens(titles: dict[str, str]) -> tuple[str, Shown]:
    """The page, and what it shows: what it showed when it was left, else nothing of its own."""
    linked = OPENS.given() or next(iter(CONTROLS))
    page = st.segmented_control(
        _("Opens"), list(CONTROLS), default=linked, required=True, format_func=titles.__getitem__, key="link opens"
    )
    kept = SHOWS.given() if page == linked else None
    shown = to_learn_from(page, st.session_state.get(LEFT, {}).get(page, {})) if kept is None else kept
    OPENS.put(page)
    SHOWS.put(shown or None)
    told = (
        ", ".join(_(CALLED.get(name, name)) for name in shown)
        if shown
        else _("nothing chosen: as a first visitor sees it")
    )
    st.caption(
        _(
            "As you left it: {told}. To begin with another run, text or setting, choose it there and come back.",
            told=told,
        )
    )
    return page, shown


def _taken(page: str) -> tuple[Names, Names]:
    """What is hidden and locked of a page; of what is both, the link hides it."""
    return (
        _some(page, N_("Hide"), _("Not on the page at all."), HIDES),
        _some(page, N_("Lock"), _("There, with its value, and cannot be changed."), LOCKS),
    )


def _some(page: str, label: str, about: str, parameter: Parameter[Names]) -> Names:
    given = parameter.given() or frozenset()
    names = st.pills(
        _(label),
        [f"{page}.{name}" for name in CONTROLS[page]],
        selection_mode="multi",
        default=sorted(name for name in given if name.startswith(f"{page}.")),
        format_func=lambda name: _(CONTROLS[page][name.split(".")[1]].title),
        help=about,
        wrap=True,
        key=f"link {label} {page}",
    )
    return frozenset(names)


def _here() -> str:
    """The address of the app, with a slash at its end."""
    return (st.context.url or "").rsplit("/", 1)[0] + "/"
