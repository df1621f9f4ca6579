"""Numbers and words as sentences write them: rounded, and still true beside each other; shortened."""

from collections.abc import Sequence
from functools import reduce
from math import ceil, inf

import numpy as np

from playground.languages import N_, _, n_

HUGE = 1e6
"""Numbers of a network from which on nobody counts digits: it is about to diverge.  In the browser: numbers.js."""
LONGEST_WORD = 30
DIGITS = 4
"""After the point, where numbers are worked out."""
MOST_DIGITS = 8
"""After the point; float32 knows no more."""
UNITS = (N_("word"), N_("character"), N_("timestep"), N_("row"), N_("symbol"))
"""What a timestep is called, by what is read there."""


def apart(values: Sequence[float], digits: int = 2) -> list[str]:
    """Each number with `digits` after the point, or with more where different ones would read the same.

    0.9304 and 0.9301 are 0.9304 and 0.9301, not 0.93 twice.
    """
    wanted = len(set(map(float, values)))
    for more in range(digits, MOST_DIGITS + 1):
        written = [rounded(value, more) for value in values]
        if len(set(written)) == wanted:
            break
    return written


def rounded(value: float, digits: int = 2, huge: float = HUGE) -> str:
    """A number with `digits` after the point, never as -0; from `huge` on as a power of ten: 1.42e13."""
    if huge <= abs(value) < inf:
        factor, power = f"{value:.{digits}e}".split("e")
        return f"{factor}e{int(power)}"
    return f"{round(float(value), digits) + 0.0:.{digits}f}"


def adding_up(values: Sequence[float], total: float) -> list[float]:
    """The values so rounded that they add up to the rounded total, each less than a unit of the last digit off.

    All round down, then those that lost most round up (method of largest remainders).
    """
    scaled = np.asarray(values, float) * 10**DIGITS
    rounded = np.floor(scaled)
    missing = round(round(total * 10**DIGITS) - rounded.sum())
    rounded[np.argsort(rounded - scaled, kind="stable")[: max(missing, 0)]] += 1
    return [float(number) / 10**DIGITS for number in rounded]


def written_sum(values: Sequence[float], total: float) -> tuple[list[str], str]:
    """The values and their total, all with as many digits after the point, from `DIGITS` on, as what is written needs
    to add up: beside 0.1234 and 0.1229 a sum of 0.24635 is not 0.2463.  Of large numbers, which a computer does not add
    up exactly, with fewer."""
    for digits in (*range(DIGITS, MOST_DIGITS), *reversed(range(DIGITS))):
        *written, result = (rounded(value, digits) for value in (*values, total))
        if round(sum(map(float, written)) - float(result), MOST_DIGITS) == 0:
            return written, result
    return list(map(number_text, values)), number_text(total)


def number_text(number: float) -> str:
    """With `DIGITS` after the point, never as -0."""
    return rounded(number, DIGITS)


def at_most(value: float, digits: int) -> str:
    """A number rounded up, for sentences that say "never more than"."""
    return f"{ceil(round(float(value) * 10**digits, 6)) / 10**digits:.{digits}f}"


def counted(number: int, one: str, several: str = "") -> str:
    """Such as `1 word` and `2,000 words`."""
    return f"{number:,} {one if number == 1 else several or one + 's'}"


def timesteps(number: int, unit: str) -> str:
    """A number of what timesteps are called, one of `UNITS`: `1 word`, `2,000 characters`."""
    match unit:
        case "word":
            return n_("{number:,} word", "{number:,} words", number)
        case "character":
            return n_("{number:,} character", "{number:,} characters", number)
        case "row":
            return n_("{number:,} row", "{number:,} rows", number)
        case "symbol":
            return n_("{number:,} symbol", "{number:,} symbols", number)
    return n_("{number:,} timestep", "{number:,} timesteps", number)


def listed(words: Sequence[str]) -> str:
    """Such as `a, b and c`."""
    return _("{words} and {last}", words=enumerated(words[:-1]), last=words[-1]) if len(words) > 1 else words[0]


def enumerated(words: Sequence[str]) -> str:
    """Such as `a, b, c`."""
    return reduce(lambda before, word: _("{words}, {word}", words=before, word=word), words)


def together(*sentences: str) -> str:
    """Sentences one after the other; of empty ones nothing."""
    there = [sentence for sentence in sentences if sentence]
    return reduce(lambda before, one: _("{sentences} {more}", sentences=before, more=one), there) if there else ""


def quoted(words: Sequence[str], index: int, unit: str = "word") -> str:
    """A word in quotation marks, with its number where it occurs more than once.  unit: one of `UNITS`."""
    word = short_word(words[index])
    if words.count(words[index]) > 1:
        return _("“{word}” ({unit} {number:,})", word=word, unit=_(unit), number=index + 1)
    return f"“{word}”"


def is_spelled(word: str) -> bool:
    """Whether it has a letter or a digit, and is neither a blank nor a mark.  In the browser: told.js."""
    return any(map(str.isalnum, word))


def short_word(word: str) -> str:
    """A word of bearable length."""
    return word if len(word) <= LONGEST_WORD else word[: LONGEST_WORD - 1] + "…"


def in_unit(value: float, unit: str) -> str:
    """A number with its unit, such as `12.34 °C`; populations and sums of money are large."""
    number = rounded(value, huge=HUGE**2).replace("-", "−")
    return f"{number} {unit}".strip()


def stated(name: str, probability: float) -> str:
    """The probability of a class: `P(positive) = 0.123`, or `P(positive) < 0.001`.  In the browser: numbers.js."""
    if _is_extreme(probability):
        return f"P({name}) < 0.001" if probability < 0.5 else f"P({name}) > 0.999"
    return f"P({name}) = {probability_text(probability)}"


def probability_text(probability: float) -> str:
    """A probability with three digits; never 0 or 1, which no sigmoid gives, nor 0.500 where it is less."""
    if _is_extreme(probability):
        return _("below 0.001") if probability < 0.5 else _("above 0.999")
    return apart([probability, 0.5] if probability < 0.5 else [probability], 3)[0]


def _is_extreme(probability: float) -> bool:
    """Whether three digits would read as 0 or 1."""
    return probability < 0.001 or probability > 0.999
