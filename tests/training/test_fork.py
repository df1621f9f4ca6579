"""Forks: what came before is repeated bit for bit, and from there on only what was changed is different."""

import json
import threading

import numpy as np
import pytest

from playground.cells import CELLS
from playground.config import RunConfig
from playground.datasets import Addition, Imdb, Reviews
from playground.earlier import CHANGES as ALL
from playground.earlier import Earlier, Held, gates_of
from playground.encodings import OneHotWords
from playground.errors import ConfigError, LimitError, RunError
from playground.layers import LSTM, RECURRENT, Dropout
from playground.limits import limits
from playground.prediction.predict import network
from playground.runs import Run, RunFolder, ask, forked
from playground.training.train import train
from tests.engine.conftest import small, until

CONFIG = small(
    dataset=Reviews(examples=400),
    layers=(LSTM(units=4, dropout=0.2, recurrent_dropout=0.1), Dropout(rate=0.3)),
    epochs=2,
    record_every=3,
)
MOMENT = 6 / 13
"""Six of the thirteen batches into the first epoch."""
CHANGES = {
    "learning rate": {"learning_rate": 0.05},
    "dropout": {"layers": (LSTM(units=4), Dropout(rate=0.5))},
    "distance": {"dataset": Reviews(examples=400, distance=10)},
    "gate": {"held": (Held(layer="lstm", gate="forget", value=1),)},
}


def trained(config: RunConfig) -> Run:
    folder = RunFolder.create(config)
    train(folder.path)
    run = Run(folder.path)
    assert run.history().state == "finished", run.history().reason
    return run


def shared(one: Run, other: Run) -> list[float]:
    """The saved moments of `one` at which both have the same weights, bit for bit."""
    return [
        moment
        for moment in one.saved()
        if all(np.array_equal(array, other.weights(moment)[name]) for name, array in one.weights(moment).items())
    ]


@pytest.fixture(scope="module")
def run(tmp_path_factory) -> Run:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PLAYGROUND_HOME", str(tmp_path_factory.mktemp("home")))
        return trained(CONFIG)


def test_a_fork_that_changes_nothing_becomes_what_the_run_became(run: Run):
    again = trained(forked(run, MOMENT))
    assert shared(run, again) == run.saved()
    assert again.history().test == run.history().test


@pytest.mark.parametrize("what", CHANGES)
def test_both_futures_share_the_past_bit_for_bit(run: Run, what: str):
    fork = trained(forked(run, MOMENT, **CHANGES[what]))
    assert shared(run, fork) == run.saved()[:3]
    losses = [one.history().steps["loss"] for one in (run, fork)]
    assert losses[0][:6] == losses[1][:6]
    assert not set(losses[0][7:]) & set(losses[1][7:])


def test_a_fork_of_a_fork_has_the_whole_past(run: Run):
    first = trained(forked(run, MOMENT, learning_rate=0.05))
    second = trained(forked(first, 1, learning_rate=0.001))
    assert [part.until for part in second.config.earlier] == [6, 13]
    assert shared(first, second) == [moment for moment in first.saved() if moment <= 1]
    before = forked(first, 3 / 13)
    assert ([part.until for part in before.earlier], before.learning_rate) == ([3], CONFIG.learning_rate)


def test_a_learning_rate_that_was_changed_while_it_trained_is_part_of_the_past():
    folder = RunFolder.create(CONFIG)
    run = Run(folder.path)
    ask(folder, speed=10.0)
    thread = threading.Thread(target=train, args=(folder.path,))
    thread.start()
    until(lambda: run.recorded().latest)
    ask(folder, learning_rate=0.02, speed=None)
    thread.join()
    assert [rate for _, rate in run.recorded().rates] == [CONFIG.learning_rate, 0.02]
    assert shared(run, trained(forked(run, 1))) == run.saved()


def test_where_an_earlier_version_did_not_note_the_batch_the_past_cannot_be_repeated(run: Run):
    folder = RunFolder.create(CONFIG)
    lines = [json.loads(line) for line in (run.path / "events.jsonl").read_text().splitlines()]
    for event in (*lines[1:3], {"event": "learning_rate", "learning_rate": 0.5}):
        event.pop("time", 0)
        folder.event(**event)
    with pytest.raises(RunError, match="did not write down at which batch"):
        forked(Run(folder.path), 1)


@pytest.mark.parametrize("kind", [kind for kind, cell in CELLS.items() if cell.gates])
def test_a_gate_that_is_held_stays_where_it_is_through_training(kind: str):
    gates = {gate: number % 2 for number, gate in enumerate(CELLS[kind].gates)}
    held = tuple(Held(layer=kind, gate=gate, value=value) for gate, value in gates.items())
    layers = (RECURRENT[kind](units=3, bidirectional=True),)
    start = small(dataset=Reviews(examples=200), layers=layers, epochs=2, learning_rate=0.1)
    net = network(trained(forked(trained(start), 0.5, held=held)))
    trace = net.trace(net.encoding.text("the acting was superb"))
    for name, values in trace.layers[kind].items():
        gate = name.rsplit("/")[-1]
        assert gate not in gates or (values == gates[gate]).all()


