"""The chart of a sweep, where the chosen runs are one: they differ in one setting, beside their seeds."""

from collections.abc import Sequence

import streamlit as st

from playground.figures.sweep import results, spread, sweep_chart
from playground.languages import _, n_
from playground.narration.sweep import best, of_seeds
from playground.recipes.sweep import SEED, SWEPT, swept, title_in
from playground.runs import Run
from playground.ui.widgets.figure import show_figure
from playground.ui.widgets.plain import plain


def show_sweep(runs: Sequence[Run], names: Sequence[str]) -> None:
    """A point a run that has finished an epoch, and what can be said of them; nothing where they are no sweep."""
    setting = swept([run.config for run in runs])
    if setting is None:
        return
    metric = runs[0].config.task.metrics[0]
    measured = {run: run.recorded().epochs[-1][f"val_{metric}"] for run in runs if run.recorded().epochs}
    title = _(title_in(setting, runs[0].config))
    st.subheader(_("{setting} swept", setting=title))
    if waiting := len(runs) - len(measured):
        st.caption(
            n_(
                "{number:,} run has not finished an epoch yet.",
                "{number:,} runs have not finished an epoch yet.",
                waiting,
            )
        )
    values = [SWEPT[setting].read(run.config) for run in measured]
    if len(set(values)) < 2:
        return
    table = results(
        [float(value) for value in values if value is not None],
        list(measured.values()),
        [name for run, name in zip(runs, names, strict=True) if run in measured],
    )
    quantity = _("validation accuracy") if metric == "accuracy" else _("validation loss")
    figure = sweep_chart(table, title, quantity, share=metric == "accuracy", named=setting == SEED)
    alt = _("{quantity} at each {setting}", quantity=quantity, setting=title.lower())
    show_figure(figure, "sweep", alt, lambda: table)
    means = spread(table)
    if setting == SEED:
        said = of_seeds(table["result"].tolist(), metric)
    else:
        said = best(title, means["value"].tolist(), means["mean"].tolist(), means["deviation"].tolist(), metric)
    st.markdown(plain(said))
    st.caption(_("After the last epoch, on validation: who chooses by the test has nothing left to test with."))
