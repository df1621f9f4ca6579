"""The learner's way through the app in a real browser."""

import json
import re
import time
from collections.abc import Callable
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from playground.reference import Network
from playground.runs import Run
from tests.browser.app import Server, until

pytestmark = pytest.mark.browser
ENDLESS = {
    "dataset": {"name": "reviews", "examples": 200},
    "layers": [{"kind": "simple_rnn", "units": 4}],
    "batch_size": 4,
    "epochs": 1000,
}


def train_button(page: Page):
    return page.get_by_role("button", name=re.compile("^Train"))


PLACES = """
    window.places = new Set();
    const look = () => {
        const pause = [...document.querySelectorAll("button")].find((button) => button.innerText.endsWith("Pause"));
        if (pause) window.places.add(pause.getBoundingClientRect().y);
        requestAnimationFrame(look);
    };
    look();
"""
"""How far down Pause was drawn, in pixels, at any time since the page began."""


def train(page: Page, server: Server, config: dict) -> str:
    """Open the Train page with `config` in the link, press Train; the run's id."""
    page.goto(f"{server.url}/train?config={quote(json.dumps(config))}")
    train_button(page).click()
    page.wait_for_url("**run=*")
    return re.search("run=([0-9a-f]+)", page.url).group(1)


def run_of(server: Server, run_id: str) -> Run:
    return Run(server.home / "runs" / run_id)


