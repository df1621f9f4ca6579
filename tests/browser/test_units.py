"""The unit finder in real Chromium: found beside the page, one chosen by keyboard, silenced."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.app import Server

pytestmark = pytest.mark.browser


def test_a_unit_is_chosen_by_keyboard_seen_in_its_examples_and_silenced(
    server: Server, new_learner: Callable[..., Page]
):
    page = new_learner(viewport={"width": 390, "height": 800})
    page.goto(f"{server.url}/inside?run=recording&view=units")
    expect(page.get_by_text("8 of 8 units")).to_be_visible()
    expect(page.locator(".js-plotly-plot")).to_have_count(1)
    first = page.get_by_role("heading", name=re.compile("^Unit . of LSTM 8")).inner_text()
    page.get_by_role("radiogroup", name="Look at one").get_by_role("radio").first.press("ArrowDown")
    chosen = page.get_by_role("heading", name=re.compile("^Unit . of LSTM 8"))
    expect(chosen).not_to_have_text(first)
    expect(page).to_have_url(re.compile(rf"unit=lstm\.\.{chosen.inner_text().split()[1]}\."))
    expect(page.locator('[data-testid="stHtml"] span[title]').first).to_be_visible()
    page.get_by_role("button", name="Silence it").click()
    expect(page.get_by_text(re.compile("^Over 1,000 test examples 99.4% of the answers are right"))).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
