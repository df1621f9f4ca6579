"""What a file of one's own is, in a sentence: how many texts or records, of what, and how far they reach."""

from playground.datasets.tables.notes import listed
from playground.datasets.uploads import About
from playground.wording import counted

MOST_NAMED = 5
"""Columns that are named."""
FEW = 30
"""Different texts of a test below which its result says little."""


def described(known: About) -> str:
    """An upload in a sentence or two."""
    if known.kind == "texts":
        texts = f"{known.num_train:,} texts to learn from, {known.num_test:,} for the test."
        return f"{texts} {few_different(known)}".strip()
    columns, target = listed(list(known.names), MOST_NAMED), known.names[known.target]
    return f"{known.num_rows:,} records of {columns}{named_series(known.series)}; {target} is forecast."


def few_different(known: About) -> str:
    """How many texts differ, where many repeat; empty where none of the test does or where it was not counted."""
    if not known.different_test or known.different_test == known.num_test:
        return ""
    said = (
        f"Many repeat: {counted(known.different_train, 'different text')} to learn from, "
        f"{known.different_test:,} in the test."
    )
    return f"{said} A result on so few says little." if known.different_test < FEW else said


def named_series(name: str) -> str:
    """Which of several series in a file it is; empty where the file holds one."""
    return f", the series {name!r}" if name else ""


def span(first: str, last: str) -> str:
    """From when to when records reach, without a clock where they are days: `from 2021-01-01 to 2021-07-19`.

    first, last: times as `uploads.About` keeps them, or numbers of rows
    """
    if first.isdecimal():
        return f"from row {int(first):,} to row {int(last):,}"
    both = [time.replace("T", " ") for time in (first, last)]
    for clock in (" 00:00:00", ":00"):
        if all(time.endswith(clock) for time in both):
            both = [time.removesuffix(clock) for time in both]
            break
    return f"from {both[0]} to {both[1]}"
