"""My runs in real Chromium: chosen by the link and in the table, their curves over each other, deleted and back."""

from collections.abc import Callable
from pathlib import Path
from secrets import token_urlsafe

import pytest
from playwright.sync_api import Locator, Page, expect

from playground.config import RunConfig
from playground.datasets import Reviews
from playground.encodings import LearnedEmbedding
from playground.layers import GRU, LSTM, SimpleRNN
from playground.runs import Run, RunFolder
from playground.runs.remarks import Remarks, remarks
from playground.server.identity import COOKIE, fingerprint
from tests.browser.app import Server, until
from tests.browser.made import made_run

NAMES = ["LSTM 4", "GRU 4", "SimpleRNN 4"]
ROW = 35
"""Pixels of a row of the table, as of its heading."""


@pytest.fixture
def visited(server: Server, new_learner: Callable[..., Page]) -> Callable[..., tuple[Page, list[Run]]]:
    """visited(**options): a page of a new learner, and three runs of theirs, the oldest first."""

    def visit(**options: object) -> tuple[Page, list[Run]]:
        page, secret = new_learner(**options), token_urlsafe(16)
        page.context.add_cookies([{"name": COOKIE, "value": secret, "url": server.url}])
        return page, three_runs(server.home, fingerprint({COOKIE: secret}, ""))

    return visit


def three_runs(home: Path, learner: str) -> list[Run]:
    """Finished runs of three cells, with curves of their own."""
    encoding = LearnedEmbedding(vocabulary_size=7, maximum_length=9, dimensions=3)
    runs = []
    for number, cell in enumerate((LSTM, GRU, SimpleRNN), 1):
        config = RunConfig(dataset=Reviews(), encoding=encoding, layers=(cell(units=4),), epochs=3)
        runs.append(made_run(home, config, {"words": ("acting", "superb")}, 3, learner))
        for step in range(1, 61):
            RunFolder(runs[-1].path).event(
                "step",
                step=step,
                epoch=1 + (step - 1) // 20,
                position=step / 20,
                loss=0.7 - 0.003 * step * number,
                accuracy=0.5 + 0.002 * step * number + 0.05 * (step % 3),
            )
    return runs


def tick(page: Page, row: int) -> None:
    """Click the checkbox of a row of the table, the first is 1."""
    click(page, 18, row)


def click(page: Page, x: int, row: int) -> None:
    """Click the table so many pixels from its left; row 0 is the heading."""
    page.get_by_test_id("stDataFrame").first.click(position={"x": x, "y": ROW * row + ROW // 2})


def cell(page: Page, text: str) -> Locator:
    """The cells of the table with a text, as a screen reader finds them: the table is drawn as a picture."""
    return page.get_by_test_id("stDataFrame").first.locator("[role=gridcell]", has_text=text)


def test_three_runs_that_a_link_chooses_lie_over_each_other_with_their_names(server, visited):
    page, runs = visited()
    page.goto(f"{server.url}/runs?chosen={','.join(run.id for run in runs)}")
    expect(page.locator(".legendtext")).to_have_text(NAMES)
    lines = page.locator(".scatterlayer .trace path.js-line")
    expect(lines).to_have_count(6)  # validation, and training by batch
    assert len({line.evaluate("one => one.style.stroke") for line in lines.all()}) == 3
    page.get_by_role("radio", name="seconds").click()
    expect(page.get_by_text("second of training", exact=True)).to_be_visible()
    page.get_by_role("radio", name="loss").click()
    expect(page.get_by_role("figure", name=f"loss over seconds of {', '.join(NAMES)}")).to_be_visible()
    expect(page.get_by_test_id("stDataFrame").nth(1)).to_contain_text("SimpleRNN")


def test_runs_are_chosen_in_the_table_and_the_link_says_so(server, visited):
    page, runs = visited()
    page.goto(f"{server.url}/runs")
    expect(page.get_by_text("Choose a run to name")).to_be_visible()
    tick(page, 3)
    expect(page.get_by_role("textbox", name="Name")).to_be_visible()
    page.wait_for_url(f"**/runs?chosen={runs[0].id}")
    tick(page, 2)
    expect(page.locator(".legendtext")).to_have_text(NAMES[:2])
    tick(page, 1)
    expect(page.locator(".legendtext")).to_have_text(NAMES)
    page.wait_for_url(f"**/runs?chosen={'%2C'.join(run.id for run in runs)}")
    tick(page, 2)
    expect(page.locator(".legendtext")).to_have_text([NAMES[0], NAMES[2]])
    page.reload()
    expect(page.locator(".legendtext")).to_have_text([NAMES[0], NAMES[2]])


def test_two_are_deleted_and_brought_back(server, visited):
    page, runs = visited()
    page.goto(f"{server.url}/runs?chosen={runs[0].id},{runs[2].id}")
    page.get_by_role("button", name="Delete these 2").click()
    expect(page.get_by_text("2 runs were deleted")).to_be_visible()
    expect(cell(page, NAMES[1])).not_to_have_count(0)
    expect(cell(page, NAMES[0])).to_have_count(0)
    assert [run.path.exists() for run in runs] == [False, True, False]
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".legendtext")).to_have_count(2)
    expect(page.get_by_text("2 runs were deleted")).to_have_count(0)
    assert all(run.path.exists() for run in runs)


def test_a_run_is_named_starred_and_found_by_its_name(server, visited):
    page, runs = visited()
    page.goto(f"{server.url}/runs?chosen={runs[1].id}")
    name = page.get_by_role("textbox", name="Name")
    name.fill("The one for Monday")
    name.press("Enter")
    page.get_by_text("★ Star", exact=True).click()
    until(lambda: remarks(runs[1]) == Remarks("The one for Monday", "", True))
    expect(cell(page, "The one for Monday")).not_to_have_count(0)
    page.get_by_role("textbox", name="Search").fill("monday")
    expect(cell(page, "SimpleRNN 4")).to_have_count(0)
    expect(cell(page, "The one for Monday")).not_to_have_count(0)


def test_a_table_that_is_sorted_chooses_the_run_that_is_clicked(server, visited):
    page, runs = visited()
    page.goto(f"{server.url}/runs")
    expect(page.get_by_text("Choose a run to name")).to_be_visible()
    click(page, 150, 0)  # by name: GRU, LSTM, SimpleRNN
    tick(page, 1)
    page.wait_for_url(f"**/runs?chosen={runs[1].id}")
