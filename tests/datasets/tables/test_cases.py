"""What people upload comes out as they mean it, and what was done to it is said, with an example and its row."""

import re

import numpy as np
import pytest

from playground.datasets.tables import Reading, read_table
from playground.datasets.tables.series import SeriesChoices, SeriesRead, read_series
from playground.datasets.tables.text_split import split_texts
from playground.datasets.tables.texts import TextChoices, TextsRead, read_texts
from playground.datasets.tokenizers import SPLITTERS
from tests.datasets.tables import cases

TEXTS = [
    *("tsv_open_quote", "no_header_label_repeats", "json_lines", "chinese", "hindi", "html_breaks", "repeated_texts"),
    *("ratings_1_to_10", "control_character", "sorted_by_label"),
]
SERIES = [
    *("duplicate_times", "newest_first", "date_and_time_columns", "date_as_number", "year_month_day_hour"),
    *("row_counter", "month_names", "one_bad_cell", "constant_in_first_half", "many_columns", "stacked_countries"),
    *("footer", "three_years_monthly", "rows_without_times", "clock_change"),
]


def texts(name: str, **choices) -> TextsRead:
    """A file of texts as it is read."""
    return read_texts(read_table(getattr(cases, name)()), TextChoices(**choices))


def series(name: str, **choices) -> SeriesRead:
    """A file of a series as it is read."""
    return read_series(read_table(getattr(cases, name)()), SeriesChoices(**choices))


def said(read, kind: str) -> str:
    """The one note of a kind."""
    (note,) = (note for note in read.notes if note.kind == kind)
    return note.sentence


@pytest.mark.parametrize("name", [*TEXTS, *SERIES])
def test_every_note_is_one_sentence_with_a_row_or_an_example(name):
    for note in (texts(name) if name in TEXTS else series(name)).notes:
        assert re.fullmatch(r"[A-Z0-9−-].*[.…]", note.sentence)
        assert re.search(r"row \d|becomes|columns? |every line", note.sentence, re.IGNORECASE), note.sentence
        assert not note.options or note.chosen in note.options


def test_an_open_quotation_mark_in_a_tab_separated_text_is_part_of_it():
    read = texts("tsv_open_quote")
    assert (len(read.texts), read.classes) == (60, ("0", "1"))
    assert [one for one in read.texts if one.startswith('"')] == [
        '"the soup was lovely no 10',
        '"the soup was lovely no 40',
    ]
    assert "part of the text" in said(read, "quotation marks")


def test_tab_separated_cells_that_are_quoted_throughout_lose_their_quotation_marks():
    body = [f'"{one}"\t{mark}' for one, mark in zip(cases.texts(40), cases.marks(40), strict=True)]
    read = read_texts(read_table(cases.lines("text\tlabel", *body)))
    assert read.texts == tuple(cases.texts(40))


def test_a_first_row_whose_label_comes_again_is_no_header():
    read = texts("no_header_label_repeats")
    assert (len(read.texts), read.classes, read.texts[0]) == (60, ("ham", "spam"), "the soup was lovely no 0")


def test_json_lines_are_read():
    read = texts("json_lines")
    assert (len(read.texts), read.text, read.label, read.classes) == (60, "text", "stars", ("1", "5"))


def test_chinese_is_split_into_characters_or_by_a_dictionary_in_one_click():
    read = texts("chinese")
    assert (len(read.texts), read.split) == (80, "characters")
    assert "态 · 度 · 很" in said(read, "tokens")
    words = texts("chinese", decisions={"tokens": "chinese_words"})
    assert words.split == "chinese_words"
    assert "态度" in said(words, "tokens")


def test_vowel_signs_belong_to_their_word():
    read = texts("hindi")
    assert SPLITTERS[read.split].words("लम्बी और नीरस कहानी 0") == ["लम्बी", "और", "नीरस", "कहानी", "0"]


def test_marks_of_html_are_no_tokens():
    read = texts("html_breaks")
    assert not any("br" in SPLITTERS["words"].words(one) for one in read.texts)
    assert "'<br />' in row 2" in said(read, "HTML")


def test_equal_texts_never_stand_on_both_sides_of_the_split():
    read = texts("repeated_texts")
    test = split_texts(read.texts, read.labels, read.classes)
    keys = np.array([" ".join(one.casefold().split()) for one in read.texts])
    assert test.any()
    assert not set(keys[test]) & set(keys[~test])
    assert {read.labels[i] for i in np.flatnonzero(~test)} == {"ham", "spam"}
    assert read.repeated == 120 - len(set(keys))
    assert f"{read.repeated} texts repeat" in said(read, "repeated texts")


def test_classes_that_are_numbers_stand_in_their_order():
    assert texts("ratings_1_to_10").classes == tuple(map(str, range(1, 11)))


def test_a_control_character_is_dropped_and_named_by_row_and_column():
    read = texts("control_character")
    assert (len(read.texts), read.texts[33]) == (60, cases.texts(60)[33])
    assert said(read, "control characters").endswith("row 35 of column 'review' held one (code 8).")


def test_both_sides_of_the_split_hold_both_classes_also_when_rows_are_sorted_by_label():
    read = texts("sorted_by_label")
    test = split_texts(read.texts, read.labels, read.classes)
    labels = np.array(read.labels)
    assert set(labels[test]) == set(labels[~test]) == {"good", "bad"}
    assert test.sum() == 24


