"""What if a gate were clamped, a unit silenced, the state reset, a word another: beside the original, both traced."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import streamlit as st

from playground.analysis.aligned_axis import Axis, same_axis
from playground.analysis.curves import Curve
from playground.analysis.timeline import Row, rows
from playground.encodings import EncodedText
from playground.encodings.edit import Edit, edited_text
from playground.encodings.text import as_text_encoding
from playground.errors import PlaygroundError
from playground.figures.colors import RUNS as RUN_COLORS
from playground.figures.compare import over_time, table
from playground.languages import _
from playground.narration import compared
from playground.narration.changed import distance, drifted, turned
from playground.prediction.cache import Reading, text_of, trace
from playground.prediction.predict import answer
from playground.reference.interventions import ResetState
from playground.ui.inside.cells import Drawn, cells
from playground.ui.inside.drawn_over_time import choose_part, choose_row, choose_window, draw_predictions, row_title
from playground.ui.inside.predictions_over_time import predictions_over_time
from playground.ui.inside.scales import choose_fit, reach
from playground.ui.inside.what_if_changes import choose_changes
from playground.ui.inside.what_if_described import described
from playground.ui.inside.what_if_link import Wanted
from playground.ui.run.outcome import outcome
from playground.ui.widgets.figure import show_figure
from playground.ui.widgets.plain import plain
from playground.ui.widgets.side import with_side
from playground.wording import together

SPACE = "␣"


def names() -> tuple[str, str]:
    """What the two are called."""
    return _("original"), _("changed")


def in_sentences() -> tuple[str, str]:
    """What sentences call the two."""
    return _("the original"), _("the changed one")


@st.fragment
def what_if(reading: Reading) -> None:
    """Let the learner change the network or the example; show what comes of it beside what was."""
    plan = reading.run.config.plan
    found = [row for row in rows(plan, reading.trace, reach(reading)) if row.recurrent]
    row = choose_row(found, f"what if of {reading.run.id}")
    wanted = choose_changes(reading, row, found)
    if not wanted:
        return
    try:
        changed = with_changes(reading, wanted, found)
    except PlaygroundError as error:
        st.error(plain(error))
        return
    axis = _axis(reading, changed)
    picture, side = with_side("what-if")
    with side:
        _outcomes(reading, changed, wanted, found)
    own = axis
    if row:
        row_changed = next(
            one
            for one in rows(plan, changed.trace, reach(changed))
            if (one.layer, one.direction) == (row.layer, row.direction)
        )
        own = _written(reading, changed) if row.direction == "decoder" else axis
        pair = row, row_changed
        apart = distance(*(own.along_row(number, one, "hidden") for number, one in enumerate(pair)))
        side.markdown(_drift(apart, own, pair, row_title(row, found)))
    predictions = predictions_over_time([reading, changed], names(), axis)
    if predictions.curves:
        labels = [plain(label) for label in predictions.labels]
        side.markdown(
            compared.parting(
                predictions.curves, in_sentences(), labels, predictions.where, predictions.limits is not None
            )
        )
    with picture:
        window = choose_window(len(axis.labels), "what if")
        draw_predictions(predictions, window if predictions.labels == axis.labels else slice(None), "what-if-says")
    if row:
        networks = [
            Drawn(*one, number) for number, one in enumerate(zip(names(), (reading, changed), pair, strict=True))
        ]
        _states(networks, own, apart, window if own is axis else slice(None), row_title(row, found))


def with_changes(reading: Reading, wanted: Sequence[Wanted], found: Sequence[Row]) -> Reading:
    """The same example, read with these changes.

    Raises `ChangeError` and `TextError` where one of them has no place.  found: the rows of the original.
    """
    edits = tuple(change for change in wanted if isinstance(change, Edit))
    changed = replace(reading, edits=edits, truth="" if edits else reading.truth)  # of another example nothing is known
    read = reading.run.id, reading.epoch, reading.chosen
    changes = [change for change in wanted if not isinstance(change, Edit)]
    if edits:  # a reset stays with its word, wherever that stands now
        encoded, traced = trace(*read, edits=edits)
        axis = _axis(reading, replace(changed, encoded=encoded, trace=traced))
        moved = (_moved(change, axis, found) if isinstance(change, ResetState) else change for change in changes)
        changes = [change for change in moved if change]
    encoded, traced = trace(*read, tuple(changes), edits)
    return replace(changed, changes=tuple(changes), encoded=encoded, trace=traced)


def _moved(change: ResetState, axis: Axis, found: Sequence[Row]) -> ResetState | None:
    """A reset at the timestep at which the edited example has its word; None where the word is deleted."""
    row = next(row for row in found if (row.layer, row.direction) == (change.layer, change.direction))
    if row.direction == "decoder":
        return change
    before, after = axis.steps
    columns = np.flatnonzero((before == round(row.column(change.timestep))) & (after >= 0))
    return replace(change, timestep=row.timestep(int(after[columns[0]]))) if len(columns) else None


def _axis(reading: Reading, changed: Reading) -> Axis:
    """The example as it was; an edited word is named as it was and as it is."""
    spans, encoded = None, reading.encoded
    if isinstance(encoded, EncodedText):
        text = text_of(reading.run, reading.chosen)
        own = [(token.start, token.end) for token in encoded.tokens]
        spans = [own, edited_text(as_text_encoding(reading.run.encoding), encoded, changed.edits, text)[1]]
    axis = same_axis([reading, changed], spans)
    edits = {edit.index: edit.by for edit in changed.edits}
    indices, nothing = (axis.steps[0], "0") if spans is None else (axis.indices, "–")
    labels = (
        f"{label} → {edits[index].strip() or (SPACE if edits[index] else nothing)}" if index in edits else label
        for label, index in zip((label.strip() or SPACE for label in axis.labels), indices.tolist(), strict=True)
    )
    return replace(axis, labels=tuple(labels))


def _written(reading: Reading, changed: Reading) -> Axis:
    """What a decoder writes, a column a symbol; where the two differ, both."""
    symbols = [name.strip() or SPACE for name in reading.run.config.dataset.class_names]
    written = zip(*(one.trace.output.argmax(axis=-1) for one in (reading, changed)), strict=True)
    labels = (symbols[one] if one == other else f"{symbols[one]} → {symbols[other]}" for one, other in written)
    steps = np.arange(len(reading.trace.output))
    numbered = (_("symbol {number}: {symbol}", number=t, symbol=label) for t, label in enumerate(labels, 1))
    return Axis(tuple(numbered), steps, (steps, steps))


def _outcomes(reading: Reading, changed: Reading, wanted: Sequence[Wanted], found: Sequence[Row]) -> None:
    """What it says, before and after, and the difference in words."""
    for one, name, color in zip((reading, changed), names(), RUN_COLORS, strict=False):
        with st.container(gap=None):
            st.markdown(f":{color}-badge[{name}]")
            outcome(one)
    config = reading.run.config
    before, after = (answer(config, one.run.encoding, one.trace) for one in (reading, changed))
    class_names = [plain(name) for name in config.dataset.class_names]
    done = described(wanted[0], reading, found) if len(wanted) == 1 else _("these {number} changes", number=len(wanted))
    said = turned(config.task, class_names, before, after)
    st.markdown(_("With {changes}, {what_it_says}", changes=done, what_it_says=said))
    resets = [sum(isinstance(change, ResetState) for change in changes) for changes in (wanted, changed.changes)]
    if resets[0] > resets[1]:
        st.caption(_("A reset before a deleted word has no effect and is left out."))


def _drift(apart: np.ndarray, axis: Axis, pair: tuple[Row, Row], title: str) -> str:
    """Where the hidden states of the layer part."""
    before, after = (axis.along_row(number, row, "hidden") for number, row in enumerate(pair))
    unit, share = 0, 0.0
    if np.nanmax(apart, initial=0) > 0:
        squared = (after - before)[int(np.nanargmax(apart))].astype(float) ** 2
        unit, share = int(squared.argmax()), float(squared.max() / squared.sum())
    labels = [plain(label) for label in axis.labels]
    return drifted(apart, labels, axis.timesteps(0, pair[0]), title, pair[0].direction == "backward", (unit, share))


def _states(networks: Sequence[Drawn], axis: Axis, apart: np.ndarray, window: slice, title: str) -> None:
    """One part of the layer before and after, on one scale, and the distance of the hidden states."""
    st.subheader(_("The states of {layer}", layer=title))
    parts = list(networks[0].row.parts)
    part = parts[0] if len(parts) == 1 else choose_part(parts, f"what if part {parts}")
    labels = axis.labels[window]
    values = [axis.along_row(one.number, one.row, part)[window] for one in networks]
    means = "" if part == "hidden" else compared.of_parts(part, values, in_sentences())
    same = _("The same colour is the same value in both.")
    st.markdown(together(same, means))
    cells(networks, part, axis, window, "what if cells", choose_fit())
    st.subheader(_("How far apart they are"))
    curves = [Curve(_("distance"), 0, apart[window])]
    figure = over_time(curves, labels, _("distance"), None).update_layout(showlegend=False, margin_t=40)
    figure.update_yaxes(rangemode="tozero")
    about = _("How far apart the hidden states are: the norm of their difference over all units.")
    show_figure(figure, "what-if-distance", about, lambda: table(curves, labels))
    st.caption(about)
