"""`card`: a model card in Markdown: what the network is, what it learned from, how good it is and where it ends.

Source of the outline: Mitchell et al. 2019, Model Cards for Model Reporting.
"""

from collections.abc import Iterator
from pathlib import Path

from playground.datasets import GivenExamples
from playground.exporting.command import command
from playground.exporting.markdown import escaped
from playground.exporting.words import outcome, summary
from playground.languages import N_, _, n_, p_
from playground.languages.again import again
from playground.recipes.variations import OPTIMIZERS
from playground.runs import Run
from playground.wording import enumerated, rounded, together

TRIED = N_("It was trained for teaching, not for use: nobody has tested it on anything but the examples named here.")
ELSEWHERE = N_(
    "It was trained outside the playground: what for, on what data, and who tested it, only its source can say."
)


def write_card(run: Run, output: Path) -> str:
    """Write the card."""
    output.write_text("\n".join(_lines(run)) + "\n", encoding="utf-8", newline="\n")
    return "a model card in Markdown"


def _lines(run: Run) -> Iterator[str]:
    config = run.config
    yield f"# {escaped(summary(config))}"
    yield "\n" + together(escaped(outcome(run)), _made_with(run))
    yield _heading(_("Network"))
    yield _table(_("layer"), _("output"), _("parameters"))
    for planned in config.plan.layers:
        shape = " × ".join(map(str, planned.output_shape))
        yield _row(escaped(planned.layer.label()), shape, f"{planned.num_parameters:,}")
    total = n_("{number:,} parameter in all.", "{number:,} parameters in all.", config.plan.num_parameters)
    yield "\n" + together(total, escaped(_(config.encoding.about)))
    yield from _data(run)
    yield from _training(run)
    if numbers := list(_numbers(run)):
        yield _heading(_("Numbers"))
        yield _table("", _("loss"), _("accuracy"))
        yield from numbers
    yield _heading(_("Limits"))
    yield "\n" + together(*_limits(run))


def _heading(title: str) -> str:
    return f"\n## {title}"


def _row(*cells: str) -> str:
    return "|" + "".join(f" {cell} |" if cell else " |" for cell in cells)


def _table(*titles: str) -> str:
    return f"\n{_row(*titles)}\n|{'---|' * len(titles)}"


def _made_with(run: Run) -> str:
    """What it was trained with, or looked at, and what came of that."""
    history = run.history()
    state = _(history.shown_state)
    if history.imported:
        return _("Looked at with RNN Playground; run {run}, {state}.", run=run.id, state=state)
    if isinstance(run.config.dataset, GivenExamples):
        return _("Looked at with RNN Playground and Keras; run {run}, {state}.", run=run.id, state=state)
    return _("Trained with RNN Playground and Keras; run {run}, {state}.", run=run.id, state=state)


def _data(run: Run) -> Iterator[str]:
    config, dataset, facts = run.config, run.config.dataset, run.history().facts
    yield _heading(_("Data"))
    if isinstance(dataset, GivenExamples):
        origin = escaped(dataset.origin())
        yield "\n" + _("What it learned from is not known here. Looked at are these: {origin}", origin=origin)
    else:
        label, about = dataset.label(), _(dataset.about)
        about = about if about.startswith(label) else _("{title}. {about}", title=label, about=about)
        yield f"\n{escaped(about)}"
        sizes = [_(what, number=facts[name]) for name, what in PARTS.items() if name in facts]
        if sizes:
            yield "\n" + _("Examples: {parts}.", parts=enumerated(sizes))
    if dataset.class_names and config.task.classifies:
        yield "\n" + _("Classes: {names}.", names=escaped(enumerated(dataset.class_names)))
    if not isinstance(dataset, GivenExamples):
        yield "\n- " + _("Source: {source}", source=_(dataset.source))
        yield "- " + _("Licence: {licence}", licence=_(dataset.licence))
        yield "- " + _("Cite: {citation}", citation=_(dataset.citation))


def _training(run: Run) -> Iterator[str]:
    config, history = run.config, run.history()
    yield _heading(p_("a part of a text", "Training")) + "\n"
    if history.imported:
        yield _("It was trained outside the playground; how is not known here.")
        return
    rate, *later = [f"{one:g}" for _step, one in history.rates] or [f"{config.learning_rate:g}"]
    for other in later:
        rate = _("{rate}, then {other}", rate=rate, other=other)
    places = {"rate": rate, "done": len(history.epochs)}
    if isinstance(config.dataset, GivenExamples):
        yield n_(
            "By a program of its own, watched from here: learning rate {rate}, {done} of {number:,} epoch.",
            "By a program of its own, watched from here: learning rate {rate}, {done} of {number:,} epochs.",
            config.epochs,
            **places,
        )
        return
    yield n_(
        "{optimizer}, learning rate {rate}, batches of {batch}, {done} of {number:,} epoch, seed {seed}; loss: {loss}.",
        "{optimizer}, learning rate {rate}, batches of {batch}, {done} of {number:,} epochs, seed {seed}; loss: "
        "{loss}.",
        config.epochs,
        **places,
        optimizer=OPTIMIZERS[config.optimizer],
        batch=config.batch_size,
        seed=config.seed,
        loss=_(config.task.loss),
    )
    yield f"\n    {command(config)}"


PARTS = {
    "train": N_("{number:,} for training"),
    "validation": N_("{number:,} for validation"),
    "test": N_("{number:,} for the test"),
}


def _numbers(run: Run) -> Iterator[str]:
    history = run.history()
    rows = {
        _("a guess that reads nothing, validation"): history.facts.get("baseline", {}),
        p_("a row of numbers", "test"): history.test,
    }
    if history.epochs:
        last = history.epochs[-1]
        rows[_("training, last epoch")] = {name: last[name] for name in ("loss", "accuracy") if name in last}
        rows[_("validation, last epoch")] = {
            name: last[f"val_{name}"] for name in ("loss", "accuracy") if f"val_{name}" in last
        }
    for name, values in rows.items():
        if values:
            accuracy = f"{values['accuracy']:.1%}" if "accuracy" in values else "–"
            yield _row(name, rounded(values["loss"], 4), accuracy)


def _limits(run: Run) -> Iterator[str]:
    config, history = run.config, run.history()
    given = isinstance(config.dataset, GivenExamples)
    yield _(ELSEWHERE) if given else _(TRIED)
    if config.dataset.reads != "numbers" and given:
        yield n_(
            "It reads up to {number:,} token of a text.",
            "It reads up to {number:,} tokens of a text.",
            config.plan.timesteps,
        )
    elif config.dataset.reads != "numbers":
        yield n_(
            "It reads up to {number:,} token of a text; what is rare in its training texts it cannot tell from other "
            "rare tokens.",
            "It reads up to {number:,} tokens of a text; what is rare in its training texts it cannot tell from other "
            "rare tokens.",
            config.plan.timesteps,
        )
    if history.state != "finished":
        why = escaped(again(history.reason)) or _(history.state)
        yield _("Its training did not come to its end ({why}).", why=why)
    if config.train_samples:
        yield n_(
            "It learned from {number:,} example only.",
            "It learned from {number:,} examples only.",
            config.train_samples,
        )
    if config.dataset.is_own:
        yield _("Its data are a file of the learner's own; who may use it, and what is in it, they have to say.")
