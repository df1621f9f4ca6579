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
"""How long ago what it is compared with was seen, at least; at most twice that."""
LASTS = 6.0
"""Seconds in which something that has changed, and is so still, is told while nothing else can be."""
MOST_REMEMBERED = 20_000_000
"""Bytes of all that is compared with."""
Key = tuple[str, str | int, str | None, str | None, str]
"""Run, text or test example, layer, direction and language."""


@dataclass(frozen=True)
class _Seen:
    """What was seen at a moment, in seconds; size: bytes of it, and of what it is kept by."""

    at: float
    state: State
    size: int


@dataclass(frozen=True)
class _Look:
    """The last, after `step` batches, and the sentence it led to.

    newer, older: of what it is compared with the one that will be, and the one that is.  told, since: when a change was
    told last, and from what on.
    """

    step: int
    newer: _Seen
    older: _Seen
    sentence: str = ""
    told: float = -LASTS
    since: _Seen | None = None

    @property
    def size(self) -> int:
        kept = {id(one): one.size for one in (self.newer, self.older, self.since) if one}
        return sum(kept.values())


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
        if before and before.step == step:
            return before.sentence
        state = state_of(sight, right, config)
        seen = _Seen(now, state, size_of((key, state)))
        look = _Look(step, seen, seen) if not before or before.step > step else _next(before, step, seen)
        with suppress(ValueError):  # larger than all may be
            _looks[key] = look
        return look.sentence


def _next(before: _Look, step: int, seen: _Seen) -> _Look:
    """A sentence is always of what is seen now: what was told before is told on only while it is still so."""
    newer, older = before.newer, before.older
    if seen.at - newer.at >= SECONDS:
        newer, older = seen, newer
    look = replace(before, step=step, newer=newer, older=older)
    if seen.at - older.at >= SECONDS and (sentence := what_changed(older.state, seen.state)):
        return replace(look, sentence=sentence, told=seen.at, since=older)
    if look.since and seen.at - look.told < LASTS:
        return replace(look, sentence=what_changed(look.since.state, seen.state))
    return replace(look, sentence="", since=None)


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
