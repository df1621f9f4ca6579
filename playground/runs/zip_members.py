"""A zip that somebody uploads, read without trusting it: known names alone, bounded, in memory."""

import io
import re
import zipfile
from collections.abc import Mapping

from playground.choices import as_given
from playground.errors import RunError
from playground.languages import N_, _, n_
from playground.limits import limits
from playground.zips import DAMAGED, bytes_of_list, of_a_mac, trouble

MEGABYTE = 1_000_000

TOO_LARGE = N_("{name} unpacks to {size:,} bytes; expected at most {most:,}")
LISTED = 300
"""Bytes of the list of members that one may take: 46, its name and what else a program writes there."""


class Members:
    """The members of a zip.  names: of all.  Nothing is written to the disk, and no member is read unless asked for."""

    def __init__(self, data: bytes, known: Mapping[str, int], most_members: int) -> None:
        """known: pattern of a name → bytes that it may unpack to.  Raises `RunError` for anything else."""
        if len(data) > limits().upload_mb * MEGABYTE:
            raise refused(
                _(
                    "it has {size:,.1f} MB; this server takes {most:,}",
                    size=len(data) / MEGABYTE,
                    most=limits().upload_mb,
                )
            )
        if (bytes_of_list(data) or 0) > LISTED * most_members:
            raise refused(_("it lists more than {most:,} files, which is what a run has at most", most=most_members))
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
            listed = self._archive.infolist()
        except DAMAGED:
            raise refused(_("it is not a zip, or it ends too early")) from None
        names = [member.orig_filename for member in listed]
        found = [member for member in listed if not of_a_mac(member, names)]
        if len(found) > most_members:
            raise refused(
                n_(
                    "it holds {number:,} file; a run has {most:,} at most",
                    "it holds {number:,} files; a run has {most:,} at most",
                    len(found),
                    most=most_members,
                )
            )
        self._members: dict[str, zipfile.ZipInfo] = {}
        for member in found:
            _check(member, known)
            if member.filename in self._members:
                raise refused(_("it holds {name} twice", name=member.filename))
            self._members[member.filename] = member
        total, most = sum(member.file_size for member in found), limits().disk_mb * MEGABYTE
        if total > most:
            raise refused(
                _(
                    "it unpacks to {size:,.0f} MB; this server takes {most:,.0f}",
                    size=total / MEGABYTE,
                    most=most / MEGABYTE,
                )
            )

    @property
    def names(self) -> list[str]:
        """Of all members, in their order."""
        return list(self._members)

    def read(self, name: str, most: int | None = None) -> bytes:
        """A member unpacked.  most: bytes that it may have.  Raises `RunError` where it is not there, or is damaged."""
        if name not in self._members:
            raise refused(_("it holds no {name}", name=name))
        size = self._members[name].file_size
        if most is not None and size > most:
            raise refused(_(TOO_LARGE, name=name, size=size, most=most))
        try:
            with self._archive.open(name) as file:
                data = file.read(size + 1)
        except DAMAGED:
            raise refused(_("{name} is damaged", name=name)) from None
        if len(data) != size:
            raise refused(_("{name} is damaged", name=name))
        return data


def _check(member: zipfile.ZipInfo, known: Mapping[str, int]) -> None:
    """Raise `RunError` unless it is a plain file with a known name, of a size that it may have."""
    name = member.orig_filename
    most = next((size for pattern, size in known.items() if re.fullmatch(pattern, name, re.ASCII)), None)
    if most is None or member.filename != name:
        raise refused(_("it holds {name}, which is no part of a run", name=as_given(name)))
    if why := trouble(member):
        raise refused(f"{name} {why}")
    if member.file_size > most:
        raise refused(_(TOO_LARGE, name=name, size=member.file_size, most=most))


class Refused(RunError):  # noqa: N818, as it is raised
    """A zip that is no run: the one sentence says so already."""


def refused(why: str) -> Refused:
    """The one sentence about a zip, and what to do.  why: ends in a point or not."""
    return Refused(
        _(
            "This zip is not a run that can be imported: {why}. Export the run again as --format run, and import that "
            "file.",
            why=why.rstrip(".。"),
        )
    )
