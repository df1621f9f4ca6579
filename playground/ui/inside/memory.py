"""How long networks remember: the memory curves of a run, beside those of other runs."""

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from playground.analysis.memory_curve import MOST_EXAMPLES, MemoryCurve, check, memory_curves
from playground.analysis.timeline import rows
from playground.background import Work, work
from playground.figures.colors import RUNS as RUN_COLORS
from playground.figures.compare import MOST_RUNS
from playground.figures.memory_curve import MemoryLine, memory_chart, memory_table
from playground.languages import N_, _
from playground.narration.memory import fullest, sentence, unit_of
from playground.prediction.cache import Reading
from playground.ui.inside.drawn_over_time import row_title
from playground.ui.inside.epochs import WAITS
from playground.ui.inside.memory_texts import AFTER, about, axis_title
from playground.ui.inside.needed import wait_for, why_not
from playground.ui.inside.predictions_over_time import same_question
from playground.ui.run.beside import choose_beside, names_of
from playground.ui.widgets.figure import show_figure
from playground.ui.widgets.plain import plain
from playground.ui.widgets.side import with_side

NEEDS = N_(
    "The memory is measured on test examples, and {dataset} is not ready on this machine. Look at it on the Data page "
    "first."
)
Curves = list[MemoryCurve]


@st.fragment
def memory_view(reading: Reading) -> None:
    """The memory curves of the run's network after the chosen epoch, and of runs set beside it."""
    if why := why_not(reading, check, NEEDS):
        st.info(plain(why))
        return
    if why := _begun(reading).error:  # the true reason first: no other run would help
        st.info(plain(why))
        return
    readings = choose_beside(reading)
    names = names_of([one.run for one in readings])
    notes = {number: why for number, one in enumerate(readings) if (why := why_not(one, check, NEEDS))}
    works = {number: _begun(one) for number, one in enumerate(readings) if number not in notes}
    if st.session_state.get("playing epochs"):
        for epoch in reading.run.saved():  # ahead of the film
            _begun(replace(reading, epoch=epoch))
    st.session_state[WAITS] = not all(one.ended for one in works.values())
    if st.session_state[WAITS]:
        wait_for(
            lambda: [_begun(readings[number]) for number in works],
            _("Reading up to {number:,} test examples and probing the states …", number=MOST_EXAMPLES),
        )
        return
    if why := works[0].error:  # it has just ended
        st.info(plain(why))
        return
    notes |= {number: one.error for number, one in works.items() if one.error}
    found = {number: one.result for number, one in works.items() if number not in notes and one.result}
    for number, curves in found.items():
        if not same_question(readings[0], readings[number]) or not _like(curves[0], found[0][0]):
            notes[number] = _("It answers another question, or has something else to remember.")
    _draw({number: curves for number, curves in found.items() if number not in notes}, readings, names)
    for number, why in notes.items():
        st.caption(plain(_("{name} has no line. {why}", name=names[number], why=why)))


def _begun(reading: Reading) -> Work[Curves]:
    run, epoch = reading.run, reading.epoch
    return work(("memory curve", run.id, epoch), lambda report: memory_curves(run, epoch, report))


def _like(one: MemoryCurve, other: MemoryCurve) -> bool:
    """Whether two curves can stand in one chart."""
    return (one.aligned, one.name, one.numbers) == (other.aligned, other.name, other.numbers)


def _draw(found: dict[int, Curves], readings: Sequence[Reading], names: Sequence[str]) -> None:
    """A sentence for each network, or for each layer where one stands alone; all curves in one chart."""
    first, alone = found[0][0], len(readings) == 1
    picture, side = with_side("memory")
    lines: list[MemoryLine] = []
    for number, curves in found.items():
        layers = _by_layer([curve for curve in curves if _like(curve, first)])
        unit, titles = unit_of(readings[number].run.config), _titles(readings[number])
        for index, (layer, own) in enumerate(layers.items()):
            top = index == len(layers) - 1
            name = titles[layer] if alone else names[number] if top else f"{names[number]}, {titles[layer]}"
            color = index if alone else number
            if alone or top:
                badge = f":{list(RUN_COLORS)[color % MOST_RUNS]}-badge[{plain(name)}]"
                side.markdown(f"{badge} {sentence(fullest(own), unit)}")
            dash = 2 * (index // MOST_RUNS if alone else not top)
            lines += [_line(curve, name, color, dash + at, alone or top) for at, curve in enumerate(own)]
    after = first.aligned == AFTER
    config = readings[0].run.config
    axis = axis_title(config, _(first.name) if after else "")
    quantity = "R²" if first.numbers else _("read out right")
    alt = _(
        "how well {what} can be read out of the states, {axis}: {lines}",
        what=_(first.name),
        axis=axis,
        lines=", ".join(line.name for line in lines),
    )
    figure = memory_chart(lines, axis, quantity, before=not after, share=not first.numbers)
    with picture:
        show_figure(figure, "memory-curve", alt, lambda: memory_table(lines))
    side.caption(plain(about(first, config)))
    for number in found:
        for note in _notes(readings[number], found[number], first):
            st.caption(plain(note if alone else f"{names[number]}: {note}"))


def _notes(reading: Reading, curves: Curves, first: MemoryCurve) -> list[str]:
    """What to know of layers that read from the end, and of those above them."""
    titles, notes = _titles(reading), []
    for layer in _by_layer([curve for curve in curves if not _like(curve, first)]):
        notes.append(
            _(
                "{layer} has no line: it reads from the end, and has read everything else before {what}.",
                layer=titles[layer],
                what=_(first.name),
            )
        )
    recurrent = reading.run.config.plan.recurrent
    if any(planned.layer.directions for planned in recurrent[:-1]):
        notes.append(
            _(
                "{layer} stands above a layer that reads from the end, and so is told of what is still to come.",
                layer=titles[curves[-1].layer],
            )
        )
    return notes


def _titles(reading: Reading) -> dict[str, str]:
    """What each layer and direction that has a curve is called: `lstm forward` → `Bidirectional LSTM 16 forward`."""
    found = [row for row in rows(reading.run.config.plan, reading.trace) if row.recurrent]
    return {f"{row.layer} {row.direction}".rstrip(): row_title(row, found) for row in found}


def _by_layer(curves: Sequence[MemoryCurve]) -> dict[str, Curves]:
    layers: dict[str, Curves] = {}
    for curve in curves:
        layers.setdefault(curve.layer, []).append(curve)
    return layers


def _line(curve: MemoryCurve, name: str, color: int, dash: int, shown: bool) -> MemoryLine:
    return MemoryLine(
        f"{name}: {curve.state}", color, dash, curve.steps, curve.score, curve.floor, curve.examples, shown
    )
