"""A fork: a run that repeats what another did until some batch, and goes on with something changed."""

from itertools import pairwise
from typing import Any

from playground.config import RunConfig
from playground.earlier import CHANGES, Earlier
from playground.errors import RunError
from playground.languages import _
from playground.runs.run import Run

MOST_EPOCHS = 1000
"""As a run may have."""


def forked(run: Run, epoch: float, **changes: Any) -> RunConfig:
    """The settings of a run that is `run` until `epoch`, such as 2.25, bit for bit, and then goes on with `changes`.

    changes: new values of settings in `earlier.CHANGES`, such as learning_rate, beside what `run` had changed by then
    itself; what it changes later is left out, see `changed_later`.  It trains as many epochs as `run`; at its end as
    many again.  Raises `RunError` where the past cannot be repeated, `ConfigError` for a change that cannot
    be.
    """
    until = _batches(run, epoch)
    past = [stage for stage in _stages(run) if stage[0] <= until]
    ends = [*(start for start, _ in past[1:]), until]
    earlier = tuple(
        Earlier(until=end, **{name: getattr(config, name) for name in CHANGES})
        for end, (start, config) in zip(ends, past, strict=True)
        if end > start
    )
    now = {name: getattr(past[-1][1], name) for name in CHANGES}
    epochs = run.config.epochs if epoch < run.config.epochs else min(2 * run.config.epochs, MOST_EPOCHS)
    if epoch >= epochs:
        raise RunError(
            _(
                "This run has trained {epochs:,} epochs, as many as one may. Go on from an earlier moment.",
                epochs=epochs,
            )
        )
    return run.config.changed(**now | changes, earlier=earlier, recipe="", epochs=epochs)


def changed_later(run: Run, epoch: float) -> list[tuple[int, RunConfig, RunConfig]]:
    """What `run` itself changes after a moment: batches trained by then, the settings before, and after.

    Raises as `forked`.
    """
    stages = _stages(run)
    return [(start, before, after) for (_, before), (start, after) in pairwise(stages) if start > _batches(run, epoch)]


def _batches(run: Run, epoch: float) -> int:
    return round(epoch * int(run.recorded().facts.get("steps_per_epoch", 0)))


def _stages(run: Run) -> list[tuple[int, RunConfig]]:
    """What was in force: batches trained before → settings, the learning rates chosen while it trained among them."""
    stages = dict(run.config.stages)
    for step, rate in run.recorded().rates:
        if step is None:
            raise RunError(
                _(
                    "The learning rate of this run was changed while it trained, and an earlier version did not write "
                    "down at which batch. Train it again to go on from one of its moments."
                )
            )
        in_force = stages[max(start for start in stages if start <= step)]
        if in_force.learning_rate != rate:
            stages[step] = in_force.changed(learning_rate=rate, held=in_force.held)
    return sorted(stages.items(), key=lambda stage: stage[0])
