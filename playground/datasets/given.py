"""A dataset's published file, given by a learner who has it from elsewhere: checked before it takes its place."""

import hashlib
import os
import shutil
from pathlib import Path, PurePath
from typing import BinaryIO
from uuid import uuid4

from playground import paths
from playground.choices import as_given
from playground.datasets.base import Dataset
from playground.errors import ArchiveError, UploadError, storage_errors
from playground.languages import _

CHUNK = 2**20
"""Bytes read at once."""


def take(dataset: Dataset, file: BinaryIO, name: str) -> None:
    """Keep a file as the one that the dataset would download.

    file: what was given; its name says only which of `dataset.files` it is
    Raises `UploadError` when it is not the published file, or `StorageError`: what was there stays then.
    """
    wanted = next((one for one in dataset.files if PurePath(one).suffix == PurePath(name).suffix), None)
    if wanted is None:
        raise UploadError(
            _(
                "The file is {name}; expected {files}. Choose that one.",
                name=as_given(name),
                files=" or ".join(dataset.files),
            )
        )
    folder = paths.data()
    part = folder / f".given.{uuid4().hex}.part"
    with storage_errors(folder):
        try:
            part.mkdir(parents=True)
            digest = _copied(file, part / wanted, dataset)
            if dataset.checksum and digest != dataset.checksum:
                algorithm, _colon, expected = dataset.checksum.partition(":")
                raise UploadError(
                    _(
                        "The file is not the published {wanted}: its {algorithm} is {digest}, expected {expected}. "
                        "It was not kept; get it from {source} or {elsewhere}.",
                        wanted=wanted,
                        algorithm=algorithm.upper(),
                        digest=digest.partition(":")[2],
                        expected=expected,
                        source=dataset.source,
                        elsewhere=dataset.elsewhere,
                    )
                )
            try:
                dataset.check_file(part / wanted)
            except ArchiveError as error:
                reason = str(error).replace(f"{part}{os.sep}", "").split(". ")[0].rstrip(".")
                raise UploadError(
                    _(
                        "The file is not the published {wanted}: {reason}. It was not kept; get it from {elsewhere}.",
                        wanted=wanted,
                        reason=reason,
                        elsewhere=dataset.elsewhere,
                    )
                ) from error
            os.replace(part / wanted, folder / wanted)
            for other in dataset.files:
                if other != wanted:  # else it could be read instead
                    (folder / other).unlink(missing_ok=True)
        finally:
            shutil.rmtree(part, ignore_errors=True)


def _copied(file: BinaryIO, to: Path, dataset: Dataset) -> str:
    """The checksum of what was copied, as `Dataset.checksum` writes one."""
    algorithm = dataset.checksum.partition(":")[0] or "sha256"
    digest, size = hashlib.new(algorithm, usedforsecurity=False), 0
    with to.open("wb") as copy:
        while chunk := file.read(CHUNK):
            size += len(chunk)
            if size > dataset.largest_file:
                raise UploadError(
                    _(
                        "The file has more than {largest_file:,} bytes; {name} is smaller. Choose that one.",
                        largest_file=dataset.largest_file,
                        name=to.name,
                    )
                )
            digest.update(chunk)
            copy.write(chunk)
    return f"{algorithm}:{digest.hexdigest()}"
