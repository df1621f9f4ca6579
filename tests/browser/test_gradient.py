"""Gradient through time in real Chromium: computed beside the page, drawn when it is there, at every epoch."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from playground.config import RunConfig
from playground.datasets import DATASETS
from playground.encodings import LearnedEmbedding
from playground.layers import LSTM
from tests.browser.app import Server
from tests.browser.made import made_run
from tests.browser.test_inside import WORDS

pytestmark = pytest.mark.browser


def test_the_mean_is_computed_said_and_drawn_after_every_epoch(server: Server, new_learner: Callable[..., Page]):
    config = RunConfig(
        dataset=DATASETS["reviews"](examples=2_000, distance=100),
        encoding=LearnedEmbedding(maximum_length=200, dimensions=3),
        layers=(LSTM(units=64, bidirectional=True),),
    )
    run = made_run(server.home, config, {"words": WORDS})
    page = new_learner(viewport={"width": 1280, "height": 2600})
    page.goto(f"{server.url}/inside?run={run.id}&view=gradient")
    expect(page.get_by_text("All this is true of the geometric mean over 200 test examples")).to_be_visible()
    expect(page.get_by_text("The factor per timestep was")).to_be_visible()
    expect(page.locator(".js-plotly-plot")).to_have_count(2)
    expect(page.get_by_role("progressbar")).to_have_count(0)
    said = page.get_by_text("is multiplied by").first
    after = said.inner_text()
    page.get_by_role("slider", name="Epoch").press("Home")
    expect(said).not_to_have_text(after)
    expect(page.locator(".js-plotly-plot")).to_have_count(2)
