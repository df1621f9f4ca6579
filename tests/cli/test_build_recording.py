"""The recordings that come with the playground: a network while it learns, small, and never written to."""

import pytest

from playground.cli import build_recording as making
from playground.cli.build_recording import LEAST_ACCURACY, MOST_BYTES, ship
from playground.cli.shipping import folder_bytes
from playground.errors import RunError, StorageError
from playground.languages import speaking
from playground.paths import RECORDINGS
from playground.prediction.predict import network
from playground.prediction.splits import run_examples
from playground.recipes import default_recipe
from playground.runs import Run, RunFolder, all_runs, delete, recording, starter

RUN = Run(RECORDINGS["en"])
each = pytest.mark.parametrize("code", RECORDINGS)


def accuracy(run: Run, epoch: float) -> float:
    """The share of the test examples that the network got right then."""
    test, trained = run_examples(run.config).test, network(run, epoch)
    encoded = run.encoding.encode(test)
    inputs = encoded.inputs(range(len(test)), int(encoded.lengths.max()), run.config.encoding.padding)
    return float(((trained.probabilities(inputs) >= 0.5) == test.targets).mean())


@each
def test_it_is_what_the_script_in_the_repository_trains_in_at_most_a_million_bytes(code):
    assert Run(RECORDINGS[code]).config == making.CONFIGS[code]
    assert folder_bytes(RECORDINGS[code]) <= MOST_BYTES == 1_000_000


@each
def test_it_has_many_moments_from_before_training_to_its_end(code):
    run = Run(RECORDINGS[code])
    batches = run.history().facts["steps_per_epoch"] * run.config.epochs
    assert len(run.saved()) > batches / run.config.record_every
    assert (run.saved()[0], run.saved()[-1]) == (0, run.config.epochs)


@each
def test_it_guesses_at_first_and_has_learned_in_the_end_what_its_history_says(code):
    run = Run(RECORDINGS[code])
    assert accuracy(run, 0) == pytest.approx(0.5, abs=0.05)
    assert accuracy(run, run.config.epochs) == pytest.approx(run.history().test["accuracy"], abs=0.002)
    assert run.history().test["accuracy"] >= LEAST_ACCURACY


@each
def test_a_page_begins_with_what_is_read_in_its_language(code):
    with speaking(code):
        begun = [run.config.dataset.language for run in (recording(), starter())]
        assert [*begun, default_recipe().config.dataset.language] == [code] * 3


def test_it_is_found_by_its_link_and_in_no_list():
    assert Run.open("recording") == RUN
    assert RUN not in all_runs()


def test_it_stays_as_it_is():
    with pytest.raises(RunError, match="comes with the playground"):
        delete(RUN)
    with pytest.raises(RunError, match="comes with the playground"):
        RunFolder(RECORDINGS["en"]).event("finished")


def test_the_script_refuses_a_folder_that_is_there_and_a_network_that_is_too_large(tmp_path, monkeypatch):
    with pytest.raises(StorageError, match="there already"):
        ship(RUN, tmp_path)
    monkeypatch.setattr(making, "MOST_BYTES", 100_000)
    with pytest.raises(RunError, match=r"bytes; expected .* at most 100,000"):
        ship(RUN, tmp_path / "new")
    assert not (tmp_path / "new").exists()
