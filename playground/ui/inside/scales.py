"""Which values the colours of an example end at: the same at all saved epochs, unless the learner fits them."""

from collections.abc import Mapping
from dataclasses import replace

import streamlit as st

from playground.analysis.scales import largest, spread, together
from playground.caching import remembered
from playground.encodings.edit import Edit
from playground.errors import PlaygroundError
from playground.languages import _
from playground.prediction.cache import Reading, network_read
from playground.reference.interventions import Change

FIT = "fit colours"


def choose_fit() -> bool:
    """Whether the colours are fitted to what is shown."""
    return st.toggle(
        _("Fit to this epoch"),
        key=FIT,
        help=_(
            "Off: a colour is the same number at every saved epoch and in every network shown, so that an untrained "
            "network looks as pale as its numbers are. On: the colours end at the largest number shown."
        ),
        persist_state="session",
    )


def reach(reading: Reading) -> Mapping[str, float]:
    """What the colours must reach to, see `largest`: over the saved epochs.

    Where a large network reads a long example only some of the epochs are looked at, and the one that is shown.
    """
    plan, run = reading.run.config.plan, reading.run
    epochs = spread(run.saved_epochs(), plan, len(reading.trace.labels))
    asked = reading.chosen, reading.changes, reading.edits
    return together([largest(plan, reading.trace), *(_largest(run.id, epoch, *asked, reading) for epoch in epochs)])


@remembered
def _largest(
    run_id: str,
    epoch: float,
    chosen: str | int,
    changes: tuple[Change, ...],
    edits: tuple[Edit, ...],
    _reading: Reading,
) -> dict[str, float]:
    """What `_reading` reads, at another epoch.  Neither weights nor trace are kept: there may be a hundred."""
    run = _reading.run
    if epoch == _reading.epoch:
        return largest(run.config.plan, _reading.trace)
    try:
        network = replace(network_read(_reading), weights=run.weights(epoch))
    except PlaygroundError:  # a file that is damaged; it is told where that epoch is chosen
        return {}
    return largest(run.config.plan, network.trace(_reading.encoded))
