"""`playground.Watch`: a Keras callback that writes what is trained elsewhere into a run folder, as it is trained."""

import math
import os
import platform
import sys
import threading
import time
import warnings
from collections.abc import Mapping, Sequence
from contextlib import suppress
from types import CodeType, FrameType
from typing import Any

import keras
import numpy as np
from filelock import FileLock

from playground.config import RunConfig
from playground.errors import PlaygroundError
from playground.languages import N_
from playground.layers.plan import Plan
from playground.limits import limits
from playground.notebook.measured import Means, measured_on
from playground.notebook.models import as_array, read_model, weights_of
from playground.runs import ControlReader, Run, RunFolder
from playground.runs.given import given_config
from playground.runs.given_values import labels_array
from playground.runs.publishing import Live

MOMENTS = 200
"""Times that weights are kept within epochs, over a run, unless the caller says how often."""
MOST_BYTES = 200_000_000
"""Of those weights."""
POINTS = 300
"""Steps recorded over a run, about."""
LOOKS = 0.5
"""Seconds between two looks whether `fit` has ended without a word, and while it is paused."""
LEFT = N_("Training ended without finishing: with an error, or interrupted.")
STOPPED = N_("Stopped by you.")


class Watch(keras.callbacks.Callback):
    """`model.fit(…, callbacks=[playground.Watch(examples)])`: every page of the app shows this training, live.

    examples: a few that are looked at, as the model takes them: (examples, timesteps) token ids or (examples,
    timesteps, features) numbers.
    labels: what is true of them, (examples,) classes or numbers; None: not known.
    class_names: of the classes.  words: of each token id from 0 on; unknown_id: the token of all other words.
    every: keep the weights after so many batches, too; None: up to 200 times in all where they are small.

    Written are the weights before training, after every epoch and in between, the steps, and the epochs where `fit` has
    `validation_data` or the examples have labels.  `run` is the run once training has begun.  Raises at its begin
    `playground.errors.LayerError` for a model that cannot be read, one sentence that names the layer, and
    `ConfigError` for examples that do not fit.
    """

    def __init__(
        self,
        examples: Any,
        labels: Any = None,
        class_names: Sequence[str] = (),
        words: Sequence[str] = (),
        unknown_id: int | None = None,
        every: int | None = None,
    ) -> None:
        super().__init__()
        self._examples, self._every = as_array(examples), every
        self._labels = None if labels is None else labels_array(labels)
        self._names: dict[str, Any] = {"names": class_names, "words": words, "unknown_id": unknown_id}
        self.run: Run | None = None
        self._lock: FileLock | None = None

    def on_train_begin(self, logs: Mapping[str, float] | None = None) -> None:
        """A new run, seen at once."""
        self._network, inputs = read_model(self.model, self._examples)
        config, encoding = given_config(self._network.plan, inputs, self._labels, **self._names)
        self._inputs, self._fit = inputs, _fit_frame()
        steps, epochs = self.params.get("steps") or 0, max(1, self.params.get("epochs") or 1)
        self._steps, self._record_every = steps, _record_every(self._every, steps, epochs, config.plan)
        self.config = _settings(config, self.model, self._fit, epochs, self._record_every)
        self._folder = RunFolder.begun()
        self._lock = self._folder.lock()
        self._lock.acquire()
        self._control = ControlReader(self._folder.control)
        self._live = Live(self._folder, self._weights)
        self._done = self._epoch = 0
        self._means = Means(self.config.task.metrics)
        rate = self.config.learning_rate
        self._folder.event("started", learning_rate=rate, process=os.getpid(), machine=platform.node())
        self._folder.save_encoding(encoding)
        count = len(inputs)
        self._folder.event(
            "prepared",
            train=max(1, steps * self.config.batch_size),
            validation=count,
            test=count,
            parameters=config.plan.num_parameters,
            steps_per_epoch=steps,
            examples_per_epoch=steps * self.config.batch_size,
            epochs=epochs,
        )
        self._save(0)
        self._folder.show(self.config)  # last: a folder that is seen is whole
        self.run = Run(self._folder.path)
        threading.Thread(target=self._end_with, args=(self._fit, threading.get_ident()), daemon=True).start()

    def on_epoch_begin(self, epoch: int, logs: Mapping[str, float] | None = None) -> None:
        """The means of an epoch begin anew."""
        self._epoch, self._began, self._batch = epoch, time.monotonic(), 0
        self._means.begin()

    def on_train_batch_end(self, batch: int, logs: Mapping[str, float] | None = None) -> None:
        """A step, the weights where they are due, and what the app asks for."""
        self._done, self._batch = self._done + 1, batch + 1
        self._means.add(logs or {})
        steps = self._steps
        if steps:
            gap = max(1, steps * self.config.epochs // POINTS)
            if self._done % gap == 0 or self._done == 1 or batch + 1 == steps:
                self._record(self._epoch + (batch + 1) / steps)
            if self._record_every and (batch + 1) % self._record_every == 0 and batch + 1 < steps:
                self._save(self._epoch + (batch + 1) / steps)
        self._obey()

    def on_epoch_end(self, epoch: int, logs: Mapping[str, float] | None = None) -> None:
        """The weights and, where they are known, the means over the epoch."""
        self._steps = self._steps or self._batch
        self._save(epoch + 1)
        metrics = self.config.task.metrics
        found = self._means.named(logs or {}, "")
        measured = self._means.named(logs or {}, "val_")
        if len(measured) < len(metrics) and self._labels is not None:
            measured = {f"val_{name}": value for name, value in self._on_examples().items()}
        missing = [name for name in metrics if name not in found]
        if missing or len(measured) < len(metrics):
            _warn(missing)
            return
        seconds = round(time.monotonic() - self._began, 3)
        self._folder.event("epoch", epoch=epoch + 1, **found, **measured, seconds=seconds)

    def on_train_end(self, logs: Mapping[str, float] | None = None) -> None:
        """Finished, or stopped from the app."""
        control = self._control.read()
        self._live.offer(control.watched_until, self._done, at_once=True)
        if control.stop:
            self._end("stopped", reason=control.reason or STOPPED)
        else:
            self._end("finished", test={})

    def _end(self, event: str, **values: Any) -> None:
        lock, self._lock = self._lock, None
        if lock is not None:
            with suppress(PlaygroundError):  # it was deleted: nobody asks how it ended
                self._folder.event(event, **values)
            lock.release()

    def _end_with(self, fit: FrameType | None, thread: int) -> None:
        """Say that a `fit` has ended that did not say so itself: with an error, or interrupted."""
        code = fit.f_code if fit else None
        del fit
        self._fit = None
        while self._lock is not None and code:
            time.sleep(LOOKS)
            if self._lock is not None and not _runs(code, sys._current_frames().get(thread)):
                self._end("failed", reason=LEFT)

    def _weights(self) -> dict[str, np.ndarray]:
        return weights_of(self.model, self._network)

    def _save(self, epoch: float) -> None:
        self._folder.save_weights(epoch, self._weights())

    def _record(self, position: float) -> None:
        if found := self._means.take():
            self._folder.event("step", epoch=self._epoch + 1, step=self._batch, position=round(position, 4), **found)

    def _on_examples(self) -> dict[str, float]:
        """Loss and accuracy on the examples that are looked at."""
        assert self._labels is not None
        return measured_on(self.config, self._weights(), self._inputs)

    def _obey(self) -> None:
        """Do what the app asks: pause, stop, another learning rate."""
        while True:
            control = self._control.read()
            self._live.offer(control.watched_until, self._done)
            if control.learning_rate and control.learning_rate != self._rate:
                self.model.optimizer.learning_rate = self._rate = control.learning_rate
                self._folder.event("learning_rate", learning_rate=control.learning_rate, step=self._done)
            if control.stop:
                self.model.stop_training = True
            if control.stop or not control.pause:
                return
            time.sleep(LOOKS)

    _rate: float | None = None


def _warn(missing: Sequence[str]) -> None:
    why = "compile the model with metrics=['accuracy']" if missing else "give fit validation_data, or Watch labels"
    warnings.warn(f"Watch has no curves by epoch: {why}.", stacklevel=2)


def _settings(config: RunConfig, model: Any, fit: FrameType | None, epochs: int, every: int | None) -> RunConfig:
    """What is known of how it is trained, as far as a run can say it."""
    kind = type(model.optimizer).__name__.lower()
    rate = float(np.asarray(model.optimizer.learning_rate))
    batch = fit.f_locals.get("batch_size") if fit else None
    return config.changed(
        optimizer=kind if kind in ("rmsprop", "adam", "sgd") else "adam",
        learning_rate=min(max(rate, 1e-6), 10.0),
        batch_size=batch if isinstance(batch, int) and 1 <= batch <= 4096 else 32,
        epochs=min(epochs, 1000),
        record_every=every,
    )


def _record_every(asked: int | None, steps: int, epochs: int, plan: Plan) -> int | None:
    """After how many batches weights are kept; None: only after epochs."""
    if asked is not None or not steps:
        return asked if steps else None
    moments = min(MOMENTS, MOST_BYTES // max(1, plan.file_bytes), limits().moments)
    every = math.ceil(steps * epochs / max(1, moments))
    return every if moments > epochs and every < steps else None


def _fit_frame() -> FrameType | None:
    """The call of `fit` that this is within."""
    frame: FrameType | None = sys._getframe()
    while frame and frame.f_code.co_name != "fit":
        frame = frame.f_back
    return frame


def _runs(code: CodeType, frame: FrameType | None) -> bool:
    """Whether a function is still running in a thread.  frame: where that is now."""
    while frame:
        if frame.f_code is code:
            return True
        frame = frame.f_back
    return False
