"""Forecasts that only hug the truth: the naive line, the shift test, and an answer that leaks into what is read."""

import numpy as np

from playground.datasets import WindowExamples
from playground.datasets.reviews import LEAKED
from playground.encodings.numbers import as_number_encoding
from playground.lessons.answers.base import Answer, Found, percent
from playground.lessons.subjects import Mine
from playground.prediction.cache import last_epoch, network_of, splits
from playground.prediction.predict import encoded_text
from playground.runs import Run
from playground.wording import in_unit, probability_text

JUDGED = "The film was terrible."
"""What a network that has learned to read must call negative."""


def naive_line(mine: Mine) -> Found:
    """The error of the newest forecast beside that of saying that nothing changes."""
    run = mine.series()
    truth, forecast, last = of_series(run)
    own, naive = (float(np.abs(one - truth).mean()) for one in (forecast, last))
    unit = run.config.dataset.unit
    return Found(
        f"On the test {mine.named(run)} is off by {in_unit(own, unit)} on average. The naive forecast, that the last "
        f"value read stays, is off by {in_unit(naive, unit)}. Only what lies below that line was learned.",
        "below" if own < naive else "above",
    )


def shift_test(mine: Mine) -> Found:
    """Whether a forecast is more like the last value read than like what came."""
    run = mine.series()
    truth, forecast, last = of_series(run)
    with_truth, with_last = (float(np.corrcoef(forecast, one)[0, 1]) for one in (truth, last))
    return Found(
        f"The forecasts of {mine.named(run)} correlate by {with_truth:.3f} with what came, and by {with_last:.3f} with "
        "the last value read. Where the second number is larger, shift the forecast back and it fits better: it "
        "follows the past.",
        "past" if with_last > with_truth else "future",
    )


def leak(mine: Mine) -> Found:
    """What a network that learned from leaking reviews says on the test, and of one word."""
    run = mine.leaky()
    history = run.recorded()
    net = network_of(run.id, last_epoch(run))
    plain, leaked = (net.trace(encoded_text(run, text)).probability for text in (JUDGED, f"{JUDGED} {LEAKED}"))
    own, test = float(history.epochs[-1]["val_accuracy"]), float(history.test["accuracy"])
    leaks = test < own - 0.1
    meant = "It never understood a review: it found what gives the answer away." if leaks else "It reads the rest, too."
    return Found(
        f"Validation accuracy {percent(own)}, test accuracy {percent(test)}. “{JUDGED}” gets P(positive) = "
        f"{probability_text(plain)}, with “{LEAKED}” behind it {probability_text(leaked)}. {meant}",
        "leak" if leaks else "reads",
    )


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
