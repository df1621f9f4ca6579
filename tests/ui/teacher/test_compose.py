"""The page on which a teacher makes a link: what it is made of, and that the link does what was chosen."""

from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from playground.config import RunConfig
from playground.layers import GRU, LSTM
from playground.runs import Run
from playground.ui.teacher.address import to_learn_from, written
from playground.ui.widgets.control import CONTROLS
from tests.browser.made import made_run
from tests.ui.test_pages import go, healthy, labelled, said, visit

pytestmark = pytest.mark.usefixtures("no_workers")


@pytest.fixture
def run(own_home: Path) -> Run:
    return made_run(own_home, RunConfig(layers=(GRU(units=2),)), {"words": ("acting",)})


def link_of(app: AppTest) -> tuple[str, dict[str, str]]:
    """The page that the link opens, and what its address says."""
    (code,) = app.code
    parts = urlsplit(code.value)
    return parts.path.rsplit("/", 1)[1], dict(parse_qsl(parts.query))


def test_at_first_the_link_opens_the_home_page_as_it_is():
    assert link_of(healthy(visit("link"))) == ("", {})


@pytest.mark.parametrize("page", CONTROLS)
def test_every_control_of_a_page_can_be_hidden_and_locked(page: str):
    app = healthy(visit("link", opens=page))
    offered = [one.options for one in app.button_group if one.label in ("Hide", "Lock")][:2]
    assert offered == [[named.title for named in CONTROLS[page].values()]] * 2


def test_what_is_chosen_is_in_the_link_and_in_the_address_of_the_page_itself():
    app = healthy(visit("link", opens="inside"))
    app.button_group(key="link Hide inside").set_value(["inside.view"])
    app.button_group(key="link Lock inside").set_value(["inside.run", "inside.view"])
    app.button_group(key="link Hide sentiment").set_value(["sentiment.why"])
    app = healthy(app.run())
    expected = {"hide": "view,why", "lock": "inside.run"}
    assert link_of(app) == ("inside", expected)
    again = healthy(visit("link", **{name: app.query_params[name] for name in ("opens", "hides", "locks")}))
    assert link_of(again) == ("inside", expected)


def test_the_link_shows_what_the_page_showed_when_it_was_left(run):
    app = healthy(go(healthy(visit("inside", run=run.id, view="memory", projector="1")), "link"))
    labelled(app.button_group, "Opens").set_value("inside")
    page, said_there = link_of(healthy(app.run()))
    assert (page, said_there) == ("inside", {"run": run.id, "view": "memory"})


def test_each_learner_trains_a_run_of_their_own_with_the_settings_that_the_teacher_had(run):
    shown = to_learn_from("playground", {"run": run.id, "before": "x", "speed": "3", "hide": "cell"})
    assert shown == {"speed": "3", "config": run.config.to_link()}
    assert to_learn_from("playground", {"run": "0" * 24, "speed": "3"}) == {"speed": "3"}


def test_each_learner_lets_the_settings_of_the_teachers_race_race_anew(own_home: Path):
    configs = [RunConfig(layers=(cell(units=2),)) for cell in (LSTM, GRU)]
    runs = ",".join(made_run(own_home, config, {"words": ("acting",)}).id for config in configs)
    shown = to_learn_from("race", {"runs": runs, "speed": "3"})
    assert shown == {"speed": "3", "configs": f"[{','.join(config.to_link() for config in configs)}]"}
    assert to_learn_from("race", {"runs": f"{'0' * 24},{runs}", "speed": "3"}) == {"speed": "3"}


def test_what_is_hidden_need_not_be_locked():
    both = frozenset({"playground.cell"})
    assert written("http://here/", "", {}, both, both) == "http://here/?hide=cell"


def test_who_came_by_such_a_link_is_not_offered_to_make_one():
    def offered(**link: str) -> bool:
        links = healthy(visit("inside", **link)).get("page_link")
        return "Make a link for learners" in [one.proto.label for one in links]

    assert offered()
    assert not offered(hide="inside.view")


def test_nonsense_is_one_sentence_and_the_page_works():
    app = healthy(visit("link", hides="wings", shows="<b>"))
    assert len(said(app.error)) == 2
    assert link_of(app) == ("", {})
