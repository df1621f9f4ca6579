"""Archives: whether a file is one, and the one file that it holds."""

import io
import zipfile

from playground.datasets.tables.notes import Note, cell_text
from playground.errors import UploadError
from playground.languages import _, n_

ZIP = (b"PK\x03\x04", b"PK\x05\x06")


def is_zip(data: bytes) -> bool:
    """Whether these bytes are an archive, which a workbook is too."""
    return data.startswith(ZIP)


def is_workbook(data: bytes) -> bool:
    """Whether an archive is an Excel workbook."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return any(name.startswith("xl/") for name in archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError):
        return False


def unzipped(data: bytes, most: int) -> tuple[bytes, tuple[Note, ...]]:
    """The one file that an archive holds.  most: bytes it may unpack to.  Raises `UploadError`."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            inside = [
                entry
                for entry in archive.infolist()
                if not entry.is_dir()
                and not entry.filename.startswith("__MACOSX/")
                and "/." not in f"/{entry.filename}"
            ]
            if len(inside) != 1:
                names = ", ".join(cell_text(entry.filename) for entry in inside[:5])
                raise UploadError(
                    n_(
                        "The archive holds {number:,} file{names}; expected one. Unpack it, and upload the one you "
                        "want.",
                        "The archive holds {number:,} files{names}; expected one. Unpack it, and upload the one "
                        "you want.",
                        len(inside),
                        names=_(": {names}", names=names) if inside else "",
                    )
                )
            (entry,) = inside
            if entry.flag_bits & 1:
                raise UploadError(_("The archive is locked with a password. Unpack it, and upload the file inside."))
            if entry.file_size > most:
                raise UploadError(
                    _(
                        "{cell} in the archive has {file_size:,.1f} MB; this server takes up to {most:,.0f}. "
                        "Upload a part.",
                        cell=cell_text(entry.filename),
                        file_size=entry.file_size / 2**20,
                        most=most / 2**20,
                    )
                )
            with archive.open(entry) as file:
                unpacked = file.read(most + 1)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError, OSError) as error:
        raise UploadError(
            _("The archive cannot be read ({error}). Unpack it, and upload the file inside.", error=error)
        ) from None
    if len(unpacked) > most:
        raise UploadError(_("The archive unpacks to more than {most:,.0f} MB. Upload a part.", most=most / 2**20))
    if is_zip(unpacked) and not is_workbook(unpacked):
        raise UploadError(_("The archive holds another archive. Unpack it, and upload the file inside."))
    return unpacked, (Note("archive", _("The archive's only file, {cell}, was read.", cell=cell_text(entry.filename))),)
