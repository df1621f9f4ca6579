"""The bare loop, run line by line on numbers that the learner can change."""

from dataclasses import dataclass, field, replace
from itertools import count
from typing import Any

import numpy as np
import pandas as pd
import streamlit as st

from playground.errors import ConfigError
from playground.figures.colors import MARKED
from playground.figures.loop import Moment, equation, moment, num_moments, numbers
from playground.languages import N_, _
from playground.recipes.demonstrations import BY_HAND, resized
from playground.reference.loop import CODE, Loop
from playground.ui.widgets.plain import plain
from playground.ui.widgets.stepper import Walk, stepper

SIZES = {N_("Timesteps"): 10, N_("Features"): 3, N_("Units"): 3}
"""What a learner can change, with its maximum."""
COLUMNS = 3
"""Tables in a row."""
EDITORS = {
    "inputs": N_("a row per timestep, a column per feature"),
    "kernel": N_("a row per feature, a column per unit"),
    "recurrent_kernel": N_("a row and a column per unit"),
    "bias": N_("a column per unit"),
    "output_kernel": N_("a row per unit"),
    "output_bias": N_("one number"),
}
"""The colour of what has just been computed, on light and on dark."""
HEIGHT = 290
"""Of code and equation, in pixels, whatever they hold: nothing moves from line to line."""
_serial = count()


@dataclass
class Paper(Walk):
    """The numbers on which the loop runs.  start: what the tables began with; now: with the learner's changes.

    at: how many lines have run.  The tables are keyed by `serial`: a new one begins anew from `start`.
    """

    start: Loop = BY_HAND
    now: Loop = BY_HAND
    serial: int = field(default_factory=lambda: next(_serial))

    def begin(self, loop: Loop, lines: int) -> None:
        """Fill the tables anew."""
        self.start = self.now = loop
        self.at = min(max(lines, 1), num_moments(loop))
        self.serial = next(_serial)


def by_hand() -> None:
    """Code, equation and all numbers so far; below, the numbers to change."""
    paper = st.session_state.setdefault("loop paper", Paper())
    top = st.container(border=True, key="loop-top")  # with a border it is drawn, empty too
    _edit(paper)
    with top:
        stepper(paper, num_moments(paper.now), _("Lines run"), "loop")
        now = moment(paper.now, paper.at)
        code, formula = st.columns([6, 5])
        with code:
            _code(now)
        with formula, st.container(height=HEIGHT, border=True, key="loop-equation"):
            st.markdown(_where(now, len(paper.now.inputs)))
            st.latex(equation(paper.now, now), width="content")
        st.table(_numbers(paper.now, now), border="horizontal")
        st.caption(_("One column per timestep t, top to bottom as the lines compute them; 8 digits after the point."))


def _where(now: Moment, timesteps: int) -> str:
    if now.t is None:
        return _("Line {line}, outside the loop", line=now.line)
    return _("Line {line}, timestep {timestep} of {timesteps}", line=now.line, timestep=now.t + 1, timesteps=timesteps)


def _code(now: Moment) -> None:
    """The loop; the line that has just run is marked."""
    area = ".st-key-loop-code code"
    with st.container(key="loop-code"):
        st.html(f"<style>{area} > span:nth-of-type({now.line}) {{background: {MARKED}}}</style>")
        st.code(CODE.rstrip(), line_numbers=True, wrap_lines=True, height=HEIGHT)


def _numbers(loop: Loop, now: Moment) -> "pd.io.formats.style.Styler":
    rows = numbers(loop, now)
    timesteps = [f"t = {t + 1}" for t in range(len(loop.inputs))]
    frame = pd.DataFrame.from_dict(rows, orient="index", columns=timesteps, dtype=float)
    marked = frame.copy().astype(object)
    marked[:] = ""
    if now.part and now.t is not None:
        marked.loc[[name for name in rows if name.startswith(f"{now.part}[")], timesteps[now.t]] = (
            f"background-color: {MARKED}"
        )
    return frame.style.format(_digits).apply(lambda _frame: marked, axis=None)


def _digits(value: Any) -> str:
    """Always as wide, so that no column moves when its first number comes: padded by spaces as wide as a digit."""
    shown = "·" if np.isnan(value) else f"{value:.8f}".replace("-", "−")
    return shown.rjust(11, "\u2007")


def _edit(paper: Paper) -> None:
    """The sizes and the numbers, each to be changed; what cannot be computed is said, and leaves the rest as it was."""
    st.subheader(_("Your own numbers"))
    sizes = dict(zip(SIZES, (*paper.now.inputs.shape, len(paper.now.bias)), strict=True))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        for label, most in SIZES.items():
            st.session_state[f"loop {label}"] = sizes[label]
            st.number_input(_(label), 1, most, key=f"loop {label}", width=140, on_change=_resize, args=(paper,))
        back = _("Back to the first numbers")
        st.button(back, icon=":material/restart_alt:", on_click=paper.begin, args=(BY_HAND, 1))
    complaint = st.container()
    if f"loop {paper.serial} inputs" not in st.session_state:  # another view or page was shown: tables begin anew
        paper.begin(paper.now, paper.at)
    given = {}
    editors = list(EDITORS.items())
    for start in range(0, len(editors), COLUMNS):
        for column, (name, about) in zip(st.columns(COLUMNS), editors[start : start + COLUMNS], strict=True):
            with column:
                given[name] = _table(name, about, getattr(paper.start, name), f"loop {paper.serial} {name}")
    try:
        paper.now = replace(paper.start, **given)
    except ConfigError as error:
        complaint.error(plain(error))


def _resize(paper: Paper) -> None:
    chosen = [st.session_state[f"loop {label}"] for label in SIZES]
    paper.begin(resized(paper.now, *chosen), paper.at)


def _table(name: str, about: str, array: np.ndarray, key: str) -> np.ndarray:
    """An array to change, drawn as a table; empty places are not a number."""
    rows = np.atleast_2d(array)
    st.markdown(f"`{name}` :gray[{array.shape}]", help=_(about))
    columns = [str(number) for number in range(rows.shape[1])]
    number = st.column_config.NumberColumn(min_value=-10, max_value=10, step=0.001, format="%g", required=True)
    frame = st.data_editor(
        pd.DataFrame(rows, columns=columns), key=key, column_config=dict.fromkeys(columns, number), hide_index=True
    )
    return frame.to_numpy(float).reshape(array.shape)
