"""Runs in words and figures."""

from playground.config import RunConfig
from playground.encodings.numbers import as_number_encoding
from playground.recipes.forks import past_of
from playground.recipes.variations import dial_of, title_of
from playground.runs import History, Run
from playground.wording import in_unit, rounded


def describe(config: RunConfig) -> str:
    """A run in one line: `Short film reviews, distance 50 → Learned embedding → LSTM 32 → sigmoid`.

    One's own data are called by their file: text, never Markdown.  Of a fork also what was changed on the way.
    """
    past = f", {told}" if (told := past_of(config)) else ""
    layers = " → ".join(layer.label() for layer in config.layers)
    dataset, dial = title_of(config.dataset), dial_of(config.dataset)
    if dial and dial[1] != type(config.dataset).model_fields[dial[0]].default:
        dataset += f", {dial[0]} {dial[1]}"
    return f"{dataset} → {config.encoding.title} → {layers} → {config.task.activation}{past}"


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
