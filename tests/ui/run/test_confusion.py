"""The table of right and wrong on the test."""

from types import SimpleNamespace

import numpy as np

from playground.ui.run import results


def test_numbers_that_are_names_of_classes_stand_in_quotation_marks(monkeypatch):
    asked = []
    monkeypatch.setattr(results, "recalls", lambda counts, names: asked.extend(names) or "")
    run = SimpleNamespace(id="x", config=SimpleNamespace(dataset=SimpleNamespace(class_names=("1", "2"))))
    results._confusion(run, np.eye(2, dtype=int))
    assert asked == ["“1”", "“2”"]
