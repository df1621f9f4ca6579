"""Choosing what is changed in a network and in the example it reads: added one by one, each can be taken back."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

import streamlit as st

from playground.analysis.timeline import Row
from playground.cells.part_names import part_name
from playground.encodings import EncodedText
from playground.encodings.edit import Edit
from playground.encodings.text import as_text_encoding
from playground.languages import N_, _
from playground.prediction.cache import Reading
from playground.reference.interventions import ClampGate, ResetState, SilenceUnit
from playground.ui.inside.what_if_described import described, labels_of
from playground.ui.inside.what_if_link import CHANGES, Wanted, check_all

KEPT = "what if"
"""In the session: run → its changes, each with the example it belongs to (None: any)."""
ALL = N_("all")


def choose_changes(reading: Reading, row: Row | None, rows: Sequence[Row]) -> list[Wanted]:
    """What the learner wants changed, in the order in which it was added.

    row: the layer and direction that the next change is for.  rows: all of them.
    A timestep of `ResetState`, and an index of `Edit`, are those of the example as it is.
    """
    _follow_link(reading)
    _begin(reading, row)
    forms = _forms(reading, row)
    names = list(forms)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        kind = st.segmented_control(
            _("What if you"),
            names,
            default=names[0],
            required=True,
            key=f"what if kind {names}",
            format_func=_,
            persist_state="session",
        )
        wanted = forms[kind](reading)
        st.button(
            _("Add"),
            key="what-if-add",
            icon=":material/add:",
            on_click=_add,
            args=(reading, wanted),
            disabled=wanted is None,
        )
    kept = changes_of(reading)
    with st.container(horizontal=True, vertical_alignment="center"):
        for number, change in enumerate(kept):
            st.button(
                described(change, reading, rows).removeprefix("the "),
                key=f"take back {number}",
                icon=":material/close:",
                on_click=_remove,
                args=(reading, change),
                help=_("Take this change back."),
            )
        if kept:
            undo, label = ":material/undo:", _("Remove all")
            st.button(label, icon=undo, type="tertiary", on_click=_remove_all, args=(reading,))
        else:
            st.markdown(_("No change yet. Add one: what it does is shown beside the original."))
    CHANGES.put(tuple(kept))
    return kept


def _follow_link(reading: Reading) -> None:
    """Take over the changes that a link brings, once."""
    kept = st.session_state.setdefault(KEPT, {})
    if CHANGES.is_news():
        kept.setdefault(reading.run.id, [])  # nonsense counts as none
    if changes := CHANGES.where(lambda changes: check_all(changes, reading)).news():
        kept[reading.run.id] = [(change, _belongs(change, reading)) for change in changes]


def _begin(reading: Reading, row: Row | None) -> None:
    """Where nothing was ever changed in this run, change one thing that shows something."""
    kept = st.session_state.setdefault(KEPT, {})
    if row and reading.run.id not in kept:
        change = first_change(row)
        kept[reading.run.id] = [(change, _belongs(change, reading))]


def first_change(row: Row) -> Wanted:
    """The gate that keeps the state clamped so that nothing is kept; without one the unit that moves most silenced."""
    if row.cell and row.cell.keeping:
        keeping = row.cell.keeping
        return ClampGate(row.layer, row.direction, keeping.gate, float(keeping.inverted))
    return SilenceUnit(row.layer, row.direction, int(row.parts["hidden"].std(axis=0).argmax()))


def changes_of(reading: Reading) -> list[Wanted]:
    """Those of this run that belong to this example or to any."""
    kept = st.session_state.setdefault(KEPT, {}).get(reading.run.id, [])
    return [change for change, chosen in kept if chosen in (None, (reading.chosen,))]


def _forms(reading: Reading, row: Row | None) -> dict[str, Callable[[Reading], Wanted | None]]:
    """What can be changed here → the widgets for it."""
    forms: dict[str, Callable[[Reading], Wanted | None]] = {}
    if row and row.cell and row.cell.gates:
        forms[N_("clamp a gate")] = partial(_clamp, row=row)
    if row:
        forms |= {N_("silence a unit"): partial(_silence, row=row), N_("reset the state"): partial(_reset, row=row)}
    if isinstance(reading.encoded, EncodedText):
        if as_text_encoding(reading.run.encoding).encoding.split == "characters":
            return forms | {N_("replace a symbol"): _replace, N_("delete a symbol"): _delete}
        return forms | {N_("replace a word"): _replace, N_("delete a word"): _delete}
    return forms | {N_("blank out a timestep"): _blank}


def _clamp(reading: Reading, row: Row) -> Wanted:
    gates = list(row.cell.gates) if row.cell else []
    gate = st.selectbox(_("Gate"), gates, key=f"what if gate {gates}", format_func=part_name, width=130)
    value = st.segmented_control(_("Clamped at"), [0, 1], default=0, required=True, key="what if value")
    units = [ALL, *range(row.shape[1])]
    key = f"what if units {len(units)}"
    unit = st.selectbox(
        _("Units"), units, key=key, format_func=lambda unit: _(ALL) if unit == ALL else str(unit), width=100
    )
    return ClampGate(row.layer, row.direction, gate, float(value), None if unit == ALL else (unit,))


def _silence(reading: Reading, row: Row) -> Wanted:
    units = row.shape[1]
    moving = int(row.parts["hidden"].std(axis=0).argmax())
    unit = st.selectbox(
        _("Unit"),
        range(units),
        moving,
        key=f"what if unit {row.layer} {row.direction} {units}",
        width=100,
        help=_("At first the one that moves most in this example."),
    )
    return SilenceUnit(row.layer, row.direction, unit)


def _reset(reading: Reading, row: Row) -> Wanted:
    labels = labels_of(reading, row)
    steps = [t for t in range(len(labels)) if row.direction == "decoder" or reading.trace.mask[round(row.column(t))]]
    t = st.selectbox(
        _("Before"),
        steps,
        len(steps) // 2,
        format_func=lambda t: f"{t + 1}: {labels[t]}",
        key=f"what if reset {reading.run.id} {row.layer} {row.direction} {reading.chosen}",
        width=220,
    )
    return ResetState(row.layer, row.direction, t)


def _replace(reading: Reading) -> Wanted | None:
    index = _choose_index(reading)
    by = st.text_input(_("By"), key="what if by", max_chars=60, width=180, live="300ms")
    return Edit(index, by) if by else None


def _delete(reading: Reading) -> Wanted:
    return Edit(_choose_index(reading))


def _blank(reading: Reading) -> Wanted:
    return Edit(_choose_index(reading))


def _choose_index(reading: Reading) -> int:
    """One of the tokens, or timesteps, that the network reads."""
    encoded = reading.encoded
    if isinstance(encoded, EncodedText):
        indices = [index for index, token in enumerate(encoded.tokens) if token.timestep is not None]
        labels = {index: f"{index + 1}: {encoded.tokens[index].word}" for index in indices}
    else:
        labels = dict(enumerate(encoded.labels))
    return st.selectbox(
        _("Which"),
        list(labels),
        len(labels) // 2,
        format_func=labels.__getitem__,
        key=f"what if index {reading.run.id} {reading.chosen}",
        width=220,
    )


def _replaces(one: Wanted, other: Wanted) -> bool:
    """Whether one takes the place of the other: both clamp the same gate, or both edit the same word."""
    if isinstance(one, ClampGate) and isinstance(other, ClampGate):
        return one == replace(other, value=one.value)
    if isinstance(one, Edit) and isinstance(other, Edit):
        return one.index == other.index
    return one == other


def _add(reading: Reading, wanted: Wanted) -> None:
    kept = st.session_state[KEPT].setdefault(reading.run.id, [])
    belongs = _belongs(wanted, reading)
    kept[:] = [(one, of) for one, of in kept if of not in (None, belongs) or not _replaces(one, wanted)]
    kept.append((wanted, belongs))


def _belongs(change: Wanted, reading: Reading) -> tuple[str | int] | None:
    """The example that a change is for; None: for any."""
    return (reading.chosen,) if isinstance(change, Edit | ResetState) else None


def _remove(reading: Reading, change: Wanted) -> None:
    kept = st.session_state[KEPT][reading.run.id]
    kept[:] = [(one, of) for one, of in kept if one != change or of not in (None, (reading.chosen,))]


def _remove_all(reading: Reading) -> None:
    kept = st.session_state[KEPT][reading.run.id]
    kept[:] = [(one, of) for one, of in kept if of not in (None, (reading.chosen,))]
