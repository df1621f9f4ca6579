"""What a tile says of an experiment: how long it takes here, what it downloads, how far this learner got with it."""

from playground.config import RunConfig
from playground.engine import engine
from playground.languages import _, n_
from playground.recipes import RECIPES, Recipe
from playground.recipes.base import START_SECONDS, examples_worked
from playground.runs import Run
from playground.ui.run.choose import my_runs


def latest_runs() -> dict[str, Run]:
    """Recipe → this learner's newest run of it with an epoch to show."""
    found: dict[str, Run] = {}
    for run in my_runs():
        name = run.config.recipe
        if name in RECIPES and name not in found and run.recorded().epochs:
            found[name] = run
    return found


def curve(run: Run) -> list[float]:
    """How well a run did on its validation examples after each epoch."""
    metric = f"val_{run.config.task.metrics[0]}"
    return [epoch[metric] for epoch in run.recorded().epochs if metric in epoch]


def seconds(recipe: Recipe, config: RunConfig, run: Run | None) -> float | None:
    """About how long `config`, a recipe or a shorter form of it, trains here; None where nothing is known.

    At the pace of this learner's own run of the same network where there is one, else as measured elsewhere and
    scaled to the workers of this machine.
    """
    if run and (run.config.layers, run.config.batch_size) == (config.layers, config.batch_size):
        history = run.recorded()
        read = history.facts.get("examples_per_epoch", 0) * len(history.epochs)
        spent = sum(epoch["seconds"] for epoch in history.epochs)
        if read > 0 and spent > 0:
            return float(START_SECONDS + examples_worked(config) * spent / read)
    rate = engine().status().rate
    return recipe.seconds(config, rate) if rate else None


def extent(recipe: Recipe, config: RunConfig) -> str:
    """How much is trained: `10 epochs`, or what is left out of a quick run."""
    whole = recipe.config
    if whole is None or config == whole:
        return n_("{number:,} epoch", "{number:,} epochs", config.epochs)
    all_examples = min(whole.train_samples or whole.dataset.num_train, whole.dataset.num_train)
    length, longest = (getattr(one.encoding, "maximum_length", 0) for one in (config, whole))
    said = _(
        "Quick: {some:,} of {all:,} examples, {epochs} of {all_epochs} epochs",
        some=config.train_samples or all_examples,
        all=all_examples,
        epochs=config.epochs,
        all_epochs=whole.epochs,
    )
    if length < longest:
        return _("{extent}, {some} of {all} words each", extent=said, some=length, all=longest)
    return said
