"""Sentences about a run that more than one format needs."""

from playground.config import RunConfig
from playground.languages import _, n_
from playground.runs import Run
from playground.wording import in_unit, rounded, together


def summary(config: RunConfig) -> str:
    """A run in one line: its data, encoding, layers and output."""
    layers = " → ".join(layer.label() for layer in config.layers)
    encoding = _(config.encoding.title)
    return " ".join(f"{config.dataset.label()} → {encoding} → {layers} → {config.task.activation}".split())


def outcome(run: Run) -> str:
    """What the run reached, in a sentence, and whether its learning rate was changed on the way."""
    history = run.history()
    if history.imported:
        return _(
            "It was trained outside the playground and brought here as it is: how good it is, nobody measured here."
        )
    rates = ""
    if len(history.rates) > 1:
        rates = _("The learning rate was changed while it trained; here the first is kept throughout.")
    if history.test:
        return together(_tested(run, history.test), rates)
    if not history.epochs:
        return together(_("The run has finished no epoch yet."), rates)
    metric = run.config.task.metrics[0]
    value, number = rounded(history.epochs[-1][f"val_{metric}"], 4), len(history.epochs)
    if metric == "accuracy":
        said = n_(
            "After {number} epoch the run had a validation accuracy of {value}.",
            "After {number} epochs the run had a validation accuracy of {value}.",
            number,
            value=value,
        )
    else:
        said = n_(
            "After {number} epoch the run had a validation loss of {value}.",
            "After {number} epochs the run had a validation loss of {value}.",
            number,
            value=value,
        )
    return together(said, rates)


def _tested(run: Run, test: dict[str, float]) -> str:
    """What the test said, in a sentence."""
    config = run.config
    if config.task.accuracy:
        return _(
            "The run reached a test accuracy of {accuracy:.1%} (loss {loss}).",
            accuracy=test["accuracy"],
            loss=rounded(test["loss"], 4),
        )
    deviation = getattr(run.encoding, "target_deviation", 1.0) or 1.0
    error = test["loss"] * deviation
    said = in_unit(error, config.dataset.unit) if config.dataset.unit else rounded(error, 4)
    return _("The run reached a mean absolute test error of {error}.", error=said)
