"""Uploading one's own data: from the file to a dataset, with every complaint in one sentence."""

import re

import pytest
from streamlit.testing.v1 import AppTest

from playground.datasets import OwnReviews, OwnSeries, uploads
from tests.datasets.tables import cases

TEXTS = b"note,verdict\n" + b"".join(b"a film number %d,%s\n" % (i, (b"bad", b"good")[i % 2]) for i in range(40))
SERIES = (
    b"day,T (degC),p\n"
    + b"".join(b"2026-01-%02d,%d,%d\n" % (i + 1, i, i % 3) for i in range(31))
    + b"".join(b"2026-02-%02d,%d,%d\n" % (i + 1, i, i % 3) for i in range(28))
)


def page(kind: str, initial=None, learner: str = "a" * 20) -> AppTest:
    """A page with nothing but the part for uploads; what it returns stands in the session."""

    def script(kind, initial):
        import streamlit as st

        from playground.ui.data.uploads import upload_dataset

        def switch(name: str) -> None:
            st.session_state["kind"] = name

        kind = st.session_state.setdefault("kind", kind)
        st.session_state["returned"] = upload_dataset(kind, initial, switch)

    app = AppTest.from_function(script, kwargs={"kind": kind, "initial": initial}, default_timeout=30)
    app.session_state["learner"] = learner
    return app.run()


def upload(app: AppTest, data: bytes, name: str = "mine.csv") -> AppTest:
    """Choose a file."""
    app.file_uploader[0].set_value((name, data, "text/csv")).run()
    assert not app.exception
    return app


def widget(widgets, label: str):
    """The widget with this label."""
    return next(found for found in widgets if found.label == label)


def use(app: AppTest) -> AppTest:
    """Press the button."""
    widget(app.button, "Use this file").click().run()
    assert not app.exception
    return app


def returned(app: AppTest):
    """What the page was given."""
    return app.session_state["returned"]


def complaint(app: AppTest) -> str:
    """The only error shown, as a learner reads it."""
    (error,) = app.error
    return re.sub(r"\\(\W|_)", r"\1", error.value)


@pytest.mark.parametrize(("kind", "header"), [("own_reviews", "text,label"), ("own_series", "time,T (degC)")])
def test_without_a_file_an_example_shows_what_one_looks_like(kind, header):
    app = page(kind)
    assert not app.exception
    assert header in app.code[0].value
    assert returned(app) is None


def test_texts_become_a_dataset_with_the_columns_that_were_guessed():
    app = upload(page("own_reviews"), TEXTS)
    assert "40 rows, read as UTF-8 with a comma between cells, its first row names the columns." in [
        caption.value for caption in app.caption
    ]
    assert app.dataframe[0].value["Column"].tolist() == ["note", "verdict"]
    dataset = returned(use(app))
    assert isinstance(dataset, OwnReviews)
    assert (dataset.class_names, dataset.num_train) == (("bad", "good"), 32)
    assert widget(app.selectbox, "Your file").options == ["mine.csv", "Upload another file"]


def test_a_series_becomes_a_dataset_whose_windows_can_be_chosen():
    app = use(upload(page("own_series"), SERIES))
    dataset = returned(app)
    assert isinstance(dataset, OwnSeries)
    assert (dataset.feature_names, dataset.target_name, dataset.lookback) == (("T (degC)", "p"), "T (degC)", 4)
    widget(app.number_input, "Look back").set_value(7).run()
    assert returned(app).lookback == 7
    widget(app.number_input, "Look back").set_value(15).run()
    assert returned(app) is None
    assert "a look back of 15 and a delay of 0 need 16 records" in complaint(app)


def test_other_columns_can_be_chosen():
    app = upload(page("own_series"), SERIES)
    widget(app.selectbox, "Column to forecast").set_value("p")
    widget(app.selectbox, "Column of times").set_value(())
    app.multiselect[0].set_value([])
    assert returned(use(app)).feature_names == ("p",)


def test_a_file_that_is_not_what_it_says_is_one_sentence():
    app = upload(page("own_reviews"), b"PK\x03\x04 a workbook")
    assert complaint(app) == (
        "The archive cannot be read (File is not a zip file). Unpack it, and upload the file inside."
    )
    assert returned(app) is None


