"""A .keras file in a real browser: uploaded on My runs, opened on Inside."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.app import Server
from tests.keras_networks.files import keras_file

pytestmark = pytest.mark.browser
BYTES = "application/octet-stream"


def choose(page: Page, server: Server, data: bytes) -> None:
    """Choose a file and its vocabulary, and import them."""
    page.goto(f"{server.url}/runs")
    form = page.get_by_test_id("stExpander").filter(has_text="Import a Keras network")
    form.get_by_text("Import a Keras network").click()
    fields = form.locator("input[type=file]")
    expect(fields).to_have_count(2)
    model, words = fields.all()
    model.set_input_files({"name": "model.keras", "mimeType": BYTES, "buffer": data})
    vocabulary = b'["", "[UNK]", "good", "bad", "film"]'
    words.set_input_files({"name": "words.json", "mimeType": "application/json", "buffer": vocabulary})
    page.get_by_role("button", name="Import the network").click()


def test_an_uploaded_network_is_looked_into_and_a_broken_one_is_told(server: Server, new_learner):
    page = new_learner(viewport={"width": 1280, "height": 800})
    choose(page, server, keras_file()[:-30])
    expect(page.get_by_text(re.compile("This file is not a network that can be imported"))).to_be_visible()
    choose(page, server, keras_file())
    expect(page).to_have_url(re.compile("inside.*run=[0-9a-f]{24}"))
    expect(page.get_by_text(re.compile("Each line is value · weight")).first).to_be_visible()
    expect(page.get_by_text(re.compile(r"\b(good|bad|film)\b")).first).to_be_visible(timeout=20_000)
