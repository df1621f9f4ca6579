"""A learner's own series of numbers, out of an uploaded file."""

from pathlib import PurePath
from typing import Any, ClassVar, Literal

import numpy as np
from pydantic import Field, model_validator

from playground.datasets import cells, series_cache, uploads
from playground.datasets.base import Progress
from playground.datasets.delimited import Delimited, read_delimited
from playground.datasets.series import Delay, Lookback, Series, SeriesTable, Step, filled
from playground.errors import UploadError

FEWEST_ROWS = 40
EXAMPLES = "series.arrow"


class OwnSeries(Series):
    """Numbers in order of time: half of the rows for training, a quarter for validation, a quarter for the test."""

    name: Literal["own_series"] = "own_series"
    upload: str = Field("", pattern=uploads.ID, description="The id of an uploaded file; the Data page gives it.")
    lookback: Lookback = 24
    step: Step = 1
    delay: Delay = 0

    title: ClassVar[str] = "Your own series"
    about: ClassVar[str] = (
        "A CSV file of your own with a row for each moment, the oldest first, and columns of numbers; one of them is "
        "forecast from windows of all. The first half of the rows is for training, the next quarter for validation, "
        "the last for the test. What is missing takes the last value before it."
    )
    source: ClassVar[str] = "A file uploaded to this server"
    licence: ClassVar[str] = "Whatever you allow; it stays on this server, and whoever has its link can read it"
    citation: ClassVar[str] = "The source of your file"

    @model_validator(mode="after")
    def _windows_fit(self) -> "OwnSeries":
        known = uploads.known(self.upload, "series")
        if known:
            self.check_fit(known.num_rows)
        return self

    @property
    def known(self) -> uploads.About:
        """What is known of the file; raises `UploadError` when there is none."""
        return uploads.about(self.upload, "series")

    @property
    def feature_names(self) -> tuple[str, ...]:
        """The columns of numbers; one without a name until a file is uploaded."""
        known = uploads.known(self.upload, "series")
        return known.names if known else ("value",)

    @property
    def target_name(self) -> str:
        """The column that is forecast."""
        known = uploads.known(self.upload, "series")
        return self.feature_names[known.target if known else 0]

    @property
    def unit(self) -> str:
        """What stands in brackets in the name of the column that is forecast."""
        known = uploads.known(self.upload, "series")
        return known.unit if known else ""

    @property
    def num_rows(self) -> int:
        return self.known.num_rows

    def label(self) -> str:
        known = uploads.known(self.upload, "series")
        return known.title if known else self.title

    def is_here(self) -> bool:
        return uploads.is_here(self.upload)

    def is_ready(self) -> bool:
        return self.is_here()

    def table(self, progress: Progress | None = None) -> SeriesTable:
        """The whole series.  `times` is (rows,) datetime64[s], or int64 row numbers where no times were chosen.

        Raises `UploadError` when the file is not here, or damaged.
        """
        path = uploads.examples(self.upload, "series") / EXAMPLES
        arrays = series_cache.load(path, self.upload, len(self.feature_names))
        if arrays is None or len(arrays[0]) != self.num_rows:
            raise uploads.damaged(self.upload)
        return self.split(arrays)


def store_series(
    data: bytes,
    file_name: str,
    target: str,
    *,
    time: str | None = None,
    columns: tuple[str, ...] | None = None,
    learner: str = "",
    **reading: Any,
) -> OwnSeries:
    """Check and keep a file of numbers; the windows look back as far as suits its rows.

    target: the column to forecast; time: that of the times, None: rows are only numbered
    columns: what a window holds besides the target; None: every column but that of the times
    reading: encoding, delimiter and header where the learner has changed what was guessed
    Raises `UploadError` with the first thing that is wrong, and `StorageError`.
    """
    given = None if columns is None else sorted(columns)
    choices = {"kind": "series", "target": target, "time": time, "columns": given} | reading
    upload = uploads.upload_id(data, choices)
    if uploads.is_here(upload):
        uploads.own(upload, learner)
        return suited(upload, uploads.about(upload, "series").num_rows)
    file = read_delimited(data, **reading)
    names = tuple(n for n in file.names if n != time and (columns is None or n in columns or n == target))
    values, times = series_of(file, names, target, time)
    known = uploads.About(
        kind="series",
        title=PurePath(file_name).name[:100] or "file.csv",
        names=names,
        target=names.index(target),
        unit=cells.unit_of(target),
        num_rows=len(values),
        choices=choices,
    )
    with uploads.storing(upload, known, learner) as folder:
        series_cache.write((*filled(values), times), folder / EXAMPLES, upload)
    return suited(upload, len(values))


def suited(upload: str, num_rows: int) -> OwnSeries:
    """An upload with windows that fit its rows: a third of the smallest part, 48 rows at most, to forecast the next."""
    return OwnSeries(upload=upload, lookback=max(1, min(48, num_rows // 4 // 3)))


def series_of(file: Delimited, names: tuple[str, ...], target: str, time: str | None) -> tuple[np.ndarray, np.ndarray]:
    """The numbers of some columns, (rows, features) float32 with NaN where missing, and the time of each row.

    Raises `UploadError` naming the row or column at fault.
    """
    if target == time:
        raise UploadError(f"{target!r} was chosen as time and to be forecast. Choose two different columns.")
    file.column(target)
    num_rows = len(file.rows)
    if num_rows < FEWEST_ROWS:
        raise UploadError(f"The file has {num_rows} rows; expected at least {FEWEST_ROWS} to cut windows from.")
    times = np.arange(1, num_rows + 1) if time is None else cells.times(file, time).astype("datetime64[s]")
    values = np.empty((num_rows, len(names)), np.float32)
    for place, name in enumerate(names):
        values[:, place] = cells.numbers(file, name)
        _check_column(values[:, place], name)
    return values, times


def _check_column(values: np.ndarray, name: str) -> None:
    num_missing = int(np.isnan(values).sum())
    if num_missing * 2 > len(values):
        raise UploadError(
            f"Column {name!r} has no number in {num_missing:,} of {len(values):,} rows; expected one in at least half "
            "of them. Leave that column out."
        )
    half = values[: len(values) // 2]
    learned = half[~np.isnan(half)]
    if not len(learned):
        raise UploadError(f"Column {name!r} has no number in the first half, which is for training. Leave it out.")
    if (learned == learned[0]).all():
        raise UploadError(
            f"Column {name!r} is {learned[0]:g} in every row of the first half, which is for training; nothing "
            "can be learned from it. Leave that column out."
        )
