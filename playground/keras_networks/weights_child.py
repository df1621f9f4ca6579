"""A process of its own that reads the weights of a .keras file: it has no rights left when it opens the file.

    python weights_child.py < request > answer

The request is a line of JSON, `[[path, shape], …]`, and then the HDF5 file.  The answer is a byte, `1` and all arrays
as float32 (little-endian, in C order) one after another, or `0` and why the file is refused, as JSON: `[reason,
{place: text, …}]`.  It imports nothing of the playground, so that it starts fast.
"""

import json
import os
import sys
from contextlib import suppress
from typing import Any

SECONDS = 20
"""Of the processor."""
MOST_MEMORY = 1_500_000_000
"""Bytes of address space, libraries included."""
MOST_OBJECTS = 5_000
LONGEST = 100


class RefusedError(Exception):
    """Why a file is refused, one of the reasons in file_weights.py.  places: what its sentence names."""

    def __init__(self, reason: str, **places: str) -> None:
        super().__init__()
        self.answer = json.dumps([reason, places]).encode()


def limit_resources() -> None:
    """Little memory and processor time, no file of any size, no other process."""
    try:
        import resource
    except ImportError:  # Windows has no such limits; the time limit is kept by whoever started this
        return
    for name, most in (
        ("RLIMIT_AS", MOST_MEMORY),
        ("RLIMIT_CPU", SECONDS),
        ("RLIMIT_FSIZE", 0),
        ("RLIMIT_CORE", 0),
        ("RLIMIT_NPROC", 0),
    ):
        _limit(resource, name, most)


def close_the_door() -> None:
    """No file can be opened from now on: nothing beyond the three that are open."""
    try:
        import resource
    except ImportError:
        return
    os.closerange(3, 256)
    _limit(resource, "RLIMIT_NOFILE", 3)


def _limit(resource: Any, name: str, most: int) -> None:
    with suppress(AttributeError, ValueError, OSError):  # macOS lacks some of them
        resource.setrlimit(getattr(resource, name), (most, most))


def read(data: bytes, wanted: list[tuple[str, tuple[int, ...]]]) -> bytes:
    """The wanted arrays of an HDF5 file as float32.  Raises `RefusedError`, and what h5py raises for damaged bytes."""
    import numpy as np
    from h5py import h5d, h5f, h5g, h5l, h5o, h5s, h5t

    floats = [
        (kind, numpy)
        for numpy, kinds in (
            ("f2", (h5t.IEEE_F16LE, h5t.IEEE_F16BE)),
            ("f4", (h5t.IEEE_F32LE, h5t.IEEE_F32BE)),
            ("f8", (h5t.IEEE_F64LE, h5t.IEEE_F64BE)),
        )
        for kind in kinds
    ]
    plain = (h5t.INTEGER, h5t.FLOAT, h5t.ENUM)
    found: dict[str, Any] = {}
    seen: set[tuple[int, int]] = set()

    def check(dataset: Any, path: str) -> None:
        created = dataset.get_create_plist()
        layout = created.get_layout()
        if layout == h5d.VIRTUAL:
            raise RefusedError("virtual", path=path)
        if created.get_external_count():
            raise RefusedError("elsewhere", path=path)
        if created.get_nfilters():
            raise RefusedError("filters", path=path)
        if layout not in (h5d.CONTIGUOUS, h5d.COMPACT):
            raise RefusedError("pieces", path=path)
        if dataset.get_type().get_class() not in plain:
            raise RefusedError("no numbers", path=path)

    def walk(group: Any, above: str) -> None:
        for raw in list(group):
            path = f"{above}{raw.decode('utf-8', 'replace')}"[-LONGEST:]
            if group.links.get_info(raw).type != h5l.TYPE_HARD:
                raise RefusedError("link", path=path)
            one = h5o.open(group, raw)
            info = h5o.get_info(one)
            if (info.fileno, info.addr) in seen:
                raise RefusedError("twice", path=path)
            seen.add((info.fileno, info.addr))
            if len(seen) > MOST_OBJECTS:
                raise RefusedError("objects", most=f"{MOST_OBJECTS:,}")
            if isinstance(one, h5g.GroupID):
                if one.get_num_objs() > MOST_OBJECTS:
                    raise RefusedError("objects", most=f"{MOST_OBJECTS:,}")
                walk(one, f"{path}/")
            elif isinstance(one, h5d.DatasetID):
                check(one, path)
                found[path] = one
            else:
                raise RefusedError("kind", path=path)

    root = h5g.open(h5f.open_file_image(data), b"/")
    info = h5o.get_info(root)
    seen.add((info.fileno, info.addr))
    walk(root, "")
    names = {path for path, _ in wanted}
    for folder in {path.rpartition("/")[0] for path in names}:
        for path in found:
            if path.rpartition("/")[0] == folder and path not in names:
                raise RefusedError("one more", path=path)
    arrays = []
    for path, shape in wanted:
        if path not in found:
            raise RefusedError("missing", path=path)
        dataset = found[path]
        own = tuple(dataset.get_space().get_simple_extent_dims())
        if dataset.get_space().get_simple_extent_type() != h5s.SIMPLE or own != tuple(shape):
            raise RefusedError("shape", path=path, given=str(own)[:LONGEST], expected=str(tuple(shape)))
        kind = next((numpy for kind, numpy in floats if dataset.get_type().equal(kind)), "")
        if not kind:
            raise RefusedError("floats", path=path)
        array = np.zeros(own, kind)
        if dataset.get_storage_size() != array.nbytes:
            raise RefusedError("cut", path=path)
        dataset.read(h5s.ALL, h5s.ALL, array)
        with np.errstate(all="ignore"):
            arrays.append(array.astype("<f4").tobytes())
    return b"".join(arrays)


def main() -> None:
    """See the top."""
    limit_resources()
    import h5py  # noqa: F401, what is imported now needs no file later

    wanted = [(path, tuple(shape)) for path, shape in json.loads(sys.stdin.buffer.readline())]
    data = sys.stdin.buffer.read()
    close_the_door()
    try:
        answer = b"1" + read(data, wanted)
    except RefusedError as why:
        answer = b"0" + why.answer
    except Exception:  # damaged bytes make h5py raise nearly anything
        answer = b"0" + RefusedError("damaged").answer
    sys.stdout.buffer.write(answer)
    sys.stdout.buffer.flush()
    os._exit(0)  # whatever is left of the file is not closed in order


if __name__ == "__main__":
    main()
