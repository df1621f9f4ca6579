"""What stands in brackets behind a column's name is its unit only where it is one."""

import pytest

from playground.datasets.units import unit_of

UNITS = (
    *("degC", "°C", "C", "K", "%", "mbar", "hPa", "mm", "m/s", "km/h", "m s-1", "m·s⁻¹", "g/kg", "mmol/mol", "g/m**3"),
    *("ug/m^3", "µg/m3", "µg/m³", "ppm", "kWh", "MW", "W/m^2", "EUR", "USD", "$/MWh", "EUR/MWh", "million USD", "kg"),
    *("l/100km", "A", "V", "deg", "units", "GB"),
)
NONE = ("GT", "CO", "total", "2019", "US", "new", "B", "M", "y", "1", "adjusted", "ground truth", "A1", "T2", "h w z")


@pytest.mark.parametrize("unit", UNITS)
def test_a_unit_in_brackets_is_one(unit):
    assert unit_of(f"some quantity ({unit})") == unit_of(f"some quantity [{unit} ]") == unit


@pytest.mark.parametrize("part", NONE)
def test_anything_else_in_brackets_is_a_part_of_the_name(part):
    assert unit_of(f"CO({part})") == ""


@pytest.mark.parametrize("name", ["", "T", "T (", "(degC) T", "T ()", "T degC", "T ( )", "T (/)", "T (*)", "T (²)"])
def test_a_name_without_brackets_at_its_end_has_no_unit(name):
    assert unit_of(name) == ""
