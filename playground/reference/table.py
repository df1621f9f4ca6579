"""Looking at a table of word vectors: the nearest words, and all of them in two dimensions."""

import numpy as np
from threadpoolctl import threadpool_limits


def nearest(table: np.ndarray, row: int, count: int = 10) -> list[tuple[int, float]]:
    """The rows most like `row` by cosine similarity (-1 to 1), the most similar first.

    table: (rows, dimensions) float.  A row of zeros is like no other and is left out; nothing is like it.
    """
    lengths = np.linalg.norm(table, axis=1)
    if not lengths[row]:
        return []
    similarity = table @ table[row] / (np.where(lengths > 0, lengths, 1) * lengths[row])
    similarity[(lengths == 0) | (np.arange(len(table)) == row)] = -np.inf
    order = np.argsort(-similarity, kind="stable")[:count]
    return [(int(i), float(similarity[i])) for i in order if np.isfinite(similarity[i])]


def pca(fitted_on: np.ndarray, *tables: np.ndarray) -> list[np.ndarray]:
    """The two directions in which `fitted_on` varies most; every table seen along them: (rows, 2) each.

    Tables (rows, dimensions); at least two rows.  scikit-learn's PCA, which fixes the signs.
    """
    from sklearn.decomposition import PCA

    if fitted_on.shape[1] == 1:  # one dimension has no second direction
        return [np.column_stack([table[:, 0], np.zeros(len(table))]) for table in tables]
    model = PCA(n_components=2, svd_solver="full").fit(fitted_on)
    return [model.transform(table) for table in tables]


def t_sne(table: np.ndarray, seed: int = 0) -> np.ndarray:
    """Neighbours kept together, far distances not to scale: (rows, dimensions) → (rows, 2).  At least four rows.

    Source: van der Maaten & Hinton 2008; scikit-learn's TSNE, started at random numbers from `seed`.
    """
    from sklearn.manifold import TSNE

    perplexity = min(30.0, (len(table) - 1) / 3)
    with threadpool_limits(1):  # where other processes train, threads that wait for each other take longer than one
        return np.asarray(TSNE(init="random", perplexity=perplexity, random_state=seed).fit_transform(table))
