"""A teacher's link in real Chromium: the keyboard cannot do either what is locked; the projector needs no scrolling."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.app import Server
from tests.browser.test_playground import LOWEST

pytestmark = pytest.mark.browser


@pytest.fixture
def open_at(server: Server, new_learner: Callable[..., Page]) -> Callable[..., Page]:
    """open_at(address, width, height): a page for a new learner, drawn."""

    def visit(address: str, width: int = 1280, height: int = 800) -> Page:
        page = new_learner(viewport={"width": width, "height": height})
        page.goto(f"{server.url}/{address}")
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        expect(page.locator("[data-test-script-state=notRunning]")).to_be_visible()
        return page

    return visit


def taken(page: Page) -> None:
    """The playground with `hide=units,batch&lock=cell,play,rate`."""
    expect(page.get_by_role("combobox", name="Layers")).to_be_enabled()
    expect(page.get_by_role("combobox", name="Units")).to_have_count(0)
    expect(page.get_by_role("combobox", name="Cell")).to_be_disabled()
    expect(page.get_by_role("button", name="+1 batch")).to_have_count(0)
    expect(page.get_by_label("Learning rate")).to_be_disabled()
    for button in page.get_by_role("button", name="Play", exact=True).all():
        expect(button).to_be_disabled()


def test_what_is_taken_stays_so_for_keys_on_other_pages_and_when_the_page_is_loaded_again(open_at):
    page = open_at("?hide=units,batch,inside.view&lock=cell,play,rate")
    expect(page.locator(".row")).to_have_count(24)
    taken(page)
    page.locator(".row").first.focus()
    for key in (" ", "n"):
        page.keyboard.press(key)
    page.wait_for_timeout(1000)
    assert "run=" not in page.url
    page.get_by_test_id("stTopNav").get_by_role("link", name="Inside", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Inside")
    expect(page.get_by_role("combobox", name="Run")).to_be_enabled()
    expect(page.get_by_role("radio", name="Memory curve")).to_have_count(0)
    page.get_by_test_id("stTopNav").get_by_role("link", name="Playground", exact=True).click()
    expect(page.locator(".row")).to_have_count(24)
    taken(page)
    page.wait_for_url("**hide=*")
    page.reload()
    expect(page.locator(".row")).to_have_count(24)
    taken(page)


def test_what_is_taken_of_a_race_stays_so_for_keys(open_at):
    page = open_at("race?hide=race.lanes,race.batch&lock=race.units,race.play,race.epoch,stop")
    bar = page.locator(".transport")
    for name in ("Play", "+1 epoch", "■ Stop"):
        expect(bar.get_by_role("button", name=name, exact=True)).to_be_disabled()
    expect(bar.get_by_role("button", name="+1 batch")).to_have_count(0)
    expect(bar.get_by_label("Learning rate")).not_to_be_visible()
    expect(bar.get_by_label("Speed")).to_be_enabled()
    expect(page.get_by_role("combobox", name="Units")).to_be_disabled()
    expect(page.get_by_role("combobox", name="Distance")).to_be_enabled()
    expect(page.get_by_role("combobox", name="Lane 1")).to_have_count(0)
    expect(page.locator(".race")).not_to_contain_text("Press Play")
    for key in (" ", "n", "e"):
        page.keyboard.press(key)
    page.wait_for_timeout(1000)
    assert "runs=" not in page.url


def test_a_text_that_is_locked_cannot_be_typed_over(open_at):
    page = open_at("sentiment?lock=text&text=superb+acting")
    box = page.get_by_label("Type a text")
    box.focus()
    page.keyboard.type("bored")
    expect(box).to_have_value("superb acting")
    expect(page.get_by_role("button", name="Negation")).to_be_disabled()
    inside = open_at("inside?lock=text&text=superb+acting")
    expect(inside.get_by_role("textbox", name="Type a text")).to_be_disabled()
    expect(inside.get_by_role("textbox", name="Type a text")).to_have_value("superb acting")


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (1920, 1080)])
@pytest.mark.parametrize("address", ["?projector=1", "race?projector=1"])
def test_on_a_projector_a_screen_is_larger_and_needs_no_scrolling(open_at, address: str, width: int, height: int):
    page = open_at(address, width, height)
    expect(page.locator(".transport")).to_be_visible()
    page.wait_for_timeout(1000)
    assert page.get_by_test_id("stMainBlockContainer").evaluate("one => one.currentCSSZoom") >= 1.2
    assert page.evaluate(LOWEST) == 0
    expect(page.get_by_test_id("stTopNav")).not_to_be_visible()


@pytest.mark.usefixtures("ending")
def test_the_projector_is_switched_on_from_the_playground_and_stays_on_in_the_race(open_at):
    page = open_at("")
    page.get_by_role("button", name="For a class").click()
    page.get_by_text("Projector", exact=True).click()
    page.wait_for_url("**projector=1*")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="LSTM against SimpleRNN").click()
    page.wait_for_url("**/race?*projector=1*")
    expect(page.get_by_test_id("stTopNav")).not_to_be_visible()


def test_the_preview_shows_what_learners_will_see(open_at):
    page = open_at("")
    page.get_by_role("button", name="For a class").click()
    page.get_by_role("link", name="Make a link for learners").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("A link for learners")
    preview = page.frame_locator("iframe")
    expect(preview.get_by_role("combobox", name="Cell")).to_be_visible()
    page.get_by_role("button", name="Cell", exact=True).first.click()
    expect(page.locator("code")).to_contain_text("/?hide=cell")
    expect(preview.get_by_role("combobox", name="Units")).to_be_visible()
    expect(preview.get_by_role("combobox", name="Cell")).to_have_count(0)
