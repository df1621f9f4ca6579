"""A file of one's own from the command line: kept, told about, and trained on by its id."""

import json
from pathlib import Path

import pytest

from playground.config import RunConfig
from playground.runs import Run
from tests.cli.test_commands import answer, call, refused
from tests.datasets.tables import cases

COMMON = ["id", "kind", "rows", "encoding", "delimiter", "header", "notes"]
OF_TEXTS = ["text", "label", "classes", "split", "repeated"]
OF_SERIES = ["time", "first", "last", "target", "numbers", "missing"]


def file(folder: Path, data: bytes, name: str = "mine.csv") -> Path:
    """A file with these bytes."""
    path = folder / name
    path.write_bytes(data)
    return path


def test_texts_are_told_as_one_json_value(tmp_path):
    said = answer("upload", file(tmp_path, cases.chinese()))
    assert list(said) == [*COMMON, *OF_TEXTS]
    assert (said["kind"], said["rows"], said["split"], said["text"]) == ("texts", 80, "characters", "review")
    assert (said["encoding"], said["delimiter"], said["header"]) == ("utf-8", ",", True)
    assert any("split into characters" in note for note in said["notes"])


def test_a_series_is_told_as_one_json_value(tmp_path):
    said = answer("upload", file(tmp_path, cases.year_month_day_hour()))
    assert list(said) == [*COMMON, *OF_SERIES]
    assert said["time"] == ["year", "month", "day", "hour"]
    assert (said["kind"], said["target"], said["first"]) == ("series", "pm2.5", "2021-01-01T00:00:00")


def test_rows_without_times_have_no_time(tmp_path):
    said = answer("upload", file(tmp_path, cases.rows_without_times()))
    assert (said["time"], said["first"]) == (None, "1")


def test_without_json_the_notes_are_sentences_and_the_id_stands_last(tmp_path):
    path = file(tmp_path, cases.newest_first())
    lines = call("upload", path).out.splitlines()
    assert lines[1].startswith("The newest record stood first: 199 records sorted by time")
    assert lines[-2] == (
        "199 records, from 2021-01-01 to 2021-07-18: 'Close' is forecast, from windows that hold Open too."
    )
    assert lines[-1] == answer("upload", path)["id"]
    assert "to be classified by column 'label': bad and good." in call("upload", file(tmp_path, cases.hindi())).out


def test_the_kind_can_be_said(tmp_path):
    path = file(tmp_path, cases.ratings_1_to_10())
    assert answer("upload", path, "--as", "texts")["classes"] == [str(number) for number in range(1, 11)]
    assert "no column of numbers to forecast" in refused("upload", file(tmp_path, cases.hindi()), "--as", "series")
    assert "invalid choice: 'pictures'" in refused("upload", path, "--as", "pictures")


def test_a_file_that_is_not_there_is_refused(tmp_path):
    assert "cannot be read: No such file or directory" in refused("upload", tmp_path / "none.csv")


def config(folder: Path, dataset: dict, **others) -> Path:
    """A file for `train --config`."""
    return file(folder, json.dumps({"dataset": dataset} | others).encode(), "config.json")


@pytest.mark.parametrize("case", [cases.chinese, cases.hindi])
def test_texts_train_well_by_their_id_alone(case, tmp_path):
    said = answer("upload", file(tmp_path, case()))
    trained = answer("train", "--config", config(tmp_path, {"name": "own_reviews", "upload": said["id"]}))
    assert Run.open(trained["run"]).config.encoding.split == said["split"]
    assert trained["test"]["accuracy"] > 0.8


def test_a_series_trains_by_its_id(tmp_path):
    said = answer("upload", file(tmp_path, cases.newest_first()))
    dataset = {"name": "own_series", "upload": said["id"], "lookback": 8}
    trained = answer("train", "--config", config(tmp_path, dataset, epochs=2))
    assert trained["state"] == "finished"
    assert Run.open(trained["run"]).config.encoding.kind == "numbers"


def test_three_years_of_months_train_by_their_id_alone(tmp_path):
    said = answer("upload", file(tmp_path, cases.three_years_monthly()))
    path = config(tmp_path, {"name": "own_series", "upload": said["id"]}, epochs=1)
    assert answer("train", "--config", path)["state"] == "finished"


@pytest.mark.parametrize(("case", "split"), [(cases.chinese, "characters"), (cases.hindi, "words")])
def test_an_encoding_that_is_not_given_splits_as_suits_the_texts_and_a_given_one_is_kept(case, split, tmp_path):
    dataset = {"name": "own_reviews", "upload": answer("upload", file(tmp_path, case()))["id"]}
    followed = RunConfig(dataset=dataset)
    assert followed.encoding.split == split
    kept = RunConfig(dataset=dataset, encoding={"kind": "learned_embedding", "split": "words"})
    assert kept.encoding.split == "words"
    for chosen in (followed, kept):
        assert RunConfig.from_link(chosen.to_link()) == chosen
        assert RunConfig.from_json(chosen.to_json()) == chosen
