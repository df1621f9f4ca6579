import errno
import hashlib
import os
import re
import tarfile

import pytest

from playground import paths
from playground.datasets import imdb, parsed
from playground.datasets.imdb import ARCHIVE, Imdb
from playground.errors import ArchiveError, DownloadError, StorageError

WORDS = ["bad", "a", "film", "don't", "good", "it", "miss", "unseen", "words"]


@pytest.fixture
def local_archive(data, make_archive):
    return make_archive(data / ARCHIVE)


@pytest.fixture
def parse_calls(monkeypatch):
    """What was parsed, one entry each time."""
    calls = []
    parse = parsed.parse
    monkeypatch.setattr(parsed, "parse", lambda reviews, path, key: (calls.append(key), parse(reviews, path, key)))
    return calls


@pytest.fixture
def serve(serve, monkeypatch):
    """serve(body, status, length): a server on this machine in place of the real one."""

    def start(body: bytes, status: int = 200, length: int | None = None):
        monkeypatch.setattr(Imdb, "url", f"{serve(body, status, length)}/{ARCHIVE}")
        monkeypatch.setattr(Imdb, "checksum", f"md5:{hashlib.md5(body).hexdigest()}")

    return start


def test_a_local_archive_is_used_as_it_is_whatever_its_checksum(local_archive):
    assert Imdb().is_here()
    splits = Imdb().load()
    assert splits.train.words == WORDS
    assert list(splits.train.texts) == ["A bad bad film.\nBad.", "A good film, don’t miss it."]
    assert splits.train.targets.tolist() == [0, 1]
    assert splits.train.token_ids.tolist() == [1, 0, 0, 2, 0, 1, 4, 2, 3, 6, 5]
    assert splits.train.offsets.tolist() == [0, 5, 11]
    assert list(splits.test.texts) == ["bad", "Unseen words, good!"]
    assert splits.test.token_ids.tolist() == [0, 7, 8, 4]
    assert splits.test.offsets.tolist() == [0, 1, 4]


def test_an_extracted_folder_is_used_like_an_archive(local_archive, data):
    expected = Imdb().load()
    with tarfile.open(local_archive) as packed:
        packed.extractall(data, filter="data")
    local_archive.unlink()
    splits = Imdb().load()
    assert list(splits.test.texts) == list(expected.test.texts)
    assert splits.train.token_ids.tolist() == expected.train.token_ids.tolist()


def test_an_archive_is_parsed_once(local_archive, parse_calls):
    first, second = Imdb().load(), Imdb().load()
    assert len(parse_calls) == 1
    assert list(first.train.texts) == list(second.train.texts)


def test_a_dataset_is_ready_once_it_is_parsed(local_archive):
    assert Imdb().is_here()
    assert not Imdb().is_ready()
    Imdb().fetch()
    assert Imdb().is_ready()


def test_a_changed_archive_is_parsed_again(local_archive, make_archive, review_files, parse_calls):
    Imdb().load()
    make_archive(local_archive, review_files | {"aclImdb/train/pos/1_8.txt": "Lovely"})
    assert "Lovely" in Imdb().load().train.texts
    assert len(parse_calls) == 2


def test_a_parsed_dataset_is_here_without_its_archive(local_archive):
    Imdb().fetch()
    local_archive.unlink()
    assert Imdb().is_here()
    assert Imdb().load().train.words == WORDS


@pytest.mark.parametrize("damage", [lambda content: content[:-50], lambda content: b"", lambda content: b"x" * 5000])
def test_a_damaged_cache_is_made_again(local_archive, parse_calls, damage):
    Imdb().load()
    file = paths.cache() / "imdb.arrow"
    file.write_bytes(damage(file.read_bytes()))
    assert Imdb().load().train.words == WORDS
    assert len(parse_calls) == 2


def test_the_order_of_files_in_an_archive_does_not_matter(local_archive, make_archive, review_files):
    expected = Imdb().load()
    make_archive(local_archive, dict(reversed(review_files.items())))
    splits = Imdb().load()
    assert list(splits.train.texts) == list(expected.train.texts)
    assert splits.train.token_ids.tolist() == expected.train.token_ids.tolist()


def test_loaded_tokens_are_a_view_of_the_file_not_a_copy(local_archive):
    train = Imdb().load().train
    assert not train.token_ids.flags.owndata
    assert not train.token_ids.flags.writeable


