"""The playground's screen in real Chromium: a network learns before one's eyes, and nothing has to be scrolled."""

import re
import shutil
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from playground.runs import Run
from playground.runs.control import read_control
from playground.ui.playground.stage import GONE, first_config
from tests.browser.app import Server, until
from tests.browser.made import made_run

pytestmark = pytest.mark.browser

SIZE = {"width": 1280, "height": 800}
SLOW = "speed=10"
"""Batches per second: slow enough that a run does not end before it has been looked at."""
LOWEST = """() => {
    const main = document.querySelector('[data-testid=stMain]');
    return main.scrollHeight - main.clientHeight;
}"""
"""Pixels that there are to scroll."""
SHIFTS = """
    window.shifted = 0;
    new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifted += entry.value;
    }).observe({ type: "layout-shift", buffered: true });
"""
"""Before a page is loaded: how far what it shows has jumped is counted from its first moment on."""
MOST_SHIFTED = 0.1
"""Share of the screen that may jump, as `layout-shift` counts it, from load to a finished run."""
PIXELS = "canvas => canvas.toDataURL()"


@pytest.fixture
def open_at(server: Server, new_learner: Callable[..., Page], ending: None) -> Callable[..., Page]:
    """open_at(link, **options): the screen of a new learner, drawn."""

    def visit(link: str = "", **options: object) -> Page:
        page = new_learner(**{"viewport": SIZE} | options)
        page.add_init_script(SHIFTS)
        page.goto(f"{server.url}/?{link}")
        expect(rows(page)).to_have_count(24)
        return page

    return visit


def rows(page: Page) -> Locator:
    return page.get_by_role("listbox", name="Examples it does not train on").get_by_role("option")


def right(page: Page) -> int:
    """How many rows are marked as right."""
    return page.locator(".row[data-right=true]").count()


def shown(page: Page) -> Locator:
    return page.locator(".playground")


def step(page: Page) -> int:
    """Of the weights that are drawn."""
    return int(shown(page).get_attribute("data-at"))


def trained(server: Server, page: Page) -> int:
    """Batches, as the run itself wrote them down when it was paused."""
    history = run_of(server, page).recorded()
    return round(history.latest["position"] * history.facts["steps_per_epoch"])


def play(page: Page) -> None:
    page.locator(".transport").get_by_role("button", name="Play", exact=True).click()
    expect(shown(page)).to_have_attribute("data-state", "running")


def run_of(server: Server, page: Page) -> Run:
    page.wait_for_url(re.compile("run=[0-9a-f]+"))
    return Run(server.home / "runs" / re.search("run=([0-9a-f]+)", page.url)[1])


def test_a_network_learns_before_ones_eyes_and_nothing_has_to_be_scrolled(open_at):
    page = open_at("speed=30")
    assert page.evaluate(LOWEST) == 0
    play(page)
    gates, curve = (page.locator(f"canvas[data-figure='{name}']") for name in ("part forget", "unrolled"))
    loss = page.get_by_role("img", name="Loss")
    until(lambda: step(page) > 0)
    before = [one.evaluate(PIXELS) for one in (gates, curve, loss)]
    first = right(page)
    until(lambda: all(one.evaluate(PIXELS) != old for one, old in zip((gates, curve, loss), before, strict=True)))
    until(lambda: right(page) >= max(20, first))
    expect(page.locator(".sentence")).not_to_be_empty()
    assert page.evaluate(LOWEST) == 0
    assert page.evaluate("window.shifted") < MOST_SHIFTED


def test_pause_holds_the_run_and_one_batch_is_one(server: Server, open_at):
    page = open_at(SLOW)
    play(page)
    until(lambda: step(page) > 2)
    page.get_by_role("button", name="Pause").click()
    expect(page.locator(".transport").get_by_role("button", name="Play", exact=True)).to_be_visible()
    expect(shown(page)).to_have_attribute("data-state", "paused")
    held = trained(server, page)
    until(lambda: step(page) == held)
    page.wait_for_timeout(1500)
    assert (step(page), trained(server, page)) == (held, held)
    page.get_by_role("button", name="+1 batch").click()
    until(lambda: step(page) == held + 1)
    page.wait_for_timeout(500)
    assert step(page) == held + 1
    assert run_of(server, page).recorded().state in ("paused", "running")


def test_the_keys_play_pause_and_step_but_not_where_one_types(server: Server, open_at):
    page = open_at(SLOW)
    rows(page).first.focus()
    page.keyboard.press(" ")
    expect(shown(page)).to_have_attribute("data-state", "running")
    page.keyboard.press(" ")
    expect(shown(page)).to_have_attribute("data-state", "paused")
    page.wait_for_timeout(500)
    held = step(page)
    page.get_by_label("Type your own text").press_sequentially("n e n e")
    page.wait_for_timeout(1000)
    assert step(page) == held
    rows(page).first.focus()
    page.keyboard.press("n")
    until(lambda: step(page) == held + 1)


