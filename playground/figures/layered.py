"""A layered drawing of a graph: every node in the column behind all it takes, no two over each other."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from scipy.optimize import isotonic_regression

Edge = tuple[int, int]
SWEEPS = 12
"""From left to right and back; after so many the order no longer changes in any cell there is."""


@dataclass
class Column:
    """What stands under each other: nodes, and lines that pass by, of (node they come from).

    y: the middle of each, in the order of `items`; an item is a node, or -1 - node for a line that comes from it.
    """

    items: list[int] = field(default_factory=list)
    y: np.ndarray = field(default_factory=lambda: np.zeros(0))


def columns_of(num_nodes: int, edges: Sequence[Edge], last: Collection[int]) -> list[int]:
    """Node → its column: one behind the farthest of those it takes.  last: nodes that stand in one behind all others.

    Nodes come behind those they take.
    """
    at = [0] * num_nodes
    for source, node in sorted(edges, key=lambda edge: edge[1]):
        at[node] = max(at[node], at[source] + 1)
    end = max(at)
    return [end if node in last else column for node, column in enumerate(at)]


def laid_out(
    at: Sequence[int], edges: Sequence[Edge], fixed: Mapping[int, Sequence[int]], tall: float, line: float
) -> list[Column]:
    """Where everything stands.  at: `columns_of`.  fixed: column → its nodes from top to bottom, which stay in order.

    tall: pixels from the middle of a node to that of the next; line: of a line that passes by.
    A line stands once in a column, however many edges of its node pass there.
    """
    columns = [Column() for _ in range(max(at) + 1)]
    links: set[tuple[int, int, int]] = set()  # (column of the left end, item there, item in the next column)
    for number, column in enumerate(columns):
        column.items = list(fixed.get(number, [node for node, own in enumerate(at) if own == number]))
    for source, node in edges:
        left = source
        for number in range(at[source] + 1, at[node]):
            passing = -1 - source
            if passing not in columns[number].items:
                columns[number].items.append(passing)
            links.add((number - 1, left, passing))
            left = passing
        links.add((at[node] - 1, left, node))
    for column in columns:
        column.y = _apart(np.arange(len(column.items)) * tall, column.items, tall, line)
    for sweep in range(SWEEPS):
        order = range(len(columns)) if sweep % 2 else reversed(range(len(columns)))
        for number in order:
            _pull(columns, number, links, number not in fixed, (tall, line))
    top = min(column.y[0] for column in columns)
    for column in columns:
        column.y = np.round(column.y - top)
    return columns


def _pull(
    columns: list[Column], number: int, links: set[tuple[int, int, int]], free: bool, sizes: tuple[float, float]
) -> None:
    """Move what stands in a column towards the middle of all it is linked with.  free: it may change places."""
    column, (tall, line) = columns[number], sizes
    wanted = []
    for item, y in zip(column.items, column.y, strict=True):
        near = [_y(columns[number + 1], b) for left, a, b in links if left == number and a == item]
        near += [_y(columns[number - 1], a) for left, a, b in links if left == number - 1 and b == item]
        wanted.append(float(np.mean(near)) if near else float(y))
    places = np.argsort(wanted, kind="stable") if free else np.arange(len(wanted))
    column.items = [column.items[place] for place in places]
    column.y = _apart(np.array(wanted)[places], column.items, tall, line)


def _y(column: Column, item: int) -> float:
    return float(column.y[column.items.index(item)])


def _apart(wanted: np.ndarray, items: Sequence[int], tall: float, line: float) -> np.ndarray:
    """The places nearest to those wanted (least squares) in which all stand in order and far enough apart."""
    halves = np.array([tall / 2 if item >= 0 else line / 2 for item in items])
    offsets = np.concatenate([[0], np.cumsum(halves[:-1] + halves[1:])])
    return np.asarray(isotonic_regression(wanted - offsets).x + offsets)
