"""What a step shows of the learner's own numbers: computed beside the pages, since a race has a lot of them."""

import time
from dataclasses import dataclass

from playground.background import work
from playground.lessons.answers import ANSWERS
from playground.lessons.answers.base import Found
from playground.lessons.subjects import Mine

SECONDS = 0.5
"""What takes less is waited for."""
WORKING = "This is being worked out from your numbers …"


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


def shown(answer: str, learner: str) -> Shown:
    """An answer out of a learner's runs, or that it is being worked out, or what has to be done first."""
    mine = Mine(learner)
    key = mine.key
    going = work(("lesson", answer, learner, key), lambda report: ANSWERS[answer].find(mine))
    begun = time.monotonic()
    while not going.ended and time.monotonic() - begun < SECONDS:
        time.sleep(0.01)
    trains = any(state in ("queued", "running", "paused") for _, state, _ in key)
    if not going.ended:
        return Shown(WORKING, again=True)
    if going.error:
        return Shown(going.error, wrong=True, again=trains)
    found = going.result
    assert isinstance(found, Found)
    return Shown(found.sentence, found.outcome, again=trains or found.pending)
