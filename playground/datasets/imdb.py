"""The IMDB dataset: 50,000 film reviews, labelled by the stars their authors gave."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar, Literal

from pydantic import Field

from playground import paths
from playground.datasets import parsed
from playground.datasets.archive import FOLDERS, Review, read_archive, read_folder
from playground.datasets.base import Dataset, Examples, Progress, Splits
from playground.datasets.clauses import with_clauses
from playground.datasets.download import download
from playground.datasets.text_examples import as_texts
from playground.errors import ArchiveError
from playground.languages import N_, _

ARCHIVE = "aclImdb_v1.tar.gz"
FOLDER = "aclImdb"
PARSER = 1
"""Counts up when parsing changes, so that older caches are made again."""


class Imdb(Dataset):
    """Real reviews; a local archive or folder is used as it is, else the official archive is downloaded."""

    url: ClassVar[str] = f"https://ai.stanford.edu/~amaas/data/sentiment/{ARCHIVE}"
    files: ClassVar[tuple[str, ...]] = (ARCHIVE,)
    elsewhere: ClassVar[str] = f"https://dataset.bj.bcebos.com/imdb%2F{ARCHIVE}"
    checksum: ClassVar[str] = "md5:7c2ac02c03563afcf9b574c7e56c153a"
    largest_file: ClassVar[int] = 84_125_825

    name: Literal["imdb"] = "imdb"
    clauses: int = Field(
        0,
        ge=0,
        le=200_000,
        multiple_of=1000,
        title=N_("Short clauses"),
        description=N_(
            "How many short examples are made of the training reviews and learned from beside them, in steps of 1,000: "
            "clauses whose words agree with the label, some denied, some joined by words such as although and "
            "but. They teach a network to judge single sentences."
        ),
    )

    title: ClassVar[str] = N_("IMDB film reviews")
    about: ClassVar[str] = N_(
        "50,000 reviews written by visitors of imdb.com, half for training and half for the test. A review is positive "
        "when its author gave 7 stars of 10 or more, negative at 4 or fewer; nothing in between is included."
    )
    source: ClassVar[str] = "https://ai.stanford.edu/~amaas/data/sentiment/"
    licence: ClassVar[str] = N_("No licence stated; published for research, with a request to cite the paper")
    citation: ClassVar[str] = (
        "Andrew L. Maas, Raymond E. Daly, Peter T. Pham, Dan Huang, Andrew Y. Ng and Christopher Potts (2011). "
        "Learning Word Vectors for Sentiment Analysis. ACL 2011."
    )
    download_size: ClassVar[str | None] = "84 MB"

    @property
    def num_train(self) -> int:
        return 25_000

    @property
    def num_added(self) -> int:
        return self.clauses

    @property
    def num_test(self) -> int:
        return 25_000

    def is_here(self) -> bool:
        return _local_source() is not None or _cache_file().exists()

    def is_ready(self) -> bool:
        return _cache_file().exists()

    def load(self, progress: Progress | None = None) -> Splits:
        """All reviews, mapped from the parsed file; downloaded and parsed (some ten seconds) if need be.

        Raises DownloadError, ArchiveError or StorageError.
        """
        source = _local_source()
        splits = parsed.load(_cache_file(), _key(source) if source else None)
        if splits is None:
            source = source or self._download(progress)
            parsed.parse(_reviews(source, progress), _cache_file(), _key(source))
            splits = parsed.load(_cache_file(), _key(source))
        if splits is None:
            raise ArchiveError(
                _(
                    "{cache_file} was written but cannot be read back. Check that disk, and try again.",
                    cache_file=_cache_file(),
                )
            )
        return splits

    def to_learn_from(self, train: Examples) -> Examples:
        """The reviews, and short clauses cut from them if they are wanted; see clauses.py."""
        return with_clauses(as_texts(train), self.clauses) if self.clauses else train

    def _download(self, progress: Progress | None) -> Path:
        return download(self.url, self.checksum, f"{self.source} or {self.elsewhere}", progress)


def _cache_file() -> Path:
    return paths.cache() / "imdb.arrow"


def _local_source() -> Path | None:
    """The archive, or else the extracted folder, in the data folder."""
    candidates = (paths.data() / ARCHIVE, paths.data() / FOLDER)
    return next((path for path in candidates if path.exists()), None)


def _key(source: Path) -> str:
    """Changes when `source` does: its name, size and time of change; for a folder, those of its four folders."""
    files = [source / folder for folder in FOLDERS] if source.is_dir() else [source]
    stats = [file.stat() for file in files if file.exists()]
    return f"{PARSER} {source.name} {[(stat.st_size, stat.st_mtime_ns) for stat in stats]}"


def _reviews(source: Path, progress: Progress | None) -> Iterator[Review]:
    """All reviews of an archive or folder; raises ArchiveError unless there are some in each split and class."""
    counts: Counter[tuple[str, int]] = Counter()
    for review in (read_folder if source.is_dir() else read_archive)(source, progress):
        counts[review.split, review.target] += 1
        yield review
    if len(counts) < len(FOLDERS):
        raise ArchiveError(
            _(
                "{source} holds {total} reviews, in {count} of the folders aclImdb/(train|test)/(neg|pos); "
                "some in each were expected. Put the official one in its place, or delete it and fetch the "
                "dataset again.",
                source=source,
                total=counts.total(),
                count=len(counts),
            )
        )
