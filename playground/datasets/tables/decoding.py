"""A file's bytes as text: the encoding is found out, and what is no text is refused."""

import re

from playground.errors import UploadError

ENCODINGS = {
    "utf-8": "UTF-8",
    "utf-16": "UTF-16",
    "utf-16-be": "UTF-16 (big-endian)",
    "utf-32": "UTF-32",
    "cp1252": "Western European (Windows-1252)",
    "cp1250": "Central European (Windows-1250)",
    "cp1251": "Cyrillic (Windows-1251)",
    "koi8_r": "Cyrillic (KOI8-R)",
    "cp1253": "Greek (Windows-1253)",
    "cp1254": "Turkish (Windows-1254)",
    "cp1255": "Hebrew (Windows-1255)",
    "cp1256": "Arabic (Windows-1256)",
    "cp874": "Thai (Windows-874)",
    "gb18030": "Chinese (GB18030)",
    "big5": "Chinese (Big5)",
    "cp932": "Japanese (Shift-JIS)",
    "euc_jp": "Japanese (EUC-JP)",
    "cp949": "Korean (EUC-KR)",
}
"""Codec → what a learner calls it."""
GUESSED = ["cp932", "euc_jp", "gb18030", "big5", "cp949", "cp1251", "koi8_r", "cp1253", "cp1255", "cp1256", "cp874"]
"""Codecs told apart by what they spell; the rest look too much like Windows-1252."""
BYTE_ORDER_MARKS = {b"\xef\xbb\xbf": "utf-8", b"\xff\xfe\0\0": "utf-32", b"\0\0\xfe\xff": "utf-32"} | {
    b"\xff\xfe": "utf-16",
    b"\xfe\xff": "utf-16",
}
NOT_TEXT = {
    b"\xd0\xcf\x11\xe0": "an old Excel workbook",
    b"%PDF": "a PDF document",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"\x1f\x8b": "a gzip archive",
    b"ARROW1": "an Arrow file",
    b"\x93NUMPY": "a NumPy file",
    b"{\\rtf": "an RTF document",
}
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
"""Characters that no text holds; a few are dropped with a note, more mean that the file is none."""
SAMPLE = 65_536
"""Characters, or bytes, that the encoding, the delimiter and the header are guessed from."""


def decode(data: bytes, encoding: str | None = None) -> tuple[str, str]:
    """The text in `data`, and its encoding.  Raises `UploadError` for what is not text."""
    for start, what in NOT_TEXT.items():
        if data.startswith(start):
            raise UploadError(f"The file is {what}, not text. Save the table as CSV, and upload that.")
    guessed = encoding or guess_encoding(data)
    try:
        text = data.decode(guessed)
    except UnicodeError as error:
        if encoding is None and guessed != "cp1252":
            raise UploadError(
                "The file is not text that can be read. Save the table as CSV, and upload that."
            ) from None
        where = f" (byte {error.start + 1:,})" if isinstance(error, UnicodeDecodeError) else ""
        raise UploadError(f"The file is not {ENCODINGS[guessed]}{where}. Choose another encoding.") from None
    text = text.removeprefix("\ufeff")
    odd = CONTROL.findall(text[:SAMPLE])
    if len(odd) > max(3, len(text[:SAMPLE]) / 100) or "\0" in text[:SAMPLE]:
        first = CONTROL.search(text)
        raise UploadError(
            f"Character {first.start() + 1:,} of the file is no text (code {ord(first.group())}). Save the table as "
            "CSV, and upload that."
        )
    return text, guessed


def guess_encoding(data: bytes) -> str:
    """A key of ENCODINGS: byte order marks, then UTF-8, then what the bytes spell, then Western European."""
    for mark, encoding in BYTE_ORDER_MARKS.items():
        if data.startswith(mark):
            return encoding
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        if b"\0" not in data[:SAMPLE]:
            return "utf-8"
    if b"\0" in data[:SAMPLE]:  # half of every Latin letter
        return "utf-16-be" if data[:SAMPLE:2].count(0) > data[1:SAMPLE:2].count(0) else "utf-16"
    above = re.findall(rb"[\x80-\xff]+", data)
    alone = sum(len(run) == 1 for run in above)
    if alone * 2 < sum(map(len, above)):  # accents stand alone among letters; other scripts fill whole words
        from charset_normalizer import from_bytes

        sample = data[:SAMPLE].rpartition(b"\n")[0] or data[:SAMPLE]
        for japanese in ("cp932", "euc_jp"):  # easily taken for Korean or Thai, but for its hiragana
            spelled = sample.decode(japanese, errors="ignore")
            if len(re.findall("[ぁ-ゖ]", spelled)) > 0.1 * sum(letter > "\x7f" for letter in spelled):
                return japanese
        for found in from_bytes(sample, cp_isolation=GUESSED):
            above = [letter for letter in str(found) if letter > "\x7f"]
            narrow = sum("\uff61" <= letter <= "\uff9f" for letter in above)  # what Russian spells in Japanese
            if found.encoding in ENCODINGS and narrow * 2 <= len(above):
                return found.encoding
    return "cp1252"
