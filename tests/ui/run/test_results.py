"""What the Train page shows of a finished run's test, without a browser."""

import json
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
from streamlit.testing.v1 import AppTest

from playground.config import RunConfig
from playground.datasets.own_series import store_series
from playground.datasets.tables.series import SeriesChoices
from playground.encodings import Numbers
from playground.layers import LSTM
from playground.runs import RunFolder
from playground.ui.run.live import progress_text
from tests.browser.made import made_run
from tests.datasets.tables import cases
from tests.runs.test_history import PREPARED, QUEUED, STARTED, fold, step
from tests.ui.test_pages import healthy


def results(run_id: str) -> None:
    """The page's part, alone."""
    from playground.runs import Run
    from playground.ui.run.results import show_results

    show_results(Run.open(run_id))


DAYS = [str(np.datetime64("2026-01-01") + day) for day in range(80)]


@pytest.mark.parametrize("time", ["", "time"], ids=["rows", "dates"])
def test_forecasts_are_drawn_over_the_times_of_the_series_or_its_rows(own_home: Path, time):
    lines = [f"{day if time else row},{row % 7},{row}" for row, day in enumerate(DAYS)]
    dataset = store_series(
        "\n".join(["time,T,p", *lines]).encode(), "mine.csv", SeriesChoices((time,) if time else (), "T", ("p",))
    )
    config = RunConfig(dataset=dataset, encoding=Numbers(), layers=(LSTM(units=2),))
    num_features = dataset.input_shape[1]
    learned = {"mean": [0.0] * num_features, "deviation": [1.0] * num_features, "target": [0.0, 1.0]}
    run = made_run(own_home, config, learned)
    rows = np.arange(60, 74)
    RunFolder(run.path).save_results({"truth": np.ones(14), "forecast": np.zeros(14), "rows": rows})
    app = healthy(AppTest.from_function(results, args=(run.id,)).run())
    (chart,) = app.get("vega_lite_chart")
    encoding = json.loads(chart.proto.spec)["encoding"]
    assert encoding["x"]["type"] == encoding["tooltip"][1]["type"] == ("temporal" if time else "quantitative")
    drawn = pa.ipc.open_stream(chart.proto.data.data).read_pandas()["time"].to_numpy()
    table = dataset.table()
    np.testing.assert_array_equal(drawn[:14], table.times[rows + dataset.delay])


def test_no_pace_is_shown_before_one_is_measured():
    paused = {"event": "paused", "time": 107.0}
    events = [QUEUED, STARTED, PREPARED, step(0.25, pace=None), paused]
    assert progress_text(fold(events), RunConfig(), None) == "Epoch 1 of 10 · step 1 of 4"
    assert progress_text(fold([*events, step(0.5, pace=50)]), RunConfig(), None).endswith(" · 50 examples per second")


def test_every_class_stands_with_its_recall(own_home: Path):
    run = made_run(own_home, RunConfig(), {"words": ["good", "bad"]})
    RunFolder(run.path).save_results({"confusion": np.array([[3, 1], [0, 4]])})
    app = healthy(AppTest.from_function(results, args=(run.id,)).run())
    table = app.dataframe[0].value
    assert table.to_dict("list") == {"Class": ["negative", "positive"], "Test examples": [4, 4], "Recall": [0.75, 1.0]}


def again(run_id: str) -> None:
    """The notes of a run's dataset, alone."""
    from playground.runs import Run
    from playground.ui.data.notes import notes_again

    notes_again(Run.open(run_id).config.dataset)


def test_what_was_done_to_a_file_is_shown_again_in_its_runs_and_nothing_in_others(own_home: Path):
    dataset = store_series(cases.newest_first(), "prices.csv")
    config = RunConfig(dataset=dataset, layers=(LSTM(units=2),))
    learned = {"mean": [0.0] * 2, "deviation": [1.0] * 2, "target": [0.0, 1.0]}
    app = healthy(AppTest.from_function(again, args=(made_run(own_home, config, learned).id,)).run())
    assert f"What was done to the file ({len(dataset.known.notes)})" == app.expander[0].label
    assert "199 records sorted by time" in app.markdown[0].value
    other = made_run(own_home, RunConfig(), {"words": ["good", "bad"]})
    assert not healthy(AppTest.from_function(again, args=(other.id,)).run()).expander
