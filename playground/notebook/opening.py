"""`playground.open`: the app in a browser, on one run."""

import atexit
import socket
import subprocess
import sys
import time
import webbrowser
from collections.abc import Sequence
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

from playground.errors import ConfigError, RunError
from playground.notebook.models import read_model, weights_of
from playground.paths import PROJECT, home
from playground.runs import Run
from playground.runs.given import given_config, keep

SECONDS = 60
"""To wait until the app answers."""
_served: dict[str, tuple[subprocess.Popen[bytes], int]] = {}
"""Home → the server of the app that this process has started for it, and its port."""


def open_app(
    run_or_model: Any,
    examples: Any = None,
    labels: Any = None,
    *,
    browser: bool = True,
    class_names: Sequence[str] = (),
    words: Sequence[str] = (),
    unknown_id: int | None = None,
) -> str:
    """Start the app and open a browser on this run, or on this Keras model, which is kept as a run first.

    run_or_model: the id of a run, a `Run`, a `Watch` that has begun, or a Keras 3 model.
    examples, labels: for a model a few examples as it takes them, and what is true of them.
    class_names, words, unknown_id: as for `Watch`.  browser: False only starts the app.
    Returns the address; the app ends with this process.  Raises `RunError` for a run that does not exist, and for a
    model what `trace` raises.
    """
    run = as_run(run_or_model, examples, labels, class_names, words, unknown_id)
    address = f"http://localhost:{_port()}/inside?run={run.id}"
    if browser:
        webbrowser.open(address)
    return address


def as_run(
    given: Any,
    examples: Any = None,
    labels: Any = None,
    class_names: Sequence[str] = (),
    words: Sequence[str] = (),
    unknown_id: int | None = None,
) -> Run:
    """The run that is meant; of a model a new one."""
    if isinstance(given, Run):
        return given
    if isinstance(given, str):
        return Run.open(given)
    if hasattr(given, "run") and isinstance(given.run, Run | None):
        if given.run is None:
            raise RunError("This Watch has seen no training yet. Give it to model.fit first.")
        return given.run
    if examples is None:
        raise ConfigError("A model needs a few examples to look at: playground.open(model, examples).")
    network, inputs = read_model(given, examples)
    config, encoding = given_config(network.plan, inputs, labels, class_names, words, unknown_id)
    return keep(config, encoding, weights_of(given, network))


def _port() -> int:
    """The port at which the app answers; started unless it is."""
    own = str(home())
    if own in _served and _served[own][0].poll() is None:
        return _served[own][1]
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    settings = ("--server.port", str(port), "--server.headless", "true", "--server.address", "localhost")
    command = [sys.executable, "-m", "streamlit", "run", str(PROJECT / "app.py"), *settings]
    server = subprocess.Popen(
        command, cwd=PROJECT, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    atexit.register(server.terminate)
    _served[own] = server, port
    end = time.monotonic() + SECONDS
    while time.monotonic() < end and server.poll() is None:
        try:
            with urlopen(f"http://localhost:{port}/_stcore/health", timeout=5):
                return port
        except (URLError, OSError):
            time.sleep(0.1)
    server.terminate()
    raise ConfigError("The app did not start. Run `rnn-playground` in a terminal to see why.")
