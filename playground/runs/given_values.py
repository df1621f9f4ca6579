"""Examples, labels and names that somebody gives along with a network from elsewhere, checked."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from playground.choices import as_given
from playground.datasets.given_examples import NOT_KNOWN
from playground.errors import ConfigError
from playground.languages import _


def as_numbers(inputs: np.ndarray) -> np.ndarray:
    """As float32.  Raises `ConfigError` for numbers that float32 does not hold."""
    with np.errstate(over="ignore"):
        numbers: np.ndarray = inputs.astype(np.float32)
    if (np.isinf(numbers) & np.isfinite(inputs)).any():
        raise ConfigError(_("The examples hold numbers beyond 3.4e38, the largest of float32. Scale them."))
    return numbers


def token_ids(inputs: np.ndarray, rows: int) -> np.ndarray:
    """As int32.  rows: how many ids there are.  Raises `ConfigError` for any others."""
    if not np.isfinite(inputs).all() or inputs.min() < 0 or inputs.max() >= rows or (inputs % 1 != 0).any():
        raise ConfigError(_("The examples hold other token ids than whole numbers from 0 to {most:,}.", most=rows - 1))
    return inputs.astype(np.int32)


def class_labels(found: np.ndarray, classes: int) -> np.ndarray:
    """Classes as int64.  Raises `ConfigError` for any but whole numbers, -1 or nan where not known."""
    known = np.where(np.isnan(found), NOT_KNOWN, found) if found.dtype.kind == "f" else found
    if not np.isfinite(known).all() or (known % 1 != 0).any() or known.min() < NOT_KNOWN or known.max() >= classes:
        raise ConfigError(
            _("The labels are other than whole numbers from 0 to {most}, or -1 where not known.", most=classes - 1)
        )
    return known.astype(np.int64)


def labels_array(targets: Any) -> np.ndarray:
    """Labels as an array of numbers.  Raises `ConfigError` for any others."""
    try:
        found = np.asarray(targets)
    except ValueError:
        found = np.empty(0, object)
    if found.dtype.kind not in "biuf":
        raise ConfigError(
            _(
                "The labels are {given}; expected numbers, one for each answer. Give classes as their numbers from 0 "
                "on, and what they are called as class_names.",
                given=as_given(targets),
            )
        )
    return found


def texts(given: Any, what: str) -> tuple[str, ...]:
    """A list of texts.  what: that they are called, such as `words`.  Raises `ConfigError` for anything else."""
    if isinstance(given, str | bytes | Mapping) or not hasattr(given, "__iter__"):
        raise ConfigError(
            _(
                "{what} is {given}; expected a list of texts, in the order of their numbers.",
                what=what,
                given=as_given(given),
            )
        )
    found = tuple(given)
    for number, one in enumerate(found):
        if not isinstance(one, str):
            raise ConfigError(
                _(
                    "{what} holds {given} at {number}; expected texts alone. Give '' for none.",
                    what=what,
                    given=as_given(one),
                    number=number,
                )
            )
    return tuple(map(str, found))


def check_unknown_id(given: Any, rows: int) -> int | None:
    """The token id of unknown words.  rows: how many ids there are.  Raises `ConfigError` for any other."""
    if given is None:
        return None
    if not isinstance(given, int | np.integer) or isinstance(given, bool) or not 0 <= given < rows:
        raise ConfigError(
            _(
                "unknown_id is {given}; expected a whole number from 0 to {most:,}, or None.",
                given=as_given(given),
                most=rows - 1,
            )
        )
    return int(given)
