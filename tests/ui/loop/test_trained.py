"""The For loop page's view of a trained network: its code, its numbers, and what Keras predicted beside them."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from playground.config import RunConfig
from playground.datasets import DATASETS
from playground.encodings import LearnedEmbedding, Numbers, OneHotCharacters
from playground.layers import GRU, LSTM, RECURRENT, Conv1D, Dense, EncoderDecoder, Flatten, SimpleRNN
from playground.layers.recurrent import NAMES
from playground.prediction.predict import encoded_example, network
from playground.prediction.splits import test_numbers as numbers_of
from playground.reference.loop_cells import code, ran
from playground.runs import Run, RunFolder
from tests.browser.made import made_run
from tests.ui.test_pages import all_markdown, healthy, labelled, said, visit

WORDS = ("the", "was", "not", "but", "film", "acting", "and", "good", "bad")
REVIEWS = {
    "dataset": DATASETS["reviews"](examples=200),
    "encoding": LearnedEmbedding(maximum_length=9, dimensions=3),
}


def reviews(home: Path, *layers) -> Run:
    """A run that says a class of a review, without results."""
    return made_run(home, RunConfig(**REVIEWS, layers=layers), {"words": WORDS})


def keep(run: Run, shift: float = 0.0, most: int | None = None) -> np.ndarray:
    """Keep as Keras' prediction what the network says, shifted so that it can be told apart.  Returns what was kept."""
    splits, net = run.config.dataset.load(), network(run)
    numbers = numbers_of(run.config, splits)[:most]
    outputs = [net.trace(encoded_example(run, number, splits.test)).output + shift for number in numbers]
    longest = max(map(len, outputs))
    front = run.config.encoding.padding == "front"
    padded = []
    for output in outputs:  # as Keras was given them: as long as the longest
        missing = longest - len(output)
        sides = ((missing, 0) if front else (0, missing), *[(0, 0)] * (output.ndim - 1))
        padded.append(np.pad(output, sides))
    RunFolder(run.path).save_results({"said": np.stack(padded).astype(np.float32)})
    return outputs


def opened(run: Run) -> AppTest:
    """The view of a run."""
    return healthy(visit("loop", recipe="your-network", run=run.id))


def press(app: AppTest, label: str) -> AppTest:
    """Press the button with this label."""
    labelled(app.button, label).click()
    return healthy(app.run())


def digits(table: pd.DataFrame, column: str) -> list[str]:
    """A column as it is read, without spaces that keep it as wide."""
    return [text.strip().replace("−", "-") for text in table[column]]


def test_without_a_run_it_says_what_to_do():
    app = healthy(visit("loop", recipe="your-network"))
    assert said(app.info) == [f"You have no trained {NAMES} yet. Train one first: it takes a few seconds."]
    assert [link.proto.label for link in app.get("page_link")] == ["Go to Train"]


@pytest.mark.parametrize("layer", RECURRENT.values(), ids=RECURRENT)
def test_the_code_of_the_layer_stands_beside_its_answer_and_that_of_keras(own_home, layer):
    run = reviews(own_home, layer(units=2))
    kept = keep(run, shift=0.3)
    app = opened(run)
    assert [block.value for block in app.code] == [code(layer().kind)]
    answer = app.table[0].value
    assert [float(text) for text in digits(answer, "this loop")] == pytest.approx([kept[0][0] - 0.3], abs=1e-6)
    assert digits(answer, "Keras") == [f"{np.float32(kept[0][0]):.8f}"]
    assert digits(answer, "difference") == ["3e-1"]
    assert list(answer.index) == [f"P\\({run.config.dataset.class_names[1]}\\)"]


def test_what_keras_said_of_the_chosen_example_is_shown(own_home):
    run = reviews(own_home, GRU(units=2))
    kept = keep(run)
    app = opened(run)
    labelled(app.number_input, "Number").set_value(7)
    answer = healthy(app.run()).table[0].value
    assert digits(answer, "Keras") == [f"{kept[7][0]:.8f}"] != [f"{kept[0][0]:.8f}"]


def test_each_timestep_shows_its_numbers_in_the_order_of_the_code(own_home):
    run = reviews(own_home, LSTM(units=2))
    app = opened(run)
    net, test = network(run), run.config.dataset.load().test
    loop = ran(net, net.trace(encoded_example(run, 0, test)), "lstm")
    before = None
    for step in range(2):
        table = app.table[1].value
        assert list(table.index) == [
            *("x_t", "cell before", "state before", "from_input", "from_state", "i", "f", "c", "o"),
            *("input_gate", "forget_gate", "candidate", "output_gate", "cell", "state"),
        ]
        assert f"**Timestep {step + 1} of {len(loop.timesteps)}: " in all_markdown(app)
        for name in ("state", "cell", "from_input"):
            values = loop.timesteps[step][name]
            shown = table.loc[name].iloc[1 : 1 + len(values)]
            assert table.loc[name, "shape"] == f"({len(values)},)"
            assert [text.strip().replace("−", "-") for text in shown] == [f"{value:.5f}" for value in values]
        if step:
            assert list(table.loc["state before"]) == list(before.loc["state"])
        before = table
        app = press(app, "Next")


