"""A file is uploaded from the command line as the page would, whatever kind it is."""

import pytest

from playground.datasets.upload_file import told, upload_file
from playground.errors import UploadError
from tests.datasets.tables import cases
from tests.datasets.tables.test_cases import SERIES, TEXTS


@pytest.mark.parametrize("name", [*TEXTS, *SERIES])
def test_the_kind_of_a_file_is_found_out(name, tmp_path):
    path = tmp_path / f"{name}.csv"
    path.write_bytes(getattr(cases, name)())
    dataset, kind = upload_file(path)
    assert kind == ("texts" if name in TEXTS else "series")
    found = told(dataset.upload, kind)
    assert (found["id"], found["kind"]) == (dataset.upload, kind)
    assert found["notes"] == list(dataset.known.notes)
    splits = dataset.load()
    assert len(splits.train) > len(splits.test) > 0
    if kind == "texts":
        assert found["rows"] == len(splits.train) + len(splits.test)
        assert found["split"] == splits.train.split
        assert (found["text"], found["label"]) == tuple(dataset.known.choices[name] for name in ("text", "label"))
    else:
        assert found["target"] == dataset.target_name
        assert found["rows"] == len(dataset.table().values)
        assert found["missing"] == dataset.table().missing.sum()
        assert (found["time"] is None) == (name == "rows_without_times")
        assert isinstance(found["time"], list) == (name in ("date_and_time_columns", "year_month_day_hour"))


def test_a_kind_that_is_given_is_obeyed(tmp_path):
    path = tmp_path / "mine.csv"
    path.write_bytes(cases.hindi())
    assert upload_file(path, "texts")[1] == "texts"
    with pytest.raises(UploadError, match="no column of numbers to forecast; it has text and label"):
        upload_file(path, "series")


def test_short_texts_with_emoji_are_texts_where_the_column_says_so(tmp_path):
    path = tmp_path / "mine.csv"
    path.write_text(
        "text,label\n" + "".join(f"{'😀🙁'[i % 2]} so {i},{'ab'[i % 2]}\n" for i in range(40)), encoding="utf-8"
    )
    assert upload_file(path)[1] == "texts"


def test_a_file_that_is_not_there_is_one_sentence(tmp_path):
    with pytest.raises(UploadError, match=r"cannot be read: No such file or directory\. Give the path of a file\."):
        upload_file(tmp_path / "none.csv")
