"""Zips in the place of a run: traversing, linking, unpacking without end, pickled, damaged, of another network."""

import io
import json
import pickle
import warnings
import zipfile
from collections.abc import Callable, Iterator

import numpy as np

from tests.hostile.archives import locked, squeezed
from tests.hostile.uploads import Bomb

Parts = dict[str, bytes]
LARGE = 60_000_000
"""Bytes that a bomb unpacks to."""


def zipped(parts: Parts, packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of name → content."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", packing) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return stream.getvalue()


def parts_of(data: bytes) -> Parts:
    """What a zip holds."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return {name: file.read(name) for name in file.namelist()}


def arrays(content: bytes) -> dict[str, np.ndarray]:
    """What an .npz file holds."""
    with np.load(io.BytesIO(content)) as file:
        return dict(file)


def npz(**given: np.ndarray) -> bytes:
    """An .npz file."""
    stream = io.BytesIO()
    np.savez(stream, **given)
    return stream.getvalue()


def twice(parts: Parts, name: str) -> bytes:
    """A zip with one name two times."""
    stream = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(stream, "w") as file:
        warnings.simplefilter("ignore")
        for key, content in [*parts.items(), (name, parts[name])]:
            file.writestr(key, content)
    return stream.getvalue()


def of_mode(parts: Parts, name: str, mode: int) -> bytes:
    """A zip in which a member says it is a link, a device or a folder."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as file:
        for key, content in parts.items():
            member = zipfile.ZipInfo(key)
            member.create_system, member.external_attr = 3, (mode if key == name else 0o100644) << 16
            file.writestr(member, content)
    return stream.getvalue()


def lying(data: bytes, size: int) -> bytes:
    """The same zip, whose last member says it unpacks to that many bytes."""
    changed = bytearray(data)
    start = data.rindex(b"PK\x01\x02") + 24
    changed[start : start + 4] = size.to_bytes(4, "little")
    return bytes(changed)


def renamed(config: bytes, **values: object) -> bytes:
    """Settings with some replaced."""
    return json.dumps(json.loads(config) | values).encode()


def changed(parts: Parts, name: str, content: bytes) -> bytes:
    """The zip with one part replaced or added."""
    return zipped(parts | {name: content})


def without(parts: Parts, name: str) -> bytes:
    """The zip without one part."""
    return zipped({key: content for key, content in parts.items() if key != name})


def weights(parts: Parts, change: Callable[[dict[str, np.ndarray]], dict[str, np.ndarray]]) -> bytes:
    """The zip with other weights after the first epoch."""
    return changed(parts, "weights/0001.npz", npz(**change(arrays(parts["weights/0001.npz"]))))


