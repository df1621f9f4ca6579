"""One cell's arithmetic: where the number that the learner has clicked comes from."""

import pandas as pd
import streamlit as st

from playground.analysis.direction_names import direction_name
from playground.analysis.timeline import Row
from playground.cells.part_names import part_name
from playground.figures.one_number import OneNumber, adds_up, one_number
from playground.languages import _
from playground.prediction.cache import Reading, network_read
from playground.ui.widgets.figure import csv_button
from playground.ui.widgets.plain import plain
from playground.wording import number_text

COUNTS = (5, 15, 50)
"""Products of every sum that are written out."""


def arithmetic(reading: Reading, row: Row, part: str, unit: int, timestep: int, label: str, network: str = "") -> None:
    """The equations of one unit at one timestep with the numbers filled in; the part that was clicked is boxed.

    label: what is read at that timestep.  network: what it is called, where there are several.
    """
    st.subheader(_("Where this number comes from"), anchor="arithmetic")
    st.markdown(_which(row, part, unit, timestep, plain(label), plain(network)))
    config, noticed = reading.run.config, st.container()
    count = _count() if adds_up(config, row) else 0
    of = one_number(config, network_read(reading), reading.trace, row, part, unit, timestep, count)
    if of.noticed:
        noticed.markdown(of.noticed)
    with st.container(key="sums"):
        for title, equation in sorted(of.equations, key=lambda titled: titled[0] != part):
            with st.container():
                if row.recurrent:
                    st.markdown(f"**{part_name(title)}**" if title == part else part_name(title))
                st.latex(rf"\footnotesize {equation}", width="content")
    if of.about:
        st.caption(of.about)
    if of.sums:
        _download(reading, row, unit, timestep, of)


def _which(row: Row, part: str, unit: int, timestep: int, label: str, network: str) -> str:
    """Which number it is, and the number."""
    layer = f"{row.layer} {direction_name(row.direction)}".rstrip()
    places = {
        "where": f"{network}: {layer}" if network else layer,
        "unit": unit,
        "t": timestep + 1,
        "label": label,
        "number": number_text(float(row.parts[part][timestep, unit])),
    }
    if row.recurrent:
        return _(
            "**{where}**, unit {unit}, {part} at t = {t} (*{label}*): **{number}**", part=part_name(part), **places
        )
    return _("**{where}**, output {unit} at t = {t} (*{label}*): **{number}**", **places)


def _count() -> int:
    return st.segmented_control(
        _("Products written out"),
        COUNTS,
        default=COUNTS[0],
        required=True,
        key="products",
        format_func=lambda count: _("{count} largest", count=count),
    )


def _download(reading: Reading, row: Row, unit: int, timestep: int, of: OneNumber) -> None:
    def table() -> pd.DataFrame:
        lines = []
        for part, weighted in of.sums.items():
            for index, (value, weight) in enumerate(zip(weighted.values, weighted.weights, strict=True)):
                lines.append((part, of.name(*weighted.named(index)), value, weight, value * weight))
            lines.append((part, "bias", 1.0, weighted.bias, weighted.bias))
        return pd.DataFrame(lines, columns=["part", "what", "value", "weight", "product"])

    direction = f"-{row.direction}" if row.direction else ""
    name = f"arithmetic-{reading.run.id[:6]}-{row.layer}{direction}-unit-{unit}-t-{timestep + 1}"
    csv_button(
        name, table, _("arithmetic of {layer}, unit {unit}, t = {t}", layer=row.layer, unit=unit, t=timestep + 1)
    )
