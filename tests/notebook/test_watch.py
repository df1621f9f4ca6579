"""`playground.Watch` writes a training elsewhere into a run folder, on which every page works."""

import time

import keras
import numpy as np
import pytest
from keras import layers

import playground
from playground.errors import ConfigError, LayerError
from playground.notebook.measured import Means
from playground.notebook.opening import as_run
from playground.paths import runs_folder
from playground.prediction.cache import trace
from playground.runs import Run, RunFolder, all_runs, ask

RANDOM = np.random.default_rng(0)
X = RANDOM.integers(1, 6, (40, 5)).astype(np.int32)
Y = (X[:, 0] > 2).astype(np.int64)


def model(**settings) -> keras.Model:
    """A tiny one of tokens."""
    stack = [layers.Embedding(6, 2, mask_zero=True), layers.LSTM(2, name="mine"), layers.Dense(1, "sigmoid")]
    found = keras.Sequential([keras.Input((5,), dtype="int32"), *stack])
    found.compile(**{"loss": "binary_crossentropy", "optimizer": "rmsprop", "metrics": ["accuracy"]} | settings)
    return found


def fit(of: keras.Model, *callbacks, epochs: int = 2, **more) -> None:
    of.fit(X, Y, epochs=epochs, batch_size=8, verbose=0, callbacks=list(callbacks), **more)


@pytest.fixture(scope="module")
def own_home(module_home):
    """One home for all tests of this module, because they share a run."""
    return module_home


@pytest.fixture(scope="module")
def watched(module_home) -> tuple[keras.Model, Run]:
    """A model that was watched from its first to its last batch, and the run."""
    made, watch = model(), playground.Watch(X[:6], Y[:6], class_names=("low", "high"), every=2)
    fit(made, watch, validation_split=0.2)
    return made, watch.run


def test_a_watched_training_is_a_finished_run_with_its_curves(watched):
    _, run = watched
    history = run.history()
    assert (history.state, run.is_held()) == ("finished", False)
    assert [epoch["epoch"] for epoch in history.epochs] == [1, 2]
    assert set(history.epochs[0]) >= {"loss", "accuracy", "val_loss", "val_accuracy", "seconds"}
    assert history.steps["position"] == [0.25, 0.5, 0.75, 1, 1.25, 1.5, 1.75, 2]
    config = run.config
    assert (config.epochs, config.batch_size, config.optimizer, config.record_every) == (2, 8, "rmsprop", 2)
    assert config.dataset.class_names == ("low", "high")


def test_its_weights_are_kept_before_within_and_after_every_epoch(watched):
    made, run = watched
    assert run.saved() == [0, 0.5, 1, 1.5, 2]
    assert np.array_equal(run.weights()["lstm/kernel"], made.get_layer("mine").get_weights()[0])
    assert not np.array_equal(run.weights(0)["lstm/kernel"], run.weights(2)["lstm/kernel"])


def test_the_app_says_of_an_example_what_the_model_says(watched):
    made, run = watched
    said = made.predict_on_batch(X[:6])
    assert np.allclose([trace(run.id, 2, number)[1].output for number in range(6)], said, atol=1e-5)


class Seen(keras.callbacks.Callback):
    """Does something after the third batch."""

    def __init__(self, act) -> None:
        super().__init__()
        self.act, self.count = act, 0

    def on_train_batch_end(self, batch, logs=None):
        self.count += 1
        if self.count == 3:
            self.act()


def test_while_it_trains_it_is_a_running_run_that_somebody_holds(own_home):
    watch, seen = playground.Watch(X[:2]), []
    with pytest.warns(UserWarning, match="no curves by epoch"):
        fit(model(), watch, Seen(lambda: seen.append((watch.run.history().state, watch.run.is_held()))), epochs=1)
    assert seen == [("running", True)]
    assert watch.run.history().steps["loss"]


def test_stop_in_the_app_stops_it(own_home):
    watch, made = playground.Watch(X[:2], Y[:2]), model()
    fit(made, Seen(lambda: ask(RunFolder(watch.run.path), stop=True)), watch, epochs=5)
    assert (watch.run.history().state, len(made.history.epoch)) == ("stopped", 1)


def test_a_training_that_ends_with_an_error_has_failed(own_home):
    watch = playground.Watch(X[:2], Y[:2])

    def fail():
        raise RuntimeError("broken")

    with pytest.raises(RuntimeError, match="broken"):
        fit(model(), watch, Seen(fail))
    for _ in range(400):
        if watch.run.history().state == "running":
            time.sleep(0.05)
    assert (watch.run.history().state, watch.run.is_held()) == ("failed", False)
    assert "with an error, or interrupted" in watch.run.history().reason


def test_a_model_that_cannot_be_read_is_refused_before_it_trains(own_home):
    before = len(list(runs_folder().iterdir())) if runs_folder().exists() else 0
    made = keras.Sequential([keras.Input((5, 2)), layers.LSTM(2), layers.BatchNormalization(), layers.Dense(1)])
    made.compile(loss="mse")
    with pytest.raises(LayerError, match=r"\(BatchNormalization\) is of a kind that cannot be read"):
        made.fit(np.ones((4, 5, 2)), np.ones(4), verbose=0, callbacks=[playground.Watch(np.ones((2, 5, 2)))])
    assert (len(list(runs_folder().iterdir())) if runs_folder().exists() else 0) == before


@pytest.mark.parametrize("labels", [["a", "b"], [[1], [1, 2]], [None, 1]])
def test_labels_that_are_no_numbers_are_refused_at_once(labels):
    with pytest.raises(ConfigError, match=r"The labels are .*; expected numbers, one for each answer"):
        playground.Watch(X[:2], labels)


@pytest.mark.parametrize("more", [{"unknown_id": 6}, {"words": {"a": 1}}, {"class_names": "ab"}])
def test_words_and_names_that_are_none_are_refused_before_it_trains(more, own_home):
    with pytest.raises(ConfigError, match=f"^{next(iter(more))} is "):
        fit(model(), playground.Watch(X[:2], Y[:2], **more))


def test_an_argument_that_open_does_not_have_is_named_as_its_own(own_home):
    with pytest.raises(TypeError, match=r"open_app\(\) got an unexpected keyword argument 'foo'"):
        playground.open(model(), X[:2], foo=3)


def test_the_means_since_the_last_record_follow_from_those_of_the_epoch():
    means = Means(("loss",))
    for loss in (4.0, 3.0, 2.0):  # of 4; of 4 and 2; of 4, 2 and 0
        means.add({"loss": loss})
        if loss == 3.0:
            assert means.take() == {"loss": 3.0}
    assert means.take() == {"loss": 0.0}
    assert means.take() == {}


def test_a_model_is_kept_before_it_is_opened(own_home):
    made = model()
    run = as_run(made, X[:3], Y[:3], class_names=("low", "high"))
    assert run.id in [one.id for one in all_runs()]
    assert np.allclose(trace(run.id, 0, 1)[1].output, made.predict_on_batch(X[:3])[1], atol=1e-5)
