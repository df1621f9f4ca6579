"""Sentences that were written in English, such as why a run has failed, in the language that is spoken now.

What is kept in files and told between processes is English, with its places filled in.  Which text of the catalogues
it comes from is seen by what stands between the places.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache

from playground.languages import ENGLISH, _, language
from playground.languages.catalogues import HERE, read

PLACE = re.compile(r"\{(\w+)([^{}]*)\}")
"""Name, and how a number is written there: nothing where it need not be one."""
NUMBER = r"[-+]?[0-9][0-9.,e+-]*%?"
FEWEST = 5
"""Letters between the places of a text that is recognised: fewer stand in anything."""


def again(sentence: str) -> str:
    """A sentence translated, with what stands in its places; as it is where no text of the catalogues is like it."""
    said = _(sentence)
    if said != sentence or language() == ENGLISH:
        return said
    for pattern, parts, translated in _with_places(language()):
        if all(part in sentence for part in parts) and (found := re.fullmatch(pattern, sentence, re.DOTALL)):
            return _filled(translated, {name: again(value) for name, value in found.groupdict().items()})
    return sentence


def _filled(text: str, places: Mapping[str, str]) -> str:
    """A number that the English does not say is one."""
    return PLACE.sub(lambda place: places.get(place[1], "1"), text)


@cache
def _with_places(code: str) -> list[tuple[str, list[str], str]]:
    """Of each text with places: a pattern, what stands between the places, and its translation; the longest first."""
    return sorted(_texts(code), key=lambda text: -sum(map(len, text[1])))


def _texts(code: str) -> Iterator[tuple[str, list[str], str]]:
    for path in sorted((HERE / code).glob("*.po")):
        for message in read(path, code):
            said = message.string if isinstance(message.string, str) else (message.string or [""])[0]
            for english in message.id if isinstance(message.id, tuple | list) else (message.id,):
                pieces = PLACE.split(english)
                parts = pieces[::3]
                if said and len(parts) > 1 and sum(letter.isalpha() for part in parts for letter in part) >= FEWEST:
                    yield _pattern(pieces), parts, said


def _pattern(pieces: list[str]) -> str:
    """pieces: text, name of a place, how it is written, text, …"""
    found, names = re.escape(pieces[0]), set[str]()
    for name, written, text in zip(pieces[1::3], pieces[2::3], pieces[3::3], strict=True):
        value = NUMBER if written else ".+?"
        found += f"(?P={name})" if name in names else f"(?P<{name}>{value})"
        found += re.escape(text)
        names.add(name)
    return found
