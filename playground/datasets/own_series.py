"""A learner's own series of numbers, out of an uploaded file."""

import re
from pathlib import PurePath
from typing import Any, ClassVar, Literal

import numpy as np
from pydantic import Field, model_validator

from playground.datasets import series_cache, uploads
from playground.datasets.base import Progress
from playground.datasets.series import Delay, Lookback, Series, SeriesTable, Step, filled
from playground.datasets.tables import Reading, Table, read_table
from playground.datasets.tables.series import SeriesChoices, read_series
from playground.datasets.tables.series_columns import proposed_lookback
from playground.datasets.units import unit_of
from playground.languages import N_

EXAMPLES = "series.arrow"


class OwnSeries(Series):
    """Numbers in order of time: half of the rows for training, a quarter for validation, a quarter for the test."""

    name: Literal["own_series"] = "own_series"
    upload: str = Field("", pattern=uploads.ID, description=N_("The id of an uploaded file; the Data page gives it."))
    lookback: Lookback = 24
    step: Step = 1
    delay: Delay = 0

    is_own: ClassVar[bool] = True
    title: ClassVar[str] = N_("Your own series")
    about: ClassVar[str] = N_(
        "A file of your own with a row for each moment and columns of numbers: CSV, Excel, JSON, Parquet. One of them "
        "is forecast from windows of all. The first half of the rows is for training, the next quarter for validation, "
        "the last for the test."
    )
    source: ClassVar[str] = N_("A file uploaded to this server")
    licence: ClassVar[str] = N_("Whatever you allow; it stays on this server, and whoever has its link can read it")
    citation: ClassVar[str] = N_("The source of your file")

    @model_validator(mode="before")
    @classmethod
    def _lookback_suits(cls, values: Any) -> Any:
        """Where none is given it is what suits the number of records."""
        upload = values.get("upload") if isinstance(values, dict) else None
        if isinstance(upload, str) and re.match(uploads.ID, upload) and "lookback" not in values:
            known = uploads.known(upload, "series")
            return values | ({"lookback": proposed_lookback(known.num_rows)} if known else {})
        return values

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
        """The unit in the name of the column that is forecast."""
        known = uploads.known(self.upload, "series")
        return known.unit if known else ""

    @property
    def num_rows(self) -> int:
        return self.known.num_rows

    def label(self) -> str:
        known = uploads.known(self.upload, "series")
        return known.label if known else self.title

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
    choices: SeriesChoices | None = None,
    reading: Reading | None = None,
    learner: str = "",
    table: Table | None = None,
) -> OwnSeries:
    """Check and keep a file of numbers, read as the learner chose; what was not chosen is proposed.

    table: the file, where it was read before.
    The windows look back as far as suits its records.
    Raises `UploadError` with the first thing that is wrong, and `StorageError`.
    """
    choices, reading = choices or SeriesChoices(), reading or Reading()
    given = None if choices.columns is None else sorted(choices.columns)
    said = {"kind": "series", "target": choices.target, "time": choices.time, "columns": given} | reading.model_dump()
    said["decisions"] = dict(choices.decisions)
    upload = uploads.upload_id(data, said)
    if uploads.is_here(upload):
        uploads.own(upload, learner)
        return OwnSeries(upload=upload)
    table = table or read_table(data, reading)
    read = read_series(table, choices)
    known = uploads.About(
        kind="series",
        title=PurePath(file_name).name[:100] or "file.csv",
        names=read.names,
        target=read.names.index(read.target),
        unit=unit_of(read.target),
        series=read.series,
        num_rows=len(read.values),
        first=str(read.times[0]),
        last=str(read.times[-1]),
        missing=int(np.isnan(read.values).sum()),
        encoding=table.encoding,
        delimiter=table.delimiter,
        header=table.header,
        choices=said | {"target": read.target, "time": list(read.time)},
        notes=tuple(note.sentence for note in read.notes),
    )
    with uploads.storing(upload, known, learner, data) as folder:
        series_cache.write((*filled(read.values), read.times), folder / EXAMPLES, upload)
    return OwnSeries(upload=upload)
