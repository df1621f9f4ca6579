"""The app in a process of its own, as a learner's machine runs it."""

import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import psutil

from playground.paths import PROJECT
from playground.ui.main import HOME

CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SECONDS = 90
"""How long anything may take before a test gives up; nothing here is a promise about speed."""


@dataclass
class Server:
    """A running app.  url: where it answers; home: its PLAYGROUND_HOME."""

    url: str
    home: Path
    process: subprocess.Popen

    def at(self, page: str) -> str:
        """The address of a page of the navigation."""
        return self.url if page == HOME else f"{self.url}/{page}"

    def family(self) -> list[psutil.Process]:
        """The server's process and all it has started."""
        parent = psutil.Process(self.process.pid)
        return [parent, *parent.children(recursive=True)]

    def interrupt(self) -> None:
        """Ctrl-C: the terminal sends it to every process of the group."""
        os.killpg(self.process.pid, signal.SIGINT)
        self.process.wait(timeout=SECONDS)


def serve(
    home: Path, port: int, log: Path | None = None, base: str = "", project: Path = PROJECT, **settings: str
) -> Server:
    """Start the app and wait until it answers.

    log: where what it prints is kept.  base: the path it stands under, such as "rnn".  project: which checkout.
    settings: of its environment; one worker unless they say otherwise.
    """
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
    command += ["--server.baseUrlPath", base] * bool(base)
    environment = os.environ | {"PLAYGROUND_HOME": str(home), "PLAYGROUND_DATA": str(home / "data")}
    environment |= {"PLAYGROUND_WORKERS": "1"} | settings
    with (log or Path(os.devnull)).open("wb") as output:
        process = subprocess.Popen(
            command, cwd=project, env=environment, start_new_session=True, stdout=output, stderr=subprocess.STDOUT
        )
    url = f"http://localhost:{port}/{base}".rstrip("/")
    until(lambda: answers(url))
    return Server(url, home, process)


def answers(url: str) -> bool:
    """Whether the server is healthy."""
    try:
        with urllib.request.urlopen(f"{url}/_stcore/health", timeout=5) as answer:
            return answer.status == 200
    except OSError:
        return False


def until(true: Callable[[], object]) -> None:
    """Wait until `true()` is; fails the test when it never becomes so."""
    end = time.monotonic() + SECONDS
    while not true():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.1)
