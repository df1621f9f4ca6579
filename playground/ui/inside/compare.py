"""Two to four networks on the same example, side by side and on the same scales."""

from collections import Counter
from collections.abc import Sequence

import numpy as np
import streamlit as st

from playground.analysis.aligned_axis import Axis, same_axis
from playground.analysis.curves import Curve
from playground.analysis.timeline import Row, rows
from playground.cells.base import Keeping
from playground.cells.part_names import part_name
from playground.figures.colors import RUNS as RUN_COLORS
from playground.figures.compare import over_time, table
from playground.languages import _, n_
from playground.narration import compared
from playground.prediction.cache import Reading
from playground.prediction.predict import answer, in_words
from playground.ui.inside.cells import Drawn, cells
from playground.ui.inside.drawn_over_time import choose_part, choose_row, choose_window, draw_predictions
from playground.ui.inside.predictions_over_time import Predictions, predictions_over_time, same_question, true_number
from playground.ui.inside.scales import choose_fit, reach
from playground.ui.run.beside import choose_beside, names_of
from playground.ui.run.choose import validation
from playground.ui.run.outcome import outcome
from playground.ui.widgets.figure import show_figure
from playground.ui.widgets.plain import plain
from playground.ui.widgets.side import with_side
from playground.wording import listed, together


@st.fragment
def compare(reading: Reading) -> None:
    """Let the learner set other runs beside the one that is read; show what each of them makes of the same example."""
    readings = choose_beside(reading, starter_too=True)
    if len(readings) == 1:
        return
    names = names_of([one.run for one in readings])
    axis = same_axis(readings)
    predictions = predictions_over_time(readings, names, axis)
    picture, side = with_side("compare")
    with picture:
        window = choose_window(len(axis.labels), "compared")
        draw_predictions(predictions, window if predictions.labels == axis.labels else slice(None), "compare-says")
    with side:
        st.markdown(together(_in_the_end(readings, names), _on_the_way(readings, names, predictions)))
        chosen = _outcomes(readings, names)
    recurrent = {number: row for number, row in enumerate(chosen) if row}
    if recurrent:
        _states(
            [Drawn(names[number], readings[number], row, number) for number, row in recurrent.items()], axis, window
        )
        _gates(recurrent, names, axis, window)
    for notice in _left_out(readings, names, recurrent):
        st.caption(notice)


def _outcomes(readings: Sequence[Reading], names: Sequence[str]) -> list[Row | None]:
    """Of each run what it says, its size, how good it is; and which of its layers is looked at."""
    chosen = []
    for reading, name, color in zip(readings, names, RUN_COLORS, strict=False):
        config = reading.run.config
        with st.container(gap="xsmall"):
            st.markdown(f":{color}-badge[{plain(name)}]")
            outcome(reading)
            st.caption(
                _(
                    "{dataset} · {encoding} · after epoch {epoch:g} · {number:,} parameters · {how_good}",
                    dataset=plain(config.dataset.label()),
                    encoding=_(config.encoding.title),
                    epoch=reading.epoch,
                    number=config.plan.num_parameters,
                    how_good=validation(reading.run, reading.epoch),
                )
            )
            found = [row for row in rows(config.plan, reading.trace, reach(reading)) if row.recurrent]
            found = [row for row in found if row.direction != "decoder"]
            chosen.append(choose_row(found, f"of {reading.run.id}"))
    return chosen


def _in_the_end(readings: Sequence[Reading], names: Sequence[str]) -> str:
    """Whether those that answer the same question agree, and who is right."""
    same = [(one, plain(name)) for one, name in zip(readings, names, strict=True) if same_question(readings[0], one)]
    dataset, task = readings[0].run.config.dataset, readings[0].run.config.task
    if len(same) < 2 or task.each_timestep:
        return ""
    answers = [answer(one.run.config, one.run.encoding, one.trace) for one, _ in same]
    written = [name for _, name in same]
    if task.numeric:
        values = [given["value"] for given in answers]
        return compared.closeness(written, values, true_number(readings[0]), dataset.unit)
    predictions = [plain(in_words(one.run.config, given)[0]) for (one, _), given in zip(same, answers, strict=True)]
    return compared.agreement(written, predictions, plain(readings[0].truth), task)


