"""The Jena climate dataset: eight years of weather at one station, a record every 10 minutes."""

from pathlib import Path
from typing import ClassVar, Literal

from playground import paths
from playground.datasets import climate, jena_file, series_cache
from playground.datasets.base import Progress
from playground.datasets.download import download
from playground.datasets.series import Arrays, Series, SeriesTable
from playground.errors import ArchiveError, DownloadError
from playground.languages import N_, _

FILE = "jena_climate_2009_2016.csv"
ARCHIVE = f"{FILE}.zip"
NUM_ROWS = 420_551
LAST_TRAIN_ROW, LAST_VALIDATION_ROW = 200_000, 300_000
PARSER = 1
"""Counts up when parsing changes, so that older caches are made again."""


class Jena(Series):
    """Real weather; a local file is used as it is, else the published one is downloaded."""

    url: ClassVar[str] = f"https://storage.googleapis.com/tensorflow/tf-keras-datasets/{ARCHIVE}"
    files: ClassVar[tuple[str, ...]] = (ARCHIVE, FILE)
    elsewhere: ClassVar[str] = f"https://s3.amazonaws.com/keras-datasets/{ARCHIVE}"
    largest_file: ClassVar[int] = 2**26

    name: Literal["jena"] = "jena"

    title: ClassVar[str] = N_("Weather in Jena")
    about: ClassVar[str] = N_(
        "14 quantities measured every 10 minutes on the roof of the Max Planck Institute for Biogeochemistry in Jena, "
        "Germany, from 2009 to 2016. The temperature is forecast, 24 hours ahead unless you choose another delay. The "
        "records up to October 2012 are for training, those up to September 2014 for validation, the rest for the "
        "test. A few wind speeds are missing."
    )
    source: ClassVar[str] = "https://www.bgc-jena.mpg.de/wetter/"
    licence: ClassVar[str] = N_("No licence stated; published by the institute, its terms apply")
    citation: ClassVar[str] = (
        "Max Planck Institute for Biogeochemistry, Jena: weather station on the roof of the institute, 2009–2016. "
        "Prepared by François Chollet for Deep Learning with Python (2017)."
    )
    download_size: ClassVar[str | None] = "14 MB"
    feature_names: ClassVar[tuple[str, ...]] = climate.NAMES
    target_name: ClassVar[str] = climate.TEMPERATURE.name
    unit: ClassVar[str] = climate.TEMPERATURE.unit

    @property
    def num_rows(self) -> int:
        """Records of the file that was read; before that, of the published file."""
        return series_cache.num_rows(_cache_file()) or NUM_ROWS

    def split_rows(self, num_rows: int) -> tuple[int, int]:
        """Rows 0–200,000 train, 200,001–300,000 validate, the rest test; the same shares of a file of other length."""
        return num_rows * LAST_TRAIN_ROW // NUM_ROWS + 1, num_rows * LAST_VALIDATION_ROW // NUM_ROWS + 1

    def is_here(self) -> bool:
        return _local_source() is not None or _cache_file().exists()

    def is_ready(self) -> bool:
        return _cache_file().exists()

    def fetch(self, progress: Progress | None = None) -> None:
        """Download the file if no copy is here, and parse it (a second or two, once).

        Raises DownloadError, ArchiveError or StorageError.
        """
        self.table(progress)

    def check_file(self, path: Path) -> None:
        """Raise `ArchiveError` unless the file at `path` has the header and the number of records of the published."""
        _published(path)

    def table(self, progress: Progress | None = None) -> SeriesTable:
        """The whole series, mapped from the parsed file; raises DownloadError, ArchiveError or StorageError."""
        source = _local_source()
        arrays = _cached(_key(source) if source else None)
        if arrays is None:
            parsed, source = (_read(source, progress), source) if source else self._downloaded(progress)
            series_cache.write(parsed, _cache_file(), _key(source))
            arrays = _cached(_key(source))
        if arrays is None:
            raise ArchiveError(
                _(
                    "{cache_file} was written but cannot be read back. Check that disk, and try again.",
                    cache_file=_cache_file(),
                )
            )
        return self.split(arrays)

    def _downloaded(self, progress: Progress | None) -> tuple[Arrays, Path]:
        """The published file, of which no checksum is published: its header and its number of records are checked."""
        source = download(self.url, None, f"{self.url} or {self.elsewhere}", progress)
        try:
            arrays = _published(source, progress)
        except ArchiveError as error:
            source.unlink()
            raise DownloadError(
                _(
                    "What arrived from {url} is not the published file and was thrown away: {error} Try again "
                    "later, or put {archive} from {elsewhere} into {data} by hand.",
                    url=self.url,
                    error=error,
                    archive=ARCHIVE,
                    elsewhere=self.elsewhere,
                    data=paths.data(),
                )
            ) from error
        return arrays, source


def _published(source: Path, progress: Progress | None = None) -> Arrays:
    arrays = _read(source, progress)
    if len(arrays[0]) != NUM_ROWS:
        raise ArchiveError(
            _(
                "{source} has {count:,} records; {expected:,} were expected.",
                source=source,
                count=len(arrays[0]),
                expected=NUM_ROWS,
            )
        )
    return arrays


def _read(source: Path, progress: Progress | None) -> Arrays:
    if progress:
        progress(0, 1, N_("Reading records"))
    arrays = jena_file.read(source)
    if progress:
        progress(1, 1, N_("Reading records"))
    return arrays


def _cache_file() -> Path:
    return paths.cache() / "jena.arrow"


def _cached(key: str | None) -> Arrays | None:
    return series_cache.load(_cache_file(), key, len(climate.NAMES))


def _local_source() -> Path | None:
    """The CSV file, or else the zip, in the data folder."""
    return next((path for path in (paths.data() / FILE, paths.data() / ARCHIVE) if path.exists()), None)


def _key(source: Path) -> str:
    """Changes when `source` does: its name, size and time of change."""
    stat = source.stat()
    return f"{PARSER} {source.name} {stat.st_size} {stat.st_mtime_ns}"
