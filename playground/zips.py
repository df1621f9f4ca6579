"""What is checked of a zip that somebody uploads, before it is read and of each of its members."""

import stat
import zipfile
import zlib
from collections.abc import Collection

from playground.languages import _

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
PACKED = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
ENCRYPTED = 1
END = 22
"""Bytes of the end of a zip without a comment.  Source: PKWARE APPNOTE.TXT, 4.3.16."""


def bytes_of_list(data: bytes) -> int | None:
    """How long the list of members is, which Python reads whole; None where a zip without a comment does not end."""
    end = data[-END:]
    if len(end) < END or not end.startswith(b"PK\5\6"):
        return None
    return int.from_bytes(end[12:16], "little")


def of_a_mac(member: zipfile.ZipInfo, names: Collection[str]) -> bool:
    """Whether a member is what macOS adds to a zip that it packs: its notes, and the folders of other members.

    names: of all members.
    """
    name = member.orig_filename
    if name.startswith("__MACOSX/") or name.rpartition("/")[2] == ".DS_Store":
        return True
    return name.endswith("/") and not member.file_size and any(one != name and one.startswith(name) for one in names)


def trouble(member: zipfile.ZipInfo) -> str:
    """Why a member is not unpacked, after its name; empty for a plain file."""
    if stat.S_IFMT(member.external_attr >> 16) not in (0, stat.S_IFREG) or member.is_dir():
        return _("is a link or a device, not a file")
    if member.flag_bits & ENCRYPTED:
        return _("needs a password")
    if member.compress_type not in PACKED:
        return _("is packed in an unknown way")
    return ""
