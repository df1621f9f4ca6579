"""Small .keras files, whole, made without Keras."""

import io
import json
import zipfile
from collections.abc import Callable, Mapping
from typing import Any

import h5py
import numpy as np

from tests.keras_networks.configs import Config, dense, embedding, lstm, sequential

Parts = dict[str, bytes]
METADATA = json.dumps({"keras_version": "3.15.1", "date_saved": "2026-01-01@00:00:00"}).encode()
SHAPES = {
    "layers/embedding/vars/0": (5, 3),
    "layers/lstm/cell/vars/0": (3, 8),
    "layers/lstm/cell/vars/1": (2, 8),
    "layers/lstm/cell/vars/2": (8,),
    "layers/dense/vars/0": (2, 1),
    "layers/dense/vars/1": (1,),
}
"""Of the weights of `CONFIG`."""


def model(config: Config, class_name: str = "Sequential", **more: Any) -> Config:
    """The config.json of a model."""
    return {"module": "keras", "class_name": class_name, "config": config, "registered_name": class_name} | more


CONFIG = model(sequential([4], embedding(), lstm(), dense(1, "sigmoid")))


def arrays(seed: int = 0) -> dict[str, np.ndarray]:
    """Path → weights of `CONFIG`."""
    random = np.random.default_rng(seed)
    return {path: random.normal(size=shape).astype(np.float32) for path, shape in SHAPES.items()}


def hdf5(write: Callable[[h5py.File], object], values: Mapping[str, np.ndarray] | None = None) -> bytes:
    """An HDF5 file with arrays (None: those of `CONFIG`) and what `write` changes about it."""
    stream = io.BytesIO()
    with h5py.File(stream, "w") as file:
        for path, array in (arrays() if values is None else values).items():
            file[path] = array
        file.require_group("vars")
        write(file)
    return stream.getvalue()


def weights(**changed: np.ndarray) -> bytes:
    """The weights of `CONFIG`; changed: `lstm_cell_vars_0=array` replaces `layers/lstm/cell/vars/0`."""
    there = {path.removeprefix("layers/").replace("/", "_"): path for path in SHAPES}
    return hdf5(lambda file: None, arrays() | {there[name]: array for name, array in changed.items()})


def parts(config: object = None, content: bytes | None = None) -> Parts:
    """What a .keras file holds.  config: a value, or bytes as they are."""
    written = config if isinstance(config, bytes) else json.dumps(CONFIG if config is None else config).encode()
    return {
        "metadata.json": METADATA,
        "config.json": written,
        "model.weights.h5": weights() if content is None else content,
    }


def packed(given: Parts, packing: int = zipfile.ZIP_STORED) -> bytes:
    """A .keras file of name → content."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", packing) as file:
        for name, content in given.items():
            file.writestr(name, content)
    return stream.getvalue()


def keras_file(config: object = None, content: bytes | None = None) -> bytes:
    """A .keras file."""
    return packed(parts(config, content))
