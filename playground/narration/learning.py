"""What a network has learned lately: sentences computed from its numbers of a moment ago and of now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from playground.cells.part_names import part_name
from playground.languages import _, n_, p_
from playground.wording import apart, quoted, timesteps, together

MEAN_MOVED = 0.05
"""How far a gate must have moved on average over its units to be told."""
UNIT_MOVED = 0.2
"""How far that of a single unit, or its state, must have."""
SAID_MOVED = 0.1
"""How far the probability of a class must have."""
HALF = 0.5
"""A gate that lets more than this through is open."""


@dataclass(frozen=True)
class State:
    """What is told of a network at one moment, for one example.

    gates: name → (timesteps, units), 0–1; empty where the cell has none.  hidden (timesteps, units).
    labels: what stands at each timestep; unit: what that is called, such as "word"; empty where labels are numbers.
    said: class → its probability in the end.  right (answers,) bool: which of all that are watched; None: not known.
    answer: what one of those is called.
    """

    gates: Mapping[str, np.ndarray]
    hidden: np.ndarray | None
    labels: Sequence[str]
    unit: str
    said: Mapping[str, float]
    right: np.ndarray | None
    answer: str = "example"


def what_changed(before: State, after: State) -> str:
    """One or two short sentences; empty where nothing has moved as far as the constants above ask.

    before, after: of the same example.
    """
    moved = _gate(before, after) if after.gates else _state(before, after)
    return together(moved or _said(before, after), _right(before, after))


def _gate(before: State, after: State) -> str:
    """The gate that has moved most, and where: on average over units, else that of one unit."""
    gates = [name for name in after.gates if before.gates[name].shape == after.gates[name].shape]
    if not gates:
        return ""
    means = {name: (before.gates[name].mean(axis=1), after.gates[name].mean(axis=1)) for name in gates}
    name = max(gates, key=lambda one: np.abs(means[one][1] - means[one][0]).max())
    was, now = means[name]
    t = int(np.abs(now - was).argmax())
    if abs(now[t] - was[t]) >= MEAN_MOVED:
        units = after.gates[name].shape[1]
        places = {"gate": part_name(name), "moved": _way(was[t], now[t]), "place": _at(after, t)}
        places["numbers"] = _numbers(was[t], now[t])
        if units == 1:
            return _("The {gate} gate has {moved} at {place}: {numbers}.", **places)
        return _(
            "The {gate} gate has {moved} at {place}: {numbers}, the mean of {units:,} units.", **places, units=units
        )
    name = max(gates, key=lambda one: np.abs(after.gates[one] - before.gates[one]).max())
    t, unit = _most(before.gates[name], after.gates[name])
    one, other = before.gates[name][t, unit], after.gates[name][t, unit]
    if abs(other - one) < UNIT_MOVED:
        return ""
    return _(
        "The {gate} gate of unit {unit} has {moved} at {place}: {numbers}.",
        gate=part_name(name),
        unit=unit,
        moved=_way(one, other),
        place=_at(after, t),
        numbers=_numbers(one, other),
    )


def _state(before: State, after: State) -> str:
    """The unit whose state has moved most, and where."""
    if before.hidden is None or after.hidden is None or before.hidden.shape != after.hidden.shape:
        return ""
    t, unit = _most(before.hidden, after.hidden)
    was, now = float(before.hidden[t, unit]), float(after.hidden[t, unit])
    if abs(now - was) < UNIT_MOVED:
        return ""
    places = {"unit": unit, "place": _at(after, t), "numbers": _numbers(was, now)}
    if now > was:
        return _("The state of unit {unit} has risen at {place}: {numbers}.", **places)
    return _("The state of unit {unit} has fallen at {place}: {numbers}.", **places)


def _said(before: State, after: State) -> str:
    """The class whose probability has moved most."""
    shared = before.said.keys() & after.said.keys()
    if not shared:
        return ""
    name = max(sorted(shared), key=lambda one: (after.said[one] - before.said[one], one))
    was, now = before.said[name], after.said[name]
    if now - was < SAID_MOVED:
        return ""
    one, other = apart([was, now])
    return _("P({name}) has risen from {was} to {now}.", name=name, was=one, now=other)


def _right(before: State, after: State) -> str:
    """How many of the answers have turned right, and how many wrong."""
    if before.right is None or after.right is None or before.right.shape != after.right.shape:
        return ""
    up, down = int((after.right & ~before.right).sum()), int((before.right & ~after.right).sum())
    all_in_all = len(after.right)
    if after.answer == "symbol":
        answers = timesteps(all_in_all, "symbol")
    else:
        answers = n_("{number:,} example", "{number:,} examples", all_in_all)
    if up and down:
        return n_(
            "Of {answers} {number} has turned right and {wrong} wrong.",
            "Of {answers} {number} have turned right and {wrong} wrong.",
            up,
            answers=answers,
            wrong=down,
        )
    if up:
        return n_(
            "Of {answers} {number} has turned right.", "Of {answers} {number} have turned right.", up, answers=answers
        )
    if down:
        return n_(
            "Of {answers} {number} has turned wrong.", "Of {answers} {number} have turned wrong.", down, answers=answers
        )
    return ""


def _most(before: np.ndarray, after: np.ndarray) -> tuple[int, int]:
    """Timestep and unit of the largest change."""
    apart = np.abs(after.astype(float) - before)
    t, unit = np.unravel_index(apart.argmax(), after.shape)
    return int(t), int(unit)


def _way(was: float, now: float) -> str:
    """What a gate has done; in a sentence after "has"."""
    up = 1 if now > was else -1
    if up * (now - HALF) < 0:
        return _("partly opened") if up > 0 else _("partly closed")
    if up * (was - HALF) > 0:
        return _("opened further") if up > 0 else _("closed further")
    return p_("of a gate", "opened") if up > 0 else p_("of a gate", "closed")


def _at(state: State, t: int) -> str:
    return quoted(list(state.labels), t, state.unit) if state.unit else state.labels[t]


def _numbers(was: float, now: float) -> str:
    one, other = apart([was, now])
    return f"{one} → {other}".replace("-", "−")
