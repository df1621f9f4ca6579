"""Training a run from its folder in this process: what is left behind, and one plain sentence where it fails."""

import errno
import gzip
import json
import random
import socket
from collections.abc import Iterator
from threading import Barrier, Thread

import numpy as np
import pytest
from filelock import FileLock

from playground import paths
from playground.config import RunConfig
from playground.datasets import Addition, Imdb, Reviews, Weather
from playground.datasets.imdb import ARCHIVE
from playground.datasets.own_reviews import store_texts
from playground.encodings import OneHotCharacters
from playground.layers import GRU, LSTM, Conv1D, Dense, Dropout, EncoderDecoder, SimpleRNN
from playground.prediction.splits import run_examples
from playground.runs import Run, RunFolder, ask
from playground.training import prepare as preparing
from playground.training import train as module
from playground.training.build import get_weights
from playground.training.prepare import prepare
from playground.training.train import train
from tests.datasets.test_own_reviews import CHOSEN, csv
from tests.engine.conftest import small

WEIGHTS = {
    "embedding/embeddings": (2002, 32),
    "simple_rnn/kernel": (32, 4),
    "simple_rnn/recurrent_kernel": (4, 4),
    "simple_rnn/bias": (4,),
    "output/kernel": (4, 1),
    "output/bias": (1,),
}


def trained(config: RunConfig) -> Run:
    """Train a run to its end and read it back."""
    folder = RunFolder.create(config)
    train(folder.path)
    return Run.open(folder.id)


def events(run: Run) -> list[dict]:
    """Every event in its order."""
    return [json.loads(line) for line in (run.path / "events.jsonl").read_text().splitlines()]


def failure(run: Run) -> str:
    """Why a run failed: one paragraph of plain words, recorded by the run itself."""
    last = events(run)[-1]
    assert last["event"] == "failed"
    reason = last["reason"]
    assert "\n" not in reason
    assert "Traceback" not in reason
    assert reason.endswith(".")
    assert run.history().reason == reason
    return reason


EVERY_KIND = (
    Conv1D(filters=3, kernel_size=2),
    SimpleRNN(units=3),
    LSTM(units=3, dropout=0.3, bidirectional=True),
    GRU(units=3, recurrent_dropout=0.3),
    Dropout(rate=0.5),
    Dropout(rate=0.5),
    Dense(units=3),
    Dense(units=3),
)
SUMS = RunConfig(
    dataset=Addition(digits=1, examples=200), encoding=OneHotCharacters(), layers=(EncoderDecoder(units=8),)
)


def drawn(config: RunConfig) -> list[np.ndarray]:
    """Everything that a network begins with and that is drawn: not the biases, but the states of its dropout."""
    model = prepare(config).steps.model
    return [np.asarray(variable) for variable in model.variables if not variable.path.endswith("bias")]


@pytest.mark.parametrize("config", [small(layers=EVERY_KIND), SUMS], ids=["reviews", "sums"])
def test_what_a_network_begins_with_follows_from_its_seed_alone(config, monkeypatch):
    first = drawn(config)
    other = drawn(config.changed(seed=1))

    def nobody_draws_here(*_: object) -> int:
        raise AssertionError("drawn from the generator of the whole process")

    state = random.getstate()
    monkeypatch.setattr(random, "randint", nobody_draws_here)
    monkeypatch.setattr(random, "random", nobody_draws_here)
    again = drawn(config)
    assert random.getstate() == state
    for one, same, different in zip(first, again, other, strict=True):
        np.testing.assert_array_equal(same, one)
        assert not np.array_equal(different, one)


@pytest.mark.parametrize(
    "layers",
    [
        (LSTM(units=32), LSTM(units=32)),
        (GRU(units=16, bidirectional=True), Dense(units=32), Dense(units=32)),
        (SimpleRNN(units=32, dropout=0.5, bidirectional=True), Dropout(rate=0.5), Dropout(rate=0.5)),
        EVERY_KIND,
    ],
    ids=len,
)
def test_no_two_weights_and_no_two_dropouts_of_a_network_begin_the_same(layers):
    arrays = drawn(small(layers=layers))
    assert len({(array.shape, array.tobytes()) for array in arrays}) == len(arrays)


def test_encoder_and_decoder_begin_with_different_weights():
    weights = get_weights(prepare(SUMS).steps.model, SUMS.plan)
    kernels = [weights[f"encoder_decoder/{part}/recurrent_kernel"] for part in ("encoder", "decoder")]
    assert not np.array_equal(*kernels)


