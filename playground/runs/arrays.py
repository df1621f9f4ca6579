"""Files of arrays in a run's folder, read without trusting them, and how it is said what is wrong with one."""

import io
import zipfile
from pathlib import Path

import numpy as np

from playground.errors import RunError
from playground.languages import N_, Later, _

OF_FILES = (
    *(N_("No such file or directory"), N_("Permission denied"), N_("Is a directory"), N_("Not a directory")),
    *(N_("No space left on device"), N_("Input/output error")),
)
"""What an operating system says of a file."""


def read_arrays(source: Path | bytes, what: str | Later, most: int) -> dict[str, np.ndarray]:
    """What an .npz file holds.  source: where it lies, or its bytes.  what: how it is called.

    most: bytes that it may unpack to.

    Raises `RunError` for one that is damaged, or larger: a megabyte of it may unpack to a gigabyte.
    """
    try:
        with source.open("rb") if isinstance(source, Path) else io.BytesIO(source) as file:
            with zipfile.ZipFile(file) as packed:  # reads the directory alone; no part yields more than that says
                size = sum(part.file_size for part in packed.infolist())
            if size > most:
                raise ValueError(_("it unpacks to {size:,} bytes; expected at most {most:,}", size=size, most=most))
            file.seek(0)
            with np.load(file, allow_pickle=False) as arrays:
                return {name: arrays[name] for name in arrays.files}
    except Exception as error:  # damaged bytes make zipfile and NumPy raise nearly anything
        raise RunError(train_again(_("{what} cannot be read ({why}).", what=what, why=reason(error)))) from error


def train_again(said: str = "") -> str:
    """What is wrong with a run, and what to do; alone how such a sentence ends."""
    return _("{said} Train the run again.", said=said)


def reason(error: Exception) -> str:
    """What went wrong, on one line."""
    if known := getattr(error, "strerror", None):
        return _(known)
    said = str(error) or type(error).__name__
    return said.splitlines()[0].rstrip(".。")
