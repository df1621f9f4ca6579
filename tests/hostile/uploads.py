"""Files to be uploaded as texts or as a series that are neither."""

import gzip
import io
import os
import pickle
import zipfile

import numpy as np


class Bomb:
    """Unpickled, it would write a file."""

    def __reduce__(self) -> tuple:
        return os.system, ("touch /tmp/unpickled",)


def zipped(**files: bytes) -> bytes:
    """A zip of files by name, each packed."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return stream.getvalue()


def npz(**arrays: np.ndarray) -> bytes:
    """An .npz file; objects are pickled."""
    stream = io.BytesIO()
    np.savez(stream, **arrays)
    return stream.getvalue()


ROWS = b"text,label\n" + b"a film,good\nno film,bad\n" * 20
FILES: dict[str, tuple[str, bytes]] = {
    "nothing": ("mine.csv", b""),
    "only spaces": ("mine.csv", b"  \n \n"),
    "zero bytes": ("mine.csv", bytes(1_000)),
    "a zip": ("mine.csv", zipped(**{"a.csv": ROWS})),
    "a zip that traverses": ("mine.csv", zipped(**{"../../etc/cron.d/x": ROWS})),
    "a bomb": ("mine.csv", zipped(**{"a.csv": bytes(10**7)})),
    "gzip": ("mine.txt", gzip.compress(ROWS)),
    "a spreadsheet": ("mine.csv", zipped(**{"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>"})),
    "a pickle": ("mine.txt", pickle.dumps(Bomb())),
    "a web page": ("mine.csv", b"<html><body>not found</body></html>"),
    "a picture": ("mine.csv", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40),
    "a program": ("mine.csv", b"\x7fELF" + bytes(range(256)) * 40),
    "one column": ("mine.csv", b"text\n" + b"a film\n" * 40),
    "only a row of names": ("mine.csv", b"text,label\n"),
    "too few rows": ("mine.csv", b"text,label\na,good\nb,bad\n"),
    "ten thousand columns": ("mine.csv", b",".join(b"c%d" % i for i in range(10_000)) + b"\n" + b"1," * 9_999 + b"1\n"),
    "a row that is too short": ("mine.csv", ROWS + b"alone\n"),
    "a row that is too long": ("mine.csv", ROWS + b"a,b,c,d\n"),
    "a quotation mark that is never closed": ("mine.csv", ROWS + b'"' + b"a film,good\n" * 10_000),
    "one endless cell": ("mine.csv", ROWS + b"word " * 200_000 + b",good\n"),
    "the same name twice": ("mine.csv", ROWS.replace(b"text,label", b"text,text", 1) + b"x,\n"),
    "bytes of no encoding": ("mine.csv", ROWS + b"\x81\x8d\x8f\x90\x9d,good\n\x00,bad\n"),
    "half of UTF-16": ("mine.csv", ROWS.decode().encode("utf-16")[:-1] + b"\n\xd8"),
    "one label": ("mine.csv", b"text,label\n" + b"a film,good\n" * 40),
    "a label for each text": ("mine.csv", b"text,label\n" + b"".join(b"a film %d,l%d\n" % (i, i) for i in range(200))),
    "numbers that are not": ("mine.csv", b"day,T\n" + b"mo,nan\ntu,inf\nwe,1e999\n" * 20),
    "times that run back": ("mine.csv", b"time,T\n" + b"2026-01-02,1\n2026-01-01,2\n" * 30),
    "a name that traverses": ("../../../etc/passwd.csv", b"text,label\n"),
    "an overlong name": ("x" * 5_000 + ".csv", b"text,label\n"),
}
"""What is wrong → the file's name and its bytes."""
GOOD_TEXTS = {"numbers that are not", "times that run back"}
"""Those that are texts with labels, though nobody would call them so."""
UPLOADS = [(kind, wrong) for wrong in FILES for kind in ("own_reviews", "own_series")]
UPLOADS = [(kind, wrong) for kind, wrong in UPLOADS if kind == "own_series" or wrong not in GOOD_TEXTS]
