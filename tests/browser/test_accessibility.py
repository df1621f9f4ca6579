"""Every page and view, light and dark, as axe-core sees it; what has a name, and what the keyboard reaches."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page, expect

from playground.config import RunConfig
from playground.encodings import LearnedEmbedding
from playground.layers import GRU, LSTM
from playground.runs import Run, RunFolder
from playground.server.identity import COOKIE
from playground.ui.inside.views import VIEWS as INSIDE
from playground.ui.loop.views import VIEWS as LOOP
from playground.ui.main import OFF_BAR, PAGES
from tests.browser.app import Server
from tests.browser.made import made_run

pytestmark = pytest.mark.browser

SERIOUS = ("serious", "critical")
AXE = {
    "light": {"resultTypes": ["violations"], "rules": {"label-content-name-mismatch": {"enabled": True}}},
    "dark": {"resultTypes": ["violations"], "runOnly": ["color-contrast", "link-in-text-block"]},
}
"""Every rule of axe-core, and this one, which it leaves out unless asked: the name of a button begins with its text.
In the dark all is the same but the colours."""
CONFIG = RunConfig(encoding=LearnedEmbedding(maximum_length=9, dimensions=3), layers=(LSTM(units=4),))
COOKIE_VALUE = "somebody"
LEARNED = {"words": ("although", "the", "acting", "was", "superb", "i", "bored")}


@dataclass(frozen=True)
class View:
    """A view of a page: what its link says (RUN stands for a run's id), and what is pressed then, by role and name.

    Of datasets and encodings, one of each that is drawn in a way of its own.
    """

    link: str = ""
    press: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        return " ".join([self.link, *(name for _, name in self.press)]) or "bare"


VIEWS: dict[str, list[View]] = {
    "data": [View(f"dataset={name}") for name in ("addition", "characters", "digits", "own_series", "weather")],
    "encode": [View(f"recipe={name}") for name in ("glove", "learned-embedding", "one-hot-words")],
    "experiments": [View("lesson=02-a-for-loop&step=3")],
    "inside": [
        *(View(f"run=RUN&view={view}") for view in list(INSIDE)[1:]),
        View("run=RUN", (("radio", "A test example"),)),
        View("projector=1"),
    ],
    "link": [View("opens=inside&hides=inside.view&locks=inside.run&shows=run%3DRUN")],
    "loop": [View(f"recipe={name}") for name in list(LOOP)[1:]],
    "playground": [View("run=RUN"), View("run=STOPPED&before=RUN"), View("projector=1&lock=cell,rate&hide=units")],
    "race": [View("runs=RUN,STOPPED"), View("runs=STOPPED,FAILED")],
    "runs": [
        View("chosen=RUN"),
        View("chosen=RUN,STOPPED"),
        View("chosen=RUN", (("button", "Delete"), ("button", "Undo"))),
    ],
    "sentiment": [
        View("run=RUN&beside=starter", (("switch", "Why?"),)),
        View("projector=1"),
        View("run=RUN&text=the+unheard"),
    ],
    "train": [
        *(View("", (("tab", name),)) for name in ("Encoding", "Layers", "Training")),
        View("run=RUN"),
        View("run=STOPPED"),
        View("run=FAILED"),
        View("run=BEGUN"),
        View("run=nonsense"),
    ],
}
"""The views of a page beyond the one it opens with: its first, of the learner's own run where it shows runs."""
EVERY = [(page, view) for page in PAGES for view in (View(), *VIEWS.get(page, []))]


@pytest.fixture(scope="module")
def runs(server: Server) -> dict[str, Run]:
    """Runs of one learner, by the name that stands for their id."""
    whose = hashlib.sha256(COOKIE_VALUE.encode()).hexdigest()[:20]
    run = made_run(server.home, CONFIG, LEARNED, learner=whose)
    np.savez(run.path / "results.npz", confusion=np.array([[30, 10], [5, 55]]))
    made = {"RUN": run}
    for state in ("stopped", "failed"):
        made[state.upper()] = one = made_run(server.home, CONFIG.changed(layers=(GRU(units=3),)), LEARNED)
        RunFolder(one.path).event(state, reason="As was asked.")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PLAYGROUND_HOME", str(server.home))
        begun = RunFolder.create(CONFIG)
    begun.event("failed", reason="Before its first step.")
    return made | {"BEGUN": Run(begun.path)}


@pytest.fixture(scope="module")
def page(profile: BrowserContext, server: Server, runs: dict[str, Run]) -> Iterator[Page]:
    """A page of a learner who has a run."""
    profile.add_cookies([{"name": COOKIE, "value": COOKIE_VALUE, "url": server.url}])
    one = profile.new_page()
    one.set_viewport_size({"width": 1280, "height": 800})
    one.emulate_media(reduced_motion="reduce")
    yield one
    one.close()


def visit(page: Page, server: Server, runs: dict[str, Run], name: str, view: View) -> None:
    """Open a view and wait until all of it is drawn."""
    link = re.sub("RUN|STOPPED|FAILED|BEGUN", lambda found: runs[found[0]].id, view.link)
    page.goto(f"{server.at(name)}?{link}")
    drawn(page)
    for role, label in view.press:
        page.get_by_role(role, name=label).first.evaluate("one => one.click()")  # a switch lies behind its picture
        drawn(page)


def drawn(page: Page) -> None:
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator("[data-test-script-state=notRunning]")).to_be_visible()
    expect(page.get_by_test_id("stSkeleton")).to_have_count(0)
    page.wait_for_timeout(300)  # for what is drawn by charts and components


