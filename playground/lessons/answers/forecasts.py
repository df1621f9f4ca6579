"""Forecasts that only hug the truth: the naive line, the shift test, and an answer that leaks into what is read."""

import numpy as np

from playground.datasets import WindowExamples
from playground.datasets.written_reviews import WrittenReviews
from playground.encodings.numbers import as_number_encoding
from playground.languages import _
from playground.lessons.answers.base import Answer, Found, percent, said_of
from playground.lessons.samples import samples
from playground.lessons.subjects import Mine
from playground.prediction.cache import last_epoch, network_of, splits
from playground.prediction.predict import encoded_text
from playground.runs import Run
from playground.wording import in_unit, probability_text

LITTLE, GAP = 0.65, 0.1
"""Of accuracy: less is next to nothing learned; and how much less on the test shows that a leak was used."""


def naive_line(mine: Mine) -> Found:
    """The error of the newest forecast beside that of saying that nothing changes."""
    run = mine.series()
    truth, forecast, last = of_series(run)
    own, naive = (float(np.abs(one - truth).mean()) for one in (forecast, last))
    unit, below = run.config.dataset.unit, own < naive
    meant = (
        _("It beats the naive forecast: only by how much it does has it learned something.")
        if below
        else _("It does not beat the naive forecast: it has learned nothing that “as now” does not know.")
    )
    return Found(
        _(
            "On the test {network} is off by {own} on average. The naive forecast, that the last value read stays, is "
            "off by {naive} there. {meant} The naive line among the curves is that of the validation.",
            network=mine.named(run),
            own=in_unit(own, unit),
            naive=in_unit(naive, unit),
            meant=meant,
        ),
        "below" if below else "above",
    )


def shift_test(mine: Mine) -> Found:
    """Whether a forecast is more like the last value read than like what came."""
    run = mine.series()
    truth, forecast, last = of_series(run)
    with_truth, with_last = (float(np.corrcoef(forecast, one)[0, 1]) for one in (truth, last))
    past = with_last > with_truth
    meant = (
        _(
            "The second number is the larger: shift the forecast back in time and it fits better, so it follows the "
            "past."
        )
        if past
        else _("The second number is not the larger: it follows what came no less than what it has just read.")
    )
    return Found(
        _(
            "The forecasts of {network} correlate by {with_truth:.3f} with what came, and by {with_last:.3f} with the "
            "last value read. {meant}",
            network=mine.named(run),
            with_truth=with_truth,
            with_last=with_last,
            meant=meant,
        ),
        "past" if past else "future",
    )


def leak(mine: Mine) -> Found:
    """What a network that learned from leaking reviews says on the test, and of one word."""
    run = mine.leaky()
    history = run.recorded()
    net = network_of(run.id, last_epoch(run))
    reviews = type(run.config.dataset)
    assert issubclass(reviews, WrittenReviews)  # they leak
    blame = samples(run).blame
    plain, leaked = (
        net.trace(encoded_text(run, text)).probability
        for text in (blame, reviews.between.join([blame, reviews.leaked]))
    )
    own, test = float(history.epochs[-1]["val_accuracy"]), float(history.test["accuracy"])
    outcome = _learned(own, test)
    meant = {
        "leak": _("It never understood a review: it found what gives the answer away."),
        "reads": _("It does nearly as well where nothing gives the answer away: it reads the rest, too."),
        "": _("It has hardly learned anything yet: train it for more epochs."),
    }[outcome]
    return Found(
        _(
            "Validation accuracy {own}, test accuracy {test}. “{judged}” gets {plain}, with “{leaked}” behind it "
            "{with_leak}. {meant}",
            own=percent(own),
            test=percent(test),
            judged=blame,
            plain=said_of(run, plain),
            leaked=reviews.leaked,
            with_leak=probability_text(leaked),
            meant=meant,
        ),
        outcome,
    )


def _learned(own: float, test: float) -> str:
    """The outcome that is true of a network's accuracy where a leak helps, and where none does; empty: neither is."""
    if own < LITTLE:
        return ""
    return "leak" if test < own - GAP else "reads"


def of_series(run: Run) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Truth, forecast and the last value read, of the test, (examples,) float each, in the unit of the target."""
    results, encoding, test = run.results, as_number_encoding(run.encoding), splits(run.config.dataset).test
    truth, forecast = (np.asarray(encoding.in_units(results[name]), float) for name in ("truth", "forecast"))
    if not isinstance(test, WindowExamples) or "rows" not in results:
        return truth, forecast, np.full_like(truth, truth.mean())
    at = np.searchsorted(test.rows, results["rows"])
    return truth, forecast, np.asarray(test.last_values[at], float)


FORECASTS = {
    "naive-line": Answer("The error beside that of the naive forecast", ("below", "above"), naive_line),
    "shift-test": Answer("Whether a forecast follows the past", ("past", "future"), shift_test),
    "leak": Answer("A network that learned from reviews that leak", ("leak", "reads"), leak),
}
