"""The memory curve: of states whose content is known, of networks without training, and of trained ones."""

import json

import numpy as np
import pytest

from playground.analysis import memory_curve
from playground.analysis.memory_curve import check, memory_curves
from playground.caching import forget
from playground.config import RunConfig
from playground.datasets import DATASETS
from playground.encodings import LearnedEmbedding, Numbers, OneHotCharacters
from playground.errors import RunError
from playground.layers import GRU, LSTM, RECURRENT, Dense, EncoderDecoder, Flatten, SimpleRNN
from playground.runs import Run
from tests.browser.made import made_run
from tests.cli.test_commands import answer, call, refused

REVIEWS, MEMORY = DATASETS["reviews"], DATASETS["memory"]
FAR = REVIEWS(distance=50)
NUMBERS = {"mean": [0.5, 0.1], "deviation": [0.3, 0.3], "target": [1.0, 0.4]}


@pytest.fixture(autouse=True)
def _nothing_is_kept():
    forget()


def of_reviews(home, *layers, dataset=FAR, **encoding) -> Run:
    words = dataset.load().train.words[:300]
    encoding = LearnedEmbedding(dimensions=4, **encoding)
    return made_run(home, RunConfig(dataset=dataset, encoding=encoding, layers=layers), {"words": words})


@pytest.fixture
def planted(monkeypatch):
    """planted(hold): states that are noise, and in whose first unit `hold(value, step)` stands; step (steps,) int."""

    def plant(hold):
        random, align = np.random.default_rng(0), memory_curve.align
        aligned = {}

        def remember(*args):
            aligned.update(align(*args))
            return aligned

        def read(net, encoded, timesteps, batch, wanted):
            found = {}
            for state, own in wanted.items():
                values = aligned[state.direction or "forward"].values[batch]
                steps = np.array(memory_curve.steps_of(aligned[state.direction or "forward"]))[: own.shape[1]]
                noise = random.normal(size=(len(batch), own.shape[1], 8))
                held = hold(values[:, None], steps[None])
                noise[..., 0] = np.where(np.isnan(held), noise[..., 0], held)
                found[state] = noise
            return found

        monkeypatch.setattr(memory_curve, "align", remember)
        monkeypatch.setattr(memory_curve, "read_states", read)

    return plant


def test_a_verdict_held_for_ten_words_is_found_so_long_and_then_no_better_than_on_shuffled_answers(own_home, planted):
    planted(lambda value, step: np.where(step <= 10, 4.0 * value, np.nan))
    (curve,) = memory_curves(of_reviews(own_home, SimpleRNN(units=2)))
    assert (curve.layer, curve.state, curve.aligned, curve.name) == ("simple_rnn", "h", "deciding part", "the verdict")
    assert curve.steps == (0, 1, 2, 5, 10, 20, 30, 40)
    for step, score, floor in zip(curve.steps, curve.score, curve.floor, strict=True):
        assert score == 1 if step <= 10 else abs(score - 0.5) < 0.15
        assert abs(floor - 0.5) < 0.15


def test_a_number_held_for_five_timesteps_is_found_so_long(own_home, planted):
    planted(lambda value, step: np.where(step <= 5, value, np.nan))
    dataset = MEMORY(lag=60)
    run = made_run(own_home, RunConfig(dataset=dataset, encoding=Numbers(), layers=(GRU(units=2),)), NUMBERS)
    (curve,) = memory_curves(run)
    assert (curve.layer, curve.state, curve.aligned, curve.numbers) == ("gru", "h", "deciding part", True)
    assert curve.name == "the first marked number"
    for step, score, floor in zip(curve.steps, curve.score, curve.floor, strict=True):
        assert score > 0.99 if step <= 5 else score < 0.05
        assert floor < 0.05


def test_a_point_rests_only_on_examples_that_are_still_read_then(own_home):
    (curve,) = memory_curves(of_reviews(own_home, SimpleRNN(units=2)))
    examples = FAR.load().test
    part = FAR.deciding_part(examples)
    left = part.needed - part.ends
    assert curve.examples == tuple(int((left >= step).sum()) for step in curve.steps)
    assert min(curve.examples) >= 50


@pytest.mark.parametrize("layer", RECURRENT.values(), ids=RECURRENT)
def test_a_network_without_training_keeps_little_more_than_guessing(own_home, layer):
    for curve in memory_curves(of_reviews(own_home, layer(units=8)), 0):
        assert abs(np.mean(curve.score) - np.mean(curve.floor)) < 0.1


def test_every_state_of_every_layer_and_direction_has_a_curve(own_home):
    curves = memory_curves(of_reviews(own_home, LSTM(units=3, bidirectional=True), GRU(units=2), LSTM(units=2)))
    assert [(curve.layer, curve.state, curve.aligned) for curve in curves] == [
        ("lstm forward", "h", "deciding part"),
        ("lstm forward", "c", "deciding part"),
        ("lstm backward", "h", "end"),
        ("lstm backward", "c", "end"),
        ("gru", "h", "deciding part"),
        ("lstm_2", "h", "deciding part"),
        ("lstm_2", "c", "deciding part"),
    ]


def test_where_nothing_follows_the_verdict_the_curve_is_aligned_at_the_end(own_home):
    (curve,) = memory_curves(of_reviews(own_home, GRU(units=3), dataset=REVIEWS()))
    assert (curve.aligned, curve.name, curve.steps[:3]) == ("end", "the verdict", (0, 1, 2))


