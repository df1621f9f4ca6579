"""The weights of a run as they are at this moment: those published while somebody watches, else the last saved."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from playground.caching import briefly
from playground.errors import RunError
from playground.languages import N_, Later, _
from playground.runs.arrays import read_arrays, train_again
from playground.runs.history import History
from playground.runs.run import NONE_YET, Run


@dataclass(frozen=True)
class Moment:
    """Weights of a run after `step` batches, over the run: `layer/weight` → float32 array.  Do not change them.

    epoch: after which they were saved; None: they are from in between.
    """

    step: int
    weights: dict[str, np.ndarray]
    epoch: float | None


def latest(run: Run, history: History) -> Moment | None:
    """The newest weights that can be read; None before there are any.

    Raises `RunError` where they are damaged, or those of another network.
    """
    if not run.has_weights:
        return None
    epoch = run.saved_epochs()[-1]
    saved = min(epoch * int(history.facts.get("steps_per_epoch", 0)), done(history))
    live = _live(run)
    if live and live.step > saved:
        return live
    return _saved(run.id, epoch, saved)


def recorded(run: Run, history: History, number: int) -> Moment:
    """Saved weights by their number, 0: those before training; see `Run.saved`.

    Raises `RunError` where there are no such, they are damaged, or those of another network.
    """
    saved = run.saved()
    if not saved:
        raise RunError(_(NONE_YET))
    if number >= len(saved):
        raise RunError(
            _("This run has no moment {number:,}; expected 0 to {most:,}.", number=number, most=len(saved) - 1)
        )
    return _saved(run.id, saved[number], round(saved[number] * history.facts.get("steps_per_epoch", 0)))


def done(history: History) -> int:
    """Batches the run has recorded, over all epochs."""
    if not history.latest:
        return 0
    before = int(history.latest["epoch"]) - 1
    return before * int(history.facts.get("steps_per_epoch", 0)) + int(history.latest.get("step", 0))


def _live(run: Run) -> Moment | None:
    path = run.path / "live.npz"
    try:
        stat = path.stat()
        return _published(path, (stat.st_mtime_ns, stat.st_ino, stat.st_size))
    except FileNotFoundError:
        return None


@briefly
def _published(path: Path, changed: tuple[int, ...]) -> Moment:
    """What is in live.npz.  changed: says which file of that name it is."""
    what, run = Later(N_("The weights of this moment")), Run(path.parent)
    arrays = read_arrays(path, what, run.most_bytes)
    step = arrays.pop("step", None)
    if step is None or step.shape or step.dtype.kind not in "iu":
        raise RunError(train_again(_("{what} do not say after which step they are.", what=what)))
    run.check_weights(arrays, what)
    return Moment(int(step), {name: array.astype(np.float32, copy=False) for name, array in arrays.items()}, None)


@briefly
def _saved(run_id: str, epoch: float, step: int) -> Moment:
    return Moment(step, Run.open(run_id).weights(epoch), epoch)
