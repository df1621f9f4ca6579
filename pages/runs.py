"""My runs: every run of this learner in one table, to look at, to compare, to name or to delete; and the starter."""

import streamlit as st

from playground.glossary import terms
from playground.languages import _
from playground.limits import limits
from playground.runs import starter
from playground.runs.disk import kept_megabytes
from playground.ui.learner import learner
from playground.ui.link import link_to
from playground.ui.run.choose import EMPTY, about_run, my_runs
from playground.ui.run.import_keras import import_a_network
from playground.ui.run.import_zip import import_a_run
from playground.ui.run.row import run_row
from playground.ui.runs.address import chosen
from playground.ui.runs.deleted import undo_bar
from playground.ui.runs.one import one
from playground.ui.runs.several import several
from playground.ui.runs.table import choose_from

st.title(_("My runs"), help=terms("fork", "loss", "accuracy", "test"))
undo_bar()
own = my_runs()
picked = chosen(own)
shown = [*(run for run in picked if run not in own), *own]
if not shown:
    st.info(_(EMPTY))
    link_to("experiments", _("Go to Experiments"), ":material/science:")
else:
    choose_from(shown, picked)
    kept, allowed = kept_megabytes(learner()), limits().learner_disk_mb
    if len(picked) == 1:
        one(picked[0], own)
    elif picked:
        several(picked, own)
    else:
        st.caption(
            _(
                "Choose a run to name, open or delete it; two to six to lay their curves over each other. They keep "
                "{kept:,.0f} of the {allowed:,} megabytes that this server allows each learner.",
                kept=kept,
                allowed=allowed,
            )
        )
import_a_run()
import_a_network()
st.subheader(_("The starter"))
if starter() not in picked:
    run_row(starter())
about_run(starter())
