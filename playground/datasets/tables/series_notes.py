"""What is said of the numbers of a series, and of the columns that hold none."""

import numpy as np

from playground.datasets.tables.notes import cell_text, listed
from playground.datasets.tables.series_time import called_time
from playground.datasets.tables.series_work import Work, plain
from playground.datasets.tables.times import is_clock
from playground.languages import N_, _, n_

WRITTEN_LIKE_TIMES = r"^[0-9]+[-/.:][0-9]+([-/.: ][0-9]+)*$|^(1[5-9]|2[01])[0-9]{2}\b"
TAKEN = {
    "decimal comma": N_("Commas were taken for decimal points in {columns}: {cell} in row {row:,} is {value}."),
    "thousands marks": N_("Marks between thousands were left out in {columns}: {cell} in row {row:,} is {value}."),
    "percent": N_("Percent signs were left out in {columns}: {cell} in row {row:,} is {value}."),
    "currency": N_("Currency signs were left out in {columns}: {cell} in row {row:,} is {value}."),
    "multiples": N_(
        "K, M and B were taken for thousand, million and billion in {columns}: {cell} in row {row:,} is {value}."
    ),
    "negative in brackets": N_(
        "Numbers in brackets were taken for negative ones in {columns}: {cell} in row {row:,} is {value}."
    ),
    "points between thousands": N_(
        "Points between thousands were left out in {columns}: {cell} in row {row:,} is {value}."
    ),
    "minus behind": N_(
        "A minus sign behind a number was taken for one before it in {columns}: {cell} in row {row:,} is {value}."
    ),
    "limits": N_("The signs < and > before numbers were left out in {columns}: {cell} in row {row:,} is {value}."),
    "unit": N_("The unit behind the numbers was left out in {columns}: {cell} in row {row:,} is {value}."),
    "flags": N_("Marks behind numbers were left out in {columns}: {cell} in row {row:,} is {value}."),
}


def note_numbers(work: Work, names: tuple[str, ...]) -> None:
    """Note what was taken for what, and every column with a cell that is no number."""
    for what, sentence in TAKEN.items():
        some = [name for name in names if what in work.numbers[name].taken]
        if some:
            at = work.numbers[some[0]].taken[what]
            cell = work.table.column(some[0])[at].as_py()
            work.note(
                what,
                _(
                    sentence,
                    columns=listed(some),
                    cell=cell_text(cell),
                    row=work.table.rows[at],
                    value=plain(work.numbers[some[0]].values[at]),
                ),
            )
    for name in names:
        bad = work.numbers[name].bad[work.rows]
        if bad.any():
            at = int(np.argmax(bad))
            cell = work.table.column(name)[int(work.rows[at])].as_py()
            work.note(
                "no number",
                n_(
                    "{number:,} cell without a number in column {name!r}, taken as missing: row {row:,} is {cell}.",
                    "{number:,} cells without a number in column {name!r}, taken as missing: row {row:,} is {cell}.",
                    int(bad.sum()),
                    name=name,
                    row=work.row(at),
                    cell=cell_text(cell),
                ),
            )


def note_texts(work: Work, time: tuple[str, ...]) -> None:
    """Note the columns that hold no numbers, or too few, and those that look like times and are none."""
    stacked = [note for note in work.notes if note.kind == "series"]
    texts = [
        name
        for name in work.table.names
        if name not in work.numbers and name not in time and not any(repr(name) in note.sentence for note in stacked)
    ]
    if not time:
        for name in filter(lambda name: _like_times(work, name), tuple(texts)):
            texts.remove(name)
            _note_times(work, name)
    for name in filter(lambda name: name in work.partly, tuple(texts)):
        texts.remove(name)
        found = work.partly[name]
        at = int(np.argmax(found.bad))
        share = found.filled / (found.filled + int(found.bad.sum()))
        work.note(
            "texts",
            _(
                "Left out because only {share:.0%} of its cells are numbers: column {name!r} ({cell} in row {row:,}).",
                share=share,
                name=name,
                cell=cell_text(work.table.column(name)[at].as_py()),
                row=work.table.rows[at],
            ),
        )
    if texts:
        cell = next((c for c in work.table.column(texts[0]).to_pylist() if c.strip()), "")
        work.note(
            "texts",
            _(
                "Left out because they hold no numbers: {texts} ({cell} in column {name!r}).",
                texts=listed(texts),
                cell=cell_text(cell),
                name=texts[0],
            ),
        )


def _like_times(work: Work, name: str) -> bool:
    import pyarrow.compute as pc

    def share(pattern: str) -> float:
        return float(pc.mean(pc.match_substring_regex(work.table.column(name), pattern).cast("int8")).as_py())

    return share(WRITTEN_LIKE_TIMES) > 0.8 or (called_time(name) > 0 and share(r"[0-9][-/.: ]+[0-9A-Za-z]") > 0.5)


def _note_times(work: Work, name: str) -> None:
    column = work.table.column(name)
    at = next(at for at, cell in enumerate(column.to_pylist()) if sum(map(str.isdigit, cell)) > 1)
    where = {"cell": cell_text(column[at].as_py()), "row": work.table.rows[at]}
    if is_clock(column):
        work.note(
            "times",
            _(
                "Column {name!r} holds clock times without a day ({cell} in row {row:,}): the rows are numbered "
                "instead.",
                name=name,
                **where,
            ),
        )
    else:
        work.note(
            "times",
            _(
                "Column {name!r} looks like times that cannot be read ({cell} in row {row:,}): the rows are numbered "
                "instead. Write times such as 2026-01-31 14:00.",
                name=name,
                **where,
            ),
        )
