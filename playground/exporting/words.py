"""Sentences about a run that more than one format needs."""

from playground.config import RunConfig
from playground.runs import Run
from playground.wording import in_unit, rounded


def summary(config: RunConfig) -> str:
    """A run in one line: its data, encoding, layers and output."""
    layers = " → ".join(layer.label() for layer in config.layers)
    return " ".join(f"{config.dataset.label()} → {config.encoding.title} → {layers} → {config.task.activation}".split())


def outcome(run: Run) -> str:
    """What the run reached, in a sentence, and whether its learning rate was changed on the way."""
    history = run.history()
    if history.imported:
        return "It was trained outside the playground and brought here as it is: how good it is, nobody measured here."
    changed = len(history.rates) > 1
    rates = " The learning rate was changed while it trained; here the first is kept throughout." if changed else ""
    if history.test:
        return f"The run reached {test_said(run, history.test)}.{rates}"
    if history.epochs:
        metric = run.config.task.metrics[0]
        value = history.epochs[-1][f"val_{metric}"]
        return f"After {len(history.epochs)} epochs the run had a validation {metric} of {rounded(value, 4)}.{rates}"
    return f"The run has finished no epoch yet.{rates}"


def test_said(run: Run, test: dict[str, float]) -> str:
    """Such as `a test accuracy of 97.1% (loss 0.0832)`."""
    config = run.config
    if config.task.accuracy:
        return f"a test accuracy of {test['accuracy']:.1%} (loss {rounded(test['loss'], 4)})"
    deviation = getattr(run.encoding, "target_deviation", 1.0) or 1.0
    error = test["loss"] * deviation
    said = in_unit(error, config.dataset.unit) if config.dataset.unit else rounded(error, 4)
    return f"a mean absolute test error of {said}"
