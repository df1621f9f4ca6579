"""Where runs and datasets live: PLAYGROUND_HOME and PLAYGROUND_DATA, or the platform's per-user folders."""

import os
from pathlib import Path

from platformdirs import user_cache_path, user_data_path

from playground.errors import ConfigError
from playground.languages import _

APP = "rnn-playground"
PACKAGE = Path(__file__).resolve().parent
PROJECT = PACKAGE / "installed" if (PACKAGE / "installed").is_dir() else PACKAGE.parent
"""Where `app.py`, `pages/` and `.streamlit/` are: beside the package, or within it once it is installed."""
STARTERS = {"en": PACKAGE / "runs" / "starter", "zh": PACKAGE / "runs" / "starter-zh"}
"""Language of the page → the folder of the run that comes with the playground for it; only
`playground/cli/build_starter.py` writes there."""
RECORDINGS = {"en": PACKAGE / "runs" / "recording", "zh": PACKAGE / "runs" / "recording-zh"}
"""Language of a page → that of the run which is replayed before a learner has one; only `playground/cli/
build_recording.py` writes there."""
SHIPPED = {path.name: path for path in (*STARTERS.values(), *RECORDINGS.values())}


def home() -> Path:
    """The folder that holds `runs/`, `uploads/` and `given/`."""
    return _folder(os.environ.get("PLAYGROUND_HOME") or user_data_path(APP))


def runs_folder() -> Path:
    """One folder a run, named by its id."""
    return home() / "runs"


def uploads_folder() -> Path:
    """One folder a file that was uploaded, named by its id."""
    return home() / "uploads"


def given_folder() -> Path:
    """The examples that were given with networks from elsewhere, a file each, named by what is in it."""
    return home() / "given"


def data() -> Path:
    """The folder where a dataset's own files are looked for first, and downloaded to. May be read-only."""
    return _folder(os.environ.get("PLAYGROUND_DATA") or user_data_path(APP) / "data")


def cache() -> Path:
    """What can always be made again: datasets parsed into a fast format."""
    if os.environ.get("PLAYGROUND_HOME"):
        return home() / "cache"
    return user_cache_path(APP).resolve()


def _folder(given: str | Path) -> Path:
    """The folder, whole; raises `ConfigError` for the home of a user who does not exist."""
    try:
        return Path(given).expanduser().resolve()
    except (RuntimeError, OSError):
        raise ConfigError(
            _(
                "The folder {folder!r} cannot be found. Set PLAYGROUND_HOME and PLAYGROUND_DATA anew.",
                folder=str(given)[:60],
            )
        ) from None
