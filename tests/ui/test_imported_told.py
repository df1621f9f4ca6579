"""What is said of a network that was imported: nobody saw it train, and nobody gave it examples."""

import numpy as np

from playground.runs import Run
from playground.runs.from_keras import import_keras
from tests.keras_networks.files import keras_file
from tests.runs.test_given import BINARY, TOKENS, kept, of
from tests.ui.test_pages import healthy, said, visit

DRAWN = "Random tokens: the file brought no examples."


def inside(run: Run, **link: str) -> list[str]:
    """The captions of Inside."""
    return said(healthy(visit("inside", learner="ann", run=run.id, view="timesteps", **link)).caption)


def test_tokens_that_were_drawn_are_called_random(own_home, no_workers):
    run = import_keras(keras_file(), "ann")
    assert DRAWN in inside(run, reads="A test example")
    assert run.config.dataset.label() == "Random tokens, no examples given"


def test_examples_that_were_given_are_not_called_random(own_home, no_workers):
    run = kept(*of(*BINARY), TOKENS, np.array([0, 1, 1]), learner="ann")
    captions = inside(run, reads="A test example")
    assert "Labelled class 0." in captions
    assert DRAWN not in captions
    assert run.config.dataset.label() == "Examples given with the network"


def test_its_state_is_imported_on_every_list(own_home, no_workers):
    run = import_keras(keras_file(), "ann")
    assert (run.history().state, run.history().shown_state) == ("finished", "imported")
    app = healthy(visit("runs", learner="ann", run=run.id))
    (table,) = [frame.value for frame in app.dataframe if "State" in frame.value]
    assert list(table["State"]) == ["imported"]
    assert table["Epochs"].isna().all()
    assert "…" not in " ".join(said(app.markdown))
