"""My runs without a browser: what can be done with one run, with several, and what the link chooses."""

import json
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import parse_qsl

import pytest
from streamlit.testing.v1 import AppTest

from playground.config import RunConfig
from playground.datasets import Reviews
from playground.engine import engine
from playground.layers import GRU, LSTM, Layer, SimpleRNN
from playground.recipes import RECIPES
from playground.recipes.variations import stack_of
from playground.runs import Run, RunFolder, all_runs, starter
from playground.runs.remarks import Remarks, remark, remarks
from playground.ui.runs.rows import Row, rows_of
from tests.browser.made import made_run
from tests.ui.test_pages import all_markdown, go, healthy, labelled, said, visit

WHO = "ann"
WORDS = {"words": ("good", "bad")}

pytestmark = pytest.mark.usefixtures("no_workers")


def mine(home: Path, *layers: Layer, who: str = WHO, **settings: object) -> Run:
    """A finished run of this learner."""
    return made_run(
        home, RunConfig(**{"dataset": Reviews(), "layers": layers or (LSTM(units=2),)} | settings), WORDS, 2, who
    )


def chosen(*runs: Run, who: str = WHO) -> AppTest:
    """My runs, opened by a link that chooses these."""
    return healthy(visit("runs", who, chosen=",".join(run.id for run in runs)))


def cells(app: AppTest, column: str) -> list:
    """What stands in a column of the table of runs."""
    return list(app.dataframe[0].value[column])


def pick(app: AppTest, *places: int) -> AppTest:
    """Select rows of the table, as a click does."""
    app.session_state[app.dataframe[0].key] = {"selection": {"rows": list(places), "columns": [], "cells": []}}
    return healthy(app.run())


def in_link(app: AppTest) -> list[str]:
    """The ids that the address says are chosen."""
    return [one for one in app.query_params.get("chosen", "").split(",") if one]


def links(app: AppTest) -> dict[str, str]:
    """Label of every link of the page → what its address says there; the starter's come last and are left out."""
    found: dict[str, str] = {}
    for link in app.get("page_link"):
        found.setdefault(link.proto.label, link.proto.query_string)
    return found


def waiting(who: str = WHO) -> Run:
    return Run(RunFolder.create(RunConfig(), who).path)


def test_the_table_says_of_each_run_what_it_is_and_how_well_it_did(own_home):
    first, second = mine(own_home, LSTM(units=2)), mine(own_home, LSTM(units=2), learning_rate=0.1)
    remark(first, name="Monday", note="Slow.", star=True)
    app = healthy(visit("runs", WHO))
    newer, older = app.dataframe[0].value.to_dict("records")
    assert (older["★"], older["Name"], older["Note"], older["Id"]) == ("★", "Monday", "Slow.", first.short_id)
    assert (newer["★"], newer["Name"], newer["Id"]) == ("", "LSTM 2 · learning rate 0.1", second.short_id)
    same = {"State": "finished", "Network": "LSTM 2", "Validation": 50.0, "Test": 50.0, "Epochs": 2, "s per epoch": 1.0}
    for row in (newer, older):
        assert row.items() >= same.items()
        assert row["Dataset"] == "Short film reviews, distance 0"
        assert row["Parameters"] == first.config.plan.num_parameters
        assert "Test error" not in row
    assert "Choose a run to name" in all_markdown(app)


def test_runs_that_forecast_numbers_have_an_error_in_a_column_of_its_own(own_home):
    mine(own_home)
    config = RECIPES["weather-gru"].config.changed(layers=(GRU(units=2),))
    learned = {"mean": [0.0] * 14, "deviation": [1.0] * 14, "target": [0.0, 8.0]}
    made_run(own_home, config, learned, 2, WHO)
    app = healthy(visit("runs", WHO))
    assert cells(app, "Test error")[0] == 0.5 * 8
    assert cells(app, "Test")[1] == 50.0


def test_rows_are_chosen_in_the_table_in_that_order_and_the_link_says_so(own_home):
    runs = [mine(own_home, cell(units=2)) for cell in (LSTM, GRU)]
    app = healthy(visit("runs", WHO))
    assert in_link(app) == []
    app = pick(app, 1)
    assert in_link(app) == [runs[0].id]
    assert "Duplicate and change" in links(app)
    app = pick(app, 0, 1)
    assert in_link(app) == [run.id for run in runs]
    assert "**2 runs chosen**" in said(app.markdown)
    labelled(app.button, "Choose none").click()
    app = healthy(app.run())
    assert in_link(app) == []
    assert "Choose a run to name" in all_markdown(app)


