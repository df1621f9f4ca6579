"""What stands on the screen: a run, or settings that none was started from yet; and the run before it."""

from dataclasses import dataclass, field

import streamlit as st

from playground.config import RunConfig
from playground.engine import engine
from playground.errors import PlaygroundError
from playground.languages import N_, _
from playground.recipes import default_recipe, recipe
from playground.runs import Run, all_runs
from playground.runs.control import Wishes
from playground.ui.learner import learner
from playground.ui.link import one_of
from playground.ui.playground.fixed import changed_though_fixed
from playground.ui.run.address import RUN, a_run
from playground.ui.train.draft import CONFIG

BEFORE = a_run("before")
"""The run that was on the screen before: its curves stand behind those of the run that is."""
SPEEDS = {"1": 1.0, "3": 3.0, "10": 10.0, "30": 30.0, "full": None}
"""As the link calls it → batches per second; None: as many as the machine can."""
SPEED = one_of("speed", SPEEDS)
WATCHED = "30"
"""At first: slow enough to see a network learn that would be done after three seconds."""
MOST_UNDONE = 20
GONE = N_("The run that was shown here is gone: it was deleted, or its folder is damaged. Press Play to train another.")
BROUGHT_BACK = N_("You brought another run back.")
NOTHING_BEFORE = N_("The runs that were here before are gone: they were deleted, or their folders are damaged.")


def first_config() -> RunConfig:
    """What a first visitor trains."""
    config = default_recipe().config
    assert config is not None  # it trains
    return config


@dataclass
class Stage:
    """The screen of a learner's visit.

    run, before: ids; empty for none.  config: of what is shown.  undo: ids of the runs shown earlier, the last at the
    end.  speed: one of `SPEEDS`.  complaint: one sentence, to be said once.  seen: whether it was shown before.
    rewinds: whether the learner wants to go back to a moment of the run.
    """

    learner: str
    run: str = ""
    before: str = ""
    config: RunConfig = field(default_factory=first_config)
    undo: list[str] = field(default_factory=list)
    speed: str = WATCHED
    complaint: str = ""
    rewinds: bool = False
    seen: bool = False

    def follow(self) -> Run | None:
        """The run to show: that of the link, else the one that was shown last.  Takes over what a link brings."""
        self.speed = SPEED.news() or self.speed
        linked, before, config = RUN.news(), BEFORE.news(), CONFIG.news()
        wanted = linked.config if linked else config
        if wanted and self.seen and (refused := changed_though_fixed(self.config, wanted)):
            self.complaint = refused
        elif linked and linked.id != self.run:
            if not self.run and not self.undo:  # the visit begins with it, as after a reload
                self.undo = _earlier_than(linked, before, self.learner)
            self._show(linked)
            self.before = before.id if before else self.before
        elif config:
            self.run, self.config = "", config
            self.complaint = _cannot_be_built(config)
        self.seen = True
        if self.run and not found(self.run):  # deleted on another page
            self.run, self.complaint = "", _(GONE)
        return found(self.run)

    def into_link(self, run: Run | None) -> None:
        """Let the link say what is shown."""
        RUN.put(run)
        CONFIG.put(None if run or self.config == first_config() else self.config)
        BEFORE.put(found(self.before) if run else None)
        SPEED.put(None if self.speed == WATCHED else self.speed)

    def start(self, config: RunConfig, paused: bool = False) -> None:
        """Train a new run in the place of the one that is shown, which stops once the new one is accepted.

        paused: before its first batch.
        """
        before = self.own()
        try:
            stops = [before.id] if before else []
            run_id = engine().submit(config, self.learner, stops, **wishes(self.speed, paused))
        except PlaygroundError as error:
            self.complaint = str(error)
            return
        self._show(Run.open(run_id))

    def go_on(self, run: Run, config: RunConfig) -> None:
        """Train a fork of `run`, which stands behind it and goes on, too.  Raises `PlaygroundError` when refused."""
        fork = engine().submit(config, self.learner, **wishes(self.speed, paused=False))
        if self.run != run.id:
            self._show(run)
        self._show(Run.open(fork))

    def prepare(self, config: RunConfig) -> None:
        """Show settings that nothing was trained with yet; the run that was shown can be brought back."""
        if self.run:
            self._leave()
        self.run, self.config = "", config

    def said(self) -> str:
        """The complaint, once."""
        complaint, self.complaint = self.complaint, ""
        return complaint

    def undone(self) -> None:
        """Bring the run back that was shown before, with what it had learned; the one that is shown stops."""
        former = None
        while self.undo and not former:
            former = found(self.undo.pop())
        if not former:
            self.complaint = _(NOTHING_BEFORE)
            return
        try:
            if own := self.own():
                engine().stop(own.id, BROUGHT_BACK)
        except PlaygroundError as error:
            self.complaint = str(error)
        self.before, self.run, self.config = self.run, former.id, former.config

    def own(self) -> Run | None:
        """The run that is shown where it still trains and this learner started it, and may ask things of it."""
        run = found(self.run)
        history = run.history() if run else None
        return run if history and history.active and history.learner == self.learner else None

    def _show(self, run: Run) -> None:
        if self.run:
            self._leave()
        self.run, self.config = run.id, run.config

    def _leave(self) -> None:
        self.undo = [*self.undo, self.run][-MOST_UNDONE:]
        self.before = self.run


def _earlier_than(run: Run, before: Run | None, whose: str) -> list[str]:
    """The runs of a learner that began before `run`, which is theirs, too, the last at the end; no lane of a race.

    before: that was shown last.  Those that began between the two were taken back.
    """
    ids = [one.id for one in reversed(all_runs(whose)) if one.id == run.id or not one.race]
    earlier = ids[: ids.index(run.id)] if run.id in ids else []
    if before and before.id in earlier:
        earlier = earlier[: earlier.index(before.id) + 1]
    return earlier[-MOST_UNDONE:]


def _cannot_be_built(config: RunConfig) -> str:
    """Why these settings are no network yet, which the boxes may mend; empty where they are."""
    try:
        _ = config.plan
    except PlaygroundError as error:
        return str(error)
    return ""


def wishes(speed: str, paused: bool) -> Wishes:
    """What is asked of a new run.  speed: one of `SPEEDS`.  paused: before its first batch."""
    return {"speed": SPEEDS[speed], "pause": paused}


def stage() -> Stage:
    """That of this visit."""
    kept: Stage = st.session_state.setdefault("playground stage", Stage(learner()))
    return kept


def found(run_id: str) -> Run | None:
    """The run of that id, if there still is one whose settings can be read."""
    try:
        run = Run.open(run_id) if run_id else None
        return run if run and run.config else None
    except PlaygroundError:
        return None
