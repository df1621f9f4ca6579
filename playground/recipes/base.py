"""What a recipe is: a named experiment, complete, with what to look for and the reference result where one is known."""

from dataclasses import dataclass, field
from typing import Any

from playground.config import RunConfig

REFERENCE_RATE = 900.0
"""Batches a second, as `playground.training.warm_up` measures them, on the machine where `speed` was measured."""
START_SECONDS = 1.5
"""Reading the examples, building the network and testing it."""
QUICK_ENOUGH = 5.0
"""Seconds of training, where `speed` was measured, up to which a run is quick as it is."""
SMALLER = 0.25
"""What a batch costs beside its examples, as a share of them: a quarter of the size takes 1.75 times as long."""
TESTED = 2.0
"""Examples are tested so many times as fast as they are trained.  Both measured on quick runs on IMDB."""
LEAST, QUICK_EXAMPLES, QUICK_BATCH, QUICK_EPOCHS, QUICK_STEPS = 2, 5_000, 32, 3, 100
"""Of a quick run; steps: of an epoch that is counted in them.  About 300 in all: fewer teach a network nothing."""


@dataclass(frozen=True)
class Recipe:
    """A named experiment.

    config: the run; None where nothing is trained.  page: the page that shows it then.
    reference: accuracy of the experiment it reproduces, 0–1; None where none is known.
    measured_on: "validation" or "test", what that accuracy was measured on.
    expects: where the experiment reports no number, how it came out: "better than", "worse than" or "about as good as",
        and the recipe it is compared with, or "naive", the forecast that nothing changes.
    note: where this differs from it.  compare: the recipes worth comparing it with.
    speed: training examples a second, validation and saving included, as measured where workers train
        `REFERENCE_RATE` batches a second; 0 where it was not measured.
    quick_as: what its quick form changes besides, where so few steps would teach it nothing.
    """

    name: str
    title: str
    about: str
    look_for: str
    config: RunConfig | None = None
    reference: float | None = None
    measured_on: str = "validation"
    expects: tuple[str, str] | None = None
    note: str = ""
    compare: tuple[str, ...] = ()
    speed: float = 0.0
    page: str = ""
    quick_as: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.config:
            object.__setattr__(self, "config", self.config.changed(recipe=self.name))

    def quick(self) -> RunConfig:
        """The same network after some hundred steps on fewer examples, for a first look; only of a recipe that trains.

        A run that takes only seconds stays as it is.
        """
        config = self.config
        assert config is not None
        if self.speed and examples_read(config) / self.speed <= QUICK_ENOUGH:
            return config
        examples = min(config.train_samples or config.dataset.num_train, config.dataset.num_train)
        shorter = {
            "train_samples": max(LEAST, min(examples, QUICK_EXAMPLES)),
            "epochs": min(config.epochs, QUICK_EPOCHS),
            "batch_size": min(config.batch_size, QUICK_BATCH),
            "steps_per_epoch": config.steps_per_epoch and min(config.steps_per_epoch, QUICK_STEPS),
        }
        return config.changed(**shorter | self.quick_as)

    def seconds(self, config: RunConfig, rate: float) -> float | None:
        """About how long `config`, this recipe or a shorter form of it, trains; None where that is not known.

        rate: batches a second that a worker trains here, see `playground.training.warm_up`.
        """
        if not self.speed:
            return None
        assert self.config is not None  # its speed was measured
        smaller = max(self.config.batch_size / config.batch_size - 1, 0)
        work = examples_worked(config) + SMALLER * smaller * examples_read(config)
        return START_SECONDS + work / self.speed * REFERENCE_RATE / rate


def examples_worked(config: RunConfig) -> float:
    """Training examples that take as long as all a run reads and, in the end, is tested on."""
    dataset = config.dataset
    few = config.train_samples if dataset.own_validation else None  # see `prediction.splits.run_examples`
    return examples_read(config) + min(dataset.num_test, few or dataset.num_test) / TESTED


def examples_read(config: RunConfig) -> int:
    """Training examples a run reads, all epochs together."""
    examples = min(config.train_samples or config.dataset.num_train, config.dataset.num_train)
    if config.steps_per_epoch:
        examples = min(examples, config.steps_per_epoch * config.batch_size)
    return examples * config.epochs
