import gzip
import tarfile
from pathlib import Path

import pytest

from playground.datasets import archive
from playground.datasets.archive import Review, read_archive, read_folder
from playground.errors import ArchiveError

EXPECTED = {
    Review("test", 0, 0, "bad"),
    Review("test", 0, 1, "Unseen words, good!"),
    Review("train", 0, 0, "A bad bad film.\nBad."),
    Review("train", 0, 1, "A good film, don’t miss it."),
}


def member(name: str, kind: bytes, target: str = "") -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, target
    return info


def test_an_archive_gives_its_labelled_reviews_and_nothing_else(tmp_path, make_archive):
    assert set(read_archive(make_archive(tmp_path / "a.tar.gz"))) == EXPECTED


def test_an_extracted_folder_gives_the_same_reviews_as_its_archive(tmp_path, make_archive):
    with tarfile.open(make_archive(tmp_path / "a.tar.gz")) as packed:
        packed.extractall(tmp_path, filter="data")
    assert set(read_folder(tmp_path / "aclImdb")) == EXPECTED


def test_reading_reports_progress_up_to_the_whole_file(tmp_path, make_archive):
    path = make_archive(tmp_path / "a.tar.gz")
    calls = []
    list(read_archive(path, lambda *call: calls.append(call)))
    size = path.stat().st_size
    assert len(calls) == 4
    assert calls[-1] == (size, size, "Reading reviews")


def test_an_error_raised_by_progress_is_not_taken_for_a_damaged_archive(tmp_path, make_archive):
    def stop(*_):
        raise ValueError("stopped")

    with pytest.raises(ValueError, match=r"^stopped$"):
        list(read_archive(make_archive(tmp_path / "a.tar.gz"), stop))


def test_links_devices_and_paths_that_lead_elsewhere_are_skipped(tmp_path, make_archive):
    (tmp_path / "secret.txt").write_text("a secret")
    secret = str(tmp_path / "secret.txt")
    hostile = (
        member("aclImdb/train/pos/1_9.txt", tarfile.SYMTYPE, secret),
        member("aclImdb/train/pos/2_9.txt", tarfile.LNKTYPE, "aclImdb/train/neg/0_2.txt"),
        member("aclImdb/train/pos/3_9.txt", tarfile.CHRTYPE),
        member("aclImdb/train/pos/4_9.txt", tarfile.FIFOTYPE),
        member("../aclImdb/train/pos/5_9.txt", tarfile.REGTYPE),
        member("aclImdb/train/pos/../pos/6_9.txt", tarfile.REGTYPE),
        member("/aclImdb/train/pos/7_9.txt", tarfile.REGTYPE),
    )
    before = sorted(tmp_path.iterdir())
    path = make_archive(tmp_path / "a.tar.gz", members=hostile)
    assert set(read_archive(path)) == EXPECTED
    assert sorted(tmp_path.iterdir()) == sorted([*before, path])


def test_a_link_in_an_extracted_folder_is_not_followed(tmp_path):
    folder = tmp_path / "aclImdb" / "train" / "pos"
    folder.mkdir(parents=True)
    (tmp_path / "secret.txt").write_text("a secret")
    (folder / "0_9.txt").write_text("good")
    (folder / "1_9.txt").symlink_to(tmp_path / "secret.txt")
    assert [review.text for review in read_folder(tmp_path / "aclImdb")] == ["good"]


def test_one_huge_review_is_refused(tmp_path, make_archive, monkeypatch):
    monkeypatch.setattr(archive, "MAX_REVIEW_BYTES", 30)
    with pytest.raises(ArchiveError, match=r"0_2\.txt is 31 bytes long; a review of at most 30 bytes"):
        list(read_archive(make_archive(tmp_path / "a.tar.gz")))


def test_an_archive_that_unpacks_without_end_is_refused_even_in_files_that_are_skipped(
    tmp_path, make_archive, monkeypatch
):
    monkeypatch.setattr(archive, "MAX_UNPACKED_BYTES", 1_000_000)
    path = make_archive(tmp_path / "a.tar.gz", {"aclImdb/train/unsup/0_0.txt": "\0" * 2_000_000})
    assert path.stat().st_size < 10_000
    with pytest.raises(ArchiveError, match="unpacks to more than 1,000,000 bytes"):
        list(read_archive(path))


@pytest.mark.parametrize("missing", [1, 8, 100])
def test_a_truncated_archive_is_told_as_such(tmp_path, make_archive, missing):
    path = make_archive(tmp_path / "a.tar.gz")
    path.write_bytes(path.read_bytes()[:-missing])
    with pytest.raises(ArchiveError, match="ends too early"):
        list(read_archive(path))


@pytest.mark.parametrize(
    "content", [b"<html>not found</html>", b"", gzip.compress(b"only text, no tar at all" * 100, mtime=0)]
)
def test_a_file_that_is_no_archive_is_told_as_such(tmp_path, content):
    path = tmp_path / "a.tar.gz"
    path.write_bytes(content)
    with pytest.raises(ArchiveError, match=r"a\.tar\.gz is damaged, or not a \.tar\.gz archive"):
        list(read_archive(path))


def test_a_header_that_cannot_be_read_is_not_taken_for_the_end(tmp_path, make_archive):
    path = make_archive(tmp_path / "a.tar.gz")
    unpacked = bytearray(gzip.decompress(path.read_bytes()))
    unpacked[1024:1034] = b"x" * 10  # the second file's name, so that its header's checksum is wrong
    path.write_bytes(gzip.compress(bytes(unpacked)))
    with pytest.raises(ArchiveError, match="damaged"):
        list(read_archive(path))


def test_a_flipped_bit_is_noticed_by_the_checksum(tmp_path, make_archive):
    path = make_archive(tmp_path / "a.tar.gz")
    content = bytearray(path.read_bytes())
    content[-6] ^= 1  # in gzip's own checksum
    path.write_bytes(bytes(content))
    with pytest.raises(ArchiveError, match="damaged"):
        list(read_archive(path))


def test_bytes_that_are_no_utf8_do_not_stop_reading(tmp_path):
    folder = tmp_path / "aclImdb" / "test" / "neg"
    folder.mkdir(parents=True)
    (folder / "0_1.txt").write_bytes(b"caf\xe9 bad")
    assert [review.text for review in read_folder(tmp_path / "aclImdb")] == ["caf\ufffd bad"]


def test_a_file_that_may_not_be_read_is_told_as_such(tmp_path, make_archive, monkeypatch):
    path = make_archive(tmp_path / "a.tar.gz")

    def denied(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", denied)
    with pytest.raises(ArchiveError, match=r"a\.tar\.gz cannot be read \(Permission denied\)"):
        list(read_archive(path))
