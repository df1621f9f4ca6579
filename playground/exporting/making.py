"""Make an export as bytes: here, or in a process of its own where that takes Keras, long, or much memory."""

import io
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

from playground.background import Report, Work, work
from playground.caching import is_kept, remembered
from playground.errors import RunError
from playground.exporting import FORMATS
from playground.exporting.suiting import why_not
from playground.languages import _
from playground.paths import PACKAGE
from playground.runs import Run

USUAL_SECONDS, MOST_SECONDS = 12, 300
LOOK_SECONDS = 0.5
REFUSED = 2
"""The status with which the command line says why not, in one sentence."""
Made = tuple[str, bytes]
"""The name of a file, and what is in it."""


def offered(run: Run) -> list[str]:
    """The formats that are true of a run."""
    return [name for name in FORMATS if not why_not(run, name)]


def made_here(run: Run, name: str) -> Made:
    """A light format.  Raises as it does."""
    file_name = FORMATS[name].file_name(run)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / file_name
        FORMATS[name].write(run, path)
        return file_name, path.read_bytes()


def made_apart(run: Run, name: str) -> Work[None]:
    """A heavy format, begun with the first asking; once that has ended well, `fetched` gives it."""
    key = _key(run, name)

    def make(report: Report) -> None:  # a result of the work would be kept for every run that was ever exported
        _made(*key, report)

    return work(("export", *key), make)


def fetched(run: Run, name: str) -> Made | None:
    """What `made_apart` has made; None where it is not there, or no longer."""
    key = _key(run, name)
    return _made(*key, None) if is_kept(_made, *key, None) else None


def _key(run: Run, name: str) -> tuple[str, str, str, float]:
    """What a file depends on: a run that has ended changes no more."""
    history = run.recorded()
    return run.id, name, FORMATS[name].file_name(run), history.ended or float(history.recorded)


@remembered
def _made(run_id: str, name: str, file_name: str, changed: float, _report: Report | None) -> Made:
    """The file that the command line writes, with what comes along in a zip.  Raises `RunError` with what it said."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / file_name
        command = [sys.executable, "-m", "playground", "export", run_id, "--format", name, "-o", str(path)]
        _wait(command, _report)
        files = sorted(Path(folder).iterdir())
        if len(files) == 1:
            return file_name, path.read_bytes()
        stream = io.BytesIO()  # a cell that Keras has not comes along as a Python file
        with zipfile.ZipFile(stream, "w") as packed:
            for file in files:
                packed.write(file, file.name)
        return f"{file_name}.zip", stream.getvalue()


def _wait(command: list[str], report: Report | None) -> None:
    """Run a command to its end, and tell how far it may be."""
    began = time.monotonic()
    process = subprocess.Popen(
        command, cwd=PACKAGE.parent, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    try:
        while True:
            try:
                _out, told = process.communicate(timeout=LOOK_SECONDS)
                break
            except subprocess.TimeoutExpired:
                seconds = time.monotonic() - began
                if report:
                    report(round(min(seconds, USUAL_SECONDS) * 10), USUAL_SECONDS * 11)
                if seconds > MOST_SECONDS:
                    said = _("The file was not made within five minutes. Try it on the command line.")
                    raise RunError(said) from None
    finally:
        process.kill()  # does nothing to one that has ended
        process.wait()
    if process.returncode:
        lines = told.decode(errors="replace").strip().splitlines()
        if process.returncode == REFUSED and lines:
            raise RunError(lines[-1])
        raise RunError(_("The file could not be made. Try again."))
