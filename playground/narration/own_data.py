"""What a file of one's own is, in a sentence: how many texts or records, of what, and how far they reach."""

from playground.datasets.tables.notes import listed
from playground.datasets.uploads import About
from playground.languages import _, n_
from playground.wording import together

MOST_NAMED = 5
"""Columns that are named."""
FEW = 30
"""Different texts of a test below which its result says little."""


def described(known: About) -> str:
    """An upload in a sentence or two."""
    if known.kind == "texts":
        texts = _("{train:,} texts to learn from, {test:,} for the test.", train=known.num_train, test=known.num_test)
        return together(texts, few_different(known))
    return _(
        "{records:,} records of {columns}{series}; {target} is forecast.",
        records=known.num_rows,
        columns=listed(list(known.names), MOST_NAMED),
        series=named_series(known.series),
        target=known.names[known.target],
    )


def few_different(known: About) -> str:
    """How many texts differ, where many repeat; empty where none of the test does or where it was not counted."""
    if not known.different_test or known.different_test == known.num_test:
        return ""
    said = n_(
        "Many repeat: {number:,} different text to learn from, {test:,} in the test.",
        "Many repeat: {number:,} different texts to learn from, {test:,} in the test.",
        known.different_train,
        test=known.different_test,
    )
    return together(said, _("A result on so few says little.") if known.different_test < FEW else "")


def named_series(name: str) -> str:
    """Which of several series in a file it is; empty where the file holds one."""
    return _(", the series {name!r}", name=name) if name else ""


def span(first: str, last: str) -> str:
    """From when to when records reach, without a clock where they are days: `from 2021-01-01 to 2021-07-19`.

    first, last: times as `uploads.About` keeps them, or numbers of rows
    """
    if first.isdecimal():
        return _("from row {first:,} to row {last:,}", first=int(first), last=int(last))
    both = [time.replace("T", " ") for time in (first, last)]
    for clock in (" 00:00:00", ":00"):
        if all(time.endswith(clock) for time in both):
            both = [time.removesuffix(clock) for time in both]
            break
    return _("from {first} to {last}", first=both[0], last=both[1])
