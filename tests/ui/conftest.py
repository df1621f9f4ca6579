"""What all tests of pages without a browser share."""

from collections.abc import Iterator

import pytest

from playground.engine import Engine, engine
from playground.runs import Run


@pytest.fixture(autouse=True)
def _no_keras(monkeypatch: pytest.MonkeyPatch) -> None:
    """Streamlit resets Keras after every run of a script; in the server, as opposed to this process, there is none."""
    monkeypatch.setattr("streamlit.runtime.scriptrunner.script_runner._clean_problem_modules", lambda: None)


@pytest.fixture
def no_workers(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """An engine of its own for every test, which takes runs and never starts a worker; what began goes on."""
    monkeypatch.setattr(Engine, "start", lambda self: None)
    monkeypatch.setattr(Run, "is_held", lambda self: True)
    engine.cache_clear()
    yield
    engine.cache_clear()
