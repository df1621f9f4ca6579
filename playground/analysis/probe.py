"""How well something can be read out of states by a linear probe, each time on examples it has not learned from."""

import numpy as np
from threadpoolctl import threadpool_limits

from playground.errors import RunError
from playground.languages import _

FOLDS = 5
LEAST = 50
"""Examples that a probe needs."""
LEAST_OF_A_CLASS = 2 * FOLDS
"""Examples of a class below which it is left out."""
REGULARISED = 0.1
"""`C` of the logistic regression, and 1 / alpha of the ridge regression, on standardised states: the states of a few
hundred examples have up to 512 units."""


def can_probe(values: np.ndarray) -> bool:
    """Whether enough is different about the values of these examples."""
    kept = values[_kept(values)]
    return len(kept) >= LEAST and bool((kept != kept[0]).any())


def readable(states: np.ndarray, values: np.ndarray) -> float:
    """How well `values` (examples,) can be read out of `states` (examples, units), in cross-validation.

    Classes, int: the share that a logistic regression gets right, every class counting equally, so that guessing gets
    1 of the number of classes.  Numbers, float: R² of a ridge regression, the share of the variance it explains, and
    0 where it explains none.  Raises `RunError` for states that are no numbers.
    """
    # Imported when first needed: it takes a second.
    from sklearn.linear_model import LogisticRegression, Ridge
    from sklearn.metrics import balanced_accuracy_score, r2_score
    from sklearn.model_selection import KFold, StratifiedKFold, cross_val_predict
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    kept = _kept(values)
    states, values = states[kept].astype(np.float64), values[kept]
    if not np.isfinite(states).all():
        raise RunError(_("The network's states are too large to be numbers. Train it with a smaller learning rate."))
    numbers = values.dtype.kind == "f"
    folds = (KFold if numbers else StratifiedKFold)(FOLDS, shuffle=True, random_state=0)
    probe = (
        Ridge(1 / REGULARISED)
        if numbers
        else LogisticRegression(C=REGULARISED, class_weight="balanced", max_iter=200, tol=1e-3)
    )
    with threadpool_limits(1):  # too little to share, and other processes train
        predictions = cross_val_predict(make_pipeline(StandardScaler(), probe), states, values, cv=folds)
    if numbers:
        return max(0.0, float(r2_score(values, predictions)))
    return float(balanced_accuracy_score(values, predictions))


def _kept(values: np.ndarray) -> np.ndarray:
    """The examples that count, (examples,) bool: those of a class that stands in every fold."""
    if values.dtype.kind == "f":
        return np.ones(len(values), bool)
    _values, at, counts = np.unique(values, return_inverse=True, return_counts=True)
    return counts[at] >= LEAST_OF_A_CLASS
