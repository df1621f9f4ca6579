"""A .keras file is imported on My runs, and every page shows the network."""

import pytest
from streamlit.testing.v1 import AppTest

from playground.runs import Run, all_runs
from playground.runs.from_keras import import_keras
from tests.keras_networks.configs import dense, lstm, sequential
from tests.keras_networks.files import hdf5, keras_file, model
from tests.ui.test_pages import healthy, labelled, said, visit

WORDS = b'["", "[UNK]", "good", "bad", "film"]'
TYPE = "application/octet-stream"


def numbers() -> bytes:
    """A network that forecasts a number from numbers."""
    config = model(sequential([4, 3], lstm(), dense(1)))
    return keras_file(config, hdf5(lambda file: file.__delitem__("layers/embedding")))


RUNS = {
    "tokens": lambda: import_keras(keras_file(), "ann"),
    "words": lambda: import_keras(keras_file(), "ann", WORDS),
    "numbers": lambda: import_keras(numbers(), "ann"),
}
PLACES = [
    *(("inside", view) for view in ("timesteps", "gradient", "memory", "compare", "what-if")),
    *((page, "") for page in ("train", "loop", "sentiment", "runs", "playground")),
]


@pytest.mark.parametrize(("page", "view"), PLACES, ids=[f"{page} {view}".strip() for page, view in PLACES])
@pytest.mark.parametrize("make", RUNS.values(), ids=RUNS)
def test_every_page_shows_an_imported_network(make, page: str, view: str, own_home, no_workers):
    run: Run = make()
    healthy(visit(page, learner="ann", run=run.id, **({"view": view} if view else {})))


def test_an_imported_network_with_a_vocabulary_reads_texts_in_sentiment(own_home, no_workers):
    run = RUNS["words"]()
    app = healthy(visit("sentiment", learner="ann", run=run.id))
    assert said(app.error) == []
    assert app.query_params["run"] == run.id


def uploaded(data: bytes, words: bytes | None = None) -> AppTest:
    """My runs after a file was chosen and imported."""
    app = visit("runs", learner="ann")
    labelled(app.file_uploader, "A .keras file").set_value(("model.keras", data, TYPE))
    if words is not None:
        labelled(app.file_uploader, "Its vocabulary, if it reads texts").set_value(("w.json", words, TYPE))
    app.run()
    return labelled(app.button, "Import the network").click().run()


def test_an_uploaded_network_becomes_a_run_of_whoever_brought_it_and_is_opened(own_home, no_workers, monkeypatch):
    went = []
    go_to = "playground.ui.run.import_keras.go_to"
    monkeypatch.setattr(go_to, lambda page, *shown: went.append((page, shown[0][1].id)))
    uploaded(keras_file(), WORDS)
    (run,) = all_runs("ann")
    assert went == [("inside", run.id)]
    assert run.encoding.words == ("", "[UNK]", "good", "bad", "film")


def test_a_file_that_is_no_network_is_refused_on_the_page(own_home, no_workers):
    app = uploaded(b"no zip")
    assert said(app.error) == [
        "This file is not a network that can be imported: it is not a zip, or it ends too early. Save the model again "
        "with Keras 3, model.save('model.keras'), and import that file."
    ]
    assert not all_runs()
