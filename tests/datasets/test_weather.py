"""Generated weather: the same everywhere, physically consistent, and worth learning from."""

import hashlib

import numpy as np
import pytest
from pydantic import TypeAdapter
from sklearn.linear_model import Ridge

from playground.datasets import AnyDataset, Weather, climate
from playground.datasets.climate import HEADER, QUANTITIES
from playground.datasets.series import SeriesTable
from playground.errors import ConfigError

YEAR = Weather(days=365)
ROUNDING = 0.0051
"""Values are rounded to two decimals."""


def column(table: SeriesTable, header: str) -> np.ndarray:
    """One quantity by its name in Jena's header, (rows,) float64."""
    return table.values[:, HEADER.index(header) - 1].astype(np.float64)


# The physics


def test_the_magnus_formula_gives_the_saturation_pressure_of_the_tables():
    assert climate.saturation_pressure(np.array([0.0, 20.0, 30.0])) == pytest.approx([6.11, 23.4, 42.4], abs=0.1)


def test_the_derived_quantities_are_those_of_the_first_record_in_jena():
    given = [np.array([value]) for value in (996.52, -8.02, -8.90, 1.03, 1.75, 152.30)]
    record = [996.52, -8.02, 265.40, -8.90, 93.30, 3.33, 3.11, 0.22, 1.94, 3.12, 1307.75, 1.03, 1.75, 152.30]
    tolerance = np.full(14, 0.011)
    tolerance[4], tolerance[10] = 0.1, 0.2  # the record's own inputs are rounded
    assert (np.abs(climate.quantities(*given)[0] - record) < tolerance).all()


def test_vapour_pressure_follows_the_dew_point_and_never_exceeds_saturation():
    table = YEAR.table()
    highest, vapour = column(table, "VPmax (mbar)"), column(table, "VPact (mbar)")
    assert np.abs(highest - climate.saturation_pressure(column(table, "T (degC)"))).max() < ROUNDING
    assert np.abs(vapour - climate.saturation_pressure(column(table, "Tdew (degC)"))).max() < ROUNDING
    assert (vapour <= highest).all()
    assert np.abs(column(table, "VPdef (mbar)") - (highest - vapour)).max() < 3 * ROUNDING
    humidity = column(table, "rh (%)")
    assert (humidity <= 100).all()
    assert (humidity > 0).all()
    assert np.abs(humidity / 100 * highest - vapour).max() < 3 * ROUNDING


def test_water_vapour_is_the_same_amount_in_every_unit():
    table = YEAR.table()
    vapour, pressure = column(table, "VPact (mbar)"), column(table, "p (mbar)")
    assert np.abs(column(table, "H2OC (mmol/mol)") - 1000 * vapour / pressure).max() < 3 * ROUNDING
    specific = 622 * vapour / (pressure - 0.378 * vapour)
    assert np.abs(column(table, "sh (g/kg)") - specific).max() < 3 * ROUNDING


def test_density_obeys_the_gas_law_of_moist_air():
    table = YEAR.table()
    kelvin = column(table, "T (degC)") + 273.15
    virtual = kelvin * (1 + 0.608 * column(table, "sh (g/kg)") / 1000)
    pressure_again = column(table, "rho (g/m**3)") / 1000 * 287.05 * virtual / 100
    assert np.abs(pressure_again / column(table, "p (mbar)") - 1).max() < 2e-5


def test_potential_temperature_is_the_temperature_at_1000_mbar():
    table = YEAR.table()
    kelvin, potential = column(table, "T (degC)") + 273.15, column(table, "Tpot (K)")
    assert ((potential > kelvin) == (column(table, "p (mbar)") < 1000)).mean() > 0.999
    assert np.abs(potential - kelvin * (1000 / column(table, "p (mbar)")) ** 0.286).max() < 2 * ROUNDING


def test_the_dew_point_is_never_above_the_temperature():
    table = YEAR.table()
    assert (column(table, "Tdew (degC)") <= column(table, "T (degC)")).all()


def test_gusts_are_at_least_the_wind_and_directions_are_degrees():
    table = YEAR.table()
    there = ~table.missing[:, HEADER.index("wv (m/s)") - 1]
    assert (column(table, "max. wv (m/s)") >= column(table, "wv (m/s)"))[there].all()
    assert column(table, "wv (m/s)").min() >= 0
    assert 0 <= column(table, "wd (deg)").min() < 10
    assert 350 < column(table, "wd (deg)").max() <= 360


# The weather


def test_summer_is_warmer_than_winter_and_its_noon_warmer_than_its_night():
    table = Weather().table()
    temperature = column(table, "T (degC)")
    month = table.times.astype("datetime64[M]").astype(int) % 12 + 1
    hour = table.times.astype("datetime64[h]").astype(int) % 24
    summer, winter = np.isin(month, (6, 7, 8)), np.isin(month, (12, 1, 2))
    assert 12 < temperature[summer].mean() - temperature[winter].mean() < 25
    assert temperature[summer & (hour == 12)].mean() - temperature[summer & (hour == 4)].mean() > 4
    assert -25 < temperature.min() < 0 < 25 < temperature.max() < 42


