"""The recording that comes with the playground: a network while it learns, small, and never written to."""

import pytest

from playground.cli import build_recording as making
from playground.cli.build_recording import LEAST_ACCURACY, MOST_BYTES, ship
from playground.cli.shipping import folder_bytes
from playground.errors import RunError, StorageError
from playground.paths import RECORDING
from playground.prediction.predict import network
from playground.prediction.splits import run_examples
from playground.runs import Run, RunFolder, all_runs, delete

RUN = Run(RECORDING)


def accuracy(epoch: float) -> float:
    """The share of the test examples that the network got right then."""
    test, trained = run_examples(RUN.config).test, network(RUN, epoch)
    encoded = RUN.encoding.encode(test)
    inputs = encoded.inputs(range(len(test)), int(encoded.lengths.max()), RUN.config.encoding.padding)
    return float(((trained.probabilities(inputs) >= 0.5) == test.targets).mean())


def test_it_is_what_the_script_in_the_repository_trains_in_at_most_a_million_bytes():
    assert RUN.config == making.CONFIG
    assert folder_bytes(RECORDING) <= MOST_BYTES == 1_000_000


def test_it_has_many_moments_from_before_training_to_its_end():
    batches = RUN.history().facts["steps_per_epoch"] * RUN.config.epochs
    assert len(RUN.saved()) > batches / RUN.config.record_every
    assert (RUN.saved()[0], RUN.saved()[-1]) == (0, RUN.config.epochs)


def test_it_guesses_at_first_and_has_learned_in_the_end_what_its_history_says():
    assert accuracy(0) == pytest.approx(0.5, abs=0.05)
    assert accuracy(RUN.config.epochs) == pytest.approx(RUN.history().test["accuracy"], abs=0.002)
    assert RUN.history().test["accuracy"] >= LEAST_ACCURACY


def test_it_is_found_by_its_link_and_in_no_list():
    assert Run.open("recording") == RUN
    assert RUN not in all_runs()


def test_it_stays_as_it_is():
    with pytest.raises(RunError, match="comes with the playground"):
        delete(RUN)
    with pytest.raises(RunError, match="comes with the playground"):
        RunFolder(RECORDING).event("finished")


def test_the_script_refuses_a_folder_that_is_there_and_a_network_that_is_too_large(tmp_path, monkeypatch):
    with pytest.raises(StorageError, match="there already"):
        ship(RUN, tmp_path)
    monkeypatch.setattr(making, "MOST_BYTES", 100_000)
    with pytest.raises(RunError, match=r"bytes; expected .* at most 100,000"):
        ship(RUN, tmp_path / "new")
    assert not (tmp_path / "new").exists()
