"""Inside at 1280 × 800: the picture and what is said of it are seen at once; on a phone they stand below each other."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from playground.config import RunConfig
from playground.datasets import DATASETS
from playground.encodings import LearnedEmbedding
from playground.layers import GRU, LSTM
from playground.runs import Run
from tests.browser.app import Server, until
from tests.browser.made import made_run
from tests.browser.test_inside import WORDS

pytestmark = pytest.mark.browser

SCREEN = {"width": 1280, "height": 800}
CONFIG = RunConfig(
    dataset=DATASETS["reviews"](examples=400),
    encoding=LearnedEmbedding(maximum_length=30, dimensions=3),
    layers=(LSTM(units=32),),
)


@pytest.fixture(scope="module")
def runs(server: Server) -> tuple[Run, Run]:
    """Two networks that read the same texts."""
    other = CONFIG.changed(layers=(GRU(units=32),))
    one, two = (made_run(server.home, config, {"words": WORDS}) for config in (CONFIG, other))
    return one, two


@pytest.fixture
def view(server: Server, runs: tuple[Run, Run], new_learner: Callable[..., Page]) -> Callable[..., Page]:
    """A view of Inside, opened in a window of that size."""

    def opened(name: str, size: dict[str, int] = SCREEN) -> Page:
        page = new_learner(viewport=size)
        page.goto(f"{server.url}/inside?run={runs[0].id}&beside={runs[1].id}&view={name}")
        return page

    return opened


def bottom(shown: Locator) -> float:
    box = shown.bounding_box()
    return box["y"] + box["height"]


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("gradient", "is multiplied by"),
        ("memory", "can be read out"),
        ("compare", "they are farthest apart"),
        ("what-if", "With the forget gate of LSTM 32 clamped at 0"),
    ],
)
def test_a_chart_and_its_sentence_are_in_sight_without_scrolling(view: Callable[..., Page], name: str, sentence: str):
    page = view(name)
    chart = page.locator(".js-plotly-plot").first
    expect(chart).to_be_visible()
    expect(page.get_by_text(sentence).first).to_be_visible()
    until(lambda: bottom(chart) <= SCREEN["height"])
    beside = page.locator("[class*='st-key-sided-']").first.get_by_text(sentence).first
    assert bottom(beside) <= SCREEN["height"]
    assert beside.bounding_box()["x"] > chart.bounding_box()["x"] + chart.bounding_box()["width"] - 1


def figure(page: Page, name: str) -> Locator:
    return page.locator(f".timesteps canvas[data-figure='{name}']")


def test_the_unrolled_network_is_in_sight_whole_and_the_maps_stand_side_by_side(view: Callable[..., Page]):
    page = view("timesteps")
    expect(figure(page, "unrolled")).to_be_visible()
    assert bottom(figure(page, "unrolled")) <= SCREEN["height"]
    forget, hidden = (figure(page, f"part {part}").bounding_box() for part in ("forget", "hidden"))
    assert forget["y"] == pytest.approx(hidden["y"], abs=1)
    assert forget["x"] != hidden["x"]


def test_the_sum_of_a_clicked_cell_is_in_sight_wherever_its_map_stands(view: Callable[..., Page]):
    page = view("timesteps")
    cell = figure(page, "part cell")
    cell.scroll_into_view_if_needed()
    cell.click(position={"x": 70, "y": 5})
    expect(page.get_by_text(re.compile(r"^lstm, unit 0, cell at t = 2 "))).to_be_in_viewport()
    boxed = page.locator(".katex-html", has=page.locator(".fbox")).first
    expect(boxed).to_be_in_viewport()


def test_on_a_phone_everything_stands_below_each_other(view: Callable[..., Page]):
    page = view("timesteps", {"width": 390, "height": 800})
    expect(figure(page, "part hidden")).to_be_visible()
    parts = page.locator(".timesteps canvas[data-figure]:visible")
    places = [one.bounding_box() for one in parts.all()]
    assert len({place["x"] for place in places}) == 1
    tops = [place["y"] for place in places]
    assert tops == sorted(set(tops))
    assert page.get_by_role("heading", name="Where this number comes from").bounding_box()["y"] > tops[-1]
