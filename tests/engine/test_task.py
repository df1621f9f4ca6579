"""What a worker is asked to do."""

import os
import sys
from types import SimpleNamespace

import pytest

from playground.engine import task


@pytest.mark.parametrize(("before", "after"), [(0, 10), (5, 10), (10, 10), (19, 19)])
def test_a_worker_that_many_servers_warm_up_steps_back_once(before, after, monkeypatch):
    niceness = [before]

    def nice(more: int) -> int:
        niceness.append(niceness[-1] + more)
        return niceness[-1]

    monkeypatch.setattr(os, "nice", nice)
    monkeypatch.setitem(sys.modules, "playground.training.warm_up", SimpleNamespace(warm_up=lambda: 7.0))
    for _ in range(3):
        assert task.warm_up() == 7.0
        assert niceness[-1] == after
