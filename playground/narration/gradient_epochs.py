"""How the way of a gradient, and the gates on it, have changed from epoch to epoch: sentences."""

from collections.abc import Mapping

import numpy as np

from playground.cells.base import Keeping
from playground.cells.part_names import part_name
from playground.languages import _
from playground.narration.gradient import number, when


def over_training(factors: Mapping[float, float]) -> str:
    """How the factor has changed, from epoch → factor; empty where it is not known of two epochs."""
    known = {epoch: factor for epoch, factor in factors.items() if np.isfinite(factor)}
    if len(known) < 2:
        return ""
    first, last = min(known), max(known)
    nearest = min(known, key=lambda epoch: abs(np.log(known[epoch])))
    places = {
        "was": number(known[first]),
        "then": when(first),
        "factor": number(known[last]),
        "now": when(last),
    }
    if nearest in (first, last):
        return _("The factor per timestep was {was} {then} and is {factor} {now}.", **places)
    return _(
        "The factor per timestep was {was} {then} and is {factor} {now}; nearest to 1, where nothing is lost, it was "
        "{nearest}: {nearest_factor}.",
        **places,
        nearest=when(nearest),
        nearest_factor=number(known[nearest]),
    )


def gates_over_training(keeping: Keeping, first: tuple[float, float], last: tuple[float, float]) -> str:
    """How far open the gates that keep the state were.  first, last: an epoch and the mean share that is kept."""
    (epoch, start), (last_epoch, end) = first, last
    if keeping.inverted:
        start, end = 1 - start, 1 - end
    return _(
        "Its {gate} gates were {start:.2f} open on average {then} and are {end:.2f} {now}.",
        gate=part_name(keeping.gate),
        start=start,
        then=when(epoch),
        end=end,
        now=when(last_epoch),
    )
