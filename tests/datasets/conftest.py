"""A data folder and a home of its own for each test, and small archives in the official layout."""

import io
import tarfile
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

REVIEWS = {
    "aclImdb/test/neg/0_1.txt": "bad",
    "aclImdb/test/pos/0_10.txt": "Unseen words, good!",
    "aclImdb/train/neg/0_2.txt": "A bad bad film.<br /><br />Bad.",
    "aclImdb/train/pos/0_9.txt": "A good film, don’t miss it.",
}
OTHER_FILES = {
    "aclImdb/README": "Large Movie Review Dataset v1.0",
    "aclImdb/imdb.vocab": "the\nand\n",
    "aclImdb/train/labeledBow.feat": "9 0:9 1:1",
    "aclImdb/train/urls_pos.txt": "http://www.imdb.com/title/tt0453418/usercomments",
    "aclImdb/train/unsup/0_0.txt": "nobody labelled this",
}


@pytest.fixture
def data(tmp_path, monkeypatch) -> Path:
    """An empty data folder; PLAYGROUND_HOME is another empty folder."""
    folder = tmp_path / "data"
    folder.mkdir()
    monkeypatch.setenv("PLAYGROUND_DATA", str(folder))
    monkeypatch.setenv("PLAYGROUND_HOME", str(tmp_path / "home"))
    return folder


@pytest.fixture
def make_archive() -> Callable[..., Path]:
    """make_archive(path, files=..., members=()): a .tar.gz of texts by name, then of `TarInfo` without content."""

    def make(path: Path, files: dict[str, str] | None = None, members: tuple[tarfile.TarInfo, ...] = ()) -> Path:
        with tarfile.open(path, "w:gz") as archive:
            for name, content in (REVIEWS | OTHER_FILES if files is None else files).items():
                member = tarfile.TarInfo(name)
                member.size = len(content.encode())
                archive.addfile(member, io.BytesIO(content.encode()))
            for member in members:
                archive.addfile(member)
        return path

    return make


@pytest.fixture
def review_files() -> dict[str, str]:
    """Four reviews by their official names, one for each split and class."""
    return dict(REVIEWS)


@pytest.fixture
def serve(monkeypatch):
    """serve(body, status, length): a server on this machine that answers everything so; its address."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    servers = []

    def start(body: bytes, status: int = 200, length: int | None = None) -> str:
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                self.send_response(status)
                self.send_header("Content-Length", str(len(body) if length is None else length))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_port}"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()
