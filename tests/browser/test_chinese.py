"""Every page and view in Chinese: no English sentence is left, and nothing is wider than the window."""

import re

import pytest
from playwright.sync_api import Page

from playground.analysis.english_texts import ENGLISH
from playground.datasets import DATASETS
from playground.datasets.reviews import Reviews
from playground.languages import _, speaking
from playground.runs import Run
from tests.browser.app import Server
from tests.browser.test_accessibility import EVERY, View, page, runs, visit

pytestmark = pytest.mark.browser
__all__ = ["page", "runs"]

TEXTS = """
    () => {
        const found = [];
        const aside = "script, style, code, pre, .katex, textarea, [lang=en], [href='#stMain']";
        const look = (root) => {
            for (const one of root.querySelectorAll("*")) {
                if (one.shadowRoot) look(one.shadowRoot);
                if (one instanceof SVGElement && one.tagName !== "text") continue;
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
ASIDE = re.compile(r"（[^）]*）|\S*/\S*")
"""An English term beside the Chinese one; a path or an address."""
STREAMLIT = re.compile(
    r"Link to heading|Help for |Choose an option|Skip to main content|Download (as|plot as)|\d+MB per file|"
    r"Copy Vega-Lite|[XY]-axis for a"
)
"""What Streamlit and Vega say of themselves, and can be told in no other language."""
NAMES = re.compile(
    "Although|although the acting|the unheard|As was asked|Before its first step|music, soundtrack, score"
)
OTHERWISE = {"Layers": "层", "Training": "训练"}
"""What is another word in another place, as it is called on a tab."""


def read_by_networks() -> str:
    """English texts that are shown because a network reads them, and the sources of datasets."""
    own = [kind() for kind in DATASETS.values()]
    parts = [*Reviews().load().train.texts, *Reviews().load().test.texts]
    parts += [telling.text for telling in ENGLISH]
    parts += [text for dataset in own for text in (dataset.citation, dataset.source, getattr(dataset, "text", ""))]
    return "\n".join(" ".join(part.split()) for part in parts)


@pytest.fixture(scope="module")
def known() -> str:
    """See `read_by_networks`."""
    return read_by_networks()


@pytest.mark.parametrize(("name", "view"), EVERY, ids=str)
def test_no_english_sentence_is_left_on_a_chinese_page(
    server: Server, runs: dict[str, Run], page: Page, known: str, name: str, view: View
):
    with speaking("zh"):
        pressed = tuple((role, OTHERWISE.get(label) or _(label)) for role, label in view.press)
    visit(page, server, runs, name, View(f"{view.link}&lang=zh".lstrip("&"), pressed))
    texts = {" ".join(text.split()) for text in page.evaluate(TEXTS)}
    texts = {text for text in texts if not STREAMLIT.search(text) and not NAMES.search(text)}
    found = [english[0] for text in texts for english in SENTENCE.finditer(ASIDE.sub("", text))]
    assert not [english for english in found if english not in known]
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280
