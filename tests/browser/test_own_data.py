"""A learner's own files in a real browser: uploaded, one decision changed, trained, looked into."""

import re

import pytest
from playwright.sync_api import Page, expect

from playground.runs import Run
from tests.browser.app import Server
from tests.datasets.tables import cases

pytestmark = pytest.mark.browser


@pytest.fixture
def page(new_learner, server: Server, monkeypatch: pytest.MonkeyPatch) -> Page:
    """A new learner's page; the test reads what the server keeps."""
    monkeypatch.setenv("PLAYGROUND_HOME", str(server.home))
    return new_learner(viewport={"width": 1280, "height": 800})


def upload(page: Page, server: Server, kind: str, name: str, data: bytes) -> None:
    """Choose a file on the Data page."""
    page.goto(f"{server.url}/data?dataset={kind}")
    page.locator("input[type=file]").set_input_files({"name": name, "mimeType": "text/csv", "buffer": data})
    expect(page.get_by_text("What was done to the file")).to_be_visible()


def train(page: Page, server: Server) -> Run:
    """Use the file, train on it and wait for the end."""
    page.get_by_role("button", name="Use this file").click()
    page.get_by_role("button", name="Train on this dataset").click()
    page.get_by_role("button", name=re.compile("Train.*Ctrl")).click()
    expect(page.get_by_role("link", name="Look inside")).to_be_visible(timeout=120_000)
    return Run(server.home / "runs" / re.search("run=([0-9a-f]+)", page.url).group(1))


@pytest.mark.parametrize(("decision", "unit"), [(None, "characters"), ("Words, by a dictionary", "chinese_words")])
def test_chinese_texts_are_split_as_the_learner_decides_and_looked_into(server: Server, page: Page, decision, unit):
    upload(page, server, "own_reviews", "reviews.csv", cases.chinese())
    if decision:
        page.get_by_role("radio", name=re.compile(decision)).click()
        expect(page.get_by_text("are split into words, by a dictionary")).to_be_visible()
    run = train(page, server)
    assert run.config.encoding.split == unit
    assert run.history().test["accuracy"] > 0.8
    page.get_by_role("link", name="Look inside").click()
    expect(page.get_by_text(re.compile("态度|服务|态|服")).first).to_be_visible()
    page.goto(f"{server.url}/sentiment?run={run.id}")
    expect(page.get_by_label("Type a text")).to_have_value(re.compile("态度|服务"))


def test_hindi_texts_keep_their_words_whole(server: Server, page: Page):
    upload_of = cases.hindi() + "लम्बी और नीरस कहानी 0,bad\n".encode()
    upload(page, server, "own_reviews", "hindi.csv", upload_of)
    run = train(page, server)
    assert "नीरस" in run.encoding.words
    assert run.history().test["accuracy"] > 0.8
    page.goto(f"{server.url}/sentiment?run={run.id}")
    expect(page.get_by_label("Type a text")).to_have_value(re.compile("कहानी|फ़िल्म"))


def test_prices_with_the_newest_first_are_forecast_forwards_in_time(server: Server, page: Page):
    upload(page, server, "own_series", "prices.csv", cases.newest_first())
    expect(page.get_by_text(re.compile("The newest record stood first: 199 records sorted by time"))).to_be_visible()
    run = train(page, server)
    assert (run.config.dataset.target_name, run.config.dataset.num_rows) == ("Close", 199)
    expect(page.get_by_text("Forecasts over the truth")).to_be_visible()
    page.get_by_text(re.compile("What was done to the file")).first.click()
    expect(page.get_by_text(re.compile("199 records sorted by time")).first).to_be_visible()


def test_a_time_in_four_columns_is_joined_and_a_gap_is_marked(server: Server, page: Page):
    data = cases.year_month_day_hour().replace(b",26.0,", b",-9999,").replace(b"NA,", b"-9999,")
    upload(page, server, "own_series", "pollution.csv", data)
    expect(page.get_by_text(re.compile("put together from the columns year, month, day and hour"))).to_be_visible()
    page.get_by_role("radio", name="-9999 means missing").click()
    expect(page.get_by_text(re.compile("It is taken for missing"))).to_be_visible()
    run = train(page, server)
    assert run.config.dataset.target_name == "pm2.5"
    assert run.config.dataset.known.missing >= 5
