"""What a learner may decide otherwise of a file, and examples in notes that cannot be misread."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.datasets.tables import read_table
from playground.datasets.tables.series import SeriesChoices, read_series
from playground.datasets.tables.texts import TextChoices, read_texts
from tests.datasets.tables import cases


def note(read, kind: str):
    """The only note of its kind."""
    (found,) = (one for one in read.notes if one.kind == kind)
    return found


def with_gaps(cells: list[str]) -> bytes:
    """A series of days whose numbers stand in `cells`."""
    return cases.lines("day,p,q", *cases.rows(cases.days(len(cells)), cells, cases.wave(len(cells))))


GAPS = st.builds(
    lambda count, at: [index in at for index in range(count)],
    st.integers(60, 80),
    st.sets(st.integers(0, 59), min_size=1, max_size=19),
)


@given(GAPS)
def test_records_with_a_gap_are_filled_or_left_out_as_the_learner_decides(gaps):
    cells = ["" if gap else str(i % 9) for i, gap in enumerate(gaps)]
    table = read_table(with_gaps(cells))
    filled = read_series(table)
    assert (len(filled.values), int(np.isnan(filled.values).sum())) == (len(gaps), sum(gaps))
    assert note(filled, "missing").chosen == "filled"
    assert ("at the start" in note(filled, "missing").sentence) == gaps[0]
    dropped = read_series(table, SeriesChoices(decisions={"missing": "dropped"}))
    assert dropped.times.tolist() == filled.times[~np.array(gaps)].tolist()
    assert not np.isnan(dropped.values).any()
    assert f"{sum(gaps)} record" in note(dropped, "missing").sentence


def test_rows_keep_their_numbers_where_others_are_left_out():
    data = cases.lines("a,b", *cases.rows(["" if i == 3 else i % 7 for i in range(60)], cases.wave(60)))
    read = read_series(read_table(data), SeriesChoices((), decisions={"missing": "dropped"}))
    assert read.times.tolist()[:5] == [1, 2, 3, 5, 6]


def test_records_are_not_to_be_left_out_where_too_few_would_stay():
    cells = ["" if i % 2 else str(i % 9) for i in range(40)]
    read = read_series(read_table(with_gaps(cells)), SeriesChoices(decisions={"missing": "dropped"}))
    assert len(read.values) == 40
    assert note(read, "missing").options == {}


def test_marks_of_html_are_kept_on_request():
    table = read_table(cases.html_breaks())
    kept = read_texts(table, TextChoices(decisions={"HTML": "kept"}))
    assert all("<br" in text for text in kept.texts)
    assert "kept in 60 texts" in note(kept, "HTML").sentence
    removed = read_texts(table)
    assert not any("<br" in text for text in removed.texts)
    assert list(note(removed, "HTML").options) == ["removed", "kept"]


@pytest.mark.parametrize(("pattern", "cell"), [("%d/%m/%Y", "02/01/2021"), ("%m/%d/%Y", "01/02/2021")])
def test_the_example_of_a_time_shows_the_order_of_day_and_month(pattern, cell):
    data = cases.lines("when,p", *cases.rows(cases.days(90, pattern), cases.wave(90)))
    read = read_series(read_table(data))
    assert f"'{cell}' in row 3 is 2 January 2021." in note(read, "time").sentence


def test_the_example_of_a_joined_time_has_its_cells_and_a_clock():
    read = read_series(read_table(cases.date_and_time_columns()))
    assert "'02/01/2021' and '01.00.00' in row 27 is 2 January 2021, 01:00." in note(read, "time").sentence


def test_columns_left_out_are_named_in_the_order_of_the_file():
    columns = {"time": cases.days(60), "c10": range(60), "c9": range(1, 61), "p": cases.wave(60)}
    read = read_series(read_table(cases.lines(",".join(columns), *cases.rows(*columns.values()))))
    assert "columns c10 and c9" in note(read, "counter").sentence


def test_what_to_do_about_many_columns_names_the_widget():
    read = read_series(read_table(cases.many_columns()))
    assert "under “Columns a window holds”" in note(read, "many columns").sentence
