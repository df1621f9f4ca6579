"""A lesson on its pages, without a browser: every step opens, every control is known, nonsense is a sentence."""

import json
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from playground.background import Work
from playground.lessons.lesson import Lesson
from playground.lessons.read import lessons
from playground.lessons.subjects import Mine, in_link
from playground.ui.lessons.address import FINISHED
from playground.ui.lessons.computed import WORKING, shown
from playground.ui.lessons.targets import TARGETS
from playground.ui.main import PAGES
from playground.ui.widgets.control import ALL
from tests.lessons.conftest import WHO, Made, made
from tests.ui.test_pages import go, healthy, said, visit

__all__ = ["made"]

pytestmark = pytest.mark.usefixtures("no_workers")
OURS = lessons()[0]
STEPS = [(lesson, number) for lesson in OURS.values() for number in range(1, len(lesson.steps) + 1)]
PLACES = {
    (lesson.place(number).page, json.dumps(lesson.place(number).link)): (lesson, number) for lesson, number in STEPS
}
"""Every page with a link that some step stands on → one of those steps."""
MORE = {"encode.text", "loop.next", "inside.add", "train.train"}
"""Controls that lessons name and that no teacher's link takes away."""


@pytest.fixture(autouse=True, scope="module")
def own_home(module_home: Path) -> Path:
    """One home for all, because they share the runs."""
    return module_home


def bar(app: AppTest) -> dict:
    """What the bar of the page is given."""
    found = [json.loads(one.proto.json) for one in app.get("bidi_component") if one.proto.json]
    (data,) = [one for one in found if "step" in one]
    return data


@pytest.mark.parametrize("place", PLACES, ids=lambda place: f"{place[0]} {place[1]}"[:60])
def test_a_step_opens_on_its_page_with_what_its_link_says(place: tuple[str, str], made: Made):
    lesson, number = PLACES[place]
    link = {name: in_link(value, Mine(WHO)) for name, value in lesson.place(number).link.items()}
    app = visit(
        place[0], WHO, lesson=lesson.name, step=str(number), **{name: text for name, text in link.items() if text}
    )
    assert said(healthy(app).error) == []
    assert said(app.title)[0] == PAGES[place[0]][0]
    assert bar(app)["elsewhere"] == ""
    assert bar(app)["step"]["number"] == number
    for name in ("run", "view", "dataset", "recipe"):
        if link.get(name):
            assert app.query_params[name] == link[name]


@pytest.mark.parametrize(("lesson", "number"), STEPS, ids=lambda value: getattr(value, "name", value))
def test_a_control_that_is_to_be_pressed_is_on_the_page_of_its_step(lesson: Lesson, number: int):
    step = lesson.steps[number - 1]
    assert lesson.place(number).page in PAGES
    if step.control:
        assert step.control in TARGETS
        assert step.control.split(".")[0] == lesson.place(number).page


def test_every_control_that_a_link_can_take_away_can_be_shown_in_a_lesson():
    assert {*TARGETS} == ALL | MORE


def test_the_bar_goes_along_from_page_to_page(made: Made):
    app = visit("encode", WHO, lesson="01-numbers-not-words", step="2")
    assert bar(app)["step"]["kind"] == "predict"
    assert app.query_params["lesson"] == "01-numbers-not-words"
    app = healthy(go(app, "experiments"))
    assert bar(app)["elsewhere"] == "Encode"
    assert bar(app)["words"]["open"] == "Open Encode"
    assert app.query_params["step"] == "2"


def test_a_step_to_do_says_on_another_page_what_to_open_and_which_key_presses_it_on_its_own():
    data = bar(healthy(visit("glossary", WHO, lesson="02-a-for-loop", step="2")))
    assert data["words"]["elsewhere"] == "Open For loop first: what this step asks for is there."
    data = bar(healthy(visit("loop", WHO, lesson="02-a-for-loop", step="2")))
    assert (data["words"]["open"], data["step"]["keys"]) == ("", "ArrowRight")


