"""Starting a run, and saying whether the workers are ready."""

import streamlit as st

from playground.config import RunConfig
from playground.engine import engine
from playground.errors import PlaygroundError
from playground.languages import _, n_
from playground.languages.again import again
from playground.runs import Run
from playground.ui.learner import learner
from playground.ui.link import go_to
from playground.ui.run.address import RUN
from playground.ui.widgets.plain import plain


def train(config: RunConfig) -> None:
    """Submit a run and go to its page; a complaint is shown in place."""
    try:
        run_id = engine().submit(config, learner())
    except PlaygroundError as error:
        st.error(plain(error))
        return
    go_to("train", (RUN, Run.open(run_id)))


def worker_status() -> None:
    """A line on the workers; looks again every second until they are ready."""
    st.fragment(_status, run_every=None if _ready() else 1)(_ready())


def _ready() -> bool:
    status = engine().status()
    return bool(status.workers) and status.warm == status.workers and not status.problem


def _status(was_ready: bool) -> None:
    status = engine().status()
    if not was_ready and _ready():
        st.rerun()
    if status.problem:
        st.warning(plain(again(status.problem)))
    elif not _ready():
        st.caption(
            _(
                "TensorFlow is starting in the workers ({warm} of {workers} ready). You can press Train now: the run "
                "begins as soon as one is ready.",
                warm=status.warm,
                workers=status.workers or "…",
            )
        )
    elif status.training:
        st.caption(
            _(
                "{trains} on {workers}, {waits}.",
                trains=n_("{number:,} run trains", "{number:,} runs train", status.training),  # lanes of a race on one
                workers=n_("{number:,} worker", "{number:,} workers", status.workers),
                waits=n_("{number:,} run waits", "{number:,} runs wait", status.waiting),
            )
        )
    else:
        st.caption(n_("{number:,} worker is ready.", "{number:,} workers are ready.", status.warm))
