"""A published file comes from where it is published, or from a mirror, and is checked either way."""

import threading
from functools import partial
from hashlib import md5
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest

from playground import paths
from playground.datasets.download import download, mirrored
from playground.errors import DownloadError

CONTENT = b"a published file"
HASH = f"md5:{md5(CONTENT).hexdigest()}"


@pytest.fixture
def mirror(tmp_path, monkeypatch):
    """A server of files on this machine, named as the mirror."""
    (tmp_path / "served").mkdir()
    (tmp_path / "served" / "file.zip").write_bytes(CONTENT)

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=tmp_path / "served"))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    monkeypatch.setenv("PLAYGROUND_MIRROR", f"http://127.0.0.1:{server.server_port}/")
    yield tmp_path / "served"
    server.shutdown()
    server.server_close()


def test_a_mirror_stands_for_every_download(mirror):
    path = download("https://example.invalid/far/away/file.zip", HASH, "https://example.invalid/page")
    assert path == paths.data() / "file.zip"
    assert path.read_bytes() == CONTENT


def test_a_file_of_a_mirror_is_checked_like_any_other(mirror):
    (mirror / "file.zip").write_bytes(b"another file")
    with pytest.raises(
        DownloadError, match=r"is not the published file .* put file\.zip from https://example\.invalid/page"
    ):
        download("https://example.invalid/file.zip", HASH, "https://example.invalid/page")
    assert not (paths.data() / "file.zip").exists()


def test_without_a_mirror_a_file_comes_from_where_it_is_published(monkeypatch):
    monkeypatch.delenv("PLAYGROUND_MIRROR", raising=False)
    assert mirrored("https://example.invalid/file.zip") == "https://example.invalid/file.zip"
    monkeypatch.setenv("PLAYGROUND_MIRROR", " ")
    assert mirrored("https://example.invalid/file.zip") == "https://example.invalid/file.zip"


def test_what_cannot_be_downloaded_says_where_else_it_can_be_had_and_where_to_put_it(monkeypatch):
    monkeypatch.setenv("PLAYGROUND_MIRROR", "http://127.0.0.1:9")
    with pytest.raises(
        DownloadError, match=f"put file.zip from https://example.invalid/page into {paths.data()} by hand"
    ):
        download("https://example.invalid/file.zip", HASH, "https://example.invalid/page")
