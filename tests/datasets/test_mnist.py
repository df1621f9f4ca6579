import hashlib
import os
import threading
import zipfile
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import numpy as np
import pytest

from playground import paths
from playground.datasets.mnist import FILE, Mnist
from playground.errors import ArchiveError, DownloadError

CLASSES = 10


def small_arrays() -> dict[str, np.ndarray]:
    """Three digits to learn from and two for the test; the first image counts its own pixels up to 255."""
    images = np.zeros((5, 28, 28), np.uint8)
    images[0] = np.minimum(np.arange(784), 255).reshape(28, 28)
    labels = np.array([7, 0, 9, 1, 2], np.uint8)
    return {"x_train": images[:3], "y_train": labels[:3], "x_test": images[3:], "y_test": labels[3:]}


@pytest.fixture
def write(data):
    """write(**arrays): a mnist.npz in the data folder, with some arrays replaced or, if None, left out."""

    def save(**arrays):
        kept = {name: array for name, array in (small_arrays() | arrays).items() if array is not None}
        np.savez_compressed(data / FILE, **kept)
        return data / FILE

    return save


@pytest.fixture
def serve(monkeypatch):
    """serve(body): a server on this machine in place of the real one; its body is the published file."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    servers = []

    def start(body: bytes):
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                self.send_response(200)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        servers.append(server)
        monkeypatch.setattr(Mnist, "url", f"http://127.0.0.1:{server.server_port}/{FILE}")
        monkeypatch.setattr(Mnist, "checksum", f"sha256:{hashlib.sha256(body).hexdigest()}")

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


def complaint() -> str:
    """What loading says; one sentence on what is wrong, one on what to do."""
    with pytest.raises(ArchiveError) as error:
        Mnist().load()
    assert str(paths.data() / FILE) in str(error.value)
    assert "\n" not in str(error.value)
    return str(error.value)


def test_a_local_file_is_used_as_it_is_whatever_its_checksum(write):
    write()
    assert Mnist().is_here()
    assert Mnist().is_ready()
    splits = Mnist().load()
    assert splits.train.targets.tolist() == [7, 0, 9]
    assert splits.test.targets.tolist() == [1, 2]
    assert splits.train.targets.dtype == np.int64


def test_images_stay_bytes_and_are_taken_as_numbers_from_0_to_1(write):
    write()
    train = Mnist().load().train
    assert train.inputs.dtype == np.uint8
    taken = train.take(np.array([1, 0]))
    assert (taken.shape, taken.dtype) == ((2, 28, 28), np.float32)
    assert not taken[0].any()
    np.testing.assert_allclose(taken[1, 0, :4], [0, 1 / 255, 2 / 255, 3 / 255], rtol=1e-6)
    assert taken.max() == 1


def test_the_moments_are_those_of_the_numbers_that_are_taken(write):
    write()
    train = Mnist().load().train
    mean, deviation = train.moments()
    taken = train.take(np.arange(3)).astype(np.float64)
    np.testing.assert_allclose(mean, taken.mean((0, 1)), rtol=1e-6)
    np.testing.assert_allclose(deviation, taken.std((0, 1)), rtol=1e-6)


def test_a_subset_of_digits_keeps_their_scale(write):
    write()
    chosen = Mnist().load().train.subset(np.array([2, 0]))
    assert chosen.targets.tolist() == [9, 7]
    assert chosen.take(np.array([1])).max() == 1


def test_the_number_of_training_digits_is_read_without_the_digits(write, monkeypatch):
    write()
    monkeypatch.setattr(np, "load", lambda *_, **__: pytest.fail("the arrays were read"))
    assert Mnist().num_train == 3


def test_without_a_file_there_are_as_many_digits_as_were_published(data):
    assert not Mnist().is_here()
    assert Mnist().num_train == 60_000


def test_another_file_in_its_place_is_noticed(write):
    write()
    assert (Mnist().num_train, len(Mnist().load().train)) == (3, 3)
    write(x_train=np.ones((1, 28, 28), np.uint8), y_train=np.ones(1, np.uint8))
    assert (Mnist().num_train, len(Mnist().load().train)) == (1, 1)


@pytest.mark.parametrize("name", ["x_train", "y_train", "x_test", "y_test"])
def test_a_pickled_array_is_refused_unread(write, name):
    class Bomb:
        def __reduce__(self):
            return os._exit, (1,)

    array = small_arrays()[name].astype(object)
    array.flat[0] = Bomb()
    write(**{name: array})
    assert f"holds {name} as object of shape" in complaint()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"x_train": None}, "holds no array x_train; x_train, y_train, x_test and y_test were expected"),
        ({"x_train": np.zeros((3, 28, 28))}, "holds x_train as float64 of shape (3, 28, 28); uint8 of shape (1 to"),
        ({"x_test": np.zeros((2, 784), np.uint8)}, "holds x_test as uint8 of shape (2, 784)"),
        ({"x_test": np.uint8(3)}, "holds x_test as uint8 of shape ()"),
        ({"x_train": np.zeros((0, 28, 28), np.uint8)}, "holds x_train as uint8 of shape (0, 28, 28)"),
        ({"y_test": np.zeros((2, 1), np.uint8)}, "holds y_test as uint8 of shape (2, 1)"),
        ({"y_test": np.zeros(3, np.uint8)}, "holds 2 images but 3 labels for test"),
        ({"y_train": np.array([1, 10, 2], np.uint8)}, "holds the label 10; digits from 0 to 9 were expected"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_file_of_something_else_says_what_it_holds(write, wrong, said):
    write(**wrong)
    assert said in complaint()


@pytest.mark.parametrize("kept", [0, 1, 100, 0.5, 0.99])
def test_a_truncated_file_is_told_as_such_and_does_not_break_the_forms(write, kept):
    file = write()
    whole = file.read_bytes()
    file.write_bytes(whole[: kept if isinstance(kept, int) else int(kept * len(whole))])
    assert "is damaged, or not the .npz file that was expected" in complaint()
    assert Mnist().num_train == 60_000


def test_a_flipped_byte_in_the_digits_is_noticed(write):
    file = write()
    with zipfile.ZipFile(file) as archive:
        info = archive.getinfo("x_train.npy")
    damaged = bytearray(file.read_bytes())
    damaged[info.header_offset + 30 + len(info.filename) + info.compress_size - 60] ^= 0xFF
    file.write_bytes(damaged)
    assert "is damaged" in complaint()


@pytest.mark.parametrize("shape", ["(3, 28, 28", "(007, 28, 28)", "'" * 3, "(3, 28, 28)" + " " * 20_000])
def test_a_header_that_cannot_be_read_is_told_in_a_short_sentence(data, shape):
    header = f"{{'descr': '|u1', 'fortran_order': False, 'shape': {shape}, }}".encode()
    with zipfile.ZipFile(data / FILE, "w") as archive:
        archive.writestr("x_train.npy", b"\x93NUMPY\x01\x00" + len(header).to_bytes(2, "little") + header)
    assert "is damaged" in complaint()
    assert len(complaint()) < 300 + len(str(data))
    assert Mnist().num_train == 60_000


def test_a_header_that_promises_more_than_any_honest_file_is_refused_before_memory_is_taken(data):
    header = b"{'descr': '|u1', 'fortran_order': False, 'shape': (9000000000, 28, 28), }"
    member = b"\x93NUMPY\x01\x00" + len(header).to_bytes(2, "little") + header
    with zipfile.ZipFile(data / FILE, "w") as archive:
        archive.writestr("x_train.npy", member)
    assert "shape (9000000000, 28, 28)" in complaint()


def test_a_download_lands_in_the_data_folder_and_reports_progress(write, data, serve):
    body = write().read_bytes()
    (data / FILE).unlink()
    serve(body)
    calls = []
    Mnist().fetch(lambda *call: calls.append(call))
    assert (data / FILE).read_bytes() == body
    assert (len(body), len(body), "Downloading") in calls
    assert len(Mnist().load().train) == 3


def test_a_download_with_a_wrong_checksum_is_thrown_away(data, serve, monkeypatch):
    serve(b"not what was published")
    monkeypatch.setattr(Mnist, "checksum", f"sha256:{'0' * 64}")
    with pytest.raises(DownloadError, match=r"not the published file \(SHA256 .*was thrown away"):
        Mnist().load()
    assert list(data.iterdir()) == []


@pytest.mark.real_data
def test_the_real_digits_are_numbered_and_of_every_class():
    if not os.environ.get("PLAYGROUND_DATA") or not (paths.data() / FILE).exists():
        pytest.skip(f"PLAYGROUND_DATA does not hold {FILE}")
    splits = Mnist().load()
    assert Mnist().num_train == len(splits.train) > len(splits.test) > 1_000
    for part in (splits.train, splits.test):
        assert np.bincount(part.targets, minlength=CLASSES).min() > 0.08 * len(part)
        assert 0.12 < part.moments()[0].mean() < 0.14  # 0.1307 in all of MNIST
