"""The race's page without a browser: its choices make a race ready, play starts it, and all of it is the link."""

import json
from pathlib import Path

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from playground.config import RunConfig
from playground.datasets.reviews import Reviews
from playground.layers import GRU, LSTM, Flatten, SimpleRNN
from playground.paths import PROJECT
from playground.recipes.race import FIRST
from playground.runs import Run, RunFolder, all_runs
from playground.runs.control import read_control
from playground.ui.race.acts import DOES, act
from playground.ui.race.track import GONE
from tests.browser.made import made_run
from tests.ui.playground.test_playground import WHO, begin, boxes, choose, given
from tests.ui.test_pages import go, healthy, labelled, said, visit

pytestmark = pytest.mark.usefixtures("no_workers")


def press(app: AppTest, do: str, value: object = None) -> AppTest:
    """What the browser does when a button of the screen is pressed."""
    act(app.session_state["race track"], {"do": do, "value": value})
    return healthy(app.run())


def lanes(app: AppTest) -> list[Run]:
    """The runs that race, as the link says it."""
    return [Run.open(run_id) for run_id in app.query_params["runs"].split(",")]


def wishes(app: AppTest) -> list:
    return [read_control(RunFolder(run.path).control) for run in lanes(app)]


def test_before_it_begins_the_first_race_stands_ready():
    app = healthy(visit("race"))
    assert boxes(app) == {
        "Lane 1": "lstm",
        "Lane 2": "simple_rnn",
        "Lane 3": "gru",
        "Lane 4": "",
        "Units": 32,
        "Distance": 50,
    }
    told = given(app)["lanes"]
    assert [(lane["run"], lane["name"], lane["parameters"]) for lane in told] == [
        ("", config.layers[0].label(), config.plan.num_parameters) for config in FIRST
    ]
    assert len({lane["color"] for lane in told}) == 3
    assert labelled(app.button, "Race again").disabled
    assert dict(app.query_params) == {}
    assert all_runs(WHO) == []


def test_play_starts_all_lanes_in_one_race_and_puts_them_into_the_link():
    app = press(visit("race"), "play")
    assert tuple(run.config for run in lanes(app)) == FIRST
    assert [lane["run"] for lane in given(app)["lanes"]] == [run.id for run in lanes(app)]
    assert set(lanes(app)[0].race) == set(lanes(app))


def test_the_playgrounds_button_starts_the_race_and_shows_it():
    app = choose(visit("playground"), "Units", 4)
    own = all_runs(WHO)[0]
    labelled(app.button, "LSTM against SimpleRNN").click().run()
    assert own.recorded().state == "stopped"
    assert len([run for run in all_runs(WHO) if run.race]) == len(FIRST)
    shown = app.session_state["race track"]
    app = healthy(go(app, "race"))
    assert [lane["run"] for lane in given(app)["lanes"]] == list(shown.runs)


def test_another_choice_stands_ready_and_stops_what_raced():
    app = press(visit("race"), "play")
    first = lanes(app)
    app = choose(app, "Units", 8)
    assert {run.recorded().state for run in first} == {"stopped"}
    assert [lane["name"] for lane in given(app)["lanes"]] == ["LSTM 8", "SimpleRNN 8", "GRU 8"]
    assert "runs" not in app.query_params
    assert json.loads(app.query_params["configs"])[1]["layers"][0]["units"] == 8
    app = choose(app, "Distance", 10)
    assert {run.dataset.distance for run in app.session_state["race track"].configs} == {10}


def test_lanes_come_and_go():
    app = choose(visit("race"), "Lane 4", "mgu")
    assert [lane["name"] for lane in given(app)["lanes"]] == ["LSTM 32", "SimpleRNN 32", "GRU 32", "MGU 32"]
    app = choose(choose(app, "Lane 4", ""), "Lane 3", "")
    assert len(given(app)["lanes"]) == 2
    assert [label for label in boxes(app) if "Lane" in label] == ["Lane 1", "Lane 2", "Lane 3"]
    assert "nobody" not in labelled(app.selectbox, "Lane 2").options


def test_a_race_that_did_not_run_yet_is_a_link():
    configs = [RunConfig(layers=(cell(units=4),), learning_rate=0.01) for cell in (LSTM, GRU)]
    text = f"[{','.join(config.to_link() for config in configs)}]"
    app = healthy(visit("race", configs=text))
    assert app.session_state["race track"].configs == tuple(configs)
    assert app.query_params["configs"] == text
    press(app, "play")
    assert [run.config for run in lanes(app)] == configs
    assert "configs" not in app.query_params


