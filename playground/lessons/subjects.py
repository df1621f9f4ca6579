"""Whose numbers a lesson speaks of: the learner's newest suitable runs, else the recording that ships."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from playground.choices import written_for_link
from playground.config import RunConfig
from playground.datasets import Series
from playground.datasets.written_reviews import WrittenReviews
from playground.errors import RunError
from playground.languages import _
from playground.layers import Recurrent
from playground.lessons.samples import samples
from playground.recipes.compatible import classifies_text
from playground.recipes.variations import stack_of
from playground.runs import ENDED, Run, all_runs, recording

LEARNED = 0.75
"""Validation accuracy from which a network has something to show."""
MOST = 50
"""Of a learner's newest runs that are looked at."""


@dataclass(frozen=True)
class Mine:
    """A learner's runs, newest first.  like: settings whose runs are preferred to newer ones, whatever their seed."""

    learner: str
    like: tuple[RunConfig, ...] = ()

    @property
    def runs(self) -> list[Run]:
        """The newest of them."""
        return all_runs(self.learner)[:MOST]

    @property
    def key(self) -> tuple[tuple[str, str, int], ...]:
        """What an answer out of them depends on: each run with its state and how many epochs it has."""
        told = ((run.id, run.history()) for run in self.runs)
        return tuple((name, history.state, len(history.epochs)) for name, history in told)

    def newest(self, fits: Callable[[Run], bool]) -> Run | None:
        """The newest that has ended with weights, and fits."""
        return next(
            (run for run in self.preferred(self.runs) if has_ended(run) and run.has_weights and fits(run)), None
        )

    def preferred(self, runs: Iterable[Run]) -> list[Run]:
        """The runs, those that are `like` first."""
        wanted = [_told_apart(config) for config in self.like]
        return sorted(runs, key=lambda run: bool(wanted) and _told_apart(run.config) not in wanted)

    def lstm(self) -> Run:
        """The newest LSTM that reads words and has learned to judge texts; else the recording, which is one."""
        return self.newest(_is_lstm) or recording()

    def trained(self) -> Run:
        """The newest network that judges texts, however well; else the recording."""
        return self.newest(lambda run: _judges(run) and bool(run.recorded().epochs)) or recording()

    def race(self) -> tuple[Run, ...]:
        """The lanes of the newest race that are still there, ended or not.  Raises `RunError` where there was none."""
        for run in self.preferred(self.runs):
            if len(lanes := tuple(lane for lane in run.race if lane.path.is_dir())) > 1:
                return lanes
        raise RunError(_("You have not raced yet. Press Play on the Race page, and go on here when it is over."))

    def far(self) -> Run:
        """The LSTM of the newest race, also while it goes on; else as `lstm`."""
        return self._lane(gated=True) or self.lstm()

    def plain(self) -> tuple[Run, ...]:
        """The SimpleRNN of the newest race; none where there is none."""
        lane = self._lane(gated=False)
        return (lane,) if lane else ()

    def _lane(self, gated: bool) -> Run | None:
        """The first LSTM of the newest race, or its first SimpleRNN, once it has weights."""
        try:
            lanes = self.race()
        except RunError:
            return None
        kinds = [(run, stack_of(run.config)) for run in lanes if run.has_weights]
        return next((run for run, stack in kinds if stack and stack.cell == ("lstm" if gated else "simple_rnn")), None)

    def series(self) -> Run:
        """The newest network that forecasts a series.  Raises `RunError` where there is none."""
        found = self.newest(lambda run: isinstance(run.config.dataset, Series) and "results.npz" in _files(run))
        return found or _none(
            _("You have no finished forecast yet. Press Train one step before, and wait until it ends.")
        )

    def leaky(self) -> Run:
        """The newest network that has learned from reviews that leak.  Raises `RunError` where there is none."""
        found = self.newest(lambda run: _leaks(run.config) and bool(run.recorded().test))
        return found or _none(
            _(
                "You have no network yet that has learned from the reviews that leak. Press Play one step before, and "
                "wait until it ends."
            )
        )

    def named(self, run: Run) -> str:
        """Such as `your LSTM 32` or `the recorded LSTM 8`."""
        stack = next((layer.label() for layer in run.config.layers if isinstance(layer, Recurrent)), _("network"))
        if run.learner == self.learner:
            return _("your {network}", network=stack)
        return _("the recorded {network}", network=stack) if run == recording() else _("the {network}", network=stack)


def _told_apart(config: RunConfig) -> RunConfig:
    """The settings in which runs of a lesson are told apart."""
    return config.changed(seed=0, recipe="", epochs=1)


def has_ended(run: Run) -> bool:
    """Whether it trains no more."""
    return run.history().state in ENDED


def capital(text: str) -> str:
    """With a capital, where it begins a sentence."""
    return text[:1].upper() + text[1:]


def _none(said: str) -> Run:
    raise RunError(said)


def _files(run: Run) -> set[str]:
    return {path.name for path in run.path.iterdir()}


def _judges(run: Run) -> bool:
    config = run.config
    return classifies_text(config) and bool(config.plan.recurrent) and config.dataset.is_ready() and not _leaks(config)


def _leaks(config: RunConfig) -> bool:
    return isinstance(config.dataset, WrittenReviews) and config.dataset.leak


def _is_lstm(run: Run) -> bool:
    stack = stack_of(run.config)
    if not stack or stack.cell != "lstm" or stack.bidirectional or not _judges(run) or not run.config.plan.mask:
        return False
    epochs = run.recorded().epochs
    return bool(epochs) and epochs[-1].get("val_accuracy", 0.0) >= LEARNED


SUBJECTS: dict[str, Callable[[Mine], str]] = {
    "lstm": lambda mine: mine.lstm().id,
    "trained": lambda mine: mine.trained().id,
    "race": lambda mine: _ids(mine.race()),
    "race-lstm": lambda mine: mine.far().id,
    "race-rnn": lambda mine: _ids(mine.plain()),
    "series": lambda mine: mine.series().id,
    "leaky": lambda mine: mine.leaky().id,
    "contrast": lambda mine: samples(mine.lstm()).contrasts[0],
}
"""What a lesson's link calls a run, or several, behind `$`; or a text in the language that the run `lstm` reads."""


def _ids(runs: Iterable[Run]) -> str:
    return ",".join(run.id for run in runs)


def in_link(value: Any, mine: Mine) -> str:
    """How a value of a step's link stands in the address; empty: not at all, since the learner has no such run yet."""
    if not isinstance(value, str):
        return written_for_link(value)
    if not value.startswith("$"):
        return value
    try:
        return SUBJECTS[value[1:]](mine)
    except RunError:
        return ""
