"""Finding one's way in real Chromium: Back and Forward, where a page opens, and an address that names what is shown."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from playground.config import RunConfig
from playground.encodings import LearnedEmbedding
from playground.layers import GRU, LSTM
from playground.runs import Run
from playground.ui.inside.views import VIEWS as INSIDE
from playground.ui.loop.views import VIEWS as LOOP
from tests.browser.app import Server
from tests.browser.made import made_run

pytestmark = pytest.mark.browser

CONFIG = RunConfig(encoding=LearnedEmbedding(maximum_length=9, dimensions=3), layers=(LSTM(units=4),))
LEARNED = {"words": ("although", "the", "acting", "was", "superb", "i", "bored")}
START = "Experiments"
LOOK = 500
"""Milliseconds for which one looks at a page before one leaves it."""
TOP = "document.querySelector('[data-testid=stMain]').scrollTop"


@pytest.fixture(scope="module")
def run(server: Server) -> Run:
    """A finished run that judges texts."""
    return made_run(server.home, CONFIG, LEARNED)


@pytest.fixture(scope="module")
def other(server: Server) -> Run:
    """Another."""
    return made_run(server.home, CONFIG.changed(layers=(GRU(units=3),)), LEARNED)


@pytest.fixture
def page(server: Server, new_learner: Callable[..., Page]) -> Page:
    """The page of experiments."""
    page = new_learner(viewport={"width": 1280, "height": 800})
    page.goto(server.at("experiments"))
    drawn(page)
    return page


def drawn(page: Page, title: str | None = None) -> None:
    """Wait until the page with this title, or whichever it is, stands."""
    heading = page.get_by_role("heading", level=1)
    if title:
        expect(heading).to_have_text(title)
    expect(heading).to_be_visible()
    expect(page.locator("[data-test-script-state=notRunning]")).to_be_visible()


def segment(page: Page, title: str):
    """One of the views of a page."""
    return page.get_by_label("What to look at").get_by_role("radio", name=title, exact=True)


def goes_back_and_forth(page: Page, steps: list[str], looked: Callable[[int], None] = lambda step: None) -> None:
    """Back leads through `steps`, patterns of addresses, from the last to the first, and Forward again to the last.

    looked: waits until what the step of that number shows is seen.
    """
    last = len(steps) - 1
    expect(page).to_have_url(re.compile(steps[last]))
    moves = [(page.go_back, step) for step in reversed(range(last))]
    for move, step in [*moves, *((page.go_forward, step) for step in range(1, last + 1))]:
        drawn(page)
        page.wait_for_timeout(LOOK)
        move()
        expect(page).to_have_url(re.compile(steps[step]))
        looked(step)
    drawn(page)


@pytest.mark.parametrize(
    ("name", "parameter", "views"),
    [("Inside", "view", INSIDE), ("For loop", "recipe", LOOP)],
)
def test_every_view_of_a_page_is_a_step_of_the_browsers_history(
    server: Server, page: Page, name: str, parameter: str, views: dict
):
    page.get_by_role("link", name=name, exact=True).click()
    drawn(page, name)
    for view, (title, _) in list(views.items())[1:]:
        segment(page, title).click()
        expect(segment(page, title)).to_be_checked()
        expect(page).to_have_url(re.compile(f"{parameter}={view}(&|$)"))
        drawn(page)
    titles = [title for title, _ in views.values()]

    def looked(step: int) -> None:
        if step == 0:
            drawn(page, START)
        else:
            expect(segment(page, titles[step - 1])).to_be_checked()

    goes_back_and_forth(
        page, [f"{server.at('experiments')}/?$", *(f"{parameter}={view}(&|$)" for view in views)], looked
    )


def test_the_first_click_is_heard_because_the_history_is_kept_before_anything_is_drawn(
    server: Server, new_learner: Callable[..., Page]
):
    page = new_learner()
    page.route("**/static/js/**", lambda route: route.abort())
    page.goto(server.at("experiments"))
    assert "[native code]" not in page.evaluate("history.pushState.toString()")


def test_another_dataset_and_another_encoding_are_steps(server: Server, page: Page):
    page.get_by_role("link", name="Data", exact=True).click()
    drawn(page, "Data")
    expect(page).to_have_url(re.compile("dataset=reviews"))
    page.get_by_role("combobox", name=re.compile("Dataset")).click()
    page.get_by_role("option", name="Small handwritten digits").click()
    expect(page).to_have_url(re.compile("dataset=digits"))
    drawn(page)
    page.get_by_role("link", name="Encode", exact=True).click()
    drawn(page, "Encode")
    expect(page).to_have_url(re.compile("recipe=one-hot-words"))
    drawn(page)
    page.get_by_role("radio", name="Hashing trick").click()
    steps = [f"{server.at('experiments')}/?$", "dataset=reviews", "dataset=digits", "recipe=one-hot", "recipe=hash"]

    def looked(step: int) -> None:
        if step == 0:
            drawn(page, START)
        elif step < 3:
            name = ("Short film reviews", "Small handwritten digits")[step - 1]
            expect(page.get_by_role("combobox", name=re.compile("Dataset"))).to_have_value(name)
        else:
            encoding = ("One-hot words", "Hashing trick")[step - 3]
            expect(page.get_by_role("radio", name=encoding, exact=True)).to_be_checked()

    goes_back_and_forth(page, steps, looked)


def test_another_run_is_a_step_and_a_typed_text_is_none(server: Server, page: Page, run: Run, other: Run):
    page.goto(f"{server.url}/inside?run={run.id}&view=timesteps")
    drawn(page)
    page.get_by_label("Type a text").fill("the acting was superb")
    expect(page).to_have_url(re.compile("text=the"))
    page.goto(f"{server.url}/sentiment?run={other.id}")
    drawn(page)
    page.get_by_role("combobox", name=re.compile("Run")).click()
    page.get_by_role("option", name=re.compile("starter")).click()
    goes_back_and_forth(page, [f"inside.*run={run.id}.*text=the", f"run={other.id}", "run=starter"])


def test_a_page_opens_at_its_top_from_a_button_far_down(page: Page):
    page.set_viewport_size({"width": 390, "height": 844})  # on a large screen nothing is far down
    start, button = page.url, page.get_by_role("button", name="Show").last
    button.scroll_into_view_if_needed()
    page.wait_for_function(f"{TOP} > 500")
    button.click()
    drawn(page, "Inside")
    page.wait_for_timeout(LOOK)
    assert page.evaluate(TOP) == 0
    page.go_back()
    expect(page).to_have_url(start)
    drawn(page, START)


def test_training_far_down_a_page_opens_the_run_at_its_top_and_back_leads_to_where_one_was(server: Server, page: Page):
    page.set_viewport_size({"width": 390, "height": 844})
    button = page.get_by_role("button", name="Train", exact=True).last
    button.scroll_into_view_if_needed()
    button.click()
    page.wait_for_url("**/train?run=*")
    drawn(page, "Train")
    assert page.evaluate(TOP) == 0
    page.get_by_role("button", name="Stop").click()
    page.go_back()
    expect(page).to_have_url(re.compile(f"{server.at('experiments')}/?$"))


def test_worth_comparing_with_puts_what_it_shows_into_the_address(server: Server, page: Page):
    home_run = made_run(server.home, CONFIG.changed(recipe="reviews-lstm"), LEARNED)
    page.goto(f"{server.url}/train?run={home_run.id}")
    drawn(page)
    page.get_by_role("link", name="SimpleRNN on short reviews").click()
    expect(page).to_have_url(re.compile(r"/train\?config=.*simple_rnn"))
    drawn(page)
    page.reload()
    drawn(page)
    expect(page.get_by_text("SimpleRNN 32", exact=False).first).to_be_visible()
    expect(page).to_have_url(re.compile(r"/train\?config=.*simple_rnn"))
    page.go_back()
    expect(page).to_have_url(re.compile(rf"\?run={home_run.id}$"))
    expect(page.get_by_text("Test accuracy, last epoch")).to_be_visible()