def test_a_finished_run_leaves_its_events_its_weights_and_its_vocabulary():
    run = trained(small(epochs=2))
    kinds = [event["event"] for event in events(run) if event["event"] != "progress"]
    assert kinds == ["queued", "started", "prepared", *(["step"] * 7 + ["epoch"]) * 2, "finished"]
    history = run.history()
    assert history.state == "finished"
    assert set(history.test) == {"loss", "accuracy"}
    assert (history.facts["train"], history.facts["validation"], history.facts["test"]) == (160, 40, 50)
    assert history.facts["steps_per_epoch"] == 7  # 160 examples by 25
    assert history.steps["position"] == [pytest.approx(step / 7, abs=1e-4) for step in range(1, 15)]
    assert run.saved_epochs() == [0, 1, 2]
    for epoch in run.saved_epochs():
        assert {name: array.shape for name, array in run.weights(epoch).items()} == WEIGHTS
    assert not np.array_equal(run.weights(1)["output/kernel"], run.weights(2)["output/kernel"])
    assert len(run.encoding.words) == 1 + len(run.encoding.ids) - 1


def test_a_recorded_run_keeps_its_weights_between_epochs_and_learns_the_same():
    recorded, bare = trained(small(epochs=2, record_every=3)), trained(small(epochs=2))
    third, sixth = round(3 / 7, 6), round(6 / 7, 6)
    assert recorded.saved() == [0, third, sixth, 1, 1 + third, 1 + sixth, 2]
    assert recorded.saved_epochs() == bare.saved() == [0, 1, 2]
    assert not np.array_equal(recorded.weights(1 + third)["output/kernel"], recorded.weights(1)["output/kernel"])
    for name, array in bare.weights().items():
        np.testing.assert_array_equal(recorded.weights()[name], array)


OF_ONE = {"layers": (SimpleRNN(units=1),)}
BY_TIME = {"dataset": Weather(days=60, lookback=6), "encoding": {"kind": "numbers"}, "batch_size": 700}


