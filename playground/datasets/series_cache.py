"""A parsed series in one Arrow file: written once, then mapped into memory, so loading copies next to nothing.

Columns: time (seconds), values (a list of float32, filled) and missing (a list of bytes, 0 or 1). The key of what was
parsed is in the schema's metadata.
"""

from pathlib import Path

import numpy as np

from playground.datasets import arrow_file
from playground.datasets.series import Arrays


def write(arrays: Arrays, path: Path, key: str) -> None:
    """Write a parsed series to `path`; `key` says what it was parsed from.  Raises StorageError."""
    import pyarrow as pa

    values, missing, times = arrays
    columns = {
        "time": pa.array(times),
        "values": pa.FixedSizeListArray.from_arrays(pa.array(values.reshape(-1)), values.shape[1]),
        "missing": pa.FixedSizeListArray.from_arrays(pa.array(missing.reshape(-1).view(np.uint8)), values.shape[1]),
    }
    arrow_file.write(pa.record_batch(columns).replace_schema_metadata({"key": key}), path)


def load(path: Path, key: str | None, num_features: int) -> Arrays | None:
    """The series in `path`, or None when there is none, it is damaged, or it was parsed from something but `key`.

    key: None takes whatever was parsed
    """
    import pyarrow as pa

    try:
        with pa.memory_map(str(path)) as source:
            batch = pa.ipc.open_file(source).get_batch(0)
        batch.validate(full=True)
        if key is not None and (batch.schema.metadata or {})[b"key"] != key.encode():
            return None
        times = batch["time"].to_numpy()
        values, missing = (
            batch[name].flatten().to_numpy().reshape(len(times), num_features) for name in ("values", "missing")
        )
    except (OSError, pa.ArrowException, LookupError, ValueError):
        return None
    whole = values.dtype == np.float32 and np.isfinite(values).all() and missing.dtype == np.uint8 and missing.max() < 2
    return (values, missing.view(np.bool_), times) if whole else None


def num_rows(path: Path) -> int | None:
    """Records of the series in `path`, without reading them; None when there is none, or it is damaged."""
    import pyarrow as pa

    try:
        with pa.memory_map(str(path)) as source:
            return int(pa.ipc.open_file(source).get_batch(0).num_rows)
    except (OSError, pa.ArrowException):
        return None
