"""The sentence about what is watched: compared over a second and a half, and true of what is seen."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.analysis.timeline import Row
from playground.caching import size_of
from playground.cells import CELLS
from playground.config import RunConfig
from playground.earlier import Held
from playground.narration.learning import what_changed
from playground.reference.traces import Trace
from playground.server import lately as module
from playground.server.lately import LASTS, MOST_REMEMBERED, SECONDS, lately
from playground.server.sight import Sight

KEY = ("a run", 3, None, None, "en")
CONFIG = RunConfig()


def sight(forget: float, words: tuple[str, ...] = ("good", "film")) -> Sight:
    """An LSTM of one unit that reads two words with its forget gate there."""
    cell = CELLS["lstm"]
    parts = {part: np.zeros((2, 1), np.float32) for part in cell.parts} | {"forget": np.full((2, 1), forget)}
    row = Row("lstm", "", "LSTM 1", parts, {}, 0, states=cell.states, cell=cell)
    said = np.array([[0.5, 0.5], [0.5, 0.5]])
    traced = Trace(words, np.array([1, 2]), np.array([True, True]), {"lstm": parts}, said[-1])
    return Sight(b"", row, words, "word", said, traced)


@pytest.fixture
def look(monkeypatch: pytest.MonkeyPatch):
    """Looks at a moment: (seconds, step, forget gate) → the sentence."""
    module._looks.clear()

    def at(seconds: float, step: int, forget: float, key=KEY) -> str:
        monkeypatch.setattr(module.time, "monotonic", lambda: 1_000 + seconds)
        return lately(key, step, sight(forget), None, CONFIG)

    return at


def test_nothing_is_told_until_something_can_be_compared(look):
    assert look(0, 10, 0.5) == ""
    assert look(SECONDS - 0.1, 20, 0.9) == ""
    assert look(SECONDS, 30, 0.9) == "The forget gate has opened at “good”: 0.50 → 0.90."


def test_a_sentence_is_of_what_is_seen_now(look):
    look(0, 10, 0.5)
    assert look(SECONDS, 20, 0.9) == "The forget gate has opened at “good”: 0.50 → 0.90."
    assert look(SECONDS + 0.1, 21, 0.8) == "The forget gate has opened at “good”: 0.50 → 0.80."
    assert look(SECONDS + 0.2, 22, 0.5) == ""
    assert look(2 * SECONDS, 40, 0.2) == "The forget gate has closed at “good”: 0.90 → 0.20."


@given(st.lists(st.tuples(st.floats(0.05, 4), st.floats(0, 1)), min_size=2, max_size=12))
def test_no_sentence_ends_in_a_number_that_is_not_on_the_screen(steps):
    module._looks.clear()
    now = 1_000.0
    for number, (seconds, forget) in enumerate(steps):
        now += seconds
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(module.time, "monotonic", lambda now=now: now)
            told = lately(KEY, number, sight(forget), None, CONFIG)
        assert not told or abs(float(told.rstrip(".").split("→ ")[1]) - forget) < 0.0051


def test_a_sentence_is_old_after_a_while_without_news(look):
    look(0, 10, 0.5)
    told = look(SECONDS, 20, 0.9)
    assert look(2 * SECONDS, 30, 0.9) == told
    assert look(SECONDS + LASTS, 90, 0.9) == ""


def test_it_stays_while_the_run_is_paused(look):
    look(0, 10, 0.5)
    told = look(SECONDS, 20, 0.9)
    assert look(1_000, 20, 0.9) == told


def test_another_example_is_not_compared_with_this_one(look):
    look(0, 10, 0.5)
    assert look(SECONDS, 20, 0.9, key=(*KEY[:1], 4, *KEY[2:])) == ""


def test_a_moment_of_long_ago_is_no_step_forward(look):
    look(0, 30, 0.5)
    assert look(SECONDS, 20, 0.9) == ""


def test_texts_and_words_of_any_length_are_kept_within_the_bound():
    module._looks.clear()
    for number in range(150):
        text = f"{number}" + "a" * 200_000
        lately(("a run", text, None, None, "en"), 1, sight(0.5, (text, "film")), None, CONFIG)
    assert 0 < len(module._looks) < 150
    assert size_of(dict(module._looks)) < 1.1 * MOST_REMEMBERED


def test_a_gate_that_is_held_is_not_told_as_learned():
    held = CONFIG.changed(held=(Held(layer="lstm", gate="forget", value=0),))
    before, after = (module.state_of(sight(value), None, held) for value in (0.9, 0.0))
    assert "forget" not in after.gates
    assert what_changed(before, after) == ""
    assert "forget gate has closed" in what_changed(*(module.state_of(sight(v), None, CONFIG) for v in (0.9, 0.0)))
