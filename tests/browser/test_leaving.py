"""A component that has gone from the page watches nothing any more."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from playground.config import RunConfig
from playground.encodings import LearnedEmbedding
from playground.layers import LSTM
from playground.runs import Run
from tests.browser.app import Server, until
from tests.browser.made import made_run

pytestmark = pytest.mark.browser

COUNT = """
window.watched = new Set();
for (const name of ["ResizeObserver", "MutationObserver"]) {
    const Observer = window[name];
    window[name] = class extends Observer {
        constructor(callback) {
            super(callback);
            this.ours = new Error().stack.includes("st-bidi-");  // as Streamlit calls the script of a component
        }
        observe(...given) {
            if (this.ours) window.watched.add(this);
            super.observe(...given);
        }
        disconnect() {
            window.watched.delete(this);
            super.disconnect();
        }
    };
}
"""
WATCHED = "window.watched.size"


@pytest.fixture(scope="module")
def run(server: Server) -> Run:
    """A small network with random weights."""
    encoding = LearnedEmbedding(vocabulary_size=2, maximum_length=8, dimensions=3)
    return made_run(server.home, RunConfig(encoding=encoding, layers=(LSTM(units=3),)), {"words": ["good", "bad"]}, 1)


@pytest.fixture
def page(new_learner: Callable[..., Page]) -> Page:
    """A page that counts the observers of our own components."""
    page = new_learner()
    page.add_init_script(COUNT)
    return page


@pytest.mark.parametrize(("address", "component"), [("sentiment", ".sentiment .runs"), ("inside", ".timesteps .stage")])
def test_opening_and_leaving_a_page_many_times_leaves_no_observer(server, page, run, address, component):
    page.goto(f"{server.url}/{address}?run={run.id}")
    watched = None
    for _ in range(6):
        expect(page.locator(component).first).to_be_visible()
        page.wait_for_function(f"{WATCHED} >= {watched or 1}")
        watched = watched or page.evaluate(WATCHED)
        assert page.evaluate(WATCHED) == watched
        page.get_by_role("link", name="My runs").first.click()
        expect(page.get_by_role("heading", name="My runs")).to_be_visible()
        page.wait_for_function(f"{WATCHED} === 0")
        page.get_by_role("link", name=address.capitalize(), exact=True).first.click()


def test_a_page_that_is_drawn_anew_is_still_watched(server, page, run):
    page.goto(f"{server.url}/sentiment?run={run.id}")
    expect(page.locator(".sentiment canvas").first).to_be_visible()
    for text in ("good", "bad", "good bad"):
        page.get_by_label("Type a text").fill(text)
        page.get_by_label("Type a text").blur()
        expect(page.locator(".sentiment[data-current=true]")).to_have_attribute("data-length", str(len(text)))
    page.wait_for_timeout(1000)  # the page's own reruns
    assert page.evaluate(WATCHED) == 2
    width = page.locator(".sentiment canvas").first.evaluate("canvas => canvas.width")
    page.set_viewport_size({"width": 700, "height": 900})
    until(lambda: page.locator(".sentiment canvas").first.evaluate("canvas => canvas.width") < width)
