"""Which layer, direction, timestep and unit the views of one example look at: the same in all of them."""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from playground.analysis import timeline
from playground.analysis.direction_names import direction_name
from playground.analysis.timeline import Row
from playground.languages import _

KEPT = "row that is looked at"
"""In the session: the layer and direction that a view has looked at last."""


def choose_row(rows: Sequence[Row], key: str = "") -> tuple[str, str]:
    """Layer and direction; each asked only where there are several, and begun with what another view looks at.

    key: of a view that offers not all rows; begins its widgets' keys.
    """
    layers = list(dict.fromkeys(row.layer for row in rows))
    layer, direction = _kept(rows)
    if len(layers) > 1:
        layer = st.segmented_control(_("Layer"), layers, default=layer, required=True, key=f"{key}layer {layers}")
    directions = [row.direction for row in rows if row.layer == layer]
    direction = direction if direction in directions else directions[0]
    if len(directions) > 1:
        direction = st.segmented_control(
            _("Part") if "encoder" in directions else _("Direction"),
            directions,
            default=direction,
            required=True,
            key=f"{key}direction {directions}",
            format_func=lambda one: direction_name(one).capitalize(),
        )
    st.session_state[KEPT] = layer, direction
    return layer, direction


def _kept(rows: Sequence[Row]) -> tuple[str, str]:
    kept, first = st.session_state.get(KEPT), timeline.chosen_row(list(rows))
    found = next((row for row in rows if (row.layer, row.direction) == kept), first)
    return found.layer, found.direction


def selected_cell(row: Row, at: dict[str, Any]) -> tuple[str, int]:
    """The part and the unit that are selected in a row: those chosen there last, else the unit that varies most.

    They stay for another epoch, example or run.  at: {layer, direction, part, unit, …}, see `Selected`.
    """
    kept = st.session_state.setdefault("timesteps cells", {})
    key = (row.layer, row.direction, row.shape[1], *row.parts)
    part, unit = at.get("part"), at.get("unit")
    here = (at.get("layer"), at.get("direction")) == (row.layer, row.direction)
    if here and isinstance(unit, int) and 0 <= unit < row.shape[1] and part in list(row.parts):
        kept[key] = part, unit
    elif key not in kept:
        kept[key] = row.part, int(row.parts[row.part].std(axis=0).argmax())
    cell: tuple[str, int] = kept[key]
    return cell


def selected_column(at: dict[str, Any], num_columns: int) -> int:
    """The column that is selected: the one chosen, as far as there is one, else the last."""
    chosen = at.get("column")
    return min(chosen, num_columns - 1) if isinstance(chosen, int) and chosen >= 0 else num_columns - 1
