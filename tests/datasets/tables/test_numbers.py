"""Numbers are read in the writing of their column: points and commas, units, flags, digits of other scripts."""

import numpy as np
import pyarrow as pa
import pytest

from playground.datasets.tables import read_table
from playground.datasets.tables.numbers import read_numbers
from playground.datasets.tables.series import SeriesChoices, read_series
from tests.datasets.tables.cases import days, lines, rows, wave
from tests.datasets.tables.test_other_files import notes, series

COUNT = 40


def german(value: float) -> str:
    """1048 → 1.048"""
    return f"{value:,.0f}".replace(",", ".")


VISITORS = [round(1000 + 300 * np.sin(i)) for i in range(COUNT)]
LOADS = [round(52_000 + 900 * np.sin(i)) for i in range(COUNT)]


@pytest.mark.parametrize(("pattern", "values"), [("%d.%m.%Y", VISITORS), ("%Y-%m-%d", VISITORS), ("%d.%m.%Y", LOADS)])
def test_points_stand_between_thousands_where_small_numbers_have_none_or_days_are_written_with_points(pattern, values):
    data = lines("Datum;Besucher", *rows(days(COUNT, pattern), map(german, values), delimiter=";"))
    read = series(data)
    assert read.values[:, 0].tolist() == values
    assert "Points were taken for marks between thousands in Besucher" in notes(read)
    other = read_series(read_table(data), SeriesChoices(decisions={"points": "decimals"}))
    assert other.values[0, 0] == pytest.approx(values[0] / 1000)


def test_a_decimal_comma_elsewhere_says_that_points_stand_between_thousands():
    prices = [f"{value:.2f}".replace(".", ",") for value in wave(COUNT)]
    read = series(lines("day;load;price", *rows(days(COUNT), map(german, LOADS), prices, delimiter=";")))
    assert read.values[:, 0].tolist() == LOADS


@pytest.mark.parametrize("other", ["0.5", "1013.25"])
def test_points_stand_before_decimals_where_another_column_says_so(other):
    cells = [f"{value:.3f}" for value in wave(COUNT)]
    read = series(lines("day;km;p", *rows(days(COUNT, "%d.%m.%Y"), cells, [other] * COUNT, delimiter=";")))
    assert read.values[:, 0].tolist() == pytest.approx(wave(COUNT))
    assert not any(note.kind == "points" for note in read.notes)


def test_three_decimals_with_commas_between_cells_are_decimals_without_a_word():
    read = series(lines("day,km", *rows(days(COUNT), [f"{value:.3f}" for value in wave(COUNT)])))
    assert read.values[0, 0] == pytest.approx(wave(COUNT)[0])
    assert not any(note.kind == "points" for note in read.notes)


def test_three_decimals_with_semicolons_between_cells_are_decimals_that_one_can_decide_otherwise():
    read = series(lines("day;km", *rows(days(COUNT), [f"{value:.3f}" for value in wave(COUNT)], delimiter=";")))
    assert read.values[0, 0] == pytest.approx(wave(COUNT)[0])
    (note,) = (note for note in read.notes if note.kind == "points")
    assert (note.chosen, list(note.options)) == ("decimals", ["thousands", "decimals"])


@pytest.mark.parametrize(
    ("cells", "values", "taken"),
    [
        (["20.5 °C", "21 °C", "-3 °C"], [20.5, 21, -3], "unit"),
        (["140 bpm", "150bpm"], [140, 150], "unit"),
        (["1.234,50-", "17,00"], [-1234.5, 17], "minus behind"),
        (["<0.5", "1.2", "> 9"], [0.5, 1.2, 9], "limits"),
        (["901.2*", "3", "4p", "5", "6"], [901.2, 3, 4, 5, 6], "flags"),
        (["3.002.320", "2.111.222"], [3_002_320, 2_111_222], "points between thousands"),
        (["٣", "٤٫٥", "１２"], [3, 4.5, 12], None),
        (["1 star", "2 stars", "3 stars"], [np.nan] * 3, None),
        (["12 May", "13 May 2021"], [np.nan] * 2, None),
    ],
)
def test_a_number_is_what_stands_beside_its_unit_its_flag_or_its_sign(cells, values, taken):
    numbers = read_numbers(pa.array(cells), ";")
    np.testing.assert_array_equal(numbers.values, values)
    assert [*numbers.taken][:1] == ([taken] if taken else [])


def test_one_word_again_and_again_among_numbers_is_missing():
    rain = ["T" if i % 5 == 2 else value for i, value in enumerate(wave(COUNT))]
    read = series(lines("day,rain", *rows(days(COUNT), rain)))
    assert np.isnan(read.values[2, 0])
    assert "8 cells without a number in column 'rain', taken as missing: row 4 is 'T'" in notes(read)


def test_a_note_shows_every_digit_of_a_number():
    cells = [f'"{1_000 * value:,.2f} €"' for value in wave(COUNT)]
    assert "is 20000." in notes(series(lines("day,v", *rows(days(COUNT), cells))))
    cells[0] = '"12,483.07 €"'
    assert "'12,483.07 €' in row 2 is 12483.07." in notes(series(lines("day,v", *rows(days(COUNT), cells))))
