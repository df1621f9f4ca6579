"""Texts that are no table, told by how they begin or how many lines look, each with what to do about it."""

import re
from typing import NamedTuple

from playground.errors import UploadError
from playground.languages import N_, _

LINES = 100
"""That are looked at."""
TWO_COLUMNS = N_("Make a table of it with a column of texts and one of labels, and upload that.")
CSV = N_("Save the table as CSV, and upload that.")
ITSELF = N_("Download the file itself, and upload that.")


class Kind(NamedTuple):
    """look: of its start, or of a share of its lines; what: the file is; cure: what to do."""

    look: re.Pattern[str]
    what: str
    cure: str
    share: float = 0


KINDS = (
    Kind(
        re.compile(r"\s*(<!doctype html|<html|<head)", re.IGNORECASE),
        N_("The file is a web page, not a table: perhaps the page to sign in, or the one that shows the file."),
        ITSELF,
    ),
    Kind(re.compile(r"\s*<\?xml"), N_("The file is XML, not a table."), CSV),
    Kind(
        re.compile(r"version https://git-lfs\.github\.com/spec"),
        N_("The file is only a pointer to the real one, which Git LFS keeps elsewhere."),
        ITSELF,
    ),
    Kind(re.compile(r"[\d:,.]+ --> [\d:,.]+.*"), N_("The file holds subtitles, not a table."), TWO_COLUMNS, 0.2),
    Kind(
        re.compile(r"\u200e?\[?\d{1,4}[./-]\d{1,2}[./-]\d{2,4},? \d{1,2}:\d{2}[^\]]{0,6}(?:\]| -) [^:]{1,40}: .*"),
        N_("The file is an exported chat, not a table."),
        TWO_COLUMNS,
        0.3,
    ),
    Kind(
        re.compile(r"\S+(?:[ \t]\S+){0,2}[ \t][BI]-[A-Z]+"),
        N_("The file labels every word (CoNLL); here a label belongs to a whole text."),
        TWO_COLUMNS,
        0.05,
    ),
)


def check_table(text: str) -> None:
    """Raise `UploadError` for a text of a known kind that is no table."""
    lines = [line for line in text[:20_000].splitlines() if line.strip()][:LINES]
    for kind in KINDS:
        many = sum(bool(kind.look.fullmatch(line)) for line in lines) > max(2, kind.share * len(lines))
        if many if kind.share else kind.look.match(text):
            raise UploadError(" ".join((_(kind.what), _(kind.cure))))
