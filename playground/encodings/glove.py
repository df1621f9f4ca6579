"""GloVe: word vectors trained by others on six billion words, looked up and not trained further."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import IO, ClassVar, Literal

import numpy as np
from pydantic import Field

from playground import paths
from playground.datasets import Examples, Progress
from playground.datasets.download import download
from playground.encodings.text import FittedText, TokenSequence, Vocabulary
from playground.errors import ArchiveError
from playground.languages import N_, _
from playground.layers import Embedding

LINES = 400_000
"""Words in the official files, for progress."""
LONGEST_LINE = 50_000
"""Characters; the official files have fewer than 5,000."""


class Glove(TokenSequence, Vocabulary):
    """Token ids read by a frozen `Embedding`; words that GloVe does not know get zeros.

    Source: Pennington, Socher and Manning 2014; https://nlp.stanford.edu/projects/glove/, licence PDDL 1.0.
    """

    url: ClassVar[str] = "https://nlp.stanford.edu/data/glove.6B.zip"
    sha256: ClassVar[str] = "617afb2fe6cbd085c235baf7a465b96f4112bd7f7ccb2b2cbd649fed9cbcf2fb"
    elsewhere: ClassVar[str] = "https://huggingface.co/stanfordnlp/glove/resolve/main/glove.6B.zip"
    source: ClassVar[str] = "https://nlp.stanford.edu/projects/glove/"

    title: ClassVar[str] = "GloVe"
    about: ClassVar[str] = N_(
        "Word vectors trained by others on six billion words (Pennington et al. 2014), not trained further here. "
        "Downloaded once (862 MB), or put glove.6B.100d.txt into the data folder."
    )

    split: ClassVar[str] = "words"

    kind: Literal["glove"] = "glove"
    dimensions: Literal[50, 100, 200, 300] = Field(100, title=N_("Dimensions"), description=N_("Numbers per word."))

    def first_layer(self) -> Embedding:
        """A table that training leaves as it is."""
        return Embedding(rows=self.num_ids, dimensions=self.dimensions, trainable=False)

    def fit(self, examples: Examples, progress: Progress | None = None) -> FittedText:
        """Learn the vocabulary and look its vectors up.

        Raises DownloadError, ArchiveError for a file that is not GloVe's, or StorageError.
        """
        return self.look_up(super().fit(examples), progress)

    def look_up(self, fitted: FittedText, progress: Progress | None = None) -> FittedText:
        """The same vocabulary with its vectors; raises as `fit` does."""
        table = np.zeros((self.num_ids, self.dimensions), np.float32)
        found = 0
        with self._lines(progress) as lines:
            for word, vector in vectors(lines, fitted.ids, self.dimensions, progress):
                table[fitted.ids[word]] = vector
                found += 1
        return replace(fitted, table=table, found=found)

    def fetch(self, progress: Progress | None = None) -> None:
        """Download the vectors if none are here, and read them all.  Raises as `fit` does."""
        with self._lines(progress) as lines:
            for _nothing in vectors(lines, {}, self.dimensions, progress):
                pass

    def file(self) -> Path | None:
        """The file on this machine that `look_up` would read without a network; None when it is still to be had."""
        candidates = (paths.data() / f"glove.6B.{self.dimensions}d.txt", paths.data() / self.url.rsplit("/", 1)[-1])
        return next((path for path in candidates if path.exists()), None)

    @contextmanager
    def _lines(self, progress: Progress | None) -> Iterator[IO[str]]:
        """The lines of the file: the one in the data folder, else that in the downloaded archive."""
        name = f"glove.6B.{self.dimensions}d.txt"
        local = paths.data() / name
        path = local
        try:
            if local.exists():
                with local.open(encoding="utf-8") as file:
                    yield file
                return
            places = _("{one} or {other}", one=self.source, other=self.elsewhere)
            path = download(self.url, f"sha256:{self.sha256}", places, progress)
            with zipfile.ZipFile(path) as files, files.open(name) as file:
                yield io.TextIOWrapper(file, encoding="utf-8")
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, KeyError) as error:
            reason = str(error.args[0] if error.args else _("it ends too early")).rstrip(".")
            raise ArchiveError(
                _(
                    "{path} is damaged, or not the zip of GloVe that was expected ({reason}). Delete it to download it "
                    "again.",
                    path=path,
                    reason=reason,
                )
            ) from error
        except OSError as error:
            raise ArchiveError(
                _(
                    "{path} cannot be read ({reason}). Allow reading it, or delete it.",
                    path=path,
                    reason=error.strerror,
                )
            ) from error


def vectors(
    lines: IO[str], wanted: dict[str, int], dimensions: int, progress: Progress | None = None
) -> Iterator[tuple[str, np.ndarray]]:
    """The wanted words with their vectors (dimensions,) float32.

    Raises ArchiveError for a line that is not a word and as many numbers: the first, those of wanted words, and one
    that is longer than any honest line; and for a file without lines.
    """
    number = 0
    try:
        for number, line in enumerate(_bounded(lines), start=1):
            word, _space, numbers = line.rstrip("\n").partition(" ")
            if progress and number % 20_000 == 0:
                progress(min(number, LINES), LINES, N_("Reading GloVe"))
            if numbers.count(" ") != dimensions - 1:
                raise ValueError(_("{number} numbers", number=len(numbers.split())))
            if word in wanted:
                vector = np.array(numbers.split(" "), dtype=np.float32)
                if vector.shape != (dimensions,) or not np.isfinite(vector).all():
                    raise ValueError(_("{number} numbers", number=len(vector)))
                if word in wanted:
                    yield word, vector
        if not number:
            raise ValueError(_("it has no lines"))
    except ValueError as problem:  # a UnicodeDecodeError is one
        raise ArchiveError(
            _(
                "Line {line:,} of the GloVe file is not a word and {dimensions} numbers ({problem}). Replace the file "
                "by the official one, or delete it to download it again.",
                line=max(number, 1),
                dimensions=dimensions,
                problem=problem,
            )
        ) from None


def _bounded(lines: IO[str]) -> Iterator[str]:
    """The lines of a file, never holding more than one of them."""
    while line := lines.readline(LONGEST_LINE):
        if len(line) == LONGEST_LINE:
            raise ValueError(_("it has {number:,} characters or more", number=LONGEST_LINE))
        yield line
