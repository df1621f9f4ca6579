"""The learner's own pictures for a handout: a new one is one function and one line."""

from collections.abc import Callable

import numpy as np

from playground.errors import RunError
from playground.figures.printed import lines, state_map
from playground.languages import _, p_
from playground.lessons.answers.base import a_text, last_recurrent
from playground.lessons.answers.forecasts import of_series
from playground.lessons.subjects import Mine, capital
from playground.prediction.cache import last_epoch, trace
from playground.recipes.race import lane_names

POINTS = 150
"""Forecasts that are drawn."""
Picture = tuple[str, str]
"""What it shows, in a sentence, and the SVG."""


def curves(mine: Mine) -> Picture:
    """The accuracy of the newest network, by epoch."""
    run = mine.trained()
    epochs = run.recorded().epochs
    shown = {
        name: [epoch[key] for epoch in epochs]
        for name, key in (
            (p_("a line of a picture", "training"), "accuracy"),
            (p_("a line of a picture", "validation"), "val_accuracy"),
        )
    }
    said = _("Accuracy of {network} after each epoch.", network=mine.named(run))
    return said, lines(shown, _("epochs"), percent=True)


def race(mine: Mine) -> Picture:
    """The validation accuracy of the lanes of the newest race, by epoch."""
    runs = mine.race()
    names = lane_names([run.config for run in runs])
    shown = {
        name: [epoch["val_accuracy"] for epoch in run.recorded().epochs]
        for name, run in zip(names, runs, strict=True)
        if run.recorded().epochs
    }
    if not shown:
        raise RunError(_("Your newest race has not finished an epoch."))
    return _("Validation accuracy in your race, after each epoch."), lines(shown, _("epochs"), percent=True)


def states(mine: Mine) -> Picture:
    """The hidden state of an LSTM over one text."""
    run = mine.lstm()
    traced = trace(run.id, last_epoch(run), a_text(run))[1]
    said = _(
        "{network} reads a review: a column per word, a row per unit; orange −1, white 0, blue 1.",
        network=capital(mine.named(run)),
    )
    return said, state_map(traced.layers[last_recurrent(run)]["hidden"], traced.labels)


def forecast(mine: Mine) -> Picture:
    """The newest forecast over the truth, and the last value read."""
    run = mine.series()
    shown = {
        name: np.asarray(values[:POINTS]).tolist()
        for name, values in zip(
            (_("truth"), p_("a line of a picture", "forecast"), _("naive")), of_series(run), strict=True
        )
    }
    said = _("The first {number} forecasts of {network} on the test.", number=POINTS, network=mine.named(run))
    return said, lines(shown, _("examples"), percent=False)


PICTURES: dict[str, Callable[[Mine], Picture]] = {
    "curves": curves,
    "race": race,
    "states": states,
    "forecast": forecast,
}
"""Name, as a lesson calls it → the picture.  Raises a `PlaygroundError` where there is nothing to draw yet."""
