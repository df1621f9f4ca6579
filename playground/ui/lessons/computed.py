"""What a step shows of the learner's own numbers; what takes long is computed beside the pages."""

import time
from dataclasses import dataclass

from playground.background import work
from playground.caching import remembered
from playground.errors import PlaygroundError, RunError
from playground.languages import N_, _, language
from playground.lessons.answers import ANSWERS
from playground.lessons.answers.base import Found
from playground.lessons.subjects import Mine

SECONDS = 0.5
"""What takes less is waited for."""
WORKING = N_("This is being worked out from your numbers …")


@dataclass(frozen=True)
class Shown:
    """What came of an answer by now.

    sentence, outcome: as `Found` has them.  wrong: whether the sentence says what is missing.  again: whether it may
    say something else soon.
    """

    sentence: str
    outcome: str = ""
    wrong: bool = False
    again: bool = False


Key = tuple[tuple[str, str, int], ...]
"""What an answer depends on: see `Mine.key`."""


def shown(answer: str, learner: str) -> Shown:
    """An answer out of a learner's runs, or that it is being worked out, or what has to be done first."""
    key = Mine(learner).key
    trains = any(state in ("queued", "running", "paused") for _name, state, _epochs in key)
    try:
        found = _beside(answer, learner, key) if ANSWERS[answer].slow else _found(answer, learner, key)
    except PlaygroundError as error:
        return Shown(str(error), wrong=True, again=True)  # what was just pressed may not have begun yet
    if not found:
        return Shown(_(WORKING), again=True)
    return Shown(found.sentence, found.outcome, again=trains or found.pending)


def _beside(answer: str, learner: str, key: Key) -> Found | None:
    """The answer once it has been worked out beside the page; None: not yet.  Raises as `Answer.find` does."""
    going = work(("lesson", answer, learner, key, language()), lambda report: _found(answer, learner, key))
    begun = time.monotonic()
    while not going.ended and time.monotonic() - begun < SECONDS:
        time.sleep(0.01)
    if going.error:
        raise RunError(going.error)
    return going.result


@remembered
def _found(answer: str, learner: str, key: Key) -> Found:
    return ANSWERS[answer].find(Mine(learner))
