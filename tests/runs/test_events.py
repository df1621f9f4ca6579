"""What a line of events.jsonl must be to count: anything else costs nothing but itself."""

import json
from dataclasses import asdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.config import RunConfig
from playground.runs import History, Run, RunFolder, all_runs, fold
from playground.runs.events import MEANS, NUMBERS, SAID, TABLES, TEXTS

WHOLE = {
    "queued": {"learner": "ann"},
    "started": {"process": 7, "machine": "here"},
    "progress": {"what": "Reading"},
    "prepared": {"baseline": {"loss": 0.5}},
    "step": {"loss": 0.5, "accuracy": 0.5, "examples_per_second": 10.0},
    "epoch": {"accuracy": 0.5, "val_accuracy": 0.5},
    "finished": {"test": {"loss": 0.5}},
    "failed": {"reason": "Broken."},
    "adopted": {"server": "another"},
}
NAMES = sorted({name for names in (*NUMBERS.values(), *MEANS.values()) for name in names} | {*TEXTS, *TABLES.values()})
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(NAMES) | st.text(), inner, max_size=3),
    max_leaves=6,
)
numbers = st.integers() | st.floats()


def event(kind: str, **values: object) -> dict:
    """A whole event of a kind, with some values replaced."""
    return {"event": kind} | dict.fromkeys(NUMBERS[kind], 1.0) | WHOLE.get(kind, {}) | values


def _nearly(kind: str, changed: dict, lost: set) -> dict:
    return {name: value for name, value in event(kind, **changed).items() if name not in lost}


nearly = st.builds(
    _nearly,
    st.sampled_from(list(NUMBERS)),
    st.dictionaries(st.sampled_from([*NAMES, "more"]), json_values | numbers, max_size=2),
    st.sets(st.sampled_from(NAMES), max_size=1),
)
"""A whole event but for a value or two that are wrong, missing or too many."""


@pytest.mark.parametrize("kind", NUMBERS)
def test_a_whole_event_is_read_and_one_that_lacks_a_number_is_not(kind):
    assert fold([event(kind)]) != History()
    for name in NUMBERS[kind]:
        for wrong in (None, "1", True, [1], {}, float("nan"), float("inf"), 10**400, -(10**400)):
            assert fold([event(kind, **{name: wrong})]) == History()
    for name in SAID.get(kind, ()):
        lacking = event(kind)
        del lacking[name]
        assert fold([lacking]) == fold([event(kind, **{name: [1]})]) == History()


def test_what_counts_something_is_not_below_zero_and_there_is_an_example_of_each_part():
    for wrong in ({"position": -1}, {"epoch": -1}, {"step": -1}, {"examples_per_second": -1.0}):
        assert fold([event("step", **wrong)]) == History()
    assert fold([event("prepared", validation=0)]) == History()
    assert fold([event("step", loss=-1e-7)]).steps["loss"] == [-1e-7]


def test_of_an_event_only_what_readers_know_is_kept():
    more = {"more": float("nan"), "server": "s"}
    assert fold([event("epoch", **more)]).epochs == fold([event("epoch")]).epochs
    for kind, kept in {"step": "latest", "progress": "progress", "prepared": "facts"}.items():
        assert getattr(fold([event(kind, **more)]), kept) == getattr(fold([event(kind)]), kept)


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
    assert all(isinstance(text, str) for text in (history.state, history.reason, history.learner, history.server))
    json.dumps(asdict(history), allow_nan=False)
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
