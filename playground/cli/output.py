"""What the command line writes: to standard output, to files and about its progress."""

import errno
import io
import json
import os
import secrets
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, NoReturn

from tqdm import tqdm

from playground.datasets.base import Progress
from playground.errors import NO_SPACE, StorageError


def prepare() -> None:
    """From now on a character that standard output's encoding lacks is written as its number, `\\u597d`."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")


def print_json(value: Any) -> None:
    """One JSON value on one line; with escapes only where standard output's encoding needs them."""
    text = json.dumps(value, ensure_ascii=False)
    try:
        text.encode(getattr(sys.stdout, "encoding", None) or "utf-8")
    except UnicodeEncodeError:
        text = json.dumps(value)
    print(text)


def print_rows(rows: list[dict[str, Any]], json: bool) -> None:
    """One line per row, or one JSON value."""
    if json:
        print_json(rows)
        return
    for row in rows:
        print("  ".join(str(value) for value in row.values()))


def flush() -> None:
    """Write what standard output still holds, while an error can be told.  Raises `OSError`."""
    if sys.stdout is not None:
        sys.stdout.flush()


def discard() -> None:
    """Throw away what cannot be written: when the process ends Python would try again, and complain."""
    with suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@contextmanager
def whole(output: str) -> Iterator[Path]:
    """A path to write to; the file becomes `output` once it is whole, and what is left of a failed one is thrown away.

    Raises `StorageError` when it cannot be written.
    """
    try:
        target = Path(output).resolve()
        if not target.parent.is_dir() or target.is_dir():
            raise StorageError(f"{output} cannot be written: {target.parent} is not a folder, or {output} is one.")
        if target.exists() and not target.is_file():  # a device or a pipe
            yield target
            return
        temporary = target.with_name(f".{secrets.token_hex(4)}{target.suffix}")
        try:
            yield temporary
            os.replace(temporary, target)
        finally:
            temporary.unlink(missing_ok=True)
    except OSError as error:
        full = error.errno in NO_SPACE
        reason = os.strerror(errno.ENOSPC) if full else error.strerror or str(error)
        raise StorageError(f"{output} cannot be written: {reason}. Choose another place.") from error


@contextmanager
def bar(**options: Any) -> Iterator["tqdm[NoReturn] | None"]:
    """A progress bar on standard error; None where that is no terminal."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield None
        return
    with tqdm(**options) as shown:
        yield shown


def onto(shown: "tqdm[NoReturn] | None") -> Progress | None:
    """A progress callback that moves a bar; a new kind of work starts the bar anew."""
    if shown is None:
        return None

    def report(done: int, total: int, what: str) -> None:
        if shown.desc != f"{what}: ":
            shown.reset()
            shown.set_description(what)
        shown.total = total
        shown.update(done - shown.n)

    return report
