"""A .keras file as the three members of its zip, read without trusting it: known names alone, bounded, in memory."""

import io
import zipfile

from playground.choices import as_given
from playground.errors import UploadError
from playground.languages import _
from playground.limits import limits
from playground.wording import enumerated
from playground.zips import DAMAGED, bytes_of_list, of_a_mac, trouble

MEGABYTE = 1_000_000
CONFIG, METADATA, WEIGHTS = "config.json", "metadata.json", "model.weights.h5"
MOST_BYTES = {CONFIG: 5 * MEGABYTE, METADATA: MEGABYTE, WEIGHTS: 500 * MEGABYTE}
"""What each member may unpack to; weights also no more than an upload may have."""
HDF5 = b"\x89HDF\r\n\x1a\n"
MOST_LISTED = 2_000
"""Bytes of the list of members; one takes 46 and its name."""


def refused(why: str) -> UploadError:
    """What is said of a .keras file, and what to do."""
    return UploadError(
        _(
            "This file is not a network that can be imported: {why}. "
            "Save the model again with Keras 3, model.save('model.keras'), and import that file.",
            why=why.rstrip(".。"),
        )
    )


def members(data: bytes) -> dict[str, bytes]:
    """Name → content of the members that a .keras file has.  Nothing is written to the disk.

    Raises `UploadError` for a file that is too large, no zip, or holds anything else.
    """
    most = limits().upload_mb * MEGABYTE
    if len(data) > most:
        raise refused(
            _(
                "it has {size:,.1f} MB; this server takes {most:,} (without the optimizer, that is if it is saved "
                "before compile, it has a third)",
                size=len(data) / MEGABYTE,
                most=limits().upload_mb,
            )
        )
    if data.startswith(HDF5):
        raise refused(_("it is an .h5 file, from before Keras 3"))
    _check_end(data)
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        listed = archive.infolist()
    except DAMAGED:
        raise refused(_("it is not a zip, or it ends too early")) from None
    with archive:
        there = [member.orig_filename for member in listed]
        found = [member for member in listed if not of_a_mac(member, there)]
        names = [_checked(member) for member in found]
        if twice := sorted({name for name in names if names.count(name) > 1}):
            raise refused(_("it holds {file} twice", file=twice[0]))
        if missing := [name for name in MOST_BYTES if name not in names]:
            raise refused(_("it holds no {file}", file=missing[0]))
        return {member.filename: _read(archive, member, most) for member in found}


def _check_end(data: bytes) -> None:
    """Raise `UploadError` for a zip that lists more members than three, before Python reads the list."""
    listed = bytes_of_list(data)
    if listed is None:
        raise refused(_("it is not a zip, or it ends too early"))
    if listed > MOST_LISTED:
        raise refused(_("it lists more than {files}", files=enumerated([*MOST_BYTES])))


def _checked(member: zipfile.ZipInfo) -> str:
    """Its name.  Raises `UploadError` unless it is a plain file with a known name and size."""
    name = member.orig_filename
    if name.startswith("assets/"):
        raise refused(
            _(
                "it holds {file}, words of a layer such as TextVectorization; leave out that layer and give its "
                "get_vocabulary() as a JSON file beside the model",
                file=as_given(name),
            )
        )
    if name not in MOST_BYTES or member.filename != name:
        raise refused(
            _(
                "it holds {file}; expected {files} and nothing else",
                file=as_given(name),
                files=enumerated([*MOST_BYTES]),
            )
        )
    if why := trouble(member):
        raise refused(f"{name} {why}")
    return name


def _read(archive: zipfile.ZipFile, member: zipfile.ZipInfo, most: int) -> bytes:
    """A member unpacked.  The bytes that come out are counted, whatever the zip says of them."""
    name = member.filename
    most = min(most, MOST_BYTES[name])
    try:
        with archive.open(member) as file:
            data = file.read(most + 1)
    except DAMAGED:
        raise refused(_("{file} is damaged", file=name)) from None
    if len(data) > most:
        raise refused(_("{file} unpacks to more than {most:,} bytes", file=name, most=most))
    if len(data) != member.file_size:
        raise refused(_("{file} is damaged", file=name))
    return data
