"""Several readings of the same example over one axis: which layer, which timesteps, and what they say."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import streamlit as st

from playground.analysis.direction_names import direction_name
from playground.analysis.timeline import Row
from playground.cells.part_names import part_name
from playground.figures.compare import over_time, table
from playground.figures.heat_map import MOST_TIMESTEPS
from playground.languages import _
from playground.ui.inside.predictions_over_time import Predictions
from playground.ui.widgets.figure import show_figure
from playground.ui.widgets.plain import plain

MOST_AT_ONCE = 300
"""Timesteps that are drawn before the learner asks for more."""


def choose_row(rows: Sequence[Row], key: str) -> Row | None:
    """One of the layers and directions; asked only where there are several, None where there is none."""
    if len(rows) < 2:
        return rows[0] if rows else None
    titles = [row_title(row, rows) for row in rows]
    return rows[st.selectbox(_("Layer"), range(len(rows)), format_func=titles.__getitem__, key=key)]


def row_title(row: Row, rows: Sequence[Row]) -> str:
    """A layer and its direction in a few words, told from the others of `rows`: `LSTM 32 forward (lstm_2)`."""
    same = any(
        (other.title, other.direction) == (row.title, row.direction) and other.layer != row.layer for other in rows
    )
    return f"{row.title} {direction_name(row.direction)}".rstrip() + (f" ({row.layer})" if same else "")


def choose_part(parts: Sequence[str], key: str) -> str:
    """One of the gates and states of a layer."""
    return st.segmented_control(
        _("Part"),
        parts,
        default=parts[0],
        required=True,
        key=key,
        format_func=part_name,
        label_visibility="collapsed",
    )


def choose_window(timesteps: int, key: str) -> slice:
    """The timesteps to draw: all of them, or a range the learner moves, at first the last of very many."""
    if timesteps <= MOST_TIMESTEPS:
        return slice(0, timesteps)
    first = max(0, timesteps - MOST_AT_ONCE)
    return slice(*st.slider(_("Timesteps"), 0, timesteps, (first, timesteps), key=f"{key} timesteps {timesteps}"))


def draw_predictions(predictions: Predictions, window: slice, name: str) -> None:
    """What each says after every timestep, in one chart.  name: of its files."""
    curves = [replace(curve, values=curve.values[window]) for curve in predictions.curves]
    if any(np.isfinite(curve.values).any() for curve in curves):
        labels = predictions.labels[window]
        figure = over_time(curves, labels, predictions.quantity, predictions.limits, predictions.level)
        show_figure(figure, name, predictions.about, lambda: table(curves, labels))
        st.caption(plain(predictions.about))
    for note in predictions.notes:
        st.caption(plain(note))