def test_only_gates_that_there_are_can_be_held():
    assert gates_of(CONFIG.plan) == {"lstm": ("forget", "input", "output")}
    with pytest.raises(ConfigError, match="cannot be held; the network's gates: forget of lstm"):
        CONFIG.changed(held=(Held(layer="gru", gate="update", value=1),))


def test_only_the_same_weights_can_be_trained_further(run: Run):
    with pytest.raises(ConfigError, match="other layers"):
        forked(run, MOMENT, layers=(LSTM(units=5),))
    with pytest.raises(ConfigError):
        forked(run, MOMENT, dataset=Addition())


def test_a_fork_is_a_link_and_another_network_has_no_past(run: Run):
    fork = forked(run, MOMENT, **CHANGES["gate"])
    assert RunConfig.from_link(fork.to_link()) == fork
    assert RunConfig.from_json(fork.to_json()) == fork
    assert fork.changed(epochs=5).earlier
    assert not fork.changed(layers=(LSTM(units=8),)).earlier


def test_at_its_end_a_run_goes_on_for_as_many_epochs_again(run: Run):
    assert forked(run, 2).epochs == 4
    assert forked(run, 0, learning_rate=0.1).earlier == ()


def held(gate: str, value: int) -> Held:
    return Held(layer="lstm", gate=gate, value=value)


NO_PAST = {
    "another activation": ({}, {"layers": (LSTM(units=4, activation="relu"), Dropout(rate=0.3))}),
    "another encoding": ({}, {"encoding": OneHotWords(vocabulary_size=100, maximum_length=20)}),
    "a held gate let go": ({"held": (held("forget", 1),)}, {"held": ()}),
    "a gate held open and closed": ({}, {"held": (held("forget", 1), held("forget", 0))}),
}


@pytest.mark.parametrize("what", NO_PAST)
def test_what_cannot_follow_is_refused_in_one_sentence(what: str):
    before, after = NO_PAST[what]
    now = {name: getattr(CONFIG, name) for name in ALL}
    with pytest.raises(ConfigError) as refused:
        CONFIG.changed(**now | after, earlier=(Earlier(until=6, **now | before),))
    assert str(refused.value).endswith(".")


def test_a_change_that_would_never_come_is_said(run: Run):
    late = forked(run, MOMENT, learning_rate=0.05)
    (part,) = late.earlier
    folder = RunFolder.create(late.changed(earlier=(part.changed(until=26),), epochs=2))
    train(folder.path)
    history = Run(folder.path).history()
    assert (history.state, history.reason.split(",")[0]) == ("failed", "Something was to change after 26 batches")


@pytest.fixture
def clauses_at_first(monkeypatch: pytest.MonkeyPatch) -> RunConfig:
    """Two epochs of ten batches: one that learns from short clauses too, one that does not."""
    splits = Reviews(examples=2000).load()
    monkeypatch.setattr(Imdb, "load", lambda self, progress=None: splits)
    config = small(dataset=Imdb(clauses=1000), steps_per_epoch=10)
    now = {name: getattr(config, name) for name in ALL}
    return config.changed(dataset=Imdb()).changed(earlier=(Earlier(until=10, **now),), dataset=Imdb())


def test_short_clauses_may_be_learned_from_at_first_only(clauses_at_first: RunConfig):
    both = trained(clauses_at_first)
    assert shared(trained(clauses_at_first.changed(dataset=Imdb(clauses=1000))), both) == [0, 1]
    assert both.history().facts["examples_per_epoch"] == 250


def test_where_an_epoch_would_become_shorter_the_run_says_so(clauses_at_first: RunConfig):
    past, dataset = clauses_at_first.earlier, clauses_at_first.dataset
    folder = RunFolder.create(clauses_at_first.changed(steps_per_epoch=None, earlier=past, dataset=dataset))
    train(folder.path)
    history = Run(folder.path).history()
    before, after = history.facts["train"], history.facts["train"] - 1000
    assert history.reason == (
        f"The run trained on {before:,} examples per epoch and would go on with {after:,}; only as many can follow. "
        "Choose another change, or limit the batches per epoch."
    )


def test_no_more_than_a_thousand_epochs_are_promised(run: Run, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("playground.runs.fork.MOST_EPOCHS", 2)
    with pytest.raises(RunError, match="as many as one may"):
        forked(run, 2)


def test_the_limits_hold_for_the_past_as_well():
    now = {name: getattr(CONFIG, name) for name in ALL}
    encoding = CONFIG.encoding.changed(maximum_length=1000)
    large = CONFIG.changed(earlier=(Earlier(until=6, **now | {"encoding": encoding}),), **now)
    memory = CONFIG.changed(encoding=encoding).megabytes - 1
    with pytest.raises(LimitError, match="megabytes per batch"):
        large.check(320, limits().model_copy(update={"memory_mb": memory}))
