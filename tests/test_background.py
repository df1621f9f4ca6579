"""Work beside the pages: begun once, followed by all who ask, ended when nobody does."""

import threading
import time

from playground import background
from playground.background import FAILED, work
from playground.errors import PlaygroundError

SECONDS = 30
"""How long a test waits before it gives up."""


def ended(key, compute):
    for _ in range(SECONDS * 200):
        if (found := work(key, compute)).ended:
            return found
        time.sleep(0.005)
    raise AssertionError("waited in vain")


def test_work_is_done_once_and_all_who_ask_see_how_far_it_is():
    calls, go = [], threading.Event()

    def compute(report):
        calls.append(1)
        report(3, 4)
        go.wait(SECONDS)
        return "done"

    key = object()
    first = work(key, compute)
    while first.share < 0.75:
        time.sleep(0.005)
    assert work(key, compute) is first
    assert not first.ended
    go.set()
    assert ended(key, compute).result == "done"
    assert calls == [1]


def test_a_sentence_says_why_work_failed_and_asking_again_later_begins_anew(monkeypatch):
    answers = iter([PlaygroundError("No weights yet."), 5])

    def compute(report):
        answer = next(answers)
        if isinstance(answer, Exception):
            raise answer
        return answer

    key = object()
    assert ended(key, compute).error == "No weights yet."
    assert work(key, compute).error == "No weights yet.", "told as often as a page asks"
    monkeypatch.setattr(background, "TOLD_SECONDS", -1)
    assert ended(key, compute).result == 5


def test_an_unforeseen_error_is_logged_and_ends_in_a_sentence(caplog):
    def compute(report):
        raise ZeroDivisionError("seven")

    assert ended(object(), compute).error == FAILED
    assert "ZeroDivisionError: seven" in caplog.text


def test_work_that_nobody_asks_for_any_more_ends_by_itself(monkeypatch):
    monkeypatch.setattr(background, "FORSAKEN_SECONDS", 0.05)
    reports = []

    def compute(report):
        while True:
            report(0, 1)
            reports.append(1)
            time.sleep(0.01)

    found = work("forsaken", compute)
    for _ in range(SECONDS * 100):
        if found.ended:
            break
        time.sleep(0.01)
    assert found.ended
    assert reports
    assert "forsaken" not in background._works


def test_the_ends_of_only_so_much_work_are_remembered(monkeypatch):
    monkeypatch.setattr(background, "MOST_KEPT", 5)
    for number in range(20):
        ended(("many", number), lambda report: None)
    assert len(background._works) <= 6
