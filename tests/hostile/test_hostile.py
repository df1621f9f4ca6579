"""Whatever is sent, uploaded, linked to or put in a dataset's place ends in one plain sentence, and the app goes on.

`python -m tests.hostile` prints the tally.
"""

import hashlib
import json
import struct
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from playground import paths
from playground.__main__ import main
from playground.datasets import DATASETS, archive, jena_file
from playground.encodings import FittedText, Glove
from playground.errors import PlaygroundError
from playground.server.live_network import Asked, answer
from tests.hostile.archives import ARCHIVES, LARGE, READERS
from tests.hostile.bodies import BODIES
from tests.hostile.configs import CONFIGS
from tests.hostile.conftest import reader_of_texts
from tests.hostile.links import OF_PAGE, links
from tests.hostile.uploads import FILES, UPLOADS
from tests.ui.test_link import DECLARED
from tests.ui.test_pages import go, said, visit

# Links


def test_every_parameter_that_a_page_reads_is_tried():
    assert {name for names in OF_PAGE.values() for name in names} == {parameter.name for parameter in DECLARED.values()}


def told(app: AppTest) -> str:
    """The sentence that a page says is wrong; that of the editor, and of the playground's screen, too."""
    assert said(app.exception) == []
    if errors := said(app.error):
        return errors[0]
    (component,) = app.get("bidi_component")
    page = json.loads(component.proto.json)
    if "watched" in page:  # the browser asks what is made of it
        watching = Asked(run=page["run"] or page["recording"], moment=0, text=page["watched"]["text"])
        return header(answer(watching))["error"]
    return page["runs"][0]["error"]


def header(packed: bytes) -> dict:
    """What stands before the numbers, see `figures.packed.framed`."""
    return json.loads(packed[4 : 4 + struct.unpack_from("<I", packed)[0]])


@pytest.mark.parametrize(("wrong", "page", "link"), links(), ids=lambda value: value if isinstance(value, str) else "")
def test_a_link(wrong: str, page: str, link: dict[str, str], own_home: Path, ends: Callable[[str], None]):
    if page in ("inside", "sentiment", "loop"):
        link = {"run": reader_of_texts(own_home).id} | link
    app = visit(page, **link)
    ends(told(app))
    assert said(go(app, "experiments").exception) == []


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
    assert said(go(app, "experiments").exception) == []


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


def test_there_are_at_least_a_hundred():
    assert len(links()) + len(UPLOADS) + len(ARCHIVES) + len(CONFIGS) + len(BODIES) >= 100
