"""Runs in words and figures."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import reduce

from playground.config import RunConfig
from playground.datasets import GivenExamples
from playground.encodings.numbers import as_number_encoding
from playground.errors import RunError
from playground.languages import _, n_
from playground.recipes.forks import past_of
from playground.recipes.variations import OPTIMIZERS, differing, in_words
from playground.runs import History, Run
from playground.wording import in_unit, listed, rounded


def describe(config: RunConfig) -> str:
    """A run in one line: `Short film reviews, distance 50 → Learned embedding → LSTM 32 → sigmoid`.

    One's own data are called by their file: text, never Markdown.  Of a fork also what was changed on the way.
    """
    past = f", {told}" if (told := past_of(config)) else ""
    layers = " → ".join(layer.label() for layer in config.layers)
    return f"{in_words(config.dataset)} → {_(config.encoding.title)} → {layers} → {config.task.activation}{past}"


def training(run: Run) -> str:
    """How a run was trained: `Adam, learning rate 0.005 · batches of 64 · 10 epochs · raced with GRU 32`.

    Also another seed than the first, how many examples where not all, and each learning rate while it trained.
    """
    config, history = run.config, run.recorded()
    given = isinstance(config.dataset, GivenExamples)
    if given and not history.rates:
        return _("Trained elsewhere")
    rates = [rate for _, rate in history.rates] or [config.learning_rate]
    changed = [f"{rate:g}" for rate, before in zip(rates, [None, *rates], strict=False) if rate != before]
    told = reduce(lambda before, after: _("{before}, then {after}", before=before, after=after), changed)
    rate = _("learning rate {rates}", rates=told)
    epochs = n_("{number:,} epoch", "{number:,} epochs", config.epochs)
    if given:  # of its optimizer and batches only some are known
        return _("Trained elsewhere, {rate}", rate=rate) + f" · {epochs}"
    said = [_("{optimizer}, {rate}", optimizer=OPTIMIZERS[config.optimizer], rate=rate)]
    said += [_("batches of {size}", size=config.batch_size), epochs]
    if config.train_samples:
        said.append(n_("{number:,} example", "{number:,} examples", config.train_samples))
    if config.seed:
        said.append(_("seed {seed}", seed=config.seed))
    if run.race:
        others = list(_raced_with(run))
        said.append(_("raced with {others}", others=listed(others)) if others else _("a lane of a race"))
    return " · ".join(said)


def _raced_with(run: Run) -> Iterator[str]:
    """The other lanes that are still there, in a few words each."""
    for lane in run.race:
        with suppress(RunError):
            if lane.id != run.id:
                yield differing(lane.config, run.config)


def figures(run: Run, history: History) -> list[tuple[str, str, str]]:
    """The figures of a finished run: label, value, explanation."""
    config, test = run.config, history.test
    unseen = n_("On {number:,} unseen example.", "On {number:,} unseen examples.", history.facts["test"])
    if not config.task.accuracy:
        best = min(history.epochs, key=lambda epoch: epoch["val_loss"])
        deviation = as_number_encoding(run.encoding).target_deviation or 1.0
        unit = config.dataset.unit

        def error(loss: float) -> str:
            return in_unit(loss * deviation, unit) if unit else rounded(loss * deviation, 3)

        mean = _("Mean absolute error. {unseen}", unseen=unseen)
        return [
            (_("Test error, last epoch"), error(test["loss"]), mean),
            (_("Best validation error"), error(best["val_loss"]), _after(best, config)),
        ]
    best = max(history.epochs, key=lambda epoch: epoch["val_accuracy"])
    shown = [
        (_("Test accuracy, last epoch"), f"{test['accuracy']:.1%}", unseen),
        (_("Best validation accuracy"), f"{best['val_accuracy']:.1%}", _after(best, config)),
    ]
    if "exact" in test:
        shown.append((_("Whole answers right"), f"{test['exact']:.1%}", _("Of test answers, written greedily.")))
    return shown


def in_short(run: Run, history: History) -> str:
    """The first figure of a finished run, such as `test accuracy 91.2%`."""
    value = figures(run, history)[0][1]
    if run.config.task.accuracy:
        return _("test accuracy {value}", value=value)
    return _("test error {value}", value=value)


def _after(epoch: Mapping[str, float], config: RunConfig) -> str:
    return _("After epoch {epoch} of {epochs}.", epoch=epoch["epoch"], epochs=config.epochs)


def duration(seconds: float) -> str:
    """Such as `8 s`, `2 min 5 s` or `1 h 10 min`."""
    whole = round(seconds)
    if whole < 60:
        return _("{seconds} s", seconds=whole)
    if whole < 3600:
        return _("{minutes} min {seconds} s", minutes=whole // 60, seconds=whole % 60)
    return _("{hours} h {minutes} min", hours=whole // 3600, minutes=whole % 3600 // 60)


def roughly(seconds: float) -> str:
    """The same without the seconds of minutes and the minutes of hours: `8 s`, `2 min` or `3 h`."""
    return " ".join(duration(seconds).split()[:2])
