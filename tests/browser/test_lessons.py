"""Lessons in real Chromium: lesson 5 from first step to check question by keyboard, and every control to press."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from playground.languages import LANGUAGES, _, speaking
from playground.lessons.read import lessons
from playground.ui.lessons.bar import WORDS
from playground.ui.lessons.tiles import WORDS as TILES
from tests.browser.app import Server, until

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("ending")]

OURS = lessons()[0]
TO_DO = [(lesson, number) for lesson in OURS.values() for number, one in enumerate(lesson.steps, 1) if one.kind == "do"]
OUTLINED = """() => {
    const found = [];
    const look = (root) => {
        for (const one of root.querySelectorAll("*")) {
            if (one.style?.outline.includes("solid")) found.push(one);
            if (one.shadowRoot) look(one.shadowRoot);
        }
    };
    look(document);
    return found;
}"""
"""The elements that a lesson outlines, also in the shadow roots of components."""
SHARE = 0.4
"""Of a window's height that the bar may take."""


@pytest.fixture
def at_step(server: Server, new_learner: Callable[..., Page]) -> Callable[..., Page]:
    """at_step(lesson, number, lang): the page of a step."""
    page = new_learner(viewport={"width": 1280, "height": 800})

    def visit(lesson: str, number: int = 1, lang: str = "en") -> Page:
        page.goto(f"{server.url}/lessons?lesson={lesson}&step={number}&lang={lang}")
        expect(bar(page)).to_have_attribute("data-step", str(number))
        return page

    return visit


def bar(page: Page) -> Locator:
    return page.locator(".lessons.bar")


def pressed(page: Page) -> bool:
    """Press what is outlined by keyboard, and say whether the way on is open: a page may just draw it anew."""
    target = page.evaluate_handle(f"({OUTLINED})()[0] ?? null").as_element()
    if target:
        (target.query_selector("textarea, input, button") or target).focus()
        page.keyboard.press("Enter")
    return bar(page).locator(".next").is_enabled()


def on(page: Page, number: int) -> None:
    """Press the way on, which must be open, and wait for that step."""
    way = bar(page).locator(".next")
    expect(way).to_be_enabled()
    way.focus()
    page.keyboard.press("Enter")
    expect(bar(page)).to_have_attribute("data-step", str(number))


