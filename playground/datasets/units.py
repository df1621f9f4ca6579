"""The unit in the name of a column: `T (degC)`, `Price [EUR]`; what is no known unit is a part of the name."""

import re

PREFIXED = {
    *("m", "g", "s", "A", "K", "J", "W", "V", "Pa", "Hz", "N", "L", "l", "t", "eV", "Wh", "VA", "var", "VAr", "Wp"),
    *("mol", "bar", "cal", "bit", "bps", "Bq", "Sv", "lx", "ohm", "Ω"),
}
"""Units that stand alone or after a prefix such as k.  Few letters: GT in `CO(GT)` is no number of teslas."""
PREFIXES = ("", "d", "c", "m", "µ", "μ", "u", "n", "p", "da", "h", "k", "M", "G", "T", "P")
ALONE = {
    *("%", "‰", "ppm", "ppb", "ppt", "pH", "dB", "dBA", "°", "°C", "°F", "ºC", "ºF", "℃", "℉", "deg", "degC", "degF"),
    *("C", "F", "kB", "MB", "GB", "TB", "bytes", "mS", "µS", "mT", "µT", "nT", "mH", "µF", "nF", "pF"),
    *("deg C", "deg F", "degree", "degrees", "Celsius", "Fahrenheit", "Kelvin", "celsius", "fahrenheit", "kelvin"),
    *("sec", "second", "seconds", "min", "minute", "minutes", "h", "hr", "hour", "hours", "d", "day", "days", "week"),
    *("weeks", "month", "months", "a", "yr", "year", "years", "ha", "acre", "acres", "kt", "kn", "knots", "mph", "kmh"),
    *("kph", "rpm", "in", "inch", "inches", "ft", "feet", "yd", "mi", "mile", "miles", "lb", "lbs", "oz", "psi", "hp"),
    *("gal", "gallons", "mmHg", "inHg", "atm", "ktoe", "Mtoe", "toe", "BTU", "Btu", "CO2e", "tCO2", "units", "pcs"),
    *("$", "€", "£", "¥", "₹", "₽", "₩", "USD", "EUR", "GBP", "CHF", "JPY", "CNY", "RMB", "INR", "AUD", "CAD", "NZD"),
    *("SEK", "NOK", "DKK", "PLN", "CZK", "HUF", "RUB", "TRY", "BRL", "MXN", "ZAR", "KRW", "SGD", "HKD", "BTC", "ETH"),
    *("euro", "euros", "dollar", "dollars", "cents", "ct", "thousand", "million", "billion", "thousands", "millions"),
}
"""Units that take no prefix."""
POWER = r"(?:\^|\*\*)?(?:[-−][1-9]|[2-6])|[²³⁻¹]+"
BETWEEN = re.compile(r"\s*(?:/|·|\bper\b)\s*|(?<!\*)\*(?!\*)|\s+")
AT_THE_END = re.compile(r"[(\[]([^()\[\]]{1,20})[)\]]\s*$")


def unit_of(name: str) -> str:
    """The unit in brackets at the end of a column's name: `T (degC)` → degC; empty where none is known."""
    found = AT_THE_END.search(name)
    unit = found[1].strip() if found else ""
    return unit if unit and is_unit(unit) else ""


def is_unit(text: str) -> bool:
    """Whether a text is a unit: a known one, with a power or a prefix, or several joined: µg/m³, kWh, g/m**2."""
    if _is_known(text):
        return True
    parts = BETWEEN.split(text)
    return all(part and any(_is_known(stem) for stem in _stems(part)) for part in parts) and not text[0].isdigit()


def _stems(part: str) -> set[str]:
    """A part of a unit with and without its power."""
    part = re.sub("^[0-9]+(?=[^0-9])", "", part)  # per 100 km
    return {part, re.sub(rf"(?:{POWER})$", "", part)}


def _is_known(unit: str) -> bool:
    if unit in ALONE:
        return True
    return any(unit == prefix + stem for stem in PREFIXED if unit.endswith(stem) for prefix in PREFIXES)
