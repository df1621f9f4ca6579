"""The Inside page in real Chromium: click a cell and follow its number, walk by keys, move through the epochs."""

import csv
import re
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from playground.__main__ import main as playground
from playground.config import RunConfig
from playground.encodings import LearnedEmbedding
from playground.layers import GRU, LSTM
from playground.runs import Run
from tests.browser.app import Server, until
from tests.browser.made import made_run
from tests.figures.test_arithmetic import columns

pytestmark = pytest.mark.browser

TEXT = "Although the acting was superb, I was bored."
WORDS = ("although", "the", "acting", "was", "superb", "i", "bored")
CONFIG = RunConfig(encoding=LearnedEmbedding(maximum_length=9, dimensions=3), layers=(LSTM(units=4),))


@pytest.fixture(scope="module")
def run(server: Server) -> Run:
    """A finished run with the weights of epochs 0 to 3."""
    return made_run(server.home, CONFIG, {"words": WORDS})


@pytest.fixture
def page(server: Server, run: Run, new_learner: Callable[..., Page]) -> Page:
    """The page with the example it begins with: eight words, the last selected."""
    page = new_learner(viewport={"width": 1280, "height": 2600})
    page.goto(f"{server.url}/inside?run={run.id}&text={TEXT}")
    expect(page.locator(".katex")).to_have_count(6)
    expect(page.locator(".timesteps")).to_have_attribute("data-scene", "1")  # drawn
    return page


def sigmoid(x: float) -> float:
    return 1 / (1 + np.exp(-x))


def exported(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch, home: Path) -> dict[str, np.ndarray]:
    """The weights as a learner gets them from the command line."""
    monkeypatch.setenv("PLAYGROUND_HOME", str(home))
    assert playground(["export", run.id, "--format", "keras", "--output", str(folder / "network.keras")]) == 0
    import keras

    model = keras.saving.load_model(folder / "network.keras")
    arrays = [array for layer in model.layers for array in layer.get_weights()]
    return dict(zip(("embeddings", "kernel", "recurrent_kernel", "bias"), arrays, strict=False))


