"""What has changed lately in what is watched: a sentence that stays long enough to be read."""

import time
from contextlib import suppress
from dataclasses import dataclass, replace
from operator import attrgetter
from threading import Lock

import numpy as np
from cachetools import LRUCache

from playground.caching import size_of
from playground.config import RunConfig
from playground.narration.learning import State, what_changed
from playground.server.sight import Sight

SECONDS = 1.5
"""From one look to the next it is compared with."""
LASTS = 6.0
"""Seconds that a sentence stays while nothing else can be told."""
MOST_REMEMBERED = 20_000_000
"""Bytes of all that is compared with."""
Key = tuple[str, str | int, str | None, str | None]
"""Run, text or test example, layer and direction."""


@dataclass(frozen=True)
class _Look:
    """What was seen last after `step` batches, and when; the sentence it led to, and when that was.

    size: bytes of it, and of what it is kept by.
    """

    step: int
    seen: float
    state: State
    size: int
    sentence: str = ""
    said: float = 0.0


_lock = Lock()
_looks = LRUCache[Key, _Look](MOST_REMEMBERED, getsizeof=attrgetter("size"))


def lately(key: Key, step: int, sight: Sight, right: np.ndarray | None, config: RunConfig) -> str:
    """The sentence about what is watched, see `what_changed`; empty while there is nothing to tell.

    right (answers,) bool: which are of all that the two dozen ask for; None where none is right or wrong.  config: of
    the run.
    """
    now = time.monotonic()
    with _lock:
        before = _looks.get(key)
        if before and (before.step == step or (before.step < step and now - before.seen < SECONDS)):
            return before.sentence
        state = state_of(sight, right, config)
        look = _Look(step, now, state, size_of((key, state)))
        if before and before.step < step:
            look = replace(look, sentence=what_changed(before.state, look.state), said=now)
            if not look.sentence and now - before.said < LASTS:
                look = replace(look, sentence=before.sentence, said=before.said)
        with suppress(ValueError):  # larger than all may be
            _looks[key] = look
        return look.sentence


def state_of(sight: Sight, right: np.ndarray | None, config: RunConfig) -> State:
    """What is compared of what is seen, see `lately`.  A gate that is held has learned nothing."""
    row, gates, hidden, said, names = sight.row, {}, None, {}, config.dataset.class_names
    if row and row.cell:
        held = {one.gate for one in config.held if one.layer == row.layer}
        gates, hidden = {gate: row.parts[gate] for gate in row.cell.gates if gate not in held}, row.parts["hidden"]
    if sight.running is not None and names:
        said = dict(zip(names, sight.running[-1].tolist(), strict=True))
    answer = "symbol" if config.task.symbols else "example"
    return State(gates, hidden, sight.labels, sight.unit, said, right, answer)
