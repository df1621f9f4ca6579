"""Datasets that are one long series of records: windows of the past, each with a value to forecast."""

from abc import abstractmethod
from dataclasses import dataclass
from typing import Annotated, ClassVar, Literal, Self

import numpy as np
from pydantic import Field, model_validator

from playground.datasets.base import Dataset, Examples, Progress, Splits
from playground.datasets.number_examples import WindowExamples, as_numbers
from playground.errors import ConfigError
from playground.languages import N_, _

LONGEST = 14_400
"""Records: 100 days of 10-minute records."""
Arrays = tuple[np.ndarray, np.ndarray, np.ndarray]
"""values (rows, features) float32, filled; missing (rows, features) bool; times (rows,) datetime64[s]"""

Lookback = Annotated[
    int,
    Field(
        ge=1,
        le=LONGEST,
        title=N_("Look back"),
        description=N_("Records a window covers. With a record every 10 minutes, 144 are a day and 1,440 ten days."),
    ),
]
Step = Annotated[
    int,
    Field(
        ge=1,
        le=LONGEST,
        title=N_("Step"),
        description=N_("One record in this many is read. With a record every 10 minutes, 6 reads one per hour."),
    ),
]
Delay = Annotated[
    int,
    Field(
        ge=0,
        le=LONGEST,
        title=N_("Delay"),
        description=N_(
            "Records between the end of the window and the value to forecast. With a record every 10 minutes, "
            "144 forecasts 24 hours ahead."
        ),
    ),
]


@dataclass(frozen=True)
class SeriesTable:
    """A whole series, and where it is split.

    values: (rows, features) float32; what was missing is filled from the past, see `filled`
    missing: (rows, features) bool, what was missing
    times: (rows,) datetime64[s]
    names: of the columns.  target: the column that is forecast
    train_stop, validation_stop: the first row after the train part, and after the validation part; the rest is test
    """

    values: np.ndarray
    missing: np.ndarray
    times: np.ndarray
    names: tuple[str, ...]
    target: int
    train_stop: int
    validation_stop: int

    @property
    def parts(self) -> dict[str, slice]:
        """The rows of "train", "validation" and "test", in order of time."""
        return {
            "train": slice(0, self.train_stop),
            "validation": slice(self.train_stop, self.validation_stop),
            "test": slice(self.validation_stop, len(self.values)),
        }


class Series(Dataset):
    """A series of records, forecast from windows of its past and split by time.

    A subclass says what the columns are (`feature_names`, `target_name`, `unit`), how many records there will be
    (`num_rows`), and gives them (`table`); where it knows better than half, quarter, quarter, also the split.
    """

    lookback: Lookback = 1_440
    step: Step = 6
    delay: Delay = 144

    task: ClassVar[str] = "regression"
    own_validation: ClassVar[bool] = True
    reads: ClassVar[Literal["words", "characters", "numbers"]] = "numbers"
    class_names: ClassVar[tuple[str, ...]] = ()

    @model_validator(mode="after")
    def _a_window_reads_something(self) -> Self:
        if self.step > self.lookback:
            raise ConfigError(
                _(
                    "{title}: step is {step:,} and look back is {lookback:,}, so a window would read nothing; "
                    "expected a step of at most the look back. Choose a smaller step or look further back.",
                    title=self.title,
                    step=self.step,
                    lookback=self.lookback,
                )
            )
        return self

    @property
    @abstractmethod
    def target_name(self) -> str:
        """The one of `feature_names` that is forecast."""

    @property
    @abstractmethod
    def num_rows(self) -> int:
        """Records of the series, known before it is loaded."""

    @abstractmethod
    def table(self, progress: Progress | None = None) -> SeriesTable:
        """The whole series, filled; downloaded or made first if need be."""

    @property
    def ahead(self) -> float:
        """The delay, and the step up to the row that a window looks back from."""
        return 1 + self.delay / self.step

    def course(self, examples: Examples) -> np.ndarray:
        """The column that is forecast, as far as it is read."""
        course: np.ndarray = as_numbers(examples).take(np.arange(len(examples)))[:, :, self.target]
        return course

    @property
    def target(self) -> int:
        """The column that is forecast."""
        return self.feature_names.index(self.target_name)

    @property
    def input_shape(self) -> tuple[int, int]:
        """(timesteps, features) of a window."""
        return self.lookback // self.step, len(self.feature_names)

    @property
    def num_train(self) -> int:
        """Windows of the train part; none when it is too short."""
        return max(0, self.split_rows(self.num_rows)[0] - self.lookback - self.delay)

    def split_rows(self, num_rows: int) -> tuple[int, int]:
        """The first row after the train part, and after the validation part: half and three quarters of the rows."""
        return num_rows // 2, num_rows * 3 // 4

    def check_fit(self, num_rows: int) -> None:
        """Raise `ConfigError` unless each part of a series of `num_rows` holds a window with its target."""
        train_stop, validation_stop = self.split_rows(num_rows)
        needed = self.lookback + self.delay + 1
        for part, rows in (
            ("training", train_stop),
            ("validation", validation_stop - train_stop),
            ("test", num_rows - validation_stop),
        ):
            if rows < needed:
                raise ConfigError(
                    _(
                        "{title}: a look back of {lookback:,} and a delay of {delay:,} need {needed:,} records, "
                        "but the {part} part has {rows:,}. Look back less far, choose a smaller delay, or take a "
                        "longer series.",
                        title=self.title,
                        lookback=self.lookback,
                        delay=self.delay,
                        needed=needed,
                        part=part,
                        rows=rows,
                    )
                )

    def load(self, progress: Progress | None = None) -> Splits:
        """The windows of each part, all cut from one array; raises `ConfigError` when a part holds no window."""
        table = self.table(progress)
        self.check_fit(len(table.values))

        def windows(part: str) -> WindowExamples:
            rows = table.parts[part]
            return WindowExamples.of(
                table.values, rows.start, rows.stop, self.lookback, self.step, self.delay, table.target
            )

        return Splits(train=windows("train"), validation=windows("validation"), test=windows("test"))

    def split(self, arrays: Arrays) -> SeriesTable:
        """The table of these records, split as this dataset is; for the use of `table`."""
        return SeriesTable(*arrays, self.feature_names, self.target, *self.split_rows(len(arrays[0])))


def filled(values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Fill what is missing, NaN, from the past alone, so that so nothing leaks from the future.

    values: (rows, features), any float type.  Returns float32 values without NaN, and what was missing, bool.
    A gap takes the last value known before it; a gap at the start, where there is none, the first known value; a
    column in which nothing is known, 0.
    """
    missing = np.isnan(values)
    whole = values.astype(np.float32)
    for column in np.flatnonzero(missing.any(axis=0)):
        known = np.flatnonzero(~missing[:, column])
        if not len(known):
            whole[:, column] = 0
            continue
        last_known = np.maximum(np.searchsorted(known, np.arange(len(values)), side="right") - 1, 0)
        whole[:, column] = whole[known[last_known], column]
    return whole, missing