def test_runs_that_have_raced_are_a_link_for_everybody(own_home: Path):
    runs = [made_run(own_home, RunConfig(layers=(cell(),)), {"words": ("acting",)}) for cell in (LSTM, SimpleRNN)]
    app = healthy(visit("race", runs=",".join(run.id for run in runs), example="5", speed="10"))
    told = given(app)
    assert [(lane["run"], lane["name"]) for lane in told["lanes"]] == [
        (runs[0].id, "LSTM 32"),
        (runs[1].id, "SimpleRNN 32"),
    ]
    assert (told["watched"], told["speed"], told["mine"]) == ({"example": 5, "count": 0}, "10", False)
    press(app, "pause")
    assert all(not RunFolder(run.path).control.exists() for run in runs)


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ({"runs": "nothing,no"}, "There is no run 'nothing'"),
        ({"configs": "7"}, "The link's settings are 7; expected a list of the settings of each lane."),
        ({"configs": "[{}]"}, "A race of 1 settings was given; expected 2 to 4."),
        ({"configs": "[{},{},{},{},{}]"}, "A race of 5 settings was given; expected 2 to 4."),
        ({"configs": '[{},{"seed":1}]'}, "The lanes of a race read the same batches, but these differ in: seed."),
        ({"configs": "[{},7]"}, "The settings are 7; expected names with values."),
        ({"configs": "[{},null]"}, "The settings are null; expected names with values."),
        (
            {"configs": '[{"layers":[{"kind":"dense","units":3}]},{"layers":[{"kind":"flatten"}]}]'},
            "The output takes one vector, but Dense 3 relu gives it a whole sequence of 250 timesteps.",
        ),
        (
            {"configs": '[{"dataset":{"name":"addition"}},{"dataset":{"name":"addition"}}]'},
            "the network needs one Encoder–decoder, and has 0.",
        ),
    ],
)
def test_a_link_that_is_no_race_gets_a_sentence_and_the_first_race_stands_ready(link, expected):
    app = healthy(visit("race", **link))
    (error,) = said(app.error)
    assert expected in error
    assert app.session_state["race track"].configs == FIRST
    assert len(given(app)["lanes"]) == len(FIRST)
    assert dict(app.query_params) == {}


def test_lanes_without_a_cell_are_shown_as_what_they_are_and_may_be_given_one():
    plain, wide = RunConfig(layers=(Flatten(),)), RunConfig(layers=(GRU(units=8),))
    app = healthy(visit("race", configs=f"[{plain.to_link()},{plain.to_link()}]"))
    assert [lane["name"] for lane in given(app)["lanes"]] == ["Flatten", "Flatten (2)"]
    assert (boxes(app)["Lane 1"], boxes(app)["Lane 3"]) == ("other", "")
    assert labelled(app.selectbox, "Lane 1").options[-1] == "Flatten"
    assert (labelled(app.selectbox, "Units").options, labelled(app.selectbox, "Units").disabled) == (["–"], True)
    app = choose(app, "Lane 2", "gru")
    assert app.session_state["race track"].configs == (plain, wide.changed(layers=(GRU(units=32), Flatten())))
    app = choose(app, "Units", 8)
    assert app.session_state["race track"].configs == (plain, wide.changed(layers=(GRU(units=8), Flatten())))


def test_runs_of_other_datasets_cannot_be_held_against_each_other(own_home: Path):
    datasets = (Reviews(), Reviews(distance=10))
    runs = [made_run(own_home, RunConfig(dataset=dataset), {"words": ("acting",)}) for dataset in datasets]
    app = healthy(visit("race", runs=",".join(run.id for run in runs)))
    (error,) = said(app.error)
    assert "these differ in: dataset" in error


@pytest.mark.parametrize(
    ("do", "value", "wish"),
    [
        ("pause", None, {"pause": True}),
        ("batch", None, {"pause": True, "batches": 1}),
        ("epoch", None, {"pause": True, "epochs": 1}),
        ("speed", "3", {"speed": 3.0}),
        ("stop", None, {"stop": True}),
    ],
)
def test_a_button_asks_all_lanes(do, value, wish):
    app = press(visit("race"), "play")
    for run in lanes(app):
        begin(run)
    press(app, do, value)
    assert [{name: getattr(control, name) for name in wish} for control in wishes(app)] == [wish] * 3
    press(app, "play")
    assert [control.pause for control in wishes(app)] == [False] * 3
    assert len(all_runs(WHO)) == 3


def test_one_batch_where_nothing_races_starts_a_race_that_waits_behind_it():
    app = press(press(visit("race"), "speed", "10"), "batch")
    assert [(one.pause, one.batches, one.speed) for one in wishes(app)] == [(True, 1, 10.0)] * 3


def test_race_again_is_the_same_race_once_more():
    app = press(visit("race"), "play")
    first = lanes(app)
    healthy(labelled(app.button, "Race again").click().run())
    assert not {run.id for run in first} & {run.id for run in lanes(app)}
    assert tuple(run.config for run in lanes(app)) == FIRST


