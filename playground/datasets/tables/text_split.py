"""Which texts are for the test: equal ones never stand on both sides of the split."""

import numpy as np


def split_texts(texts: tuple[str, ...], labels: tuple[str, ...], classes: tuple[str, ...]) -> np.ndarray:
    """Which examples are the test: (examples,) bool, about a fifth of each class; equal texts stand on one side."""
    rng = np.random.default_rng(0)
    groups: dict[str, list[int]] = {}
    for at, one in enumerate(texts):
        groups.setdefault(equal_as(one), []).append(at)
    test = np.zeros(len(texts), bool)
    for name in classes:
        mine = [rows for rows in groups.values() if labels[rows[0]] == name]
        wanted = max(1, round(sum(map(len, mine)) / 5)) if len(mine) > 1 else 0
        taken = 0
        for at in rng.permutation(len(mine)):
            rows = mine[int(at)]
            if taken >= wanted:
                break
            if taken and taken + len(rows) > wanted + len(rows) // 2:
                continue
            test[rows] = True
            taken += len(rows)
    return test


def equal_as(one: str) -> str:
    """What makes two texts equal: case and blanks do not count."""
    return " ".join(one.casefold().split())
