"""What is no .keras file, or one whose zip is not what it says.  Name → the file, and what the sentence says of it."""

import io
import json
import pickle
import tarfile
import warnings
import zipfile
from collections.abc import Callable

import numpy as np

from tests.hostile.archives import locked, squeezed
from tests.hostile.uploads import Bomb
from tests.keras_networks.files import METADATA, keras_file, packed, parts, weights

CENTRAL, LOCAL = b"PK\x01\x02", b"PK\x03\x04"
WHOLE = keras_file()


def twice(name: str) -> bytes:
    """A zip with one name two times."""
    stream = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(stream, "w") as file:
        warnings.simplefilter("ignore")
        for key, content in [*parts().items(), (name, parts()[name])]:
            file.writestr(key, content)
    return stream.getvalue()


def of_mode(name: str, mode: int) -> bytes:
    """A zip in which a member says it is a link or a device."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as file:
        for key, content in parts().items():
            member = zipfile.ZipInfo(key)
            member.create_system, member.external_attr = 3, (mode if key == name else 0o100644) << 16
            file.writestr(member, content)
    return stream.getvalue()


def saying(data: bytes, at: int, value: bytes) -> bytes:
    """The same zip, whose last member says something else from this place of its entry on."""
    changed, start = bytearray(data), data.rindex(CENTRAL) + at
    changed[start : start + len(value)] = value
    return bytes(changed)


def tar() -> bytes:
    """The members as a .tar."""
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as archive:
        for name, content in parts().items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    return stream.getvalue()


def npz() -> bytes:
    """An .npz."""
    stream = io.BytesIO()
    np.savez(stream, weights=np.zeros(3))
    return stream.getvalue()


def commented() -> bytes:
    """A zip with something behind it."""
    stream = io.BytesIO(WHOLE)
    with zipfile.ZipFile(stream, "a") as file:
        file.comment = b"x" * 100
    return stream.getvalue()


def with_member(name: str, content: bytes = b"x") -> bytes:
    """One more member."""
    return packed(parts() | {name: content})


def without(name: str) -> bytes:
    """One member less."""
    return packed({key: content for key, content in parts().items() if key != name})


def bomb(name: str, size: int) -> bytes:
    """A member that unpacks to so many bytes."""
    return packed(parts() | {name: b" " * size}, zipfile.ZIP_DEFLATED)


NO_ZIP = "it is not a zip, or it ends too early"
ELSE = "and nothing else"
ZIPS: dict[str, tuple[bytes | Callable[[], bytes], str]] = {
    "nothing": (b"", NO_ZIP),
    "text": (b"not a model", NO_ZIP),
    "an empty zip": (packed({}), "holds no config.json"),
    "an .h5 file": (weights(), "it is an .h5 file"),
    "a pickle": (pickle.dumps(Bomb()), NO_ZIP),
    "a tar": (tar(), NO_ZIP),
    "an npz": (npz(), ELSE),
    "JSON alone": (json.dumps({}).encode(), NO_ZIP),
    "half a zip": (WHOLE[: len(WHOLE) // 2], NO_ZIP),
    "the end missing": (WHOLE[:-1], NO_ZIP),
    "only the end": (WHOLE[-22:], NO_ZIP),
    "the start missing": (WHOLE[500:], "metadata.json is damaged"),
    "a comment": (commented(), NO_ZIP),
    "something behind it": (WHOLE + b"\0", NO_ZIP),
    "a zip in a zip": (packed({"model.keras": WHOLE}), ELSE),
    "no configuration": (without("config.json"), "holds no config.json"),
    "no metadata": (without("metadata.json"), "holds no metadata.json"),
    "no weights": (without("model.weights.h5"), "holds no model.weights.h5"),
    "a pickle beside": (with_member("data.pkl", pickle.dumps(Bomb())), "it holds 'data.pkl'"),
    "assets": (with_member("assets/words.txt"), "it holds 'assets/words.txt', words of a layer such as"),
    "up": (with_member("../config.json"), ELSE),
    "from the root": (with_member("/etc/config.json"), ELSE),
    "up by backslashes": (with_member("..\\config.json"), ELSE),
    "a drive": (with_member("C:config.json"), ELSE),
    "a folder": (with_member("config.json/", b""), ELSE),
    "another case": (with_member("CONFIG.JSON"), ELSE),
    "a zero in a name": (saying(with_member("metadata.jsox"), 46 + 12, b"\0"), ELSE),
    "a name of 60,000 letters": (with_member("a" * 60_000), "lists more than"),
    "a thousand members": (packed({f"config{i}.json": b"{}" for i in range(1000)}), "lists more than"),
    "the configuration twice": (twice("config.json"), "it holds config.json twice"),
    "the weights twice": (twice("model.weights.h5"), "it holds model.weights.h5 twice"),
    "a link": (of_mode("config.json", 0o120777), "config.json is a link or a device"),
    "a device": (of_mode("model.weights.h5", 0o020666), "model.weights.h5 is a link or a device"),
    "a pipe": (of_mode("metadata.json", 0o010644), "metadata.json is a link or a device"),
    "a password": (locked(WHOLE), "needs a password"),
    "packed strangely": (squeezed(WHOLE), "packed in an unknown way"),
    "packed by LZMA": (packed(parts(), zipfile.ZIP_LZMA), "packed in an unknown way"),
    "a bomb of spaces": (lambda: bomb("config.json", 6_000_000), "config.json unpacks to more than 5,000,000 bytes"),
    "a bomb of metadata": (
        lambda: bomb("metadata.json", 2_000_000),
        "unpacks to more than 1,000,000",
    ),
    "a bomb of weights": (
        lambda: bomb("model.weights.h5", 51_000_000),
        "model.weights.h5 unpacks to more than 50,0",
    ),
    "too large": (lambda: b"PK" + b"\0" * 50_000_001, "it has 50.0 MB; this server takes 50"),
    "fewer bytes than it says": (saying(WHOLE, 24, (10**6).to_bytes(4, "little")), "is damaged"),
    "more bytes than it says": (saying(WHOLE, 24, (10).to_bytes(4, "little")), "is damaged"),
    "another sum": (saying(WHOLE, 16, b"\1\2\3\4"), "is damaged"),
    "a place outside the file": (saying(WHOLE, 42, b"\xff\xff\xff\x7f"), "is damaged"),
    "two names for one place": (saying(WHOLE, 42, b"\0\0\0\0"), "is damaged"),
    "no version": (packed(parts() | {"metadata.json": b"{}"}), "saved by Keras null; expected 3"),
    "Keras 2": (
        packed(parts() | {"metadata.json": METADATA.replace(b"3.15", b"2.15")}),
        "saved by Keras '2.15.1'",
    ),
    "metadata is a list": (packed(parts() | {"metadata.json": b"[]"}), r"metadata.json is \[\]"),
    "metadata is a pickle": (packed(parts() | {"metadata.json": pickle.dumps(Bomb())}), "metadata.json is not JSON"),
}
