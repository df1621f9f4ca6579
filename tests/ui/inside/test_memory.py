"""The memory curve on the Inside page, without a browser."""

import threading
import time

import pytest
from streamlit.testing.v1 import AppTest

from playground.analysis.memory_curve import MOST_EXAMPLES, memory_curves
from playground.config import RunConfig
from playground.datasets import DATASETS
from playground.encodings import LearnedEmbedding, Numbers, OneHotCharacters
from playground.layers import GRU, LSTM, EncoderDecoder, Flatten, SimpleRNN
from playground.narration.memory import fullest, sentence
from playground.runs import Run
from playground.ui.inside.epochs import WAITS
from tests.browser.made import made_run
from tests.ui.inside.test_gradient import NUMBERS, sentences
from tests.ui.test_pages import healthy, labelled, said, visit

REVIEWS = DATASETS["reviews"](distance=30)
WORDS = tuple(REVIEWS.load().train.words[:200])


def of_reviews(home, *layers, dataset=REVIEWS) -> Run:
    encoding = LearnedEmbedding(dimensions=3)
    return made_run(home, RunConfig(dataset=dataset, encoding=encoding, layers=layers), {"words": WORDS})


def shown(app: AppTest) -> AppTest:
    """The page once the work is done."""
    for _ in range(300):
        healthy(app)
        if sentences(app) or said(app.error) or [text for text in said(app.info) if "emory" in text or "ready" in text]:
            return app
        time.sleep(0.1)
        app.run()
    raise AssertionError("the work never ended")


def look(run: Run, **link: str) -> AppTest:
    return shown(visit("inside", run=run.id, view="memory", **link))


def test_the_sentence_is_that_of_the_numbers(own_home):
    run = of_reviews(own_home, LSTM(units=4))
    app = look(run)
    assert sentences(app) == [f":violet-badge[LSTM 4] {sentence(fullest(memory_curves(run)), 'word')}"]
    (about,) = [text for text in said(app.caption) if text.startswith("Aligned")]
    assert about.startswith("Aligned where the verdict has been read")
    assert f"{MOST_EXAMPLES:,} in all" in about


def test_another_epoch_has_another_curve(own_home):
    run = of_reviews(own_home, LSTM(units=4))
    app = look(run)
    labelled(app.select_slider, "Epoch").set_value(1)
    app = app.run()
    told = f":violet-badge[LSTM 4] {sentence(fullest(memory_curves(run, 1)), 'word')}"
    assert sentences(shown(app)) == [told] != sentences(look(run))


def test_up_to_four_networks_stand_in_one_chart(own_home):
    runs = [of_reviews(own_home, *layers) for layers in ((SimpleRNN(units=2),), (LSTM(units=2),), (GRU(units=2),))]
    runs.append(of_reviews(own_home, LSTM(units=2, bidirectional=True), GRU(units=2)))
    app = look(runs[0], beside=",".join(run.id for run in runs[1:]), reads="A test example")
    assert [text.split("]")[0] for text in sentences(app)] == [
        ":violet-badge[SimpleRNN 2",
        ":yellow-badge[LSTM 2",
        ":red-badge[GRU 2",
        ":gray-badge[Bidirectional LSTM 2 → GRU 2",
    ]
    name = "Bidirectional LSTM 2 → GRU 2: "
    notes = [text.removeprefix(name) for text in said(app.caption) if text.startswith(name)]
    assert [note.split(" has ")[0].split(" stands ")[0] for note in notes] == [
        "Bidirectional LSTM 2 backward",
        "GRU 2",
    ]


def test_every_layer_and_direction_of_a_network_that_stands_alone_has_a_sentence(own_home):
    run = of_reviews(own_home, LSTM(units=2, bidirectional=True), dataset=REVIEWS.changed(distance=0))
    texts = sentences(look(run))
    assert [text.split("]")[0].split("[")[1] for text in texts] == [
        "Bidirectional LSTM 2 forward",
        "Bidirectional LSTM 2 backward",
    ]
    assert all("At the end, the verdict can be read out of" in text for text in texts)


def test_numbers_to_remember_are_told_as_r2(own_home):
    config = RunConfig(dataset=DATASETS["memory"](lag=20), encoding=Numbers(), layers=(GRU(units=2),))
    (told,) = sentences(look(made_run(own_home, config, NUMBERS)))
    assert "the first marked number can be read out of h with R² **" in told


@pytest.mark.parametrize(
    ("config", "learned", "why"),
    [
        (RunConfig(dataset=REVIEWS, layers=(Flatten(),)), {"words": WORDS}, "no recurrent layer"),
        (
            RunConfig(dataset=DATASETS["characters"](), encoding=OneHotCharacters(), layers=(GRU(units=2),)),
            {"words": tuple("这是一个")},
            "predicts many symbols",
        ),
        (
            RunConfig(
                dataset=DATASETS["addition"](digits=1, examples=200),
                encoding=OneHotCharacters(maximum_length=3),
                layers=(EncoderDecoder(units=2),),
            ),
            {"words": tuple("0123456789+")},
            "predicts many symbols",
        ),
    ],
)
def test_a_run_without_a_memory_curve_says_why(own_home, config, learned, why):
    app = healthy(visit("inside", run=made_run(own_home, config, learned).id, view="memory"))
    assert any(why in text for text in said(app.info))
    assert not sentences(app)


def test_a_dataset_that_is_not_at_hand_is_said(own_home):
    app = healthy(visit("inside", run="starter", view="memory"))
    assert any("IMDB film reviews is not ready on this machine" in text for text in said(app.info))


def test_too_few_examples_are_said(own_home, monkeypatch):
    monkeypatch.setattr("playground.analysis.memory_curve.MOST_EXAMPLES", 40)
    app = look(of_reviews(own_home, GRU(units=2)))
    assert any("a memory curve needs at least 50" in text for text in said(app.info))


def test_a_run_that_says_something_else_has_no_line_and_is_named(own_home):
    runs = [of_reviews(own_home, GRU(units=2), dataset=REVIEWS.changed(distance=d)) for d in (30, 0)]
    app = look(runs[0], beside=runs[1].id, reads="My own text")
    assert len(sentences(app)) == 1
    assert any("has no line" in text for text in said(app.caption))


def test_the_film_waits_and_the_page_answers_while_the_work_is_under_way(own_home, monkeypatch):
    run, may = of_reviews(own_home, GRU(units=2)), threading.Event()
    monkeypatch.setattr(
        "playground.ui.inside.memory.memory_curves",
        lambda run, epoch, report: may.wait(60) and memory_curves(run, epoch, report),
    )
    app = healthy(visit("inside", run=run.id, view="memory"))
    assert app.session_state[WAITS]
    assert not sentences(app)
    may.set()
    assert not shown(app).session_state[WAITS]