@pytest.fixture(scope="module")
def trained(server: Server, browser) -> tuple[str, list[dict]]:
    """The first visitor's run, trained by pressing Train of the first experiment: its id and that browser's cookies."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(server.at("experiments"))
    page.locator(".st-key-train-reviews-lstm button").click()  # the first that is drawn may be another's
    expect(page.get_by_text("Test accuracy, last epoch")).to_be_visible()
    run_id = re.search("run=([0-9a-f]+)", page.url).group(1)
    cookies = context.cookies()
    context.close()
    return run_id, cookies


@pytest.fixture
def page(new_learner: Callable[..., Page]) -> Page:
    return new_learner()


@pytest.fixture
def my_page(page: Page, trained: tuple[str, list[dict]]) -> Page:
    """A page of the learner who trained the first run."""
    page.context.add_cookies(trained[1])
    return page


def test_the_first_run_passes_95_percent_and_shows_it(server: Server, trained, my_page: Page):
    run = run_of(server, trained[0])
    assert run.history().epochs[-1]["val_accuracy"] > 0.95
    my_page.goto(f"{server.url}/train?run={run.id}")
    best = max(epoch["val_accuracy"] for epoch in run.history().epochs)
    expect(my_page.get_by_test_id("stMetricValue").last).to_have_text(f"{best:.1%}")
    expect(my_page.get_by_test_id("stVegaLiteChart").locator("svg, canvas")).to_have_count(2)


def test_inside_shows_every_gate_over_the_words(server: Server, trained, my_page: Page):
    my_page.goto(f"{server.url}/inside?run={trained[0]}")
    for part in ("hidden", "forget", "input", "candidate", "output", "cell"):
        expect(my_page.get_by_role("img", name=part, exact=True)).to_be_visible()
    my_page.get_by_role("img", name="hidden", exact=True).hover(position={"x": 100, "y": 40})
    expect(my_page.locator(".tip")).to_have_text(re.compile(r"t = \d · \w+\s*unit \d+\s*hidden -?0\.\d{4}"))


def test_a_typed_sentence_gets_the_probability_that_the_network_gives(server: Server, trained, my_page: Page):
    my_page.goto(f"{server.url}/sentiment?run={trained[0]}")
    box = my_page.get_by_label("Type a text")
    box.fill("A dull film, not worth the ticket")
    run = run_of(server, trained[0])
    network = Network(run.config.plan, run.encoding, run.weights())
    probability = network.trace(network.encoding.text("A dull film, not worth the ticket")).probability
    shown = "< 0.001" if probability < 0.001 else "> 0.999" if probability > 0.999 else f"= {probability:.3f}"
    expect(my_page.locator(".verdict")).to_contain_text(f"P(positive) {shown}")
    box.fill("flibbertigibbet")
    expect(my_page.get_by_text("Not in the vocabulary, read as the unknown word: flibbertigibbet")).to_be_visible()
    box.fill("")
    expect(my_page.get_by_text("The text holds no word. Type at least one word.")).to_be_visible()


def test_a_test_example_shows_its_label(server: Server, trained, my_page: Page):
    my_page.goto(f"{server.url}/inside?run={trained[0]}")
    my_page.get_by_text("A test example").click()
    expect(my_page.get_by_text(re.compile("Labelled (negative|positive)"))).to_be_visible()
    my_page.get_by_role("button", name="Another").click()
    expect(my_page.get_by_text("The network says")).to_be_visible()


def test_a_reloaded_tab_finds_its_run_and_its_buttons_again(server: Server, page: Page):
    run_id = train(page, server, ENDLESS)
    expect(page.get_by_text("examples per second")).to_be_visible()
    page.add_init_script(PLACES)
    for drawn in ("NumberInput", "Progress"):  # what draws the box and the bar comes late
        page.route(f"**/{drawn}*", lambda route: (time.sleep(1), route.continue_()))
    page.reload()
    expect(page.get_by_text("examples per second")).to_be_visible()
    controls = [page.get_by_role("button", name=name, exact=True) for name in ("Pause", "Resume", "One batch", "Stop")]
    places = [control.bounding_box() for control in controls]
    page.get_by_role("button", name="Pause").click()
    expect(page.get_by_text("paused", exact=True)).to_be_visible()
    assert [control.bounding_box() for control in controls] == places  # a control that moves is missed by a click
    assert page.evaluate("[...window.places]") == [places[0]["y"]]  # also while the page arrived
    before = run_of(server, run_id).history().latest["position"]
    page.get_by_role("button", name="One batch").click()
    until(lambda: run_of(server, run_id).history().latest["position"] > before)
    page.get_by_role("button", name="Resume").click()
    expect(page.get_by_text("running", exact=True)).to_be_visible()
    rate = page.get_by_role("spinbutton", name="Learning rate").first
    rate.fill("0.0123")
    rate.press("Enter")
    until(lambda: run_of(server, run_id).history().learning_rate == 0.0123)
    page.get_by_role("button", name="Stop").click()
    expect(page.get_by_text("stopped", exact=True)).to_be_visible()


def test_zoom_and_hover_survive_while_the_curve_grows(server: Server, page: Page):
    run_id = train(page, server, ENDLESS)
    until(lambda: len(run_of(server, run_id).history().epochs) > 3)
    chart = page.get_by_test_id("stVegaLiteChart").first
    expect(chart.locator("svg text", has_text=re.compile("^1,000$"))).to_be_visible()
    box = chart.bounding_box()
    page.mouse.move(box["x"] + 60, box["y"] + 120)
    page.keyboard.down("Control")
    for _ in range(4):
        page.mouse.wheel(0, -200)
        page.wait_for_timeout(100)
    page.keyboard.up("Control")
    expect(chart.locator("svg text", has_text=re.compile("^1,000$"))).to_have_count(0)
    point = page.get_by_test_id("stVegaLiteChart").nth(1).locator("svg .mark-symbol.role-mark path").first
    tooltip = page.locator("#vg-tooltip-element.visible")

    def pointed_at() -> bool:
        place = point.bounding_box()  # None while an update of the chart draws its points anew
        if place:
            page.mouse.move(place["x"] + place["width"] / 2, place["y"] + place["height"] / 2)
        return tooltip.is_visible()

    until(pointed_at)
    expect(tooltip).to_contain_text("loss")
    shown = tooltip.inner_text()
    before = len(run_of(server, run_id).history().epochs)
    until(lambda: len(run_of(server, run_id).history().epochs) > before + 20)
    page.wait_for_timeout(1500)  # three more updates of the chart
    expect(chart.locator("svg text", has_text=re.compile("^1,000$"))).to_have_count(0)
    assert tooltip.inner_text() == shown
    page.get_by_role("button", name="Stop").click()
    expect(page.get_by_text("stopped", exact=True)).to_be_visible()


def test_one_learner_does_not_see_anothers_runs(server: Server, trained, page: Page, new_learner):
    page.goto(f"{server.url}/runs")
    expect(page.get_by_text("You have no trained network yet")).to_be_visible()
    expect(page.get_by_text(trained[0][:6])).to_have_count(0)
    mine = new_learner()
    mine.context.add_cookies(trained[1])
    mine.goto(f"{server.url}/runs")
    expect(mine.locator("[role=gridcell]", has_text="finished")).to_have_count(1)
    mine.goto(f"{server.url}/runs?chosen={trained[0]}")
    expect(mine.get_by_text(trained[0][:6])).to_be_visible()
    expect(mine.get_by_role("textbox", name="Name")).to_be_visible()  # only of one's own


def test_who_has_only_the_link_can_look_but_not_stop(server: Server, page: Page, new_learner):
    run_id = train(page, server, ENDLESS)
    expect(page.get_by_text("examples per second")).to_be_visible()
    guest = new_learner()
    guest.goto(f"{server.url}/train?run={run_id}")
    expect(guest.get_by_text("only the person who started it can pause or stop it")).to_be_visible()
    expect(guest.get_by_role("button", name="Stop")).to_have_count(0)
    page.get_by_role("button", name="Stop").click()
    expect(page.get_by_text("stopped", exact=True)).to_be_visible()


@pytest.mark.parametrize(
    ("link", "sentence"),
    [
        ("train?config=nonsense", "The link's settings 'nonsense' cannot be read"),
        ('train?config={"layers":[]}', "The network has no layers"),
        ('train?config={"layers":[{"kind":"lstm","units":0}]}', "units is 0; expected a whole number from 1 to 512"),
        ("train?run=../../etc/passwd", "There is no run"),
        ("inside?run=zzz", "There is no run 'zzz' here"),
    ],
)
def test_a_link_with_nonsense_gets_one_sentence_and_a_page_that_works(server: Server, page: Page, link, sentence):
    page.goto(f"{server.url}/{link}")
    expect(page.get_by_test_id("stAlert").filter(has_text=sentence)).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_text("Traceback")).to_have_count(0)


def test_wrong_numbers_get_one_sentence_and_train_waits(server: Server, page: Page):
    page.goto(f"{server.url}/train")
    page.get_by_role("tab", name="Layers").click()
    units = page.get_by_role("spinbutton", name="Units")
    for wrong in ("0", "1000000"):
        units.fill(wrong)
        units.press("Enter")
        expect(page.get_by_text("LSTM: units is")).to_contain_text("expected a whole number from 1 to 512")
        expect(train_button(page)).to_be_disabled()
    units.fill("8")
    units.press("Enter")
    expect(train_button(page)).to_be_enabled()


def test_layers_are_added_moved_removed_and_brought_back(server: Server, page: Page):
    page.goto(f"{server.url}/train")
    page.get_by_role("tab", name="Layers").click()
    summary = page.get_by_test_id("stTable")
    page.get_by_role("button", name="GRU", exact=True).click()
    expect(summary).to_contain_text("(250, 32)")
    expect(summary).to_contain_text("gru")
    page.get_by_role("button", name="Up", exact=True).last.click()
    expect(summary.locator("tbody tr").nth(1)).to_contain_text("gru")
    page.get_by_role("button", name="Remove", exact=True).first.click()
    expect(summary).not_to_contain_text("gru")
    page.get_by_role("button", name="Undo: remove GRU").click()
    expect(summary.locator("tbody tr").nth(1)).to_contain_text("gru")
    page.get_by_role("button", name="Remove", exact=True).first.dblclick()  # must not take two layers, nor fail
    expect(summary.locator("tbody tr")).to_have_count(3)
    page.get_by_role("button", name="Remove", exact=True).click()
    expect(page.get_by_text("The network has no layers yet")).to_be_visible()
    expect(train_button(page)).to_be_disabled()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["", "data", "train", "inside", "sentiment", "runs"])
def test_every_page_fits_a_phone(server: Server, trained, new_learner, path: str, scheme: str):
    page = new_learner(viewport={"width": 390, "height": 844}, color_scheme=scheme)
    page.context.add_cookies(trained[1])
    page.goto(f"{server.url}/{path}")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_test_id("stException")).to_have_count(0)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize("path", ["", "inside", "sentiment"])
def test_a_page_asks_nobody_but_its_own_server(server: Server, page: Page, path: str):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{server.url}/{path}")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator("link[rel='shortcut icon'], link[rel='icon']").first).to_have_attribute(
        "href", re.compile("^(data:|http://localhost|/|media)")
    )
    assert [url for url in asked if not url.startswith((server.url, "data:", "blob:"))] == []