def test_what_a_link_chooses_is_chosen_and_another_link_chooses_otherwise(own_home):
    runs = [mine(own_home, cell(units=2)) for cell in (LSTM, GRU)]
    app = chosen(*runs)
    assert "**2 runs chosen**" in said(app.markdown)
    assert app.session_state[app.dataframe[0].key]["selection"]["rows"] == [0, 1]
    app.query_params["chosen"] = runs[0].id
    app = healthy(app.run())
    assert app.text_input(key=f"name {runs[0].id}").value == ""
    assert in_link(go(healthy(go(app, "experiments")), "runs")) == [runs[0].id]


def test_what_a_filter_hides_stays_chosen(own_home):
    runs = [mine(own_home, cell(units=2)) for cell in (LSTM, GRU, SimpleRNN)]
    app = chosen(runs[0])
    labelled(app.text_input, "Search").set_value("gru").run()
    assert cells(app, "Network") == ["GRU 2"]
    assert in_link(app) == [runs[0].id]
    assert in_link(pick(app, 0)) == [runs[0].id, runs[1].id]
    labelled(app.text_input, "Search").set_value("").run()
    assert app.session_state[app.dataframe[0].key]["selection"]["rows"] == [1, 2]


@pytest.mark.parametrize(
    ("found", "names"),
    [("film GRU", ["GRU 2"]), ("my favourite", ["LSTM 2"]), ("stopped", ["SimpleRNN 2"]), ("nothing like it", [])],
)
def test_a_search_looks_through_names_notes_and_what_a_run_is(own_home, found, names):
    first, _, last = [mine(own_home, cell(units=2)) for cell in (LSTM, GRU, SimpleRNN)]
    remark(first, note="My favourite.")
    RunFolder(last.path).event("stopped", reason="Stopped by you.")
    app = healthy(visit("runs", WHO))
    labelled(app.text_input, "Search").set_value(found).run()
    assert (cells(healthy(app), "Network") if names else []) == names
    assert any("None of your runs fits" in text for text in said(app.info)) == (not names)


def test_filters_leave_runs_of_a_dataset_of_a_state_and_with_a_star(own_home):
    reviews, weather = mine(own_home), waiting()
    remark(reviews, star=True)
    adding = made_run(
        own_home, RECIPES["adding-lstm"].config, {"mean": [0, 0], "deviation": [1, 1], "target": [0, 1]}, 1, WHO
    )
    app = healthy(visit("runs", WHO))
    labelled(app.selectbox, "Dataset").select("Adding problem").run()
    assert cells(healthy(app), "Id") == [adding.short_id]
    labelled(app.selectbox, "Dataset").set_value(None).run()
    labelled(app.selectbox, "State").select("queued").run()
    assert cells(healthy(app), "Id") == [weather.short_id]
    labelled(app.selectbox, "State").set_value(None).run()
    labelled(app.toggle, "★ Starred").set_value(True).run()
    assert cells(healthy(app), "Id") == [reviews.short_id]


def test_a_run_is_named_noted_and_starred(own_home):
    run = mine(own_home)
    app = chosen(run)
    labelled(app.text_input, "Name").set_value("Monday").run()
    labelled(app.text_area, "Note").set_value("It forgets.\nWhy?").run()
    labelled(app.toggle, "★ Star").set_value(True).run()
    assert remarks(run) == Remarks("Monday", "It forgets.\nWhy?", True)
    assert (cells(healthy(app), "Name"), cells(app, "★")) == (["Monday"], ["★"])


def test_one_run_leads_to_every_page_that_shows_it_and_to_another_like_it(own_home):
    run = mine(own_home, learning_rate=0.1)
    found = links(chosen(run))
    for label in ("Open", "Inside", "Sentiment", "Playground"):
        assert f"run={run.id}" in found[label]
    app = visit("train", WHO, **dict(parse_qsl(found["Duplicate and change"])))
    assert labelled(healthy(app).number_input, "Learning rate").value == 0.1
    assert "Sentiment" not in list(links(chosen(waiting())))[:3]


