"""A .keras file as the three members of its zip, read without trusting it: known names alone, bounded, in memory."""

import io
import zipfile

from playground.choices import as_given
from playground.errors import UploadError
from playground.limits import limits
from playground.zips import DAMAGED, bytes_of_list, of_a_mac, trouble

MEGABYTE = 1_000_000
CONFIG, METADATA, WEIGHTS = "config.json", "metadata.json", "model.weights.h5"
MOST_BYTES = {CONFIG: 5 * MEGABYTE, METADATA: MEGABYTE, WEIGHTS: 500 * MEGABYTE}
"""What each member may unpack to; weights also no more than an upload may have."""
AGAIN = "Save the model again with Keras 3, model.save('model.keras'), and import that file."
HDF5 = b"\x89HDF\r\n\x1a\n"
MOST_LISTED = 2_000
"""Bytes of the list of members; one takes 46 and its name."""


def refused(why: str) -> UploadError:
    """The one sentence about a .keras file, and what to do."""
    return UploadError(f"This file is not a network that can be imported: {why.removesuffix('.')}. {AGAIN}")


def members(data: bytes) -> dict[str, bytes]:
    """Name → content of the members that a .keras file has.  Nothing is written to the disk.

    Raises `UploadError` for a file that is too large, no zip, or holds anything else.
    """
    most = limits().upload_mb * MEGABYTE
    if len(data) > most:
        raise refused(
            f"it has {len(data) / MEGABYTE:,.1f} MB; this server takes {limits().upload_mb:,} (without the optimizer, "
            "that is if it is saved before compile, it has a third)"
        )
    if data.startswith(HDF5):
        raise refused("it is an .h5 file, from before Keras 3")
    _check_end(data)
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        listed = archive.infolist()
    except DAMAGED:
        raise refused("it is not a zip, or it ends too early") from None
    with archive:
        there = [member.orig_filename for member in listed]
        found = [member for member in listed if not of_a_mac(member, there)]
        names = [_checked(member) for member in found]
        if twice := sorted({name for name in names if names.count(name) > 1}):
            raise refused(f"it holds {twice[0]} twice")
        if missing := [name for name in MOST_BYTES if name not in names]:
            raise refused(f"it holds no {missing[0]}")
        return {member.filename: _read(archive, member, most) for member in found}


def _check_end(data: bytes) -> None:
    """Raise `UploadError` for a zip that lists more members than three, before Python reads the list."""
    listed = bytes_of_list(data)
    if listed is None:
        raise refused("it is not a zip, or it ends too early")
    if listed > MOST_LISTED:
        raise refused(f"it lists more than {', '.join(MOST_BYTES)}")


def _checked(member: zipfile.ZipInfo) -> str:
    """Its name.  Raises `UploadError` unless it is a plain file with a known name and size."""
    name = member.orig_filename
    if name.startswith("assets/"):
        raise refused(
            f"it holds {as_given(name)}, words of a layer such as TextVectorization; leave out that layer and give its "
            "get_vocabulary() as a JSON file beside the model"
        )
    if name not in MOST_BYTES or member.filename != name:
        raise refused(f"it holds {as_given(name)}; expected {', '.join(MOST_BYTES)} and nothing else")
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
        raise refused(f"{name} is damaged") from None
    if len(data) > most:
        raise refused(f"{name} unpacks to more than {most:,} bytes")
    if len(data) != member.file_size:
        raise refused(f"{name} is damaged")
    return data