@pytest.mark.parametrize(("name", "view"), EVERY, ids=str)
def test_axe_finds_nothing_serious_in_light_or_dark(
    server: Server, runs: dict[str, Run], page: Page, name: str, view: View
):
    found = []
    page.emulate_media(color_scheme="light")
    visit(page, server, runs, name, view)
    for scheme in AXE:
        page.emulate_media(color_scheme=scheme)
        expect(page.get_by_test_id("stApp")).to_have_css("color-scheme", scheme)
        drawn(page)
        axe = Axe("0") if page.evaluate("Boolean(window.axe)") else Axe()  # the page has it already
        for fault in axe.run(page, options=AXE[scheme]).response["violations"]:
            if fault["impact"] in SERIOUS:
                found += [(scheme, fault["id"], node["target"], node["html"][:200]) for node in fault["nodes"]]
    assert found == []


def test_every_button_that_saves_says_what_it_saves(server: Server, runs: dict[str, Run], page: Page):
    for view in ("timesteps", "gradient", f"compare&beside={runs['STOPPED'].id}"):
        visit(page, server, runs, "inside", View(f"run=RUN&view={view}"))
        expect(page.get_by_role("button", name=re.compile("Save .+ as PNG")).first).to_be_visible()
        saving = page.get_by_role("button", name=re.compile("PNG|CSV")).evaluate_all(
            "buttons => buttons.map((one) => one.ariaLabel || one.innerText)"
        )
        assert all(re.search(r"Save .+ as (PNG|CSV)$", label) for label in saving)
        assert len(set(saving)) == len(saving)


def test_where_the_keyboard_is_in_the_navigation_is_seen(server: Server, runs: dict[str, Run], page: Page):
    visit(page, server, runs, "experiments", View())
    for title in (title for name, (title, _) in PAGES.items() if name not in OFF_BAR):
        link = page.get_by_test_id("stTopNav").get_by_role("link", name=title, exact=True)
        while not link.evaluate("one => one === document.activeElement"):
            page.keyboard.press("Tab")
        expect(link).to_have_css("outline-style", "solid")
        expect(link).to_have_css("outline-width", "2px")


def test_a_long_equation_is_reached_by_the_keyboard(server: Server, runs: dict[str, Run], page: Page):
    visit(page, server, runs, "inside", View("run=RUN"))
    expect(page.locator(".katex-display").first).to_have_attribute("tabindex", "0")
