"""What the columns of a file look like, and which are probably meant."""

import pytest

from playground.datasets.preview import preview
from playground.datasets.tables import read_table
from playground.datasets.tables.series import read_series
from playground.datasets.tables.text_columns import propose_columns

REVIEWS = b"id,stars,who,review,nothing\n" + b"".join(
    b"%d,%d,%s,a fine film number %d,\n" % (i, i % 2, (b"ann", b"ben", b"cid")[i % 3], i) for i in range(30)
)
SERIES = b"fixed,T,when,unix\n" + b"".join(
    b"5,%d,%02d.01.2026,%d\n" % (i * i % 13, i + 1, 1769868000 + i) for i in range(30)
)


def test_every_column_has_the_kind_its_cells_look_like():
    assert {c.name: c.kind for c in preview(read_table(REVIEWS))} == {
        "id": "numbers",
        "stars": "numbers",
        "who": "labels",
        "review": "texts",
    }
    assert [c.kind for c in preview(read_table(SERIES))] == ["numbers", "numbers", "times", "times"]


def test_a_column_is_counted_and_its_first_cells_are_shown():
    column = preview(read_table(b"a,b\nx,1\n,2\nyyy,3\nx,4\n"))[0]
    assert (column.first, column.num_empty, column.num_different) == (("x", "yyy", "x"), 1, 2)
    assert column.mean_length == pytest.approx(5 / 3)


def test_the_longest_texts_and_the_column_of_the_fewest_values_are_guessed():
    assert propose_columns(read_table(REVIEWS)) == ("review", "stars")


def test_a_column_called_label_is_guessed_to_be_the_label():
    data = b"text,flag,label\n" + b"".join(b"film number %d,%d,%d\n" % (i, i % 2, i % 5) for i in range(30))
    assert propose_columns(read_table(data)) == ("text", "label")


def test_times_and_the_first_numbers_that_change_are_guessed():
    read = read_series(read_table(SERIES))
    assert (read.time, read.target) == (("when",), "T")


def test_a_single_column_is_guessed_for_everything():
    assert propose_columns(read_table(b"x\n1\n2\n")) == ("x", "x")
