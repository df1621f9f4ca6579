"""The Sentiment page's editor in real Chromium: it answers while one types, and never gets in the way of typing."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from playground.config import RunConfig
from playground.encodings import LearnedEmbedding
from playground.layers import LSTM
from playground.prediction.predict import network
from playground.runs import Run
from playground.wording import stated
from tests.browser.app import Server, until
from tests.browser.made import made_run

pytestmark = pytest.mark.browser

WORDS = ("although", "the", "acting", "was", "superb", "i", "bored")
SENTENCE = "Although the acting was superb, I was bored."
HTML = "<b>the</b> <img src=x onerror=alert()> &amp; 😀 superb"
LIES_AS = """area => {
    const under = area.parentElement.querySelector(".under");
    return area.scrollHeight - under.clientHeight + area.value.length - under.textContent.trimEnd().length;
}"""
"""0 where the text that is typed and the one below it are the same, line by line."""
NOTE_TOUCHED = """under => {
    window.touched = new Set();
    const all = { subtree: true, childList: true, characterData: true, attributes: true };
    const note = (changes) => changes.forEach(({ target }) => window.touched.add(target.textContent));
    new MutationObserver(note).observe(under, all);
}"""
"""Notes the text of every node that is changed."""


@pytest.fixture(scope="module")
def run(server: Server) -> Run:
    """An LSTM of 32 units with random weights; it reads 8 words."""
    encoding = LearnedEmbedding(vocabulary_size=7, maximum_length=8, dimensions=3, truncation="back")
    return made_run(server.home, RunConfig(encoding=encoding, layers=(LSTM(units=32),)), {"words": WORDS}, epochs=1)


@pytest.fixture
def page(server: Server, new_learner: Callable[..., Page], run: Run) -> Page:
    """The Sentiment page, with a sentence of eight words."""
    page = new_learner()
    page.on("dialog", lambda dialog: pytest.fail("what was typed has been interpreted"))
    page.goto(f"{server.url}/sentiment?run={run.id}&text={SENTENCE}")
    expect(page.get_by_label("Type a text")).to_have_value(SENTENCE)
    return page


def area(page: Page) -> Locator:
    """The text area."""
    return page.get_by_label("Type a text")


def answered(page: Page, text: str) -> None:
    """Wait until the picture is of `text`, which is what stands in the text area."""
    expect(area(page)).to_have_value(text)
    expect(page.locator(".sentiment[data-current=true]")).to_have_attribute(
        "data-length", str(len(text.encode("utf-16-le")) // 2)
    )


def probability(run: Run, text: str) -> str:
    """As the page shows it."""
    net = network(run)
    return stated("positive", net.trace(net.encoding.text(text)).probability)


def test_every_key_changes_the_picture_and_the_words_carry_its_colours(page: Page, run: Run):
    text = "The acting was glimmerous"
    area(page).fill("")
    expect(page.get_by_role("alert")).to_have_text("The text holds no word. Type at least one word.")
    area(page).press_sequentially(text)
    answered(page, text)
    expect(page.locator(".verdict")).to_contain_text(probability(run, text))
    expect(page.locator(".under .unknown")).to_have_text("glimmerous")
    words = page.locator(".under span[data-token]")
    expect(words).to_have_text(["The", "acting", "was", "glimmerous"])
    assert re.search(r"rgba\((37, 99, 235|234, 88, 12)", words.nth(1).get_attribute("style"))
    area(page).press_sequentially(" and I was bored although bored")
    answered(page, text + " and I was bored although bored")
    expect(page.locator(".under .cut")).to_have_text("although bored")
    assert area(page).evaluate(LIES_AS) == 0
    words.nth(3).hover(force=True)
    expect(page.locator(".tip")).to_contain_text(
        re.compile(r"glimmerous\s*not in the vocabulary\s*P\(positive\) [=<>] 0\.\d{3}")
    )
    area(page).press("ArrowLeft")
    expect(page.locator(".tip")).to_be_hidden()
    page.locator("canvas[data-figure=running]").hover(position={"x": 45, "y": 20})
    expect(page.locator(".under .lit")).to_have_text("The")
    page.mouse.move(0, 0)
    expect(page.locator(".under .lit")).to_have_count(0)
    area(page).press("Control+Home")
    expect(page.locator(".under .lit")).to_have_text("The")
    area(page).press("Control+ArrowRight")
    area(page).press("ArrowRight")
    expect(page.locator(".under .lit")).to_have_text("acting")


@pytest.mark.parametrize(
    ("text", "verdict"), [("虽然演技很好，但是剧情太无聊了", "负面"), ("不是不好看", "正面"), ("不好看", "负面")]
)
def test_chinese_is_read_character_by_character(page: Page, server: Server, text: str, verdict: str):
    page.goto(f"{server.url}/sentiment?run=starter-zh")
    expect(area(page)).to_have_value(re.compile("^真是一部烂片"))
    area(page).fill("")
    said = []
    for end in range(1, len(text) + 1):
        area(page).press_sequentially(text[end - 1])
        answered(page, text[:end])
        expect(page.locator(".under span[data-token]")).to_have_text(list(text[:end]))
        said.append(page.locator(".verdict span").inner_text())
    assert len(set(said)) > 1, "every character moves it"
    expect(page.locator(".verdict b")).to_have_text(verdict)


def test_the_caret_stays_and_what_was_typed_can_be_undone(page: Page):
    area(page).evaluate("area => area.setSelectionRange(13, 13)")
    area(page).press_sequentially("very bad ", delay=120)
    text = SENTENCE[:13] + "very bad " + SENTENCE[13:]
    answered(page, text)
    assert area(page).evaluate("area => [area.selectionStart, area.selectionEnd]") == [22, 22]
    area(page).press("Control+z")
    answered(page, SENTENCE)
    page.get_by_role("button", name="Negation").click()
    answered(page, "It was not bad at all.")
    area(page).press("Control+z")
    answered(page, SENTENCE)


def test_nothing_is_sent_while_an_input_method_composes_and_a_click_tells_the_word(page: Page):
    sent = []
    page.on("websocket", lambda socket: socket.on("framesent", lambda frame: sent.append(frame)))
    page.on("request", lambda request: sent.append(request.post_data_buffer) if request.method == "POST" else None)
    page.reload()
    answered(page, SENTENCE)
    area(page).press("Control+a")

    def quiet() -> bool:
        before = len(sent)
        page.wait_for_timeout(1000)
        return 0 < before == len(sent)

    until(quiet)
    before = len(sent)
    cdp = page.context.new_cdp_session(page)
    for composed in ("n", "に", "にほ", "にほん"):
        cdp.send(
            "Input.imeSetComposition",
            {"text": composed, "selectionStart": len(composed), "selectionEnd": len(composed)},
        )
        page.wait_for_timeout(100)
    assert area(page).input_value().endswith("にほん")
    assert len(sent) == before
    cdp.send("Input.insertText", {"text": "日本"})
    expect(page.locator(".under .unknown")).to_have_text("日本")
    assert len(sent) > before
    area(page).click(position={"x": 25, "y": 25})
    until(lambda: b'"token":0,"word":"' in sent[-1] or page.wait_for_timeout(50))


def test_html_is_shown_as_text_and_a_long_paste_is_told(page: Page):
    area(page).fill(HTML)
    answered(page, HTML)
    expect(page.locator(".under")).to_have_text(HTML)
    assert page.locator(".under b, .under img").count() == 0
    expect(page.locator(".under span[data-token]")).to_have_text(
        ["b", "the", "b", "img", "src", "x", "onerror", "alert"]
    )
    assert area(page).evaluate(LIES_AS) == 0
    long = "good " * 30_000
    area(page).fill(long)
    expect(page.get_by_role("alert")).to_have_text(
        "The text has 30,000 words; this page reads up to 20,000. Shorten the text."
    )
    area(page).fill("שלום superb\nمرحبا bored")
    expect(page.locator(".under span[data-token]")).to_have_text(["שלום", "superb", "مرحبا", "bored"])
    assert area(page).evaluate(LIES_AS) == 0


def test_a_reload_brings_the_text_back_and_a_click_opens_it_inside(page: Page):
    before = page.evaluate("history.length")
    area(page).fill(HTML)
    answered(page, HTML)
    page.wait_for_url("**text=*img*")
    assert page.evaluate("history.length") == before  # Back leaves the page, not the last word
    page.reload()
    answered(page, HTML)
    page.get_by_role("link", name="Look inside at this text").click()
    expect(page.get_by_label("Type a text")).to_have_value(HTML)
    expect(page.locator(".timesteps")).to_have_attribute("data-scene", re.compile("."))


def test_a_clicked_word_is_left_out_and_replaced(page: Page, run: Run):
    area(page).fill("the acting was superb")
    answered(page, "the acting was superb")
    box = page.locator(".under [data-token='3']").bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    rows = page.get_by_test_id("stTable").locator("tr")
    expect(rows.filter(has_text="without superb")).to_contain_text(probability(run, "the acting was"))
    page.get_by_label("Replace with").fill("bored")
    expect(rows.filter(has_text="with bored instead")).to_contain_text(probability(run, "the acting was bored"))


def test_the_page_does_not_send_again_what_the_browser_has(page: Page, run: Run):
    frames = []
    page.on("websocket", lambda socket: socket.on("framereceived", lambda frame: frames.append(frame)))
    page.reload()
    answered(page, SENTENCE)
    text = SENTENCE + " Superb"
    area(page).press("Control+End")
    area(page).press_sequentially(" Superb")
    answered(page, text)

    def told() -> list[bytes]:  # what the page tells the editor, of this text
        page.wait_for_timeout(50)
        return [
            frame for frame in frames if isinstance(frame, bytes) and text.encode() in frame and b'"editor"' in frame
        ]

    until(told)
    assert b'"kept"' in told()[-1]
    assert b'"changes": []' in told()[-1].replace(b'":[', b'": [')
    answered(page, text)
    expect(page.locator(".verdict")).to_contain_text(probability(run, text))
    page.wait_for_url("**Superb*")
    page.reload()  # a browser that has nothing is sent all
    answered(page, text)
    expect(page.locator(".verdict")).to_contain_text(probability(run, text))


def test_only_the_words_that_changed_are_drawn_again(page: Page):
    area(page).fill("the acting was superb " * 2)
    answered(page, "the acting was superb " * 2)
    page.wait_for_timeout(1000)
    page.locator(".under").evaluate(NOTE_TOUCHED)
    area(page).press("Control+End")
    area(page).press_sequentially("i")
    answered(page, "the acting was superb " * 2 + "i")
    touched = page.evaluate("[...window.touched]")
    assert "i" in touched
    assert not {"the", "acting", "was"} & set(touched)


def test_a_word_opens_its_explanation_at_every_click(page: Page):
    box = page.get_by_role("combobox", name="A word")
    for _ in range(2):
        word = page.locator(".under span[data-token]").nth(4).bounding_box()
        page.mouse.click(word["x"] + 5, word["y"] + 5)
        expect(box).to_have_value("5 · superb")
        page.get_by_text("Why?").click()
        expect(box).to_have_count(0)


def test_headings_of_a_table_stand_over_their_columns(page: Page):
    page.get_by_text("Why?").click()
    table = page.get_by_test_id("stTable")
    expect(table).to_contain_text("as typed")
    left = """cell => {
        const text = document.createRange();
        text.selectNodeContents(cell);
        return text.getBoundingClientRect().left;
    }"""
    heading, cell = table.locator("thead th").nth(1), table.locator("tbody td").first
    assert heading.evaluate(left) == cell.evaluate(left)
