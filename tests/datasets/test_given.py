"""A published file that a learner gives: kept only when it is the right one."""

import hashlib
import io
from pathlib import Path

import pytest

from playground import paths
from playground.datasets import DATASETS, given
from playground.datasets.imdb import ARCHIVE, Imdb
from playground.datasets.jena import FILE, Jena
from playground.errors import UploadError

DOWNLOADED = [kind for kind in DATASETS.values() if kind.download_size]
CONTENT = b"the published file"


@pytest.fixture(autouse=True)
def _home(own_home: Path) -> None:
    """A home of its own for every test."""


@pytest.fixture
def published(monkeypatch: pytest.MonkeyPatch) -> Imdb:
    """A dataset whose published file is CONTENT."""
    monkeypatch.setattr(Imdb, "checksum", f"md5:{hashlib.md5(CONTENT).hexdigest()}")
    return Imdb()


def kept() -> list[str]:
    """What lies in the data folder."""
    return sorted(path.name for path in paths.data().rglob("*")) if paths.data().exists() else []


@pytest.mark.parametrize("kind", DOWNLOADED)
def test_every_download_says_where_else_its_file_can_be_had_and_what_it_is_called(kind):
    assert kind.files
    assert kind.elsewhere.startswith("https://")
    assert kind.elsewhere.endswith(kind.files[0])
    assert kind.url.endswith(kind.files[0])
    assert kind.largest_file


def test_the_published_file_takes_its_place(published):
    given.take(published, io.BytesIO(CONTENT), "aclImdb_v1 (1).tar.gz")
    assert kept() == [ARCHIVE]
    assert (paths.data() / ARCHIVE).read_bytes() == CONTENT
    assert published.is_here()


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"another one", ARCHIVE, "is not the published aclImdb_v1.tar.gz: its MD5 is"),
        (b"", ARCHIVE, "is not the published aclImdb_v1.tar.gz: its MD5 is"),
        (CONTENT, "reviews.zip", "The file is 'reviews.zip'; expected aclImdb_v1.tar.gz."),
        (CONTENT, "../../evil.py", "expected aclImdb_v1.tar.gz"),
    ],
)
def test_another_file_is_refused_and_what_was_there_stays(published, content, name, said):
    paths.data().mkdir(parents=True)
    (paths.data() / ARCHIVE).write_bytes(b"what was there")
    with pytest.raises(UploadError, match=said):
        given.take(published, io.BytesIO(content), name)
    assert kept() == [ARCHIVE]
    assert (paths.data() / ARCHIVE).read_bytes() == b"what was there"


def test_a_file_larger_than_the_published_one_is_not_read_to_its_end(published, monkeypatch):
    monkeypatch.setattr(Imdb, "largest_file", len(CONTENT))
    monkeypatch.setattr(given, "CHUNK", 16)
    endless = io.BytesIO(CONTENT * 1_000)
    with pytest.raises(UploadError, match="more than 18 bytes"):
        given.take(published, endless, ARCHIVE)
    assert endless.tell() <= 48
    assert kept() == []


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"Date Time,p\n01.01.2009 00:10:00,1\n", FILE, "is not the published jena_climate_2009_2016.csv"),
        (b"no zip", f"{FILE}.zip", "is damaged, or not a zip"),
    ],
)
def test_where_no_checksum_is_published_the_file_is_read(content, name, said):
    with pytest.raises(UploadError, match=said) as refused:
        given.take(Jena(), io.BytesIO(content), name)
    assert ".given." not in str(refused.value)
    assert str(refused.value).endswith("jena_climate_2009_2016.csv.zip.")
    assert kept() == []


def test_a_file_that_is_read_right_takes_the_place_of_a_damaged_one_of_another_name(monkeypatch):
    monkeypatch.setattr(Jena, "check_file", lambda self, path: None)
    paths.data().mkdir(parents=True)
    (paths.data() / FILE).write_bytes(b"damaged")
    given.take(Jena(), io.BytesIO(b"good"), f"{FILE}.zip")
    assert kept() == [f"{FILE}.zip"]