def answer(page: Page, choice: str) -> None:
    """Choose by keyboard; before, there is no way on."""
    expect(bar(page).locator(".next")).to_be_disabled()
    bar(page).get_by_role("radio", name=choice).focus()
    page.keyboard.press("Space")
    expect(bar(page).get_by_role("radio", name=choice)).to_be_checked()


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("size", [(1280, 800), (390, 844)], ids=["wide", "narrow"])
def test_lesson_5_from_its_first_step_to_its_check_question_by_keyboard(
    at_step, server: Server, size: tuple[int, int], code: str
):
    with speaking(code):
        lesson, following = (lessons()[0][name] for name in ("05-why-gates", "06-open-the-gates"))
        words = {name: _(word) for name, word in (WORDS | TILES).items()}
        still, predicted = _("Your race is still on: epoch {done} of {epochs} is done. This fills in by itself."), {}
        for number, choice in {2: "gated", 5: "both", 7: "shrinks", 9: "units"}.items():
            predicted[number] = lesson.steps[number - 1].choices[choice]
    page = at_step(lesson.name, lang=code)
    page.set_viewport_size({"width": size[0], "height": size[1]})
    expect(bar(page).locator(".heading")).to_have_text(lesson.heading)
    box = bar(page).bounding_box()
    assert box["height"] < SHARE * size[1]
    assert box["y"] + box["height"] == pytest.approx(size[1], abs=1)
    on(page, 2)
    answer(page, predicted[2])
    on(page, 3)
    expect(bar(page).locator(".next")).to_be_disabled()
    until(lambda: page.evaluate(f"({OUTLINED})().length") == 1)
    page.locator(".transport [data-control=play]").focus()
    page.keyboard.press("Enter")
    until(lambda: page.evaluate(f"({OUTLINED})().length") == 0)
    on(page, 4)
    result = bar(page).locator(".result")
    expect(result).to_contain_text(still.split("{done}")[0])
    expect(result).to_contain_text(words["predicted"].replace("{choice}", predicted[2]))
    learns = size[0] > 700
    if learns:
        done = re.escape(still).replace(re.escape("{done}"), "[1-7]").replace(re.escape("{epochs}"), "7")
        expect(result).to_contain_text(re.compile(done))  # it comes by itself
    page.locator(".transport [data-control=stop]").click()
    expect(result).not_to_contain_text(still.split("{done}")[0])
    if learns:
        expect(result).to_contain_text("LSTM 32")
    on(page, 5)
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("Inside|内部"))
    answer(page, predicted[5])
    on(page, 6)
    expect(result).to_contain_text(words["predicted"].replace("{choice}", predicted[5]))
    on(page, 7)
    answer(page, predicted[7])
    page.reload()
    expect(bar(page).get_by_role("radio", name=predicted[7])).to_be_checked()  # this browser has kept it
    on(page, 8)
    expect(result).to_contain_text(re.compile(r"LSTM \d+.*\d ?%"))
    on(page, 9)
    answer(page, predicted[9])
    expect(result).to_contain_text(words["wrong"])
    answered = bar(page).get_by_role("radio", name=lesson.steps[8].choices[lesson.steps[8].right])
    answered.focus()
    page.keyboard.press("Space")
    expect(result).to_contain_text(words["right"])
    bar(page).get_by_role("button", name=words["finish"]).press("Enter")
    expect(page.get_by_role("button", name=f"{words['again']}: {lesson.heading}")).to_be_visible()
    expect(bar(page)).to_have_count(0)
    page.get_by_role("button", name=f"{words['start']}: {following.heading}").click()
    on(page, 2)
    page.get_by_role("button", name=words["leave"]).click()
    expect(bar(page)).to_have_count(0)
    page.goto(server.at("lessons"))
    page.get_by_role("button", name=f"{words['resume']}: {following.heading}").click()
    expect(bar(page)).to_have_attribute("data-step", "2")


def test_every_control_to_press_is_outlined_until_it_is_pressed(at_step):
    for lesson, number in TO_DO:
        page = at_step(lesson.name, number)
        expect(page.locator("[data-test-script-state=notRunning]")).to_be_visible()
        until(lambda page=page: page.evaluate(f"({OUTLINED})().length") == 1)
        expect(bar(page).locator(".next")).to_be_disabled()
        until(lambda page=page: pressed(page))
        until(lambda page=page: page.evaluate(f"({OUTLINED})().length") == 0)


def test_a_control_is_gone_to_by_key_counts_when_its_key_is_pressed_anywhere_and_is_no_dead_end(at_step):
    page = at_step("02-a-for-loop")
    way = bar(page).locator(".next")
    way.press("Enter")
    expect(bar(page)).to_have_attribute("data-step", "2")
    shows = bar(page).get_by_role("button", name="Go to it")
    expect(shows).to_be_focused()
    shows.press("Enter")
    expect(page.locator(".st-key-loop-Next button")).to_be_focused()
    page.locator(":focus").blur()
    page.keyboard.press("ArrowRight")
    expect(way).to_be_enabled()
    page.set_viewport_size({"width": 390, "height": 844})
    until(lambda: bar(page).bounding_box()["height"] < 844 / 5)
    expect(bar(page).get_by_text("A network is a for loop")).to_be_visible()
    page.get_by_role("button", name="To the end").click()
    expect(page.locator(".st-key-loop-Next button")).to_be_disabled()
    page.evaluate("localStorage.clear()")
    page.set_viewport_size({"width": 1280, "height": 800})
    bar(page).get_by_role("button", name="Back").press("Enter")
    expect(bar(page)).to_have_attribute("data-step", "1")
    way.press("Enter")
    expect(bar(page).locator(".result")).to_have_text("This control has nothing left to do. Go on without it.")
    expect(way).to_be_enabled()
    page.get_by_role("link", name="Glossary").first.click()
    expect(bar(page).locator(".result")).to_have_text("Open For loop first: what this step asks for is there.")
    expect(way).to_be_disabled()