@pytest.mark.parametrize(
    "choices",
    [
        {"record_every": 3},
        {"record_every": 7},
        {"record_every": 1, "validation_split": 0.99},
        {"record_every": 1, "train_samples": 2},
        {"record_every": 2, "steps_per_epoch": 5},
        {"record_every": 2, "steps_per_epoch": 50},
        {"layers": (LSTM(units=4, bidirectional=True), SimpleRNN(units=3)), "record_every": 5},
        BY_TIME | OF_ONE | {"record_every": 1, "validation_split": 0.99},
        BY_TIME | OF_ONE | {"record_every": 2, "train_samples": 60},
    ],
    ids=str,
)
def test_what_a_recorded_run_keeps_is_reckoned_before_it_is_trained(choices):
    config = small(**{"epochs": 2} | choices)
    run = trained(config)
    files = [path.stat().st_size for path in RunFolder(run.path).weights.iterdir()]
    assert config.moments == len(run.saved()) == len(files)
    assert config.disk_bytes == sum(-(-size // 4096) * 4096 for size in files)


def test_where_equal_texts_stand_on_one_side_no_more_is_kept_than_was_reckoned():
    texts = ["good film"] * 30 + ["bad film"] * 30 + [f"film {number}" for number in range(20)]
    file = csv(list(zip(texts, ["good", "bad"] * 40, strict=True)))
    config = small(
        dataset=store_texts(file, "mine.csv", CHOSEN), epochs=1, record_every=1, batch_size=1, validation_split=0.5
    )
    run = trained(config)
    assert len(run.saved()) <= config.moments <= 2 * len(run.saved())


def test_the_loss_of_an_epoch_is_the_mean_over_its_examples():
    run = trained(
        small(batch_size=100, epochs=1)
    )  # 160 examples: a batch of 100 and one of 60, in an order of their own
    history = run.history()
    steps = [event for event in events(run) if event["event"] == "step"]
    ways = [
        sum(step["loss"] * n for step, n in zip(steps, sizes, strict=True)) / 160 for sizes in ((100, 60), (60, 100))
    ]
    assert any(history.epochs[0]["loss"] == pytest.approx(way, abs=1e-5) for way in ways)


def test_the_vocabulary_is_learned_from_the_training_part_only():
    config = small(train_samples=20, validation_split=0.5)
    parts = run_examples(config)
    words, others = ({part.words[i] for i in part.token_ids} for part in (parts.train, parts.validation))
    assert others - words
    assert set(trained(config).encoding.words) == words


def test_a_dataset_cut_short_is_named():
    paths.data().mkdir(parents=True)
    (paths.data() / ARCHIVE).write_bytes(gzip.compress(np.random.default_rng(0).bytes(5000))[:3000])
    run = trained(small(dataset=Imdb()))
    assert f"{ARCHIVE} ends too early" in failure(run)
    assert run.saved_epochs() == []


def test_a_dataset_that_is_no_archive_is_named():
    paths.data().mkdir(parents=True)
    (paths.data() / ARCHIVE).write_text("<html>Not found</html>")
    assert "not a .tar.gz archive as was expected" in failure(trained(small(dataset=Imdb())))


def test_without_network_the_dataset_can_be_put_there_by_hand(monkeypatch):
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setattr(Imdb, "url", f"http://127.0.0.1:{port}/{ARCHIVE}")
    reason = failure(trained(small(dataset=Imdb())))
    assert f"http://127.0.0.1:{port}/{ARCHIVE} could not be downloaded (the connection failed)" in reason
    assert "Check the network" in reason
    assert f"into {paths.data()} by hand" in reason


def test_a_split_that_rounds_to_nothing_holds_one_example_back():
    run = trained(small(train_samples=2, validation_split=0.01))
    assert (run.history().facts["train"], run.history().facts["validation"]) == (1, 1)
    assert run.history().state == "finished"


def test_a_disk_that_is_full_fails_the_run_and_keeps_what_was_saved(monkeypatch):
    write = np.savez

    def only_first(file, **arrays):
        if "0000" not in file.name:
            raise OSError(errno.ENOSPC, "No space left on device")
        write(file, **arrays)

    monkeypatch.setattr(np, "savez", only_first)
    run = trained(small())
    assert "is full. Free some space" in failure(run)
    assert run.saved_epochs() == [0]
    assert set(run.weights()) == set(WEIGHTS)


def exploding(**values: object) -> RunConfig:
    """A network that doubles and doubles its state over up to 200 words, moved by enormous steps."""
    linear = SimpleRNN(units=4, activation="linear")
    return small(dataset=Reviews(examples=200, distance=200), layers=(linear,), learning_rate=10, **values)


def test_a_loss_that_is_lost_while_training_names_the_step_and_the_cure():
    run = trained(exploding(batch_size=10))
    reason = failure(run)
    assert reason.startswith("The loss is no longer a number after step ")
    assert "Choose a learning rate below 10, or clip the gradient." in reason


def test_a_loss_that_is_lost_with_the_last_step_of_an_epoch_is_told_the_same_way():
    run = trained(exploding(batch_size=200))  # one step, after which only the validation can notice
    assert [event["event"] for event in events(run)].count("step") == 1
    reason = failure(run)
    assert reason.startswith("The loss is no longer a number after epoch 1")
    assert "Choose a learning rate below 10, or clip the gradient." in reason


@pytest.mark.parametrize("batch_size", [10, 200])
def test_weights_that_are_not_numbers_are_not_kept(batch_size):
    run = trained(exploding(batch_size=batch_size))
    failure(run)
    for epoch in run.saved_epochs():
        assert all(np.isfinite(array).all() for array in run.weights(epoch).values())
    assert run.saved_epochs() == [0]


def test_an_error_of_the_program_is_told_with_its_kind(monkeypatch, capsys):
    monkeypatch.setattr(preparing, "run_examples", lambda *_: 1 // 0)
    run = trained(small())
    reason = events(run)[-1]["reason"]
    assert reason.startswith("Training ended with an error of the program: ZeroDivisionError: ")
    assert "ZeroDivisionError" in capsys.readouterr().err  # whole, for whoever runs the server


def test_too_little_memory_is_told_with_the_cure(monkeypatch):
    def no_memory(*_):
        raise MemoryError

    monkeypatch.setattr(preparing, "run_examples", no_memory)
    assert "needs more memory than its worker has. Choose a smaller batch or length." in failure(trained(small()))


@pytest.mark.parametrize("end", ["started", "paused", "finished", "stopped", "failed"])
def test_only_a_waiting_run_is_trained(end):
    folder = RunFolder.create(small())
    folder.event(end, learning_rate=0.005, reason="")
    before = folder.events.read_bytes()
    train(folder.path)
    assert folder.events.read_bytes() == before
    assert Run.open(folder.id).saved_epochs() == []


def test_a_finished_run_is_not_trained_again():
    run = trained(small())
    before = {path.name: path.read_bytes() for path in run.path.rglob("*.*") if path.is_file()}
    train(run.path)
    assert {path.name: path.read_bytes() for path in run.path.rglob("*.*") if path.is_file()} == before


def test_a_run_that_another_process_trains_is_left_alone(monkeypatch):
    folder = RunFolder.create(small())
    before = folder.events.read_bytes()
    monkeypatch.setattr(RunFolder, "lock", lambda self, timeout=0: FileLock(self.path / "lock", timeout=0))
    with FileLock(folder.path / "lock"):
        train(folder.path)
    assert folder.events.read_bytes() == before


def test_a_run_that_two_servers_hand_to_their_workers_trains_once(monkeypatch):
    folder = RunFolder.create(small())
    trained, both = [], Barrier(2)

    def record(folder: RunFolder) -> Iterator[float]:
        trained.append(folder.id)
        folder.event("finished", test={})
        yield 0.0

    def begin() -> None:
        both.wait()
        train(folder.path)

    monkeypatch.setattr(module, "_record", record)
    threads = [Thread(target=begin) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert trained == [folder.id]


def test_a_run_that_was_stopped_before_its_first_batch_trains_nothing():
    folder = RunFolder.create(small())
    ask(folder, stop=True)
    train(folder.path)
    run = Run.open(folder.id)
    assert (run.history().state, run.history().reason) == ("stopped", "Stopped by you.")
    assert run.saved_epochs() == []
    assert not run.history().latest