@pytest.mark.parametrize("limit", ["PLAYGROUND_PARAMETERS", "PLAYGROUND_LEARNER_DISK_MB", "PLAYGROUND_QUEUE"])
def test_a_race_that_is_refused_stops_nothing(limit, monkeypatch):
    app = press(visit("race"), "play")
    for run in lanes(app):
        begin(run)
    RunFolder(lanes(app)[0].path).save_weights(0, {"a/b": np.zeros(300_000, np.float32)})
    monkeypatch.setenv(limit, "1")
    healthy(labelled(app.button, "Race again").click().run())
    assert len(said(app.error)) == 1
    assert not any(control.stop for control in wishes(app))
    if limit == "PLAYGROUND_PARAMETERS":
        choose(app, "Units", 64)
        assert len(said(app.error)) == 1
        assert not any(control.stop for control in wishes(app))
    assert len(all_runs(WHO)) == 3


def test_racing_again_and_again_is_never_too_many_though_no_lane_has_stopped_yet():
    app = press(visit("race"), "play")
    for _ in range(6):
        for run in lanes(app):
            begin(run)
        healthy(labelled(app.button, "Race again").click().run())
        assert said(app.error) == []
    assert not any(control.stop for control in wishes(app))
    assert sum(not read_control(RunFolder(run.path).control).stop for run in all_runs(WHO)) == 3


def test_a_link_to_a_race_too_large_is_told_and_stops_nothing(monkeypatch):
    app = press(visit("race"), "play")
    for run in lanes(app):
        begin(run)
    shown = lanes(app)
    monkeypatch.setenv("PLAYGROUND_PARAMETERS", "1000")
    app.query_params.clear()
    app.query_params["configs"] = '[{},{"layers":[{"kind":"gru"}]}]'
    healthy(app.run())
    assert said(app.error)[0].startswith("This run has ")
    assert not any(read_control(RunFolder(run.path).control).stop for run in shown)


def test_a_complaint_is_one_sentence(monkeypatch):
    monkeypatch.setenv("PLAYGROUND_PARAMETERS", "1000")
    app = press(visit("race"), "play")
    (error,) = said(app.error)
    assert error.startswith("This run has ")
    assert all_runs(WHO) == []
    assert said(healthy(app.run()).error) == []


def test_a_race_of_which_a_run_was_deleted_stands_ready_again():
    import shutil

    app = press(visit("race"), "play")
    shutil.rmtree(lanes(app)[1].path)
    press(app, "look")
    assert [lane["run"] for lane in given(app)["lanes"]] == [""] * 3
    assert said(app.error) == [GONE]
    assert said(healthy(app.run()).error) == []


@pytest.mark.parametrize("told", [{}, {"do": "reset"}, {"do": "speed", "value": "9"}])
def test_what_no_button_says_does_nothing(told):
    app = healthy(visit("race"))
    act(app.session_state["race track"], told)
    assert all_runs(WHO) == []
    assert given(healthy(app.run()))["speed"] == "full"


def test_every_button_of_the_screen_is_known_to_the_page():
    source = "".join(
        (PROJECT / "playground/ui/web/src" / name).read_text() for name in ("playground/bar.js", "race/race.js")
    )
    assert all(f'"{do}"' in source for do in DOES)


def mine(home: Path, *layers, **settings) -> Run:
    """A run of this learner."""
    return made_run(home, RunConfig(dataset=Reviews(), layers=layers, **settings), {"words": ("good", "bad")}, 1, WHO)


def picked(*runs: Run) -> AppTest:
    """My runs, where these are chosen."""
    return healthy(visit("runs", WHO, chosen=",".join(run.id for run in runs)))


def test_two_to_four_of_ones_own_runs_race_anew(own_home):
    runs = [mine(own_home, cell(units=units)) for units in (2, 4, 8) for cell in (LSTM, GRU)][:5]
    for count in (2, 3, 4, 5):
        assert labelled(picked(*runs[:count]).button, "Race them").disabled == (count == 5)
    app = picked(*runs[:2])
    labelled(app.button, "Race them").click().run()
    app = healthy(go(app, "race"))
    assert set(app.session_state["race track"].configs) == {run.config for run in runs[:2]}
    assert not app.session_state["race track"].runs


def test_runs_that_read_other_batches_do_not_race_and_the_page_says_why(own_home):
    app = picked(mine(own_home, LSTM(units=2)), mine(own_home, LSTM(units=2), batch_size=7))
    labelled(app.button, "Race them").click().run()
    assert said(app.error) == [
        "The lanes of a race read the same batches, but these differ in: batch size. Give each lane the same."
    ]


def test_a_run_opens_on_the_playground_where_that_can_show_it(own_home):
    shown = mine(own_home, LSTM(units=2))
    (link,) = [link.proto for link in picked(shown).get("page_link") if link.proto.label == "Playground"]
    assert f"run={shown.id}" in link.query_string
    opened = healthy(visit("playground", WHO, run=shown.id))
    assert given(opened)["run"] == shown.id


def test_a_network_that_carries_nothing_from_step_to_step_neither_races_nor_opens_there(own_home):
    flat = mine(own_home, Flatten())
    assert labelled(picked(flat, mine(own_home, LSTM(units=2))).button, "Race them").disabled
    assert "Playground" not in [link.proto.label for link in picked(flat).get("page_link")]
