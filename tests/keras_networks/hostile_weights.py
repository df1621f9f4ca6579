"""A model.weights.h5 that links, unpacks, refers or lies.  Name → the bytes, and what the sentence says of them."""

import io
import pickle
from collections.abc import Callable

import h5py
import numpy as np

from tests.hostile.uploads import Bomb
from tests.keras_networks.files import arrays, hdf5, weights

BIAS, GROUP = "layers/dense/vars/1", "layers/dense/vars"


def instead(make: Callable[[h5py.File], object], at: str = BIAS) -> bytes:
    """Something else in the place of one array."""

    def write(file: h5py.File) -> None:
        del file[at]
        make(file)

    return hdf5(write)


def virtual(source: str) -> Callable[[h5py.File], object]:
    """A virtual dataset that reads another file, or this one (`.`)."""

    def make(file: h5py.File) -> None:
        layout = h5py.VirtualLayout(shape=(1,), dtype="<f4")
        layout[:] = h5py.VirtualSource(source, "layers/dense/vars/0", shape=(2, 1))[:1, 0]
        file.create_virtual_dataset(BIAS, layout)

    return make


def stored(**options: object) -> bytes:
    """The last bias, stored in another way."""
    return instead(lambda file: file.create_dataset(BIAS, **{"shape": (1,), "dtype": "<f4"} | options))


def of_shape(*shape: int) -> bytes:
    """An array that says it has this shape, of which nothing is in the file."""

    def make(file: h5py.File) -> None:
        h5py.h5d.create(file[GROUP].id, b"1", h5py.h5t.IEEE_F32LE, h5py.h5s.create_simple(shape))

    return instead(make)


def circle(file: h5py.File) -> None:
    """A group that holds itself."""
    file["layers/dense/again"] = file["layers"]


def many(file: h5py.File) -> None:
    """More objects than any network has."""
    group = file.create_group("optimizer")
    for number in range(5_001):
        group.create_group(str(number))


def damaged(at: int, *, of: int = 16) -> bytes:
    """Bytes in the middle overwritten."""
    changed = bytearray(weights())
    changed[at : at + of] = b"\xff" * of
    return bytes(changed)


def with_bias(*values: float) -> bytes:
    """These numbers as the last bias."""
    return weights(dense_vars_1=np.array(values))


def empty() -> bytes:
    """An HDF5 file with nothing in it."""
    stream = io.BytesIO()
    h5py.File(stream, "w").close()
    return stream.getvalue()


