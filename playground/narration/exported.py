"""What an exported page says of its network: what it is, what it was trained on, how good it is, what made it."""

from collections.abc import Iterator

from playground.config import RunConfig
from playground.datasets import GivenExamples
from playground.encodings.numbers import as_number_encoding
from playground.recipes.variations import title_of
from playground.runs import Run
from playground.wording import counted, in_unit


def title(config: RunConfig) -> str:
    """Such as `LSTM 64 on IMDB film reviews`."""
    layers = " → ".join(layer.label() for layer in config.layers if layer.kind != "dropout")
    if isinstance(config.dataset, GivenExamples):
        return f"{layers}, trained elsewhere"
    return f"{layers} on {title_of(config.dataset)}"


def about(run: Run) -> Iterator[str]:
    """What it was trained on, and how good it is."""
    config, history = run.config, run.recorded()
    dataset, facts, test = config.dataset, history.facts, history.test
    if history.imported:
        yield "A neural network that runs here, in this page. It was trained outside RNN Playground."
        return
    epochs = counted(len(history.epochs) or config.epochs, "epoch")
    trained = f" on {counted(facts['train'], 'example')}" if "train" in facts else ""
    yield f"A neural network that runs here, in this page. It was trained{trained} for {epochs}."
    unseen = f"{counted(facts['test'], 'example') if 'test' in facts else 'the examples'} it had never seen"
    if "accuracy" in test and config.task.symbols:
        yield f"It gets {test['accuracy']:.1%} of the symbols right in {unseen}."
    elif "accuracy" in test:
        yield f"It is right on {test['accuracy']:.1%} of {unseen}."
    elif "loss" in test and config.task.numeric:
        error = test["loss"] * (as_number_encoding(run.encoding).target_deviation or 1.0)
        yield f"On {unseen} it is off by {in_unit(error, dataset.unit)} on average."


def foot(run: Run) -> Iterator[str]:
    """Where the data come from, and what made the page."""
    dataset = run.config.dataset
    if isinstance(dataset, GivenExamples):
        yield f"Examples: {dataset.origin()}"
    elif dataset.is_own:
        yield f"Data: {title_of(dataset)}, a file of whoever made this page."
    else:
        yield f"Data: {title_of(dataset)}. {dataset.source}. Licence: {dataset.licence}. {dataset.citation}"
    yield (
        "Nothing that you type leaves this page: it needs no server and no connection. "
        f"Made with RNN Playground from run {run.short_id}."
    )
