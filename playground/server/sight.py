"""What one network makes of one example at one moment, and of the two dozen: worked out once for all who watch."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from playground.analysis import timeline
from playground.analysis.running_prediction import course
from playground.analysis.scales import largest
from playground.analysis.timeline import Row
from playground.caching import briefly
from playground.encodings import EncodedExample, EncodedText
from playground.errors import ConfigError
from playground.figures import timesteps
from playground.prediction.beside import numbers_read, said_where
from playground.prediction.cache import splits
from playground.prediction.predict import encoded_example, encoded_text
from playground.prediction.watched import Said, say
from playground.recipes.compatible import classifies_text
from playground.reference import Network, Trace
from playground.runs import Run
from playground.runs.live import Moment

MOST_WORK = 3e8
"""Multiplications that a text whose prefixes are all read anew may take: about a fiftieth of a second."""


@dataclass(frozen=True)
class Sight:
    """One example as it is read at one moment.

    picture: what `figures.timesteps.message` makes of it; empty where nothing goes on over time.
    row: the layer and direction that are looked at; None where there is none.  labels: what stands at its timesteps;
    unit: what that is, such as "word"; empty for numbers.
    running: what the network says after every timestep, (timesteps, classes) or (timesteps, 1); None: unknown.
    traced: everything on the way.
    """

    picture: bytes
    row: Row | None
    labels: tuple[str, ...]
    unit: str
    running: np.ndarray | None
    traced: Trace


@briefly
def rows(run_id: str, step: int, _moment: Moment) -> Said:
    """What the network says of the two dozen examples after `step` batches of the run."""
    run = Run.open(run_id)
    return say(run, network(run, _moment))


@briefly
def sight(
    run_id: str, step: int, chosen: str | int, layer: str | None, direction: str | None, _moment: Moment
) -> Sight:
    """What it makes of a typed text, or of a test example by its number.

    layer, direction: None: those that are looked at first.  Raises `RunError` where there are no such,
    `TextError` or `ConfigError` where the text cannot be read, `DivergedError` where not all of it are numbers.
    """
    run = Run.open(run_id)
    config, net = run.config, network(run, _moment)
    if isinstance(chosen, str):
        encoded = encoded_text(run, chosen)
    else:
        encoded = encoded_example(run, chosen, splits(config.dataset).test)
    traced, running = read(run, net, encoded)
    found = timeline.rows(config.plan, traced)
    if not found:
        return Sight(b"", None, (), "", running, traced)
    most = reach(largest(config.plan, traced))
    found = timeline.rows(config.plan, traced, most)
    row = timeline.chosen_row(found, layer, direction)
    columns = timeline.columns(config.plan, traced, config.dataset.class_names)
    picture = timesteps.message(
        columns,
        found,
        row,
        timesteps.vectors(config.plan, traced, most),
        said_where(run, traced, columns),
        numbers_read(config.dataset, traced),
        config.dataset.is_image,
        np.arange(row.shape[1]),
    )
    labels = tuple(columns[round(row.column(t))] for t in range(row.shape[0]))
    return Sight(picture, row, labels, getattr(net.encoding, "unit", ""), running, traced)


def network(run: Run, moment: Moment) -> Network:
    """The run's network with the weights of a moment."""
    return Network(run.config.plan, run.encoding, moment.weights)


def read(run: Run, net: Network, encoded: EncodedExample) -> tuple[Trace, np.ndarray | None]:
    """One example with everything on the way, and what is said after every timestep, see `Sight.running`."""
    config = run.config
    if isinstance(encoded, EncodedText) and classifies_text(config):
        found = course(net, encoded, most_work=MOST_WORK)
        return found.traced, found.predictions
    traced = net.trace(encoded).checked()
    if config.task.symbols:
        return traced, None
    try:
        said = net.running(encoded)
    except ConfigError:  # it says nothing before it has read all
        return traced, None
    outputs = said[:, None] if said.ndim == 1 else said
    in_units = getattr(net.encoding, "in_units", np.asarray)
    return traced, config.task.shown(outputs, np.zeros(len(outputs), int), in_units)


def reach(most: Mapping[str, float]) -> Mapping[str, float]:
    """What the colours reach to while a network learns: 1 at least, lest they jump while its numbers are small."""
    return {name: max(value, 1.0) for name, value in most.items()}
