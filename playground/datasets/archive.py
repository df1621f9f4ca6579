"""Labelled reviews out of a .tar.gz or a folder laid out like the official IMDB archive, trusting neither.

    aclImdb/train/pos/127_7.txt     review 127 of the positive training reviews; its author gave 7 of 10
    aclImdb/train/unsup/…           unlabelled, skipped, as are index files and everything else

An archive is read as a stream and never unpacked, so links, devices and paths with `..` lead nowhere.
"""

import gzip
import io
import re
import tarfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from playground.datasets.base import Progress
from playground.errors import ArchiveError
from playground.languages import N_, _

MEMBER = re.compile(r"(?:\./)?aclImdb/(train|test)/(neg|pos)/(\d{1,9})_\d{1,2}\.txt")
FOLDERS = [f"{split}/{label}" for split in ("train", "test") for label in ("neg", "pos")]
MAX_REVIEW_BYTES = 1_000_000
MAX_UNPACKED_BYTES = 2**30
LINE_BREAK = re.compile(r"(?:<br\s*/?>\s*)+")


class Review(NamedTuple):
    """split: "train" or "test"; number: its own in its folder; target: 0 negative, 1 positive; text: as it is read."""

    split: str
    number: int
    target: int
    text: str


def read_archive(path: Path, progress: Progress | None = None) -> Iterator[Review]:
    """The reviews in the .tar.gz archive at `path`, in its own order; raises ArchiveError for whatever is wrong."""
    try:
        size = path.stat().st_size
        file = path.open("rb")
    except OSError as error:
        raise _unreadable(path, error) from error
    with file:
        stream = _BoundedStream(gzip.GzipFile(fileobj=file), path)
        for review in _told_plainly(_reviews_in(stream, path), path):
            if progress:
                progress(file.tell(), size, N_("Reading reviews"))
            yield review


def read_folder(path: Path, progress: Progress | None = None) -> Iterator[Review]:
    """The reviews in the extracted `aclImdb` folder at `path`, by file name; raises ArchiveError for a huge file."""
    for done, folder in enumerate(FOLDERS):
        if progress:
            progress(done, len(FOLDERS), N_("Reading reviews"))
        yield from _told_plainly(_reviews_below(path, folder), path)


def _told_plainly(reviews: Iterator[Review], path: Path) -> Iterator[Review]:
    """The same reviews; what goes wrong in reading them becomes one plain sentence."""
    again = _("Delete it and fetch the dataset again.")
    try:
        yield from reviews
    except EOFError as error:
        raise ArchiveError(
            _(
                "{path} ends too early: it was probably not copied or downloaded to its end. {again}",
                path=path,
                again=again,
            )
        ) from error
    except (gzip.BadGzipFile, zlib.error, tarfile.TarError, ValueError) as error:
        raise ArchiveError(
            _(
                "{path} is damaged, or not a .tar.gz archive as was expected ({error}). {again}",
                path=path,
                error=error,
                again=again,
            )
        ) from error
    except OSError as error:
        raise _unreadable(path, error) from error


def _unreadable(path: Path, error: OSError) -> ArchiveError:
    return ArchiveError(
        _("{path} cannot be read ({strerror}). Allow reading it, or delete it.", path=path, strerror=error.strerror)
    )


def _reviews_below(path: Path, folder: str) -> Iterator[Review]:
    for file in sorted((path / folder).glob("*.txt")):
        match = MEMBER.fullmatch(f"aclImdb/{folder}/{file.name}")
        if match and file.is_file() and not file.is_symlink():
            _check_size(file.stat().st_size, file)
            yield _review(match, file.read_bytes())


def _reviews_in(stream: io.RawIOBase, path: Path) -> Iterator[Review]:
    with tarfile.open(fileobj=stream, mode="r|") as archive:
        while (member := archive.next()) is not None:
            archive.members.clear()  # type: ignore[attr-defined]  # not documented; tarfile would keep all 100,000
            match = MEMBER.fullmatch(member.name)
            if match and member.isreg():
                _check_size(member.size, path / member.name)
                file = archive.extractfile(member)
                data = file.read() if file else b""
                if len(data) < member.size:
                    raise EOFError
                yield _review(match, data)
        # An archive ends in zeros. Anything else is a header tarfile could not read, and took for the end; reading on
        # also lets gzip check its checksum.
        while rest := archive.fileobj.read(2**16):
            if rest.strip(b"\0"):
                raise tarfile.ReadError(_("a file header in it cannot be read"))


def _review(match: re.Match[str], data: bytes) -> Review:
    split, label, number = match.groups()
    text = LINE_BREAK.sub("\n", data.decode("utf-8", errors="replace")).strip()
    return Review(split, int(number), int(label == "pos"), text)


def _check_size(size: int, where: Path) -> None:
    if size > MAX_REVIEW_BYTES:
        raise ArchiveError(
            _(
                "{where} is {size:,} bytes long; a review of at most {most:,} bytes was "
                "expected. This is not the IMDB dataset; delete it and fetch the dataset again.",
                where=where,
                size=size,
                most=MAX_REVIEW_BYTES,
            )
        )


class _BoundedStream(io.RawIOBase):
    """Reads from another stream until that has given far more than any honest archive holds."""

    def __init__(self, stream: gzip.GzipFile, path: Path) -> None:
        self._stream = stream
        self._path = path
        self._given = 0

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read(size)
        self._given += len(data)
        if self._given > MAX_UNPACKED_BYTES:
            raise ArchiveError(
                _(
                    "{path} unpacks to more than {most:,} bytes; the IMDB dataset is smaller. "
                    "Delete it and fetch the dataset again.",
                    path=self._path,
                    most=MAX_UNPACKED_BYTES,
                )
            )
        return data
