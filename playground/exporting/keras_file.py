"""`keras`: the trained network as a file that any Keras program opens."""

from pathlib import Path

from playground.errors import ConfigError
from playground.runs import Run


def write_keras(run: Run, output: Path) -> str:
    """Write the .keras file; imports Keras, so never in the server.  Raises `RunError` before there are weights."""
    check_ending(output)
    weights = run.weights()
    from playground.training.export import save_keras

    return save_keras(run.config.plan, weights, output)


def check_ending(output: Path) -> None:
    """Raise `ConfigError` for a name that Keras would not write to."""
    if output.suffix != ".keras":
        raise ConfigError(f"The output is {output.name!r}; Keras expects a name ending in .keras.")
