"""What stands on the race's screen: runs, or settings that did not race yet."""

from dataclasses import dataclass, field

import streamlit as st

from playground.config import RunConfig
from playground.engine import engine
from playground.errors import PlaygroundError
from playground.languages import N_, _
from playground.recipes.race import check_race, first
from playground.runs import Run
from playground.ui.learner import learner
from playground.ui.playground.stage import SPEED, found, wishes
from playground.ui.race.address import CONFIGS, RUNS
from playground.ui.race.fixed import changed_though_fixed

FULL = "full"
GONE = N_(
    "A run of this race is gone: it was deleted, or its folder is damaged. The others are on My runs; press Play to "
    "race again."
)


@dataclass
class Track:
    """The race of a learner's visit.

    runs: ids, in the order of the lanes; empty before it began.  configs: of the lanes.  speed: one of `SPEEDS`.
    complaint: one sentence, to be said once.  seen: whether it was shown before.
    """

    learner: str
    runs: tuple[str, ...] = ()
    configs: tuple[RunConfig, ...] = field(default_factory=first)
    speed: str = FULL
    complaint: str = ""
    seen: bool = False

    def follow(self) -> tuple[Run, ...]:
        """The runs to show: those of the link, else those that were shown last.  Takes over what a link brings."""
        self.speed = SPEED.news() or self.speed
        linked, configs = RUNS.news(), CONFIGS.news()
        wanted = tuple(run.config for run in linked) if linked else configs
        if wanted and (refused := self._refused(wanted)):
            self.complaint = refused
        elif linked:
            self._show(linked)
        elif configs:
            try:
                self.prepare(configs)
            except PlaygroundError as error:
                self.complaint = str(error)
        self.seen = True
        return self.lanes()

    def lanes(self) -> tuple[Run, ...]:
        """The runs that are shown; none once one was deleted, on another page."""
        lanes = tuple(run for run in map(found, self.runs) if run)
        if len(lanes) < len(self.runs):
            self.runs, lanes, self.complaint = (), (), _(GONE)
        return lanes

    def into_link(self, lanes: tuple[Run, ...]) -> None:
        """Let the link say what is shown."""
        RUNS.put(lanes or None)
        CONFIGS.put(None if lanes or self.configs == first() else self.configs)
        SPEED.put(None if self.speed == FULL else self.speed)

    def start(
        self, paused: bool = False, configs: tuple[RunConfig, ...] | None = None, also: Run | None = None
    ) -> None:
        """Let settings race in the place of what is shown, which stops once the race is accepted.

        paused: before the first batch.  configs: None: those that are shown.  also: a run that stops for it.
        """
        if configs and (refused := self._refused(configs)):
            self.complaint = refused
            return
        try:
            stops = [run.id for run in (*self.own(), also) if run]
            ids = engine().race(configs or self.configs, self.learner, stops, **wishes(self.speed, paused))
        except PlaygroundError as error:
            self.complaint = str(error)
            return
        self._show(tuple(map(Run.open, ids)))

    def prepare(self, configs: tuple[RunConfig, ...]) -> None:
        """Show settings that did not race yet; what is shown stops.  Raises as `check_race` does."""
        check_race(configs)
        for config in configs:
            config.check(config.dataset.num_train)
        self.stop()
        self.runs, self.configs = (), configs

    def stop(self) -> None:
        """Stop what still trains."""
        for run in self.own():
            engine().stop(run.id)

    def said(self) -> str:
        """The complaint, once."""
        complaint, self.complaint = self.complaint, ""
        return complaint

    def own(self) -> list[Run]:
        """The lanes that still train and that this learner started, and may ask things of."""
        histories = [(run, run.history()) for run in map(found, self.runs) if run]
        return [run for run, history in histories if history.active and history.learner == self.learner]

    def _refused(self, configs: tuple[RunConfig, ...]) -> str:
        """Why these are not taken in the place of those that a teacher's link has fixed; empty: they may be."""
        return changed_though_fixed(self.configs, configs) if self.seen else ""

    def _show(self, lanes: tuple[Run, ...]) -> None:
        self.runs, self.configs = tuple(run.id for run in lanes), tuple(run.config for run in lanes)


def track() -> Track:
    """That of this visit."""
    kept: Track = st.session_state.setdefault("race track", Track(learner()))
    return kept
