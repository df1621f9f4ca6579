"""Whatever is sent, uploaded, linked to or put in a dataset's place ends in one plain sentence, and the app goes on.

`python -m tests.hostile` prints the tally.
"""

import hashlib
import json
import re
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
import requests
from playwright.sync_api import Page, expect
from streamlit.testing.v1 import AppTest

from playground import paths
from playground.__main__ import main
from playground.config import RunConfig
from playground.datasets import DATASETS, archive, jena_file
from playground.encodings import FittedText, Glove, LearnedEmbedding
from playground.errors import PlaygroundError
from playground.layers import LSTM
from playground.runs import Run
from tests.browser.app import Server, serve
from tests.browser.made import made_run
from tests.hostile.archives import ARCHIVES, LARGE, READERS
from tests.hostile.bodies import BODIES, GOOD
from tests.hostile.configs import CONFIGS
from tests.hostile.links import OF_PAGE, links, parameters
from tests.hostile.plain import wrong_with
from tests.hostile.uploads import FILES, UPLOADS
from tests.ui.test_pages import go, said, visit

WORDS = ("although", "the", "acting", "was", "superb", "i", "bored")
UNPICKLED = Path("/tmp/unpickled")
"""What a pickle writes that is loaded."""
IN_BROWSER = ["run", "config", "changes", "example", "dataset", "view"]
"""Parameters that are tried in Chromium too, each on the first page that reads it."""


@pytest.fixture(autouse=True)
def _nothing_is_unpickled() -> Iterator[None]:
    UNPICKLED.unlink(missing_ok=True)
    yield
    assert not UNPICKLED.exists()


@pytest.fixture
def ends(record_property: Callable[[str, object], None]) -> Callable[[str], None]:
    """ends(text): the sentence with which an attack ended; fails unless it is a plain one."""

    def check(text: str) -> None:
        record_property("ended", text)
        assert wrong_with(text) == "", text

    return check


def reader_of_texts(home: Path) -> Run:
    """A run of seven words in `home`."""
    encoding = LearnedEmbedding(vocabulary_size=7, maximum_length=9, dimensions=3)
    return made_run(home, RunConfig(encoding=encoding, layers=(LSTM(units=4),)), {"words": WORDS})


# Links


def test_every_parameter_that_a_page_reads_is_tried():
    assert {name for names in OF_PAGE.values() for name in names} == parameters() | {"encode"}


def told(app: AppTest) -> str:
    """The sentence that a page says is wrong; that of the editor too."""
    assert said(app.exception) == []
    if errors := said(app.error):
        return errors[0]
    (component,) = app.get("bidi_component")
    return json.loads(component.proto.json)["runs"][0]["error"]


@pytest.mark.parametrize(("wrong", "page", "link"), links(), ids=lambda value: value if isinstance(value, str) else "")
def test_a_link(wrong: str, page: str, link: dict[str, str], own_home: Path, ends: Callable[[str], None]):
    if page in ("inside", "sentiment", "loop"):
        link = {"run": reader_of_texts(own_home).id} | link
    app = visit(page, **link)
    ends(told(app))
    assert said(go(app, "start").exception) == []


# Uploads


@pytest.mark.parametrize(("dataset", "wrong"), UPLOADS, ids=str)
def test_an_upload(dataset: str, wrong: str, ends: Callable[[str], None]):
    name, data = FILES[wrong]
    app = visit("data", learner="a" * 20, dataset=dataset)
    app.file_uploader[0].set_value((name, data, "text/csv")).run()
    for button in app.button:
        if button.label == "Use this file" and not app.error:
            button.click().run()
            break
    ends(told(app))
    assert said(go(app, "start").exception) == []


# Archives


@pytest.mark.parametrize(("reader", "wrong"), ARCHIVES, ids=str)
def test_an_archive(reader: str, wrong: str, monkeypatch: pytest.MonkeyPatch, ends: Callable[[str], None]):
    monkeypatch.setattr(archive, "MAX_UNPACKED_BYTES", LARGE // 2)
    monkeypatch.setattr(jena_file, "MAX_BYTES", LARGE // 2)
    file, files = READERS[reader]
    paths.data().mkdir(parents=True)
    (paths.data() / file).write_bytes(files[wrong])
    monkeypatch.setattr(Glove, "sha256", hashlib.sha256(files[wrong]).hexdigest())
    before = sorted(paths.data().parent.parent.rglob("*"))
    encoding = Glove(dimensions=50)
    glove = partial(encoding.look_up, FittedText(encoding, ("good",)))
    with pytest.raises(PlaygroundError) as error:
        (glove if reader == "glove" else DATASETS[reader]().load)()
    ends(str(error.value))
    known = {paths.cache(), *paths.cache().glob("*")}
    assert set(paths.data().parent.parent.rglob("*")) <= {*before, *known}, "nothing is unpacked"


# Configurations


@pytest.mark.parametrize("wrong", CONFIGS)
def test_a_config(wrong: str, tmp_path: Path, capsys: pytest.CaptureFixture, ends: Callable[[str], None]):
    (tmp_path / "config.json").write_bytes(CONFIGS[wrong])
    assert main(["train", "--config", str(tmp_path / "config.json")]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    ends(printed.err.strip())


# A server of its own


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory, free_port: Callable[[], int]) -> Iterator[Server]:
    """A server whose log holds no traceback when all is over."""
    folder = tmp_path_factory.mktemp("attacked")
    one = serve(folder / "home", free_port(), folder / "log")
    yield one
    logged = (folder / "log").read_text(encoding="utf-8", errors="replace")
    one.interrupt()
    assert "Traceback" not in logged


def ask(server: Server, body: bytes) -> requests.Response:
    return requests.post(f"{server.url}/live/sentiment", data=body, timeout=60)


@pytest.mark.browser
@pytest.mark.parametrize("wrong", BODIES)
def test_a_body(wrong: str, attacked: Server, ends: Callable[[str], None]):
    found = ask(attacked, BODIES[wrong]).json()
    ends(found.get("error") or found["runs"][0]["error"])
    assert ask(attacked, json.dumps(GOOD).encode()).json()["runs"][0]["said"] == "positive"


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


def test_there_are_at_least_a_hundred():
    assert len(links()) + len(UPLOADS) + len(ARCHIVES) + len(CONFIGS) + len(BODIES) >= 100
