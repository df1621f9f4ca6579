"""The playground's page without a browser: its choices start runs, undo brings one back, and all of it is the link."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from playground.caching import forget
from playground.config import RunConfig
from playground.datasets import Characters
from playground.engine import engine
from playground.layers import GRU, LSTM, RECURRENT, Dense, Flatten
from playground.limits import limits
from playground.recipes.variations import offered
from playground.runs import Run, RunFolder, all_runs
from playground.runs.control import read_control
from playground.ui.playground.acts import DOES
from playground.ui.playground.screen import Watching
from playground.ui.playground.stage import GONE, NOTHING_BEFORE, first_config
from tests.browser.made import made_run
from tests.ui.test_pages import healthy, labelled, said, visit

pytestmark = pytest.mark.usefixtures("no_workers")

WHO = "newcomer"


def given(app: AppTest) -> dict[str, Any]:
    """What the browser is told."""
    (component,) = app.get("bidi_component")
    return dict(json.loads(component.proto.json))


def choose(app: AppTest, label: str, value: object) -> AppTest:
    return healthy(labelled(app.selectbox, label).set_value(value).run())


def press(app: AppTest, do: str, value: object = None) -> AppTest:
    """What the browser does when a button of the screen is pressed."""
    from playground.ui.playground.acts import act

    act(app.session_state["playground stage"], {"do": do, "value": value})
    return healthy(app.run())


def click(app: AppTest, label: str) -> AppTest:
    return healthy(labelled(app.button, label).click().run())


def newest_after(_: AppTest) -> Run:
    return newest()


def newest() -> Run:
    return all_runs(WHO)[0]


def boxes(app: AppTest) -> dict[str, object]:
    return {box.label: box.value for box in app.selectbox}


def begin(run: Run) -> None:
    """As if a worker had begun with it."""
    RunFolder(run.path).event("started", learning_rate=0.005)


def test_before_anything_runs_the_recording_is_replayed_and_every_choice_shows_the_first_visitors_run():
    app = healthy(visit("playground"))
    assert boxes(app) == {
        "Dataset": "Short film reviews",
        "Distance": 0,
        "Cell": "lstm",
        "Units": 32,
        "Layers": 1,
        "Direction": False,
        "Optimizer": "adam",
    }
    assert (given(app)["run"], given(app)["recording"]) == ("", "recording")
    assert labelled(app.button, "Undo").disabled
    assert all_runs(WHO) == []
    assert dict(app.query_params) == {}


def test_the_lists_hold_every_cell_and_every_dataset_that_needs_no_download():
    app = healthy(visit("playground"))
    assert len(labelled(app.selectbox, "Cell").options) == len(RECURRENT)
    assert labelled(app.selectbox, "Dataset").options == list(offered())


def test_play_starts_the_settings_that_are_shown_and_puts_the_run_into_the_link():
    app = press(visit("playground"), "play")
    assert newest().config == first_config()
    assert given(app)["run"] == app.query_params["run"] == newest().id


@pytest.mark.parametrize(
    ("label", "value", "expected"),
    [
        ("Cell", "gru", {"layers": (GRU(units=32),)}),
        ("Units", 8, {"layers": (LSTM(units=8),)}),
        ("Layers", 3, {"layers": (LSTM(units=32),) * 3}),
        ("Direction", True, {"layers": (LSTM(units=32, bidirectional=True),)}),
        ("Optimizer", "sgd", {"optimizer": "sgd"}),
    ],
)
def test_a_choice_starts_a_run_at_once(label, value, expected):
    app = choose(visit("playground"), label, value)
    assert newest().config == first_config().changed(recipe="", **expected)
    assert labelled(app.selectbox, label).value == value
    assert app.query_params["run"] == newest().id


@pytest.mark.parametrize("title", list(offered())[1:])
def test_another_dataset_comes_with_its_dial_and_an_encoding_that_reads_it(title):
    app = choose(visit("playground"), "Dataset", title)
    config = newest().config
    assert config.dataset == offered()[title]
    dial = app.selectbox[1]
    assert dial.disabled == (title == "Small handwritten digits")
    if not dial.disabled:
        choose(app, dial.label, int(dial.options[0]))
        assert getattr(newest().config.dataset, dial.label.lower()) == int(dial.options[0])


def test_a_text_of_ones_own_is_typed_and_learned_on_the_spot():
    app = choose(visit("playground"), "Dataset", Characters.title)
    box = labelled(app.text_area, "The text to learn")
    assert box.value == Characters().text
    box.set_value("绿水青山就是金山银山")
    click(app, "Learn it")
    assert newest().config.dataset == Characters(text="绿水青山就是金山银山")
    assert given(app)["heading"] == "Learned by heart"
    before = newest().id
    labelled(app.text_area, "The text to learn").set_value("aaaa")
    click(app, "Learn it")
    assert "expected at least two different characters" in said(app.error)[0]
    assert newest().id == before


def test_a_new_run_stops_the_one_before_which_stays_among_my_runs():
    app = choose(visit("playground"), "Units", 4)
    first = newest()
    begin(first)
    choose(app, "Units", 8)
    assert read_control(RunFolder(first.path).control).stop
    assert first.id in {run.id for run in all_runs(WHO)}
    choose(app, "Units", 16)
    states = {run.config.layers[0].units: run.recorded().state for run in all_runs(WHO)}
    assert (states[8], states[16]) == ("stopped", "queued")


def test_undo_brings_the_run_before_back_and_its_settings_and_the_other_stands_behind_it():
    app = choose(visit("playground"), "Units", 4)
    first = newest()
    choose(app, "Cell", "gru")
    second = newest()
    assert (given(app)["ghost"]["name"], given(app)["ghost"]["run"]) == ("LSTM 4", first.id)
    healthy(labelled(app.button, "Undo").click().run())
    assert app.query_params["run"] == given(app)["run"] == first.id
    assert boxes(app)["Cell"] == "lstm"
    assert app.query_params["before"] == second.id
    assert given(app)["ghost"]["name"] == "GRU 4"
    assert labelled(app.button, "Undo").disabled


@pytest.mark.parametrize(
    ("layer", "shown", "complaint"),
    [
        (Flatten(), "Flatten", ""),
        (Dense(units=3), "Dense 3 relu", "The output takes one vector, but Dense 3 relu gives"),
    ],
)
def test_a_network_without_a_cell_is_shown_as_what_it_is_and_may_be_given_one(layer, shown, complaint):
    app = healthy(visit("playground", config=RunConfig(layers=(layer,)).to_link()))
    assert [error[: len(complaint)] for error in said(app.error)] == [complaint] * bool(complaint)
    assert boxes(app)["Cell"] == "other"
    assert labelled(app.selectbox, "Cell").options == [*(cell.title for cell in RECURRENT.values()), shown]
    for name in ("Units", "Layers", "Direction"):
        assert (labelled(app.selectbox, name).options, labelled(app.selectbox, name).disabled) == (["–"], True)
    app = choose(app, "Cell", "lstm")
    assert newest().config.layers == (LSTM(), layer)
    assert said(app.error) == []
    assert "other" not in labelled(app.selectbox, "Cell").options


@pytest.mark.parametrize("title", offered())
def test_a_memory_curve_is_drawn_where_it_can_be_measured(title):
    app = choose(visit("playground"), "Dataset", title) if title != next(iter(offered())) else visit("playground")
    assert given(app)["memory"] == (title != "Your own text, character by character")


def test_start_again_is_the_same_run_once_more():
    app = choose(visit("playground"), "Units", 4)
    first = newest()
    healthy(labelled(app.button, "Start again").click().run())
    assert newest().id != first.id
    assert newest().config == first.config


def test_a_link_shows_its_run_with_the_one_before_and_back_brings_the_other(own_home: Path):
    runs = [made_run(own_home, RunConfig(layers=(layer,)), {"words": ("acting",)}) for layer in (LSTM(), GRU())]
    app = healthy(visit("playground", run=runs[0].id, before=runs[1].id, speed="10", example="5", text="so dull"))
    told = given(app)
    assert (told["run"], told["speed"], told["ghost"]["name"]) == (runs[0].id, "10", "GRU 32")
    assert told["watched"] == {"example": 5, "text": "so dull", "count": 0}
    app.query_params["run"] = runs[1].id
    app = healthy(app.run())
    assert given(app)["run"] == runs[1].id
    assert boxes(app)["Cell"] == "gru"


def test_settings_in_a_link_are_shown_and_trained_by_play():
    config = first_config().changed(recipe="", layers=(GRU(units=16),), seed=3)
    app = healthy(visit("playground", config=config.to_link()))
    assert boxes(app)["Units"] == 16
    assert RunConfig.from_link(app.query_params["config"]) == config
    assert all_runs(WHO) == []
    press(app, "play")
    assert newest().config == config
    assert "config" not in app.query_params


def test_what_was_shown_is_still_there_after_a_look_at_another_page():
    from tests.ui.test_pages import go

    app = choose(visit("playground"), "Units", 4)
    go(app, "data")
    app.query_params.clear()
    assert given(healthy(go(app, "playground")))["run"] == newest().id


@pytest.mark.parametrize(
    ("do", "value", "wish"),
    [
        ("pause", None, {"pause": True}),
        ("batch", None, {"pause": True, "batches": 1}),
        ("epoch", None, {"pause": True, "epochs": 1}),
        ("speed", "3", {"speed": 3.0}),
        ("rate", 0.01, {"learning_rate": 0.01}),
    ],
)
def test_a_button_asks_the_run_that_trains(do, value, wish):
    app = press(visit("playground"), "play")
    begin(newest())
    press(app, do, value)
    control = read_control(RunFolder(newest().path).control)
    assert {name: getattr(control, name) for name in wish} == wish
    assert len(all_runs(WHO)) == 1


def test_play_resumes_what_is_paused():
    app = press(visit("playground"), "play")
    begin(newest())
    press(press(app, "pause"), "play")
    assert not read_control(RunFolder(newest().path).control).pause


@pytest.mark.parametrize(("do", "more"), [("batch", (1, 0)), ("epoch", (0, 1))])
def test_one_step_where_nothing_trains_starts_a_run_that_waits_behind_it(do, more):
    press(visit("playground"), do)
    control = read_control(RunFolder(newest().path).control)
    assert (control.pause, control.batches, control.epochs) == (True, *more)


def test_a_speed_holds_for_the_runs_that_follow_and_is_in_the_link():
    app = press(visit("playground"), "speed", "10")
    assert app.query_params["speed"] == "10"
    press(app, "play")
    assert read_control(RunFolder(newest().path).control).speed == 10.0
    assert press(app, "speed", "full").query_params["speed"] == "full"
    assert "speed" not in press(app, "speed", "30").query_params


def test_a_learning_rate_where_nothing_trains_is_that_of_the_next_run():
    app = press(visit("playground"), "rate", 0.01)
    assert given(app)["rate"] == 0.01
    press(app, "play")
    assert newest().config.learning_rate == 0.01


def test_nobody_pauses_another_learners_run_and_play_starts_ones_own():
    theirs = RunFolder.create(first_config().changed(recipe="", seed=5), "somebody")
    theirs.event("started", learning_rate=0.005)
    app = healthy(visit("playground", run=theirs.id))
    press(app, "pause")
    assert not theirs.control.exists()
    press(app, "play")
    assert newest().config.seed == 5


@pytest.mark.parametrize("told", [{}, {"do": "reset"}, {"do": "speed", "value": "9"}, {"do": "rate", "value": "x"}])
def test_what_no_button_says_does_nothing(told):
    from playground.ui.playground.acts import act

    app = healthy(visit("playground"))
    act(app.session_state["playground stage"], told)
    assert all_runs(WHO) == []
    assert given(healthy(app.run()))["speed"] == "30"


def test_a_complaint_is_one_sentence_and_the_run_that_is_shown_stays(monkeypatch):
    app = choose(visit("playground"), "Units", 4)
    shown = newest()
    monkeypatch.setenv("PLAYGROUND_PARAMETERS", "1000")
    app = choose(app, "Units", 128)
    (error,) = said(app.error)
    assert error.startswith("This run has ")
    assert given(app)["run"] == shown.id
    assert boxes(app)["Units"] == 4
    assert said(healthy(app.run()).error) == []


STARTS = {
    "a choice": lambda app: choose(app, "Units", 128),
    "the same again": lambda app: click(app, "Start again"),
    "a race": lambda app: click(app, "LSTM against SimpleRNN"),
}


@pytest.mark.parametrize("limit", ["PLAYGROUND_PARAMETERS", "PLAYGROUND_LEARNER_DISK_MB", "PLAYGROUND_QUEUE"])
@pytest.mark.parametrize("start", STARTS)
def test_a_choice_that_is_refused_stops_nothing(limit, start, monkeypatch):
    app = press(visit("playground"), "play")
    begin(shown := newest())
    engine().submit(first_config(), "somebody")
    RunFolder(shown.path).save_weights(0, {"a/b": np.zeros(300_000, np.float32)})
    monkeypatch.setenv(limit, "1")
    app = STARTS[start](app)
    assert len(said(app.error)) == 1
    assert (given(app)["run"], len(all_runs(WHO))) == (shown.id, 1)
    assert not read_control(RunFolder(shown.path).control).stop


def test_a_choice_after_another_is_never_too_many_though_none_has_stopped_yet():
    app = press(visit("playground"), "play")
    for _ in range(2 * limits().queue_per_learner):
        begin(newest())
        click(app, "Start again")
        assert said(app.error) == []
    stopped = [read_control(RunFolder(run.path).control).stop for run in all_runs(WHO)]
    assert stopped.count(False) == 1


def test_after_a_reload_undo_still_brings_back_what_was_here_before_but_no_lane_of_a_race():
    app = visit("playground", WHO)
    first = newest_after(choose(app, "Units", 16))
    lanes = engine().race((first_config(), first_config().changed(layers=(GRU(units=8),))), WHO)
    second = newest_after(choose(app, "Units", 8))
    again = visit("playground", WHO, run=second.id)
    click(again, "Undo")
    assert boxes(again)["Units"] == 16
    assert given(again)["run"] == first.id not in lanes
    assert labelled(again.button, "Undo").disabled
    assert labelled(visit("playground", "another", run=second.id).button, "Undo").disabled


def test_after_a_reload_undo_passes_over_what_was_taken_back_before():
    app = visit("playground", WHO)
    first = newest_after(choose(app, "Units", 16))
    newest_after(choose(app, "Units", 8))
    click(app, "Undo")
    third = newest_after(choose(app, "Units", 4))
    again = visit("playground", WHO, run=third.id, before=first.id)
    click(again, "Undo")
    assert given(again)["run"] == first.id
    assert labelled(again.button, "Undo").disabled


def test_undo_where_all_runs_before_were_deleted_says_so():
    import shutil

    app = choose(visit("playground"), "Units", 4)
    first = newest()
    shown = newest_after(choose(app, "Units", 8))
    shutil.rmtree(first.path)
    click(app, "Undo")
    assert said(app.error) == [NOTHING_BEFORE]
    assert given(app)["run"] == shown.id
    assert labelled(app.button, "Undo").disabled


def test_undo_passes_over_runs_that_were_deleted_or_damaged():
    import shutil

    app = choose(visit("playground"), "Units", 4)
    first = newest()
    second = newest_after(choose(app, "Units", 8))
    third = newest_after(choose(app, "Units", 16))
    choose(app, "Units", 64)
    shutil.rmtree(second.path)
    (third.path / "config.json").write_text("{")
    forget()
    click(app, "Undo")
    assert given(app)["run"] == first.id


def test_a_run_that_was_deleted_is_no_longer_shown():
    import shutil

    app = choose(visit("playground"), "Units", 4)
    shutil.rmtree(newest().path)
    press(app, "look")
    assert given(app)["run"] == ""
    assert said(app.error) == [GONE]
    assert "run" not in app.query_params
    assert said(healthy(app.run()).error) == []


def test_what_the_browser_watches_is_kept_in_the_link():
    app = healthy(visit("playground"))
    app.session_state["playground watched"] = Watching(3, "so good", 2)
    app = healthy(app.run())
    assert (app.query_params["example"], app.query_params["text"]) == ("3", "so good")


def test_every_button_of_the_screen_is_known_to_the_page():
    sources = Path(__file__).parents[3] / "playground/ui/web/src/playground"
    source = (sources / "bar.js").read_text()
    assert all(f'act("{do}"' in source for do in DOES if do not in ("play", "pause", "look", "lesson"))
    screen = (sources / "screen.js").read_text()
    assert all(f'do: "{do}"' in screen for do in ("look", "lesson"))
