"""What is remembered of the texts that are typed: never more than its share of the memory."""

import pytest

from playground.analysis.running_prediction import course
from playground.layers import LSTM
from playground.server import live_sentiment
from playground.server.live_sentiment import _Courses, _size
from tests.reference.test_network import TEXT, network


@pytest.fixture
def found():
    """A text through a network."""
    net = network(LSTM(units=3))
    return course(net, net.encoding.text(TEXT))


def test_a_text_is_remembered_until_it_is_taken(found):
    courses = _Courses()
    courses.put(("mine", "run", 1), found)
    assert courses.take(("yours", "run", 1)) is None
    assert courses.take(("mine", "run", 1)) is found
    assert courses.take(("mine", "run", 1)) is None


def test_the_oldest_are_forgotten_when_they_take_too_much_memory(found, monkeypatch):
    monkeypatch.setattr(live_sentiment, "MOST_REMEMBERED", 3 * _size(found))
    courses = _Courses()
    for number in [0, 1, 2, 2, 3]:  # 2 twice: it counts once
        courses.put((str(number), "run", 1), found)
    assert [courses.take((str(number), "run", 1)) is found for number in range(4)] == [False, True, True, True]
