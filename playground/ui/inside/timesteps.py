"""One traced example, timestep by timestep: the unrolled network, heat maps of gates and states, one cell's numbers."""

import numpy as np
import streamlit as st

from playground.analysis import timeline
from playground.analysis.timeline import Row
from playground.figures import timesteps as picture
from playground.languages import N_, _
from playground.narration.noticed import noticed
from playground.prediction.beside import numbers_read, said_where
from playground.prediction.cache import Reading
from playground.ui.inside.arithmetic import arithmetic
from playground.ui.inside.row import choose_row, selected_cell, selected_column
from playground.ui.inside.scales import choose_fit, reach
from playground.ui.widgets.component import component
from playground.ui.widgets.plain import plain
from playground.ui.widgets.selected import selected
from playground.ui.widgets.side import with_side
from playground.wording import together

BY_NUMBER, BY_LIKENESS = N_("by number"), N_("similar units together")
_component = component("timesteps")


@st.fragment
def timesteps(reading: Reading) -> None:
    """Everything about one example over time; a click on it runs only this."""
    plan, traced = reading.run.config.plan, reading.trace
    rows = timeline.rows(plan, traced)
    if not rows:
        st.info(_("This network reads its input in no order: it has nothing that changes from timestep to timestep."))
        return
    layer, direction, by_likeness, fit = _choose(rows)
    most = {} if fit else reach(reading)
    rows = timeline.rows(plan, traced, most)
    row = next(one for one in rows if (one.layer, one.direction) == (layer, direction))
    order = picture.clustered(row.parts[row.part]) if by_likeness else np.arange(row.shape[1])
    columns = timeline.columns(plan, traced, reading.run.config.dataset.class_names)
    if not any(row.recurrent for row in rows):
        st.info(_("This network has no recurrent layer: nothing is carried from timestep to timestep."))
    shown, side = with_side("timesteps")
    with side, st.container(key="noticed"):  # as high at every epoch, see inside.css
        st.markdown(together(*noticed(row, [_named(columns[round(row.column(t))]) for t in range(row.shape[0])])))
    chosen = selected("timesteps")
    part, unit = selected_cell(row, chosen.at)
    column = selected_column(chosen.at, len(columns))
    scene = picture.message(
        columns,
        rows,
        row,
        picture.vectors(plan, traced, most),
        said_where(reading.run, traced, columns),
        numbers_read(reading.run.config.dataset, traced),
        reading.run.config.dataset.is_image,
        order,
    )
    message = chosen.drawn(scene, {"part": part, "unit": unit, "column": column})
    with shown:
        _component(data=message, key="timesteps", on_at_change=lambda: None)
        st.caption(
            _(
                "Click a timestep, or a cell to see its [arithmetic](#arithmetic). "
                "Then the keys work: ← → timestep, ↑ ↓ unit, space plays, + − size, 0 overview."
            )
        )
    timestep = row.timestep(column)
    with side:
        arithmetic(reading, row, part, unit, timestep, columns[round(row.column(timestep))])


def _choose(rows: list[Row]) -> tuple[str, str, bool, bool]:
    """Layer and direction whose gates and states are shown, whether its units are sorted, and colours fitted."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        layer, direction = choose_row(rows)
        sort = st.segmented_control(
            _("Units"),
            [BY_NUMBER, BY_LIKENESS],
            default=BY_NUMBER,
            required=True,
            key="order of units",
            format_func=_,
            help=_("Similar units stand side by side (hierarchical clustering of their activations)."),
        )
        fit = choose_fit()
    return layer, direction, sort == BY_LIKENESS, fit


def _named(label: str) -> str:
    """What stands at a timestep, for a sentence."""
    return _("padding") if label == "·" else plain(label)