LINK, REFERENCE = f"{BIAS} is a link", f"{BIAS} holds no plain numbers"
WEIGHTS: dict[str, tuple[bytes | Callable[[], bytes], str]] = {
    "no HDF5": (b"weights", "is not HDF5"),
    "no bytes": (b"", "is not HDF5"),
    "a pickle as weights": (pickle.dumps(Bomb()), "is not HDF5"),
    "only a signature": (b"\x89HDF\r\n\x1a\n", "its HDF5 is damaged"),
    "half of HDF5": (weights()[:3000], "is damaged"),
    "zeros behind the signature": (b"\x89HDF\r\n\x1a\n" + bytes(5000), "its HDF5 is damaged"),
    "a superblock of ones": (damaged(8, of=80), "is damaged"),
    "a group of ones": (damaged(100, of=400), "is damaged"),
    "empty HDF5": (empty(), "it holds no layers/"),
    "a soft link": (instead(lambda f: f.__setitem__(BIAS, h5py.SoftLink("/layers/lstm/cell/vars/2"))), LINK),
    "a soft link to nowhere": (instead(lambda f: f.__setitem__(BIAS, h5py.SoftLink("/no"))), LINK),
    "an external link": (instead(lambda f: f.__setitem__(BIAS, h5py.ExternalLink("/etc/passwd", "/a"))), LINK),
    "an external link elsewhere": (
        hdf5(lambda f: f.__setitem__("optimizer", h5py.ExternalLink("/dev/zero", "/"))),
        "optimizer is a link",
    ),
    "a soft link as a group": (
        instead(lambda f: f.__setitem__(GROUP, h5py.SoftLink("/layers/lstm")), GROUP),
        f"{GROUP} is a link",
    ),
    "another file": (stored(external=[("/etc/passwd", 0, 4)]), f"{BIAS} is stored in another file"),
    "another file beside": (stored(external=[("../config.json", 0, 4)]), f"{BIAS} is stored in another file"),
    "a virtual dataset": (instead(virtual("/etc/passwd")), f"{BIAS} is a virtual dataset"),
    "a virtual dataset of itself": (instead(virtual(".")), f"{BIAS} is a virtual dataset"),
    "gzip": (stored(compression="gzip"), f"{BIAS} is stored with filters"),
    "LZF": (stored(compression="lzf"), f"{BIAS} is stored with filters"),
    "a checksum": (stored(fletcher32=True), f"{BIAS} is stored with filters"),
    "shuffled": (stored(shuffle=True), f"{BIAS} is stored with filters"),
    "pieces": (stored(chunks=(1,)), f"{BIAS} is stored in pieces"),
    "no end": (stored(maxshape=(None,)), f"{BIAS} is stored in pieces"),
    "a bomb of pieces": (
        hdf5(lambda f: f.create_dataset("optimizer/a", (10**12,), "f4", chunks=(10**6,), compression="gzip")),
        "optimizer/a is stored with filters",
    ),
    "a trillion numbers": (of_shape(10**12), r"has the shape \(1000000000000,\); expected \(1,\)"),
    "eight dimensions": (of_shape(*[100] * 8), "has the shape"),
    "32 dimensions": (of_shape(*[1] * 32), "has the shape"),
    "nothing stored": (of_shape(1), f"{BIAS} is not wholly in the file"),
    "no numbers": (of_shape(0), r"has the shape \(0,\)"),
    "one number": (weights(dense_vars_1=np.float32(1)), r"has the shape \(\); expected"),
    "no space": (instead(lambda f: f.create_dataset(BIAS, data=h5py.Empty("f4"))), "has the shape|its HDF5"),
    "another shape": (weights(lstm_cell_vars_1=np.zeros((2, 12))), r"has the shape \(2, 12\); expected \(2, 8\)"),
    "turned over": (weights(dense_vars_0=np.zeros((1, 2))), r"has the shape \(1, 2\); expected \(2, 1\)"),
    "one weight less": (instead(lambda f: None), f"it holds no {BIAS}"),
    "one weight more": (hdf5(lambda f: f.__setitem__(f"{GROUP}/2", np.zeros(1))), "one weight more than"),
    "no layers in it": (instead(lambda f: None, "layers"), "it holds no layers/"),
    "names as in Keras 2": (hdf5(lambda f: None, {"dense/dense/kernel:0": np.zeros(2)}), "it holds no layers/"),
    "texts": (stored(dtype=h5py.string_dtype()), REFERENCE),
    "texts of one length": (stored(dtype="S8"), REFERENCE),
    "objects": (stored(dtype=h5py.vlen_dtype(np.float32)), REFERENCE),
    "references": (stored(dtype=h5py.ref_dtype), REFERENCE),
    "references to regions": (stored(dtype=h5py.regionref_dtype), REFERENCE),
    "a record": (stored(dtype=[("a", "f4")]), REFERENCE),
    "opaque bytes": (stored(dtype="V4"), REFERENCE),
    "arrays in an array": (stored(dtype=np.dtype(("f4", (2,)))), REFERENCE),
    "complex numbers": (stored(dtype="c8"), REFERENCE),
    "whole numbers": (weights(dense_vars_1=np.ones(1, np.int32)), "other numbers than float16"),
    "yes and no": (weights(dense_vars_1=np.ones(1, bool)), "other numbers than float16"),
    "long doubles": (weights(dense_vars_1=np.ones(1, np.longdouble)), "other numbers than float16"),
    "a type as a weight": (
        instead(lambda f: f.__setitem__(BIAS, np.dtype("f4"))),
        f"{BIAS} is neither a group nor an array",
    ),
    "a group as a weight": (instead(lambda f: f.create_group(BIAS)), f"it holds no {BIAS}"),
    "a circle": (hdf5(circle), "is there under another name, too"),
    "two names for one array": (
        instead(lambda f: f.__setitem__(BIAS, f["layers/dense/vars/0"])),
        "is there under another name, too",
    ),
    "5,000 groups": (lambda: hdf5(many), "it holds more than 5,000 objects"),
    "NaN": (with_bias(np.nan), f"{BIAS}' holds numbers that are infinite or none"),
    "infinity": (with_bias(np.inf), "infinite or none"),
    "more than float32 holds": (with_bias(1e300), "infinite or none"),
    "control characters in a name": (
        hdf5(lambda f: f.__setitem__("a\x1b[31m\n", h5py.SoftLink("/"))),
        r"a\?\[31m\? is a link",
    ),
    "300 letters in a name": (hdf5(lambda f: f.__setitem__("é" * 300, h5py.SoftLink("/"))), "é is a link"),
    "arrays of another network": (
        hdf5(lambda f: None, {f"{path}x": array for path, array in arrays().items()}),
        "one weight more than the layer has",
    ),
}
