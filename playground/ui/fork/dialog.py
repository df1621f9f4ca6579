"""The dialog in which a learner chooses from which moment a run goes on, and what is changed."""

import streamlit as st

from playground.errors import PlaygroundError
from playground.languages import _, p_
from playground.languages.again import again
from playground.recipes.forks import change_at, changes
from playground.runs import Run, changed_later, forked
from playground.ui.link import go_to
from playground.ui.playground.stage import BEFORE, found, stage
from playground.ui.run.address import RUN
from playground.ui.run.moments import named
from playground.ui.widgets.plain import plain

SECONDS = 1
"""How often one looks whether a run that is shown has saved its first moment."""


def go_on(run: Run, epoch: float | None = None) -> None:
    """epoch: from where; None: the learner chooses one of the saved moments."""
    title = _("Go on with one thing changed")
    st.dialog(title, width="medium", on_dismiss="rerun")(_go_on)(run, epoch)  # so that nothing waits in a closed one


def _go_on(run: Run, epoch: float | None) -> None:
    saved = run.saved()
    if not found(run.id):
        st.error(_("This run has been deleted: there is nothing to go back to."))
        return
    if not saved:
        if run.recorded().active:
            st.fragment(_wait, run_every=SECONDS)(run)
        else:
            st.info(_("This run has saved nothing: train another."))
        return
    if epoch is None and len(saved) > 1:
        chosen = f"fork from {run.id}"  # stays chosen while the run goes on and saves more
        if st.session_state.get(chosen) not in saved:
            st.session_state[chosen] = saved[len(saved) // 2]
        epoch = st.select_slider(_("From"), saved, key=chosen, format_func=lambda at: named(run, at))
    elif epoch is None:
        epoch = saved[0]
    else:
        st.markdown(_("From **{moment}**", moment=named(run, epoch)))
    if not run.config.record_every:
        st.caption(
            _(
                "This run kept its weights after whole epochs. To go back to batches as well, set “Record every n "
                "batches” on the Train page before a run begins."
            )
        )
    try:
        unchanged, later = forked(run, epoch), changed_later(run, epoch)
    except PlaygroundError as error:
        st.error(plain(error))
        return
    offered = changes(unchanged)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        options = list(offered)
        what = st.segmented_control(_("Change"), options, default=options[0], required=True, format_func=_)
        values = list(offered[what])
        value = st.selectbox(p_("a value", "to"), values, key=f"fork {what}", format_func=again, width=280)
    batches = sum(part.until for part in unchanged.earlier[-1:])
    st.caption(
        _(
            "A new run: its first {batches:,} batches are trained again, on the same machine with the same weights bit "
            "for bit; then it goes on otherwise.",
            batches=batches,
        )
        if batches
        else _("A new run from the same first weights, changed from its first batch on.")
    )
    if later:
        changed = ", ".join(change_at(*change) for change in later)
        st.caption(_("Left out, as it came later: {changes}.", changes=changed))
    if st.button(_("Go on"), type="primary", icon=":material/play_arrow:"):
        try:
            stage().go_on(run, forked(run, epoch, **offered[what][value]))
        except PlaygroundError as error:
            st.error(plain(error))
            return
        go_to("playground", (RUN, Run.open(stage().run)), (BEFORE, run))


def _wait(run: Run) -> None:
    """Until there is a moment to go back to, or never will be; then the playground opens the dialog anew."""
    st.info(_("This run has saved nothing yet. The moments to go back to are shown as soon as there are some."))
    if run.saved() or not run.recorded().active:
        stage().rewinds = True
        st.rerun()
