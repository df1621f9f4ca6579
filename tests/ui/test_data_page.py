"""The Data page, for every kind of dataset."""

import hashlib
import re
from collections.abc import Iterator

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from playground import paths
from playground.config import RunConfig
from playground.datasets import DATASETS, OwnReviews, OwnSeries, Series, climate
from playground.datasets.fetching import Fetching
from playground.datasets.own_reviews import store_texts
from playground.datasets.own_series import store_series
from playground.datasets.tables.series import SeriesChoices
from playground.datasets.tables.texts import TextChoices
from playground.engine import Engine, engine
from playground.errors import StorageError
from playground.paths import PROJECT
from playground.ui.data.examples import aligned
from playground.ui.train.draft import Draft

HERE = [name for name, kind in DATASETS.items() if kind.download_size is None and "upload" not in kind.model_fields]
LEARNER = "a" * 20
REVIEWS = DATASETS["reviews"]
IMDB = DATASETS["imdb"]


@pytest.fixture(autouse=True)
def _no_workers(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """An engine of its own for every test, which never starts a worker."""
    monkeypatch.setattr(Engine, "start", lambda self: None)
    engine.cache_clear()
    yield
    engine.cache_clear()


def visit(**link: str) -> AppTest:
    """The Data page, opened with these values in the link."""
    app = AppTest.from_file(str(PROJECT / "playground/ui/main.py"), default_timeout=60)
    app.session_state["learner"] = LEARNER
    app.query_params.update(link)
    app.switch_page("../../pages/data.py").run()
    assert not app.exception
    return app


def widget(widgets, label: str):
    """The widget with this label."""
    return next(found for found in widgets if found.label == label)


def said(elements) -> str:
    """What elements say, one under the other, without Markdown's backslashes."""
    return re.sub(r"\\(\W|_)", r"\1", "\n".join(element.value for element in elements))


def metrics(app: AppTest) -> dict[str, str]:
    """The numbers at the top."""
    return {metric.label: metric.value for metric in app.metric}


def sections(app: AppTest) -> list[str]:
    """The headings under the title."""
    return [heading.value for heading in app.subheader]


def test_the_numbers_are_those_of_the_dataset():
    splits = REVIEWS().load()
    assert metrics(visit()) == {
        "Training texts": f"{len(splits.train):,}",
        "Test texts": f"{len(splits.test):,}",
        "Distinct words": f"{len(np.unique(splits.train.token_ids)):,}",
        "Median length in words": f"{int(np.median(splits.train.lengths))}",
    }


@pytest.mark.parametrize("name", HERE)
def test_every_dataset_that_is_here_shows_its_examples_its_origin_and_puts_its_name_into_the_link(name: str):
    app = visit(dataset=name)
    assert not app.error
    assert app.query_params["dataset"] == name
    assert widget(app.selectbox, "Dataset").value == name
    assert DATASETS[name].licence in said(app.caption)
    assert sections(app)[0] == ("The whole series" if issubclass(DATASETS[name], Series) else "Examples")
    widget(app.button, "Another").click().run()
    assert not app.exception


def test_the_share_that_would_be_cut_follows_the_length_tried():
    app = visit()
    widget(app.number_input, "Maximum length").set_value(10).run()
    lengths = REVIEWS().load().train.lengths
    assert (
        f"{np.mean(lengths > 10):.1%} of the training texts have more than 10 words and would be cut."
        in said(app.caption).splitlines()
    )


def test_a_text_is_shown_with_its_label():
    app = visit(dataset="reviews")
    test = REVIEWS().load().test
    assert app.text[0].value == test.texts[0]
    assert f"Labelled {REVIEWS().class_names[test.targets[0]]}." in said(app.caption)
    widget(app.number_input, "Number").set_value(7).run()
    assert app.text[0].value == test.texts[7]


def test_characters_stand_above_the_ones_that_come_next():
    app = visit(dataset="characters")
    first, second = app.code[0].value.splitlines()[:2]
    assert (first, second) == (
        "reads  She␣sells␣sea␣shells␣by␣the␣sea␣",
        "says   he␣sells␣sea␣shells␣by␣the␣sea␣s",
    )
    assert "Distinct characters" in metrics(app)


def test_long_rows_of_characters_are_cut_into_lines_that_fit_a_phone():
    assert aligned(list("a b" * 11), list("x" * 33)).splitlines() == [
        "reads  " + ("a␣b" * 11)[:32],
        "says   " + "x" * 32,
        "",
        "reads  b",
        "says   x",
    ]


def test_a_sum_is_shown_as_question_and_answer():
    app = visit(dataset="addition")
    question, answer = app.code[0].value.splitlines()
    first, second = map(int, question.removeprefix("question  ").split("+"))
    assert answer.removeprefix("answer    ").rstrip("␣") == str(first + second)


def test_each_long_lag_problem_is_shown_in_its_own_way():
    app = visit(dataset="memory")
    numbers = re.search(r"The target: (\S+) \+ (\S+) = (\S+)\.", said(app.caption)).groups()
    assert float(numbers[0]) + float(numbers[1]) == pytest.approx(float(numbers[2]), abs=0.002)
    assert sections(app) == ["Examples", "Targets"]
    widget(app.selectbox, "Problem").set_value("temporal_order").run()
    assert re.search("Labelled [XY]{2}.", said(app.caption))
    assert sections(app) == ["Examples", "Classes", "Lengths"]
    widget(app.selectbox, "Problem").set_value("copy").run()
    assert not app.exception
    assert "At · there is nothing to predict." in said(app.caption)
    lines = app.code[0].value.splitlines()
    assert lines[0][7:17] == (lines[1][7:] + lines[4][7:])[-10:]


def test_digits_are_read_row_by_row():
    app = visit(dataset="digits")
    label = DATASETS["digits"]().load().test.targets[0]
    assert f"Labelled {label}." in said(app.caption)
    assert "8 timesteps of 8 features" in said(app.caption)
    assert metrics(app)["One example"] == "8 × 8"


def test_a_series_is_shown_whole_with_its_first_days_its_gaps_its_naive_error_and_a_window():
    app = visit(dataset="weather")
    assert sections(app) == [
        "The whole series",
        "The first 10 days",
        "Missing values",
        "The forecast to beat",
        "One window and its target",
        "Targets",
    ]
    assert "1,440 records." in said(app.caption)
    splits, table = DATASETS["weather"]().load(), DATASETS["weather"]().table()
    error = splits.validation.naive_error()
    assert metrics(app)["Mean absolute error"] == f"{error:.2f} °C"
    assert metrics(app)["In standard deviations"] == f"{error / table.values[:78_912, 1].std():.2f}"
    assert f"{table.missing[:, 11].sum():,}" in app.table[0].value["Missing"].tolist()
    assert f"The target is {splits.test.targets[0]:.2f} °C" in said(app.caption)
    assert "150 records (25 hours) after the last value read, temperature (°C) is as it was" in said(app.caption)
    assert "Red marks" not in said(app.caption)
    widget(app.selectbox, "Quantity").set_value("wind speed (m/s)").run()
    assert "Red marks: values are missing there." in said(app.caption)


def test_jena_shows_what_it_lacks_and_the_reference_beside_its_naive_error():
    times = np.datetime64("2009-01-01T00:10:00") + np.arange(7_000) * np.timedelta64(600, "s")
    lines = [",".join(f'"{name}"' for name in climate.HEADER)]
    for i, time in enumerate(times.tolist()):
        wind = -9999 if i == 10 else 1
        degrees = i // 150 % 2  # in 25 hours it always changes by one
        lines.append(f"{time:%d.%m.%Y %H:%M:%S},990,{degrees},270,-3,90,5,4,1,3,5,1290,{wind},2,150")
    paths.data().mkdir(parents=True)
    (paths.data() / "jena_climate_2009_2016.csv").write_text("\n".join(lines))
    DATASETS["jena"]().fetch()
    app = visit(dataset="jena")
    assert metrics(app)["Mean absolute error"] == "1.00 °C"
    assert metrics(app)["In standard deviations"] == "2.00"
    assert "Its reference for this dataset: 0.29 standard deviations, 2.57 °C." in said(app.caption)
    assert app.table[0].value["Missing"].tolist() == ["1"]
    widget(app.number_input, "Delay").set_value(100).run()
    assert "reference" not in said(app.caption)


def test_data_of_ones_own_begins_with_an_upload_on_both_pages():
    for name, header in (("own_reviews", "text,label"), ("own_series", "time,T (degC)")):
        app = visit(dataset=name)
        assert header in app.code[0].value
        assert not app.metric
    app.switch_page("../../pages/train.py").run()
    widget(app.selectbox, "Dataset").set_value("own_series").run()
    assert not app.exception
    assert "time,T (degC)" in app.code[0].value
    assert "No file has been uploaded yet." in said(app.error)


def test_texts_of_ones_own_are_shown_with_all_their_labels():
    rows = b"".join(b"text %d,%s\n" % (i, (b"red", b"*green*", b"blue")[i % 3]) for i in range(60))
    own = store_texts(b"note,colour\n" + rows, "mine.csv", TextChoices("note", "colour"), learner=LEARNER)
    assert isinstance(own, OwnReviews)
    app = visit(dataset="own_reviews")
    assert (metrics(app)["Training texts"], metrics(app)["Test texts"]) == ("48", "12")
    assert "would be right in 33.3% of the training texts." in said(app.caption)
    assert sections(app) == ["Examples", "Classes", "Lengths"]


def test_a_series_of_ones_own_without_times_is_drawn_over_its_rows():
    rows = b"".join(b"%d,%d\n" % (i % 7, i % 3) for i in range(80))
    own = store_series(b"a,b\n" + rows, "mine.csv", SeriesChoices((), "a", ("b",)), learner=LEARNER)
    assert isinstance(own, OwnSeries)
    app = visit(dataset="own_series")
    assert not app.error
    assert "The first 24 records" in sections(app)
    assert "No value is missing." in said(app.caption)
    assert "1 record after the last value read" in said(app.caption)
    assert "Every point stands for" not in said(app.caption)


def test_options_of_the_dataset_change_what_is_shown():
    app = visit()
    widget(app.number_input, "Training examples").set_value(400).run()
    assert metrics(app)["Training texts"] == "400"
    widget(app.number_input, "Training examples").set_value(250).run()
    assert said(app.error) == (
        "Short film reviews: examples is 250; expected a whole number from 200 to 20,000 in steps of 200."
    )


def test_another_dataset_goes_into_the_link_and_nonsense_in_a_link_does_no_harm():
    app = visit(dataset="nonsense", recipe="nonsense")
    assert app.query_params["dataset"] == "reviews"
    widget(app.selectbox, "Dataset").set_value("digits").run()
    assert app.query_params["dataset"] == "digits"
    assert metrics(app)["One example"] == "8 × 8"
    app.query_params["dataset"] = "addition"
    app.run()
    assert widget(app.selectbox, "Dataset").value == "addition"


def test_a_link_counts_again_after_another_experiment_was_loaded():
    app = visit(dataset="digits")
    app.session_state["draft"] = Draft(RunConfig())
    app.query_params["dataset"] = "digits"
    app.run()
    assert widget(app.selectbox, "Dataset").value == "digits"


def test_an_experiment_without_training_chooses_its_dataset_and_says_what_to_look_for():
    app = visit(recipe="jena-naive")
    assert app.query_params["dataset"] == "jena"
    assert "Look for: The reference" in said(app.info)
    widget(app.selectbox, "Dataset").set_value("weather").run()
    assert "recipe" not in app.query_params
    assert not app.info


def test_a_button_leads_to_training_with_settings_that_suit():
    app = visit(dataset="digits")
    widget(app.button, "Train on this dataset").click().run()
    assert not app.exception
    assert app.title[0].value == "Train"
    config: RunConfig = app.session_state["draft"].config
    assert (config.dataset, config.encoding.kind) == (DATASETS["digits"](), "numbers")
    assert config.plan.layers[-1].output_shape == (10,)


def test_a_dataset_that_is_not_ready_is_fetched_by_a_worker_with_its_progress(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(IMDB, "load", lambda *_: pytest.fail("the server must not parse a dataset"))
    app = visit(dataset="imdb")
    assert "python -m playground fetch imdb" in said(app.caption)
    assert not app.metric
    widget(app.button, "Download now (84 MB)").click().run()
    assert not app.exception
    assert engine().fetching(IMDB()) == Fetching(what="Waiting for a free worker")
    assert [button.label for button in app.button] == ["Train on this dataset"]


def test_a_fetch_that_failed_says_why_and_can_be_tried_again(monkeypatch: pytest.MonkeyPatch):
    asked = []
    monkeypatch.setattr(Engine, "fetching", lambda *_: Fetching(error="No *network*."))
    monkeypatch.setattr(Engine, "fetch", lambda _, dataset: asked.append(dataset))
    app = visit(dataset="imdb")
    assert said(app.error) == "No *network*."
    widget(app.button, "Try again").click().run()
    assert asked == [IMDB()]


def test_a_disk_that_cannot_be_written_is_said_where_the_fetch_was_asked_for(monkeypatch: pytest.MonkeyPatch):
    def full(*_):
        raise StorageError("The disk is full.")

    monkeypatch.setattr(Engine, "fetch", full)
    app = visit(dataset="jena")
    widget(app.button, "Download now (14 MB)").click().run()
    assert said(app.error) == "The disk is full."


def test_a_local_copy_is_only_read(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(IMDB, "is_here", lambda self: True)
    assert widget(visit(dataset="imdb").button, "Read it now")


def test_a_download_says_where_else_its_file_can_be_had_and_takes_it_here(monkeypatch):
    content = b"the published archive"
    monkeypatch.setattr(IMDB, "checksum", f"md5:{hashlib.md5(content).hexdigest()}")
    app = visit(dataset="imdb")
    told = said(app.markdown)
    assert IMDB.elsewhere in told
    assert str(paths.data()) in told
    app.file_uploader[0].set_value(("aclImdb_v1.tar.gz", b"another", "application/gzip")).run()
    assert "The file is not the published aclImdb_v1.tar.gz: its MD5 is" in said(app.error)
    assert not IMDB().is_here()
    app.file_uploader[0].set_value(("aclImdb_v1.tar.gz", content, "application/gzip")).run()
    assert not app.exception
    assert IMDB().is_here()
    assert engine().fetching(IMDB())
