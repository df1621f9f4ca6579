"""The same part of a layer of several networks as heat maps; a clicked cell shows its arithmetic."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from playground.analysis.aligned_axis import Axis
from playground.analysis.timeline import Row
from playground.figures.cells import message
from playground.languages import _
from playground.prediction.cache import Reading
from playground.ui.inside.arithmetic import arithmetic
from playground.ui.widgets.component import component
from playground.ui.widgets.plain import plain
from playground.ui.widgets.selected import selected
from playground.ui.widgets.side import with_side

AT = "map", "unit", "column"
"""What tells one cell from all others."""
_component = component("cells")


@dataclass(frozen=True)
class Drawn:
    """One of the networks: what it is called, what it reads, the layer that is looked at, its number on the axis."""

    name: str
    reading: Reading
    row: Row
    number: int


def cells(networks: Sequence[Drawn], part: str, axis: Axis, window: slice, key: str, fit: bool) -> None:
    """Draw `part` of all of them over the columns of the axis in `window`, and the arithmetic of the selected cell.

    fit: whether the colours end at the largest number drawn, else at that of all saved epochs of all of them.
    key: of the component, and of what is selected in it.
    """
    values = {one.name: axis.along_row(one.number, one.row, part)[window] for one in networks}
    first, labels = window.start or 0, axis.labels[window]
    most = None if fit else max(one.row.most.get(part, 0.0) for one in networks)
    choice = selected(key)
    at = _on_screen(choice.at, networks, range(first, first + len(labels)))
    start = dict(zip(AT, at, strict=True)) if at else None
    data = choice.drawn(message(values, part, labels, first, most), start)
    shown, side = with_side(key)
    with shown:
        _component(data=data, key=key, on_at_change=lambda: None)
    with side:
        _explain(networks, part, axis, at)


def _explain(networks: Sequence[Drawn], part: str, axis: Axis, at: tuple[int, int, int] | None) -> None:
    """Where the number of the selected cell comes from."""
    if not at:
        st.caption(_("Click a cell to see where its number comes from. Then the keys work: ← → timestep, ↑ ↓ unit."))
        return
    chosen, unit, column = at
    one = networks[chosen]
    timestep = int(axis.timesteps(one.number, one.row)[column])
    if timestep < 0:
        name, label = plain(one.name), plain(axis.labels[column])
        st.caption(_("{name} does not read *{label}*: there is no number.", name=name, label=label))
        return
    arithmetic(one.reading, one.row, part, unit, timestep, axis.labels[column], one.name)


def _on_screen(at: dict[str, Any], networks: Sequence[Drawn], columns: range) -> tuple[int, int, int] | None:
    """The network, the unit and the column that are selected; None: nothing that is on the screen.

    at: {map, unit, column}, see `Selected`.  columns: those that are drawn.
    """
    given = [one for name in AT if isinstance(one := at.get(name), int) and one >= 0]
    if len(given) < len(AT) or given[0] >= len(networks):
        return None
    number, unit, column = given
    return (number, unit, column) if unit < networks[number].row.shape[1] and column in columns else None
