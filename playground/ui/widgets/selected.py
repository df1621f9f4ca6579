"""What is selected in a picture that a component draws.

It has one owner, the page.  The browser draws what the page has selected; what a learner chooses there it draws at once
and tells, numbered (web/src/drawing/selection.js), and the page takes it over.  So a picture of another text, epoch,
layer or run begins with what the page explains below it.
"""

import hashlib
from dataclasses import dataclass, field
from typing import Any

import streamlit as st

from playground.figures.packed import framed


@dataclass
class Selected:
    """What is selected in the component `key`.

    at: the learner's newest choice, as the browser told it.  count: its number; 0: none yet.
    """

    key: str
    at: dict[str, Any] = field(default_factory=dict)
    count: int = 0
    _scene: str = ""
    _start: dict[str, Any] = field(default_factory=dict)

    def hear(self) -> None:
        """Take over what the browser has told since."""
        told = self._told()
        if told.get("count", 0) > self.count:
            self.at, self.count = told, told["count"]

    def choose(self, **at: Any) -> None:
        """Select something else than the browser has told, from elsewhere on the page."""
        self.at, self.count = self.at | at, self.count + 1

    def drawn(self, scene: bytes, at: dict[str, Any] | None) -> bytes:
        """What the component is given: a scene, see `Packed`, that begins with `at` selected.

        While the scene stays, so do the bytes, and none are sent again: what was chosen since was chosen there.
        """
        digest = hashlib.sha256(scene).hexdigest()
        unheard = self._start.get("count") != self.count != self._told().get("count")
        if digest != self._scene or unheard:
            self._scene, self._start = digest, {"key": self.key, "at": at, "count": self.count}
        return framed(self._start, scene)

    def _told(self) -> dict[str, Any]:
        """What the component that is on the page has told last."""
        told = (st.session_state.get(self.key) or {}).get("at")
        return told if isinstance(told, dict) and isinstance(told.get("count"), int) else {}


def selected(key: str) -> Selected:
    """What is selected in the component `key` of this learner's page."""
    found: Selected = st.session_state.setdefault(f"{key} selected", Selected(key))
    found.hear()
    return found
