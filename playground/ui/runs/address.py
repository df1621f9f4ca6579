"""Which runs are chosen on My runs, in its address."""

from collections.abc import Sequence

import streamlit as st

from playground.errors import LinkError
from playground.languages import N_, _
from playground.runs import Run
from playground.ui.link import Parameter
from playground.ui.run.address import a_run

MOST_CHOSEN = 300
"""As many as a link has room for."""
KEPT, ANEW = "runs chosen", "runs chosen anew"
"""In the session: the ids of the chosen runs; how often they were chosen in another way than in the table."""
_RUN = a_run("run")


def _read(text: str) -> tuple[Run, ...]:
    ids = dict.fromkeys(text.split(",", MOST_CHOSEN + 1))
    if len(ids) > MOST_CHOSEN:
        raise LinkError(_("The link chooses more than {most} runs. Choose fewer of them on My runs.", most=MOST_CHOSEN))
    return tuple(map(_RUN.read, ids))


CHOSEN: Parameter[tuple[Run, ...]] = Parameter(
    "chosen", _read, lambda runs: ",".join(run.id for run in runs), (), N_("the ids of runs")
)


def choose(runs: Sequence[Run]) -> None:
    """Let these be chosen from now on, in the table too."""
    st.session_state[KEPT] = tuple(run.id for run in runs)
    st.session_state[ANEW] = st.session_state.get(ANEW, 0) + 1


def chosen(known: Sequence[Run]) -> list[Run]:
    """The runs that are chosen, in that order: those that a link brought last, or the learner chose since.

    known: the learner's own, of which they can choose.  One that is gone is left out.
    """
    if linked := CHOSEN.news():
        choose(linked)
        st.session_state["runs of the link"] = linked
    there = {run.id: run for run in (*st.session_state.get("runs of the link", ()), *known)}
    found = [there[one] for one in st.session_state.get(KEPT, ()) if one in there and there[one].path.is_dir()]
    CHOSEN.put(tuple(found))
    return found
