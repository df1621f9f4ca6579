"""Use elsewhere: a run as code, notebook, Keras model, CSV, zip, card, command or link."""

import streamlit as st

from playground.errors import PlaygroundError
from playground.exporting import FORMATS
from playground.exporting.link import HERE, link
from playground.exporting.making import Made, fetched, made_apart, made_here, offered
from playground.languages import _
from playground.languages.again import again
from playground.runs import Run
from playground.ui.widgets.plain import plain

LOOK_AGAIN = 0.5
"""Seconds between two looks at how far a file is."""
BEGUN = "export begun"
"""In the session: (run, format) that the learner has asked for."""
LANGUAGES = {".py": "python", ".md": "markdown", ".sh": "bash"}


def use_elsewhere(run: Run) -> None:
    """A button that opens everything in which this run leaves the playground.  Draw it once for each run."""
    if st.button(_("Use elsewhere"), icon=":material/ios_share:", key=f"elsewhere {run.id}", type="tertiary"):
        elsewhere(run)


def elsewhere(run: Run) -> None:
    """The dialog: choose a format, then read it, copy it or download it."""
    st.dialog(_("Use elsewhere"), width="large")(_formats)(run)


def _formats(run: Run) -> None:
    name = st.selectbox(_("As"), offered(run), format_func=lambda name: _(FORMATS[name].title))
    chosen = FORMATS[name]
    st.caption(plain(_(chosen.about)))
    slot = st.empty()  # what another format has left there is gone at once
    with slot.container():
        _body(run, name)


def _body(run: Run, name: str) -> None:
    chosen = FORMATS[name]
    try:
        if chosen.heavy:
            _made_apart(run, name)
        elif name == "link":
            st.code(link(run.config, _server()), language=None, wrap_lines=True)
        else:
            with st.spinner(_("Some seconds: the file is written …")):
                file = made_here(run, name)
            _download(file, name)
            if chosen.shown:
                language = LANGUAGES.get(chosen.suffix)
                st.code(file[1].decode("utf-8"), language, wrap_lines=chosen.suffix != ".py", height="content")
    except PlaygroundError as error:
        st.info(plain(error))


def _made_apart(run: Run, name: str) -> None:
    asked = st.session_state.setdefault(BEGUN, set())
    if file := fetched(run, name):
        _download(file, name)
    elif (run.id, name) in asked or st.button(_("Make the file"), icon=":material/build:", type="primary"):
        asked.add((run.id, name))
        st.fragment(_look, run_every=LOOK_AGAIN)(run, name)


def _look(run: Run, name: str) -> None:
    """How far the file is, then the file."""
    if file := fetched(run, name):
        _download(file, name)
        return
    going = made_apart(run, name)
    if going.error:
        st.info(plain(again(going.error)))
    elif name == "keras":
        st.progress(going.share, _("Some 10 seconds: Keras starts in a process of its own …"))
    else:
        st.progress(going.share, _("Some 10 seconds: the playground starts in a process of its own …"))


def _download(file: Made, name: str) -> None:
    """on_click: nothing on the page changes."""
    size = len(file[1]) / 1_000_000
    said = _("Download {file}", file=file[0]) + (f", {size:,.1f} MB" if size >= 0.1 else "")
    st.download_button(plain(said), file[1], file[0], FORMATS[name].mime, on_click="ignore", icon=":material/download:")


def _server() -> str:
    """Where this server answers, as the browser calls it."""
    return (st.context.url or f"{HERE}/runs").rpartition("/")[0]
