"""Two real servers on one home, as behind a load balancer, and a browser that moves between them."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from playground.engine.servers import SERVERS
from playground.locks import is_locked
from tests.browser.app import Server, serve, until
from tests.browser.test_learner import ENDLESS, run_of, train

pytestmark = pytest.mark.browser
TEXTS = "text,label\n" + "".join(
    f"This is text number {number},{('good', 'bad')[number % 2]}\n" for number in range(60)
)


@pytest.fixture(scope="module")
def other(server: Server, free_port: Callable[[], int]) -> Iterator[Server]:
    """A second server on the home of the first."""
    one = serve(server.home, free_port())
    until(lambda: alive(server.home) == 2)
    yield one
    one.interrupt()


def alive(home: Path) -> int:
    """How many servers have this home."""
    return sum(is_locked(path) for path in (home / SERVERS).iterdir())


def state(server: Server, run_id: str) -> str:
    return run_of(server, run_id).history().state


def started(server: Server, run_id: str) -> int:
    """How often a run began to train."""
    return (run_of(server, run_id).path / "events.jsonl").read_text().count('"started"')


def stop(page: Page, server: Server, run_id: str) -> None:
    page.goto(f"{server.url}/train?run={run_id}")
    page.get_by_role("button", name="Stop", exact=True).click()
    expect(page.get_by_text("stopped", exact=True)).to_be_visible()


def test_a_browser_finds_its_run_and_charts_on_the_other_server_and_pauses_and_stops_it_there(
    server: Server, other: Server, new_learner: Callable[..., Page]
):
    page = new_learner()
    run_id = train(page, server, ENDLESS)
    expect(page.get_by_text("examples a second")).to_be_visible()
    page.goto(f"{other.url}/runs")
    expect(page.get_by_text(run_id[:6])).to_be_visible()
    page.goto(f"{other.url}/train?run={run_id}")
    expect(page.get_by_text("examples a second")).to_be_visible()
    expect(page.get_by_test_id("stVegaLiteChart").locator("svg, canvas")).to_have_count(2)
    page.get_by_role("button", name="Pause", exact=True).click()
    expect(page.get_by_text("paused", exact=True)).to_be_visible()
    page.goto(f"{server.url}/train?run={run_id}")
    expect(page.get_by_text("paused", exact=True)).to_be_visible()
    stop(page, other, run_id)
    assert (state(server, run_id), started(server, run_id)) == ("stopped", 1)
    page.goto(f"{server.url}/train?run={run_id}")
    expect(page.get_by_text("stopped", exact=True)).to_be_visible()


def test_a_file_uploaded_to_one_server_is_found_on_the_other(
    server: Server, other: Server, new_learner: Callable[..., Page]
):
    page = new_learner()
    page.goto(f"{server.url}/data?dataset=own_reviews")
    file = {"name": "numbers.csv", "mimeType": "text/csv", "buffer": TEXTS.encode()}
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Use this file").click()
    said = page.get_by_text(re.compile(r"texts to learn from, \d+ for the test"))
    expect(said).to_be_visible()
    page.goto(f"{other.url}/data?dataset=own_reviews")
    expect(said).to_be_visible()
    expect(page.get_by_text("This is text number").first).to_be_visible()


def test_a_server_that_starts_or_ends_leaves_what_trains_and_waits_on_the_other_alone(
    server: Server, new_learner: Callable[..., Page], free_port: Callable[[], int]
):
    page = new_learner()
    workers = sum("spawn_main" in " ".join(process.cmdline()) for process in server.family())
    running = [train(page, server, ENDLESS) for _ in range(workers)]
    for run_id in running:
        until(lambda run_id=run_id: state(server, run_id) == "running")
    waiting = train(page, server, ENDLESS | {"epochs": 2})
    third = serve(server.home, free_port())
    until(lambda: alive(server.home) >= 2)
    try:
        page.goto(f"{third.url}/train?run={waiting}")
        expect(page.get_by_text("Waiting in the queue of another server that shares these runs.")).to_be_visible()
        own = train(page, third, ENDLESS | {"epochs": 2})
        expect(page.get_by_text("finished", exact=True)).to_be_visible()
        assert state(server, own) == "finished"
        assert (state(server, waiting), started(server, waiting)) == ("queued", 0)
    finally:
        third.interrupt()
    assert [state(server, run_id) for run_id in running] == ["running"] * workers
    assert state(server, waiting) == "queued"
    for run_id in running:
        stop(page, server, run_id)
    until(lambda: state(server, waiting) == "finished")
    assert [started(server, run_id) for run_id in (*running, waiting)] == [1] * (workers + 1)


def test_what_waits_on_a_server_that_ends_trains_on_the_other(
    server: Server, new_learner: Callable[..., Page], free_port: Callable[[], int]
):
    page = new_learner()
    third = serve(server.home, free_port())
    workers = sum("spawn_main" in " ".join(process.cmdline()) for process in server.family())
    running = [train(page, third, ENDLESS) for _ in range(workers)]
    for run_id in running:
        until(lambda run_id=run_id: state(server, run_id) == "running")
    waiting = train(page, third, ENDLESS | {"epochs": 2})
    third.interrupt()
    assert [state(server, run_id) for run_id in running] == ["failed"] * workers
    until(lambda: state(server, waiting) == "finished")
    assert started(server, waiting) == 1
    page.goto(f"{server.url}/train?run={waiting}")
    expect(page.get_by_text("finished", exact=True)).to_be_visible()
