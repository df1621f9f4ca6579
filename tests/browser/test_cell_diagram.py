"""The diagram of a cell in real Chromium: walked by the keyboard, lit with the numbers of the selected timestep."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from playground.config import RunConfig
from playground.encodings import LearnedEmbedding
from playground.layers import LSTM
from tests.browser.app import Server
from tests.browser.made import made_run

pytestmark = pytest.mark.browser

WORDS = ("although", "the", "acting", "was", "superb", "i", "bored")
CONFIG = RunConfig(encoding=LearnedEmbedding(maximum_length=9, dimensions=3), layers=(LSTM(units=4),))


def test_the_keyboard_walks_through_the_cell_and_the_numbers_follow_the_timestep(
    server: Server, new_learner: Callable[..., Page]
):
    run = made_run(server.home, CONFIG, {"words": WORDS})
    page = new_learner(viewport={"width": 390, "height": 900})
    page.goto(f"{server.url}/inside?run={run.id}&view=cell&text=although the acting was superb")
    walk = page.get_by_role("listbox", name="the arrow keys walk through its operations")
    operations, chosen = walk.get_by_role("option"), walk.locator("[aria-selected=true]")
    expect(operations).to_have_count(19)
    operations.first.focus()
    expect(chosen).to_have_attribute(
        "aria-label", "What is read: Here “superb” is read: the layer is given it as 3 numbers, x."
    )
    names = []
    for _ in range(18):
        page.keyboard.press("ArrowRight")
        expect(chosen).to_be_focused()
        names.append(chosen.get_attribute("aria-label"))
        box, picture = chosen.bounding_box(), page.locator(".picture").bounding_box()
        assert picture["x"] <= box["x"] + 4
        assert box["x"] + box["width"] <= picture["x"] + picture["width"] + 4  # the picture scrolls along
    assert len(set(names)) == 18
    assert names[-1].startswith("The hidden state goes on: ")
    page.keyboard.press("Home")
    page.keyboard.press("ArrowUp")
    expect(chosen).to_have_attribute("aria-label", re.compile("^The hidden state from before: .* as t = 4 has left it"))
    page.get_by_role("slider", name="Timestep").press("Home")
    expect(chosen).to_have_attribute("aria-label", re.compile("The layer begins with this hidden state: 0.0000"))
    page.get_by_role("button", name="Next: the operation after it").click()
    expect(page.locator(".does")).to_contain_text("Weighted sum, forget gate. This unit's weights make")
