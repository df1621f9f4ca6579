"""The app as a learner meets it: `streamlit run app.py` in a process of its own, and real Chromium."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, BrowserType, Page, expect, sync_playwright

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
def chromium() -> Iterator[BrowserType]:
    """Debian's Chromium; without it the test is skipped, or fails when REQUIRE_BROWSER=1."""
    if not Path(CHROMIUM).exists():
        message = "chromium is missing: apt-get install chromium"
        if os.environ.get("REQUIRE_BROWSER") == "1":
            pytest.fail(message)
        pytest.skip(message)
    with sync_playwright() as playwright:
        yield playwright.chromium


@pytest.fixture(scope="session")
def browser(chromium: BrowserType) -> Iterator[Browser]:
    """A browser whose contexts are new each time."""
    one = chromium.launch(executable_path=CHROMIUM, args=FLAGS)
    yield one
    one.close()


@pytest.fixture(scope="session")
def profile(chromium: BrowserType, tmp_path_factory: pytest.TempPathFactory) -> Iterator[BrowserContext]:
    """A browser that keeps the scripts it has compiled: a page takes two thirds of the time of a new context's."""
    one = chromium.launch_persistent_context(tmp_path_factory.mktemp("profile"), executable_path=CHROMIUM, args=FLAGS)
    yield one
    one.close()


@pytest.fixture
def as_new(profile: BrowserContext) -> Iterator[BrowserContext]:
    """`profile` as if it had never been here: without cookies and whatever else a page has stored."""
    profile.clear_cookies()
    yield profile
    for page in profile.pages:
        if page.url.startswith("http"):
            of_page = {"origin": page.evaluate("location.origin"), "storageTypes": "local_storage,indexeddb"}
            profile.new_cdp_session(page).send("Storage.clearDataForOrigin", of_page)
        page.close()


FAILED = pytest.StashKey[bool]()
"""Of a test: whether it has failed."""
EMULATED = {"viewport", "color_scheme", "reduced_motion"}
"""Options of a context that a page can have alone."""


@pytest.fixture
def new_learner(request: pytest.FixtureRequest, as_new: BrowserContext) -> Iterator[Callable[..., Page]]:
    """A page of a browser that was never here before; options as for a Playwright context.

    Of a test that fails, what its pages showed is printed.
    """
    contexts = []

    def open_page(**options: object) -> Page:
        options = {"viewport": {"width": 1280, "height": 1200}} | options
        if not contexts and options.keys() <= EMULATED:
            contexts.append(as_new)
            page = as_new.new_page()
            page.set_viewport_size(options.pop("viewport"))
            page.emulate_media(**options)
            return page
        contexts.append(request.getfixturevalue("browser").new_context(**options))
        return contexts[-1].new_page()

    yield open_page
    for context in contexts:
        for page in context.pages if request.node.stash.get(FAILED, False) else ():
            print(f"--- {page.url}\n{page.inner_text('body')}")
        if context is not as_new:
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