def test_one_that_waits_is_stopped_and_only_then_deleted(own_home):
    run = waiting()
    app = chosen(run)
    assert labelled(app.button, "Delete").disabled
    labelled(app.button, "Stop").click()
    app = healthy(app.run())
    assert run.history().state == "stopped"
    labelled(app.button, "Delete").click()
    app = healthy(app.run())
    assert not run.path.exists()
    assert "1 run was deleted, and can be brought back for 10 minutes." in said(app.caption)


def test_several_are_deleted_and_brought_back_chosen(own_home):
    runs = [mine(own_home, cell(units=2)) for cell in (LSTM, GRU, SimpleRNN)]
    app = chosen(*runs[:2])
    labelled(app.button, "Delete these 2").click()
    app = healthy(app.run())
    assert all_runs(WHO) == [runs[2]]
    assert in_link(app) == []
    app = healthy(visit("runs", WHO))  # in another visit, too
    labelled(app.button, "Undo").click()
    app = healthy(app.run())
    assert set(in_link(app)) == {run.id for run in runs[:2]}
    assert len(all_runs(WHO)) == 3
    assert "Undo" not in [button.label for button in app.button]


def test_the_last_run_that_is_deleted_can_be_brought_back(own_home):
    run = mine(own_home)
    app = chosen(run)
    labelled(app.button, "Delete").click()
    app = healthy(app.run())
    assert not app.dataframe
    labelled(app.button, "Undo").click()
    assert cells(healthy(app.run()), "Id") == [run.short_id]


def test_somebody_elses_run_of_a_link_is_shown_and_cannot_be_changed(own_home):
    run, own = mine(own_home, who="ben"), mine(own_home)
    app = chosen(run)
    assert "This run is not yours" in all_markdown(app)
    assert {button.label for button in app.button} == {"Use elsewhere"}  # of this run, and of the starter
    assert not any(field.label == "Name" for field in app.text_input)
    app = chosen(run, own)
    assert not any(button.label.startswith("Delete") for button in app.button)


def test_only_the_settings_that_differ_are_in_a_table(own_home):
    runs = [mine(own_home, LSTM(units=2)), mine(own_home, LSTM(units=2), learning_rate=0.1, seed=3)]
    found = chosen(*runs).dataframe[1].value
    assert list(found.index) == ["Learning rate", "Seed"]
    assert found.to_numpy().tolist() == [["0.005", "0.1"], ["0", "3"]]
    assert list(found.columns) == ["LSTM 2 · learning rate 0.005", "LSTM 2 · learning rate 0.1"]
    same = chosen(*[mine(own_home, GRU(units=2)) for _ in range(2)])
    assert "Nothing: they have the same settings, seed included." in said(same.caption)


def charts(app: AppTest) -> list[dict]:
    """What Plotly is given of each chart."""
    return [json.loads(chart.proto.spec) for chart in app.get("plotly_chart")]


def test_two_to_six_runs_are_drawn_over_each_other_by_what_they_are_called(own_home):
    runs = [mine(own_home, LSTM(units=2), seed=seed, epochs=2) for seed in range(7)]
    remark(runs[1], name="Monday")
    app = chosen(*runs[:6])
    named = [trace["name"] for trace in charts(app)[1]["data"] if trace.get("showlegend")]
    assert named == ["LSTM 2 · seed 0", "Monday", *(f"LSTM 2 · seed {seed}" for seed in range(2, 6))]
    labelled(app.segmented_control, "Over").set_value("seconds").run()
    labelled(app.segmented_control, "Curves of").set_value("loss").run()
    assert charts(healthy(app))[1]["layout"]["xaxis"]["title"]["text"] == "second of training"
    app = chosen(*runs)
    assert len(charts(app)) == 1
    assert "Curves are drawn over each other of up to 6 runs; 7 are chosen." in said(app.caption)


