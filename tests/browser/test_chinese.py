"""Every page and view in Chinese: no English sentence is left, and nothing is wider than the window."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Page

from playground.languages import _, speaking
from playground.runs import Run
from playground.server.identity import COOKIE
from tests.browser.app import Server
from tests.browser.test_accessibility import COOKIE_VALUE, EVERY, View, runs, visit

pytestmark = pytest.mark.browser
__all__ = ["runs"]

TEXTS = """
    () => {
        const found = [];
        const aside = "script, style, code, pre, .katex, textarea, [lang=en], [href='#stMain']";
        const look = (root) => {
            for (const one of root.querySelectorAll("*")) {
                if (one.shadowRoot) look(one.shadowRoot);
                if (one.closest(aside) || !one.checkVisibility({ visibilityProperty: true })) continue;
                for (const node of one.childNodes) if (node.nodeType === Node.TEXT_NODE) found.push(node.data);
                for (const name of ["aria-label", "title", "placeholder", "alt"]) {
                    found.push(one.getAttribute(name) ?? "");
                }
            }
        };
        look(document.body);
        return found;
    }
"""
"""Every text that is seen or read out, also of components, but for programs and formulas."""
SENTENCE = re.compile(r"[A-Za-z]+(?:[ ,;:’'“”\-–·]+[A-Za-z]+){2,}")
"""Three Latin words one after another."""
MEANT = re.compile(
    "|".join(
        (
            r"although the acting|the acting was superb|the unheard|As was asked|Before its first step",  # of the runs
            r"LSTM|GRU|SimpleRNN|Embedding|Dense|Dropout|Flatten|Conv1D|Keras|NumPy|TensorFlow",  # names
        )
    )
)
"""What is said in English on purpose."""


@pytest.fixture(scope="module")
def page(profile: BrowserContext, server: Server, runs: dict[str, Run]) -> Iterator[Page]:
    """A page of a learner who has a run."""
    profile.add_cookies([{"name": COOKIE, "value": COOKIE_VALUE, "url": server.url}])
    one = profile.new_page()
    one.set_viewport_size({"width": 1280, "height": 800})
    one.emulate_media(reduced_motion="reduce")
    yield one
    one.close()


@pytest.mark.parametrize(("name", "view"), EVERY, ids=str)
def test_no_english_sentence_is_left_on_a_chinese_page(
    server: Server, runs: dict[str, Run], page: Page, name: str, view: View
):
    with speaking("zh"):
        pressed = tuple((role, _(label)) for role, label in view.press)
    visit(page, server, runs, name, View(f"{view.link}&lang=zh".lstrip("&"), pressed))
    texts = {" ".join(text.split()) for text in page.evaluate(TEXTS)}
    assert not [text for text in texts if SENTENCE.search(text) and not MEANT.search(text)]
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280
