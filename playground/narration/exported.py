"""What an exported page says of its network: what it is, what it was trained on, how good it is, what made it."""

from collections.abc import Iterator

from playground.config import RunConfig
from playground.datasets import GivenExamples
from playground.encodings.numbers import as_number_encoding
from playground.languages import _, n_
from playground.recipes.variations import title_of
from playground.runs import Run
from playground.wording import in_unit


def title(config: RunConfig) -> str:
    """Such as `LSTM 64 on IMDB film reviews`."""
    layers = " → ".join(layer.label() for layer in config.layers if layer.kind != "dropout")
    if isinstance(config.dataset, GivenExamples):
        return _("{layers}, trained elsewhere", layers=layers)
    return _("{layers} on {dataset}", layers=layers, dataset=_(title_of(config.dataset)))


def about(run: Run) -> Iterator[str]:
    """What it was trained on, and how good it is."""
    config, history = run.config, run.recorded()
    dataset, facts, test = config.dataset, history.facts, history.test
    if history.imported:
        yield _("A neural network that runs here, in this page. It was trained outside RNN Playground.")
        return
    epochs = n_("{number:,} epoch", "{number:,} epochs", len(history.epochs) or config.epochs)
    if "train" in facts:
        yield _(
            "A neural network that runs here, in this page. It was trained on {examples} for {epochs}.",
            examples=n_("{number:,} example", "{number:,} examples", facts["train"]),
            epochs=epochs,
        )
    else:
        yield _("A neural network that runs here, in this page. It was trained for {epochs}.", epochs=epochs)
    unseen = _("the examples it had never seen")
    if "test" in facts:
        unseen = n_("{number:,} example it had never seen", "{number:,} examples it had never seen", facts["test"])
    if "accuracy" in test and config.task.symbols:
        yield _("It gets {share:.1%} of the symbols right in {examples}.", share=test["accuracy"], examples=unseen)
    elif "accuracy" in test:
        yield _("It is right on {share:.1%} of {examples}.", share=test["accuracy"], examples=unseen)
    elif "loss" in test and config.task.numeric:
        error = test["loss"] * (as_number_encoding(run.encoding).target_deviation or 1.0)
        yield _("On {examples} it is off by {error} on average.", examples=unseen, error=in_unit(error, dataset.unit))


def foot(run: Run) -> Iterator[str]:
    """Where the data come from, and what made the page."""
    dataset = run.config.dataset
    if isinstance(dataset, GivenExamples):
        yield _("Examples: {origin}", origin=dataset.origin())
    elif dataset.is_own:
        yield _("Data: {dataset}, a file of whoever made this page.", dataset=_(title_of(dataset)))
    else:
        yield _(
            "Data: {dataset}. {source}. Licence: {licence}. {citation}",
            dataset=_(title_of(dataset)),
            source=_(dataset.source),
            licence=_(dataset.licence),
            citation=_(dataset.citation),
        )
    yield _(
        "Nothing that you type leaves this page: it needs no server and no connection. "
        "Made with RNN Playground from run {run}.",
        run=run.short_id,
    )
