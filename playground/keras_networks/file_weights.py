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
from pydantic_core import from_json

from playground.choices import as_given
from playground.keras_networks.file_members import HDF5, WEIGHTS, refused
from playground.languages import N_, _

Shape = tuple[int, ...]
SECONDS = 60
"""After which the process is ended."""
CHILD = Path(__file__).with_name("weights_child.py")
KEPT = ("PATH", "HOME", "SYSTEMROOT", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")
"""Of the environment: what Python needs to start and to find its libraries."""
SET = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "HDF5_PLUGIN_PRELOAD": "::", "HDF5_PLUGIN_PATH": ""}
LONGEST, LONGEST_PLACE = 2_000, 120
REASONS = {
    "virtual": N_("in {file} {path} is a virtual dataset"),
    "elsewhere": N_("in {file} {path} is stored in another file"),
    "filters": N_("in {file} {path} is stored with filters"),
    "pieces": N_("in {file} {path} is stored in pieces"),
    "no numbers": N_("in {file} {path} holds no plain numbers"),
    "link": N_("in {file} {path} is a link"),
    "twice": N_("in {file} {path} is there under another name, too"),
    "objects": N_("in {file} it holds more than {most} objects"),
    "kind": N_("in {file} {path} is neither a group nor an array"),
    "one more": N_("in {file} {path} is one weight more than the layer has"),
    "missing": N_("in {file} it holds no {path}"),
    "shape": N_("in {file} {path} has the shape {given}; expected {expected}"),
    "floats": N_("in {file} {path} holds other numbers than float16, float32 or float64"),
    "cut": N_("in {file} {path} is not wholly in the file"),
    "damaged": N_("in {file} its HDF5 is damaged"),
}
"""What the child says → its sentence."""
_few = threading.BoundedSemaphore(2)
"""Files that are read at once."""


def read_weights(data: bytes, wanted: Sequence[tuple[str, Shape]]) -> list[np.ndarray]:
    """The arrays at these paths of an HDF5 file, float32.

    data: the file.  wanted: path and shape of each.  Raises `UploadError` for a file that is no plain HDF5 with just
    such arrays, or needs more time or memory than a network does.
    """
    if not data.startswith(HDF5):
        raise refused(_("{file} is not HDF5", file=WEIGHTS))
    sizes = [4 * prod(shape) for _, shape in wanted]
    answer = _asked(json.dumps(list(wanted)).encode() + b"\n" + data, 1 + max(sum(sizes), LONGEST))
    if answer[:1] == b"0" and (why := _why(answer[1:])):
        raise refused(why)
    if answer[:1] != b"1" or len(answer) != 1 + sum(sizes):
        raise refused(_("{file} is damaged, or needs more time or memory than the weights of a network", file=WEIGHTS))
    found, at = [], 1
    for (path, shape), size in zip(wanted, sizes, strict=True):
        array = np.frombuffer(answer, "<f4", prod(shape), at).reshape(shape).astype(np.float32)
        if not np.isfinite(array).all():
            raise refused(_("{path} holds numbers that are infinite or none", path=as_given(path)))
        found.append(array)
        at += size
    return found


def _why(answer: bytes) -> str:
    """The child's reason in a sentence; empty for what is no reason: a file that broke in might say anything."""
    try:
        reason, places = from_json(answer)
        shown = {name: "".join(one if one.isprintable() else "?" for one in said) for name, said in places.items()}
        return _(REASONS[reason], file=WEIGHTS, **{name: said[:LONGEST_PLACE] for name, said in shown.items()})
    except (ValueError, TypeError, AttributeError, KeyError):
        return ""


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
