"""What was made elsewhere comes in by the command line."""

import json
from pathlib import Path

import pytest

from playground.__main__ import main
from playground.runs import Run, all_runs
from tests.keras_networks.configs import dense, embedding, lstm, sequential
from tests.keras_networks.files import keras_file, model


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A .keras file."""
    path = tmp_path / "model.keras"
    path.write_bytes(keras_file())
    return path


def test_a_keras_file_is_imported_and_its_id_printed(file: Path, capsys):
    assert main(["import", str(file)]) == 0
    (run,) = all_runs()
    assert capsys.readouterr().out == f"{run.id}\n"


def test_its_words_and_timesteps_come_with_it(file: Path, capsys):
    file.write_bytes(keras_file(model(sequential([None], embedding(), lstm(), dense(1, "sigmoid")))))
    words = file.with_name("words.json")
    words.write_text('["", "a", "good"]')
    assert main(["import", str(file), "--vocabulary", str(words), "--timesteps", "6", "--json"]) == 0
    run = Run.open(json.loads(capsys.readouterr().out)["id"])
    assert (run.encoding.words, run.config.plan.timesteps) == (("", "a", "good"), 6)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["no.keras"], "There is no file 'no.keras'"),
        (["model.h5"], "The file is 'model.h5'; expected a name ending in .zip or .keras"),
        (["FILE", "--vocabulary", "no.json"], "There is no file 'no.json'"),
        (["FILE", "--timesteps", "0"], "--timesteps is 0; expected a whole number from 1 on"),
        (["FILE", "--vocabulary", "FILE"], "This vocabulary is not JSON"),
    ],
)
def test_what_cannot_be_imported_is_said_in_one_sentence(arguments: list[str], said: str, file: Path, capsys):
    assert main(["import", *(str(file) if one == "FILE" else one for one in arguments)]) == 2
    error = capsys.readouterr().err
    assert error.startswith(said)
    assert error.count("\n") == 1
    assert not all_runs()
