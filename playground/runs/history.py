"""History: what a run has done so far, folded from its events."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from playground.languages import N_
from playground.runs.events import PACE, is_event, known

MOST_STEPS = 10_000
"""Points of a curve that are kept, far more than a chart has pixels: a run of days records hundreds of thousands."""
ENDED = (N_("finished"), N_("stopped"), N_("failed"))
STATES = {"queued": N_("queued"), "started": N_("running"), "paused": N_("paused"), "resumed": "running"}
STATES |= {state: state for state in ENDED}


@dataclass
class History:
    """Metrics by step and by epoch, and where the run is.  Times are seconds since 1970.

    steps: per kept step `position` (epochs, e.g. 1.5 = halfway through the second), `loss`, and `accuracy` (0–1)
        where answers are right or wrong; each a list, empty where there is none.  Of many, evenly thinned, every
        `stride`-th is kept; recorded: how many there were.
    epochs: per finished epoch `epoch`, `loss`, `val_loss`, `seconds`; `accuracy` and `val_accuracy` where there is one;
        `test_loss` and `test_accuracy` where the test is measured after every epoch.
    facts: numbers of examples, parameters and steps, and the naive baseline, known once the examples are read.
    server: in whose queue the run waits; empty for the command line.
    latest: the last step event whole.  pace: examples per second, as measured last; None: not yet.
    progress: what a run is doing before its first step, with `done` and `total`.
    rates: every learning rate with the batches trained before it; None: an earlier version did not write them down.
    """

    state: str = "queued"
    reason: str = ""
    learner: str = ""
    server: str = ""
    queued: float = 0.0
    started: float | None = None
    ended: float | None = None
    facts: dict[str, Any] = field(default_factory=dict)
    steps: dict[str, list[float]] = field(default_factory=lambda: {"position": [], "loss": [], "accuracy": []})
    stride: int = 1
    recorded: int = 0
    epochs: list[dict[str, float]] = field(default_factory=list)
    latest: dict[str, Any] = field(default_factory=dict)
    pace: float | None = None
    progress: dict[str, Any] = field(default_factory=dict)
    learning_rate: float | None = None
    rates: list[tuple[int | None, float]] = field(default_factory=list)
    test: dict[str, float] = field(default_factory=dict)

    @property
    def active(self) -> bool:
        """Whether the run still waits, trains or is paused."""
        return self.state not in ENDED

    @property
    def imported(self) -> bool:
        """Whether it is of a network that was brought here as it is: nobody saw it train."""
        return self.state == "finished" and self.started is None

    @property
    def shown_state(self) -> str:
        """The state as a list of runs says it, in English."""
        return N_("imported") if self.imported else self.state

    def until(self, step: int) -> "History":
        """What it was after `step` batches, as far as curves go."""
        per_epoch = self.facts.get("steps_per_epoch", 0)
        count = sum(round(position * per_epoch) <= step for position in self.steps["position"])
        steps = {name: values[:count] for name, values in self.steps.items()}
        epochs = [epoch for epoch in self.epochs if epoch["epoch"] * per_epoch <= step]
        return replace(self, steps=steps, epochs=epochs)

    def seconds_left(self, epochs: int) -> float | None:
        """Seconds until `epochs` are done at the pace of the epochs so far, else the latest; None: unknown."""
        if not self.latest:
            return None
        left: float = epochs - self.latest["position"]
        if self.epochs:
            return left * sum(epoch["seconds"] for epoch in self.epochs) / len(self.epochs)
        examples = self.facts.get("examples_per_epoch")
        return None if examples is None or not self.pace else left * examples / self.pace


def fold(events: Iterable[Any], metrics: tuple[str, ...] = (), before: History | None = None) -> History:
    """Read events in order into a History.  What is no event, or of a kind that is not known, is passed over.

    metrics: what every step and every epoch must have measured to count.  before: what earlier events led to; it stays
    as it is.
    """
    history = History()
    if before:
        steps = {name: values.copy() for name, values in before.steps.items()}
        history = replace(before, steps=steps, epochs=before.epochs.copy(), rates=before.rates.copy())
    for event in events:
        if not is_event(event, metrics):
            continue
        kind = event["event"]
        history.state = STATES.get(kind, history.state)
        if kind == "step":
            history.latest = {"step": 0} | known(event)
            history.pace = event.get(PACE, history.pace)
            history.progress = {}
            _keep_step(history, event)
        elif kind == "epoch":
            history.epochs.append(known(event))
        elif kind == "progress":
            history.progress = known(event)
        elif kind == "queued":
            history.queued, history.learner = event["time"], event.get("learner", "")
            history.server = event.get("server", "")
        elif kind == "adopted":
            history.server = event["server"]
        elif kind == "started":
            history.started, history.learning_rate = event["time"], event["learning_rate"]
            history.rates = [(0, event["learning_rate"])]
        elif kind == "prepared":
            history.facts = {"steps_per_epoch": 0, "baseline": {}} | known(event)
        elif kind == "learning_rate":
            history.learning_rate = event["learning_rate"]
            history.rates.append((event.get("step"), event["learning_rate"]))
        if kind in ENDED:
            history.ended, history.reason = event["time"], event.get("reason", "")
            test = event.get("test", {})
            whole = not metrics or (test.keys() >= set(metrics) and history.facts and history.epochs)
            history.test = test if whole else {}
            history.progress = {}
    return history


def _keep_step(history: History, event: Mapping[str, Any]) -> None:
    """Add a point to the curves, if it is its turn; thinned alike in whatever pieces the events come."""
    if history.recorded % history.stride == 0:
        for name, values in history.steps.items():
            if name in event:
                values.append(event[name])
    history.recorded += 1
    if len(history.steps["position"]) > MOST_STEPS:
        history.steps = {name: values[::2] for name, values in history.steps.items()}
        history.stride *= 2
