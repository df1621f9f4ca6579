"""One cache for what is expensive to make and asked for again, bounded in bytes.

How many results fit depends on their size: a trace of a network as large as allowed takes 58 MB, of a small one 30 kB.
"""

import inspect
from collections.abc import Callable, Hashable, Mapping
from functools import cache, wraps
from threading import Condition
from typing import Any, ParamSpec, TypeVar

import numpy as np
import pandas as pd
from cachetools import LRUCache, cached

from playground.limits import limits

P, T = ParamSpec("P"), TypeVar("T")
OBJECT = 64
"""Bytes that any object takes, roughly."""


def size_of(value: Any, seen: set[int] | None = None) -> int:
    """Bytes of a value with all that it holds, what is held twice counted once."""
    seen = set() if seen is None else seen
    if id(value) in seen or callable(value) or value is None:
        return 0
    seen.add(id(value))
    if isinstance(value, np.ndarray):
        return OBJECT + value.nbytes
    if isinstance(value, pd.DataFrame):
        return OBJECT + int(value.memory_usage(deep=True).sum())
    if isinstance(value, str | bytes):
        return OBJECT + len(value)
    if isinstance(value, Mapping):
        return OBJECT + sum(size_of(part, seen) for pair in value.items() for part in pair)
    if isinstance(value, list | tuple | set | frozenset):
        return OBJECT + sum(size_of(part, seen) for part in value)
    return OBJECT + (size_of(vars(value), seen) if hasattr(value, "__dict__") else 0)


_changed = Condition()


@cache
def _kept() -> LRUCache:
    return LRUCache(limits().cache_mb * 1_000_000, getsizeof=size_of)


def remembered(function: Callable[P, T]) -> Callable[P, T]:
    """Keep what a function returns, by its arguments; those whose names begin with `_` do not count.

    What was asked for longest ago goes first. One caller computes, others who ask for the same wait for it. What is
    larger than the whole cache is not kept, nor is an error. The result is shared: do not change it.
    """
    signature, name = inspect.signature(function), f"{function.__module__}.{function.__qualname__}"

    def key(*args: P.args, **kwargs: P.kwargs) -> Hashable:
        given = signature.bind(*args, **kwargs)
        given.apply_defaults()
        return name, *((type(value), value) for at, value in given.arguments.items() if not at.startswith("_"))

    @cache
    def through_the_cache() -> Callable[P, T]:  # made when first called: only then are the limits read
        return cached(_kept(), key=key, condition=_changed)(function)

    @wraps(function)
    def call(*args: P.args, **kwargs: P.kwargs) -> T:
        return through_the_cache()(*args, **kwargs)

    return call


def forget() -> None:
    """Empty the cache."""
    with _changed:
        _kept().clear()


def kept_bytes() -> int:
    """Bytes the cache holds now."""
    with _changed:
        return int(_kept().currsize)
