"""Numbers for a component in the browser: a header in JSON, and float32 behind it (ui/web/src/drawing/packed.js)."""

import json
import struct
from typing import Any

import numpy as np


class Packed:
    """Arrays put one after the other; the header says where each of them is."""

    def __init__(self) -> None:
        self._arrays: list[np.ndarray] = []
        self._length = 0

    def put(self, values: np.ndarray) -> int:
        """Add an array of any shape, row by row; returns the index of its first number, for the header."""
        with np.errstate(over="ignore"):  # what is too large for float32 is infinite
            self._arrays.append(np.ascontiguousarray(values, np.float32).ravel())
        self._length += values.size
        return self._length - values.size

    def behind(self, header: dict[str, Any]) -> bytes:
        """The header, see `framed`, and the numbers."""
        return framed(header, b"".join(array.tobytes() for array in self._arrays))


def framed(header: Any, rest: bytes) -> bytes:
    """The length of the header (uint32, little-endian), the header in JSON, and the rest, at a multiple of 4 bytes."""
    text = json.dumps(header, ensure_ascii=False, allow_nan=False).encode()
    text += b" " * (-len(text) % 4)
    return struct.pack("<I", len(text)) + text + rest
