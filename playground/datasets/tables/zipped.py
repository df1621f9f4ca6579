"""Archives: whether a file is one, and the one file that it holds."""

import io
import zipfile

from playground.datasets.tables.notes import Note, cell_text, counted
from playground.errors import UploadError

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
                    f"The archive holds {counted(len(inside), 'file')}{f': {names}' if inside else ''}; expected one. "
                    "Unpack it, and upload the one you want."
                )
            (entry,) = inside
            if entry.flag_bits & 1:
                raise UploadError("The archive is locked with a password. Unpack it, and upload the file inside.")
            if entry.file_size > most:
                raise UploadError(
                    f"{cell_text(entry.filename)} in the archive has {entry.file_size / 2**20:,.1f} MB; this "
                    f"server takes up to {most / 2**20:,.0f}. Upload a part."
                )
            with archive.open(entry) as file:
                unpacked = file.read(most + 1)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError, OSError) as error:
        raise UploadError(f"The archive cannot be read ({error}). Unpack it, and upload the file inside.") from None
    if len(unpacked) > most:
        raise UploadError(f"The archive unpacks to more than {most / 2**20:,.0f} MB. Upload a part.")
    if is_zip(unpacked) and not is_workbook(unpacked):
        raise UploadError("The archive holds another archive. Unpack it, and upload the file inside.")
    return unpacked, (Note("archive", f"The archive's only file, {cell_text(entry.filename)}, was read."),)
