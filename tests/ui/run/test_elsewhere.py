"""Use elsewhere, and importing a run, as a learner meets them."""

import time
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from playground import paths
from playground.exporting import FORMATS
from playground.exporting.making import fetched, made_apart, offered
from playground.runs import Run, all_runs
from tests.runs.test_imported import exported, made
from tests.runs.zips import parts_of

LEARNER = "a" * 20


def dialog(run: Run, button: bool = False) -> AppTest:
    """A page with nothing but the dialog, which stays open; or the button that opens it."""

    def script(run_id, button):
        from playground.runs import Run
        from playground.ui.run.elsewhere import elsewhere, use_elsewhere

        (use_elsewhere if button else elsewhere)(Run.open(run_id))

    return AppTest.from_function(script, kwargs={"run_id": run.id, "button": button}, default_timeout=60).run()


@pytest.fixture
def run() -> Run:
    """A small run of this home."""
    return made(paths.home())


def test_the_dialog_opens_with_the_program(run):
    app = dialog(run, button=True)
    assert not app.selectbox
    app.button(f"elsewhere {run.id}").click().run()
    assert app.selectbox[0].value == "script"
    assert "import keras" in app.code[0].value


@pytest.mark.parametrize("name", [name for name, one in FORMATS.items() if one.shown])
def test_a_short_format_is_read_where_it_is_chosen(name, run):
    app = dialog(run)
    app.selectbox[0].select(name).run()
    assert not app.exception
    assert app.code[0].value.strip()


@pytest.mark.parametrize("name", [name for name, one in FORMATS.items() if one.heavy])
def test_a_heavy_format_is_made_only_when_it_is_asked_for(name, run, monkeypatch):
    begun = []
    monkeypatch.setattr("playground.exporting.making._wait", lambda command, report: begun.append(command))
    if name not in offered(run):
        pytest.skip("a program draws its data itself")
    app = dialog(run)
    app.selectbox[0].select(name).run()
    (button,) = [button for button in app.button if button.label == "Make the file"]
    assert not begun
    button.click().run()
    assert not app.exception
    going = made_apart(run, name)
    while not going.ended:
        time.sleep(0.01)
    assert [command[command.index("--format") + 1] for command in begun] == [name]


def test_every_format_has_a_file_name_that_says_what_it_is(run):
    names = [FORMATS[name].file_name(run) for name in FORMATS]
    assert len(set(names)) == len(names)
    assert names[0] == f"gru-reviews-{run.short_id}.py"
    assert FORMATS["history"].file_name(run) == f"gru-reviews-{run.short_id}-history.csv"


def importing() -> AppTest:
    """A page with nothing but the import."""

    def script():
        from playground.ui.run.import_zip import import_a_run

        import_a_run()

    app = AppTest.from_function(script, default_timeout=60)
    app.session_state["learner"] = LEARNER
    return app.run()


def test_a_zip_that_is_none_is_refused_in_one_sentence(tmp_path: Path):
    app = importing()
    app.file_uploader[0].set_value(("run.zip", b"no zip", "application/zip")).run()
    app.button[0].click().run()
    assert app.error[0].value.startswith("This zip is not a run that can be imported")
    assert not all_runs()


def test_an_imported_run_belongs_to_whoever_brought_it(tmp_path: Path, monkeypatch):
    data = exported(made(tmp_path / "there"), tmp_path)
    went = []
    monkeypatch.setattr("playground.ui.run.import_zip.go_to", lambda page, *shown: went.append((page, shown[0][1].id)))
    app = importing()
    app.file_uploader[0].set_value(("run.zip", data, "application/zip")).run()
    app.button[0].click().run()
    (run,) = all_runs(LEARNER)
    assert went == [("train", run.id)]


def test_a_heavy_format_is_made_in_a_process_of_its_own(run, tmp_path):
    going = made_apart(run, "run")
    while not going.ended:
        time.sleep(0.1)
        made_apart(run, "run")
    assert not going.error
    name, data = fetched(run, "run")
    assert name == f"gru-reviews-{run.short_id}-run.zip"
    assert "weights/0002.npz" in parts_of(data)


def test_why_a_file_cannot_be_made_is_said(run):
    (run.path / "results.npz").unlink(missing_ok=True)
    going = made_apart(run, "predictions")
    while not going.ended:
        time.sleep(0.1)
    assert going.error.startswith("This run has no test results.")
    assert fetched(run, "predictions") is None