def test_long_vectors_are_cut_on_the_page_and_whole_in_the_csv(own_home, monkeypatch):
    tables = {}

    def offered(name, table, called):
        tables[name] = table

    monkeypatch.setattr("playground.ui.loop.trained.csv_button", offered)
    run = reviews(own_home, SimpleRNN(units=11))
    table = opened(run).table[1].value
    assert (table.loc["state", "shape"], table.loc["state", " "]) == ("(11,)", "…")
    assert (table.loc["x_t", "shape"], table.loc["x_t", " "]) == ("(3,)", "")
    ((name, whole),) = tables.items()
    assert name == f"loop-{run.id[:6]}-0-simple_rnn-1"
    assert whole().value_counts("name")[["state", "x_t"]].tolist() == [11, 3]
    assert whole().columns.tolist() == ["name", "entry", "value"]


def test_a_backward_layer_is_walked_from_the_last_timestep_and_gives_the_same_answer(own_home):
    run = reviews(own_home, LSTM(units=2, bidirectional=True), GRU(units=3, bidirectional=True), Dense(units=2))
    keep(run)
    app = opened(run)
    answers = {digits(app.table[0].value, "this loop")[0][:8]}
    layer, direction = (group for group in app.button_group if group.label in ("Layer", "Direction"))
    direction.set_value("backward")
    app = healthy(app.run())
    steps = int(labelled(app.slider, "Timestep").max)
    assert f"**Timestep {steps} of {steps}: " in all_markdown(app)
    assert "the last timestep first." in all_markdown(app)
    answers.add(digits(app.table[0].value, "this loop")[0][:8])
    layer, _ = (group for group in app.button_group if group.label in ("Layer", "Direction"))
    layer.set_value("lstm")
    app = healthy(app.run())
    assert app.code[0].value == code("lstm")
    answers.add(digits(app.table[0].value, "this loop")[0][:8])
    assert len(answers) == 1


def test_a_run_trained_before_anything_was_kept_says_so_and_shows_the_loop(own_home):
    app = opened(reviews(own_home, LSTM(units=2)))
    assert (
        "This run was trained before the app kept Keras' predictions: train it again to see them beside the loop."
        in said(app.caption)
    )
    assert list(app.table[0].value.columns) == ["this loop"]


def test_a_run_that_has_not_finished_says_that_keras_comes_last(own_home):
    run = reviews(own_home, LSTM(units=2))
    events = RunFolder(run.path).events
    events.write_text("".join(events.read_text().splitlines(keepends=True)[:-1]))
    app = opened(run)
    assert "Keras' predictions are kept once a run has finished its last epoch; this one has not." in said(app.caption)


def test_only_examples_up_to_the_last_one_that_keras_was_asked_can_be_chosen(own_home):
    run = reviews(own_home, LSTM(units=2))
    keep(run, most=3)
    assert labelled(opened(run).number_input, "Number").max == 2


@pytest.mark.parametrize(
    "config",
    [
        RunConfig(**REVIEWS, layers=(Conv1D(filters=2, kernel_size=2), Flatten())),
        RunConfig(
            dataset=DATASETS["addition"](),
            encoding=OneHotCharacters(maximum_length=5),
            layers=(EncoderDecoder(units=2),),
        ),
    ],
    ids=["no loop", "writes a sequence"],
)
def test_a_network_beyond_the_page_is_named(own_home, config):
    app = opened(Run(RunFolder.create(config).path))
    sentence, empty = said(app.info)
    assert sentence == (
        f"This page cannot show the network in the link: it has no {NAMES}, or it is an encoder–decoder."
    )
    assert empty.startswith(f"You have no trained {NAMES} yet.")


def test_beside_a_network_beyond_the_page_those_that_it_can_show_are_offered(own_home):
    made = reviews(own_home, GRU(units=2))
    own = RunFolder.create(made.config, "newcomer")
    own.save_encoding(made.encoding)
    own.save_weights(0, made.weights(0))
    app = opened(Run(RunFolder.create(RunConfig(**REVIEWS, layers=(Flatten(), Dense()))).path))
    (sentence,) = said(app.info)
    assert sentence.endswith("or it is an encoder–decoder. Here are those that this page can show.")
    assert [option[-6:] for option in labelled(app.selectbox, "Run").options] == [own.id[:6]]
    assert app.code[0].value == code("gru")


def test_an_output_at_every_timestep_is_compared_at_the_timestep_shown(own_home):
    config = RunConfig(
        dataset=DATASETS["characters"](text="the cat sat on the mat and the rat sat on the cat", length=5),
        encoding=OneHotCharacters(maximum_length=5),
        layers=(LSTM(units=3),),
    )
    run = made_run(own_home, config, {"words": list("the casonmdr")})
    kept = keep(run, shift=0.3)
    app = press(opened(run), "Next")
    answer = app.table[0].value
    assert "After timestep 2 the network says" in all_markdown(app)
    best = np.sort(kept[0][1])[::-1][: len(answer)]
    assert digits(answer, "Keras") == [f"{value:.8f}" for value in best]
    assert set(digits(answer, "difference")) == {"3e-1"}


def test_a_forecast_is_said_in_its_unit_too(own_home):
    config = RunConfig(dataset=DATASETS["weather"](days=60), encoding=Numbers(), layers=(GRU(units=2),))
    learned = config.encoding.fit(config.dataset.load().train).learned()
    run = made_run(own_home, config, learned)
    app = opened(run)
    standardised = float(digits(app.table[0].value, "this loop")[0])
    degrees = run.encoding.in_units(np.array(standardised))
    assert f"After the last timestep the network says {degrees:.2f} °C, standardised:" in all_markdown(app)
