"""A file's bytes as text: its encoding is found out and said, damage is mended, and what is no text is refused."""

import re
from dataclasses import dataclass
from itertools import islice

from playground.datasets.tables.code_pages import guess_code_page
from playground.datasets.tables.notes import Note, cell_text
from playground.errors import UploadError
from playground.languages import N_, _, n_

ENCODINGS = {
    "utf-8": "UTF-8",
    "utf-16": "UTF-16",
    "utf-16-be": N_("UTF-16 (big-endian)"),
    "utf-32": "UTF-32",
    "cp1252": N_("Western European (Windows-1252)"),
    "cp1250": N_("Central European (Windows-1250)"),
    "cp1251": N_("Cyrillic (Windows-1251)"),
    "koi8_r": N_("Cyrillic (KOI8-R)"),
    "cp1253": N_("Greek (Windows-1253)"),
    "cp1254": N_("Turkish (Windows-1254)"),
    "cp1255": N_("Hebrew (Windows-1255)"),
    "cp1256": N_("Arabic (Windows-1256)"),
    "cp874": N_("Thai (Windows-874)"),
    "gb18030": N_("Chinese (GB18030)"),
    "big5": N_("Chinese (Big5)"),
    "cp932": N_("Japanese (Shift-JIS)"),
    "euc_jp": N_("Japanese (EUC-JP)"),
    "cp949": N_("Korean (EUC-KR)"),
    "cp1257": N_("Baltic (Windows-1257)"),
    "cp850": N_("Western European (DOS 850)"),
    "cp852": N_("Central European (DOS 852)"),
    "cp857": N_("Turkish (DOS 857)"),
    "cp866": N_("Cyrillic (DOS 866)"),
    "cp737": N_("Greek (DOS 737)"),
    "mac_roman": N_("Western European (Mac)"),
    "mac_latin2": N_("Central European (Mac)"),
    "mac_cyrillic": N_("Cyrillic (Mac)"),
}
"""Codec → what a learner calls it."""
BYTE_ORDER_MARKS = {b"\xef\xbb\xbf": "utf-8", b"\xff\xfe\0\0": "utf-32", b"\0\0\xfe\xff": "utf-32"} | {
    b"\xff\xfe": "utf-16",
    b"\xfe\xff": "utf-16",
}
NOT_TEXT = {
    b"\xd0\xcf\x11\xe0": N_("an old Excel workbook"),
    b"%PDF": N_("a PDF document"),
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"\x1f\x8b": N_("a gzip archive"),
    b"ARROW1": N_("an Arrow file"),
    b"\x93NUMPY": N_("a NumPy file"),
    b"{\\rtf": N_("an RTF document"),
}
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
"""Characters that no text holds; a few are dropped with a note, more mean that the file is none."""
SAMPLE = 65_536
"""Characters, or bytes, that the encoding, the delimiter and the header are guessed from."""


MOST_WORDS = 200
"""From which the one is chosen that shows an encoding best."""
DAMAGE = "\ufffd"
"""Stands for bytes that are no character."""


@dataclass(frozen=True)
class Decoded:
    """A file as text.  encoding: a key of ENCODINGS; notes: which was taken where the bytes do not say, and damage."""

    text: str
    encoding: str
    notes: tuple[Note, ...] = ()


def decode(data: bytes, encoding: str | None = None) -> Decoded:
    """The text in `data`.  encoding: as the learner chose.  Raises `UploadError` for what is not text."""
    for start, what in NOT_TEXT.items():
        if data.startswith(start):
            raise UploadError(_("The file is {what}, not text. Save the table as CSV, and upload that.", what=_(what)))
    taken = encoding or guess_encoding(data)
    try:
        text = data.decode(taken, "strict" if encoding else "replace").removeprefix("\ufeff")
    except UnicodeError as error:
        where = _(" (byte {byte:,})", byte=error.start + 1) if isinstance(error, UnicodeDecodeError) else ""
        raise UploadError(
            _("The file is not {encoding}{where}. Choose another encoding.", encoding=_(ENCODINGS[taken]), where=where)
        ) from None
    _check_text(text)
    notes = [] if encoding or taken.startswith("utf") else [_taken_note(text, taken)]
    if DAMAGE in text and DAMAGE.encode() not in data:
        notes.append(_damage_note(text, taken))
    return Decoded(text, taken, tuple(notes))


