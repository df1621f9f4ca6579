"""Numbers as networks make them, and as they seldom do: ties, extremes, all equal, a single one."""

import re

import numpy as np
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

NAMES = ("negative", "positive")
WORDS = ("so", "good", "bad", "film", "not")
AWKWARD = [0.0, 1.0, 0.5, 0.49996, 0.50004, 0.0004, 0.9996, 0.93, 0.9304, 0.9301, 0.8999, 0.9001]
"""Where rounding and thresholds meet."""

probabilities = st.one_of(st.sampled_from(AWKWARD), st.floats(0, 1, width=32))
numbers = st.one_of(st.sampled_from([0.0, 1.0, -1.0, 0.004, -0.004, 0.001, 1e-9]), st.floats(-100, 100, width=32))
words = st.lists(st.sampled_from(WORDS), min_size=1, max_size=8)


def some(elements: st.SearchStrategy, *shape: int) -> st.SearchStrategy:
    """An array of them; often all of its numbers are the same."""
    each = arrays.arrays(np.float64, shape, elements=elements)
    return st.one_of(each, elements.map(lambda value: np.full(shape, value)))


def figures(sentence: str) -> list[float]:
    """The numbers with a point in a sentence, in order."""
    return [float(number.replace("−", "-")) for number in re.findall(r"[-−+]?\d+\.\d+", sentence)]
