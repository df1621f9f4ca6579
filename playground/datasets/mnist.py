"""MNIST: 70,000 handwritten digits, read row by row out of Keras' `mnist.npz`, which is trusted with nothing."""

import tokenize
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import ClassVar, Literal

import numpy as np
from numpy.lib import format as npy

from playground import paths
from playground.caching import remembered
from playground.datasets.base import Dataset, Progress, Splits
from playground.datasets.download import download
from playground.datasets.number_examples import ArrayExamples
from playground.errors import ArchiveError
from playground.languages import N_, _

FILE = "mnist.npz"
SIDE = 28
WHITEST = 255
PUBLISHED_TRAIN = 60_000
MAX_EXAMPLES = 200_000
AGAIN = N_("Delete it and fetch the dataset again.")
DAMAGED = (
    *(zipfile.BadZipFile, NotImplementedError, RuntimeError, zlib.error, EOFError),  # the archive, or one member of it
    *(ValueError, SyntaxError, tokenize.TokenError),  # the header of an array
)
LONGEST_REASON = 100


class Mnist(Dataset):
    """Digits of 28×28 pixels; a local mnist.npz is used as it is, else the official file is downloaded."""

    url: ClassVar[str] = f"https://storage.googleapis.com/tensorflow/tf-keras-datasets/{FILE}"
    files: ClassVar[tuple[str, ...]] = (FILE,)
    elsewhere: ClassVar[str] = f"https://s3.amazonaws.com/img-datasets/{FILE}"
    checksum: ClassVar[str] = "sha256:731c5ac602752760c8e48fbffcf8c3b850d9dc2a2aedcf2cc48468fc17b673d1"
    largest_file: ClassVar[int] = 11_490_434

    name: Literal["mnist"] = "mnist"

    title: ClassVar[str] = N_("MNIST handwritten digits")
    about: ClassVar[str] = N_(
        "60,000 digits to learn from and 10,000 for the test, 28 rows of 28 pixels each; the people who wrote the test "
        "digits wrote none of the others. A network reads an image from top to bottom, one row at a timestep, and says "
        "at the end which digit it was."
    )
    task: ClassVar[str] = "multiclass"
    reads: ClassVar[Literal["words", "characters", "numbers"]] = "numbers"
    class_names: ClassVar[tuple[str, ...]] = tuple("0123456789")
    timestep: ClassVar[str] = "row"
    is_image: ClassVar[bool] = True
    input_shape: ClassVar[tuple[int, int]] = (SIDE, SIDE)
    source: ClassVar[str] = "https://keras.io/api/datasets/mnist/"
    licence: ClassVar[str] = "CC BY-SA 3.0"
    citation: ClassVar[str] = (
        "Yann LeCun, Léon Bottou, Yoshua Bengio and Patrick Haffner (1998). Gradient-based learning applied to "
        "document recognition. Proceedings of the IEEE 86(11)."
    )
    download_size: ClassVar[str | None] = "11 MB"

    @property
    def num_test(self) -> int:
        return 10_000

    @property
    def num_train(self) -> int:
        """As many as the local file says it holds, read from its header alone; as published if none can be read."""
        try:
            return _num_train(*_key(_file()))
        except (ArchiveError, OSError):  # not here, or damaged: `load` says so in full
            return PUBLISHED_TRAIN

    def is_here(self) -> bool:
        return _file().exists()

    def is_ready(self) -> bool:
        return self.is_here()

    def load(self, progress: Progress | None = None) -> Splits:
        """Inputs (examples, 28, 28) uint8, taken as float32 from 0 to 1; targets int64.

        Raises ArchiveError for a file that is damaged or holds something else, DownloadError or StorageError.
        """
        if not self.is_here():
            download(self.url, self.checksum, f"{self.source} or {self.elsewhere}", progress)
        with _told_plainly(_file()):
            key = _key(_file())
        return _splits(*key)


def _file() -> Path:
    return paths.data() / FILE


