"""Neighbours and projections of tables small enough to check by hand."""

import numpy as np
import pytest
from sklearn.manifold import TSNE
from threadpoolctl import threadpool_info

from playground.reference.table import nearest, pca, t_sne


def test_the_nearest_rows_are_those_of_the_most_similar_direction_whatever_their_length():
    table = np.array([[1, 0], [0, 3], [5, 0], [-2, 0], [0, 0], [3, 4]])
    assert nearest(table, 0) == [(2, 1.0), (5, pytest.approx(0.6)), (1, 0.0), (3, -1.0)]
    assert nearest(table, 0, count=1) == [(2, 1.0)]
    assert nearest(table, 4) == []  # a row of zeros points nowhere


def test_pca_finds_the_direction_in_which_rows_differ_most():
    after = np.array([[-3.0, 0.0, 1.0], [3.0, 0.0, 1.0], [0.0, 1.0, 1.0], [0.0, -1.0, 1.0]])
    (points,) = pca(after, after)
    assert np.abs(points).tolist() == [pytest.approx(row, abs=1e-9) for row in ([3, 0], [3, 0], [0, 1], [0, 1])]


def test_all_tables_are_seen_along_the_same_directions():
    after = np.array([[-3.0, 0.0], [3.0, 0.0], [0.0, 1.0], [0.0, -1.0]])
    halved, whole = pca(after, after / 2, after)
    assert np.allclose(halved * 2, whole)


def test_a_table_of_one_dimension_is_a_line():
    (points,) = pca(np.array([[1.0], [2.0]]), np.array([[1.0], [2.0]]))
    assert points.tolist() == [[1, 0], [2, 0]]


def test_t_sne_keeps_two_distant_groups_apart_and_gives_the_same_each_time():
    table = np.random.default_rng(0).normal(size=(20, 5)).astype(np.float32)
    table[10:] += 50
    points = t_sne(table)
    assert points.shape == (20, 2)
    assert np.array_equal(points, t_sne(table))
    one, two = points[:10], points[10:]
    within = max(np.linalg.norm(part - part.mean(axis=0), axis=1).mean() for part in (one, two))
    assert np.linalg.norm(one.mean(axis=0) - two.mean(axis=0)) > within


def test_t_sne_keeps_to_one_thread_and_leaves_the_others_as_they_were(monkeypatch: pytest.MonkeyPatch):
    def num_threads() -> set[int]:
        return {pool["num_threads"] for pool in threadpool_info()}

    used, before, fit = [], num_threads(), TSNE.fit_transform
    monkeypatch.setattr(TSNE, "fit_transform", lambda self, table: used.append(num_threads()) or fit(self, table))
    t_sne(np.random.default_rng(0).normal(size=(8, 3)).astype(np.float32))
    assert used == [{1}]
    assert num_threads() == before
