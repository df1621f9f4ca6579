"""The browser, the server and an engine without workers, as other tests have them."""

from collections.abc import Iterator

import pytest

from playground.engine import Engine, engine
from tests.browser.conftest import browser, free_port, new_learner

__all__ = ["browser", "free_port", "new_learner"]


@pytest.fixture(autouse=True)
def _no_workers(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Pages are drawn in this process, where nothing is trained and Streamlit must not reset Keras."""
    monkeypatch.setattr(Engine, "start", lambda self: None)
    monkeypatch.setattr("streamlit.runtime.scriptrunner.script_runner._clean_problem_modules", lambda: None)
    engine.cache_clear()
    yield
    engine.cache_clear()
