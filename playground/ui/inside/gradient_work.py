"""The means of gradients for the page: computed beside it, with progress, for all who ask."""

import time
from collections.abc import Sequence
from functools import partial

import numpy as np
import streamlit as st

from playground.analysis.gradient_through_time import Courses, courses
from playground.background import Report, Work, work
from playground.languages import _
from playground.reference.gradient_norms import Of
from playground.runs import Run
from playground.ui.widgets.plain import plain

Job = tuple[str, float]
"""A run's id and an epoch."""
MOST_EPOCHS = 30
SECONDS = 0.5
"""Between two looks at work that goes on; what takes less is waited for."""
PARTS = 1000


def found(runs: Sequence[Run], jobs: Sequence[Job], derived: Of, quiet: bool = False) -> dict[Job, Courses]:
    """The means of those jobs whose test examples are on this machine; empty while they are computed.

    Shows how far that is, what went wrong, and unless `quiet` whose test examples are missing.
    """
    here = {run.id for run in runs if run.config.dataset.is_ready()}
    if not quiet:
        for dataset in {run.config.dataset.title: run.config.dataset for run in runs if run.id not in here}:
            st.info(
                _(
                    "What is said here is true of the mean over test examples, and {dataset} is not ready on this "
                    "machine: only this example is shown. Look at it on the Data page first.",
                    dataset=plain(_(dataset)),
                )
            )
    wanted = tuple(dict.fromkeys(job for job in jobs if job[0] in here))
    if not wanted:
        return {}
    begun, going = time.monotonic(), _work(wanted, derived)
    while not going.ended and time.monotonic() - begun < SECONDS:
        time.sleep(0.01)
    if not going.ended:
        st.fragment(_progress, run_every=SECONDS)(wanted, derived)
        return {}
    if going.error:
        st.error(plain(going.error))
        return {}
    return {job: courses(*job, derived) for job in wanted}


def thinned(epochs: Sequence[float], chosen: float) -> list[float]:
    """At most `MOST_EPOCHS` of the saved epochs, evenly spaced, with the first, the last and the chosen one."""
    if len(epochs) <= MOST_EPOCHS:
        return sorted({*epochs, chosen})
    some = {epochs[index] for index in np.linspace(0, len(epochs) - 1, MOST_EPOCHS - 1).round().astype(int)}
    return sorted(some | {chosen})


def _work(jobs: tuple[Job, ...], derived: Of) -> Work[None]:
    return work(("gradient through time", jobs, derived), partial(_compute, jobs, derived))


def _compute(jobs: tuple[Job, ...], derived: Of, report: Report) -> None:
    for number, job in enumerate(jobs):

        def of_one(done: int, total: int, before: int = number) -> None:
            report(before * PARTS + PARTS * done // total, len(jobs) * PARTS)

        courses(*job, derived, of_one)
        report((number + 1) * PARTS, len(jobs) * PARTS)


def _progress(jobs: tuple[Job, ...], derived: Of) -> None:
    going = _work(jobs, derived)
    if len({run for run, _epoch in jobs}) == 1 and len(jobs) > 1:
        said = _("Going back through {number} epochs …", number=len(jobs))
    else:
        said = _("Going back through the test examples …")
    st.progress(going.share, text=said)
    if going.ended:
        st.rerun()
