"""Dates in which months have names, in many languages: `31. März 2021` becomes `31 Mar 2021`, which pandas reads.

The names are those of Unicode's CLDR, through Babel.
"""

import re
import unicodedata

from playground.caching import remembered

ENGLISH = "en"
LANGUAGES = (
    *(ENGLISH, "de", "fr", "es", "it", "pt", "nl", "pl", "sv", "da", "nb", "fi", "cs", "sk", "hu", "ro"),
    *("tr", "ru", "uk", "el", "id"),
)
"""Where two know a column equally well, the first."""
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
WORD = re.compile(r"[^\W\d_]+\.?")
BETWEEN = {"fr": ("er", "le"), "es": ("de", "del"), "pt": ("de",), "da": ("den",), "ru": ("г",), "uk": ("р",)}
"""Language → words within a date that say nothing of the time, beside the names of days."""
SAMPLE = 200


def in_english(texts: list[str]) -> list[str]:
    """The texts with the months of their language as Jan, Feb, …, and without the names of days.

    They come back unchanged where no language knows most of them better than English.
    """
    some = [_words(text) for text in texts[:SAMPLE] if WORD.search(text)]
    known = {language: sum(words <= _names(language).keys() for words in some) for language in LANGUAGES if some}
    best = max(known, key=known.__getitem__, default=ENGLISH)
    if best == ENGLISH or known[best] < 0.8 * len(some):
        return texts
    return [_translated(text, _names(best)) for text in texts]


@remembered
def _names(language: str) -> dict[str, str]:
    """Word in lower case → the month in English, or nothing for what a date does not need."""
    from babel import Locale

    said = Locale(language)
    names = dict.fromkeys(BETWEEN.get(language, ()), "")
    for context in ("format", "stand-alone"):
        for width in ("abbreviated", "wide"):
            names |= {word: "" for day in said.days[context][width].values() for word in _words(day)}
    for context in ("format", "stand-alone"):
        for width in ("abbreviated", "wide"):
            months = said.months[context][width]
            names |= {word: MONTHS[number - 1] for number, month in months.items() for word in _words(month)}
    return names


def _words(text: str) -> set[str]:
    return {_plain(word) for word in WORD.findall(unicodedata.normalize("NFC", text))}


def _plain(word: str) -> str:
    return word.rstrip(".").lower()


def _translated(text: str, names: dict[str, str]) -> str:
    text = WORD.sub(lambda found: names.get(_plain(found[0]), found[0]), unicodedata.normalize("NFC", text))
    return " ".join(re.sub(r"(?<=\d)\. ?(?=[A-Z])", " ", text).split()).strip(" ,.-")
