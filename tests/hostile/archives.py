"""Archives in the place of each dataset's own: traversing, linking, unpacking without end, pickled, damaged."""

import gzip
import io
import pickle
import tarfile
import zipfile

import numpy as np

from playground.datasets.climate import HEADER
from tests.hostile.uploads import Bomb, npz, zipped

LARGE = 20_000_000
"""Bytes that a bomb unpacks to; the readers' limits are set below it."""
ELSEWHERE = ("../train/pos/0_9.txt", "/aclImdb/train/pos/0_9.txt", "aclImdb/train/pos/../../../../etc/0_9.txt")


def tar(*members: tuple[str, bytes], kind: bytes = tarfile.REGTYPE, target: str = "") -> bytes:
    """A .tar.gz of (name, content); kind, target: what the members are, and what they link to."""
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w:gz") as archive:
        for name, content in members:
            member = tarfile.TarInfo(name)
            member.type, member.linkname, member.size = kind, target, len(content)
            archive.addfile(member, io.BytesIO(content))
    return stream.getvalue()


def locked(data: bytes) -> bytes:
    """The same zip, said to need a password."""
    changed = bytearray(data)
    changed[6] |= 1
    changed[data.rindex(b"PK\x01\x02") + 8] |= 1
    return bytes(changed)


def squeezed(data: bytes) -> bytes:
    """The same zip, said to be packed in a way that nobody knows."""
    changed = bytearray(data)
    changed[8] = changed[data.rindex(b"PK\x01\x02") + 10] = 77
    return bytes(changed)


