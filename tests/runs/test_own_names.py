"""A .keras file of the playground brings its words and the names of its classes along."""

import json
import re
from pathlib import Path

import pytest

from playground.datasets import Reviews
from playground.errors import UploadError
from playground.exporting.keras_file import _carry, vocabulary
from playground.keras_networks.own_names import KEY, OwnNames
from playground.prediction.cache import trace
from playground.runs import Run, all_runs
from playground.runs.from_keras import import_keras
from tests.keras_networks.files import METADATA, keras_file, packed, parts
from tests.runs.test_imported import made

CLASSES = Reviews().class_names


def carrying(names: OwnNames, folder: Path) -> bytes:
    """A network with five token ids and two classes, as it is exported."""
    path = folder / "model.keras"
    path.write_bytes(keras_file())
    _carry(path, names)
    return path.read_bytes()


def test_words_and_classes_come_back(own_home, tmp_path):
    run = import_keras(carrying(OwnNames(("", "[UNK]", "good", "bad"), CLASSES), tmp_path))
    assert run.config.dataset.class_names == CLASSES
    assert trace(run.id, 0, "A good film!")[1].inputs.tolist() == [0, 1, 2, 1]


def test_a_vocabulary_that_is_given_counts_for_more(own_home, tmp_path):
    data = carrying(OwnNames(("", "[UNK]", "good", "bad")), tmp_path)
    assert import_keras(data, vocabulary=b'["", "[UNK]", "gut"]').encoding.words == ("", "[UNK]", "gut")


def test_the_words_of_a_run_stand_at_their_token_ids(own_home, tmp_path):
    run: Run = made(own_home)
    words = vocabulary(run.encoding)
    assert words == ("", "[UNK]", "good", "bad")
    assert {word: words.index(word) for word in run.encoding.ids} == run.encoding.ids
    again = import_keras(carrying(OwnNames(words), tmp_path))
    assert vocabulary(again.encoding) == words


@pytest.mark.parametrize(
    ("held", "said"),
    [
        ([], "of its words; expected an object"),
        ({"words": "good"}, "words that are no list of texts"),
        ({"words": [7]}, "words that are no list of texts"),
        ({"words": ["x" * 201]}, "of at most 200 characters"),
        ({"words": {"a": 1}}, "words that are no list of texts"),
        ({"class_names": ["a"]}, "names 1 classes; the network has 2"),
        ({"class_names": [["a"], "b"]}, "class_names that are no list"),
    ],
)
def test_names_that_are_none_are_refused(held, said, own_home):
    metadata = json.dumps(json.loads(METADATA) | {KEY: held}).encode()
    with pytest.raises(UploadError, match=re.escape(said)):
        import_keras(packed(parts() | {"metadata.json": metadata}))
    assert not all_runs()