def said(app: AppTest) -> str:
    """The notes that are shown, as a learner reads them."""
    return re.sub(r"\\(\W|_)", r"\1", "\n".join(one.value for one in app.markdown))


def test_what_was_done_to_the_file_is_said_before_it_is_used_and_again_afterwards():
    app = upload(page("own_reviews"), TEXTS + b"no label,\n")
    sentence = "1 row left out for lack of a text or a label: row 42 has no label in column 'verdict'."
    assert sentence in said(app)
    assert returned(use(app)).num_train == 32
    assert sentence in said(app)


def test_one_click_decides_otherwise():
    app = upload(page("own_series"), cases.duplicate_times())
    assert "merged into their mean" in said(app)
    app.segmented_control[0].set_value("last").run()
    assert not app.exception
    assert "merged into the last of them" in said(app)
    assert "merged into the last of them" in returned(use(app)).known.notes[0]


def test_one_of_the_stacked_series_is_chosen():
    app = upload(page("own_series"), cases.stacked_countries())
    widget(app.selectbox, "series").set_value("C").run()
    assert "'C' was taken" in said(app)
    assert returned(use(app)).table().values[0, 0] == pytest.approx(22.0, abs=1)


@pytest.mark.parametrize("case", [cases.year_month_day_hour, cases.date_and_time_columns])
def test_a_time_in_several_columns_is_proposed(case):
    app = upload(page("own_series"), case())
    assert "The time was put together from the columns" in said(app)
    assert not app.error
    assert returned(use(app)).num_rows == 200


def test_how_the_file_is_read_can_be_changed():
    app = upload(page("own_reviews"), "text|label\nméh,1|a\n".encode("cp1252"))
    widget(app.selectbox, "Delimiter").set_value(",").run()
    assert complaint(app).startswith("Row 2 has 2 cells; the first row has 1.")
    widget(app.selectbox, "Delimiter").set_value("|")
    widget(app.selectbox, "Encoding").set_value("cp1251").run()
    assert app.dataframe[0].value["First cells"].tolist() == ["mйh,1", "a"]


def test_a_learners_files_are_there_again_and_can_be_changed_between():
    app = use(upload(page("own_reviews"), TEXTS, "first.csv"))
    first = returned(app)
    widget(app.selectbox, "Your file").set_value("").run()
    assert returned(app) is None
    second = returned(use(upload(app, TEXTS + b"one more,good\n", "second.csv")))
    assert second != first
    widget(app.selectbox, "Your file").set_value(first.upload).run()
    assert returned(app) == first


def test_a_file_is_deleted_after_a_question():
    app = use(upload(page("own_reviews"), TEXTS))
    dataset = returned(app)
    widget(app.button, "Delete this file").click().run()
    assert uploads.is_here(dataset.upload)
    widget(app.button, "Delete").click().run()
    assert not app.exception
    assert not uploads.is_here(dataset.upload)
    assert returned(app) is None
    assert app.file_uploader


def test_the_file_of_a_link_is_used_but_cannot_be_deleted_by_another_learner():
    theirs = returned(use(upload(page("own_series"), SERIES))).changed(lookback=5)
    app = page("own_series", theirs, learner="b" * 20)
    assert returned(app) == theirs
    assert [button.label for button in app.button] == ["Upload another file"]


def test_names_of_columns_are_never_markdown():
    data = TEXTS.replace(b"note", b"[x](http://a)")
    app = upload(page("own_reviews"), data, "**bold**.csv")
    widget(app.selectbox, "Column of labels").set_value("[x](http://a)").run()
    assert "[x](http://a)" in complaint(app)
    assert r"\[x\]\(http\://a\)" in app.error[0].value


def test_a_series_that_was_given_as_texts_is_read_as_a_series_with_one_click():
    app = upload(page("own_reviews"), cases.newest_first(), "prices.csv")
    assert "The file has no column of labels" in complaint(app)
    assert app.info[0].value.startswith("This file looks like a series of numbers")
    widget(app.button, "Read it as series").click().run()
    assert not app.exception
    assert not app.error
    assert not app.info
    dataset = returned(use(app))
    assert isinstance(dataset, OwnSeries)
    assert (dataset.label(), dataset.target_name) == ("prices.csv", "Close")