def test_a_sweep_is_queued_from_train_and_chosen_and_drawn_as_one_chart(own_home):
    app = visit("train", WHO)
    labelled(app.selectbox, "Setting").select("Units").run()
    labelled(app.text_input, "Values").set_value("2, 8").run()
    labelled(app.number_input, "Seeds per value").set_value(2).run()
    labelled(app.button, "Queue 4 runs").click().run()
    app = healthy(app)
    runs = all_runs(WHO)
    assert sorted((stack_of(run.config).units, run.config.seed) for run in runs) == [(2, 0), (2, 1), (8, 0), (8, 1)]
    assert all(set(run.sweep) == set(runs) for run in runs)
    assert [run.race for run in runs] == [()] * 4
    assert engine().status().waiting == 4
    app = chosen(runs[0])
    labelled(app.button, "Choose its sweep of 4").click()
    app = healthy(app.run())
    assert len(in_link(app)) == 4
    assert "4 runs have not finished an epoch yet." in said(app.caption)
    for run in runs:
        folder, right = RunFolder(run.path), 0.5 + 0.04 * stack_of(run.config).units + 0.01 * run.config.seed
        folder.event("started", learning_rate=0.005)
        folder.event("prepared", train=80, validation=10, test=10, steps_per_epoch=5)
        folder.event("epoch", epoch=1, seconds=1.0, loss=0.5, accuracy=0.5, val_loss=0.5, val_accuracy=right)
        folder.event("stopped", reason="")
    app = healthy(app.run())
    mean, each = charts(app)[0]["data"]
    assert len(each["y"]["bdata"] if isinstance(each["y"], dict) else each["y"]) > 3
    assert mean["name"] == "mean ± standard deviation"
    assert "Units 8 did best: validation accuracy 82.5%, before 2 with 58.5%." in " ".join(said(app.markdown))


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ("4, x", "The value 'x' is no number; expected whole numbers with commas in between."),
        ("1,2,3,4,5", "A sweep of 15 runs was asked for; this server allows one learner 12 at once."),
        ("4, 9999", "units is 9999; expected a whole number from 1 to 512."),
    ],
)
def test_a_sweep_that_cannot_be_is_refused_in_one_sentence(own_home, values, sentence):
    app = visit("train", WHO)
    labelled(app.selectbox, "Setting").select("Units").run()
    labelled(app.text_input, "Values").set_value(values).run()
    (told,) = said(healthy(app).error)
    assert sentence in told
    assert not any(button.label.startswith("Queue") for button in app.button)


def test_a_sweep_for_which_there_is_no_room_is_not_begun(own_home, monkeypatch):
    app = visit("train", WHO)
    for _ in range(3):
        engine().submit(RunConfig(), WHO)
    monkeypatch.setenv("PLAYGROUND_QUEUE_PER_LEARNER", "12")
    labelled(app.button, "Queue 12 runs").click().run()
    (told,) = said(healthy(app).error)
    assert told.startswith("You have 3 runs waiting or training and asked for 12 more; one learner may have 12.")
    assert len(all_runs(WHO)) == 3


def test_a_damaged_run_costs_no_other_its_row(own_home):
    bad, good = mine(own_home), mine(own_home)
    (bad.path / "events.jsonl").write_text('{"event": "queued", "time": 1, "learner": "ann"}\n[1, 2]\n"x"\n')
    (bad.path / "remarks.json").write_text("[")
    app = chosen(bad, good)
    assert set(cells(app, "Id")) == {bad.short_id, good.short_id}


def test_the_starter_can_be_laid_over_ones_own(own_home):
    run = mine(own_home)
    app = chosen(run, starter())
    assert in_link(app) == [run.id, "starter"]


@pytest.mark.parametrize(
    ("find", "fits"),
    [
        ("lstm 8", True),
        ("LSTM 18", False),
        ("8", True),
        ("7", False),
        ("parameter", False),
        ("", True),
        ("good lst", True),
    ],
)
def test_a_search_finds_words_by_their_beginnings_and_no_part_of_an_id(own_home, find: str, fits: bool):
    run = mine(own_home)
    row = Row(run, run.history(), Remarks(note="a Good one"), "LSTM 8")
    plain = replace(row, run=SimpleNamespace(id="7a80ff" * 4, config=run.config.changed(layers=(LSTM(units=8),))))
    assert plain.fits(find) == fits
    assert plain.fits("7a80ff")


def test_a_search_finds_the_number_of_parameters_as_it_is_written(own_home):
    (row,) = rows_of([mine(own_home)])
    assert row.fits(f"{row.run.config.plan.num_parameters:,}")
