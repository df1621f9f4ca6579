"""A network from elsewhere becomes a run like any other."""

import json

import numpy as np
import pytest

from playground.datasets import GivenExamples
from playground.errors import ConfigError, LayerError, RunError, TextError, UploadError
from playground.keras_networks import read_config
from playground.paths import runs_folder
from playground.prediction.cache import trace
from playground.prediction.predict import example
from playground.reference import Network
from playground.runs import Run, all_runs
from playground.runs.given import given_config, given_targets, keep
from tests.keras_networks.configs import dense, embedding, lstm, recurrent, sequential

TOKENS = np.array([[1, 2, 3, 4], [0, 0, 4, 3], [0, 2, 2, 2]])
NUMBERS = np.arange(24.0).reshape(3, 4, 2) / 24


def of(*layers, shape=(4,)):
    """A network with weights that are not all alike."""
    given, random = read_config(sequential([*shape], *layers)), np.random.default_rng(0)
    arrays = {
        one.keras.name: [random.normal(size=shape).astype(np.float32) for shape in one.shapes.values()]
        for one in given.layers
    }
    return given.plan, given.weights(arrays)


def kept(plan, weights, inputs, *more, learner="", **others) -> Run:
    return keep(*given_config(plan, inputs, *more, **others), weights, learner)


BINARY = (embedding(mask_zero=True), lstm(), dense(1, "sigmoid"))


def test_a_kept_network_is_a_finished_run_of_its_learner_and_says_what_it_said():
    plan, weights = of(*BINARY)
    run = kept(plan, weights, TOKENS, np.array([0, 1, 1]), learner="ann")
    assert [run.id for run in all_runs("ann")] == [run.id]
    assert (run.history().state, run.saved(), run.learner) == ("finished", [0], "ann")
    own = Network(plan, None, weights).outputs(TOKENS.astype(np.int32))
    for number, output in enumerate(own):
        assert np.allclose(trace(run.id, 0, number)[1].output, output, atol=1e-6)
    assert example(run.config.dataset, run.config.dataset.load().test, 1).truth == "class 1"


@pytest.mark.parametrize(
    ("layers", "inputs", "shape"),
    [
        ((embedding(), recurrent("GRU", reset_after=False), dense(3, "softmax")), TOKENS, (4,)),
        ((lstm(return_sequences=True, go_backwards=True), lstm(name="b"), dense(1)), NUMBERS, (4, 2)),
        ((embedding(), lstm(return_sequences=True), dense(5, "softmax")), TOKENS, (4,)),
    ],
    ids=["classes", "a number", "a symbol at every timestep"],
)
def test_of_every_kind_of_output_a_kept_run_says_the_same(layers, inputs, shape):
    plan, weights = of(*layers, shape=shape)
    run = kept(plan, weights, inputs)
    own = Network(plan, None, weights).outputs(inputs.astype(np.float32 if inputs.ndim == 3 else np.int32))
    for number, output in enumerate(own):
        assert np.allclose(trace(run.id, 0, number)[1].output, output, atol=1e-6)


def test_without_labels_nothing_is_claimed_to_be_true():
    run = kept(*of(*BINARY), TOKENS)
    assert example(run.config.dataset, run.config.dataset.load().test, 0).truth == ""


def test_tokens_are_called_by_number_or_by_the_vocabulary_that_came_along():
    def texts(run):
        return list(run.config.dataset.load().test.texts)

    assert texts(kept(*of(*BINARY), TOKENS)) == ["#1 #2 #3 #4", "#4 #3", "#2 #2 #2"]
    run = kept(*of(*BINARY), TOKENS, words=["", "[UNK]", "good", "new york", "film"], unknown_id=1)
    assert texts(run) == ["[UNK] good #3 film", "film #3", "good good good"]
    assert trace(run.id, 0, "A Good film.")[1].inputs.tolist() == [1, 2, 4]


def test_a_token_that_the_network_does_not_know_is_refused():
    run = kept(*of(*BINARY), TOKENS)
    with pytest.raises(TextError, match=r"This network knows no token 'film'. Type numbers of tokens from #0 to #4"):
        trace(run.id, 0, "film")
    with pytest.raises(TextError, match="knows no token '#5'"):
        trace(run.id, 0, "#5")


def test_the_same_examples_are_kept_once_so_that_two_networks_can_be_compared():
    one, other = kept(*of(*BINARY), TOKENS), kept(*of(embedding(), recurrent("GRU"), dense(1, "sigmoid")), TOKENS)
    assert one.config.dataset == other.config.dataset
    assert len(list((runs_folder().parent / "given").iterdir())) == 1


