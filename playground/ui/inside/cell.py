"""The cell of a recurrent layer as a diagram, lit with the numbers of the selected unit at the selected timestep."""

import streamlit as st

from playground.analysis import timeline
from playground.analysis.timeline import Row
from playground.cells.diagram import diagram
from playground.figures.cell_diagram import message
from playground.figures.equations import formulas
from playground.glossary import terms
from playground.languages import _
from playground.prediction.cache import Reading, network_read
from playground.reference.arithmetic import cell_arithmetic
from playground.reference.diagram import computed
from playground.reference.direction import read_direction
from playground.ui.inside.row import choose_row, selected_cell, selected_column
from playground.ui.inside.scales import reach
from playground.ui.widgets.component import component
from playground.ui.widgets.selected import Selected, selected

_component = component("diagram")


@st.fragment
def cell(reading: Reading) -> None:
    """Let the learner walk through one cell; which, is what Timestep by timestep has selected too."""
    plan, traced = reading.run.config.plan, reading.trace
    rows = [row for row in timeline.rows(plan, traced, reach(reading)) if row.recurrent]
    if not rows:
        st.info(_("This network has no recurrent layer, so it has no cell that carries a state."))
        return
    chosen = selected("timesteps")
    columns = timeline.columns(plan, traced, reading.run.config.dataset.class_names)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        layer, direction = choose_row(rows, "cell ")
        row = next(one for one in rows if (one.layer, one.direction) == (layer, direction))
        labels = [columns[round(row.column(t))] for t in range(row.shape[0])]
        timestep, unit = _choose(row, chosen, labels, len(columns))
    read = read_direction(network_read(reading), traced, layer, direction)
    of = diagram(read.layer.reads_with)
    before = {state: read.before(state) for state in of.cell.states}
    values = computed(of, read.x, before, read.weights, read.layer.activation)
    arithmetic = cell_arithmetic(read, timestep, unit)
    data = message(of, row, arithmetic, values, unit, labels[timestep])
    _component(data=data, key="cell-diagram")
    st.caption(
        _(
            "Click an operation; then the keys work: ← → along the order of computing, ↑ ↓ the operation above or "
            "below. In each box: the operation, its number in the selected unit, and below it all units. Every unit "
            "has the same operations with weights of its own, the same at every timestep."
        )
    )
    with st.expander(_("All equations of this cell"), key="cell equations"):
        st.latex(rf"\footnotesize {formulas(of.cell, read.layer.activation)}", width="content")


def _choose(row: Row, chosen: Selected, labels: list[str], num_columns: int) -> tuple[int, int]:
    """Timestep and unit: what is selected, drawn and changed here too."""
    part, unit = selected_cell(row, chosen.at)
    timestep = row.timestep(selected_column(chosen.at, num_columns))
    units, timesteps = f"cell unit {row.shape[1]}", f"cell timestep {len(labels)}"
    st.session_state[units], st.session_state[timesteps] = unit, timestep

    def take() -> None:
        chosen.choose(
            layer=row.layer,
            direction=row.direction,
            part=part,
            unit=st.session_state[units],
            column=round(row.column(st.session_state[timesteps])),
        )

    if len(labels) > 1:
        st.select_slider(
            _("Timestep"),
            range(len(labels)),
            format_func=lambda t: f"{t + 1} · {labels[t]}",
            key=timesteps,
            on_change=take,
            help=terms("cell", "unrolled network", "sigmoid"),
            width="stretch",
        )
    if row.shape[1] > 1:
        st.number_input(_("Unit"), 0, row.shape[1] - 1, step=1, key=units, on_change=take, width=120)
    return timestep, unit
