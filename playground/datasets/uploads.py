"""Files that learners upload: each read once, checked, and stored as a folder of its own, named by what is in it.

    uploads/<id>/about.json     what the file is, known without opening the rest
    uploads/<id>/examples/      the examples, in the format of its dataset
    uploads/<id>/original       the file itself, to be read otherwise
    uploads/<id>/owners/        an empty file for each learner who uploaded it; the last to leave deletes the examples
                                and the original

about.json stays when a file is deleted: runs that learned from it are still read with its classes and columns.
The id is made of the file's bytes and what was chosen: the same upload gives the same id, and no one can guess it.
"""

import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Literal
from uuid import uuid4

from pydantic import BaseModel, ConfigDict, ValidationError

from playground import paths
from playground.caching import remembered
from playground.errors import UploadError, storage_errors
from playground.languages import _
from playground.limits import limits

ID = r"^([0-9a-f]{24})?$"
"""What an id looks like in a dataset's field; empty while nothing has been uploaded."""
ABOUT, EXAMPLES, ORIGINAL = "about.json", "examples", "original"
VERSION = 4
"""Counts up when reading changes, so that the same file is read anew."""


class About(BaseModel):
    """What is known of an upload without opening its examples: about.json.

    kind: "texts" or "series"; title: the file's own name
    class_names, class_counts, num_train, num_test: of texts: the classes and how many texts of each are for training,
        empty where it was not counted, and how many there are in all
    split, repeated: of texts: how they become tokens, and how many repeat another
    different_train, different_test: of texts: how many differ from each other; 0 where it was not counted
    longest: of texts: tokens of the longest for training; 0 where it was not counted
    names, target, unit, num_rows: of a series: its columns, which of them is forecast, in what unit, and its records
    series: of a series: its name, where it was one of several in the file
    first, last, missing: of a series: its first and last time or row number, and how many numbers were missing
    encoding, delimiter, header: how the file was read; empty where a format has none
    choices: the columns and the options it was read with; notes: what was done to the file, a sentence each
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Literal["texts", "series"]
    title: str
    class_names: tuple[str, ...] = ()
    class_counts: tuple[int, ...] = ()
    num_train: int = 0
    num_test: int = 0
    split: str = "words"
    repeated: int = 0
    different_train: int = 0
    different_test: int = 0
    longest: int = 0
    names: tuple[str, ...] = ()
    target: int = 0
    unit: str = ""
    series: str = ""
    num_rows: int = 0
    first: str = ""
    last: str = ""
    missing: int = 0
    encoding: str = ""
    delimiter: str = ""
    header: bool = True
    choices: dict[str, Any] = {}
    notes: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """How it is called in a list: by its file, and its series where the file holds several."""
        return f"{self.title}: {self.series}" if self.series else self.title


def upload_id(data: bytes, choices: dict[str, Any]) -> str:
    """24 hex characters that stand for these bytes read with these choices."""
    said = json.dumps([VERSION, choices], sort_keys=True, ensure_ascii=True).encode()
    return hashlib.sha256(hashlib.sha256(data).digest() + said).hexdigest()[:24]


def folder(upload: str) -> Path:
    """Where the upload with that id lives.  Raises `UploadError` for an empty one."""
    if not upload:
        raise UploadError(_("No file has been uploaded yet. Upload one on the Data page."))
    return paths.uploads_folder() / upload


def is_here(upload: str) -> bool:
    """True when that upload can be read."""
    return bool(upload) and (folder(upload) / EXAMPLES).is_dir() and (folder(upload) / ABOUT).is_file()


def examples(upload: str, kind: str) -> Path:
    """The folder of an upload's examples.  Raises `UploadError` when they are not here."""
    title = about(upload, kind).title
    if not is_here(upload):
        raise UploadError(
            _("The uploaded file {title} was deleted from this server. Upload it again on the Data page.", title=title)
        )
    return folder(upload) / EXAMPLES


def original(upload: str) -> Path:
    """Where the file itself is kept; files uploaded by earlier versions are not."""
    return folder(upload) / ORIGINAL


def known(upload: str, kind: str) -> About | None:
    """What is known of an upload; None where there is nothing to know."""
    try:
        return about(upload, kind)
    except UploadError:
        return None


