"""Several runs that are chosen: their curves over each other, only what differs, a race, and deleting them."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from playground.errors import PlaygroundError
from playground.figures.overlay import MOST, OVER, Learned, learned, overlay_chart, overlay_table
from playground.languages import N_, _, n_
from playground.recipes.settings import differences
from playground.runs import Run
from playground.ui.race.of_runs import race_them
from playground.ui.runs.address import choose
from playground.ui.runs.deleted import delete_button
from playground.ui.runs.rows import called
from playground.ui.runs.swept import show_sweep
from playground.ui.widgets.figure import show_figure
from playground.ui.widgets.plain import plain

SECONDS = 3.0
"""Between two looks while one of them is active."""
MOST_SMOOTHING = 0.98
NAMES = (N_("accuracy"), N_("loss"), N_("epochs"), N_("steps"), N_("seconds"))
"""Of what curves are drawn, and over what."""


def several(runs: Sequence[Run], own: Sequence[Run]) -> None:
    """Two runs or more.  own: the learner's; only those can be deleted."""
    with st.container(horizontal=True, vertical_alignment="center", key="runs-several"):
        st.markdown(n_("**{number:,} run chosen**", "**{number:,} runs chosen**", len(runs)), width="content")
        race_them(runs)
        if all(run in own for run in runs):
            delete_button(runs)
        st.button(_("Choose none"), icon=":material/deselect:", on_click=choose, args=((),), type="tertiary")
    names = called(runs)
    active = any(run.history().active for run in runs)
    st.fragment(_draw, run_every=SECONDS if active else None)(tuple(runs), names, active)


def _draw(runs: tuple[Run, ...], names: list[str], was_active: bool) -> None:
    if was_active and not any(run.history().active for run in runs):
        st.rerun()
    show_sweep(runs, names)
    if len(runs) <= MOST:
        _curves(runs, names)
    else:
        st.caption(
            _(
                "Curves are drawn over each other of up to {most} runs; {number} are chosen.",
                most=MOST,
                number=len(runs),
            )
        )
    _differences(runs, names)


def _curves(runs: Sequence[Run], names: Sequence[str]) -> None:
    metrics = ["accuracy", "loss"] if all(run.config.task.accuracy for run in runs) else ["loss"]
    if st.session_state.get("curves of") not in (None, *metrics):
        st.session_state["curves of"] = metrics[0]
    kept: dict[str, Any] = {"required": True, "label_visibility": "collapsed", "persist_state": "session"}
    kept |= {"format_func": _}
    with st.container(horizontal=True, vertical_alignment="bottom", key="runs-curves"):
        metric = st.segmented_control(_("Curves of"), metrics, default=metrics[0], key="curves of", **kept)
        over = st.segmented_control(_("Over"), list(OVER), default="epochs", key="curves over", **kept)
        smoothing = st.slider(
            _("Smoothing"),
            0.0,
            MOST_SMOOTHING,
            0.6,
            0.02,
            key="curves smoothed",
            persist_state="session",
            width=240,
            help=_("Of training, batch by batch: each point is a mean with those before it."),
        )

    def curves(amount: float) -> list[Learned]:
        return [learned(name, run.recorded(), metric, over, amount) for run, name in zip(runs, names, strict=True)]

    drawn = curves(smoothing)
    if not any(len(one.by_batch[0]) or len(one.validation[0]) for one in drawn):
        st.info(_("None of them has trained a batch yet. Their curves are drawn as soon as one has."))
        return
    figure = overlay_chart(drawn, over, _(metric), share=metric == "accuracy")
    alt = _("{metric} over {over} of {runs}", metric=_(metric), over=_(over), runs=", ".join(names))
    show_figure(figure, "curves", alt, lambda: overlay_table(curves(0), over))
    st.caption(_("Thick: validation, after each epoch. Thin: training, batch by batch, smoothed; not in the CSV."))


def _differences(runs: Sequence[Run], names: Sequence[str]) -> None:
    try:
        found = differences([run.config for run in runs])
    except PlaygroundError as error:  # the file of one's own data is gone
        st.caption(plain(error))
        return
    st.subheader(_("What differs"))
    if not found:
        st.caption(_("Nothing: they have the same settings, seed included."))
        return
    by_run = pd.DataFrame(found, index=pd.Index(names, name=_("Run")))
    shown = (by_run if len(runs) > len(found) else by_run.T).rename_axis(None, axis=1)
    st.dataframe(shown, key=f"differences {len(runs)}", height="content", alt=_("what differs"))