def test_falling_pressure_comes_with_wind_from_the_south_and_warmer_air_a_day_later():
    table = Weather().table()
    southerly = -column(table, "wv (m/s)") * np.cos(np.radians(column(table, "wd (deg)")))
    tendency = np.diff(column(table, "p (mbar)")[::36])  # over six hours
    assert np.corrcoef(southerly[:-36:36], tendency)[0, 1] < -0.4
    temperature = column(table, "T (degC)")
    warming = temperature[144:] - temperature[:-144]
    assert np.corrcoef(southerly[:-144], warming)[0, 1] > 0.4


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_the_past_days_forecast_tomorrow_far_better_than_today_does(seed):
    splits = Weather(seed=seed).load()
    random = np.random.default_rng(0)

    def some(windows, count):
        chosen = windows.subset(random.choice(len(windows), count, replace=False))
        every_sixth = chosen.take(np.arange(count))[:, 5::6]
        return every_sixth.reshape(count, -1) / np.tile(splits.train.moments()[1], 12), chosen

    (inputs, train), (held_back, validation) = some(splits.train, 6000), some(splits.validation, 3000)
    forecast = Ridge(100).fit(inputs, train.targets).predict(held_back)
    assert np.abs(forecast - validation.targets).mean() < 0.7 * validation.naive_error()


# The dataset


def test_weather_is_the_same_on_every_machine():
    table = Weather(days=60, seed=5).table()
    hundredths = np.round(table.values.astype(np.float64) * 100).astype("<i8")
    assert table.values.shape == (60 * 144, 14)
    assert (
        hashlib.sha256(hundredths.tobytes()).hexdigest()
        == "b7ad11070481bcf684747e32e781af7af0f1f6dc09538b88ce57baf97a2f7615"
    )


def test_another_seed_makes_other_weather():
    first, second = (column(Weather(days=60, seed=seed).table(), "T (degC)") for seed in (0, 1))
    assert np.corrcoef(first, second)[0, 1] < 0.9
    assert (first != second).mean() > 0.95


def test_a_few_wind_speeds_are_missing_filled_with_the_last_one_and_marked():
    table = Weather().table()
    names = [QUANTITIES[index].header for index in np.flatnonzero(table.missing.any(axis=0))]
    assert names == ["wv (m/s)", "max. wv (m/s)"]
    gaps = np.flatnonzero(table.missing[:, 11])
    assert 0 < len(gaps) < 0.01 * len(table.values)
    assert np.array_equal(table.values[gaps, 11], table.values[gaps - 1, 11])
    assert np.isfinite(table.values).all()


def test_records_follow_each_other_every_10_minutes():
    times = YEAR.table().times
    assert times[0] == np.datetime64("2001-01-01T00:10:00")
    assert times[-1] == np.datetime64("2002-01-01T00:00:00")
    assert set(np.diff(times).astype(int)) == {600}


def test_half_of_the_days_are_for_training_a_quarter_for_validation_and_a_quarter_for_the_test():
    dataset = Weather(days=100)
    assert dataset.table().parts == {
        "train": slice(0, 7_200),
        "validation": slice(7_200, 10_800),
        "test": slice(10_800, 14_400),
    }
    assert dataset.num_train == len(dataset.load().train) == 7_200 - 432 - 144
    assert dataset.input_shape == (72, 14)


def test_weather_is_made_once_for_all_windows():
    first, second = Weather(days=60).load(), Weather(days=60, lookback=144, step=18).load()
    assert first.train.series is second.train.series
    assert not first.train.series.flags.writeable


def test_a_window_too_long_for_the_days_is_refused_at_once():
    with pytest.raises(ConfigError, match=r"need 2,161 records, but the validation part has 2,160") as error:
        Weather(days=60, lookback=2_016, delay=144)
    assert "Generated weather" in str(error.value)


@pytest.mark.parametrize("wrong", [{"days": 59}, {"days": 3_654}, {"seed": -1}, {"step": 433}])
def test_weather_options_out_of_range_are_refused(wrong):
    with pytest.raises(ConfigError):
        Weather(**wrong)


def test_a_window_that_does_not_fit_is_refused_in_a_configuration_too():
    with pytest.raises(ConfigError, match="need 17,281 records, but the training part has 15,768"):
        TypeAdapter(AnyDataset).validate_python({"name": "weather", "days": 219, "lookback": 14_400, "delay": 2_880})


def test_making_weather_reports_progress():
    calls = []
    Weather(days=60).load(lambda *call: calls.append(call))
    assert calls == [(0, 8_640, "Making weather"), (8_640, 8_640, "Making weather")]
