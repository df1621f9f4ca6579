"""The browser, the server and an engine without workers, as other tests have them."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from playground.config import RunConfig
from playground.encodings import LearnedEmbedding
from playground.engine import Engine, engine
from playground.layers import LSTM
from playground.runs import Run
from tests.browser.made import made_run
from tests.hostile.plain import wrong_with

WORDS = ("although", "the", "acting", "was", "superb", "i", "bored")
UNPICKLED = Path("/tmp/unpickled")
"""What a pickle writes that is loaded."""


@pytest.fixture(autouse=True)
def _no_workers(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Pages are drawn in this process, where nothing is trained and Streamlit must not reset Keras."""
    monkeypatch.setattr(Engine, "start", lambda self: None)
    monkeypatch.setattr("streamlit.runtime.scriptrunner.script_runner._clean_problem_modules", lambda: None)
    engine.cache_clear()
    yield
    engine.cache_clear()


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