def _key(path: Path) -> tuple[Path, int, int]:
    """Changes when the file does."""
    stat = path.stat()
    return path, stat.st_size, stat.st_mtime_ns


@remembered
def _num_train(path: Path, size: int, changed: int) -> int:
    with _told_plainly(path), zipfile.ZipFile(path) as archive:
        return _num_examples(archive, path, "train")


@remembered
def _splits(path: Path, size: int, changed: int) -> Splits:
    with _told_plainly(path):
        with zipfile.ZipFile(path) as archive:  # every header is checked before any array takes memory
            for split in ("train", "test"):
                _num_examples(archive, path, split)
        with np.load(path, allow_pickle=False) as arrays:
            return Splits(*(_examples(arrays[f"x_{split}"], arrays[f"y_{split}"], path) for split in ("train", "test")))


def _num_examples(archive: zipfile.ZipFile, path: Path, split: str) -> int:
    """How many examples a split holds, by the headers of its two arrays; raises ArchiveError unless they fit."""
    shapes = []
    for name, sides in ((f"x_{split}", (SIDE, SIDE)), (f"y_{split}", ())):
        shape, dtype = _header(archive, path, name)
        if dtype != np.uint8 or shape[1:] != sides or not 0 < (shape or (0,))[0] <= MAX_EXAMPLES:
            expected = f"({', '.join([f'1 to {MAX_EXAMPLES:,}', *map(str, sides)])})"
            raise ArchiveError(
                _(
                    "{path} holds {name} as {dtype} of shape {shape}; uint8 of shape {expected} was expected. {again}",
                    path=path,
                    name=name,
                    dtype=dtype,
                    shape=shape,
                    expected=expected,
                    again=_(AGAIN),
                )
            )
        shapes.append(shape)
    if shapes[0][0] != shapes[1][0]:
        raise ArchiveError(
            _(
                "{path} holds {images:,} images but {labels:,} labels for {split}; one each was expected. {again}",
                path=path,
                images=shapes[0][0],
                labels=shapes[1][0],
                split=split,
                again=_(AGAIN),
            )
        )
    return shapes[0][0]


def _header(archive: zipfile.ZipFile, path: Path, name: str) -> tuple[tuple[int, ...], np.dtype]:
    """Shape and dtype of the array `name`, which is not read."""
    if f"{name}.npy" not in archive.namelist():
        raise ArchiveError(
            _(
                "{path} holds no array {name}; x_train, y_train, x_test and y_test were expected. {again}",
                path=path,
                name=name,
                again=_(AGAIN),
            )
        )
    with archive.open(f"{name}.npy") as member:
        read = npy.read_array_header_1_0 if npy.read_magic(member) == (1, 0) else npy.read_array_header_2_0
        shape, _order, dtype = read(member)
    return shape, dtype


def _examples(images: np.ndarray, labels: np.ndarray, path: Path) -> ArrayExamples:
    if labels.max() > 9:
        raise ArchiveError(
            _(
                "{path} holds the label {label}; digits from 0 to 9 were expected. {again}",
                path=path,
                label=labels.max(),
                again=_(AGAIN),
            )
        )
    return ArrayExamples(images, labels.astype(np.int64), scale=1 / WHITEST)


@contextmanager
def _told_plainly(path: Path) -> Iterator[None]:
    """What goes wrong in reading `path` becomes one plain sentence."""
    try:
        yield
    except DAMAGED as error:
        reason = str(error).split("\n")[0].rstrip(".")
        reason = reason if len(reason) <= LONGEST_REASON else f"{reason[:LONGEST_REASON]}…"
        raise ArchiveError(
            _(
                "{path} is damaged, or not the .npz file that was expected ({reason}). {again}",
                path=path,
                reason=reason,
                again=_(AGAIN),
            )
        ) from error
    except OSError as error:
        raise ArchiveError(
            _("{path} cannot be read ({strerror}). Allow reading it, or delete it.", path=path, strerror=error.strerror)
        ) from error