def hostile(whole: bytes) -> Iterator[tuple[str, bytes]]:
    """What is wrong → the zip.  whole: one that is right."""
    parts = parts_of(whole)
    config, epoch = parts["config.json"], "weights/0001.npz"
    first = next(iter(arrays(parts[epoch])))
    deep = b"[" * 100_000 + b"]" * 100_000
    head = (
        b"\x93NUMPY\x01\x00\x76\x00"
        + b"{'descr': '<f4', 'fortran_order': False, 'shape': (1000000000000,)}".ljust(117)
        + b"\n"
    )
    code = b"\x93NUMPY\x01\x00\x76\x00" + b"__import__('os').system('touch /tmp/unpickled')".ljust(117) + b"\n"
    yield "nothing", b""
    yield "a web page", b"<html>not found</html>"
    yield "a pickle", pickle.dumps(Bomb())
    yield "an empty zip", zipped({})
    yield "half of one", whole[: len(whole) // 2]
    yield "a password", locked(whole)
    yield "packed in an unknown way", squeezed(whole)
    yield "packed with bzip2", zipped(parts, zipfile.ZIP_BZIP2)
    for name in ("../config.json", "/config.json", "weights/../../0001.npz", "..\\config.json", "C:\\config.json"):
        yield f"a path that leads elsewhere {name}", changed(parts, name, config)
    for name in (
        "config.json/",
        "weights/9.npz",
        "weights/0001.npz.py",
        "lock",
        "control.json",
        "live.npz",
    ):
        yield f"an unknown name {name}", changed(parts, name, b"")
    yield "a name with a zero byte", zipped(parts).replace(b"run.json", b"run.jso\0")
    yield "a name with a line break", changed(parts, "config.json\n", config)
    yield "digits of another script", changed(parts, "weights/٠٠٠١.npz", parts[epoch])
    yield "a name twice", twice(parts, "config.json")
    yield "a link", of_mode(parts, "config.json", 0o120777)
    yield "a device", of_mode(parts, "config.json", 0o020666)
    yield "a pipe", of_mode(parts, "config.json", 0o010666)
    yield "a bomb", changed(parts, "events.jsonl", bytes(LARGE))
    yield "a bomb in weights", changed(parts, epoch, zipped({f"{first}.npy": bytes(LARGE)}))
    yield "a member larger than it says", lying(whole, 10)
    yield "a member smaller than it says", lying(whole, 100_000)
    yield "thousands of members", zipped(parts | {f"weights/{i:04}.npz": b"" for i in range(2, 2_100)})
    for name in ("run.json", "config.json", "events.jsonl", "encoding.json", epoch.replace("0001", "0000")):
        yield f"no {name}", without(parts, name)
    for name in ("run.json", "config.json", "events.jsonl", "encoding.json"):
        yield f"no JSON in {name}", changed(parts, name, b"\xff\xfe{")
        yield f"JSON without bottom in {name}", changed(parts, name, deep[: 900 if name == "run.json" else None])
    yield "another version", changed(parts, "run.json", b'{"playground": 99, "id": "a"}')
    yield "an id that is a path", changed(parts, "run.json", b'{"playground": 1, "id": "../../x"}')
    yield "more in run.json", changed(parts, "run.json", b'{"playground": 1, "id": "a", "run": "rm"}')
    yield "settings that are a list", changed(parts, "config.json", b"[1]")
    yield "settings out of range", changed(parts, "config.json", renamed(config, epochs=10**9))
    yield "unknown settings", changed(parts, "config.json", renamed(config, run="rm"))
    yield "a layer that is code", changed(parts, "config.json", renamed(config, layers=[{"kind": "lambda"}]))
    other = renamed(config, layers=[{"kind": "lstm", "units": 4}])
    yield "another network", changed(parts, "config.json", other)
    huge = renamed(config, layers=[{"kind": "lstm", "units": 512}] * 12)
    yield "a network that is too large", changed(parts, "config.json", huge)
    upload = {"name": "own_reviews", "upload": "0" * 24}
    yield "data that are nowhere", changed(parts, "config.json", renamed(config, dataset=upload))
    yield "data that nobody asked for", changed(parts, f"uploads/{'0' * 24}/original", b"text,label\n")
    yield "no words", changed(parts, "encoding.json", b'{"words": 5, "found": null}')
    yield "more words than ids", changed(parts, "encoding.json", json.dumps({"words": ["a"] * 9_999}).encode())
    yield "events of another kind", changed(parts, "events.jsonl", b'{"event": "started", "time": 1}\n')
    yield "weights that are a pickle", changed(parts, epoch, pickle.dumps(Bomb()))
    yield "weights that are pickled", changed(parts, epoch, npz(**{first: np.array([Bomb()], dtype=object)}))
    yield "an array that promises the moon", changed(parts, epoch, zipped({f"{first}.npy": head}))
    yield "an array that is a program", changed(parts, epoch, zipped({f"{first}.npy": code}))
    yield "weights of another shape", weights(parts, lambda one: one | {first: one[first][:1]})
    yield "weights that are missing", weights(parts, lambda one: {key: one[key] for key in one if key != first})
    yield "weights too many", weights(parts, lambda one: one | {"more": np.zeros(3, np.float32)})
    yield "weights that are no numbers", weights(parts, lambda one: one | {first: one[first] * np.nan})
    yield "weights that are whole numbers", weights(parts, lambda one: one | {first: one[first].astype(int)})
    yield "results of another kind", changed(parts, "results.npz", npz(said=np.zeros((3, 9), np.float32)))
    yield "results that are pickled", changed(parts, "results.npz", npz(said=np.array([Bomb()], dtype=object)))