@pytest.mark.parametrize(("how", "value"), [("mean", 1.5), ("first", 1), ("last", 2)])
def test_records_of_one_time_are_merged_as_the_learner_chooses(how, value):
    read = series("duplicate_times")
    assert len(read.values) == 199
    assert "row 103, 2021-01-05 04:00" in said(read, "equal times")
    body = ["2021-01-01,1", "2021-01-01,2", *cases.rows(cases.days(40)[1:], cases.wave(39))]
    read = read_series(read_table(cases.lines("t,x", *body)), SeriesChoices(decisions={"equal times": how}))
    assert read.values[0, 0] == value


def test_the_newest_record_first_is_turned_round():
    read = series("newest_first")
    assert len(read.times) == 199
    assert (np.diff(read.times).astype(int) > 0).all()
    assert read.values[:, 0].tolist() == pytest.approx(cases.wave(199), abs=1e-5)
    assert "sorted by time, row 200 is the first now" in said(read, "order of time")


def test_a_day_and_a_clock_are_joined_and_a_mark_for_missing_is_pointed_out():
    read = series("date_and_time_columns")
    assert (read.time, len(read.values)) == (("Date", "Time"), 200)
    assert (str(read.times[0]), str(read.times[-1])) == ("2021-01-01T00:00:00", "2021-01-09T07:00:00")
    assert read.values[1].tolist() == pytest.approx([cases.wave(200)[1]] * 2, abs=1e-5)
    assert "-200 stands 23 times in CO(GT)" in said(read, "mark -200")
    assert read.values[0, 0] == -200
    assert {"empty rows", "empty columns", "decimal comma"} <= {note.kind for note in read.notes}
    assert np.isnan(series("date_and_time_columns", decisions={"mark -200": "missing"}).values[0, 0])


def test_eight_digits_are_a_day():
    read = series("date_as_number")
    assert (read.time, read.target, read.names) == (("date",), "value", ("value",))
    assert str(read.times[-1]) == "2021-07-19T00:00:00"


def test_year_month_day_and_hour_are_joined_and_the_counter_is_no_number_to_learn_from():
    read = series("year_month_day_hour")
    assert (read.time, read.target, read.names) == (("year", "month", "day", "hour"), "pm2.5", ("pm2.5",))
    assert str(read.times[-1]) == "2021-01-09T07:00:00"
    assert "wind" in said(read, "texts")
    assert "'No'" in said(read, "counter")
    assert "5 missing numbers filled" in said(read, "missing")


def test_thousands_marks_are_read_and_a_counter_is_never_forecast():
    read = series("row_counter")
    assert (read.target, read.names) == ("Visits", ("Visits",))
    assert read.values[0, 0] == int(1000 * cases.wave(1)[0])


def test_names_of_months_percent_and_k_are_read():
    read = series("month_names")
    assert (read.time, read.target, read.names) == (("Date",), "Price", ("Price", "Vol.", "Change %"))
    first = cases.wave(1)[0]
    assert read.values[0].tolist() == pytest.approx([1000 * first, 1000 * first, round(first / 10, 2)], rel=1e-5)
    assert {"thousands marks", "percent", "multiples"} <= {note.kind for note in read.notes}


def test_one_bad_cell_is_missing_and_named():
    read = series("one_bad_cell")
    assert read.names == ("power", "curve")
    assert np.isnan(read.values[77, 1])
    assert said(read, "no number").endswith("row 79 is '14.5 93'.")
    assert "'curve'" in said(read, "no number")


def test_a_column_that_never_changes_while_one_learns_is_left_out():
    read = series("constant_in_first_half")
    assert read.names == ("temp", "count")
    assert "never changes in the first half" in said(read, "left out")
    assert "'year flag'" in said(read, "left out")


def test_of_many_columns_the_first_are_taken_and_the_others_offered():
    read = series("many_columns")
    assert (len(read.names), read.names[0]) == (200, read.target)
    assert len(read.offered) > 300
    assert not any("delimiter" in note.sentence for note in read.notes)


@pytest.mark.parametrize(("chosen", "first"), [({}, 0), ({"series": "B"}, 1), ({"series": "C"}, 2)])
def test_of_stacked_series_one_is_taken_and_the_others_offered(chosen, first):
    read = series("stacked_countries", decisions=chosen)
    assert len(read.values) == 100
    assert read.values[0, 0] == pytest.approx(cases.wave(1)[0] + first)
    (note,) = (note for note in read.notes if note.kind == "series")
    assert list(note.options) == ["A", "B", "C"]


def test_a_footer_is_dropped():
    read = series("footer")
    assert (len(read.values), str(read.times[-1])) == (120, "1959-12-01T00:00:00")
    assert "row 123, 'Passengers: monthly totals'" in said(read, "footer")


def test_thirty_six_months_are_enough_and_may_be_counted_from_year_1():
    read = series("three_years_monthly")
    assert (len(read.values), str(read.times[0]), str(read.times[-1])) == (
        36,
        "0001-01-01T00:00:00",
        "0003-12-01T00:00:00",
    )


def test_rows_without_times_are_numbered():
    read = series("rows_without_times")
    assert (read.time, read.times.tolist()) == ((), list(range(1, 201)))


def test_a_change_of_the_clock_leaves_no_gap():
    read = series("clock_change")
    assert len(read.values) == 100
    assert (np.diff(read.times).astype(int) == 3600).all()


def test_what_the_learner_chose_is_kept_over_what_is_proposed():
    read = series("month_names", target="Vol.", columns=("Price",), time=())
    assert (read.target, read.names, read.time) == ("Vol.", ("Price", "Vol."), ())


def test_a_reading_that_the_learner_chose_is_obeyed():
    table = read_table(b"a;b\n" + b"1,5;2\n" * 30, Reading(delimiter=";", header=False))
    assert (table.names, table.delimiter, len(table.rows)) == (("column 1", "column 2"), ";", 31)
