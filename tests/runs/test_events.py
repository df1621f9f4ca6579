"""What a line of events.jsonl must be to count: anything else costs nothing but itself."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.config import RunConfig
from playground.runs import History, Run, RunFolder, all_runs, fold
from playground.runs.events import MEANS, NUMBERS, TABLES, TEXTS

WHOLE = {
    "queued": {"learner": "ann"},
    "started": {"process": 7, "machine": "here"},
    "progress": {"what": "Reading"},
    "prepared": {"baseline": {"loss": 0.5}},
    "step": {"loss": 0.5, "accuracy": 0.5, "examples_per_second": 10.0},
    "epoch": {"accuracy": 0.5, "val_accuracy": 0.5},
    "finished": {"test": {"loss": 0.5}},
    "failed": {"reason": "Broken."},
}
NAMES = sorted({name for names in (*NUMBERS.values(), *MEANS.values()) for name in names} | {*TEXTS, *TABLES.values()})
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(NAMES) | st.text(), inner, max_size=3),
    max_leaves=6,
)
nearly = st.fixed_dictionaries({"event": st.sampled_from(list(NUMBERS))}, optional=dict.fromkeys(NAMES, json_values))


def event(kind: str, **values: object) -> dict:
    """A whole event of a kind, with some values replaced."""
    return {"event": kind} | dict.fromkeys(NUMBERS[kind], 1.0) | WHOLE.get(kind, {}) | values


@pytest.mark.parametrize("kind", NUMBERS)
def test_a_whole_event_is_read_and_one_that_lacks_a_number_is_not(kind):
    assert fold([event(kind)]) != History()
    for name in NUMBERS[kind]:
        for wrong in (None, "1", True, [1], {}, float("nan"), float("inf"), 10**400):
            assert fold([event(kind, **{name: wrong})]) == History()


@pytest.mark.parametrize(
    "line", [1, None, [], [{"event": "queued"}], "queued", {}, {"event": 5}, {"event": ["queued"]}]
)
def test_json_that_is_no_event_is_passed_over(line):
    assert fold([event("queued"), line, event("started")]) == fold([event("queued"), event("started")])


def test_without_the_facts_or_a_pace_nobody_knows_how_long_it_takes():
    step, facts = event("step"), event("prepared", examples_per_epoch=80)
    assert fold([facts, step]).seconds_left(2) == 8.0
    assert fold([step]).seconds_left(2) is None
    assert fold([facts, step | {"examples_per_second": None}]).seconds_left(2) is None


@given(st.lists(json_values | nearly, max_size=8))
def test_whatever_stands_there_a_history_is_numbers_and_texts(lines):
    history = fold(lines)
    assert all(isinstance(text, str) for text in (history.state, history.reason, history.learner))
    assert all(isinstance(value, int | float) for values in history.steps.values() for value in values)
    assert len(history.steps["position"]) == len(history.steps["loss"]) or "loss" not in history.latest
    for epoch in history.epochs:
        assert epoch["loss"] + epoch["val_loss"] + epoch["seconds"] < 1e16
    left = history.seconds_left(10)
    assert left is None or isinstance(left, float | int)


@given(st.lists(json_values.map(json.dumps) | st.text(max_size=10), min_size=1, max_size=5))
def test_whatever_stands_in_one_runs_events_all_runs_are_listed(lines):
    good, bad = RunFolder.create(RunConfig(), "ann"), RunFolder.create(RunConfig(), "bob")
    bad.events.write_text("\n".join(lines) + "\n", encoding="utf-8", errors="replace")
    assert {good.id, bad.id} <= {run.id for run in all_runs()}
    assert good.id in {run.id for run in all_runs("ann")}
    assert Run.open(bad.id).history().state in ("queued", "running", "paused", "finished", "stopped", "failed")
