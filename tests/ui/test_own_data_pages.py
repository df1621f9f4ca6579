"""Files of one's own on the Data and the Train page: in words that are true of them, with settings that suit them."""

import pytest

from playground.datasets.own_reviews import store_texts
from playground.datasets.own_series import store_series
from playground.datasets.tables.texts import TextChoices
from tests.datasets.tables import cases
from tests.ui.test_data_page import LEARNER, _no_workers, metrics, said, sections, visit, widget  # noqa: F401


def texts(case, **decisions: str):
    """A file of texts that the learner uploaded."""
    return store_texts(case(), f"{case.__name__}.csv", TextChoices(decisions=decisions), learner=LEARNER)


def series(data: bytes):
    """A series that the learner uploaded."""
    return store_series(data, "series.csv", learner=LEARNER)


@pytest.mark.parametrize(("way", "tokens"), [("chinese_words", "words"), ("characters", "characters")])
def test_tokens_are_called_by_what_they_are(way, tokens):
    texts(cases.chinese, tokens=way)
    app = visit(dataset="own_reviews")
    assert {f"Distinct {tokens}", f"Median length in {tokens}"} <= metrics(app).keys()
    assert "chinese_words" not in said(app.caption)
    assert widget(app.number_input, "Maximum length").value == 20


def test_gaps_at_the_start_are_said_to_be_filled_from_after_them():
    series(cases.year_month_day_hour())
    told = said(visit(dataset="own_series").caption)
    assert "so nothing leaks from the future. Only before the first value of pm2.5, up to record 5," in told


def test_gaps_elsewhere_are_filled_from_before_alone():
    series(cases.one_bad_cell())
    told = said(visit(dataset="own_series").caption)
    assert "so nothing leaks from the future." in told
    assert "Only before the first value" not in told


@pytest.mark.parametrize("case", [cases.year_month_day_hour, cases.many_columns, cases.three_years_monthly])
def test_the_start_of_a_series_is_not_drawn_where_it_is_most_of_it(case):
    series(case())
    assert not [name for name in sections(visit(dataset="own_series")) if name.startswith("The first")]


def test_the_start_of_a_longer_series_is_drawn():
    series(cases.newest_first())
    assert "The first 24 records" in sections(visit(dataset="own_series"))


def test_months_are_months_and_what_was_never_shown_is_pointed_out():
    series(cases.three_years_monthly())
    told = said(visit(dataset="own_series").caption)
    assert "1 record (1 month) after the last value read" in told
    assert "of the values to forecast after the training part lie outside all that it holds" in told


def test_a_bracket_that_is_no_unit_stands_behind_no_number():
    series(cases.date_and_time_columns())
    app = visit(dataset="own_series")
    assert "GT" not in metrics(app)["Mean absolute error"]


def test_the_data_page_reads_a_file_as_the_other_kind_with_one_click():
    app = visit(dataset="own_reviews")
    app.file_uploader[0].set_value(("prices.csv", cases.newest_first(), "text/csv")).run()
    widget(app.button, "Read it as series").click().run()
    assert not app.exception
    assert widget(app.selectbox, "Dataset").value == "own_series"
    widget(app.button, "Use this file").click().run()
    assert "The whole series" in sections(app)


def test_the_train_page_reads_a_file_as_the_other_kind_with_one_click():
    app = visit()
    app.switch_page("../../pages/train.py").run()
    widget(app.selectbox, "Dataset").set_value("own_series").run()
    app.file_uploader[0].set_value(("hindi.csv", cases.hindi(), "text/csv")).run()
    widget(app.button, "Read it as texts").click().run()
    assert not app.exception
    widget(app.button, "Use this file").click().run()
    assert not app.exception
    assert widget(app.selectbox, "Dataset").value == "own_reviews"
    assert widget(app.number_input, "Maximum length").value == 20


def test_the_train_page_proposes_what_suits_a_file_when_it_is_chosen_there():
    texts(cases.chinese)
    app = visit()
    app.switch_page("../../pages/train.py").run()
    widget(app.selectbox, "Dataset").set_value("own_reviews").run()
    assert not app.exception
    found = {name: widget(app.number_input, name).value for name in ("Maximum length", "Batch size", "Epochs")}
    assert found == {"Maximum length": 20, "Batch size": 4, "Epochs": 24}
    assert widget(app.selectbox, "Split into").value == "characters"
    widget(app.number_input, "Epochs").set_value(3).run()
    assert widget(app.number_input, "Epochs").value == 3