def test_a_clicked_cell_shows_the_equations_that_give_its_number(
    server: Server, run: Run, page: Page, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    forget = page.locator("canvas[data-figure='part forget']")
    box = forget.bounding_box()
    column = (box["width"] - 40) / 8
    forget.click(position={"x": 40 + column * 1.2, "y": box["height"] * 0.6})
    heading = page.get_by_text(re.compile(r"^lstm, unit \d, forget at t = \d"))
    expect(heading).to_be_visible()
    unit, t, number = re.search(r"unit (\d), forget at t = (\d) .*: (\d\.\d+)", heading.inner_text()).groups()
    unit, t = int(unit), int(t) - 1
    assert t > 0

    weights = exported(run, tmp_path, monkeypatch, server.home)
    rows = weights["embeddings"][run.encoding.text(" ".join(WORDS[:5]) + " i was bored").inputs[-8:]]
    hidden = cell = np.zeros(4)
    for x_t in rows[: t + 1]:
        z = x_t @ weights["kernel"] + hidden @ weights["recurrent_kernel"] + weights["bias"]
        i, f, c, o = np.split(z, 4)
        cell = sigmoid(f) * cell + sigmoid(i) * np.tanh(c)
        hidden = sigmoid(o) * np.tanh(cell)
    assert float(number) == pytest.approx(sigmoid(f[unit]), abs=6e-5)

    equation = page.locator(".katex annotation").first.text_content()
    ((figures, total),) = columns(equation)
    assert sum(figures) == total == round(float(f[unit]) * 1e4)
    assert rf"\boxed{{{number}}}" in equation
    of_cell = page.locator(".katex annotation").nth(4).text_content()
    assert f"= {cell[unit]:.4f} " in of_cell


def test_keys_move_the_selected_timestep_and_unit(page: Page):
    where = page.locator("output.where")
    expect(where).to_have_text("t = 8 of 8 · bored")
    page.locator("canvas.unrolled").click(position={"x": 700, "y": 10})
    page.keyboard.press("Home")
    expect(where).to_have_text("t = 1 of 8 · although")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowLeft")
    expect(where).to_have_text("t = 2 of 8 · the")
    expect(page.get_by_text("at t = 2 (the)")).to_be_visible()
    unit = page.get_by_text(re.compile(r"^lstm, unit \d"))
    before = unit.inner_text()
    page.keyboard.press("ArrowUp" if "unit 3" in before else "ArrowDown")
    expect(unit).not_to_have_text(before)
    page.locator(".timesteps select").select_option("20")
    page.locator("canvas.unrolled").click(position={"x": 60, "y": 10})
    page.keyboard.press("Space")
    expect(where).to_have_text("t = 8 of 8 · bored")  # it has played to the end
    expect(page.get_by_text("at t = 8 (bored)")).to_be_visible()


def test_a_key_takes_the_label_of_the_pointer_away_until_the_pointer_moves(page: Page):
    drawn, label = page.get_by_role("img", name="hidden", exact=True), page.locator(".timesteps .tip")
    drawn.click(position={"x": 100, "y": 40})
    expect(label).to_be_visible()
    page.keyboard.press("Home")
    expect(label).to_be_hidden()
    drawn.hover(position={"x": 140, "y": 40})
    expect(label).to_be_visible()


def test_another_epoch_redraws_everything_for_the_same_cell(run: Run, page: Page):
    heading = page.get_by_text(re.compile(r"^lstm, unit \d"))
    place, last = heading.inner_text().split(": ")
    picture = page.locator(".timesteps")
    scene = picture.get_attribute("data-scene")
    page.get_by_role("slider", name="Epoch").press("ArrowLeft")
    expect(picture).not_to_have_attribute("data-scene", scene)
    expect(heading).not_to_have_text(f"{place}: {last}")
    expect(heading).to_have_text(re.compile(re.escape(place)))
    expect(page).to_have_url(re.compile("epoch=2"))
    page.get_by_role("button", name="Play", exact=True).click()
    expect(heading).to_have_text(f"{place}: {last}")  # it has played to the last epoch


def test_a_figure_and_its_numbers_can_be_taken_along(page: Page):
    hidden = page.locator(".head", has=page.get_by_text("hidden", exact=True))
    with page.expect_download() as download:
        hidden.get_by_role("button", name="PNG").click()
    assert Path(download.value.path()).read_bytes().startswith(b"\x89PNG")
    with page.expect_download() as download:
        hidden.get_by_role("button", name="CSV").click()
    rows = list(csv.reader(Path(download.value.path()).read_text().splitlines()))
    assert len(rows) == 1 + 8
    assert len(rows[0]) == 2 + 4


def test_a_cell_of_a_network_set_beside_shows_its_own_arithmetic(
    server: Server, run: Run, new_learner: Callable[..., Page]
):
    other = made_run(server.home, CONFIG.changed(layers=(GRU(units=3),)), {"words": WORDS})
    page = new_learner(viewport={"width": 1280, "height": 3200})
    page.goto(f"{server.url}/inside?run={run.id}&view=compare&beside={other.id}&text={TEXT}")
    beside = page.locator(".cells canvas").nth(1)
    expect(page.locator(".cells")).to_have_attribute("data-drawn", re.compile("."))
    beside.click(position={"x": 40 + (beside.bounding_box()["width"] - 40) * 4.5 / 8, "y": 5})
    expect(page.get_by_text("GRU 3: gru, unit 0, hidden at t = 5 (superb): ")).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    heading = page.get_by_text("GRU 3: gru, unit 1, hidden at t = 6 (i): ")
    expect(heading).to_be_visible()
    number = heading.inner_text().split(": ")[-1]
    expect(page.locator(".katex annotation", has_text=rf"\boxed{{{number}}}")).to_have_count(1)
    for _ in range(2):
        page.keyboard.press("ArrowUp")  # over the edge to the network above
    expect(page.get_by_text("LSTM 4: lstm, unit 3, hidden at t = 6 (i): ")).to_be_visible()
    head = page.locator(".head", has=page.get_by_text("hidden · GRU 3", exact=True))
    with page.expect_download() as download:
        head.get_by_role("button", name="CSV").click()
    rows = list(csv.DictReader(Path(download.value.path()).read_text().splitlines()))
    assert (len(rows), rows[5]["read"]) == (8, "i")
    assert float(rows[5]["unit 1"]) == pytest.approx(float(number), abs=5e-5)
    with page.expect_download() as download:
        head.get_by_role("button", name="PNG").click()
    assert Path(download.value.path()).read_bytes().startswith(b"\x89PNG")


def read(page: Page, words: int) -> None:
    """Type a text of so many words and press Enter."""
    text = page.get_by_label("Type a text")
    text.fill(" ".join((WORDS * 3)[:words]))
    text.press("Enter")
    expect(page.locator("output.where")).to_contain_text(f" of {words} ")


def explained(page: Page, t: int, words: int, layer: str = "lstm") -> None:
    """The picture and the equations name timestep `t`, and the same part and unit."""
    expect(page.locator("output.where")).to_contain_text(f"t = {t} of {words} ")
    heading = page.get_by_text(re.compile(rf"^{layer}.*, unit \d, \w+ at t = {t} "))
    expect(heading).to_be_visible()
    pictured = page.locator(".head b.unit")
    until(lambda: pictured.inner_text() == re.search(r"unit \d", heading.inner_text()).group())


def test_the_equations_explain_the_timestep_that_the_picture_has_selected(
    server: Server, new_learner: Callable[..., Page]
):
    encoding = LearnedEmbedding(maximum_length=16, dimensions=3)
    config = CONFIG.changed(encoding=encoding, layers=(LSTM(units=4), GRU(units=3)))
    run = made_run(server.home, config, {"words": WORDS})
    page = new_learner(viewport={"width": 1280, "height": 2600})
    page.goto(f"{server.url}/inside?run={run.id}&text={TEXT}")
    explained(page, 8, 8)
    for words in (14, 2, 16, 8):  # nothing is chosen: the last
        read(page, words)
        explained(page, words, words)
    forget = page.locator("canvas[data-figure='part forget']")
    forget.click(position={"x": 60, "y": 5})
    page.keyboard.press("End")
    explained(page, 8, 8)
    for words, t in ((14, 8), (2, 2), (16, 8)):
        read(page, words)
        explained(page, t, words)
    page.get_by_role("slider", name="Epoch").press("ArrowLeft")
    expect(page).to_have_url(re.compile("epoch=2"))
    explained(page, 8, 16)
    page.get_by_role("radio", name="gru", exact=True).click()
    explained(page, 8, 16, "gru")
    page.get_by_role("radio", name="lstm", exact=True).click()
    explained(page, 8, 16)
    page.get_by_role("radio", name="What if").click()
    page.get_by_role("radio", name="Timestep by timestep").click()
    explained(page, 8, 16)


@pytest.mark.parametrize("width", [390, 700, 1280])
def test_nothing_moves_while_timesteps_and_epochs_play(
    server: Server, run: Run, new_learner: Callable[..., Page], width: int
):
    page = new_learner(viewport={"width": width, "height": 3000})
    page.goto(f"{server.url}/inside?run={run.id}&text={TEXT}")
    where = page.locator("output.where")
    expect(where).to_have_text("t = 8 of 8 · bored")
    canvases = page.locator(".timesteps canvas:visible")

    def tops() -> list[float]:
        return [round(one.bounding_box()["y"]) for one in canvases.all()]

    before = tops()
    page.get_by_role("button", name="First timestep").click()
    for t in range(1, 8):
        expect(where).to_contain_text(f"t = {t} of 8")
        assert tops() == before
        page.get_by_role("button", name="Next timestep").click()
    expect(page.get_by_text("at t = 8 (bored)")).to_be_visible()
    for epoch in (2, 1, 0):
        scene = page.locator(".timesteps").get_attribute("data-scene")
        page.get_by_role("slider", name="Epoch").press("ArrowLeft")
        expect(page).to_have_url(re.compile(f"epoch={epoch}"))
        expect(page.locator(".timesteps")).not_to_have_attribute("data-scene", scene)
        assert tops() == before


def test_nothing_shows_above_the_bar_of_epochs(page: Page):
    page.set_viewport_size({"width": 1280, "height": 800})
    page.mouse.move(700, 500)
    page.mouse.wheel(0, 2000)
    expect(page.locator(".st-key-reading-bar")).to_be_in_viewport()
    header = page.get_by_test_id("stHeader").evaluate("e => [getComputedStyle(e).backgroundColor, e.offsetHeight]")
    bar = page.locator(".st-key-reading-bar").bounding_box()
    assert header[0] == "rgb(255, 255, 255)"
    assert header[1] >= bar["y"] - 4
