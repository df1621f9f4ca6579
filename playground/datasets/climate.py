"""The 14 quantities of a weather station's record, in the order of the Jena file, and how they hang together."""

from typing import NamedTuple

import numpy as np

from playground.languages import N_

MISSING = -9999.0
"""Stands in the Jena file for a value that was not measured."""
ZERO_CELSIUS = 273.15
"""0 °C in kelvin."""
VAPOUR_MASS_RATIO = 0.622
"""A molecule of water over a molecule of dry air, by mass."""
GAS_CONSTANT = 287.05
"""Of dry air, J/(kg K)."""


class Quantity(NamedTuple):
    """header: its column in the Jena file; name, with its unit, and unit: as a learner reads them."""

    header: str
    name: str
    unit: str


QUANTITIES = (
    Quantity("p (mbar)", N_("air pressure (mbar)"), "mbar"),
    Quantity("T (degC)", N_("temperature (°C)"), "°C"),
    Quantity("Tpot (K)", N_("potential temperature (K)"), "K"),
    Quantity("Tdew (degC)", N_("dew point (°C)"), "°C"),
    Quantity("rh (%)", N_("relative humidity (%)"), "%"),
    Quantity("VPmax (mbar)", N_("saturation vapour pressure (mbar)"), "mbar"),
    Quantity("VPact (mbar)", N_("vapour pressure (mbar)"), "mbar"),
    Quantity("VPdef (mbar)", N_("vapour pressure deficit (mbar)"), "mbar"),
    Quantity("sh (g/kg)", N_("specific humidity (g/kg)"), "g/kg"),
    Quantity("H2OC (mmol/mol)", N_("water vapour concentration (mmol/mol)"), "mmol/mol"),
    Quantity("rho (g/m**3)", N_("air density (g/m³)"), "g/m³"),
    Quantity("wv (m/s)", N_("wind speed (m/s)"), "m/s"),
    Quantity("max. wv (m/s)", N_("highest wind speed (m/s)"), "m/s"),
    Quantity("wd (deg)", N_("wind direction (°)"), "°"),
)
HEADER = ("Date Time", *(quantity.header for quantity in QUANTITIES))
"""The 15 columns of the Jena file."""
NAMES = tuple(quantity.name for quantity in QUANTITIES)
TEMPERATURE = QUANTITIES[1]
TIME_FORMAT = "%d.%m.%Y %H:%M:%S"
"""Of the first column."""


def saturation_pressure(temperature: np.ndarray) -> np.ndarray:
    """The highest vapour pressure over water, mbar, by the Magnus formula.  temperature: °C, any shape.

    The constants are those that give the first record of the Jena file.
    """
    return 6.1078 * np.exp(17.08085 * temperature / (234.175 + temperature))


def quantities(
    pressure: np.ndarray,
    temperature: np.ndarray,
    dew_point: np.ndarray,
    wind: np.ndarray,
    gusts: np.ndarray,
    direction: np.ndarray,
) -> np.ndarray:
    """All 14 quantities, (records, 14) float64, from the six that are not derived, (records,) each, in their units."""
    kelvin = temperature + ZERO_CELSIUS
    highest, vapour = saturation_pressure(temperature), saturation_pressure(dew_point)
    dry_share = 1 - (1 - VAPOUR_MASS_RATIO) * vapour / pressure
    return np.stack(
        [
            pressure,
            temperature,
            kelvin * (1000 / pressure) ** 0.286,  # brought to 1000 mbar without heat
            dew_point,
            100 * vapour / highest,
            highest,
            vapour,
            highest - vapour,
            1000 * VAPOUR_MASS_RATIO * vapour / (pressure * dry_share),
            1000 * vapour / pressure,
            1000 * 100 * pressure * dry_share / (GAS_CONSTANT * kelvin),  # the gas law; moist air is lighter
            wind,
            gusts,
            direction,
        ],
        axis=1,
    )
