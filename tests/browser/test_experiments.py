"""The page of experiments, in real Chromium: all groups on one screen, and what a tile tells on demand."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from playground.recipes import GROUPS, RECIPES
from playground.runs import Run
from tests.browser.app import Server

pytestmark = pytest.mark.browser


@pytest.fixture
def page(server: Server, new_learner: Callable[..., Page]) -> Page:
    """The page on a laptop's screen, with the pace of the workers known."""
    page = new_learner(viewport={"width": 1280, "height": 800})
    page.goto(server.at("experiments"))
    expect(page.get_by_text("1 worker is ready")).to_be_visible()
    expect(page.locator("[data-test-script-state=notRunning]")).to_be_visible()
    return page


def test_all_groups_stand_on_one_screen_and_no_fact_lies_under_a_title(page: Page):
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight") <= 800
    tiles = page.locator("[class*=st-key-tile-]")
    expect(tiles).to_have_count(len(RECIPES))
    for group in GROUPS:
        expect(page.get_by_text(group, exact=True)).to_be_in_viewport(ratio=1)
    expect(tiles.locator(".facts")).to_have_count(len(RECIPES))
    expect(tiles.filter(has=page.locator("[class*=st-key-about-] p"))).to_have_count(len(RECIPES))
    covered = tiles.evaluate_all("""all => all.filter((tile) => {
        const title = tile.querySelector('[class*=st-key-about-] p').getBoundingClientRect();
        const facts = tile.querySelector('.facts').getBoundingClientRect();
        return title.bottom > facts.top + 1.5 && facts.height > 0;
    }).map((tile) => tile.innerText)""")
    assert covered == []


def test_what_one_types_is_looked_for_at_once(page: Page):
    page.get_by_label("Search").press_sequentially("peep")
    expect(page.get_by_text("No experiment is like that.")).to_be_visible()
    page.get_by_label("Search").fill("gates")
    expect(page.locator("[class*=st-key-tile-]")).to_have_count(6)
    expect(page).to_have_url(re.compile("find=gates"))


def test_a_title_opens_what_is_to_be_said_and_trains_from_there(server: Server, page: Page):
    page.get_by_role("button", name="GRU on short reviews").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_text(RECIPES["reviews-gru"].look_for)).to_be_visible()
    dialog.get_by_role("button", name="Train it").click()
    page.wait_for_url("**run=*")
    run_id = re.search("run=([0-9a-f]+)", page.url).group(1)
    assert Run(server.home / "runs" / run_id).config == RECIPES["reviews-gru"].config
    page.get_by_role("button", name="Stop").click()
    expect(page.get_by_text("stopped", exact=True)).to_be_visible()
