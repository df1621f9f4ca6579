"""Other tasks than sentiment, in a real browser: trained by pressing Train, with their results."""

import re

import pytest
from playwright.sync_api import Page, expect

from playground.runs import Run
from tests.browser.app import Server

pytestmark = pytest.mark.browser


@pytest.fixture
def page(new_learner) -> Page:
    return new_learner()


def train(page: Page, server: Server, recipe: str, quick: bool) -> Run:
    """Press Train beside a recipe and wait for its end."""
    page.goto(server.at("experiments"))
    if quick:
        page.get_by_text("Quick", exact=True).click()
        expect(page.get_by_role("switch", name="Quick")).to_be_checked()
        expect(page.locator("[data-test-script-state=notRunning]")).to_be_visible()
    page.locator(f".st-key-train-{recipe} button").click()
    expect(page.get_by_role("link", name="Look inside")).to_be_visible(timeout=120_000)
    run_id = re.search("run=([0-9a-f]+)", page.url).group(1)
    return Run(server.home / "runs" / run_id)


def test_digits_are_learned_and_their_confusions_shown(server: Server, page: Page):
    run = train(page, server, "digits-lstm", quick=False)
    assert run.history().test["accuracy"] > 0.9
    expect(page.get_by_text("Right and wrong on the test")).to_be_visible()
    assert run.results["confusion"].sum() == 357
    page.get_by_role("link", name="Look inside").click()
    expect(page.locator("output.where")).to_have_text("t = 8 of 8 · row 8")
    expect(page.locator("canvas.image")).to_be_visible()


def test_a_sentence_sharpens_until_it_is_known_by_heart(server: Server, page: Page):
    run = train(page, server, "next-character", quick=False)
    assert run.history().test["accuracy"] == 1
    expect(page.get_by_text("The sentence sharpens")).to_be_visible()
    page.get_by_label("Begin with").fill("这是")
    page.get_by_label("Begin with").press("Enter")
    expect(page.get_by_test_id("stText")).to_have_text(re.compile("^这是.{60}$"))


def test_a_quick_run_says_so_and_is_not_put_beside_the_reference(server: Server, page: Page):
    run = train(page, server, "weather-gru", quick=True)
    assert (run.config.epochs, run.config.train_samples) == (3, 5_000)
    expect(page.get_by_text("Not compared with the reference")).to_be_visible()
    expect(page.get_by_text("Forecasts over the truth")).to_be_visible()
    expect(page.get_by_text(re.compile(r"off by [\d.]+ °C on average"))).to_be_visible()


def test_answers_stand_beside_the_truth(server: Server, page: Page):
    run = train(page, server, "encoder-decoder", quick=True)
    whole = (run.results["truth"] == run.results["written"]).all(axis=1).mean()
    expect(page.get_by_text(f"{whole:.1%} of 1,000 test answers are right")).to_be_visible()
