"""`command`: what to type to train the run again with the playground."""

import shlex
from pathlib import Path

from playground.config import RunConfig
from playground.recipes import RECIPES
from playground.runs import Run

OPTIONS = ("epochs", "train_samples", "seed")
"""What the command changes of a recipe."""
FILE = "run.json"


def write_command(run: Run, output: Path) -> str:
    """Write the command, one line."""
    output.write_text(f"{command(run.config)}\n", encoding="utf-8")
    return "one line for a shell"


def command(config: RunConfig) -> str:
    """The shortest that repeats these choices: by the name of a recipe, else by the choices themselves."""
    recipe = RECIPES.get(config.recipe)
    if recipe and recipe.config:
        changed = {
            name: getattr(config, name) for name in OPTIONS if getattr(config, name) != getattr(recipe.config, name)
        }
        if None not in changed.values() and recipe.config.changed(**changed).changed(recipe=config.recipe) == config:
            options = "".join(f" --{name.replace('_', '-')} {value}" for name, value in changed.items())
            return f"python -m playground train --recipe {config.recipe}{options}"
    return f"echo {shlex.quote(config.to_link())} > {FILE} && python -m playground train --config {FILE}"
