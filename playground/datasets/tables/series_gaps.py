"""Records of a series in which a number is missing: filled, or left out."""

import numpy as np

from playground.datasets.tables.notes import listed
from playground.datasets.tables.series_rows import FEWEST_RECORDS
from playground.datasets.tables.series_work import Work
from playground.languages import _, n_


def complete(work: Work, values: np.ndarray, names: tuple[str, ...]) -> np.ndarray:
    """Which records are kept, (records,) bool: all, to be filled where a number is missing, or the complete ones.

    values: (records, features), NaN where missing.  What is missing is noted.
    """
    missing = np.isnan(values)
    gaps = missing.any(axis=1)
    if not gaps.any():
        return np.asarray(~gaps)
    options = {"filled": _("fill the gaps"), "dropped": _("leave these records out")}
    if np.count_nonzero(~gaps) < FEWEST_RECORDS:
        del options["dropped"]
    chosen = work.decided("missing", options, "filled")
    at, column = (int(i[0]) for i in np.nonzero(missing))
    if len(work.rows) == len(values):
        example = _("{column!r} in row {row:,}", column=names[column], row=work.row(at))
    else:
        example = _("{column!r} in record {row:,}", column=names[column], row=at + 1)
    if chosen == "dropped":
        said = n_(
            "{number:,} record with a missing number left out, and the others moved together: {example}.",
            "{number:,} records with a missing number left out, and the others moved together: {example}.",
            int(gaps.sum()),
            example=example,
        )
    else:
        said = n_(
            "{number:,} missing number filled with the value before it: {example}.",
            "{number:,} missing numbers filled with the value before it: {example}.",
            int(missing.sum()),
            example=example,
        )
        start = np.flatnonzero(missing[0])
        if len(start):
            said += _(
                " Where none comes before, the first one known is taken: at the start of {columns}.",
                columns=listed([names[i] for i in start]),
            )
    work.note("missing", said, options if len(options) > 1 else None, chosen)
    return ~gaps if chosen == "dropped" else np.ones(len(values), bool)
