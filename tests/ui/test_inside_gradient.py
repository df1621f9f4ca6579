"""The gradient through time on the Inside page, without a browser."""

from pathlib import Path

import pytest

from playground.config import RunConfig
from playground.datasets import DATASETS
from playground.encodings import LearnedEmbedding, Numbers, OneHotCharacters
from playground.figures.gradient import decay, norms, number
from playground.layers import GRU, LSTM, Conv1D, EncoderDecoder, Flatten, SimpleRNN
from playground.layers.pooling import MaxPooling1D
from playground.reading import encoded_text, network
from playground.reference.backward import gradients
from playground.runs import Run
from tests.browser.made import made_run
from tests.ui.test_pages import healthy, labelled, said, visit

WORDS = ("although", "the", "acting", "was", "superb", "i", "bored")
TEXT = "Although the acting was superb, I was bored."
WORDS_READ = LearnedEmbedding(maximum_length=9, dimensions=3)


def of_words(home: Path, *layers, **encoding) -> Run:
    config = RunConfig(encoding=WORDS_READ.changed(**encoding), layers=layers)
    return made_run(home, config, {"words": WORDS})


def look(run: Run, **link: str):
    return healthy(visit("inside", run=run.id, view="gradient", **link))


def sentences(app) -> list[str]:
    """The sentences that begin with a coloured name."""
    return [text for text in said(app.markdown) if "-badge[" in text]


def factor(run: Run, target: int, epoch: int | None = None) -> str:
    net = network(run, epoch)
    trace = net.trace(encoded_text(run, TEXT))
    norm = norms(gradients(net, trace, target).hidden["lstm"][""])
    return number(decay(norm, trace.mask, backward=False).factor)


def test_the_factor_is_that_of_the_loss_against_the_class_that_is_chosen(own_home):
    run = of_words(own_home, LSTM(units=2))
    predicted = int(network(run).trace(encoded_text(run, TEXT)).probability >= 0.5)
    app = look(run)
    (first,) = sentences(app)
    assert f"by a factor of **{factor(run, predicted)}** a timestep" in first
    choice = labelled(app.selectbox, "The loss, had this been right")
    assert choice.options[0] == f"what the network says: {('negative', 'positive')[predicted]}"
    (other,) = sentences(healthy(choice.set_value(1 - predicted).run()))
    assert "back to the first the gradient" in other
    assert other != first


def test_another_epoch_has_another_factor(own_home):
    run = of_words(own_home, LSTM(units=2))
    app = look(run)
    labelled(app.select_slider, "Epoch").set_value(0)
    (before,) = sentences(healthy(app.run()))
    predicted = int(network(run, 0).trace(encoded_text(run, TEXT)).probability >= 0.5)
    assert f"**{factor(run, predicted, 0)}**" in before
    assert any(text.startswith("The factor a timestep was") for text in said(app.markdown))


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
    assert all("by a factor of **" in text for text in sentences(app))
    assert not [box for box in app.selectbox if box.label.startswith("The loss")], "what is right is known"
    if task != "regression":
        labelled(app.segmented_control, "Text").set_value("My own text")
        typed = healthy(app.run())
        assert len(sentences(typed)) == len(sentences(app))


def test_other_networks_stand_on_the_same_axis(own_home):
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