def _on_the_way(readings: Sequence[Reading], names: Sequence[str], predictions: Predictions) -> str:
    """Where what they say while reading is farthest apart."""
    written, curves = [plain(name) for name in names], predictions.curves
    backward = [readings[curve.run].run.config.encoding.reverse for curve in curves]
    if any(backward) != all(backward):
        turned = [written[curve.run] for curve, back in zip(curves, backward, strict=True) if back]
        return n_(
            "{names} reads backwards: the line runs from right to left.",
            "{names} read backwards: the line runs from right to left.",
            len(turned),
            names=listed(turned),
        )
    labels = [plain(label) for label in predictions.labels]
    return compared.parting(curves, written, labels, predictions.where, predictions.limits is not None)


def _states(networks: Sequence[Drawn], axis: Axis, window: slice) -> None:
    """The same part of a layer of each, as heat maps of one scale."""
    st.subheader(_("Their states"))
    shared = [part for part in networks[0].row.parts if all(part in one.row.parts for one in networks)]
    part = shared[0] if len(shared) == 1 else choose_part(shared, f"compared part {shared}")
    values = [axis.along_row(one.number, one.row, part)[window] for one in networks]
    means = compared.of_parts(part, values, [plain(one.name) for one in networks])
    same = _("The same colour is the same value in all of them.")
    st.markdown(together(same, means))
    cells(networks, part, axis, window, "compared cells", choose_fit())


def _gates(chosen: dict[int, Row], names: Sequence[str], axis: Axis, window: slice) -> None:
    """The mean of every gate over the units, in one chart; nothing where no network has gates."""
    gates = [
        (number, part, axis.along_row(number, row, part)[window].mean(axis=1))
        for number, row in chosen.items()
        for part in (row.cell.gates if row.cell else ())
    ]
    if not gates:
        return
    st.subheader(_("Their gates"))
    keep = compared.kept(_shares(chosen, gates), [plain(name) for name in names])
    about = _("Each line is a gate's mean over its units; press a name to show or hide it.")
    st.markdown(together(keep, about))
    curves = []
    count: Counter[int] = Counter()
    for number, part, mean in gates:
        keeping = _keeping(chosen[number])
        keeps = keeping is not None and part == keeping.gate
        dash = 0 if keeps else 1 + count[number]
        count[number] += not keeps
        curves.append(Curve(f"{names[number]}: {part_name(part)}", number, mean, dash, keeps))
    labels = axis.labels[window]
    figure = over_time(curves, labels, _("gate, mean over units"))
    show_figure(figure, "compare-gates", _("the mean of every gate over time"), lambda: table(curves, labels))


def _shares(
    chosen: dict[int, Row], gates: Sequence[tuple[int, str, np.ndarray]]
) -> list[tuple[int, Keeping, np.ndarray]]:
    """The share of its state that each network keeps, of those with a gate for it; see `compared.kept`."""
    return [
        (number, keeping, keeping.share(mean))
        for number, part, mean in gates
        if (keeping := _keeping(chosen[number])) and part == keeping.gate
    ]


def _keeping(row: Row) -> Keeping | None:
    return row.cell.keeping if row.cell else None


def _left_out(readings: Sequence[Reading], names: Sequence[str], recurrent: dict[int, Row]) -> list[str]:
    """Sentences on what is not drawn: padding, and networks without states."""
    notices = []
    for number, (reading, name) in enumerate(zip(readings, names, strict=True)):
        padding = int((~reading.trace.mask).sum())
        if padding:
            notices.append(_padding(plain(name), padding, reading.run.config.encoding.padding == "front"))
        if number not in recurrent:
            notices.append(_("{name} has no recurrent layer, so it has no state to draw.", name=plain(name)))
    return notices


def _padding(name: str, number: int, in_front: bool) -> str:
    if in_front:
        return n_(
            "{name} also reads {number:,} empty timestep before the text, not drawn here.",
            "{name} also reads {number:,} empty timesteps before the text, not drawn here.",
            number,
            name=name,
        )
    return n_(
        "{name} also reads {number:,} empty timestep behind the text, not drawn here.",
        "{name} also reads {number:,} empty timesteps behind the text, not drawn here.",
        number,
        name=name,
    )
