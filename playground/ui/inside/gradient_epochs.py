"""The mean gradient through time after every saved epoch of a run."""

from collections.abc import Mapping, Sequence

import streamlit as st

from playground.analysis.gradient_through_time import Courses
from playground.analysis.timeline import Row
from playground.cells import STATES
from playground.figures.gradient import by_epoch, table_by_epoch
from playground.languages import _
from playground.narration.gradient import decay
from playground.narration.gradient_epochs import gates_over_training, over_training
from playground.prediction.cache import Reading
from playground.reference.gradient_norms import Of
from playground.runs import Run
from playground.ui.inside.drawn_over_time import row_title
from playground.ui.inside.gradient_sentences import recurrent
from playground.ui.inside.gradient_work import Job, found, thinned
from playground.ui.widgets.figure import show_figure
from playground.ui.widgets.plain import plain
from playground.wording import together


def every_epoch(reading: Reading, derived: Of) -> None:
    """The mean of one layer of the run after each of its saved epochs."""
    run, there = reading.run, recurrent(reading)
    epochs = thinned(run.saved_epochs(), reading.epoch)
    means = found([run], [(run.id, epoch) for epoch in epochs], derived, quiet=True)
    if not means:
        return
    st.subheader(_("Every saved epoch"))
    choices = {
        _("{layer}, w.r.t. {state}", layer=row_title(row, there), state=STATES[state]): (row, state)
        for row in there
        for state in row.states
    }
    title = list(choices)[-1]
    if len(choices) > 1:
        title = st.segmented_control(
            _("Layer"), list(choices), default=title, required=True, key=f"gradient of {list(choices)}"
        )
    row, state = choices[title]
    key = row.layer, row.direction, state
    factors = {epoch: decay(means[run.id, epoch].by_time(key)).factor for epoch in epochs}
    said = [over_training(factors), _gates(run, row, means, epochs)]
    st.markdown(plain(together(*filter(None, said))))
    drawn = {epoch: means[run.id, epoch].whole[key].mean for epoch in epochs}
    alt = _("the mean norm of the gradient, epochs down, timesteps before the last one read across")
    show_figure(by_epoch(drawn, reading.epoch), "gradient-epochs", alt, lambda: table_by_epoch(drawn))
    saved, shown = len(run.saved_epochs()), len(epochs)
    about = _(
        "The mean over the same test examples, one scale for all epochs. The framed row is the epoch chosen above."
    )
    some = _("{shown} of {saved} saved epochs are shown.", shown=shown, saved=saved) if shown < saved else ""
    st.caption(together(about, some))


def _gates(run: Run, row: Row, means: Mapping[Job, Courses], epochs: Sequence[float]) -> str:
    """How far open the gates were that keep the state of a layer; empty where it has none."""
    first, last = (means[run.id, epoch].kept.get((row.layer, row.direction)) for epoch in (epochs[0], epochs[-1]))
    keeping = row.cell.keeping if row.cell else None
    if keeping is None or first is None or last is None or epochs[0] == epochs[-1]:
        return ""
    return gates_over_training(keeping, (epochs[0], first), (epochs[-1], last))