def guess_encoding(data: bytes) -> str:
    """A key of ENCODINGS: byte order marks, then UTF-8, then UTF-16, then the code page that the bytes make sense in.

    Raises `UploadError` where they make sense in none.
    """
    for mark, encoding in BYTE_ORDER_MARKS.items():
        if data.startswith(mark):
            return encoding
    even, odd = data[:SAMPLE:2].count(0), data[1:SAMPLE:2].count(0)
    if 50 * (even + odd) > len(data[:SAMPLE]) and 10 * min(even, odd) <= max(even, odd):  # half of each Latin letter
        return "utf-16-be" if even > odd else "utf-16"
    text = data.decode("utf-8", "replace")
    above = sum(letter > "\x7f" for letter in text) if not text.isascii() else 0
    if above >= 5 * text.count(DAMAGE):  # a byte that was damaged, or one line from elsewhere
        return "utf-8"
    found = guess_code_page(data)
    if found is None:
        try:
            data.decode("cp1252")
        except UnicodeDecodeError:
            raise UploadError(
                _("The file is not text that can be read. Save the table as CSV, and upload that.")
            ) from None
    return found or "cp1252"


def _check_text(text: str) -> None:
    """Raise `UploadError` for many control characters: the file is no text.  A zero ends a text in some programs."""
    some = text[:SAMPLE]
    found = CONTROL.findall(some.replace("\0", ""))
    if len(found) > max(3, len(some) / 100) or some.count("\0") > len(some) / 10:
        first = CONTROL.search(text)
        assert first
        raise UploadError(
            _(
                "Character {start:,} of the file is not text (code {code}). Save the table as CSV, and upload that.",
                start=first.start() + 1,
                code=ord(first.group()),
            )
        )


def _taken_note(text: str, encoding: str) -> Note:
    """Which code page was taken, with a word that shows whether it is the right one."""
    words = list(islice(re.finditer(r"[^\W\d_]*(?![\x00-\x7f])[^\W\d_]+", text), MOST_WORDS))
    telling = [len({letter for letter in word.group()[:20] if letter > "\x7f"}) for word in words]
    word = words[telling.index(max(telling))] if words else re.search(r"[^,;\s|]*[ \xa0]?[^\x00-\x7f]", text)
    assert word  # a text without such a letter reads the same in every code page
    return Note(
        "encoding",
        _(
            "The file was read as {encoding}: line {line:,} holds {cell}. If that is misspelled, "
            "choose another encoding.",
            encoding=_(ENCODINGS[encoding]),
            line=_line(text, word.start()),
            cell=cell_text(word.group(), 20),
        ),
    )


def _damage_note(text: str, encoding: str) -> Note:
    at = text.index(DAMAGE)
    around = re.split(r"[\r\n]", text[max(0, at - 15) : at])[-1] + re.split(r"[\r\n]", text[at : at + 15])[0]
    return Note(
        "damage",
        n_(
            "{number:,} damaged character replaced by {mark}, as the file is {encoding} elsewhere: line {line:,}, "
            "{cell}.",
            "{number:,} damaged characters replaced by {mark}, as the file is {encoding} elsewhere: line {line:,}, "
            "{cell}.",
            text.count(DAMAGE),
            mark=DAMAGE,
            encoding=_(ENCODINGS[encoding]),
            line=_line(text, at),
            cell=cell_text(around),
        ),
    )


def _line(text: str, at: int) -> int:
    """The number of the line that a character stands in."""
    return len(re.findall(r"\r\n|\r|\n", text[:at])) + 1
