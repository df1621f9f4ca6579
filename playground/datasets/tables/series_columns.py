"""Which column of numbers of a series is forecast, and which others its windows hold."""

import re

import numpy as np

from playground.datasets.tables.notes import cell_text, listed
from playground.datasets.tables.numbers import read_numbers
from playground.datasets.tables.series_work import Work
from playground.datasets.tables.time_parts import PARTS, is_part, part_of
from playground.errors import UploadError
from playground.languages import _, n_

MOST_FEATURES = 200
"""Columns of numbers a window may hold."""
TARGET_NAMES = (
    *("target", "y", "value", "sales", "demand", "load", "count", "cnt", "traffic", "consumption", "cases", "visitors"),
    *("passengers", "revenue", "close", "price", "pm2.5"),
)
PLACES = ("lat", "latitude", "lon", "lng", "long", "longitude")
CALENDAR = ("weekday", "dayofweek", "day of week", "week", "season", "quarter", "holiday", "workingday")
LONGEST_LOOKBACK = 48


def proposed_lookback(num_records: int) -> int:
    """A third of the smallest part of a series, which is a quarter; 48 records at most."""
    return max(1, min(LONGEST_LOOKBACK, num_records // 4 // 3))


def may_be_forecast(name: str, values: np.ndarray) -> bool:
    """Whether a column is no part of the time, which is known without a forecast, and no place."""
    part = part_of(name)
    return not (part in CALENDAR or part in PLACES or (part in PARTS and is_part(values, part)))


def target_of(work: Work, targets: tuple[str, ...], values: dict[str, np.ndarray]) -> str:
    """The column to forecast: with a telling name, or the first, of those that an earlier value tells something of."""
    if work.choices.target is not None:
        work.table.column(work.choices.target)
        if work.choices.target not in values:
            at = work.choices.target
            raise UploadError(
                _(
                    "Column {at!r} holds no numbers to forecast. Choose one of {names}.",
                    at=at,
                    names=listed(list(values)),
                )
            )
        return work.choices.target
    named = sorted((name for name in targets if _telling(name) < len(TARGET_NAMES)), key=_telling)
    errors = {name: _errors(values[name]) for name in targets}
    told = [name for name in (*named, *targets) if errors[name].min() < 1]
    target = (told or named or list(targets))[0]
    _note_error(work, target, errors[target])
    return target


def _telling(name: str) -> int:
    """How telling a column's name is: the index of a word of it in TARGET_NAMES, before that where it is all."""
    lower = name.strip().lower()
    if lower in TARGET_NAMES:
        return TARGET_NAMES.index(lower) - len(TARGET_NAMES)
    words = {word.lower() for word in re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", name) if len(word) > 1}
    return next((index for index, word in enumerate(TARGET_NAMES) if word in words), len(TARGET_NAMES))


def _errors(values: np.ndarray) -> np.ndarray:
    """How far values are from the one 1, 2, … records before, on average and in standard deviations, (lookback,)."""
    spread = max(float(np.nanstd(values)), 1e-12)
    lags = range(1, proposed_lookback(len(values)) + 1)
    errors = [np.abs(values[lag:] - values[:-lag]) for lag in lags]
    return np.array([np.nanmean(error) / spread if not np.isnan(error).all() else 1.0 for error in errors])


def _note_error(work: Work, target: str, errors: np.ndarray) -> None:
    """Say where the last value is a worse forecast than the mean.  errors (lookback,): see `_errors`."""
    if errors[0] < 1:
        return
    best = int(np.argmax(errors <= 1.1 * errors.min() + 0.02)) + 1  # the nearest of those about as good
    if errors[best - 1] < 1:
        work.note(
            "naive error",
            _(
                "Predicting that column {target!r} stays as it is errs by {error:.2f} standard deviations, more than "
                "predicting its mean; repeating the value of {best} records before errs by {least:.2f}. Let windows "
                "look back that far.",
                target=target,
                error=errors[0],
                best=best,
                least=errors[best - 1],
            ),
        )
    else:
        work.note(
            "naive error",
            n_(
                "Predicting that column {target!r} stays as it is errs by {error:.2f} standard deviations, more than "
                "predicting its mean, and so does every earlier value up to {number:,} record before. A network has to "
                "find more than that.",
                "Predicting that column {target!r} stays as it is errs by {error:.2f} standard deviations, more than "
                "predicting its mean, and so does every earlier value up to {number:,} records before. A network has "
                "to find more than that.",
                len(errors),
                target=target,
                error=errors[0],
            ),
        )


def columns_of(work: Work, learnable: list[str], target: str) -> tuple[str, ...]:
    """What a window holds, the target first where not all of the columns fit."""
    chosen = work.choices.columns
    if chosen is not None:
        for name in chosen:
            work.table.column(name)
            if name not in work.numbers:
                bad = read_numbers(work.table.column(name), work.table.delimiter).bad
                at = int(np.argmax(bad))
                raise UploadError(
                    n_(
                        "Row {row:,} of column {column!r} is {cell}; expected a number ({number:,} cell is none). "
                        "Leave it out.",
                        "Row {row:,} of column {column!r} is {cell}; expected a number ({number:,} cells are none). "
                        "Leave it out.",
                        int(bad.sum()),
                        row=work.table.rows[at],
                        column=name,
                        cell=cell_text(work.table.column(name)[at].as_py()),
                    )
                )
        names = [name for name in work.table.names if name in chosen or name == target]
    else:
        names = learnable
    if len(names) <= MOST_FEATURES:
        return tuple(names)
    kept = [target, *(name for name in names if name != target)][:MOST_FEATURES]
    work.note(
        "many columns",
        _(
            "Of {count:,} columns of numbers the first {most:,} were taken, {target!r} first; "
            "choose others under “Columns a window holds”.",
            count=len(names),
            most=MOST_FEATURES,
            target=target,
        ),
    )
    return tuple(kept)