def about(upload: str, kind: str) -> About:
    """What is known of an upload.  Raises `UploadError` when there is none, or it is of another kind."""
    path = folder(upload) / ABOUT
    try:
        found = _read_about(path, path.stat().st_mtime_ns)
    except (FileNotFoundError, NotADirectoryError):
        raise UploadError(
            _(
                "The uploaded file {upload} is not on this server; perhaps the link comes from another "
                "one. Upload it again on the Data page.",
                upload=upload,
            )
        ) from None
    except (OSError, ValidationError):
        raise damaged(upload) from None
    if found.kind != kind:
        raise UploadError(
            _(
                "{title} was uploaded as {kind}, not as {wanted}. Upload it again as {wanted}.",
                title=found.title,
                kind=found.kind,
                wanted=kind,
            )
        )
    return found


def damaged(upload: str) -> UploadError:
    """The complaint about a stored file that cannot be read back."""
    return UploadError(
        _("The uploaded file {upload} cannot be read back. Delete it, and upload it again.", upload=upload)
    )


@remembered
def _read_about(path: Path, changed: int) -> About:
    return About.model_validate_json(path.read_bytes())


@contextmanager
def storing(upload: str, known: About, learner: str = "", data: bytes = b"") -> Iterator[Path]:
    """A new folder to write examples into; it takes its place when the block ends well.

    learner: whose upload it is, as `ui.learner.learner()` says.  data: the file itself.
    Raises `StorageError` for a full disk, `UploadError` when all uploads together would take too much of it.
    """
    path = folder(upload)
    part = path.with_name(f".{upload}.{uuid4().hex}.part")
    with storage_errors(path.parent):
        try:
            (part / EXAMPLES).mkdir(parents=True)
            (part / ORIGINAL).write_bytes(data)
            yield part / EXAMPLES
            (part / ABOUT).write_text(known.model_dump_json(indent=2), encoding="utf-8")
            most = limits().uploads_mb
            if _megabytes(path.parent) > most:
                raise UploadError(
                    _(
                        "All uploaded files together would take more than {most:,} MB on this server. Delete one "
                        "of yours.",
                        most=most,
                    )
                )
            if not is_here(upload):
                shutil.rmtree(path, ignore_errors=True)  # deleted earlier
                try:
                    os.rename(part, path)
                except OSError:
                    if not is_here(upload):  # else somebody stored the same file in the meantime
                        raise
            own(upload, learner)
        finally:
            shutil.rmtree(part, ignore_errors=True)


def own(upload: str, learner: str) -> None:
    """Note that a learner uploaded this."""
    if _is_name(learner):
        with storage_errors(folder(upload)):
            (folder(upload) / "owners").mkdir(exist_ok=True)
            (folder(upload) / "owners" / learner).touch()


def uploads_of(learner: str, kind: str) -> dict[str, About]:
    """A learner's uploads of one kind by id, the newest first."""
    found = []
    for marker in paths.uploads_folder().glob(f"*/owners/{learner}") if _is_name(learner) else ():
        upload = marker.parent.parent.name
        try:
            found.append((marker.stat().st_mtime_ns, upload, about(upload, kind)))
        except (UploadError, OSError):  # another kind, damaged, or deleted at this moment
            continue
    return {upload: known for _, upload, known in sorted(found, key=lambda entry: entry[0], reverse=True)}


def forget(upload: str, learner: str) -> None:
    """Delete a learner's upload; the examples go when no other learner uploaded the same.  Runs keep working."""
    path = folder(upload)
    if not (_is_name(learner) and (path / "owners" / learner).is_file()):
        raise UploadError(_("This file was uploaded by somebody else. Only they can delete it."))
    with storage_errors(path):
        (path / "owners" / learner).unlink(missing_ok=True)
        if not any((path / "owners").iterdir()):
            gone = path.with_name(f".{upload}.{uuid4().hex}.part")
            os.rename(path / EXAMPLES, gone)  # at once, whoever reads it now
            (path / ORIGINAL).unlink(missing_ok=True)
            shutil.rmtree(gone, ignore_errors=True)


def _is_name(learner: str) -> bool:
    """Whether a learner can be the name of a file; all that `ui.learner.learner()` gives can."""
    return learner.isascii() and learner.isalnum()


def _megabytes(root: Path) -> float:
    """The size of all files; one that is deleted at this moment, or the folder it lies in, counts as nothing."""
    total = 0
    for folder, _folders, names in os.walk(root):  # unlike `rglob` passes over a folder that vanishes
        for name in names:
            with suppress(OSError):
                total += os.stat(os.path.join(folder, name)).st_size
    return total / 1_000_000