def test_rows_of_digits_are_read_out_better_and_better(own_home):
    learned = {"mean": [0.3] * 8, "deviation": [0.3] * 8, "target": [0.0, 1.0]}
    run = made_run(
        own_home, RunConfig(dataset=DATASETS["digits"](), encoding=Numbers(), layers=(GRU(units=16),)), learned
    )
    (curve,) = memory_curves(run)
    assert (curve.aligned, curve.name, curve.numbers) == ("end", "the answer", False)
    assert curve.steps == tuple(range(8))
    assert curve.score[0] > curve.score[-1] + 0.2, "even without training the rows leave their traces"
    assert max(curve.floor) < 0.2


def test_a_series_is_probed_for_its_number(own_home):
    dataset = DATASETS["weather"](days=90, lookback=144)
    learned = {"mean": [0.0] * 14, "deviation": [100.0] * 14, "target": [0.0, 1.0]}
    run = made_run(own_home, RunConfig(dataset=dataset, encoding=Numbers(), layers=(LSTM(units=4),)), learned)
    hidden, _cell = memory_curves(run)
    assert (hidden.aligned, hidden.name, hidden.numbers) == ("end", "the answer", True)
    assert hidden.examples[0] == memory_curve.MOST_EXAMPLES


def test_the_symbols_to_copy_have_a_curve_of_the_first(own_home):
    config = RunConfig(
        dataset=MEMORY(problem="copy", lag=5, examples=2000),
        encoding=OneHotCharacters(maximum_length=30),
        layers=(LSTM(units=3),),
    )
    hidden, _cell = memory_curves(made_run(own_home, config, {"words": tuple("abcdefgh-?")}))
    assert (hidden.aligned, hidden.name) == ("deciding part", "the first symbol")
    assert hidden.steps[-1] == 10  # of 0 to 16 those that are looked at
    assert abs(np.mean(hidden.floor) - 1 / 8) < 0.05


@pytest.mark.parametrize(
    ("config", "why"),
    [
        (RunConfig(dataset=REVIEWS(), layers=(Flatten(), Dense(units=3))), "no recurrent layer"),
        (RunConfig(dataset=DATASETS["characters"](), encoding=OneHotCharacters(), layers=(GRU(),)), "many symbols"),
        (RunConfig(dataset=DATASETS["addition"](), encoding=OneHotCharacters(), layers=(EncoderDecoder(),)), "many"),
    ],
)
def test_what_has_no_memory_curve_is_refused_in_a_sentence(config, why):
    with pytest.raises(RunError, match=why):
        check(config)


def test_too_few_examples_are_refused_in_a_sentence(own_home):
    run = of_reviews(own_home, GRU(units=2), dataset=REVIEWS(examples=200))
    assert memory_curves(run)[0].examples[0] == 50, "just enough"
    forget()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(memory_curve, "MOST_EXAMPLES", 49)
        with pytest.raises(RunError, match="49 test examples of Short film reviews"):
            memory_curves(run)


def test_progress_is_told_and_what_is_done_is_not_done_again(own_home):
    run, told = of_reviews(own_home, LSTM(units=2)), []
    first = memory_curves(run, 2, lambda done, total: told.append((done, total)))
    assert [done for done, _ in told] == list(range(1, len(told) + 1))
    assert {total for _, total in told} == {len(told)}
    before = len(told)
    assert memory_curves(run, 2, lambda done, total: told.append((done, total))) is first
    assert len(told) == before
    assert memory_curves(run, 1)[0].score != first[0].score


# The command


def test_the_command_prints_the_same_numbers(own_home):
    runs = [of_reviews(own_home, layer(units=2)) for layer in (LSTM, SimpleRNN)]
    rows = answer("memory", runs[0].id, runs[1].id[:8], "--epoch", 1)
    curves = [(run, curve) for run in runs for curve in memory_curves(run, 1)]
    assert rows == [
        {
            "run": run.id,
            "epoch": 1,
            "layer": curve.layer,
            "state": curve.state,
            "aligned": curve.aligned,
            "steps": list(curve.steps),
            "score": list(curve.score),
            "floor": list(curve.floor),
        }
        for run, curve in curves
    ]
    assert answer("memory", runs[0].id)[0]["epoch"] == 3
    lines = call("memory", runs[0].id).out.splitlines()
    assert lines[0].startswith(f"{runs[0].id[:6]}, epoch 3, lstm, h: Right after it was read, the verdict")


def test_the_command_refuses_in_one_sentence(own_home):
    good, flat = of_reviews(own_home, LSTM(units=2)), of_reviews(own_home, Flatten())
    assert "no recurrent layer" in refused("memory", good.id, flat.id)
    assert "epoch 9" in refused("memory", good.id, "--epoch", 9)
    assert "nothing" in refused("memory", "nothing")


@pytest.mark.slow
def test_a_trained_lstm_remembers_the_verdict_where_a_simple_rnn_has_lost_it(own_home, tmp_path):
    kept = {}
    for kind, epochs, rate in (("lstm", 8, 0.005), ("simple_rnn", 4, 0.002)):
        config = {
            "dataset": {"name": "reviews", "distance": 20, "examples": 2000},
            "layers": [{"kind": kind, "units": 32}],
            "epochs": epochs,
            "learning_rate": rate,
        }
        (tmp_path / "config.json").write_text(json.dumps(config))
        run = answer("train", "--config", tmp_path / "config.json")["run"]
        *_, last = answer("memory", run)
        kept[kind] = dict(zip(last["steps"], last["score"], strict=True))
    assert kept["lstm"][10] > 0.9
    assert kept["simple_rnn"][10] < 0.75
    assert kept["simple_rnn"][0] > 0.6
