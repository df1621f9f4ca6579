"""Two real servers on one home, as behind a load balancer, and a browser that moves between them."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from playground.engine.servers import SERVERS
from playground.locks import is_locked
from tests.browser.app import Server, serve, until
from tests.browser.test_learner import ENDLESS, run_of, train

pytestmark = pytest.mark.browser
SHORT = ENDLESS | {"epochs": 2}
TEXTS = "text,label\n" + "".join(
    f"This is text number {number},{('good', 'bad')[number % 2]}\n" for number in range(60)
)


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


@dataclass
class Scene:
    """A server, and another that started when the first was full.

    running, waiting: runs of the first.  workers: how many each has.  page: of the learner who moves between them.
    """

    server: Server
    other: Server
    running: list[str]
    waiting: str
    page: Page

    @property
    def workers(self) -> int:
        return len(self.running)


@pytest.fixture(scope="module")
def scene(server: Server, browser: Browser, free_port: Callable[[], int]) -> Iterator[Scene]:
    """One scene for all tests here, because a server takes long to start; they follow each other."""
    context = browser.new_context(viewport={"width": 1280, "height": 1200})
    page = context.new_page()
    workers = sum("spawn_main" in " ".join(process.cmdline()) for process in server.family())
    running = [train(page, server, ENDLESS) for _ in range(workers)]
    for run_id in running:
        until(lambda run_id=run_id: state(server, run_id) == "running")
    waiting = train(page, server, SHORT)
    before = alive(server.home)
    other = serve(server.home, free_port())
    until(lambda: alive(server.home) == before + 1)
    yield Scene(server, other, running, waiting, page)
    if other.process.poll() is None:
        other.interrupt()
    context.close()


def test_a_server_that_starts_leaves_what_trains_and_waits_on_another_alone(scene: Scene):
    scene.page.goto(f"{scene.other.url}/train?run={scene.waiting}")
    expect(scene.page.get_by_text("Waiting in the queue of another server that shares these runs.")).to_be_visible()
    train(scene.page, scene.other, SHORT)
    expect(scene.page.get_by_text("finished", exact=True)).to_be_visible()
    assert (state(scene.server, scene.waiting), started(scene.server, scene.waiting)) == ("queued", 0)
    assert [state(scene.server, run_id) for run_id in scene.running] == ["running"] * scene.workers


def test_a_browser_finds_its_run_and_charts_on_the_other_server_and_pauses_and_stops_it_there(scene: Scene):
    page, run_id = scene.page, scene.running[0]
    page.goto(f"{scene.other.url}/runs?chosen={run_id}")
    expect(page.get_by_text(run_id[:6])).to_be_visible()
    expect(page.get_by_role("button", name="Stop", exact=True)).to_be_visible()
    page.goto(f"{scene.other.url}/train?run={run_id}")
    expect(page.get_by_text("examples per second")).to_be_visible()
    expect(page.get_by_test_id("stVegaLiteChart").locator("svg, canvas")).to_have_count(2)
    page.get_by_role("button", name="Pause", exact=True).click()
    expect(page.get_by_text("paused", exact=True)).to_be_visible()
    page.goto(f"{scene.server.url}/train?run={run_id}")
    expect(page.get_by_text("paused", exact=True)).to_be_visible()
    stop(page, scene.other, run_id)
    page.goto(f"{scene.server.url}/train?run={run_id}")
    expect(page.get_by_text("stopped", exact=True)).to_be_visible()
    until(lambda: state(scene.server, scene.waiting) == "finished")  # where it had its place
    assert [started(scene.server, one) for one in (run_id, scene.waiting)] == [1, 1]


def test_a_file_uploaded_to_one_server_is_found_on_the_other(scene: Scene):
    page = scene.page
    page.goto(f"{scene.server.url}/data?dataset=own_reviews")
    file = {"name": "numbers.csv", "mimeType": "text/csv", "buffer": TEXTS.encode()}
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Use this file").click()
    said = page.get_by_text(re.compile(r"texts to learn from, \d+ for the test"))
    expect(said).to_be_visible()
    page.goto(f"{scene.other.url}/data?dataset=own_reviews")
    expect(said).to_be_visible()
    expect(page.get_by_text("This is text number").first).to_be_visible()


def test_what_waits_on_a_server_that_ends_trains_on_the_other_whose_own_runs_go_on(scene: Scene):
    doomed = [train(scene.page, scene.other, ENDLESS) for _ in range(scene.workers)]
    for run_id in doomed:
        until(lambda run_id=run_id: state(scene.server, run_id) == "running")
    waiting = train(scene.page, scene.other, SHORT)
    scene.other.interrupt()
    assert [state(scene.server, run_id) for run_id in doomed] == ["failed"] * scene.workers
    until(lambda: state(scene.server, waiting) == "finished")
    assert [started(scene.server, run_id) for run_id in (*doomed, waiting)] == [1] * (scene.workers + 1)
    for run_id in scene.running[1:]:
        assert state(scene.server, run_id) == "running"
        stop(scene.page, scene.server, run_id)