def test_texts_that_were_given_as_a_series_are_read_as_texts_with_one_click():
    app = upload(page("own_series"), cases.chinese())
    widget(app.button, "Read it as texts").click().run()
    assert isinstance(returned(use(app)), OwnReviews)


@pytest.mark.parametrize(
    ("kind", "data"),
    [("own_reviews", TEXTS), ("own_series", SERIES), ("own_reviews", cases.hindi()), ("own_series", b"\x89PNG\r\n")],
)
def test_nothing_points_to_the_other_kind_where_it_would_not_help(kind, data):
    app = upload(page(kind), data)
    assert not app.info
    assert "Read it as" not in str([button.label for button in app.button])


def test_how_a_stored_file_was_read_can_be_changed():
    app = upload(page("own_series"), cases.duplicate_times(), "cars.csv")
    app.segmented_control[0].set_value("last").run()
    first = returned(use(app))
    widget(app.button, "Change how it was read").click().run()
    assert not app.exception
    assert "cars.csv" in said(app)
    assert "merged into the last of them" in said(app)  # begins with what was chosen
    app.segmented_control[0].set_value("first").run()
    second = returned(use(app))
    assert second.upload != first.upload
    assert "merged into the first of them" in second.known.notes[0]
    assert widget(app.selectbox, "Your file").options[:2] == ["cars.csv", "cars.csv"]


def test_the_columns_and_the_delimiter_of_a_stored_file_are_chosen_as_they_were():
    app = upload(page("own_reviews"), b"a;b;c\n" + TEXTS.replace(b",", b";").replace(b"\n", b";x y\n"))
    widget(app.selectbox, "Delimiter").set_value(";").run()
    widget(app.selectbox, "Column of texts").set_value("c").run()
    widget(app.selectbox, "Column of texts").set_value("a").run()
    widget(app.selectbox, "Column of labels").set_value("b").run()
    first = returned(use(app))
    widget(app.button, "Change how it was read").click().run()
    chosen = [widget(app.selectbox, name).value for name in ("Delimiter", "Column of texts", "Column of labels")]
    assert chosen == [";", "a", "b"]
    assert returned(use(app)).upload == first.upload  # nothing was changed


def test_a_changed_reading_can_be_left():
    app = use(upload(page("own_series"), SERIES))
    first = returned(app)
    widget(app.button, "Change how it was read").click().run()
    assert returned(app) is None
    widget(app.button, "Leave it").click().run()
    assert returned(app) == first


def test_a_file_uploaded_before_files_were_kept_cannot_be_read_again():
    app = use(upload(page("own_series"), SERIES))
    uploads.original(returned(app).upload).unlink()
    app.run()
    assert "Change how it was read" not in [button.label for button in app.button]


def test_another_file_is_one_click_away():
    app = use(upload(page("own_reviews"), TEXTS))
    widget(app.button, "Upload another file").click().run()
    assert app.file_uploader
    assert returned(app) is None


def test_a_picture_is_refused_in_a_sentence_of_our_own():
    app = page("own_reviews")
    app.file_uploader[0].set_value(("photo.png", b"\x89PNG\r\n\x1a\n" + bytes(200), "image/png")).run()
    assert complaint(app) == "The file is a picture, not text. Save the table as CSV, and upload that."


def test_of_a_file_with_many_columns_a_few_are_named():
    app = use(upload(page("own_series"), cases.many_columns()))
    (told,) = (caption.value for caption in app.caption if "is forecast" in caption.value)
    assert "and 195 more" in told


def test_which_of_several_series_it_is_stands_everywhere():
    app = upload(page("own_series"), cases.stacked_countries(), "prices.csv")
    widget(app.selectbox, "series").set_value("C").run()
    dataset = returned(use(app))
    assert dataset.label() == "prices.csv: C"
    assert any("the series 'C'" in re.sub(r"\\(\W|_)", r"\1", caption.value) for caption in app.caption)


def test_where_many_texts_repeat_the_number_of_different_ones_is_said():
    app = use(upload(page("own_reviews"), cases.repeated_texts()))
    known = returned(app).known
    assert 0 < known.different_test < known.num_test
    told = f"{known.different_train} different texts to learn from, {known.different_test} in the test."
    assert any(told in caption.value for caption in app.caption)
