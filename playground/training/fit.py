"""The fit loop, batch by batch, so that a learner can pause, step, stop, slow down and change the learning rate."""

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np

from playground.config import RunConfig
from playground.errors import DivergedError
from playground.languages import _
from playground.runs import Control, ControlReader, RunFolder
from playground.runs.publishing import Live
from playground.training.batches import EVALUATION_BATCH, Batches
from playground.training.measured import Pace, Window
from playground.training.steps import Steps
from playground.training.turns import take_turns

POINTS = 300
"""Steps recorded over a run, about: enough for a smooth curve, few enough to draw twice a second."""
LONGEST_GAP = 20
"""Steps between two recorded ones at most, so that a long run still shows that it moves."""
PAUSE_POLL = 0.03
"""Seconds between two looks at control.json while paused, or until the next batch is due, at most."""
SLOW_GAP = 0.25
"""Seconds between two recorded steps, about, while the speed is held back: the curve moves with the batches."""


class StoppedError(Exception):
    """The learner pressed Stop; or why else it is to stop."""


@dataclass
class Fit:
    """A run being trained, event by event.

    weights: those of the network at this moment.  Everything raises `StoppedError` within one batch of Stop.
    changes: batches trained → what is done then, see `going_on`: the run is a fork, and what comes before the last of
        them is its past, repeated at full speed.
    """

    config: RunConfig
    steps: Steps
    folder: RunFolder
    train: Batches
    validation: Batches
    test: Batches
    weights: Callable[[], Mapping[str, np.ndarray]]
    changes: Mapping[int, Callable[[], None]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._metrics = self.config.task.metrics
        self._control = ControlReader(self.folder.control)
        self._learning_rate = self.config.stages[0][1].learning_rate
        self._pace = Pace()
        self._live = Live(self.folder, self.weights)
        self._paused = False
        self._epoch = 0
        self._done = 0  # batches, over the run
        self._away = 0.0  # seconds in which this run did nothing: it waited, or others trained
        self._began = self._recorded = -np.inf  # the last batch, the last record
        self._allowed = ""  # while paused: what the next batch is trained for, a single "batch" or an "epoch"
        self._batches_done = self._epochs_done = 0  # of those asked for while paused

    def run(self) -> None:
        """All `turns`, one after another."""
        take_turns([self.turns()])

    def turns(self) -> Iterator[float]:
        """All epochs, a batch per turn; yields the seconds until the next is due.

        The weights before training and after each epoch are saved, also of an epoch that is stopped.
        """
        self._save(0)
        for epoch in range(1, self.config.epochs + 1):
            self._epoch = epoch
            started, away = time.monotonic(), self._away
            trained = Window()
            try:
                yield from self._train_epoch(epoch, trained)
                measured = self.evaluate(self.validation).means(self._metrics, "val_")
                if self.config.test_each_epoch:
                    measured |= self.evaluate(self.test).means(self._metrics, "test_")
            except StoppedError:
                if trained.examples:
                    self._save(epoch)
                raise
            self._save(epoch)
            self.folder.event(
                "epoch",
                epoch=epoch,
                **trained.means(self._metrics),
                **measured,
                seconds=round(time.monotonic() - started - (self._away - away), 3),
            )
            self._epochs_done += self._allowed == "epoch"

    def _save(self, epoch: float) -> None:
        self.folder.save_weights(epoch, self.weights())

    def _look(self, last: bool = False) -> Control:
        """The wishes now; whoever watches is shown the weights.  last: of the run."""
        control = self._control.read()
        self._live.offer(control.watched_until, self._done, at_once=last)
        return control

    def evaluate(self, batches: Batches, outputs: np.ndarray | None = None) -> Window:
        """Mean loss and accuracy over all of `batches`.

        outputs: (examples, outputs), filled with what the network says, in the order of the dataset.
        """
        window = Window()
        for indices in batches.in_order(EVALUATION_BATCH):
            if (control := self._look()).stop:
                raise StoppedError(control.reason)
            measured, predictions = self.steps.evaluate(*batches.take(indices))
            loss, right, answers = map(float, measured)
            if outputs is not None:
                outputs[indices] = predictions
            self._check(loss, _("epoch {epoch}", epoch=self._epoch))
            window.add((loss, right, answers), len(indices))
        return window

    def _check(self, loss: float, after: str) -> None:
        if not np.isfinite(loss):
            raise DivergedError(
                _(
                    "The loss is no longer a number after {moment}: the weights have grown without bound. Choose a "
                    "learning rate below {rate:g}, or clip the gradient.",
                    moment=after,
                    rate=self._learning_rate,
                )
            )

    def _turn(self, seconds: float = 0.0) -> Iterator[float]:
        """Let time pass, or others train."""
        left = time.monotonic()
        yield seconds
        self._away += time.monotonic() - left

    def _train_epoch(self, epoch: int, whole: Window) -> Iterator[float]:
        """One pass over the training examples, added up in `whole`."""
        batches = self.train.shuffled(self.config.batch_size, self.config.seed, epoch)
        gap = max(1, min(LONGEST_GAP, len(batches) * self.config.epochs // POINTS))
        window, step = Window(), 0

        def record() -> None:
            """Write down the steps since the last record, if any."""
            nonlocal window
            if window.examples:
                self.folder.event(
                    "step",
                    epoch=epoch,
                    step=step,
                    position=round(epoch - 1 + step / len(batches), 4),
                    **window.means(self._metrics),
                    **self._pace.take(),
                )
            window = Window()
            self._recorded = time.monotonic()

        while step < len(batches):
            if self._done in self.changes:
                self.changes[self._done]()
                batches = self.train.shuffled(self.config.batch_size, self.config.seed, epoch)
            yield from self._obey(record)
            indices = batches[step]
            began, self._began = time.perf_counter(), time.monotonic()
            loss, right, answers = map(float, self.steps.train(*self.train.take(indices)))
            step += 1
            self._done = done = (epoch - 1) * len(batches) + step
            if done > 1:  # with the first batch TensorFlow also builds its function
                self._pace.add(len(indices), time.perf_counter() - began)
            self._check(loss, _("step {step} of epoch {epoch}", step=step, epoch=epoch))
            whole.add((loss, right, answers), len(indices))
            window.add((loss, right, answers), len(indices))
            self._batches_done += self._allowed == "batch"
            slow = self._control.current.speed is not None and time.monotonic() - self._recorded >= SLOW_GAP
            if done % gap == 0 or done == 1 or step == len(batches) or slow:
                record()
            if self.config.record_every and step % self.config.record_every == 0 and step < len(batches):
                self._save(epoch - 1 + step / len(batches))
            yield from self._turn()
        self._look(last=epoch == self.config.epochs)

    def _obey(self, record: Callable[[], None]) -> Iterator[float]:
        """Do what control.json asks, waiting while paused and until a slow batch is due.

        record: called before a stop or a pause.
        """
        while True:
            control = self._look()
            if control.stop or control.pause:
                record()
            if control.stop:
                raise StoppedError(control.reason)
            if control.learning_rate and not self._in_past:
                self._set_learning_rate(control.learning_rate)
            if control.pause and not self._paused:
                self.folder.event("paused")
                self._batches_done, self._epochs_done = control.batches, control.epochs
            elif self._paused and not control.pause:
                self.folder.event("resumed")
            self._paused = control.pause
            self._allowed = ""
            if control.pause and control.epochs > self._epochs_done:
                self._allowed = "epoch"
            elif control.pause and control.batches > self._batches_done:
                self._allowed = "batch"
            wait = PAUSE_POLL
            if self._allowed or not control.pause:
                wait = self._early(control.speed)
            if wait <= 0:
                return
            yield from self._turn(min(wait, PAUSE_POLL))

    @property
    def _in_past(self) -> bool:
        return self._done < max(self.changes, default=0)

    def go_on(self, steps: Steps, train: Batches, validation: Batches, test: Batches, learning_rate: float) -> None:
        """Train on with these."""
        self.steps, self.train, self.validation, self.test = steps, train, validation, test
        self._set_learning_rate(learning_rate)

    def _set_learning_rate(self, learning_rate: float) -> None:
        if learning_rate != self._learning_rate:
            self._learning_rate = learning_rate
            self.steps.set_learning_rate(learning_rate)
            self.folder.event("learning_rate", learning_rate=learning_rate, step=self._done)

    def _early(self, speed: float | None) -> float:
        """Seconds until the next batch is due; a single batch that was asked for is due at once, and so is the past."""
        if speed is None or self._allowed == "batch" or self._in_past:
            return 0.0
        return self._began + 1 / speed - time.monotonic()
