"""An exported page in real Chromium: opened from disk, with the network off, it says what NumPy says."""

import base64
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from playground.analysis.running_prediction import course
from playground.config import RunConfig
from playground.encodings import LearnedEmbedding
from playground.exporting.page import given, save_page
from playground.figures import described
from playground.layers import GRU, LSTM, SimpleRNN
from playground.prediction.predict import answer, encoded_example, in_words, network
from playground.prediction.splits import run_examples
from playground.recipes import recipe
from playground.reference.interventions import ClampGate
from playground.reference.network import Network
from playground.runs import Run, starter
from playground.wording import stated
from tests.browser.made import made_run
from tests.browser.test_accessibility import AXE, SERIOUS
from tests.keras_networks.configs import dense, lstm, masking
from tests.runs.test_given import BINARY, NUMBERS, TOKENS, kept, of
from tests.ui.web.test_network import STACKS, of_text
from tests.ui.web.test_network_from_elsewhere import NETWORKS
from tests.ui.web.test_network_from_elsewhere import examples as skipping

pytestmark = pytest.mark.browser

WORDS = ("although", "the", "acting", "was", "superb", "i", "bored")
TEXT = "Although the acting was superb, I was bored: glimmerous!"
OF_A_TEXT = """text => {
    const packed = (values) => btoa(String.fromCharCode(...new Uint8Array(values.slice().buffer)));
    const { layers } = rnn.network.trace(rnn.network.padded(rnn.encoding.encode(text).read));
    const parts = Object.entries(layers).flatMap(([layer, arrays]) =>
        Object.entries(arrays).map(([part, array]) => [`${layer}/${part}`, packed(array.values)]));
    return Object.fromEntries(parts);
}"""


OF_MANY = """cases => cases.map(([plan, ids, numbers]) => {
    const network = new rnn.Network(plan);
    const rows = numbers && { rows: 8, columns: 8, values: Float32Array.from(numbers) };
    const { layers } = network.trace(rows ?? network.padded(Int32Array.from(ids)));
    return Object.fromEntries(Object.entries(layers).flatMap(([layer, arrays]) =>
        Object.entries(arrays).map(([part, array]) => [`${layer}/${part}`, [...array.values]])));
})"""


@pytest.fixture
def opened(new_learner: Callable[..., Page], tmp_path: Path) -> Callable[..., Page]:
    """Opens the page of a run from disk, offline; nothing may be asked for, nothing may be complained of."""

    def open_page(run: Run, **options: object) -> Page:
        save_page(run, tmp_path / "page.html")
        page = new_learner(offline=True, **options)
        page.on("pageerror", lambda error: pytest.fail(str(error)))
        page.on("console", lambda message: pytest.fail(message.text))
        asked = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(f"file://{tmp_path}/page.html")
        page.wait_for_function("document.querySelector('main').childElementCount && window.rnn")
        assert [url for url in asked if not url.startswith("data:")] == [f"file://{tmp_path}/page.html"]
        return page

    return open_page


def says(page: Page, net: Network, text: str, run: int = 0) -> None:
    """The page shows what NumPy says of a text."""
    probability = net.trace(net.encoding.text(text)).probability
    expect(page.locator(".verdict span").nth(run)).to_have_text(stated("positive", probability))


def test_the_starter_reads_what_is_typed_as_numpy_does(opened: Callable[..., Page]):
    page, net = opened(starter()), network(starter())
    area = page.get_by_label("Type a text")
    area.fill("")
    expect(page.get_by_role("alert")).to_have_text("The text holds no word. Type at least one word.")
    area.press_sequentially(TEXT)
    says(page, net, TEXT)
    traced = net.trace(net.encoding.text(TEXT))
    found = page.evaluate(OF_A_TEXT, TEXT)
    assert set(found) == set(traced.arrays())
    for name, array in traced.arrays().items():
        own = np.frombuffer(base64.b64decode(found[name]), np.float32).reshape(array.shape)
        np.testing.assert_allclose(own, array, rtol=0, atol=1e-5)
    expect(page.locator(".unknown", has_text="glimmerous")).to_be_visible()
    expect(page.locator(".where")).to_have_text("t = 9 of 9 · ⟨unknown⟩")


