"""Installed with pip, the program is whole, wherever it is started from."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from playground import __main__ as program
from playground.paths import PROJECT

PAGE = """
from streamlit.testing.v1 import AppTest
from playground.paths import PACKAGE, PROJECT
from playground.ui import learner
learner.fingerprint = lambda *_: "somebody"  # there are no cookies here
app = AppTest.from_file(str(PACKAGE / "ui" / "main.py"), default_timeout=60).run()
assert not app.exception, app.exception
print(PROJECT.relative_to(PACKAGE), app.title[0].value)
"""


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that holds what `pip install .` puts into site-packages."""
    folder = tmp_path_factory.mktemp("installed")
    pip = [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--no-build-isolation", "--target", str(folder)]
    subprocess.run([*pip, str(PROJECT)], check=True, cwd=folder)
    return folder


def run(installed: Path, *arguments: str) -> subprocess.CompletedProcess:
    """Python in another folder, with the installed package on its path."""
    environment = os.environ | {"PYTHONPATH": str(installed)}
    return subprocess.run(
        [sys.executable, *arguments], cwd=installed.parent, env=environment, capture_output=True, text=True, check=False
    )


def test_the_commands_and_the_starter_come_along(installed: Path):
    done = run(installed, "-m", "playground", "predict", "starter", "A superb film.")
    assert done.returncode == 0, done.stderr
    assert "positive" in done.stdout
    assert (installed / "bin" / "rnn-playground").exists()


def test_the_pages_and_the_settings_of_the_server_come_along(installed: Path):
    done = run(installed, "-c", PAGE)
    assert done.returncode == 0, done.stderr
    assert done.stdout == "installed Playground\n"
    there = installed / "playground" / "installed"
    assert (there / ".streamlit" / "config.toml").read_bytes() == (PROJECT / ".streamlit" / "config.toml").read_bytes()
    assert (there / "app.py").exists()


def test_without_arguments_the_app_starts(monkeypatch: pytest.MonkeyPatch):
    class Started(BaseException):
        pass

    def become(path: str, arguments: list[str]) -> None:
        raise Started(path, arguments)

    monkeypatch.setattr(os, "execv", become)
    with pytest.raises(Started) as started:
        program.main([])
    assert started.value.args == (
        sys.executable,
        [sys.executable, "-m", "streamlit", "run", str(PROJECT / "app.py")],
    )
