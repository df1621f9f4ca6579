"""`card`: a model card in Markdown: what the network is, what it learned from, how good it is and where it ends.

Source of the outline: Mitchell et al. 2019, Model Cards for Model Reporting.
"""

from collections.abc import Iterator
from pathlib import Path

from playground.exporting.command import command
from playground.exporting.markdown import escaped
from playground.exporting.words import outcome, summary
from playground.runs import Run
from playground.wording import rounded

TRIED = "It was trained for teaching, not for use: nobody has tested it on anything but the examples named here."


def write_card(run: Run, output: Path) -> str:
    """Write the card."""
    output.write_text("\n".join(_lines(run)) + "\n", encoding="utf-8", newline="\n")
    return "a model card in Markdown"


def _lines(run: Run) -> Iterator[str]:
    config, history, dataset = run.config, run.history(), run.config.dataset
    yield f"# {escaped(summary(config))}"
    yield f"\n{escaped(outcome(run))} Trained with RNN Playground and Keras; run {run.id}, {history.state}."
    yield "\n## Network\n\n| layer | output | parameters |\n|---|---|---|"
    for planned in config.plan.layers:
        shape = " × ".join(map(str, planned.output_shape))
        yield f"| {escaped(planned.layer.label())} | {shape} | {planned.num_parameters:,} |"
    yield f"\n{config.plan.num_parameters:,} parameters in all. {escaped(config.encoding.about)}"
    yield f"\n## Data\n\n{escaped(dataset.label())}. {escaped(dataset.about)}"
    facts = history.facts
    if facts:
        sizes = (f"{facts[name]:,} for {what}" for name, what in PARTS.items() if name in facts)
        yield f"\nExamples: {', '.join(sizes)}."
    if dataset.class_names and config.task.classifies:
        yield f"\nClasses: {escaped(', '.join(dataset.class_names))}."
    yield f"\n- Source: {dataset.source}\n- Licence: {dataset.licence}\n- Cite: {dataset.citation}"
    rates = ", then ".join(f"{rate:g}" for _, rate in history.rates) or f"{config.learning_rate:g}"
    yield f"\n## Training\n\n{config.optimizer}, learning rate {rates}, batches of {config.batch_size}, "
    yield f"{len(history.epochs)} of {config.epochs} epochs, seed {config.seed}; loss: {config.task.loss}."
    yield f"\n    {command(config)}"
    yield "\n## Numbers\n\n| | loss | accuracy |\n|---|---|---|"
    yield from _numbers(run)
    yield f"\n## Limits\n\n{' '.join(_limits(run))}"


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
    yield TRIED
    if config.dataset.reads != "numbers":
        yield f"It reads up to {config.plan.timesteps:,} tokens of a text; what is rare in its training texts it "
        yield "cannot tell from other rare tokens."
    if history.state != "finished":
        yield f"Its training did not come to its end ({escaped(history.reason) or history.state})."
    if config.train_samples:
        yield f"It learned from {config.train_samples:,} examples only."
    if config.dataset.is_own:
        yield "Its data are a file of the learner's own; who may use it, and what is in it, they have to say."
