"""The Train page looks again while a run is active: the page itself says what became of it."""

import shutil

import pytest

from playground.config import RunConfig
from playground.runs import Run, RunFolder
from playground.ui.run import live

pytestmark = pytest.mark.usefixtures("no_workers")


class Again(Exception):  # noqa: N818, as Streamlit does it
    """The page is drawn anew."""


@pytest.mark.parametrize("last", [None, "started"])
def test_a_run_that_is_deleted_while_it_is_watched_draws_the_page_anew(last, monkeypatch):
    def again() -> None:
        raise Again

    monkeypatch.setattr(live.st, "rerun", again)
    folder = RunFolder.create(RunConfig(), "ann")
    if last:
        folder.event(last, learning_rate=0.1)
    run = Run.open(folder.id)
    assert run.history().active
    shutil.rmtree(folder.path)
    with pytest.raises(Again):
        live._show(run, was_active=True)