def test_every_kind_of_layer_has_the_numbers_of_numpy(opened: Callable[..., Page]):
    page, ids = opened(starter()), [3, 1, 2, 4, 4]
    *_, values = skipping()
    nets = [*STACKS.items(), *NETWORKS.items()]
    numbers = values.ravel().tolist()
    plans = [
        [
            described.network(net.plan, net.encoding.encoding.padding, net.weights),
            ids,
            None if name in STACKS else numbers,
        ]
        for name, net in nets
    ]
    for (name, net), found in zip(nets, page.evaluate(OF_MANY, plans), strict=True):
        trace = of_text(net, ids)[0] if name in STACKS else net.trace(net.encoding.example(values))
        arrays = trace.arrays()
        assert set(found) == set(arrays)
        for part, array in arrays.items():
            own = np.array(found[part]).reshape(array.shape)
            np.testing.assert_allclose(own, array, rtol=0, atol=1e-5, err_msg=f"{name} {part}")


def test_a_gate_that_is_held_stands_beside_the_network_as_it_was_trained(opened: Callable[..., Page]):
    page, net = opened(starter()), network(starter())
    page.get_by_label("Type a text").fill(TEXT)
    page.get_by_label("What if? Hold").select_option("the forget gate")
    page.get_by_label("Held open or closed").select_option("closed (0)")
    says(page, net, TEXT)
    says(page, replace(net, changes=(ClampGate("lstm", "", "forget", 0.0),)), TEXT, run=1)
    expect(page.get_by_role("heading", name="The forget gate held closed")).to_be_visible()
    page.get_by_label("What if? Hold").select_option("no gate")
    expect(page.locator(".verdict")).to_have_count(1)
    page.get_by_label("Type a text").fill("A superb film.")
    says(page, net, "A superb film.")


def test_a_word_that_is_clicked_is_looked_at_and_the_keys_go_on_from_there(opened: Callable[..., Page]):
    page = opened(starter())
    page.get_by_label("Type a text").fill(TEXT)
    where = page.locator(".where")
    expect(where).to_have_text("t = 9 of 9 · ⟨unknown⟩")
    page.locator(".under span", has_text="superb").click(force=True)
    expect(where).to_have_text("t = 5 of 9 · superb")
    page.get_by_role("group", name="The network over time").focus()
    page.keyboard.press("ArrowLeft")
    expect(where).to_have_text("t = 4 of 9 · was")
    page.get_by_role("button", name="Embedding 10,002 × 24").click()
    expect(page.get_by_role("button", name="Embedding 10,002 × 24")).to_have_attribute("aria-pressed", "true")
    expect(page.locator("[data-figure='part value']")).to_be_visible()


def test_a_bidirectional_network_works_out_every_beginning_while_one_can_type(
    opened: Callable[..., Page], tmp_path: Path
):
    encoding = LearnedEmbedding(vocabulary_size=7, maximum_length=90, dimensions=3, mask=False)
    config = RunConfig(encoding=encoding, layers=(LSTM(units=8, bidirectional=True), SimpleRNN(units=3)))
    run = made_run(tmp_path, config, {"words": WORDS}, epochs=1)
    page, net = opened(run), network(run)
    text = " ".join([TEXT] * 4)
    page.get_by_label("Type a text").fill(text)
    found = course(net, net.encoding.text(text))
    changes = np.abs(found.changes)
    page.wait_for_function("document.querySelector('.more').textContent.includes('moves P(positive) most')")
    with page.expect_download() as download:
        page.get_by_role("button", name="Save P(positive) after every word as CSV").click()
    rows = Path(download.value.path()).read_text(encoding="utf-8").splitlines()[1:]
    np.testing.assert_allclose([float(row.split(",")[2]) for row in rows], found.predictions[:, 1], rtol=0, atol=1e-5)
    expect(page.locator(".more p").first).to_contain_text(found.encoded.words[int(changes.argmax())], ignore_case=True)


