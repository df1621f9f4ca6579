"""The navigation, in real Chromium: above every page, folded on a phone, and older links still lead somewhere."""

import pytest
from playwright.sync_api import expect

from playground.ui.main import FORMER, OFF_BAR, PAGES
from tests.browser.app import Server

pytestmark = pytest.mark.browser
TOP = 100
"""Pixels above the title of a page: the navigation, and no blank band below it."""


@pytest.mark.parametrize("name", PAGES)
def test_every_page_begins_right_below_the_navigation(server: Server, new_learner, name: str):
    page = new_learner(viewport={"width": 1280, "height": 800})
    page.goto(server.at(name))
    title = page.get_by_role("heading", level=1)
    expect(title).to_be_visible()
    expect(page.locator("[data-test-script-state=notRunning]")).to_be_visible()
    links = page.get_by_test_id("stTopNav").get_by_role("link")
    listed = [PAGES[name] for name in PAGES if name not in OFF_BAR]
    expect(links).to_have_text([f"{icon.split(':')[1].split('/')[1]}{shown}" for shown, icon in listed])
    header = page.get_by_test_id("stHeader").bounding_box()
    assert header["y"] + header["height"] <= title.bounding_box()["y"] < TOP


def test_on_a_phone_the_navigation_unfolds(server: Server, new_learner):
    page = new_learner(viewport={"width": 390, "height": 844})
    page.goto(server.at("inside"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Inside")
    page.get_by_test_id("stExpandSidebarButton").click()
    page.get_by_role("link", name="Sentiment", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sentiment")


@pytest.mark.parametrize(("former", "now"), FORMER.items())
def test_an_older_link_opens_the_page_that_took_its_place(server: Server, new_learner, former: str, now: str):
    page = new_learner()
    page.goto(server.at(now))
    title = page.get_by_role("heading", level=1)
    expect(title).to_be_visible()
    expected = title.inner_text()
    page.goto(f"{server.url}/{former}")
    expect(title).to_have_text(expected)
    expect(page.get_by_text("Page not found")).to_have_count(0)
