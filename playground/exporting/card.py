"""`card`: a model card in Markdown: what the network is, what it learned from, how good it is and where it ends.

Source of the outline: Mitchell et al. 2019, Model Cards for Model Reporting.
"""

from collections.abc import Iterator
from pathlib import Path

from playground.datasets import GivenExamples
from playground.exporting.command import command
from playground.exporting.markdown import escaped
from playground.exporting.words import outcome, summary
from playground.recipes.variations import OPTIMIZERS
from playground.runs import Run
from playground.wording import counted, rounded

TRIED = "It was trained for teaching, not for use: nobody has tested it on anything but the examples named here."
ELSEWHERE = "It was trained outside the playground: what for, on what data, and who tested it, only its source can say."


def write_card(run: Run, output: Path) -> str:
    """Write the card."""
    output.write_text("\n".join(_lines(run)) + "\n", encoding="utf-8", newline="\n")
    return "a model card in Markdown"


def _lines(run: Run) -> Iterator[str]:
    config, history = run.config, run.history()
    yield f"# {escaped(summary(config))}"
    by = "Looked at with" if isinstance(config.dataset, GivenExamples) else "Trained with"
    keras = "" if history.imported else " and Keras"
    yield f"\n{escaped(outcome(run))} {by} RNN Playground{keras}; run {run.id}, {history.shown_state}."
    yield "\n## Network\n\n| layer | output | parameters |\n|---|---|---|"
    for planned in config.plan.layers:
        shape = " × ".join(map(str, planned.output_shape))
        yield f"| {escaped(planned.layer.label())} | {shape} | {planned.num_parameters:,} |"
    yield f"\n{config.plan.num_parameters:,} parameters in all. {escaped(config.encoding.about)}"
    yield from _data(run)
    yield from _training(run)
    if numbers := list(_numbers(run)):
        yield "\n## Numbers\n\n| | loss | accuracy |\n|---|---|---|"
        yield from numbers
    yield f"\n## Limits\n\n{' '.join(_limits(run))}"


def _data(run: Run) -> Iterator[str]:
    config, dataset, facts = run.config, run.config.dataset, run.history().facts
    if isinstance(dataset, GivenExamples):
        about = f"What it learned from is not known here. Looked at are these: {dataset.origin()}"
    else:
        label = dataset.label()
        about = dataset.about if dataset.about.startswith(label) else f"{label}. {dataset.about}"
    yield f"\n## Data\n\n{escaped(about)}"
    if facts and not isinstance(dataset, GivenExamples):
        sizes = (f"{facts[name]:,} for {what}" for name, what in PARTS.items() if name in facts)
        yield f"\nExamples: {', '.join(sizes)}."
    if dataset.class_names and config.task.classifies:
        yield f"\nClasses: {escaped(', '.join(dataset.class_names))}."
    if not isinstance(dataset, GivenExamples):
        yield f"\n- Source: {dataset.source}\n- Licence: {dataset.licence}\n- Cite: {dataset.citation}"


def _training(run: Run) -> Iterator[str]:
    config, history = run.config, run.history()
    yield "\n## Training\n"
    if history.imported:
        yield "It was trained outside the playground; how is not known here."
        return
    rates = ", then ".join(f"{rate:g}" for _, rate in history.rates) or f"{config.learning_rate:g}"
    epochs = f"{len(history.epochs)} of {counted(config.epochs, 'epoch')}"
    if isinstance(config.dataset, GivenExamples):
        yield f"By a program of its own, watched from here: learning rate {rates}, {epochs}."
        return
    yield (
        f"{OPTIMIZERS[config.optimizer]}, learning rate {rates}, batches of {config.batch_size}, {epochs}, "
        f"seed {config.seed}; loss: {config.task.loss}."
    )
    yield f"\n    {command(config)}"


PARTS = {"train": "training", "validation": "validation", "test": "the test"}


def _numbers(run: Run) -> Iterator[str]:
    history = run.history()
    rows = {"a guess that reads nothing, validation": history.facts.get("baseline", {}), "test": history.test}
    if history.epochs:
        last = history.epochs[-1]
        rows["training, last epoch"] = {name: last[name] for name in ("loss", "accuracy") if name in last}
        rows["validation, last epoch"] = {
            name: last[f"val_{name}"] for name in ("loss", "accuracy") if f"val_{name}" in last
        }
    for name, values in rows.items():
        if values:
            accuracy = f"{values['accuracy']:.1%}" if "accuracy" in values else "–"
            yield f"| {name} | {rounded(values['loss'], 4)} | {accuracy} |"


def _limits(run: Run) -> Iterator[str]:
    config, history = run.config, run.history()
    given = isinstance(config.dataset, GivenExamples)
    yield ELSEWHERE if given else TRIED
    if config.dataset.reads != "numbers":
        rare = "" if given else "; what is rare in its training texts it cannot tell from other rare tokens"
        yield f"It reads up to {config.plan.timesteps:,} tokens of a text{rare}."
    if history.state != "finished":
        yield f"Its training did not come to its end ({escaped(history.reason) or history.state})."
    if config.train_samples:
        yield f"It learned from {config.train_samples:,} examples only."
    if config.dataset.is_own:
        yield "Its data are a file of the learner's own; who may use it, and what is in it, they have to say."
