"""One cache for what is expensive to make and asked for again, bounded in bytes.

How many results fit depends on their size: a trace of a network as large as allowed takes 58 MB, of a small one 30 kB.
"""

import hashlib
import inspect
import sys
from collections.abc import Callable, Collection, Hashable, Mapping
from functools import cache, wraps
from operator import attrgetter
from threading import Condition
from typing import Any, ParamSpec, TypeVar

import numpy as np
from cachetools import LRUCache, cached

from playground.languages import ENGLISH, hearing, language
from playground.limits import limits

P = ParamSpec("P")
T = TypeVar("T")
OBJECT = 64
"""Bytes that an object takes of which nothing else is known, roughly."""
BRIEFLY = 10
"""What part of the memory there is holds what is remembered `briefly`, beside the rest: a tenth."""
PLAIN = {str, bytes, int, float, complex, bool, type(None)}
"""What holds nothing but itself."""


def size_of(value: Any, seen: set[int] | None = None) -> int:
    """Bytes of a value with all that it holds, what is held twice counted once.

    Of an array the whole memory it looks into, which it keeps alive.
    """
    seen = set() if seen is None else seen
    while hasattr(base := getattr(value, "base", None), "__array_interface__"):
        value = base
    if id(value) in seen or callable(value) or value is None:
        return 0
    seen.add(id(value))
    if type(value) in PLAIN:
        return sys.getsizeof(value)
    if isinstance(value, np.ndarray) and value.dtype == object:
        return OBJECT + _size_of_parts(value.ravel().tolist(), seen)
    if hasattr(value, "memory_usage") and hasattr(value, "columns"):  # a data frame: pandas need not be here
        return OBJECT + int(value.memory_usage(deep=True).sum())
    if isinstance(nbytes := getattr(value, "nbytes", None), int):  # of NumPy, pandas or Arrow
        return OBJECT + nbytes
    if isinstance(value, Mapping):
        return OBJECT + _size_of_parts(list(value), seen) + _size_of_parts(list(value.values()), seen)
    if isinstance(value, list | tuple | set | frozenset):
        return OBJECT + _size_of_parts(value, seen)
    return OBJECT + (size_of(vars(value), seen) if hasattr(value, "__dict__") else 0)


def _size_of_parts(parts: Collection[Any], seen: set[int]) -> int:
    if set(map(type, parts)) <= PLAIN:  # a hundred thousand words or steps: one after another would take too long
        return 8 * len(parts) + sum(map(sys.getsizeof, parts))
    return 8 * len(parts) + sum(size_of(part, seen) for part in parts)


def fingerprint(*arrays: np.ndarray) -> str:
    """A name for what arrays hold, to remember by: an array itself is no argument of a remembered function."""
    digest = hashlib.blake2b(digest_size=16)
    for array in arrays:
        digest.update(f"{array.dtype}{array.shape}".encode())
        digest.update(np.ascontiguousarray(array).data)
    return digest.hexdigest()


_changed = Condition()
_speaking: set[Callable[..., Any]] = set()
"""The remembered functions whose answers are known to depend on the language."""


class _Answer:
    """What is kept.  Its size is worked out while nobody waits: of a file with a million rows that takes a second.

    spoken: the language it is in; empty: in none.
    """

    def __init__(self, value: Any, key: Hashable, spoken: str) -> None:
        self.value, self.spoken, self.size = value, spoken, size_of((value, key))


class _InOneLanguage(Exception):  # noqa: N818, no error: it passes the cache by
    pass


Key = tuple[Hashable, ...]
"""Of what is kept: the function, the language or English, the arguments."""
Kept = LRUCache[Key, _Answer]


@cache
def _kept() -> Kept:
    return LRUCache(limits().cache_mb * 1_000_000, getsizeof=attrgetter("size"))


@cache
def _kept_briefly() -> Kept:
    return LRUCache(limits().cache_mb * 1_000_000 // BRIEFLY, getsizeof=attrgetter("size"))


def remembered(function: Callable[P, T]) -> Callable[P, T]:
    """Keep what a function returns, by its arguments; those whose names begin with `_` do not count.

    What was asked for longest ago goes first. One caller computes, others who ask for the same wait for it. What is
    larger than the whole cache is not kept, nor is an error. The result is shared: do not change it.
    `is_kept(function, …)` says whether the answer is there already.  What holds texts is kept for each language: that
    it does is noticed while it is made.
    """
    return _remembered(function, _kept)


def briefly(function: Callable[P, T]) -> Callable[P, T]:
    """As `remembered`, for what is soon overtaken: in a small cache of its own, lest it drives out all else."""
    return _remembered(function, _kept_briefly)


def _remembered(function: Callable[P, T], kept_in: Callable[[], Kept]) -> Callable[P, T]:
    @cache
    def through_the_cache() -> Callable[..., _Answer]:  # made when first called: only then are the limits read
        def answer(key: Key, *args: P.args, **kwargs: P.kwargs) -> _Answer:
            with hearing() as heard:
                value = function(*args, **kwargs)
            made = _Answer(value, key, language() if heard.asked else "")
            if heard.asked:
                _speaking.add(function)
                if key[1] != made.spoken:  # not to be kept as what it was asked for, an answer in any language
                    raise _InOneLanguage(made)
            return made

        return cached(kept_in(), key=lambda key, *_args, **_kwargs: key, condition=_changed)(answer)

    @wraps(function)
    def call(*args: P.args, **kwargs: P.kwargs) -> T:
        while True:
            try:
                found = through_the_cache()(_key(function, *args, **kwargs), *args, **kwargs)
            except _InOneLanguage as answer:
                found = answer.args[0]
            if not found.spoken or found.spoken == language():  # else another asked, while nobody knew that it matters
                kept: T = found.value
                return kept

    return call


def is_kept(function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> bool:
    """Whether what a `remembered` function returns for these arguments is in the cache."""
    with _changed:
        return _key(inspect.unwrap(function), *args, **kwargs) in _kept()


def _key(function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> Key:
    given = _signature(function).bind(*args, **kwargs)
    given.apply_defaults()
    counted = ((type(value), value) for name, value in given.arguments.items() if not name.startswith("_"))
    spoken = language() if function in _speaking else ENGLISH
    return f"{function.__module__}.{function.__qualname__}", spoken, *counted


@cache
def _signature(function: Callable[..., Any]) -> inspect.Signature:
    return inspect.signature(function)


def forget() -> None:
    """Empty the caches."""
    with _changed:
        _kept().clear()
        _kept_briefly().clear()


def kept_bytes() -> int:
    """Bytes the caches hold now."""
    with _changed:
        return int(_kept().currsize + _kept_briefly().currsize)