def test_an_answer_that_lacks_a_race_leads_to_the_race_until_it_is_shown(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("playground.ui.lessons.computed.SECONDS", 60)  # what other tests asked for comes first
    opens = {
        page: bar(healthy(visit(page, "nobody", lesson="05-why-gates", step="6")))["words"]["open"]
        for page in ("inside", "race", "glossary")
    }
    assert opens == {"inside": "Open Race", "race": "", "glossary": "Open Race"}


def test_a_link_to_a_lesson_opens_the_page_of_its_step(made: Made):
    app = healthy(visit("lessons", WHO, lesson="06-open-the-gates", step="3"))
    assert said(app.title) == ["Inside"]
    assert app.query_params["view"] == "what-if"
    assert bar(app)["step"]["target"] == TARGETS["inside.add"]


def test_a_step_beyond_the_end_is_the_last_one(made: Made):
    app = healthy(visit("inside", WHO, lesson="06-open-the-gates", step="99"))
    assert bar(app)["step"]["number"] == len(OURS["06-open-the-gates"].steps)


def test_a_lesson_that_there_is_not_is_one_sentence():
    app = healthy(visit("experiments", lesson="../x"))
    assert said(app.error) == ["There is no lesson '../x'. Choose one on the Lessons page."]
    assert said(app.title) == ["Experiments"]


def test_a_see_step_shows_the_answer_beside_the_prediction_it_answers(made: Made):
    data = bar(healthy(visit("inside", WHO, lesson="04-what-a-state-holds", step="3")))
    assert "your LSTM 3" in data["answer"]["sentence"].replace("Your", "your")
    assert data["answer"]["outcome"] == "units"
    assert data["prediction"]["number"] == 2
    assert ["units", "The numbers in its state"] in data["prediction"]["choices"]


def test_what_is_missing_for_an_answer_is_said_in_its_place():
    found = shown("naive-line", "nobody")
    assert found.wrong
    assert found.again, "what was just pressed may not have begun yet"
    assert found.sentence.startswith("You have no finished forecast yet.")


def test_an_answer_that_takes_long_is_worked_out_beside_the_page(made: Made, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("playground.ui.lessons.computed.SECONDS", -1)
    monkeypatch.setattr("playground.ui.lessons.computed.work", lambda key, compute: Work())
    found = shown("how-long", WHO)
    assert (found.sentence, found.again) == (WORKING, True)


def test_the_lessons_page_has_a_tile_for_each_and_says_what_is_wrong_with_a_file(own_home: Path):
    (own_home / "lessons").mkdir()
    (own_home / "lessons/wrong.toml").write_text("heading = 1")
    app = healthy(visit("lessons"))
    (data,) = [json.loads(one.proto.json) for one in app.get("bidi_component")]
    assert [tile["name"] for tile in data["tiles"]] == list(OURS)
    assert [tile["title"][:3] for tile in data["tiles"]] == [f"{number}. " for number in range(1, len(OURS) + 1)]
    assert said(app.error) == ["wrong.toml: The lesson: heading is 1; expected a text of up to 120 characters."]


@pytest.mark.parametrize(("name", "after"), [("01-numbers-not-words", 1), ([*OURS][-1], 0)])
def test_a_finished_lesson_is_said_once_and_offers_the_one_after_it(name: str, after: int, made: Made):
    app = visit("encode", WHO)
    app.session_state[FINISHED] = name
    app = healthy(go(app, "lessons"))
    assert said(app.success) == [f"You have finished “{OURS[name].heading}”."]
    offered = [button for button in app.button if button.label.startswith("Next lesson: ")]
    assert [button.label for button in offered] == [f"Next lesson: {[*OURS.values()][1].heading}"] * after
    if after:
        offered[0].click()
        assert bar(healthy(app.run()))["lesson"] == [*OURS][1]


def test_a_finished_run_leads_on_to_the_lesson_that_fits_it(made: Made):
    app = healthy(visit("train", WHO, run=made.race[0].id))
    links = [link.proto for link in app.get("page_link")]
    (onward,) = [link for link in links if link.label.startswith("Next: ")]
    assert onward.label == "Next: What a state holds"
    assert "lesson=04-what-a-state-holds" in onward.query_string


def test_a_step_and_the_page_of_all_lessons_speak_the_language_of_the_link(made: Made):
    data = bar(healthy(visit("glossary", WHO, lang="zh", lesson="05-why-gates", step="9")))
    assert (data["heading"], data["step"]["title"]) == ("为什么要有门", "检验")
    assert data["step"]["choices"][1] == ["units", "它的单元更多"]
    assert data["words"]["step"] == "第 9 步，共 9 步"
    assert data["words"]["predicted"] == "你的预测：{choice}。"
    app = healthy(visit("lessons", lang="zh"))
    (data,) = [json.loads(one.proto.json) for one in app.get("bidi_component")]
    assert data["tiles"][4]["title"] == "5. 为什么要有门"
    assert data["tiles"][4]["about"] == "5 分钟 · 9 步"
    assert said(app.title) == ["课程"]
