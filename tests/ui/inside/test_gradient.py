"""The gradient through time on the Inside page, without a browser."""

import time
from pathlib import Path

import pytest

from playground.analysis.gradient_through_time import courses
from playground.config import RunConfig
from playground.datasets import DATASETS
from playground.encodings import LearnedEmbedding, Numbers, OneHotCharacters
from playground.layers import GRU, LSTM, Conv1D, EncoderDecoder, Flatten, SimpleRNN
from playground.layers.pooling import MaxPooling1D
from playground.narration.gradient import decay, number
from playground.runs import Run
from playground.ui.inside import gradient_work
from playground.ui.inside.gradient_work import thinned
from tests.browser.made import made_run
from tests.ui.test_pages import healthy, labelled, said, visit

WORDS = ("although", "the", "acting", "was", "superb", "i", "bored")
WORDS_READ = LearnedEmbedding(maximum_length=9, dimensions=3)
REVIEWS = DATASETS["reviews"](examples=200)


def of_words(home: Path, *layers, dataset=REVIEWS, **encoding) -> Run:
    config = RunConfig(dataset=dataset, encoding=WORDS_READ.changed(**encoding), layers=layers)
    return made_run(home, config, {"words": WORDS})


def look(run: Run, **link: str):
    return done(visit("inside", run=run.id, view="gradient", **link))


def done(app):
    """The page once nothing is computed any more."""
    end = time.monotonic() + 120
    while healthy(app).get("progress"):
        assert time.monotonic() < end, "waited in vain"
        app.run()
    return app


def sentences(app) -> list[str]:
    """The sentences that begin with a coloured name."""
    return [text for text in said(app.markdown) if "-badge[" in text]


def factor(run: Run, epoch: int, state: str, derived: str = "answer") -> str:
    return number(decay(courses(run.id, epoch, derived).by_time(("lstm", "", state))).factor)


def test_the_factors_are_those_of_the_mean_by_both_states(own_home):
    run = of_words(own_home, LSTM(units=2))
    app = look(run)
    (first,) = sentences(app)
    assert f"with respect to c is multiplied by **{factor(run, 3, 'cell')}** per timestep" in first
    assert f"With respect to h it is multiplied by **{factor(run, 3, 'hidden')}** per timestep" in first
    assert any(
        text.startswith("All this is true of the geometric mean over all 50 test examples")
        for text in said(app.caption)
    )
    assert not app.selectbox or "had this been right" not in [box.label for box in app.selectbox]


def test_of_the_loss_a_typed_text_asks_what_is_right(own_home):
    run = of_words(own_home, LSTM(units=2))
    app = look(run)
    labelled(app.segmented_control, "Gradient of").set_value("loss")
    (of_loss,) = sentences(done(app.run()))
    assert f"**{factor(run, 3, 'hidden', 'loss')}** per timestep" in of_loss
    choice = labelled(app.selectbox, "This example, if the true label were")
    assert choice.options[0].startswith("what the network says: ")
    (other,) = sentences(done(choice.set_value(1).run()))
    assert other == of_loss, "what is said does not depend on the example"


def test_another_epoch_has_another_factor_and_the_gates_are_told(own_home):
    run = of_words(own_home, LSTM(units=2))
    app = look(run)
    labelled(app.select_slider, "Epoch").set_value(0)
    (before,) = sentences(done(app.run()))
    assert f"**{factor(run, 0, 'hidden')}**" in before
    (told,) = [text for text in said(app.markdown) if text.startswith("The factor per timestep was")]
    assert factor(run, 0, "cell") in told
    assert "Its forget gates were 0." in told


@pytest.mark.parametrize(
    ("layers", "encoding", "lines"),
    [
        ((GRU(units=2, bidirectional=True), SimpleRNN(units=2)), {}, 3),
        ((LSTM(units=2),), {"mask": False, "maximum_length": 20}, 1),
        ((Conv1D(filters=2, kernel_size=3), MaxPooling1D(pool_size=2), LSTM(units=2)), {}, 1),
        ((LSTM(units=2, bidirectional=True), Flatten()), {}, 2),
        (tuple(SimpleRNN(units=2) for _ in range(5)), {}, 5),
    ],
)
def test_every_recurrent_layer_has_a_line(own_home, layers, encoding, lines):
    assert len(sentences(look(of_words(own_home, *layers, **encoding)))) == lines


