import pytest

from playground.engine.fair_queue import FairQueue


def queue(*pairs: str) -> FairQueue:
    """`queue("a1", "b1")`: learner a put run a1, learner b put run b1."""
    made = FairQueue()
    for pair in pairs:
        made.add(pair[0], pair)
    return made


def test_learners_take_turns_however_many_runs_one_of_them_has():
    waiting = queue("a1", "a2", "a3", "b1", "c1", "c2")
    assert [waiting.pop() for _ in range(6)] == ["a1", "b1", "c1", "a2", "c2", "a3"]


def test_the_order_shown_is_the_order_served():
    waiting = queue("a1", "a2", "b1", "b2", "c1")
    waiting.pop()
    shown = waiting.order()
    assert shown == [waiting.pop() for _ in range(4)]


def test_a_learner_who_was_just_served_comes_after_a_newcomer():
    waiting = queue("a1", "a2")
    waiting.pop()
    waiting.add("b", "b1")
    assert waiting.order() == ["a2", "b1"]  # b joined the back of the round
    waiting.pop()
    waiting.add("a", "a3")
    assert waiting.order() == ["b1", "a3"]


def test_a_removed_run_is_not_served():
    waiting = queue("a1", "b1")
    assert waiting.remove("a1")
    assert not waiting.remove("a1")
    assert waiting.order() == ["b1"]
    assert len(waiting) == 1


def test_a_run_put_back_comes_before_all_others():
    waiting = queue("a1", "a2", "b1")
    waiting.put_back("a", waiting.pop())
    assert waiting.order() == ["a1", "b1", "a2"]


def test_an_empty_queue_has_nothing_to_pop():
    with pytest.raises(IndexError):
        FairQueue().pop()
