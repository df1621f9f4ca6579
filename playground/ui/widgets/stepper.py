"""Walking through positions in order: to the start, back, next, to the end, with the arrow keys, or by a slider."""

from dataclasses import dataclass

import streamlit as st

from playground.languages import N_, _

BUTTONS = {
    N_("To the start"): (":material/first_page:", -1, None),
    N_("Back"): (":material/chevron_left:", -1, "Left"),
    N_("Next"): (":material/chevron_right:", 1, "Right"),
    N_("To the end"): (":material/last_page:", 1, None),
}
"""Label → icon, direction, key; a button without a key goes all the way."""


@dataclass
class Walk:
    """Where a walk has come: `at`, from 1."""

    at: int = 1


def stepper(walk: Walk, last: int, label: str, key: str) -> None:
    """Four buttons and, from the second position on, a slider.  last: the last position; key: begins widgets' keys."""
    walk.at = min(max(walk.at, 1), last)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        for name, (icon, by, shortcut) in BUTTONS.items():
            st.button(
                _(name),
                icon=icon,
                key=f"{key} {name}",
                type="primary" if name == "Next" else "secondary",
                on_click=_move,
                args=(walk, by if shortcut else by * last, last),
                disabled=walk.at == (1 if by < 0 else last),
                shortcut=shortcut,
            )
    if last == 1:
        return
    st.session_state[f"{key} position"] = walk.at
    st.slider(label, 1, last, key=f"{key} position", on_change=_slide, args=(walk, last, key))


def _slide(walk: Walk, last: int, key: str) -> None:
    """Go where the slider stands; unless a button was clicked, which brings along where the slider stood before."""
    if not any(st.session_state.get(f"{key} {name}") for name in BUTTONS):
        _move(walk, st.session_state[f"{key} position"] - walk.at, last)


def _move(walk: Walk, by: int, last: int) -> None:
    """Counted from where the walk is now, not from where it was when the page was drawn."""
    walk.at = min(max(walk.at + by, 1), last)
