"""My runs without a browser: what can be done with one run, with several, and what the link chooses."""

import json
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from playground.config import RunConfig
from playground.datasets import Reviews
from playground.layers import GRU, LSTM, Flatten, Layer
from playground.runs import Run, RunFolder, all_runs, starter
from playground.runs.remarks import Remarks, remark, remarks
from tests.browser.made import made_run
from tests.ui.test_pages import all_markdown, go, healthy, labelled, said, visit

WHO = "ann"
WORDS = {"words": ("good", "bad")}

pytestmark = pytest.mark.usefixtures("no_workers")


def mine(home: Path, *layers: Layer, who: str = WHO, **settings: object) -> Run:
    """A finished run of this learner."""
    return made_run(home, RunConfig(**{"dataset": Reviews(), "layers": layers or (LSTM(units=2),)} | settings), WORDS, 2, who)


def chosen(*runs: Run, who: str = WHO) -> AppTest:
    """My runs, opened by a link that chooses these."""
    return healthy(visit("runs", who, chosen=",".join(run.id for run in runs)))


def cells(app: AppTest, column: str) -> list:
    """What stands in a column of the table of runs."""
    return list(app.dataframe[0].value[column])


def pick(app: AppTest, *places: int) -> AppTest:
    """Select rows of the table, as a click does."""
    app.session_state[key_of(app)] = {"selection": {"rows": list(places), "columns": [], "cells": []}}
    return healthy(app.run())


def key_of(app: AppTest) -> str:
    return app.dataframe[0].proto.id.split("-")[-2] if False else app.dataframe[0].key


def labels(app: AppTest, kind: str = "button") -> list[str]:
    return [one.label if kind == "button" else one.proto.label for one in app.get(kind)]


def test_explore(own_home):
    runs = [mine(own_home), mine(own_home, GRU(units=2)), mine(own_home, learning_rate=0.1)]
    app = visit("runs", WHO)
    print(said(app.exception), app.dataframe, app.dataframe[0].value, app.dataframe[0].proto.id)
    app = visit("runs", WHO, chosen=runs[0].id)
    print(said(app.exception), labels(app), labels(app, "page_link"), said(app.error))
    app = visit("runs", WHO, chosen=",".join(r.id for r in runs))
    print(said(app.exception), said(app.error), labels(app), [d.value for d in app.dataframe], app.query_params)
    assert 0
