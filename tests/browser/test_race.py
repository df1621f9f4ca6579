"""A race in real Chromium: from the first sight of the playground to who remembered, with nothing to scroll."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from playground.config import RunConfig
from playground.datasets.reviews import Reviews
from playground.layers import LSTM, SimpleRNN
from playground.recipes.race import FIRST, lane_names
from playground.runs import Run
from playground.runs.control import read_control
from playground.ui.race.track import GONE
from tests.browser.app import Server, until
from tests.browser.test_playground import LOWEST, MOST_SHIFTED, SHIFTS, SIZE

pytestmark = pytest.mark.browser

SHORT = [
    RunConfig(dataset=Reviews(examples=400, distance=10), layers=(cell(units=4),), epochs=3)
    for cell in (LSTM, SimpleRNN)
]
LINK = f"configs=[{','.join(config.to_link() for config in SHORT)}]"
LONG = f"configs=[{','.join(config.changed(epochs=200).to_link() for config in SHORT)}]&speed=10"


@pytest.fixture
def open_at(server: Server, new_learner: Callable[..., Page], ending: None) -> Callable[..., Page]:
    """open_at(link, **options): the race of a new learner."""

    def visit(link: str = "", **options: object) -> Page:
        page = new_learner(**{"viewport": SIZE} | options)
        page.add_init_script(SHIFTS)
        page.goto(f"{server.url}/race?{link}")
        expect(page.locator(".race")).to_have_attribute("data-state", re.compile("ready|racing|over"))
        return page

    return visit


def begin(page: Page) -> None:
    page.locator(".transport").get_by_role("button", name="Play", exact=True).click()
    until(lambda: min(steps(page), default=0) > 0)


def steps(page: Page) -> list[int]:
    """Of the weights that are drawn, in each lane."""
    return [int(lane.get_attribute("data-at") or -1) for lane in page.locator(".lane").all()]


def runs_of(server: Server, page: Page) -> list[Run]:
    page.wait_for_url(re.compile("runs=[0-9a-f]+"))
    ids = re.search("runs=([0-9a-fC%]+)", page.url)[1].split("%2C")
    return [Run(server.home / "runs" / run_id) for run_id in ids]


def test_a_race_ends_with_who_remembered_and_its_link_shows_it_again(server: Server, open_at):
    page = open_at(LINK)
    assert page.evaluate(LOWEST) == 0
    expect(page.locator(".lane .empty")).to_have_text(
        [re.compile("^Here LSTM 4 will read"), re.compile("^Here SimpleRNN")]
    )
    expect(page.locator(".texts .empty")).to_be_visible()
    begin(page)
    expect(page.locator(".race")).to_have_attribute("data-state", "over")
    lanes = runs_of(server, page)
    values = [f"{100 * run.recorded().epochs[-1]['val_accuracy']:.1f}" for run in lanes]
    for lane, value, name in zip(page.locator(".lane").all(), values, lane_names(SHORT), strict=True):
        expect(lane.locator(".name")).to_have_text(name)
        expect(lane.locator(".value")).to_have_text(f"{value} %")
        expect(lane.locator(".facts")).to_have_text(re.compile(r"parameters · \d+\.\d s of training"))
        expect(lane.locator("canvas[data-figure=unrolled]")).to_be_visible()
        expect(lane.locator(".empty")).to_be_hidden()
    expect(page.locator(".verdict")).to_contain_text(re.compile(rf"Validation accuracy: LSTM 4 {values[0]}%"))
    assert page.evaluate(LOWEST) == 0
    assert page.evaluate("window.shifted") < MOST_SHIFTED
    told = page.locator(".verdict").inner_text()
    page.goto(page.url)
    expect(page.locator(".verdict")).to_have_text(re.compile(re.escape(told.split("\n")[0])))


@pytest.mark.parametrize("where", ["", "race"])
def test_boxes_that_arrive_late_move_nothing_below_them(server: Server, new_learner, where: str):
    page = new_learner(viewport=SIZE)
    page.add_init_script(SHIFTS)
    screen = page.locator(".race, .playground")
    page.route("**/Selectbox*", lambda route: (expect(screen).to_be_visible(), route.continue_()))
    page.goto(f"{server.url}/{where}", wait_until="commit")
    expect(page.get_by_role("combobox").last).to_be_visible()
    assert page.evaluate("window.shifted") < MOST_SHIFTED / 4


def test_one_click_on_the_playground_begins_the_race(server: Server, open_at):
    page = open_at()
    page.goto(server.url)
    page.get_by_role("button", name="LSTM against SimpleRNN").click()
    lanes = runs_of(server, page)
    assert tuple(run.config for run in lanes) == FIRST
    until(lambda: min(steps(page), default=0) > 0)
    expect(page.locator("canvas[data-figure='part forget']")).to_have_count(1)
    expect(page.locator("canvas[data-figure='part update']")).to_have_count(1)
    assert page.evaluate(LOWEST) == 0


def test_the_lanes_pause_step_and_stop_together_by_buttons_and_keys(server: Server, open_at):
    page = open_at(LONG)
    begin(page)
    page.keyboard.press(" ")
    until(lambda: [run.recorded().state for run in runs_of(server, page)] == ["paused"] * 2)
    until(lambda: steps(page) == [run.recorded().latest["step"] for run in runs_of(server, page)])
    held = steps(page)
    assert max(held) - min(held) <= 1
    page.keyboard.press("n")
    until(lambda: steps(page) == [step + 1 for step in held])
    page.get_by_label("Speed").select_option("3")
    controls = [run.path / "control.json" for run in runs_of(server, page)]
    until(lambda: [read_control(control).speed for control in controls] == [3.0] * 2)
    page.get_by_role("button", name="Stop").click()
    expect(page.locator(".trouble")).to_have_text(["Stopped by you."] * 2)
    expect(page.locator(".race")).to_have_attribute("data-state", "over")
    expect(page.get_by_role("button", name="Stop")).to_be_disabled()


def test_a_click_and_the_arrow_keys_let_all_lanes_read_another_example(open_at):
    page = open_at(LONG)
    begin(page)
    rows = page.get_by_role("listbox", name="Examples they do not train on").get_by_role("option")
    rows.nth(3).click()
    page.wait_for_url("**example=3*")
    expect(page.locator(".reading")).to_contain_text(rows.nth(3).locator(".label").inner_text())
    rows.nth(3).press("ArrowDown")
    rows.nth(4).press("Enter")
    expect(rows.nth(4)).to_have_attribute("aria-selected", "true")
    page.wait_for_url("**example=4*")
    expect(rows.nth(4).locator(".sign")).to_have_text([re.compile("[✓✗]")] * 2)


def test_a_link_to_an_example_that_is_not_there_shows_the_first_and_says_so(open_at):
    page = open_at("runs=recording,recording&example=99")
    expect(page.get_by_test_id("stAlert")).to_have_text(
        "There is no example 99 here; expected 0 to 23. Example 0 is shown."
    )
    expect(page.get_by_role("listbox").get_by_role("option").first).to_have_attribute("aria-selected", "true")
    until(lambda: min(steps(page), default=0) > 0)
    assert "example" not in page.url


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_a_phone_the_lanes_stand_under_each_other(open_at, scheme):
    page = open_at(LONG, viewport={"width": 390, "height": 844}, color_scheme=scheme)
    begin(page)
    first, second = [lane.bounding_box() for lane in page.locator(".lane").all()]
    assert first["y"] + first["height"] <= second["y"]
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_race_of_which_a_run_is_deleted_while_it_is_watched_says_so_and_stands_ready_again(server: Server, open_at):
    page = open_at(LONG)
    begin(page)
    lanes = runs_of(server, page)
    lanes[1].path.rename(server.home / f"gone-{lanes[1].id}")  # at once, while it is written to
    expect(page.get_by_text(GONE)).to_be_visible()
    expect(page.locator(".race")).to_have_attribute("data-state", "ready")
    expect(page.locator(".transport").get_by_role("button", name="Play", exact=True)).to_be_enabled()
    assert lanes[0].recorded().active
