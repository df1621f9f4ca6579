"""The language in real Chromium: the browser's own at first, then the one that was chosen, on every page."""

from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserType, Page, expect

from playground.config import RunConfig
from playground.encodings import LearnedEmbedding
from playground.languages import _, speaking
from playground.layers import LSTM
from playground.runs import Run
from tests.browser.app import CHROMIUM, FLAGS, Server, until
from tests.browser.made import made_run

pytestmark = pytest.mark.browser

CONFIG = RunConfig(encoding=LearnedEmbedding(maximum_length=9, dimensions=3), layers=(LSTM(units=4),))
LEARNED = {"words": ("although", "the", "acting", "was", "superb", "i", "bored")}
TYPED = "the acting, was superb & I?"


@pytest.fixture(scope="module")
def run(server: Server) -> Run:
    return made_run(server.home, CONFIG, LEARNED)


@pytest.fixture
def page(chromium: BrowserType) -> Iterator[Page]:
    """Of a browser that asks for Chinese."""
    browser = chromium.launch(executable_path=CHROMIUM, args=[*FLAGS, "--accept-lang=zh-CN"])
    yield browser.new_context(viewport={"width": 1280, "height": 800}).new_page()
    browser.close()


def speaks(page: Page, code: str) -> None:
    """Wait until the page is there, and it is in this language."""
    with speaking(code):
        home = _("Playground")
    expect(page.get_by_test_id("stTopNav").get_by_role("link").first).to_contain_text(home)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert page.evaluate("document.documentElement.lang") == code


def said(page: Page) -> dict[str, str]:
    """What the address says."""
    return {name: values[-1] for name, values in parse_qs(page.evaluate("location.search")[1:]).items()}


def test_a_browser_gets_its_language_and_then_the_one_that_was_chosen(server: Server, page: Page, run: Run):
    page.goto(f"{server.at('sentiment')}?run={run.id}")
    speaks(page, "zh")
    expect(page.locator(".sentiment .label")).to_have_text("输入一段文本")
    page.locator(".sentiment textarea").fill(TYPED)
    before = said(page) | {"text": TYPED}  # which the page has not heard of, nor the address
    page.get_by_role("link", name="English").click()
    speaks(page, "en")
    expect(page.locator(".sentiment .label")).to_have_text("Type a text")
    expect(page.locator(".sentiment textarea")).to_have_value(TYPED)
    assert said(page) == before | {"lang": "en"}
    page.get_by_test_id("stTopNav").get_by_role("link", name="Race").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Race")
    speaks(page, "en")
    again = page.context.new_page()
    again.goto(f"{server.at('inside')}?run={run.id}&view=gradient")
    speaks(again, "en")
    expect(again.get_by_role("link", name="中文")).to_be_visible()
    until(lambda: said(again).get("view") == "gradient")
    before = said(again)
    again.get_by_role("link", name="中文").click()
    speaks(again, "zh")
    assert said(again) == before | {"lang": "zh"}


def test_all_of_a_page_is_in_one_language_also_where_its_socket_asks_for_another(browser: Browser, server: Server):
    with browser.new_context(locale="zh-CN") as context:  # which changes requests, and not those of sockets
        page = context.new_page()
        page.goto(server.at("sentiment"))
        speaks(page, "zh")
        expect(page.locator(".sentiment .label")).to_have_text("输入一段文本")


def test_what_is_asked_live_is_answered_in_the_language_of_the_page(server: Server, page: Page, run: Run):
    page.goto(f"{server.at('sentiment')}?run={run.id}&lang=en")
    speaks(page, "en")
    with page.expect_request("**/live/sentiment*") as asked:
        page.locator(".sentiment textarea").fill(TYPED)
    assert parse_qs(urlsplit(asked.value.url).query) == {"lang": ["en"]}
