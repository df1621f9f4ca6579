"""A network from elsewhere leaves only in forms that are true of it."""

import numpy as np
import pytest

from playground.errors import RunError
from playground.exporting import FORMATS
from playground.exporting.making import offered
from playground.exporting.page import given
from playground.exporting.suiting import check_suits
from playground.runs import Run, RunFolder
from playground.runs.from_keras import import_keras
from playground.runs.given import given_config
from tests.keras_networks.configs import dense, lstm, masking
from tests.keras_networks.files import keras_file
from tests.runs.test_given import BINARY, NUMBERS, TOKENS, kept, of

NOT_KNOWN = ("Adam", "adam", "0.005", "batches", "epoch", "for teaching", "Licence", "| test", "## Numbers", "  ")


def card(run: Run, folder) -> str:
    FORMATS["card"].write(run, folder / "card.md")
    return (folder / "card.md").read_text(encoding="utf-8")


def watched() -> Run:
    """As `playground.Watch` leaves it."""
    config, encoding = given_config(of(*BINARY)[0], TOKENS, np.array([0, 1, 1]))
    folder = RunFolder.begun()
    folder.event("started", learning_rate=0.25)
    folder.save_encoding(encoding)
    folder.event("prepared", train=3, validation=3, test=3, steps_per_epoch=1, baseline={})
    folder.save_weights(0, of(*BINARY)[1])
    folder.event("step", epoch=1, position=1.0, loss=0.5, accuracy=0.5)
    folder.event("epoch", epoch=1, loss=0.5, accuracy=0.5, val_loss=0.5, val_accuracy=0.75, seconds=1.0)
    folder.event("finished", test={}, seconds=1)
    folder.show(config)
    return Run(folder.path)


def test_an_imported_network_leaves_in_no_form_that_repeats_a_training(own_home):
    assert offered(import_keras(keras_file())) == ["keras", "page", "run", "card"]
    numbers = kept(*of(lstm(), dense(1), shape=(4, 2)), NUMBERS)
    assert offered(numbers) == ["keras", "page", "run", "card"]


def test_a_watched_training_also_has_its_curves(own_home):
    assert offered(watched()) == ["keras", "page", "run", "history", "steps", "card"]


@pytest.mark.parametrize("name", ["script", "notebook", "command", "link", "history", "steps", "predictions"])
def test_why_an_imported_network_does_not_leave_so_is_one_sentence_with_what_to_do(name, own_home):
    with pytest.raises(RunError, match=r"^This [^.]*\. Export [^.]*\.$"):
        check_suits(import_keras(keras_file()), name)


def test_the_card_of_an_imported_network_claims_nothing_that_nobody_knows(own_home, tmp_path):
    said = card(import_keras(keras_file()), tmp_path)
    assert [claim for claim in NOT_KNOWN if claim in said] == []
    assert "It was trained outside the playground; how is not known here." in said
    assert "Random tokens: the file brought no examples." in said
    assert ", imported." in said


def test_the_card_of_a_watched_training_says_what_was_seen_of_it(own_home, tmp_path):
    said = card(watched(), tmp_path)
    assert "learning rate 0.25, 1 of 1 epoch." in said
    assert "| validation, last epoch | 0.5000 | 75.0% |" in said
    assert [claim for claim in ("Adam", "Trained with", "for teaching") if claim in said] == []


def test_a_page_of_an_imported_network_says_that_it_was_trained_elsewhere(own_home, tmp_path):
    FORMATS["page"].write(kept(*of(lstm(), dense(1), shape=(4, 2)), NUMBERS), tmp_path / "page.html")
    said = (tmp_path / "page.html").read_text(encoding="utf-8").partition("<script")[0]
    assert "trained elsewhere" in said
    assert "It was trained outside RNN Playground." in said
    assert "epoch" not in said.partition("<body>")[2]


def test_a_page_reads_the_tokens_of_an_imported_network_by_word_and_by_number(own_home):
    words = ("", "[UNK]", "good", "bad", "film")
    found = given(kept(*of(*BINARY), TOKENS, np.array([0, -1, 1]), words=words, unknown_id=1))
    assert found["start"] == "[UNK] good bad film"
    assert found["encoding"]["words"] == list(words)
    assert [one["look"] for one in found["examples"]["texts"]] == [
        "Labelled class 0",
        "What is true of it is not known.",
        "Labelled class 1",
    ]
    by_number = given(import_keras(keras_file()))
    assert by_number["start"] == "#2 #3 #4 #4"
    assert by_number["encoding"]["words"] == []


def test_a_page_holds_only_the_timesteps_that_a_masking_layer_reads(own_home):
    numbers = np.array(NUMBERS)
    numbers[0, :2] = 0
    found = given(kept(*of(masking(), lstm(), dense(1), shape=(4, 2)), numbers))["examples"]["numbers"]
    assert [one["labels"] for one in found[:2]] == [
        ["timestep 3", "timestep 4"],
        [f"timestep {t}" for t in (1, 2, 3, 4)],
    ]
