"""What a click pays for the list of one learner's runs among 10,000: with every folder read, and with the index.

python -m benchmarks.many_runs
"""

import os
import tempfile
import time
from statistics import median

from playground.config import RunConfig
from playground.errors import PlaygroundError
from playground.paths import runs_folder
from playground.runs import Run, RunFolder, all_runs

RUNS, LEARNERS, TIMES = 10_000, 500, 20
_known: dict[str, Run] = {}


def by_reading_every_folder(learner: str) -> list[Run]:
    """As it was done: every folder is looked at, with what never changes read once."""
    found = []
    for path in runs_folder().glob("*/config.json"):
        run = _known.setdefault(path.parent.name, Run(path.parent))
        if run.learner != learner:
            continue
        try:
            run.config  # noqa: B018
            found.append((path.stat().st_mtime, run))
        except (PlaygroundError, OSError):
            continue
    return [run for _, run in sorted(found, key=lambda pair: -pair[0])]


def milliseconds(what, *given: object, before=lambda: None, times: int = TIMES) -> float:
    """The median of several calls."""
    taken = []
    for _ in range(times):
        before()
        began = time.perf_counter()
        what(*given)
        taken.append(1000 * (time.perf_counter() - began))
    return median(taken)


def main() -> None:
    """Make the runs in a folder of their own, then measure."""
    with tempfile.TemporaryDirectory() as home:
        os.environ["PLAYGROUND_HOME"] = home
        for number in range(RUNS):
            RunFolder.create(RunConfig(), f"learner{number % LEARNERS}")
        learner = "learner7"
        print(f"{RUNS:,} runs of {LEARNERS} learners; milliseconds a click, median of {TIMES}")
        print(f"  first look, every folder read once   {milliseconds(all_runs, learner, times=1):9.1f}")
        by_reading_every_folder(learner)
        print(f"  before: every folder looked at       {milliseconds(by_reading_every_folder, learner, times=5):9.1f}")
        new = lambda: RunFolder.create(RunConfig(), "another")  # noqa: E731
        print(f"  after, just when a run was added     {milliseconds(all_runs, learner, before=new):9.1f}")
        time.sleep(2.5)
        all_runs(learner)
        print(f"  after                                {milliseconds(all_runs, learner):9.3f}")
        assert [run.id for run in all_runs(learner)] == [run.id for run in by_reading_every_folder(learner)]


if __name__ == "__main__":
    main()
