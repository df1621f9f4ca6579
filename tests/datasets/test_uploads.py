"""Where uploads live: named by what is in them, owned by who uploaded them, gone when deleted."""

import os
import shutil

import pytest

from playground import paths
from playground.datasets import uploads
from playground.errors import UploadError

ANNA, BEN = "a" * 20, "b" * 20
MINE = uploads.About(kind="texts", title="mine.csv")
ID = "0123456789abcdef01234567"


def store(upload: str = ID, learner: str = ANNA, kind: str = "texts", size: int = 0) -> None:
    """A small upload."""
    with uploads.storing(upload, uploads.About(kind=kind, title="mine.csv"), learner) as folder:
        (folder / "data").write_bytes(b"x" * size)


def test_an_id_is_24_hex_characters_of_the_bytes_and_the_choices():
    upload = uploads.upload_id(b"bytes", {"text": "a", "label": "b"})
    assert len(upload) == 24
    assert set(upload) <= set("0123456789abcdef")
    assert upload == uploads.upload_id(b"bytes", {"label": "b", "text": "a"})
    assert upload != uploads.upload_id(b"other", {"text": "a", "label": "b"})
    assert upload != uploads.upload_id(b"bytes", {"text": "b", "label": "a"})


def test_an_upload_is_not_there_until_it_is_whole():
    with uploads.storing(ID, MINE) as folder:
        (folder / "data").touch()
        assert not uploads.is_here(ID)
    assert uploads.is_here(ID)


def test_nothing_is_left_of_an_upload_that_failed():
    with pytest.raises(ZeroDivisionError), uploads.storing(ID, MINE, ANNA):
        1 / 0  # noqa: B018
    assert not uploads.is_here(ID)
    assert list(paths.uploads_folder().iterdir()) == []


def test_storing_the_same_twice_keeps_the_first_and_both_owners():
    store(size=1)
    store(learner=BEN, size=2)
    assert (uploads.examples(ID, "texts") / "data").stat().st_size == 1
    assert list(uploads.uploads_of(ANNA, "texts")) == list(uploads.uploads_of(BEN, "texts")) == [ID]
    assert [path.name for path in paths.uploads_folder().iterdir()] == [ID]


def test_a_learner_finds_only_their_own_uploads_of_a_kind():
    store()
    store("1" * 24, kind="series")
    store("2" * 24, BEN)
    assert list(uploads.uploads_of(ANNA, "texts")) == [ID]
    assert list(uploads.uploads_of(ANNA, "series")) == ["1" * 24]
    assert uploads.uploads_of("", "texts") == uploads.uploads_of("*", "texts") == {}


def test_who_did_not_upload_a_file_cannot_delete_it():
    store()
    for other in (BEN, "", "../owners/" + ANNA):
        with pytest.raises(UploadError, match="uploaded by somebody else"):
            uploads.forget(ID, other)
    assert uploads.is_here(ID)


def test_a_file_is_deleted_when_its_last_owner_deletes_it():
    store()
    store(learner=BEN)
    uploads.forget(ID, ANNA)
    assert uploads.is_here(ID)
    assert uploads.uploads_of(ANNA, "texts") == {}
    uploads.forget(ID, BEN)
    assert not uploads.is_here(ID)
    assert [path.name for path in uploads.folder(ID).iterdir() if path.name != "owners"] == ["about.json"]
    with pytest.raises(UploadError, match=r"^The uploaded file mine\.csv was deleted from this server\."):
        uploads.examples(ID, "texts")


def test_what_is_known_of_a_file_outlives_it_and_it_can_be_uploaded_again():
    store()
    uploads.forget(ID, ANNA)
    assert uploads.about(ID, "texts") == MINE
    store(size=3)
    assert (uploads.examples(ID, "texts") / "data").stat().st_size == 3
    assert list(uploads.uploads_of(ANNA, "texts")) == [ID]


def test_all_uploads_together_may_not_fill_the_disk(monkeypatch):
    monkeypatch.setenv("PLAYGROUND_UPLOADS_MB", "1")
    store(size=600_000)
    with pytest.raises(UploadError, match="would take more than 1 MB"):
        store("1" * 24, size=600_000)
    assert [path.name for path in paths.uploads_folder().iterdir()] == [ID]


def test_an_upload_is_kept_while_another_one_comes_to_its_end(monkeypatch):
    other = paths.uploads_folder() / ".2.part"
    other.mkdir(parents=True)
    scandir = os.scandir

    def gone(path=".", *args):
        if str(path) == str(other):
            shutil.rmtree(other, ignore_errors=True)  # between being listed and being looked into
        return scandir(path, *args)

    monkeypatch.setattr(os, "scandir", gone)
    store(size=1)
    assert not other.exists()
    assert uploads.is_here(ID)


def test_an_upload_of_another_kind_is_refused():
    store(kind="series")
    with pytest.raises(UploadError, match=r"^mine\.csv was uploaded as series, not as texts\."):
        uploads.about(ID, "texts")
