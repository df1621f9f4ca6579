"""Fewer cases than every combination of options, among which every pair of values of two options still occurs."""

from collections.abc import Sequence
from itertools import combinations, product

import pytest
from allpairspy import AllPairs


def pairwise(**options: Sequence) -> list[tuple]:
    """Cases, a value of each option in each.  options: name → its values, all different; at least two options."""
    return [tuple(case) for case in AllPairs(list(map(list, options.values())))]


def in_pairs(**options: Sequence) -> pytest.MarkDecorator:
    """A test over `pairwise` cases: its arguments are the names of the options."""
    cases = pairwise(**options)
    return pytest.mark.parametrize(tuple(options), cases, ids=["-".join(map(named, case)) for case in cases])


def named(value: object) -> str:
    """A value as it stands in the name of a test."""
    return "-".join(map(named, value)) if isinstance(value, tuple) else str(value)


def missing(cases: Sequence[tuple], options: Sequence[Sequence]) -> set[tuple]:
    """The pairs of values that occur in no case, each with the places of its two options."""
    wanted = {
        (i, j, a, b) for (i, one), (j, other) in combinations(enumerate(options), 2) for a, b in product(one, other)
    }
    return wanted - {(i, j, case[i], case[j]) for case in cases for i, j in combinations(range(len(options)), 2)}
