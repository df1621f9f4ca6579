"""The epoch time machine, without a browser."""

import re
from pathlib import Path

import pytest

from playground.config import RunConfig
from playground.encodings import LearnedEmbedding
from playground.layers import LSTM
from playground.runs import Run, RunFolder
from playground.ui.inside.views import VIEWS as INSIDE
from tests.browser.made import made_run
from tests.ui.test_pages import healthy, labelled, said, visit
from tests.ui.widgets.test_selected import drawn

WORDS = ("although", "the", "acting", "was", "superb", "i", "bored")
CONFIG = RunConfig(encoding=LearnedEmbedding(maximum_length=9, dimensions=3), layers=(LSTM(units=2),))


@pytest.fixture
def run(own_home: Path) -> Run:
    """A finished run with the weights of epochs 0 to 3."""
    return made_run(own_home, CONFIG, {"words": WORDS})


def numbers(app):
    """All numbers that are drawn."""
    return drawn(app)[2].tolist()


def test_the_newest_epoch_is_shown_first(run):
    app = healthy(visit("inside", run=run.id))
    assert labelled(app.select_slider, "Epoch").value == 3
    assert "epoch" not in app.query_params


def test_another_epoch_shows_the_same_example_with_other_numbers(run):
    app = healthy(visit("inside", run=run.id))
    newest = numbers(app)
    labelled(app.select_slider, "Epoch").set_value(0)
    before = numbers(healthy(app.run()))
    assert len(before) == len(newest)
    assert before != newest
    assert app.query_params["epoch"] == "0"


def test_the_link_restores_the_epoch(run):
    first = healthy(visit("inside", run=run.id, epoch="1"))
    assert labelled(first.select_slider, "Epoch").value == 1


@pytest.mark.parametrize("nonsense", ["9", "-1", "x", "٣", "9" * 5000, "<b>"], ids=ascii)
def test_an_epoch_that_is_not_saved_is_said_to_be_missing(run, nonsense):
    app = healthy(visit("inside", run=run.id, epoch=nonsense))
    (error,) = said(app.error)
    assert re.fullmatch(r"The link's epoch is '.{1,57}.?; expected a saved epoch from 0 to 3\.", error)
    assert labelled(app.select_slider, "Epoch").value == 3


def recorded(run: Run) -> Run:
    """The same, with the weights after the second of five batches of epoch 2, twice those of epoch 1."""
    twice = {name: 2 * array for name, array in run.weights(1).items()}
    RunFolder(run.path).save_weights(1.4, twice)
    return run


def test_a_batch_that_was_recorded_has_its_place_between_the_epochs(run):
    app = healthy(visit("inside", run=recorded(run).id, epoch="1.4"))
    slider = labelled(app.select_slider, "Epoch")
    assert slider.value == 1.4
    assert slider.options[1:4] == ["epoch 1", "epoch 2, batch 2", "epoch 2"]
    assert app.query_params["epoch"] == "1.4"
    between = numbers(app)
    assert between not in (numbers(healthy(visit("inside", run=run.id, epoch=epoch))) for epoch in "12")


@pytest.mark.parametrize("view", INSIDE)
def test_every_view_shows_a_recorded_batch(run, view):
    app = healthy(visit("inside", run=recorded(run).id, epoch="1.4", view=view))
    assert said(app.error) == []
    assert labelled(app.select_slider, "Epoch").value == 1.4


def test_play_starts_before_training_and_can_be_paused(run):
    app = healthy(visit("inside", run=run.id))
    labelled(app.button, "Play").click()
    assert labelled(healthy(app.run()).select_slider, "Epoch").value == 0
    labelled(app.button, "Pause").click()
    assert labelled(healthy(app.run()).button, "Play")


def test_play_goes_on_where_the_slider_stands(run):
    app = healthy(visit("inside", run=run.id, epoch="2"))
    labelled(app.button, "Play").click()
    assert labelled(healthy(app.run()).select_slider, "Epoch").value == 2


def test_a_run_that_has_just_begun_shows_the_network_before_training(run):
    for epoch in (1, 2, 3):
        (run.path / f"weights/{epoch:04d}.npz").unlink()
    app = healthy(visit("inside", run=run.id))
    assert "Only the weights before training are saved so far." in said(app.caption)
    assert numbers(app)


def test_a_newer_epoch_is_taken_when_it_is_saved(run):
    app = healthy(visit("inside", run=run.id))
    RunFolder(run.path).save_weights(4, run.weights(3))
    app.session_state["next epoch"] = 4
    assert labelled(healthy(app.run()).select_slider, "Epoch").value == 4
