"""Runs in words and figures."""

from collections.abc import Iterator
from contextlib import suppress

from playground.config import RunConfig
from playground.datasets import GivenExamples
from playground.encodings.numbers import as_number_encoding
from playground.errors import RunError
from playground.recipes.forks import past_of
from playground.recipes.variations import OPTIMIZERS, dial_of, differing, title_of
from playground.runs import History, Run
from playground.wording import counted, in_unit, listed, rounded


def describe(config: RunConfig) -> str:
    """A run in one line: `Short film reviews, distance 50 → Learned embedding → LSTM 32 → sigmoid`.

    One's own data are called by their file: text, never Markdown.  Of a fork also what was changed on the way.
    """
    past = f", {told}" if (told := past_of(config)) else ""
    layers = " → ".join(layer.label() for layer in config.layers)
    dataset = title_of(config.dataset)
    if dial := dial_of(config.dataset):
        dataset += f", {dial[0]} {dial[1]}"
    return f"{dataset} → {config.encoding.title} → {layers} → {config.task.activation}{past}"


def training(run: Run) -> str:
    """How a run was trained: `Adam, learning rate 0.005 · batches of 64 · 10 epochs · raced with GRU 32`.

    Also another seed than the first, how many examples where not all, and each learning rate while it trained.
    """
    config, history = run.config, run.recorded()
    given = isinstance(config.dataset, GivenExamples)
    if given and not history.rates:
        return "Trained elsewhere"
    rates = [rate for _, rate in history.rates] or [config.learning_rate]
    changed = [f"{rate:g}" for rate, before in zip(rates, [None, *rates], strict=False) if rate != before]
    rate = f"learning rate {', then '.join(changed)}"
    if given:  # of its optimizer and batches only some are known
        return f"Trained elsewhere, {rate} · {counted(config.epochs, 'epoch')}"
    said = [f"{OPTIMIZERS[config.optimizer]}, {rate}"]
    said += [f"batches of {config.batch_size}", counted(config.epochs, "epoch")]
    if config.train_samples:
        said.append(f"{config.train_samples:,} examples")
    if config.seed:
        said.append(f"seed {config.seed}")
    if run.race:
        others = list(_raced_with(run))
        said.append(f"raced with {listed(others)}" if others else "a lane of a race")
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
    unseen = f"On {history.facts['test']:,} unseen examples."
    if not config.task.accuracy:
        best = min(history.epochs, key=lambda epoch: epoch["val_loss"])
        deviation = as_number_encoding(run.encoding).target_deviation or 1.0
        unit = config.dataset.unit

        def error(loss: float) -> str:
            return in_unit(loss * deviation, unit) if unit else rounded(loss * deviation, 3)

        return [
            ("Test error, last epoch", error(test["loss"]), f"Mean absolute error. {unseen}"),
            ("Best validation error", error(best["val_loss"]), f"After epoch {best['epoch']} of {config.epochs}."),
        ]
    best = max(history.epochs, key=lambda epoch: epoch["val_accuracy"])
    shown = [
        ("Test accuracy, last epoch", f"{test['accuracy']:.1%}", unseen),
        ("Best validation accuracy", f"{best['val_accuracy']:.1%}", f"After epoch {best['epoch']} of {config.epochs}."),
    ]
    if "exact" in test:
        shown.append(("Whole answers right", f"{test['exact']:.1%}", "Of test answers, written greedily."))
    return shown


def duration(seconds: float) -> str:
    """Such as `8 s`, `2 min 5 s` or `1 h 10 min`."""
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60} min {whole % 60} s"
    return f"{whole // 3600} h {whole % 3600 // 60} min"


def roughly(seconds: float) -> str:
    """The same without the seconds of minutes and the minutes of hours: `8 s`, `2 min` or `3 h`."""
    return " ".join(duration(seconds).split()[:2])
