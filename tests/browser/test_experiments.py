"""The page of experiments, in real Chromium: all groups on one screen, and what a tile tells on demand."""

import re
import time
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, WebSocketRoute, expect

from playground.recipes import GROUPS, RECIPES
from playground.runs import Run
from tests.browser.app import Server

pytestmark = pytest.mark.browser


PLACES = """
    window.places = {};
    const look = () => {
        const of = (element) => element.closest("[class*=st-key-]")?.className.match(/st-key-[^ ]+/)[0] ?? "page";
        const starts = ":is([class*=st-key-train-], [class*=st-key-show-]) button";
        const shown = `[data-testid=stMain], .st-key-experiments ${starts}`;
        for (const element of document.querySelectorAll(shown)) {
            const { x, y } = element.getBoundingClientRect();
            (window.places[of(element)] ??= new Set()).add(`${Math.round(x)}, ${Math.round(y)}`);
        }
        requestAnimationFrame(look);
    };
    look();
"""
"""Where the page and every button that starts an experiment were drawn, in pixels, at any time since the page began."""


def all_places(page: Page) -> dict[str, list[str]]:
    """Of the page and of each button, when all are drawn and nothing comes any more."""
    expect(page.locator(".st-key-experiments .stButton button")).to_have_count(2 * len(RECIPES))  # its title, its start
    expect(page.get_by_text("1 worker is ready")).to_be_visible()
    expect(page.locator("[data-test-script-state=notRunning]")).to_be_visible()
    places = page.evaluate("Object.fromEntries(Object.entries(window.places).map(([key, at]) => [key, [...at]]))")
    assert len(places) == 1 + len(RECIPES)
    return places


def moved(places: dict[str, list[str]]) -> dict[str, list[str]]:
    """What was drawn at more than one place."""
    return {key: at for key, at in places.items() if len(at) > 1}


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
    expect(page.locator("[class*=st-key-tile-]")).to_have_count(7)
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


def test_no_button_moves_when_a_switch_above_is_fetched_late(server: Server, new_learner: Callable[..., Page]):
    page = new_learner(viewport={"width": 1280, "height": 800})
    page.add_init_script(PLACES)
    fetched = []
    page.route("**/Checkbox*", lambda route: (time.sleep(1), fetched.append(route), route.continue_()))
    page.goto(server.at("experiments"))
    places = all_places(page)
    assert fetched
    assert moved(places) == {}
    assert places["page"] == ["0, 0"]  # nothing has pushed it aside


def test_no_button_moves_while_the_tiles_come_one_by_one(server: Server, new_learner: Callable[..., Page]):
    page = new_learner(viewport={"width": 1280, "height": 800})
    slow = []

    def slowed(browser: WebSocketRoute) -> None:
        app = browser.connect_to_server()
        app.on_message(lambda message: (time.sleep(0.02 * len(slow)), browser.send(message)))

    page.route_web_socket("**/_stcore/stream", slowed)
    page.add_init_script(PLACES)
    page.goto(server.at("experiments"))
    all_places(page)  # now all is fetched that draws a button
    bar = page.get_by_test_id("stTopNav")
    bar.get_by_role("link", name="Glossary", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Glossary")
    expect(page.locator("[data-test-script-state=notRunning]")).to_be_visible()
    page.evaluate("window.places = {}")
    slow.append(True)
    bar.get_by_role("link", name="Experiments", exact=True).click()
    assert moved(all_places(page)) == {}