def test_a_network_without_recurrent_layers_has_no_gradient_through_time(own_home):
    app = look(of_words(own_home, Flatten()))
    assert "no gradient travels through time" in said(app.info)[0]


def test_where_the_test_examples_are_not_on_this_machine_a_sentence_says_so(own_home):
    app = look(of_words(own_home, LSTM(units=2), dataset=DATASETS["imdb"]()))
    assert any("test examples, and" in text and "is not ready on this machine" in text for text in said(app.info))
    assert not sentences(app)
    assert any(text.startswith("Dotted: this example.") for text in said(app.caption))


def test_a_failure_is_one_sentence(own_home, monkeypatch):
    run = of_words(own_home, GRU(units=3))

    def fails(*arguments: object) -> None:
        raise OSError("disk gone")

    monkeypatch.setattr(gradient_work, "courses", fails)
    app = look(run)
    assert any("Something went wrong" in text for text in said(app.error))
    assert not sentences(app)


NUMBERS = {"mean": [0.0] * 2, "deviation": [1.0] * 2, "target": [0.0, 1.0]}
TASKS = {
    "regression": (DATASETS["memory"](lag=5, examples=200), Numbers(), LSTM(units=2), NUMBERS),
    "multiclass": (
        DATASETS["memory"](problem="temporal_order", lag=5, examples=200),
        OneHotCharacters(maximum_length=9),
        GRU(units=2),
        {"words": tuple("XYabcd")},
    ),
    "next_token": (
        DATASETS["memory"](problem="copy", lag=5, examples=200),
        OneHotCharacters(maximum_length=30),
        LSTM(units=2),
        {"words": tuple("abcdefgh-?")},
    ),
    "sequence": (
        DATASETS["addition"](digits=1, examples=200),
        OneHotCharacters(maximum_length=3),
        EncoderDecoder(units=2),
        {"words": tuple("0123456789+")},
    ),
}


@pytest.mark.parametrize("task", TASKS)
def test_test_examples_of_every_task_have_a_gradient(own_home, task):
    dataset, encoding, layer, learned = TASKS[task]
    run = made_run(own_home, RunConfig(dataset=dataset, encoding=encoding, layers=(layer,)), learned)
    app = look(run)
    assert len(sentences(app)) == (2 if task == "sequence" else 1)
    assert all("is multiplied by **" in text for text in sentences(app))
    assert not [box for box in app.selectbox if "had this been right" in box.label], "what is right is known"
    if task != "regression":
        labelled(app.segmented_control, "Text").set_value("My own text")
        typed = done(app.run())
        assert sentences(typed) == sentences(app)


def test_other_networks_stand_in_the_same_chart(own_home):
    runs = [of_words(own_home, layer(units=2)) for layer in (SimpleRNN, LSTM, GRU)]
    app = look(runs[0], beside=f"{runs[1].id},{runs[2].id}")
    assert [text.split("]")[0] for text in sentences(app)] == [
        ":violet-badge[SimpleRNN 2",
        ":yellow-badge[LSTM 2",
        ":red-badge[GRU 2",
    ]


def test_networks_without_a_line_are_named(own_home):
    runs = [of_words(own_home, layer) for layer in (LSTM(units=2), Flatten())]
    app = look(runs[0], beside=runs[1].id)
    assert len(sentences(app)) == 1
    assert "Flatten has no recurrent layer and has no line." in said(app.caption)


def test_of_very_many_epochs_some_are_taken_with_the_first_the_last_and_the_chosen_one():
    epochs = list(range(501))
    some = thinned(epochs, 7)
    assert len(some) <= 30
    assert {0, 7, 500} <= set(some)
    assert some == sorted(some)
    assert thinned([0, 1, 2], 1) == [0, 1, 2]