def test_a_click_and_the_arrow_keys_watch_another_example_and_ones_own_text_is_read(open_at):
    page = open_at(SLOW)
    play(page)
    until(lambda: step(page) > 0)
    network = page.locator(".timesteps")
    rows(page).nth(3).click()
    expect(rows(page).nth(3)).to_have_attribute("aria-selected", "true")
    page.wait_for_url("**example=3*")
    rows(page).nth(3).press("ArrowDown")
    expect(rows(page).nth(4)).to_be_focused()
    rows(page).nth(4).press("Enter")
    expect(rows(page).nth(4)).to_have_attribute("aria-selected", "true")
    drawn = network.get_attribute("data-drawn")
    page.get_by_label("Type your own text").fill("the film was so very dull")
    page.wait_for_url("**text=the+film*")
    until(lambda: network.get_attribute("data-drawn") != drawn)
    expect(page.locator(".row[aria-selected=true]")).to_have_count(0)
    page.get_by_label("Type your own text").fill("!!!")
    expect(page.locator(".sentence")).to_have_text("The text holds no word. Type at least one word.")


def test_a_link_to_an_example_that_is_not_there_shows_the_first_and_says_so(open_at):
    page = open_at("example=99")
    expect(page.get_by_test_id("stAlert")).to_have_text(
        "There is no example 99 here; expected 0 to 23. Example 0 is shown."
    )
    expect(rows(page).first).to_have_attribute("aria-selected", "true")
    until(lambda: step(page) > 0)
    assert "example" not in page.url
    rows(page).nth(2).click()
    page.wait_for_url(re.compile("example=2"))
    expect(page.get_by_test_id("stAlert")).to_have_count(0)


def test_a_cell_that_was_clicked_stays_selected_while_the_network_learns(open_at):
    page = open_at(SLOW)
    play(page)
    until(lambda: step(page) > 0)
    page.locator("canvas[data-figure='part forget']").click(position={"x": 60, "y": 10})
    page.mouse.move(0, 0)
    before = step(page)
    until(lambda: step(page) > before + 5)
    page.locator("canvas[data-figure='part forget']").hover(position={"x": 60, "y": 10})
    expect(page.locator(".tip")).to_contain_text(re.compile(r"unit \d+\s*forget 0\.\d{4}"))


def test_the_arithmetic_of_a_cell_follows_the_weights_until_it_is_closed(open_at):
    page = open_at(SLOW)
    play(page)
    until(lambda: step(page) > 0)
    page.locator("canvas[data-figure='part forget']").click(position={"x": 60, "y": 10})
    side = page.get_by_role("region", name="Where this number comes from")
    number = side.locator(".boxed")
    expect(number).to_have_text(re.compile(r"^0\.\d{4}$"))
    assert side.locator(".number").inner_text() == number.inner_text()
    before = number.inner_text()
    until(lambda: number.inner_text() != before)
    unit = re.search(r"unit \d+", side.inner_text())[0]
    page.keyboard.press("ArrowDown")
    expect(side).not_to_contain_text(unit)
    assert page.evaluate(LOWEST) == 0
    page.keyboard.press("Escape")
    expect(side).to_be_hidden()
    page.keyboard.press("Enter")
    expect(side).to_be_visible()
    side.get_by_role("button", name="Close the arithmetic").click()
    expect(side).to_be_hidden()
    expect(page.locator(".timesteps")).to_be_focused()


def test_few_weights_are_links_and_a_number_is_drawn_before_what_is_true(open_at):
    page = open_at(SLOW)
    links = page.locator("canvas[data-figure=links]")
    box = links.bounding_box()
    links.hover(position={"x": box["width"] * 0.2, "y": box["height"] * 0.3})
    expect(page.locator(".tip")).to_contain_text(re.compile(r"x\[\d\] → unit \d\s*weight -?\d\.\d{4}"))
    page.get_by_role("combobox", name="Dataset").click()
    page.get_by_role("option", name="Adding problem").click()
    expect(page.get_by_text("Answer after each timestep")).to_be_visible()
    expect(page.locator(".after .note")).to_have_text(re.compile(r"^says -?\d\.\d\dtrue \d\.\d\d$"))
    assert page.locator(".row canvas").count() == page.locator(".row canvas:visible").count() == 24
    expect(rows(page).first.locator(".true")).to_have_text(re.compile(r"^\d\.\d\d$"))
    expect(page.locator(".left .right")).to_have_text(re.compile(r"^off by \d\.\d\d, a guess by \d\.\d\d$"))
    page.get_by_role("combobox", name="Dataset").click()
    page.get_by_role("option", name="Copying").click()
    expect(page.locator(".left .right")).to_have_text(re.compile(r"^\d+ of 240 symbols \(\d+ %\)$"))
    expect(rows(page).first.locator(".said")).to_have_text(re.compile(r"^[a-h]{10}$"))
    expect(rows(page).first.locator(".true")).to_have_text(re.compile(r"^[a-h]{10}$"))
    assert page.evaluate(LOWEST) == 0