def test_a_truncated_archive_leaves_no_cache_behind(local_archive):
    local_archive.write_bytes(local_archive.read_bytes()[:-20])
    with pytest.raises(ArchiveError, match="ends too early"):
        Imdb().load()
    assert not paths.cache().exists() or not list(paths.cache().iterdir())


@pytest.mark.parametrize("split", ["train/pos", "test/neg"])
def test_an_archive_that_lacks_a_class_says_what_was_found(local_archive, make_archive, review_files, split):
    make_archive(local_archive, {name: text for name, text in review_files.items() if split not in name})
    with pytest.raises(ArchiveError, match="holds 3 reviews, in 3 of the folders") as error:
        Imdb().load()
    assert str(local_archive) in str(error.value)


def test_an_archive_of_something_else_is_refused(local_archive, make_archive):
    make_archive(local_archive, {"cats/1.txt": "a cat"})
    with pytest.raises(ArchiveError, match="holds 0 reviews"):
        Imdb().load()


def test_a_full_disk_is_told_as_such_and_leaves_no_half_cache(local_archive, monkeypatch):
    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(StorageError, match="is full"):
        Imdb().load()
    assert list(paths.cache().iterdir()) == []


def test_a_download_lands_in_the_data_folder_and_reports_progress(data, make_archive, tmp_path, serve):
    body = make_archive(tmp_path / "served.tar.gz").read_bytes()
    serve(body)
    calls = []
    assert not Imdb().is_here()
    Imdb().fetch(lambda *call: calls.append(call))
    assert (data / ARCHIVE).read_bytes() == body
    assert (len(body), len(body), "Downloading") in calls
    assert all(0 <= done <= total for done, total, _ in calls)
    assert Imdb().load().train.words == WORDS


def test_a_download_with_a_wrong_checksum_is_thrown_away(data, serve, monkeypatch):
    serve(b"not what was published")
    monkeypatch.setattr(Imdb, "checksum", "md5:7c2ac02c03563afcf9b574c7e56c153a")
    with pytest.raises(DownloadError, match=r"not the published file .*was thrown away"):
        Imdb().fetch()
    assert list(data.iterdir()) == []
    assert not Imdb().is_here()


def test_a_download_that_breaks_off_leaves_nothing_behind(data, serve):
    serve(b"half of it", length=1000)
    with pytest.raises(DownloadError, match="could not be downloaded"):
        Imdb().fetch()
    assert list(data.iterdir()) == []


def test_a_missing_page_says_where_to_put_the_file_by_hand(data, serve):
    serve(b"", status=404)
    with pytest.raises(DownloadError) as error:
        Imdb().fetch()
    assert re.search(f"put {ARCHIVE} from .* into {data} by hand", str(error.value))


def test_no_network_is_told_as_such(data, monkeypatch):
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setattr(Imdb, "url", f"http://127.0.0.1:9/{ARCHIVE}")  # nothing listens on port 9
    with pytest.raises(DownloadError, match=r"could not be downloaded \(the connection failed\)"):
        Imdb().fetch()


def test_a_download_onto_a_full_disk_is_told_as_such(data, serve, monkeypatch):
    def full(*_, **__):
        raise OSError(errno.ENOSPC, "No space left on device")

    serve(b"anything")
    monkeypatch.setattr("pooch.retrieve", full)
    with pytest.raises(StorageError, match="is full"):
        Imdb().fetch()


def test_an_archive_changes_its_key_when_it_changes(local_archive):
    before = imdb._key(local_archive)
    os.utime(local_archive, ns=(1, 1))
    assert imdb._key(local_archive) != before


@pytest.mark.slow
@pytest.mark.real_data
def test_the_real_dataset_has_25000_balanced_reviews_a_split(shared_home, monkeypatch):
    if not os.environ.get("PLAYGROUND_DATA") or not (paths.data() / ARCHIVE).exists():
        pytest.skip(f"PLAYGROUND_DATA does not hold {ARCHIVE}")
    monkeypatch.setenv("PLAYGROUND_HOME", str(shared_home))
    splits = Imdb().load()
    for examples in (splits.train, splits.test):
        assert len(examples) == len(examples.texts) == 25_000
        assert examples.targets.sum() == 12_500
    assert list(splits.train.words[:5]) == ["the", "and", "a", "of", "to"]
    assert not any("<br" in text for text in splits.train.texts[:1000])
