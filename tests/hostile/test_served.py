"""A server to which hostile bodies and links are sent: each gets one plain sentence, and it goes on answering."""

import json
import re
from collections.abc import Callable, Iterator

import pytest
import requests
from playwright.sync_api import Page, expect

from tests.browser.app import Server, serve
from tests.hostile.bodies import BODIES, GOOD, REMEMBERING_BODIES, WATCHING_BODIES, watching
from tests.hostile.conftest import reader_of_texts
from tests.hostile.links import links

IN_BROWSER = ["run", "config", "changes", "example", "dataset", "view"]
"""Parameters that are tried in Chromium, each on the first page that reads it."""


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory, free_port: Callable[[], int]) -> Iterator[Server]:
    """A server whose log holds no traceback when all is over."""
    folder = tmp_path_factory.mktemp("attacked")
    one = serve(folder / "home", free_port(), folder / "log")
    yield one
    logged = (folder / "log").read_text(encoding="utf-8", errors="replace")
    one.interrupt()
    assert "Traceback" not in logged


def ask(server: Server, body: bytes, address: str = "sentiment") -> requests.Response:
    return requests.post(f"{server.url}/live/{address}", data=body, timeout=60)


def header(answer: requests.Response) -> dict:
    """What stands before the numbers, or the sentence in their place."""
    if not answer.ok:
        return answer.json()
    length = int.from_bytes(answer.content[:4], "little")
    return json.loads(answer.content[4 : 4 + length])


@pytest.mark.browser
@pytest.mark.parametrize("wrong", BODIES)
def test_a_body(wrong: str, attacked: Server, ends: Callable[[str], None]):
    found = ask(attacked, BODIES[wrong]).json()
    ends(found.get("error") or found["runs"][0]["error"])
    assert ask(attacked, json.dumps(GOOD).encode()).json()["runs"][0]["prediction"] == "positive"


@pytest.mark.browser
@pytest.mark.parametrize("wrong", WATCHING_BODIES)
def test_a_body_of_whoever_watches(wrong: str, attacked: Server, ends: Callable[[str], None]):
    ends(header(ask(attacked, WATCHING_BODIES[wrong], "network"))["error"])
    assert header(ask(attacked, watching(), "network"))["state"] == "finished"


@pytest.mark.browser
@pytest.mark.parametrize("wrong", REMEMBERING_BODIES)
def test_a_body_that_asks_what_is_remembered(wrong: str, attacked: Server, ends: Callable[[str], None]):
    ends(ask(attacked, REMEMBERING_BODIES[wrong], "memory").json()["error"])
    assert ask(attacked, b'{"runs": ["recording"]}', "memory").json()["runs"][0]["run"] == "recording"


@pytest.mark.browser
@pytest.mark.parametrize("name", IN_BROWSER)
@pytest.mark.parametrize("wrong", ["overlong", "nonsense", "traversing"])
def test_a_link_in_a_browser(
    name: str, wrong: str, attacked: Server, new_learner: Callable[..., Page], ends: Callable[[str], None]
):
    page_name, link = next((page, link) for what, page, link in links() if what == f"{name} {wrong}")
    if page_name == "inside":
        link = {"run": reader_of_texts(attacked.home).id} | link
    link = {key: value[:7_000].replace("\0", "") for key, value in link.items()}  # what fits into an address
    page = new_learner()
    page.goto(requests.Request("GET", f"{attacked.url}/{page_name}", params=link).prepare().url)
    alert = page.get_by_test_id("stAlert").first
    expect(alert).to_be_visible()
    ends(re.sub(r"\s+", " ", alert.inner_text()))
    expect(page.get_by_test_id("stException")).to_have_count(0)
