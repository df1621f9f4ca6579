"""What all tests of pages without a browser share."""

import pytest


@pytest.fixture(autouse=True)
def _no_keras(monkeypatch: pytest.MonkeyPatch) -> None:
    """Streamlit resets Keras after every run of a script; in the server, as opposed to this process, there is none."""
    monkeypatch.setattr("streamlit.runtime.scriptrunner.script_runner._clean_problem_modules", lambda: None)
