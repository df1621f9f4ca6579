"""A teacher's link: what it hides is gone, what it locks is disabled and stays, on every page of the visit."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest
from streamlit.testing.v1 import AppTest

from playground.config import RunConfig
from playground.datasets.reviews import Reviews
from playground.encodings import LearnedEmbedding
from playground.layers import GRU, LSTM
from playground.paths import PROJECT
from playground.recipes.compatible import suited
from playground.recipes.race import FIRST
from playground.recipes.variations import offered, stack_of, with_dial, with_stack
from playground.runs import Run, all_runs
from playground.ui.playground.acts import DOES, act
from playground.ui.playground.stage import first_config
from playground.ui.race import acts as race_acts
from playground.ui.widgets.control import CONTROLS, HIDE, LOCK
from tests.browser.made import made_run
from tests.ui.test_pages import go, healthy, labelled, said, visit

pytestmark = pytest.mark.usefixtures("no_workers")

WHO = "newcomer"
LABELS = {
    "playground": {
        "race": ["LSTM against SimpleRNN"],
        "undo": ["Undo"],
        "again": ["Start again"],
        "dial": ["Distance"],
        **{name: [name.capitalize()] for name in ("dataset", "cell", "units", "layers", "direction", "optimizer")},
        "projector": ["Projector"],
    },
    "race": {
        "again": ["Race again"],
        "lanes": ["Lane 1", "Lane 2", "Lane 3"],
        "units": ["Units"],
        "dial": ["Distance"],
        "projector": ["Projector"],
    },
    "inside": {
        "run": ["Run"],
        "text": ["Text", "Type a text"],
        "epoch": ["Epoch", "Play"],
        "view": ["What to look at"],
        "projector": ["Projector"],
    },
    "sentiment": {"run": ["Run"], "beside": ["Compare with"], "why": ["Why?"], "projector": ["Projector"]},
}
"""Page → control → the labels of what it consists of; every other one is drawn in the browser."""
KINDS = ("button", "selectbox", "toggle", "button_group", "text_input", "select_slider", "number_input")
EVERY = [(page, name) for page, controls in CONTROLS.items() for name in controls]
every_control = pytest.mark.parametrize(("page", "name"), EVERY, ids=[".".join(one) for one in EVERY])


@pytest.fixture
def runs(own_home: Path) -> list[Run]:
    """Two runs that judge texts, of the learner."""
    encoding = LearnedEmbedding(maximum_length=9, dimensions=3)
    return [
        made_run(own_home, config, {"words": ("acting",)}, 3, learner=WHO)
        for layer in (LSTM(units=2), GRU(units=2))
        for config in [RunConfig(dataset=Reviews(), encoding=encoding, layers=(layer,))]
    ]


def widgets(app: AppTest) -> Iterator[Any]:
    """What can be chosen or pressed, drawn by Streamlit."""
    for kind in KINDS:
        yield from app.get(kind)


def data(app: AppTest) -> dict[str, Any]:
    """What the component of the page is told."""
    (component,) = app.get("bidi_component")
    return dict(json.loads(component.proto.json))


def drawn(app: AppTest, page: str, name: str) -> list[bool]:
    """Of each part of a control that is there: whether it is disabled."""
    if name in LABELS[page]:
        return [one.proto.disabled for one in widgets(app) if one.label in LABELS[page][name]]
    told = data(app)
    control = told["controls"][name] if "controls" in told else told["control"]
    return [] if control["hidden"] else [control["locked"]]


def open_page(page: str, runs: list[Run], **link: str) -> AppTest:
    shown = {"playground": {}, "race": {"runs": ",".join(run.id for run in runs)}}.get(page, {"run": runs[0].id})
    return healthy(visit(page, WHO, **shown, **link))


def typed(**link: str) -> AppTest:
    """The playground as the first page of a visit."""
    app = AppTest.from_file(str(PROJECT / "playground/ui/main.py"), default_timeout=60)
    app.session_state["learner"] = WHO
    app.query_params.update(link)
    return healthy(app.run())


def test_every_control_that_a_link_names_is_there_and_free(runs):
    for page, controls in CONTROLS.items():
        app = open_page(page, runs)
        for name in controls:
            parts = drawn(app, page, name)
            assert parts, f"{page}.{name}"
            assert name == "undo" or not any(parts), f"{page}.{name}"


@every_control
def test_what_is_hidden_is_gone_and_all_else_is_there(runs, page: str, name: str):
    app = open_page(page, runs, hide=f"{page}.{name}")
    assert drawn(app, page, name) == []
    assert all(drawn(app, page, other) for other in CONTROLS[page] if other != name)
    assert said(app.error) == []


@every_control
def test_what_is_locked_is_there_and_disabled_and_all_else_is_free(runs, page: str, name: str):
    app = open_page(page, runs, lock=f"{page}.{name}")
    parts = drawn(app, page, name)
    assert parts
    assert all(parts)
    assert not any(any(drawn(app, page, other)) for other in CONTROLS[page] if other not in (name, "undo"))
    assert said(app.error) == []


@pytest.mark.parametrize("parameter", ["hide", "lock"])
@pytest.mark.parametrize("page", CONTROLS)
def test_a_page_works_with_all_its_controls_taken(runs, page: str, parameter: str):
    app = open_page(page, runs, **{parameter: ",".join(f"{page}.{name}" for name in CONTROLS[page])})
    assert said(app.error) == []
    assert healthy(app.run()).query_params[parameter]


def test_a_short_name_means_the_control_on_every_page_that_has_it():
    assert HIDE.parsed("run,playground.cell") == {"inside.run", "sentiment.run", "playground.cell"}
    assert HIDE.text(frozenset({"inside.run", "sentiment.run", "playground.cell"})) == "cell,run"
    assert LOCK.text(frozenset({"inside.run"})) == "inside.run"


def test_an_unknown_name_is_one_sentence_once_and_the_others_hold(runs):
    app = open_page("playground", runs, hide="<b>,cell,wings")
    (error,) = said(app.error)
    assert error.startswith("The link's hide names '<b>', as no control is called; expected some of race, undo, ")
    assert drawn(app, "playground", "cell") == []
    assert app.query_params["hide"] == "cell"
    assert said(app.run().error) == []


def test_what_is_hidden_and_locked_is_hidden(runs):
    app = open_page("playground", runs, hide="cell", lock="cell,units")
    assert drawn(app, "playground", "cell") == []
    assert drawn(app, "playground", "units") == [True]


def test_it_stays_in_force_on_other_pages_after_clicks_and_in_their_address(runs):
    app = open_page("playground", runs, hide="cell,inside.view", lock="why")
    app = healthy(go(app, "inside"))
    assert drawn(app, "inside", "view") == []
    app = healthy(go(app, "sentiment"))
    assert drawn(app, "sentiment", "why") == [True]
    app = healthy(go(app, "playground"))
    labelled(app.selectbox, "Units").set_value(4).run()
    assert drawn(healthy(app), "playground", "cell") == []
    assert (app.query_params["hide"], app.query_params["lock"]) == ("cell,view", "why")


def test_links_in_the_app_bring_it_along(runs):
    app = healthy(go(open_page("playground", runs, hide="cell"), "runs"))
    queries = [parse_qs(link.proto.query_string) for link in app.get("page_link")]
    assert queries
    assert all(query["hide"] == ["cell"] for query in queries)


# What is fixed


@pytest.mark.parametrize("parameter", ["hide", "lock"])
@pytest.mark.parametrize(("page", "name", "brought"), [
    ("inside", "run", "run"),
    ("sentiment", "run", "run"),
    ("sentiment", "beside", "beside"),
    ("inside", "epoch", "epoch"),
    ("inside", "view", "view"),
])  # fmt: skip
def test_a_link_inside_the_app_does_not_change_what_is_fixed(runs, page: str, name: str, brought: str, parameter: str):
    first, other = {
        "run": (runs[0].id, runs[1].id),
        "beside": (runs[1].id, "starter"),
        "epoch": ("1", "2"),
        "view": ("memory", "compare"),
    }[brought]
    link = {"run": runs[0].id, brought: first, parameter: f"{page}.{name}"}
    app = healthy(go(visit(page, WHO, **link), "runs"))
    app.query_params.update({"run": runs[0].id, brought: other})
    app = healthy(go(app, page))
    assert app.query_params[brought] == first
    (told,) = said(app.info)
    assert told.startswith("The link you were given fixes this here: ")
    assert app.query_params[brought] == healthy(app.run()).query_params[brought] == first
    assert said(app.info) == []


@pytest.mark.parametrize("parameter", ["hide", "lock"])
def test_a_text_that_is_fixed_is_read_again_after_a_look_at_another_page(runs, parameter: str):
    app = visit("inside", WHO, run=runs[0].id, text="superb acting", **{parameter: "inside.text"})
    app = go(healthy(app), "runs")
    app.query_params.pop("text", None)  # as the navigation does
    app = healthy(go(app, "inside"))
    assert [box.value for box in app.text_input] == ["superb acting"] * (parameter == "lock")
    assert parameter == "lock" or app.query_params["text"] == "superb acting"


@pytest.mark.parametrize("name", ["dataset", "dial", "cell", "units", "layers", "direction", "optimizer", "rate"])
def test_on_the_playground_no_link_of_the_app_changes_what_is_fixed(own_home: Path, name: str):
    before = first_config()
    other = {
        "dataset": suited(before, offered()["Adding problem"]),
        "dial": before.changed(dataset=before.dataset.changed(distance=50)),
        "cell": before.changed(layers=(GRU(units=32),)),
        "units": before.changed(layers=(LSTM(units=4),)),
        "layers": before.changed(layers=(LSTM(units=32),) * 2),
        "direction": before.changed(layers=(LSTM(units=32, bidirectional=True),)),
        "optimizer": before.changed(optimizer="sgd"),
        "rate": before.changed(learning_rate=0.1),
    }[name]
    app = healthy(visit("playground", WHO, lock=name))
    app.query_params["config"] = other.to_link()
    (error,) = said(healthy(app.run()).error)
    assert error.startswith("The link you were given fixes ")
    assert app.session_state["playground stage"].config == before
    app = typed(lock=name, config=other.to_link())
    assert said(app.error) == []
    assert app.session_state["playground stage"].config == other


def test_another_dataset_leaves_what_is_fixed(own_home: Path):
    app = healthy(visit("playground", WHO, lock="rate,optimizer,units"))
    before = app.session_state["playground stage"].config
    labelled(app.selectbox, "Dataset").set_value("Adding problem").run()
    after = all_runs(WHO)[0].config
    assert after.dataset.problem == "adding"
    assert (after.learning_rate, after.optimizer) == (before.learning_rate, before.optimizer)
    assert after.layers[0].units == 32


def test_a_dial_that_is_fixed_stays_where_the_other_problem_has_the_same(own_home: Path):
    start = RunConfig.model_validate({"dataset": {"name": "memory", "problem": "copy", "lag": 60}})
    app = typed(lock="dial", config=start.to_link())
    labelled(app.selectbox, "Dataset").set_value("Adding problem").run()
    assert all_runs(WHO)[0].config.dataset.lag == 60


@pytest.mark.parametrize("parameter", ["hide", "lock"])
@pytest.mark.parametrize("do", [do for do in DOES if do != "lesson"])
def test_what_the_browser_asks_of_a_control_that_is_taken_does_nothing(own_home: Path, do: str, parameter: str):
    app = healthy(visit("playground", WHO, **{parameter: "play,playground.epoch,batch,speed,rate"}))
    stage = app.session_state["playground stage"]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("playground.ui.widgets.control.page_shown", lambda: "playground")
        patch.setattr("streamlit.session_state", app.session_state)
        before = vars(stage).copy()
        act(stage, {"do": do, "value": {"speed": "3", "rate": 0.1}.get(do)})
    assert vars(stage) == before
    assert all_runs(WHO) == []


OTHERS = {
    "lanes": [config.changed(layers=(LSTM(units=32),)) for config in FIRST],
    "units": [with_stack(config, replace(stack_of(config), units=4)) for config in FIRST],
    "dial": [with_dial(config, 100) for config in FIRST],
}
"""A control of the race that holds settings → the first race with another value of it."""


def link_to_race(configs: list[RunConfig]) -> str:
    return f"[{','.join(config.to_link() for config in configs)}]"


@pytest.mark.parametrize("parameter", ["hide", "lock"])
@pytest.mark.parametrize("name", OTHERS)
def test_in_a_race_no_link_of_the_app_changes_what_is_fixed(own_home: Path, name: str, parameter: str):
    taken = {parameter: f"race.{name}"}
    app = healthy(visit("race", WHO, **taken))
    app.query_params["configs"] = link_to_race(OTHERS[name])
    (error,) = said(healthy(app.run()).error)
    assert error.startswith(f"The link you were given fixes {CONTROLS['race'][name].title}. ")
    assert app.session_state["race track"].configs == FIRST
    for other in OTHERS.keys() - {name}:
        app.query_params["configs"] = link_to_race(OTHERS[other])
        app = healthy(app.run())
        assert said(app.error) == []
        assert app.session_state["race track"].configs == tuple(OTHERS[other])
    app = healthy(visit("race", WHO, configs=link_to_race(OTHERS[name]), **taken))
    assert said(app.error) == []
    assert app.session_state["race track"].configs == tuple(OTHERS[name])


def test_a_race_with_fixed_lanes_is_not_replaced_by_the_one_that_the_playground_offers(own_home: Path):
    app = healthy(visit("race", WHO, lock="lanes", configs=link_to_race(OTHERS["lanes"])))
    app = healthy(go(app, "playground"))
    labelled(app.button, "LSTM against SimpleRNN").click().run()
    (error,) = said(healthy(app).error)
    assert error.startswith("The link you were given fixes Lanes. ")
    assert all_runs(WHO) == []


@pytest.mark.parametrize("parameter", ["hide", "lock"])
@pytest.mark.parametrize("do", [do for do in race_acts.DOES if do != "lesson"])
def test_what_the_browser_asks_of_a_control_of_the_race_that_is_taken_does_nothing(
    own_home: Path, do: str, parameter: str
):
    app = healthy(visit("race", WHO, **{parameter: "race.play,race.epoch,race.batch,race.stop,race.speed"}))
    track = app.session_state["race track"]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("streamlit.session_state", app.session_state)
        before = vars(track).copy()
        race_acts.act(track, {"do": do, "value": "3"})
    assert vars(track) == before
    assert all_runs(WHO) == []
