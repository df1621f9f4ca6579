"""A run in words: two that differ read differently."""

import shutil

import pytest

from playground.caching import forget
from playground.config import RunConfig
from playground.datasets import Memory, Reviews, Weather
from playground.earlier import Held
from playground.engine import engine
from playground.layers import GRU, LSTM
from playground.recipes.compatible import suited
from playground.runs import Run, RunFolder
from playground.ui.run.describe import describe, training

pytestmark = pytest.mark.usefixtures("no_workers")
FIRST = RunConfig()


def of(config: RunConfig) -> str:
    run = Run.open(RunFolder.create(config, "ann").id)
    return f"{describe(run.config)} {training(run)}"


@pytest.mark.parametrize(
    "other",
    [
        FIRST.changed(dataset=Reviews(distance=50)),
        FIRST.changed(learning_rate=0.02),
        FIRST.changed(optimizer="sgd"),
        FIRST.changed(batch_size=16),
        FIRST.changed(epochs=3),
        FIRST.changed(train_samples=500),
        FIRST.changed(seed=7),
        FIRST.changed(layers=(LSTM(units=8),)),
        FIRST.changed(held=(Held(layer="lstm", gate="forget", value=1),)),
    ],
    ids=str,
)
def test_what_tells_two_runs_apart_is_said(own_home, other):
    assert of(other) != of(FIRST)


@pytest.mark.parametrize(
    ("dataset", "said"), [(Reviews(), "distance 0"), (Memory(), "lag 30"), (Weather(), "lookback 432")], ids=str
)
def test_how_hard_a_dataset_is_is_said_also_where_nobody_chose_it(dataset, said):
    assert said in describe(suited(FIRST, dataset))


def test_each_learning_rate_is_said(own_home):
    folder = RunFolder.create(FIRST, "ann")
    folder.event("started", learning_rate=0.005)
    folder.event("learning_rate", learning_rate=0.05, step=10)
    assert training(Run.open(folder.id)).startswith("Adam, learning rate 0.005, then 0.05 · batches of 32 · 10 epochs")


def test_a_lane_of_a_race_is_told_with_those_it_raced_with(own_home):
    ids = engine().race((FIRST, FIRST.changed(layers=(GRU(units=8),))), "ann")
    assert training(Run.open(ids[0])).endswith(" · raced with GRU 8")
    shutil.rmtree(Run.open(ids[1]).path)
    forget()
    assert training(Run.open(ids[0])).endswith(" · a lane of a race")