def linking(name: str, target: str) -> bytes:
    """A zip whose only member is a link."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        member = zipfile.ZipInfo(name)
        member.create_system, member.external_attr = 3, 0o120777 << 16
        archive.writestr(member, target)
    return stream.getvalue()


def header(text: str) -> bytes:
    """An .npz whose first array begins with this header."""
    head = text.encode().ljust(118) + b"\n"
    return zipped(**{"x_train.npy": b"\x93NUMPY\x01\x00" + len(head).to_bytes(2, "little") + head})


REVIEW = ("aclImdb/train/pos/0_9.txt", b"A film.")
WHOLE = tar(REVIEW, ("aclImdb/train/neg/0_2.txt", b"No film."))
IMDB = {
    "nothing": b"",
    "a web page": b"<html>not found</html>",
    "an empty archive": tar(),
    "a zip": zipped(a=b"1"),
    "a pickle": gzip.compress(pickle.dumps(Bomb())),
    "paths that lead elsewhere": tar(*((name, b"x") for name in ELSEWHERE)),
    "links": tar((REVIEW[0], b""), kind=tarfile.SYMTYPE, target="/etc/passwd"),
    "hard links": tar((REVIEW[0], b""), kind=tarfile.LNKTYPE, target="../../etc/passwd"),
    "devices": tar((REVIEW[0], b""), kind=tarfile.CHRTYPE),
    "pipes": tar((REVIEW[0], b""), kind=tarfile.FIFOTYPE),
    "a folder in place of a file": tar((REVIEW[0], b""), kind=tarfile.DIRTYPE),
    "one class": tar(REVIEW),
    "a bomb": tar(("aclImdb/train/unsup/0_0.txt", bytes(LARGE))),
    "a bomb in one review": tar((REVIEW[0], bytes(LARGE))),
    "gzip in gzip": gzip.compress(gzip.compress(bytes(LARGE))),
    "half of one": WHOLE[: len(WHOLE) // 2],
    "a name with a zero byte": tar(("aclImdb/train/pos/0_9.txt\0.exe", b"x")),
}
IMAGES, LABELS = np.zeros((3, 28, 28), np.uint8), np.zeros(3, np.uint8)
DIGITS = {"x_train": IMAGES, "y_train": LABELS, "x_test": IMAGES, "y_test": LABELS}
PICKLED = np.array([Bomb()] * 3, dtype=object)
MNIST = {
    "nothing": b"",
    "a web page": b"<html>not found</html>",
    "a pickle": pickle.dumps(Bomb()),
    "an array that is pickled": npz(**DIGITS | {"x_train": PICKLED}),
    "labels that are pickled": npz(**DIGITS | {"y_test": PICKLED}),
    "a pickle in place of an array": zipped(**{"x_train.npy": pickle.dumps(Bomb())}),
    "no arrays": zipped(),
    "other arrays": npz(x=IMAGES),
    "paths that lead elsewhere": zipped(**{f"../{name}.npy": b"\x93NUMPY" for name in DIGITS}),
    "links": linking("x_train.npy", "/etc/passwd"),
    "numbers of another kind": npz(**DIGITS | {"x_train": IMAGES.astype(float)}),
    "images of another size": npz(**DIGITS | {"x_train": np.zeros((3, 29, 28), np.uint8)}),
    "fewer labels than images": npz(**DIGITS | {"y_train": LABELS[:1]}),
    "labels beyond 9": npz(**DIGITS | {"y_test": LABELS + 250}),
    "a bomb": npz(**DIGITS | {"x_train": np.zeros((200_001, 28, 28), np.uint8)}),
    "a header that promises the moon": header("{'descr': '|u1', 'fortran_order': False, 'shape': (10**12, 28, 28)}"),
    "a header that is a program": header("__import__('os').system('touch /tmp/unpickled')"),
    "a password": locked(npz(**DIGITS)),
    "packed in an unknown way": squeezed(npz(**DIGITS)),
    "half of one": npz(**DIGITS)[:300],
}
NAME = "jena_climate_2009_2016.csv"
FIRST = (",".join(HEADER) + "\n").encode()
JENA = {
    "nothing": b"",
    "a web page": b"<html>not found</html>",
    "a pickle": pickle.dumps(Bomb()),
    "an empty archive": zipped(),
    "another file": zipped(**{"cats.csv": b"a,b\n"}),
    "paths that lead elsewhere": zipped(**{f"../../{NAME}": FIRST}),
    "links": linking(NAME, "/etc/passwd"),
    "a bomb": zipped(**{NAME: bytes(LARGE)}),
    "a password": locked(zipped(**{NAME: FIRST})),
    "packed in an unknown way": squeezed(zipped(**{NAME: FIRST})),
    "no records": zipped(**{NAME: FIRST}),
    "ten thousand columns": zipped(**{NAME: b"a," * 10_000}),
    "records that are too short": zipped(**{NAME: FIRST + b"01.01.2009 00:10:00,1\n"}),
    "numbers that are not": zipped(**{NAME: FIRST + b"01.01.2009 00:10:00" + b",inf" * 14 + b"\n"}),
    "times that are not": zipped(**{NAME: FIRST + b"yesterday" + b",1" * 14 + b"\n"}),
    "bytes that are no text": zipped(**{NAME: FIRST + b"\xff\xfe" * 100}),
    "a pickle inside": zipped(**{NAME: pickle.dumps(Bomb())}),
    "half of one": zipped(**{NAME: FIRST * 100})[:60],
}
VECTORS = "glove.6B.50d.txt"
LINE = b"good" + b" 0.5" * 50 + b"\n"
GLOVE = {
    "nothing": b"",
    "a web page": b"<html>not found</html>",
    "a pickle": pickle.dumps(Bomb()),
    "an empty archive": zipped(),
    "another file": zipped(**{"cats.txt": LINE}),
    "paths that lead elsewhere": zipped(**{f"../../{VECTORS}": LINE}),
    "links": linking(VECTORS, "/etc/passwd"),
    "a line without end": zipped(**{VECTORS: b"good " + b"0" * LARGE}),
    "too few numbers": zipped(**{VECTORS: b"good 1 2 3\n"}),
    "numbers that are not": zipped(**{VECTORS: b"good" + b" nan" * 50 + b"\n"}),
    "bytes that are no text": zipped(**{VECTORS: b"\xff\xfe\n"}),
    "a password": locked(zipped(**{VECTORS: LINE})),
    "packed in an unknown way": squeezed(zipped(**{VECTORS: LINE})),
    "half of one": zipped(**{VECTORS: LINE * 100})[:60],
}
Reader = tuple[str, dict[str, bytes]]
READERS: dict[str, Reader] = {
    "imdb": ("aclImdb_v1.tar.gz", IMDB),
    "mnist": ("mnist.npz", MNIST),
    "jena": (f"{NAME}.zip", JENA),
    "glove": ("glove.6B.zip", GLOVE),
}
"""Dataset, or GloVe → the name of its file, and what is wrong → the file."""
ARCHIVES: list[tuple[str, str]] = [(reader, wrong) for reader, (_, files) in READERS.items() for wrong in files]
