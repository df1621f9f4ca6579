"""A zip that somebody uploads, read without trusting it: known names alone, bounded, in memory."""

import io
import re
import stat
import zipfile
import zlib
from collections.abc import Mapping

from playground.choices import as_given
from playground.errors import RunError
from playground.limits import limits
from playground.wording import counted

MEGABYTE = 1_000_000
AGAIN = "Export the run again as --format run, and import that file."
PACKED = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
ENCRYPTED = 1
DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    OSError,
    ValueError,
    MemoryError,
)
"""What Python's zipfile raises for bytes that are no zip, or not the one they say."""


class Members:
    """The members of a zip.  names: of all.  Nothing is written to the disk, and no member is read unless asked for."""

    def __init__(self, data: bytes, known: Mapping[str, int], most_members: int) -> None:
        """known: pattern of a name → bytes that it may unpack to.  Raises `RunError` for anything else."""
        if len(data) > limits().upload_mb * MEGABYTE:
            raise refused(f"it has {len(data) / MEGABYTE:,.1f} MB; this server takes {limits().upload_mb:,}")
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
            found = self._archive.infolist()
        except DAMAGED:
            raise refused("it is not a zip, or it ends too early") from None
        if len(found) > most_members:
            raise refused(f"it holds {counted(len(found), 'file')}; a run has {most_members:,} at most")
        self._members: dict[str, zipfile.ZipInfo] = {}
        for member in found:
            _check(member, known)
            if member.filename in self._members:
                raise refused(f"it holds {member.filename} twice")
            self._members[member.filename] = member
        total, most = sum(member.file_size for member in found), limits().disk_mb * MEGABYTE
        if total > most:
            raise refused(f"it unpacks to {total / MEGABYTE:,.0f} MB; this server takes {most / MEGABYTE:,.0f}")

    @property
    def names(self) -> list[str]:
        """Of all members, in their order."""
        return list(self._members)

    def read(self, name: str, most: int | None = None) -> bytes:
        """A member unpacked.  most: bytes that it may have.  Raises `RunError` where it is not there, or is damaged."""
        if name not in self._members:
            raise refused(f"it holds no {name}")
        size = self._members[name].file_size
        if most is not None and size > most:
            raise refused(f"{name} unpacks to {size:,} bytes; expected at most {most:,}")
        try:
            with self._archive.open(name) as file:
                data = file.read(size + 1)
        except DAMAGED:
            raise refused(f"{name} is damaged") from None
        if len(data) != size:
            raise refused(f"{name} is damaged")
        return data


def _check(member: zipfile.ZipInfo, known: Mapping[str, int]) -> None:
    """Raise `RunError` unless it is a plain file with a known name, of a size that it may have."""
    name, mode = member.orig_filename, member.external_attr >> 16
    most = next((size for pattern, size in known.items() if re.fullmatch(pattern, name, re.ASCII)), None)
    if most is None or member.filename != name:
        raise refused(f"it holds {as_given(name)}, which is no part of a run")
    if stat.S_IFMT(mode) not in (0, stat.S_IFREG) or member.is_dir():
        raise refused(f"{name} is a link or a device, not a file")
    if member.flag_bits & ENCRYPTED:
        raise refused(f"{name} needs a password")
    if member.compress_type not in PACKED:
        raise refused(f"{name} is packed in an unknown way")
    if member.file_size > most:
        raise refused(f"{name} unpacks to {member.file_size:,} bytes; expected at most {most:,}")


def refused(why: str) -> RunError:
    """The one sentence about a zip, and what to do."""
    return RunError(f"This zip is not a run that can be imported: {why.removesuffix('.')}. {AGAIN}")
