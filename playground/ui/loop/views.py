"""What the For loop page shows: one view a recipe."""

from collections.abc import Callable

import numpy as np
import pandas as pd
import streamlit as st

from playground.figures.colors import MARKED
from playground.figures.heat_map import heat_map
from playground.figures.loop import shape_equation
from playground.languages import N_, _
from playground.recipes.demonstrations import last_and_all, random_loop
from playground.ui.link import one_of
from playground.ui.loop.by_hand import by_hand
from playground.ui.loop.trained import your_network
from playground.ui.widgets.figure import is_dark, show_figure
from playground.ui.widgets.view import choose_view as choose_in_link

ABOUT = N_("A recurrent network is a for loop that keeps a state: here in plain NumPy, every number shown.")
SATURATED = 0.99
OWN = "your-network"
"""The view of a trained run, as the link calls it."""


def choose_view() -> Callable[[], None]:
    """The view of the recipe in the link; the learner's choice is put back into the link."""
    return VIEWS[choose_in_link(RECIPE, {name: _(title) for name, (title, _view) in VIEWS.items()})][1]


def many_timesteps() -> None:
    """Shapes and outputs of a loop of any size on random numbers."""
    timesteps, features, units, seed = _sizes(
        "loop",
        {
            N_("Timesteps"): (1, 500, 100),
            N_("Features"): (1, 128, 32),
            N_("Units"): (1, 128, 64),
            N_("Seed"): (0, 9999, 0),
        },
    )
    positive = st.toggle(
        _("Weights from 0 to 1"),
        key="loop positive",
        help=_("Otherwise from a small range around 0."),
        persist_state="session",
    )
    loop = random_loop(timesteps, features, units, seed, around_0=not positive)
    outputs = loop.outputs
    st.latex(shape_equation(loop))
    st.markdown(
        _(
            "{timesteps} timesteps of {features} random features give outputs of shape **({timesteps}, {units})**. The "
            "state starts at zero; each output is the state that the next timestep begins with. Below, one column per "
            "timestep, one row per unit.",
            timesteps=timesteps,
            features=features,
            units=units,
        )
    )
    labels = tuple(str(t) for t in range(1, timesteps + 1))
    show_figure(
        heat_map(outputs, labels, _("outputs"), 1.0, is_dark()),
        "loop-outputs",
        _("the output of every unit at every timestep"),
        lambda: pd.DataFrame(outputs, columns=[f"unit {unit}" for unit in range(units)]),
    )
    st.caption(
        _(
            "{share:.1%} of the outputs are beyond ±{saturated}, where tanh is almost flat. Keras' SimpleRNN with the "
            "same weights gives the same numbers within 10⁻⁵: `tests/reference/test_loop.py` compares them, at these "
            "first sizes and at the largest.",
            share=np.mean(np.abs(outputs) > SATURATED),
            saturated=SATURATED,
        )
    )


def last_or_all() -> None:
    """One layer's two answers side by side, the rows they share marked."""
    batch, timesteps, features, units = _sizes(
        "last or all",
        {N_("Batch"): (1, 4, 2), N_("Timesteps"): (1, 8, 4), N_("Features"): (1, 8, 5), N_("Units"): (1, 6, 3)},
    )
    last, every = last_and_all(batch, timesteps, features, units)
    st.markdown(
        _(
            "The same SimpleRNN of {units} units reads the same ({batch}, {timesteps}, {features}): batch, timesteps, "
            "features. Take the **last** state when the whole sequence gets one answer, such as whether a review is "
            "good; take **all** when every timestep gets its own, or when another recurrent layer reads on.",
            units=units,
            batch=batch,
            timesteps=timesteps,
            features=features,
        )
    )
    left, right = st.columns(2)
    with left:
        st.markdown(_("`return_sequences=False` gives **{shape}**", shape=last.shape))
        names = [_("example {number}", number=example + 1) for example in range(batch)]
        _rows(last, names, [True] * batch)
    with right:
        st.markdown(_("`return_sequences=True` gives **{shape}**", shape=every.shape))
        names = [
            _("example {number}, t = {t}", number=example + 1, t=t + 1)
            for example in range(batch)
            for t in range(timesteps)
        ]
        same = (every == last[:, None]).all(axis=-1).ravel()
        _rows(every.reshape(-1, units), names, same.tolist())
    st.caption(_("Marked with ●: the rows that both hold, equal to the last digit."))


def _sizes(key: str, ranges: dict[str, tuple[int, int, int]]) -> list[int]:
    """Whole numbers to choose, side by side.  ranges: label → lowest, highest, first."""
    with st.container(horizontal=True):
        return [
            st.number_input(_(label), *numbers, width=150, key=f"{key} {label}", persist_state="session")
            for label, numbers in ranges.items()
        ]


def _rows(values: np.ndarray, names: list[str], marked: list[bool]) -> None:
    """values (rows, units) as a table; a marked row is coloured and has a dot before its name."""
    index = [f"{'● ' if mark else ''}{name}" for name, mark in zip(names, marked, strict=True)]
    frame = pd.DataFrame(values, index=index, columns=[_("unit {unit}", unit=unit) for unit in range(values.shape[1])])
    colors = {name: f"background-color: {MARKED}" for name in index if name.startswith("●")}
    style = frame.style.format("{:.6f}").apply(lambda row: [colors.get(row.name, "")] * len(row), axis=1)
    st.table(style, border="horizontal")


VIEWS: dict[str, tuple[str, Callable[[], None]]] = {
    "numpy-rnn-by-hand": (N_("By hand"), by_hand),
    "numpy-rnn": (N_("100 timesteps"), many_timesteps),
    "last-or-all": (N_("Last or all"), last_or_all),
    OWN: (N_("Your network"), your_network),
}
"""Recipe, or `OWN` → title and view."""
RECIPE = one_of("recipe", VIEWS)