def test_digits_are_stepped_through(opened: Callable[..., Page], tmp_path: Path):
    config = recipe("digits-lstm").config.changed(layers=(GRU(units=8),))
    learned = {"mean": [0.3] * 8, "deviation": [0.4] * 8, "target": [0, 1]}
    run = made_run(tmp_path, config, learned, epochs=1)
    page, net, shown = opened(run), network(run), given(run)["examples"]["numbers"]
    test = run_examples(config).test
    for index, one in enumerate(shown):
        page.get_by_role("button", name=f"{one['title']}: {one['truth']}").click()
        number = np.linspace(0, len(test) - 1, len(shown)).astype(int)[index]
        prediction, figures = in_words(
            config, answer(config, run.encoding, net.trace(encoded_example(run, number, test)))
        )
        said = page.locator(".choose + .verdict")
        expect(said.locator("b")).to_have_text(prediction)
        expect(said.locator("span")).to_contain_text(figures)
    expect(page.locator("canvas.image")).to_be_visible()


def test_a_network_from_elsewhere_says_what_numpy_says(opened: Callable[..., Page], own_home: Path):
    layers = (masking(), lstm(go_backwards=True, activation="selu"), dense(1))
    numbers = np.array(NUMBERS)
    numbers[0, 1:3] = 0
    run = kept(*of(*layers, shape=(4, 2)), numbers)
    page, net = opened(run), network(run)
    for index, values in enumerate(numbers.astype(np.float32)):
        page.get_by_role("button", name=f"Example {index + 1}").click()
        prediction, _ = in_words(run.config, answer(run.config, run.encoding, net.trace(net.encoding.example(values))))
        expect(page.locator(".choose + .verdict b")).to_have_text(prediction)
    words = kept(*of(*BINARY), TOKENS, np.array([0, 1, 1]), words=("", "[UNK]", "good", "bad", "film"))
    page, net = opened(words), network(words)
    for text in ("good film", "#3 bad Film!"):
        page.get_by_label("Type a text").fill(text)
        probability = net.trace(net.encoding.text(text)).probability
        expect(page.locator(".verdict span")).to_have_text(stated("class 1", probability))
    page.get_by_label("Type a text").fill("a good film")
    expect(page.get_by_role("alert")).to_contain_text("This network knows no token “a”.")


def test_a_sum_is_answered(opened: Callable[..., Page], tmp_path: Path):
    config = recipe("encoder-decoder").config
    run = made_run(tmp_path, config, {"words": tuple("0123456789+")}, epochs=1)
    page, net = opened(run), network(run)
    page.get_by_label("Type a text").fill("12+7")
    written, _ = in_words(config, answer(config, run.encoding, net.trace(net.encoding.text("12+7"))))
    expect(page.locator(".typed .verdict b")).to_have_text(written)


@pytest.mark.parametrize("scheme", AXE)
def test_a_page_is_for_everyone(opened: Callable[..., Page], tmp_path: Path, scheme: str):
    digits = recipe("digits-lstm").config.changed(layers=(GRU(units=4),))
    learned = {"mean": [0.3] * 8, "deviation": [0.4] * 8, "target": [0, 1]}
    sums = made_run(tmp_path, recipe("encoder-decoder").config, {"words": tuple("0123456789+")}, epochs=1)
    for run in (starter(), made_run(tmp_path, digits, learned, epochs=1), sums):
        page = opened(run, color_scheme=scheme)
        violations = Axe().run(page, options=AXE[scheme]).response["violations"]
        assert [(one["id"], one["nodes"][0]["html"]) for one in violations if one["impact"] in SERIOUS] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_page_fits_a_phone(opened: Callable[..., Page], scheme: str):
    page = opened(starter(), viewport={"width": 390, "height": 844}, color_scheme=scheme)
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    background = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert background == {"light": "rgb(255, 255, 255)", "dark": "rgb(15, 21, 32)"}[scheme]
