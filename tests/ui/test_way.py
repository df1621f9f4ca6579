"""Finding one's way without a browser: what a page opens with, what menus call a run, where it can be looked at."""

from pathlib import Path

import pytest

from playground.config import RunConfig
from playground.datasets.own_reviews import store_texts
from playground.datasets.tables.texts import TextChoices
from playground.encodings import LearnedEmbedding
from playground.layers import LSTM, Layer
from playground.runs import Run, RunFolder
from playground.ui.main import PAGES
from tests.browser.made import made_run
from tests.ui.test_pages import healthy, labelled, said, visit

TEXTS = b"note,verdict\n" + b"".join(
    b"ein Film *Nummer* %d,%s\n" % (i, (b"schlecht", b"gut")[i % 2]) for i in range(40)
)
ENCODING = LearnedEmbedding(vocabulary_size=7, maximum_length=9, dimensions=3)
LAYERS: tuple[Layer, ...] = (LSTM(units=3),)
FILE = "meine_*Filme*.csv"


@pytest.fixture
def own(own_home: Path) -> Run:
    """A run that learned from an uploaded file."""
    dataset = store_texts(TEXTS, FILE, TextChoices("note", "verdict"))
    return made_run(
        own_home, RunConfig(dataset=dataset, encoding=ENCODING, layers=LAYERS), {"words": ("ein", "film")}, 1
    )


@pytest.fixture
def film_reviews(own_home: Path) -> Run:
    """A run that learned from the short film reviews."""
    return made_run(own_home, RunConfig(encoding=ENCODING, layers=LAYERS), {"words": ("acting", "superb")}, 1)


def test_a_run_of_ones_own_texts_opens_on_a_test_example_of_its_own(own):
    app = healthy(visit("inside", run=own.id))
    assert said(app.text) == [own.config.dataset.load().test.texts[0]]
    typed = labelled(labelled(app.segmented_control, "Text").set_value("My own text").run().text_input, "Type a text")
    assert typed.value == own.config.dataset.load().test.texts[0]


def test_a_text_typed_for_film_reviews_is_not_put_before_ones_own_network(own, film_reviews):
    app = healthy(visit("inside", run=film_reviews.id, beside=own.id))
    labelled(app.text_input, "Type a text").set_value("superb acting").run()
    app.query_params["run"] = own.id
    assert said(healthy(app.run()).text) == [own.config.dataset.load().test.texts[0]]


def test_a_link_brings_a_text_to_ones_own_network(own):
    app = healthy(visit("inside", run=own.id, text="Ein Film"))
    assert labelled(app.text_input, "Type a text").value == "Ein Film"


@pytest.mark.parametrize("page", ["inside", "sentiment"])
def test_menus_name_the_uploaded_file(own, page):
    options = labelled(healthy(visit(page, run=own.id)).selectbox, "Run").options
    (option,) = [option for option in options if own.short_id in option]
    assert option.startswith(f"{FILE} → ")


@pytest.mark.parametrize("page", ["runs", "train"])
def test_the_name_of_a_file_is_text_wherever_a_run_is_described(own, page, monkeypatch):
    monkeypatch.setattr("playground.ui.run.choose.all_runs", lambda learner: [own])
    app = healthy(visit(page, **{"run" if page == "train" else "chosen": own.id}))
    assert any(FILE in text for text in said(app.markdown))
    assert not any(FILE in element.value for element in app.markdown)


@pytest.mark.parametrize("state", ["stopped", "failed"])
def test_a_run_that_ended_early_can_be_looked_into(film_reviews, state):
    RunFolder(film_reviews.path).event(state, reason="As was asked.")
    links = [link.proto.label for link in healthy(visit("train", run=film_reviews.id)).get("page_link")]
    assert "Look inside" in links


@pytest.mark.parametrize("page", PAGES)
def test_what_trains_comes_before_what_deletes(own, page, monkeypatch):
    monkeypatch.setattr("playground.ui.run.choose.all_runs", lambda learner: [own])
    monkeypatch.setattr(
        "playground.datasets.uploads.uploads_of", lambda *_: {own.config.dataset.upload: own.config.dataset.known}
    )
    link = {"data": {"dataset": "own_reviews"}, "train": {"run": own.id}, "runs": {"chosen": own.id}}.get(page, {})
    labels = [button.label for button in healthy(visit(page, **link)).button]
    deleting = [index for index, label in enumerate(labels) if label.startswith(("Delete", "Remove"))]
    training = [index for index, label in enumerate(labels) if label.startswith("Train")]
    assert not (deleting and training) or min(training) < min(deleting)
    assert bool(deleting) == (page in ("runs", "data", "train"))
