"""The weights of a .keras file, read in a process of its own: HDF5 is too large a format to trust in the server."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Sequence
from contextlib import suppress
from math import prod
from pathlib import Path

import numpy as np

from playground.choices import as_given
from playground.keras_networks.file_members import HDF5, WEIGHTS, refused

Shape = tuple[int, ...]
SECONDS = 60
"""After which the process is ended."""
CHILD = Path(__file__).with_name("weights_child.py")
KEPT = ("PATH", "HOME", "SYSTEMROOT", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")
"""Of the environment: what Python needs to start and to find its libraries."""
SET = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "HDF5_PLUGIN_PRELOAD": "::", "HDF5_PLUGIN_PATH": ""}
LONGEST = 300
_few = threading.BoundedSemaphore(2)
"""Files that are read at once."""


def read_weights(data: bytes, wanted: Sequence[tuple[str, Shape]]) -> list[np.ndarray]:
    """The arrays at these paths of an HDF5 file, float32.

    data: the file.  wanted: path and shape of each.  Raises `UploadError` for a file that is no plain HDF5 with just
    such arrays, or needs more time or memory than a network does.
    """
    if not data.startswith(HDF5):
        raise refused(f"{WEIGHTS} is not HDF5")
    sizes = [4 * prod(shape) for _, shape in wanted]
    answer = _asked(json.dumps(list(wanted)).encode() + b"\n" + data, 1 + max(sum(sizes), LONGEST))
    if answer[:1] == b"0":
        said = answer[1:].decode("utf-8", "replace")[:LONGEST]
        raise refused(f"in {WEIGHTS} " + "".join(one if one.isprintable() else "?" for one in said))
    if answer[:1] != b"1" or len(answer) != 1 + sum(sizes):
        raise refused(f"{WEIGHTS} is damaged, or needs more time or memory than the weights of a network")
    found, at = [], 1
    for (path, shape), size in zip(wanted, sizes, strict=True):
        array = np.frombuffer(answer, "<f4", prod(shape), at).reshape(shape).astype(np.float32)
        if not np.isfinite(array).all():
            raise refused(f"{as_given(path)} holds numbers that are infinite or none")
        found.append(array)
        at += size
    return found


def _asked(request: bytes, most: int) -> bytes:
    """What the child answers, at most so many bytes.  It has ended when this returns."""
    environment = {name: os.environ[name] for name in KEPT if name in os.environ} | SET
    command = [sys.executable, "-B", "-E", "-P", str(CHILD)]
    pipe, nowhere = subprocess.PIPE, subprocess.DEVNULL
    with _few, subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=nowhere, env=environment) as child:
        assert child.stdin
        assert child.stdout
        end = threading.Timer(SECONDS, child.kill)
        end.daemon = True
        end.start()
        try:
            with suppress(OSError):  # it has ended already
                child.stdin.write(request)
                child.stdin.close()
            return child.stdout.read(most + 1)
        finally:
            end.cancel()
            child.kill()