def test_examples_that_are_gone_or_damaged_say_so():
    folder = runs_folder().parent / "given"
    folder.mkdir(parents=True)
    with pytest.raises(UploadError, match="no longer here"):
        GivenExamples(file="0" * 24).load()
    (folder / f"{'1' * 24}.npz").write_bytes(b"PK")
    with pytest.raises(UploadError, match="cannot be read"):
        GivenExamples(file="1" * 24).load()


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"inputs": TOKENS + 1}, "other token ids than whole numbers from 0 to 4"),
        ({"inputs": TOKENS / 2}, "other token ids"),
        ({"inputs": TOKENS[:, :3]}, r"have the shape \(3, 3\); expected \('examples', 4\)"),
        ({"targets": np.array([0, 1])}, r"labels have the shape \(2,\); expected \(3,\)"),
        ({"targets": np.array([0, 1, 2])}, "labels are other than whole numbers from 0 to 1"),
        ({"targets": np.array(["a", "b", "c"])}, "The labels are .*; expected numbers"),
        ({"targets": np.array([0, 1, np.inf])}, "labels are other than whole numbers"),
        ({"names": "ab"}, "class_names is 'ab'; expected a list of texts"),
        ({"names": [1, 2]}, "class_names holds 1 at 0; expected texts alone"),
        ({"words": "abcde"}, "words is 'abcde'; expected a list of texts"),
        ({"words": {"a": 1}}, "words is .*; expected a list of texts"),
        ({"words": ["", None]}, "words holds null at 1; expected texts alone"),
        ({"unknown_id": 5}, "unknown_id is 5; expected a whole number from 0 to 4"),
        ({"unknown_id": -1}, "unknown_id is -1; expected"),
        ({"unknown_id": "[UNK]"}, r"unknown_id is '\[UNK\]'; expected"),
        ({"names": ("only one",)}, "1 names of classes were given; the network has 2"),
    ],
)
def test_examples_that_do_not_fit_the_network_are_refused(more, said):
    plan, _ = of(*BINARY)
    with pytest.raises(ConfigError, match=said):
        given_config(**{"plan": plan, "inputs": TOKENS} | more)


@pytest.mark.parametrize("more", [{"words": ["a"]}, {"unknown_id": 0}])
def test_a_network_that_reads_numbers_takes_no_words(more):
    plan, _ = of(lstm(), dense(1), shape=(4, 2))
    with pytest.raises(ConfigError, match=r"this network reads numbers. Leave them out"):
        given_config(plan, NUMBERS, **more)


@pytest.mark.filterwarnings("error")
def test_a_label_that_is_none_is_not_known():
    plan, weights = of(*BINARY)
    run = kept(plan, weights, TOKENS, np.array([0, np.nan, -1]), words=np.array(["", "a", "b"]), unknown_id=np.int64(1))
    assert given_targets(run.config).tolist() == [0, -1, -1]
    assert run.encoding.words == ("", "a", "b")


def test_numbers_that_float32_does_not_hold_are_refused():
    plan, _ = of(lstm(), dense(1), shape=(4, 2))
    with pytest.raises(ConfigError, match=r"beyond 3.4e38"):
        given_config(plan, NUMBERS * 1e300)


def test_a_network_of_which_no_page_knows_what_it_says_is_refused():
    plan, _ = of(lstm(), dense(2, "relu"), shape=(4, 2))
    with pytest.raises(LayerError, match="The network ends in Dense 2 relu, of which no page knows what it says"):
        given_config(plan, NUMBERS)


def test_of_weights_of_another_network_nothing_is_left():
    plan, weights = of(*BINARY)
    with pytest.raises(RunError, match="not those of this network"):
        kept(plan, weights | {"lstm/bias": np.zeros(3, np.float32)}, TOKENS)
    assert list(runs_folder().iterdir()) == []


def test_no_queue_ever_sees_a_kept_network(monkeypatch):
    plan, weights = of(*BINARY)
    written = []
    monkeypatch.setattr(
        "playground.runs.folder.RunFolder.show",
        lambda self, config: written.append([json.loads(line)["event"] for line in self.events.open()]),
    )
    with pytest.raises(RunError):  # nobody sees it, not even the one who made it
        kept(plan, weights, TOKENS)
    assert written == [["queued", "finished"]]
