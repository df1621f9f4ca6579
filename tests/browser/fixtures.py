"""The app as a learner meets it: `streamlit run app.py` in a process of its own, and real Chromium."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from playground.runs import Run, RunFolder, ask
from tests.browser.app import CHROMIUM, FLAGS, SECONDS, Server, serve, until

expect.set_options(timeout=SECONDS * 1000)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory, free_port: Callable[[], int]) -> Iterator[Server]:
    """One app for all browser tests."""
    one = serve(tmp_path_factory.mktemp("served"), free_port())
    yield one
    one.interrupt()


@pytest.fixture(scope="session")
def free_port() -> Callable[[], int]:
    """A port nobody listens on."""
    from distributed.utils import open_port

    return lambda: open_port("127.0.0.1")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium; without it the test is skipped, or fails when REQUIRE_BROWSER=1."""
    if not Path(CHROMIUM).exists():
        message = "chromium is missing: apt-get install chromium"
        if os.environ.get("REQUIRE_BROWSER") == "1":
            pytest.fail(message)
        pytest.skip(message)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


FAILED = pytest.StashKey[bool]()
"""Of a test: whether it has failed."""


@pytest.fixture
def new_learner(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Callable[..., Page]]:
    """A page of a browser that was never here before; options as for a Playwright context.

    Of a test that fails, what its pages showed is printed.
    """
    contexts = []

    def open_page(**options: object) -> Page:
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 1200}} | options)
        contexts.append(context)
        return context.new_page()

    yield open_page
    for context in contexts:
        for page in context.pages if request.node.stash.get(FAILED, False) else ():
            print(f"--- {page.url}\n{page.inner_text('body')}")
        context.close()


@pytest.fixture
def ending(server: Server) -> Iterator[None]:
    """All runs of the server stop with the test: others wait."""
    yield
    started = [Run(path) for path in server.home.glob("runs/*")]
    for run in started:
        if run.history().active:
            ask(RunFolder(run.path), stop=True)
    until(lambda: not any(run.history().active for run in started))
