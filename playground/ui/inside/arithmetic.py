"""One cell's arithmetic: where the number that the learner has clicked comes from."""

import pandas as pd
import streamlit as st

from playground.analysis.timeline import START, Row
from playground.figures import arithmetic as latex
from playground.layers import Conv1D, Dense
from playground.narration.arithmetic import noticed
from playground.prediction.cache import Reading, network_read
from playground.reference import arithmetic as sums
from playground.reference.direction import planned_layer, read_direction
from playground.ui.widgets.figure import csv_button
from playground.ui.widgets.plain import plain
from playground.wording import DIGITS, number_text

COUNTS = {"5 largest": 5, "15 largest": 15, "50 largest": 50}
"""Products of every sum that are written out."""


def arithmetic(reading: Reading, row: Row, part: str, unit: int, timestep: int, label: str, network: str = "") -> None:
    """The equations of one unit at one timestep with the numbers filled in; the part that was clicked is boxed.

    label: what is read at that timestep.  network: what it is called, where there are several.
    """
    where = f"{f'{plain(network)}: ' if network else ''}{row.layer}{f' {row.direction}' if row.direction else ''}"
    st.subheader("Where this number comes from", anchor="arithmetic")
    number = number_text(float(row.parts[part][timestep, unit]))
    st.markdown(f"**{where}**, {_what(part, unit, row)} at t = {timestep + 1} (*{plain(label)}*): **{number}**")
    if row.recurrent:
        _of_unit(reading, row, part, unit, timestep)
    else:
        _of_value(reading, row, unit, timestep)


def _what(part: str, unit: int, row: Row) -> str:
    return f"unit {unit}, {part}" if row.recurrent else f"output {unit}"


def _of_unit(reading: Reading, row: Row, part: str, unit: int, timestep: int) -> None:
    network = network_read(reading)
    read = read_direction(network, reading.trace, row.layer, row.direction)
    name = _names(reading, row.layer, row.direction, timestep)
    of = sums.cell_arithmetic(read, timestep, unit)
    st.markdown(noticed(of, part))
    equations = latex.cell(of, part, name, _count())
    with st.container(key="sums"):
        for title, equation in sorted(equations, key=lambda titled: titled[0] != part):  # what was clicked is in sight
            with st.container():
                st.markdown(f"**{title}**" if title == part else title)
                _typeset(equation)
    st.caption(
        "Each line is value · weight. x: a number the layer is given; h: a unit of its own hidden state, one timestep "
        f"{'later, because it reads backwards' if read.backward else 'before'}. {_others(of)}"
        f"All numbers have {DIGITS} digits after the point; products are rounded so that each sum adds up."
    )
    _download(reading, row, unit, timestep, of.sums, name)


def _others(of: sums.CellArithmetic) -> str:
    """What the letters beside x and h are, in sentences; empty where there are none."""
    found = {source.symbol: source.words for one in of.sums.values() for source in one.sources}
    return "".join(f"{symbol}: {words}. " for symbol, words in found.items() if symbol not in ("x", "h"))


def _of_value(reading: Reading, row: Row, unit: int, timestep: int) -> None:
    network = network_read(reading)
    layer = planned_layer(network, row.layer).layer
    number = float(row.parts["value"][timestep, unit])
    if layer.kind == "embedding":
        token_id = int(reading.trace.inputs[timestep])
        st.markdown(f"It stands in the embedding's table: row {token_id} (the id of what is read), column {unit}.")
    elif layer.kind == "max_pooling1d":
        first, values = sums.pool(network, reading.trace, row.layer, timestep, unit)
        _typeset(latex.largest(values.tolist(), timestep))
        st.caption(f"The largest of output {unit} of the layer below, timesteps {first + 1} to {first + len(values)}.")
    else:
        of = sums.window_sum(network, reading.trace, row.layer, timestep, unit)
        features = len(of.values) // getattr(layer, "kernel_size", 1)
        below = _names(reading, row.layer, "", timestep)

        def name(vector: str, index: int) -> str:
            after, feature = divmod(index, features)
            return f"{below(vector, feature)} at t = {timestep + 1 + after}"

        assert isinstance(layer, Conv1D | Dense)
        _typeset(latex.value(of, number, timestep, layer.activation, name, _count()))
        _download(reading, row, unit, timestep, {"value": of}, name)


def _typeset(equation: str) -> None:
    st.latex(rf"\footnotesize {equation}", width="content")


def _count() -> int:
    chosen = st.segmented_control(
        "Products written out", list(COUNTS), default=next(iter(COUNTS)), required=True, key="products"
    )
    return COUNTS[chosen]


def _download(
    reading: Reading,
    row: Row,
    unit: int,
    timestep: int,
    of: dict[str, sums.WeightedSum],
    name: latex.Name,
) -> None:
    def table() -> pd.DataFrame:
        lines = []
        for part, weighted in of.items():
            for index, (value, weight) in enumerate(zip(weighted.values, weighted.weights, strict=True)):
                lines.append((part, name(*weighted.named(index)), value, weight, value * weight))
            lines.append((part, "bias", 1.0, weighted.bias, weighted.bias))
        return pd.DataFrame(lines, columns=["part", "what", "value", "weight", "product"])

    direction = f"-{row.direction}" if row.direction else ""
    csv_button(f"arithmetic-{reading.run.id[:6]}-{row.layer}{direction}-unit-{unit}-t-{timestep + 1}", table)


def _names(reading: Reading, layer: str, direction: str, timestep: int) -> latex.Name:
    """What an entry of a vector in a layer's sums is: of `x`, its input, by its feature; of others by unit."""
    config, plan = reading.run.config, reading.run.config.plan
    index = next(index for index, planned in enumerate(plan.layers) if planned.name == layer)
    below = [planned for planned in plan.layers[:index] if planned.layer.kind != "dropout"]
    symbols = (*config.dataset.class_names, START)

    def feature(k: int) -> str:
        if direction == "decoder":
            return symbols[k] if k < len(symbols) else f"encoder h[{k - len(symbols)}]"
        if not below:
            names = config.dataset.feature_names
            return names[k] if names else f"x[{k}]"
        if below[-1].layer.kind == "one_hot":
            return f"x[{k}] {reading.trace.labels[timestep]}"
        return f"x[{k}]"

    return lambda vector, k: feature(k) if vector == "x" else f"{vector}[{k}]"
