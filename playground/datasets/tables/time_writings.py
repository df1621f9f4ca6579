"""Writings of times that pandas does not know, rewritten cell by cell as one that it does."""

import re
from typing import Any

import numpy as np

ZONES = {
    **{
        "UTC": 0,
        "GMT": 0,
        "WET": 0,
        "WEST": 1,
        "BST": 1,
        "CET": 1,
        "MEZ": 1,
        "CEST": 2,
        "MESZ": 2,
        "EET": 2,
        "EEST": 3,
    },
    **{"MSK": 3, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7},
    **{"JST": 9, "KST": 9},
}
"""Zone → hours ahead of UTC."""
ZONE = re.compile(rf"(?<=\d) ?({'|'.join(ZONES)})$")
WRITTEN_OUT = re.compile(r"(\d+) ?[年년] ?(\d+) ?[月월](?: ?(\d+) ?[日일])?")
"""A date as it is written in Chinese, Japanese and Korean."""
MINGUO = re.compile(r"(1[0-4]\d)([/.-])(?=\d{1,2}\2\d{1,2}\b)")
"""A year as Taiwan counts: the first is 1912."""
INTERVAL = re.compile(r"(.*(?:\d{4}|:\d\d).*?) ?(?: [-–—/] | to | bis )(?=.*(?:\d{4}|:\d\d))")
MIDNIGHT = re.compile(r"(?<=[ T])24:00(?::00)?\b")
"""The end of a day, which is the begin of the next."""


ODD = r"[年년,]|[A-Z]{3,4}\s*$|\s[-–—/]\s|\sto\s|\sbis\s|^\s*1[0-4]\d[/.-]"
"""What every cell has that is rewritten."""


def rewritten(column: Any) -> list[str]:
    """The cells of an Arrow array of strings, those that pandas would not know rewritten, with single blanks."""
    import pyarrow.compute as pc

    odd = pc.match_substring_regex(column, ODD).to_numpy(zero_copy_only=False)
    cells: list[str] = pc.replace_substring_regex(pc.utf8_trim_whitespace(column), r"\s+", " ").to_pylist()
    for at in np.flatnonzero(odd):
        cells[at] = _rewritten(cells[at])
    return cells


def _rewritten(text: str) -> str:
    """One cell: of an interval its start, without a comma before a clock or its fractions, with the zone as hours."""
    if not any(letter.isdigit() for letter in text):
        return text
    if found := INTERVAL.match(text):
        text = found[1]
    if found := WRITTEN_OUT.match(text):
        text = "-".join(filter(None, found.groups())) + text[found.end() :]
    text = MINGUO.sub(lambda year: f"{int(year[1]) + 1911}{year[2]}", text, count=1) if MINGUO.match(text) else text
    text = re.sub(r",(?= \d{1,2}:\d\d)|(?<=\d{4}),(?=\d{1,2}:\d\d)", "", text)
    text = re.sub(r"(?<=:\d\d),(?=\d+)", ".", text)
    return ZONE.sub(lambda zone: f"{ZONES[zone[1]]:+03d}:00", text)
