"""Run: a run folder read back. Nothing in it is ever unpickled."""

import json
import re
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import numpy as np
from pydantic_core import from_json

from playground.caching import remembered
from playground.config import RunConfig
from playground.encodings import FittedEncoding
from playground.errors import PlaygroundError, RunError
from playground.languages import N_, Later, _, p_
from playground.paths import SHIPPED, STARTERS
from playground.runs.arrays import read_arrays, reason, train_again
from playground.runs.events import is_event
from playground.runs.folder import RUN_ID, RunFolder, Together, run_path, weights_file
from playground.runs.history import History
from playground.runs.recorded import as_it_is

DIED = N_("The process that trained this run ended without a word: it was killed, or the machine was switched off.")
BESIDE_WEIGHTS = 1_000_000
"""Bytes of a file of weights that are none: their names and shapes."""
MOST_RESULTS = 200_000_000
"""Bytes of test results in memory: three numbers for each of a few million forecasts."""
NONE_YET = N_("This run has no weights yet. Wait for its first epoch.")
SAVED = r"[0-9]{4}(\.[0-9]{6})?"
"""Names of files of weights, see `weights_file`."""


@dataclass(frozen=True)
class Run:
    """A run folder, to read.  `config`, `encoding` and the weights never change once written; `history()` is fresh."""

    path: Path

    @classmethod
    def open(cls, run_id: str) -> "Run":
        """The run called `run_id`.  Raises `RunError` when there is none."""
        return cls(run_path(run_id))

    @property
    def id(self) -> str:
        """The run's id."""
        return self.path.name

    @property
    def short_id(self) -> str:
        """The beginning of its id, enough to tell it from a learner's other runs; of one that ships the whole."""
        return self.id if self.path in SHIPPED.values() else self.id[:6]

    @property
    def is_starter(self) -> bool:
        """Whether it is one of those that come with the playground."""
        return self.path in STARTERS.values()

    @property
    @remembered
    def config(self) -> RunConfig:
        """All that the run depends on.  Raises `RunError` for a file that is damaged."""
        try:
            return RunConfig.from_json((self.path / "config.json").read_bytes())
        except (OSError, PlaygroundError) as error:
            raise RunError(
                _("The choices of run {run} (config.json) cannot be read: {why}.", run=self.id, why=reason(error))
            ) from error

    @cached_property
    def learner(self) -> str:
        """Whose run it is; empty for the command line."""
        try:
            with RunFolder(self.path).events.open("rb") as file:
                first = from_json(file.readline())
        except (OSError, ValueError):
            return ""
        return first.get("learner", "") if is_event(first) else ""

    @property
    def race(self) -> tuple["Run", ...]:
        """The runs that train in turns with this one, itself among them; none where it trains alone."""
        return self._together("race")

    @property
    def sweep(self) -> tuple["Run", ...]:
        """The runs of the sweep that this one belongs to, itself among them, also deleted ones; none: it does not."""
        return self._together("sweep")

    def _together(self, together: Together) -> tuple["Run", ...]:
        try:
            ids = from_json((self.path / f"{together}.json").read_bytes())
        except (OSError, ValueError):
            return ()
        ids = ids if isinstance(ids, list) else []
        found = tuple(self.path.parent / name for name in ids if isinstance(name, str) and RUN_ID.fullmatch(name))
        return tuple(map(Run, found)) if self.path in found else ()

    def recorded(self) -> History:
        """What the events say, whether or not the process that wrote them still lives.  Shared: do not change it."""
        events = RunFolder(self.path).events
        try:
            stat = events.stat()
            return as_it_is(events, (stat.st_mtime_ns, stat.st_size), self._metrics)
        except OSError:
            return History()

    @property
    @remembered
    def _metrics(self) -> tuple[str, ...]:
        """What is measured of this run; empty where its choices cannot be read."""
        try:
            return self.config.task.metrics
        except RunError:
            return ()

    def history(self) -> History:
        """What the run has done so far. A run whose process is gone is failed."""
        history = self.recorded()
        if history.state in ("running", "paused") and not self.is_held():
            history = self.recorded()  # it may have ended in between
            if history.active:
                return replace(history, state="failed", reason=DIED)
        return history

    def is_held(self) -> bool:
        """Whether a process trains this run at this moment."""
        return RunFolder(self.path).is_held()

    @property
    @remembered
    def encoding(self) -> FittedEncoding:
        """The fitted encoding.  Raises `RunError` while the run has not got that far."""
        path = self.path / "encoding.json"
        if not path.exists():
            raise RunError(_("This run has not read its examples yet. Wait for its first epoch."))
        try:
            fitted = self.config.encoding.restore(json.loads(path.read_bytes()))
            means, features = getattr(fitted, "mean", None), self.config.plan.input_shape[-1]
            if means is not None and len(means) != features:
                raise ValueError(_("it has {means} means for {features} features", means=len(means), features=features))
            return fitted
        except (OSError, ValueError, TypeError, LookupError, OverflowError, RecursionError) as error:
            said = _(
                "What the encoding of run {run} learned (encoding.json) cannot be read: {why}.",
                run=self.id,
                why=reason(error),
            )
            raise RunError(train_again(said)) from error

    @property
    def has_weights(self) -> bool:
        """Whether the run has got as far as saving its first weights, those before training."""
        return (RunFolder(self.path).weights / "0000.npz").exists()

    def saved_epochs(self) -> list[int]:
        """Epochs whose weights are kept, ascending; 0 is before training."""
        return [epoch for epoch in self.saved() if isinstance(epoch, int)]

    def saved(self) -> list[float]:
        """All epochs whose weights are kept, those within one too, such as 2.25: see `RunConfig.record_every`."""
        files = RunFolder(self.path).weights.glob("[0-9]*.npz")
        stems = [path.stem for path in files if re.fullmatch(SAVED, path.stem)]
        return sorted(int(stem) if stem.isdecimal() else float(stem) for stem in stems)

    def weights(self, epoch: float | None = None) -> dict[str, np.ndarray]:
        """`layer/weight` → float32 array after `epoch` (None: the last saved).

        Raises `RunError` when they are not saved, damaged, or those of another network.
        """
        saved = self.saved()
        if not saved:
            raise RunError(_(NONE_YET))
        if epoch is not None and epoch not in saved:
            raise RunError(
                _("This run has no weights of epoch {epoch:g}. Choose one that it has reached.", epoch=epoch)
            )
        number = saved[-1 if epoch is None else saved.index(epoch)]  # -0.0 is 0
        what = Later(N_("The weights of epoch {epoch:g}"), epoch=number)
        arrays = read_arrays(RunFolder(self.path).weights / weights_file(number), what, self.most_bytes)
        self.check_weights(arrays, what)
        return {name: array.astype(np.float32, copy=False) for name, array in arrays.items()}

    @property
    def most_bytes(self) -> int:
        """Of the weights in memory, in double precision, with what is beside them in a file."""
        return 8 * self.config.plan.num_parameters + BESIDE_WEIGHTS

    def check_weights(self, weights: dict[str, np.ndarray], what: str | Later) -> None:
        """Raise `RunError` unless these are weights of the run's network."""
        expected = {
            f"{planned.name}/{name}": shape
            for planned in self.config.plan.layers
            for name, shape in planned.weight_shapes.items()
        }
        for name in sorted(expected.keys() | weights.keys()):
            found = weights[name].shape if name in weights and weights[name].dtype.kind == "f" else None
            if found != expected.get(name):
                said = _(
                    "{what} are not those of this network: {name} is {found}; expected {expected}.",
                    what=what,
                    name=name,
                    found=found or _("not there"),
                    expected=expected.get(name) or p_("no weight", "none"),
                )
                raise RunError(train_again(said))

    @property
    @remembered
    def results(self) -> dict[str, np.ndarray]:
        """What the trained network made of the test examples; see `playground.training.results`.

        Raises `RunError` while there are none.
        """
        if not (self.path / "results.npz").exists():
            if self.recorded().active:
                raise RunError(_("This run has no test results. Wait until it has finished."))
            raise RunError(_("This run has no test results. Train it again to see its answers to the test examples."))
        return read_arrays(self.path / "results.npz", Later(N_("The test results")), MOST_RESULTS)