def test_a_choice_starts_another_run_before_which_the_former_stands_and_undo_brings_it_back(server: Server, open_at):
    page = open_at(SLOW)
    play(page)
    first = run_of(server, page)
    until(lambda: step(page) > 0)
    page.get_by_role("combobox", name="Cell").click()
    page.get_by_role("option", name="GRU", exact=True).click()
    expect(page.locator(".ghost")).to_have_text("before: LSTM 32")
    second = run_of(server, page)
    assert second.id != first.id
    until(lambda: first.recorded().state == "stopped")
    expect(page.locator("canvas[data-figure='part update']")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    page.wait_for_url(f"**run={first.id}*")
    expect(page.locator("canvas[data-figure='part forget']")).to_be_visible()
    expect(page.locator(".ghost")).to_have_text("before: GRU 32")
    page.go_back()
    page.wait_for_url(f"**run={second.id}*")
    expect(page.locator("canvas[data-figure='part update']")).to_be_visible()


def test_speed_and_learning_rate_reach_the_run(server: Server, open_at):
    page = open_at(SLOW)
    play(page)
    control = run_of(server, page).path / "control.json"
    page.get_by_label("Speed").select_option("3")
    page.get_by_label("Learning rate").select_option("0.01")
    until(lambda: (read_control(control).speed, read_control(control).learning_rate) == (3.0, 0.01))
    page.wait_for_url("**speed=3*")


def test_a_server_that_does_not_answer_is_said_and_asked_again(open_at):
    page = open_at(SLOW)
    play(page)
    page.route("**/live/network*", lambda route: route.abort())
    expect(page.locator(".sentence")).to_have_text("The server does not answer. Trying again …")
    page.unroute("**/live/network*")
    before = step(page)
    until(lambda: step(page) > before)


def test_a_run_that_is_deleted_while_it_is_watched_is_said_to_be_gone_and_play_starts_another(server: Server, open_at):
    page = open_at(SLOW)
    play(page)
    until(lambda: step(page) > 2)
    gone = run_of(server, page)
    gone.path.rename(server.home / f"gone-{gone.id}")  # at once, while it is written to
    expect(page.get_by_text(GONE)).to_be_visible()
    expect(page.locator(".transport").get_by_role("button", name="Play", exact=True)).to_be_enabled()
    expect(page.locator(".transport .state")).not_to_have_text(re.compile("Preparing|Waiting"))
    play(page)
    assert run_of(server, page).path != gone.path


def test_rewind_shows_the_moments_as_soon_as_there_are_some_unless_it_was_closed(server: Server, open_at):
    done = made_run(server.home, first_config(), {"words": ("acting",)}, epochs=1)
    young = server.home / "runs" / ("0" * len(done.id))
    shutil.copytree(done.path, young, ignore=shutil.ignore_patterns("weights", "events.jsonl"))
    (young / "events.jsonl").write_text((done.path / "events.jsonl").read_text().split("\n")[0] + "\n")
    page = open_at()
    page.goto(f"{server.url}/?run={young.name}")
    dialog, nothing = page.get_by_role("dialog"), page.get_by_text("This run has saved nothing yet.")
    page.get_by_role("button", name="Rewind").click()
    expect(nothing).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    page.get_by_role("button", name="Rewind").click()
    expect(nothing).to_be_visible()
    shutil.copytree(done.path / "weights", young / "weights", dirs_exist_ok=True)
    expect(dialog.get_by_role("button", name="Go on", exact=True)).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    page.wait_for_timeout(2500)
    expect(dialog).to_have_count(0)
    shutil.rmtree(young)  # it would never end


def test_nobody_is_asked_while_the_page_is_hidden_or_the_run_has_ended(open_at):
    asked = []
    page = open_at("speed=full")
    page.on("request", lambda request: asked.append(request.url) if "/live/network" in request.url else None)
    play(page)
    expect(shown(page)).to_have_attribute("data-state", "finished")
    expect(page.get_by_text("Memory of the verdict, n steps to go")).to_be_visible()
    expect(page.locator(".sentence")).to_have_text(re.compile("^This run has ended: "))
    page.wait_for_timeout(500)
    assert page.evaluate("window.shifted") < MOST_SHIFTED
    before = len(asked)
    page.wait_for_timeout(1000)
    assert len(asked) == before
    rows(page).nth(2).click()
    until(lambda: len(asked) == before + 1 or page.wait_for_timeout(50))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_a_phone_the_panes_stand_under_each_other_the_network_first_and_nothing_jumps(open_at, scheme):
    page = open_at("speed=full", viewport={"width": 390, "height": 844}, color_scheme=scheme)
    play(page)
    until(lambda: step(page) > 0)
    tops = [page.get_by_label(name, exact=True).bounding_box() for name in ("The network", "What it reads")]
    assert tops[0]["y"] + tops[0]["height"] <= tops[1]["y"]
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    expect(shown(page)).to_have_attribute("data-state", "finished")
    page.wait_for_timeout(500)
    assert page.evaluate("window.shifted") < MOST_SHIFTED
