"""The For loop page in real Chromium: keys, the marked line, a changed number, and nothing that jumps."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.app import Server, until

pytestmark = pytest.mark.browser

PLACES = """() => [...document.querySelectorAll(
    'table td, table th, .st-key-loop-code code > span, .st-key-loop-equation, [class*=st-key-loop] button, h3'
)].map(element => { const box = element.getBoundingClientRect(); return [box.x, box.y, box.width, box.height]; })"""
MARKED = """() => [...document.querySelectorAll('.st-key-loop-code code > span')].map(
    (line, place) => getComputedStyle(line).backgroundColor === 'rgba(0, 0, 0, 0)' ? 0 : place + 1
).filter(Boolean)"""


@pytest.mark.parametrize("width", [1280, 390])
def test_arrow_keys_walk_through_the_lines_and_nothing_moves(
    server: Server, new_learner: Callable[..., Page], width: int
):
    page = new_learner(viewport={"width": width, "height": 1600})
    page.goto(f"{server.url}/loop?recipe=numpy-rnn-by-hand")
    said = page.locator(".st-key-loop-equation p")
    expect(said.first).to_have_text("Line 1, outside the loop")
    expect(page.locator(".st-key-loop-code code > span")).to_have_count(10)
    page.evaluate("document.fonts.ready")
    page.wait_for_timeout(1000)
    places = page.evaluate(PLACES)
    for number in range(2, 18):
        page.keyboard.press("ArrowRight")
        line, t = (number, 0) if number < 3 else ((number - 3) % 7 + 3, (number - 3) // 7 + 1)
        where = "Line 10, outside the loop" if number == 17 else f"Line {line}, timestep {t} of 2"
        expect(said.first).to_have_text(where if number > 2 else "Line 2, outside the loop")
        page.wait_for_function(f"({MARKED})().join() === '{line if number < 17 else 10}'")
        assert page.evaluate(PLACES) == places, f"after {number} lines"
    page.keyboard.press("ArrowLeft")
    expect(said.first).to_have_text("Line 9, timestep 2 of 2")


def test_a_changed_number_is_computed_with_and_stays(server: Server, new_learner: Callable[..., Page]):
    page = new_learner(viewport={"width": 1280, "height": 1600})
    page.goto(f"{server.url}/loop?recipe=numpy-rnn-by-hand")
    page.get_by_role("button", name="To the end").click()
    first = page.locator("table tr", has_text="from_input[0]").locator("td").first
    expect(first).to_have_text("0.50000000")

    def typed() -> bool:
        """Put 3.5 for the first input, below the head of its table; whether it was taken: tables are drawn late."""
        box = page.get_by_test_id("stDataFrame").first.bounding_box()
        page.mouse.move(box["x"] + 90, box["y"] + 50)
        page.wait_for_timeout(500)
        page.mouse.click(box["x"] + 100, box["y"] + 52)
        page.wait_for_timeout(500)
        page.keyboard.press("Enter")  # opens the cell: a first key that did so might arrive before the others or not
        page.wait_for_timeout(1000)
        editor = page.locator("#portal input")
        if not editor.count():
            return False
        editor.fill("3.5")
        editor.press("Enter")
        page.wait_for_timeout(2000)
        return first.inner_text() != "0.50000000"

    until(typed)
    expect(first).to_have_text("1.75000000")  # 3.5 · 0.5
    page.get_by_text("Last or all").click()
    expect(page.get_by_text("return_sequences=False")).to_be_visible()
    page.get_by_text("By hand").click()
    expect(first).to_have_text("1.75000000")
    page.get_by_role("button", name="Back to the first numbers").click()
    page.get_by_role("button", name="To the end").click()
    expect(first).to_have_text("0.50000000")
