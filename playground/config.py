"""RunConfig: every choice of a run and its seed, checked, and written as JSON, as a link, and read back."""

import json
import math
from functools import cached_property
from math import prod
from typing import Any, ClassVar, Literal, Self

from pydantic import Field, field_validator, model_validator
from pydantic_core import from_json

from playground.choices import Choices, as_given, read_from_link, written_for_link
from playground.datasets import AnyDataset
from playground.datasets.reviews import Reviews
from playground.earlier import CHANGES, Earlier, Held, check_held, check_past
from playground.encodings import AnyEncoding
from playground.encodings.offered import proposed
from playground.errors import ConfigError, LayerError, LimitError, LinkError, PlaygroundError
from playground.layers import LSTM, AnyLayer, Layer
from playground.layers.plan import Plan, plan
from playground.limits import Limits, limits
from playground.tasks import TASKS, Task


class RunConfig(Choices):
    """All that a run depends on. The default is the first visitor's run."""

    title: ClassVar[str] = "The run"

    recipe: str = Field(
        "", max_length=60, pattern=r"^[a-z0-9-]*$", title="Recipe", description="Where it started from."
    )
    dataset: AnyDataset = Reviews()
    train_samples: int | None = Field(
        None, ge=2, le=1_000_000, title="Examples", description="Use only this many training examples; empty: all."
    )
    encoding: AnyEncoding = Field(default_factory=lambda given: proposed(given["dataset"]))
    layers: tuple[AnyLayer, ...] = Field((LSTM(),), max_length=12)
    optimizer: Literal["rmsprop", "adam", "sgd"] = Field(
        "adam", title="Optimizer", description="How the weights are updated."
    )
    learning_rate: float = Field(
        0.005, ge=1e-6, le=10, title="Learning rate", description="How far one batch moves the weights."
    )
    momentum: float = Field(
        0.9, ge=0, le=0.999, title="Momentum", description="Share of the last update that is kept (SGD only)."
    )
    clip_norm: float | None = Field(
        None, ge=1e-6, le=1000, title="Gradient clipping", description="Maximum gradient norm; empty: no limit."
    )
    batch_size: int = Field(32, ge=1, le=4096, title="Batch size", description="Examples per step.")
    epochs: int = Field(10, ge=1, le=1000, title="Epochs", description="Passes over the training examples.")
    steps_per_epoch: int | None = Field(
        None,
        ge=1,
        le=100_000,
        title="Steps per epoch",
        description="End an epoch after this many batches, drawn at random; empty: all training examples.",
    )
    class_weights: bool = Field(
        False,
        title="Class weights",
        description="Let examples of a rare class count for more, so that each class has the same weight in training.",
    )
    validation_split: float = Field(
        0.2, ge=0.01, le=0.99, title="Validation split", description="Fraction held back to check on while training."
    )
    test_each_epoch: bool = Field(
        False,
        title="Test after every epoch",
        description="Measure the test examples after every epoch too. For information only: do not select a model "
        "by it.",
    )
    record_every: int | None = Field(
        None,
        ge=1,
        le=100_000,
        title="Record every n batches",
        description="Keep the weights after every n batches too, to look at and to replay; empty: only after epochs.",
    )
    seed: int = Field(0, ge=0, le=2**31 - 1, title="Seed", description="Same seed and machine, same result.")
    held: tuple[Held, ...] = Field((), max_length=12, title="Held gates", description="Open or closed all the time.")
    earlier: tuple[Earlier, ...] = Field(
        (), max_length=20, title="Earlier", description="What it was trained with at first, in order; a fork's past."
    )

    @model_validator(mode="after")
    def _encoding_fits(self) -> Self:
        if not self.encoding.fits(self.dataset.reads):
            raise ConfigError(
                f"{self.dataset.title} is made of {self.dataset.reads}; the encoding {self.encoding.title} does not "
                f"read {self.dataset.reads}. Choose another encoding."
            )
        return self

    @field_validator("layers", mode="after")
    @classmethod
    def _not_empty(cls, layers: tuple[Layer, ...]) -> tuple[Layer, ...]:
        if not layers:
            raise LayerError("The network has no layers; add at least one recurrent layer, for example LSTM.")
        return layers

    @model_validator(mode="after")
    def _can_go_on(self) -> Self:
        if self.held:
            check_held(self.held, self.plan)
        if self.earlier:
            check_past(self.earlier, self, [stage.plan for _, stage in self.stages])
        return self

    @property
    def stages(self) -> list[tuple[int, "RunConfig"]]:
        """What is in force, in order: batches trained before → settings.  One, from 0 on, unless the run is a fork."""
        starts = [0, *(part.until for part in self.earlier)]
        parts = [{name: getattr(part, name) for name in CHANGES} for part in self.earlier]
        return [
            (start, self.changed(**part, earlier=()))
            for start, part in zip(starts, [*parts, {"held": self.held}], strict=True)
        ]

    def changed(self, **values: Any) -> Self:
        """The same choices with some replaced, checked again.  Another network, or other data, has no past."""
        keeps = values.keys() <= {"recipe", "epochs", "record_every", "test_each_epoch"}
        return super().changed(**({} if keeps else dict[str, Any](held=(), earlier=())) | values)

    @cached_property
    def plan(self) -> Plan:
        """The network these choices describe.  Raises `LayerError` where two layers do not fit."""
        answer = (self.dataset.answer_length, self.dataset.num_outputs) if self.task.answers else None
        return plan(
            self.encoding.first_layer(),
            self.layers,
            self.task.output(self.dataset.num_outputs),
            self.encoding.input_shape(self.dataset),
            self.encoding.mask,
            self.dataset.task,
            self.task.each_timestep,
            answer,
        )

    @property
    def task(self) -> Task:
        """What the dataset asks of the network."""
        return TASKS[self.dataset.task]

    @property
    def weighs_classes(self) -> bool:
        """Whether training weighs classes; only where each example has one."""
        return self.class_weights and self.task.classifies

    def check(self, num_examples: int, allowed: Limits | None = None) -> None:
        """Raise `LimitError` or `LayerError` unless this run may be trained here.

        num_examples: training examples the dataset has.
        """
        allowed, stages = allowed or limits(), [stage for _, stage in self.stages]
        timesteps, memory = max(one.plan.timesteps for one in stages), max(one.megabytes for one in stages)
        examples = min(self.train_samples or num_examples, num_examples)
        if self.steps_per_epoch:
            examples = min(examples, self.steps_per_epoch * self.batch_size)
        for given, most, what, cure in (
            (self.plan.num_parameters, allowed.parameters, "parameters", "fewer units or a smaller vocabulary"),
            (
                examples * timesteps * self.epochs,
                allowed.work,
                "timesteps to read (examples × timesteps × epochs)",
                "fewer examples, a shorter maximum length or fewer epochs",
            ),
            (self.moments, allowed.moments, "moments to save", "fewer epochs or more batches between recordings"),
            (
                self.disk_bytes // 1_000_000,
                allowed.disk_mb,
                "megabytes of saved weights",
                "fewer epochs, fewer units, a smaller vocabulary or more batches between recordings",
            ),
            (memory, allowed.memory_mb, "megabytes per batch", "a smaller batch, vocabulary or maximum length"),
        ):
            if given > most:
                raise LimitError(f"This run has {given:,} {what}; this server allows {most:,}. Choose {cure}.")

    @property
    def moments(self) -> int:
        """How often its weights are saved: before training, after every epoch and where they are recorded."""
        recorded = (self._most_batches - 1) // self.record_every if self.record_every else 0
        return self.epochs * (1 + recorded) + 1

    @property
    def disk_bytes(self) -> int:
        """What its saved weights take on the disk."""
        return self.moments * self.plan.file_bytes

    @property
    def _most_batches(self) -> int:
        """Of an epoch.  Where texts repeat, what validates is known only once they are read: then as if none did."""
        examples = min(self.train_samples or self.dataset.num_train, self.dataset.num_train)
        if not (self.dataset.own_validation or self.dataset.repeats):
            examples -= max(1, round(examples * self.validation_split))
        batches = max(1, math.ceil((examples + self.dataset.num_added) / self.batch_size))
        return min(self.steps_per_epoch or batches, batches)

    @property
    def megabytes(self) -> int:
        """Estimated memory one batch takes while training: every layer's gates and outputs, with their gradients."""
        numbers = 0
        for planned in self.plan.layers:
            inside = planned.input_shape[0] * planned.output_shape[-1] * 2 * getattr(planned.layer, "num_blocks", 0)
            numbers += prod(planned.output_shape) + inside
        return self.batch_size * numbers * 4 * 2 // 1_000_000

    def to_json(self) -> str:
        """Every choice, indented, for a file."""
        return self.model_dump_json(indent=2)

    @classmethod
    def from_json(cls, text: str | bytes) -> Self:
        """Read what `to_json` wrote, or a part of it; what is left out takes its default.  Raises `ConfigError`."""
        try:
            if isinstance(text, bytes):  # an editor may have put a byte order mark before it, or taken UTF-16
                text = text.decode(json.detect_encoding(text))
            values = from_json(text.removeprefix("\ufeff"))
        except ValueError as problem:
            raise ConfigError(f"The configuration is not JSON: {problem}.") from None
        return cls._from(values)

    def to_link(self) -> str:
        """The choices that differ from the default, as compact JSON for the link's `config` parameter."""
        # Another server may not know the dataset's file, and would propose another encoding.
        defaults = [start.model_dump(mode="json") for start in (RunConfig(), RunConfig(dataset=self.dataset))]
        values = {
            name: value
            for name, value in self.model_dump(mode="json").items()
            if value != defaults[0][name] or (name != "dataset" and value != defaults[1][name])
        }
        return written_for_link(values)

    @classmethod
    def from_link(cls, text: str) -> Self:
        """Read what `to_link` wrote.  Raises `LinkError` for anything else."""
        values = read_from_link(text, "start from the default")
        try:
            return cls._from(values)
        except PlaygroundError as problem:
            raise LinkError(f"The link's settings do not fit: {problem}") from None

    @classmethod
    def _from(cls, values: Any) -> Self:
        if not isinstance(values, dict):
            raise ConfigError(f"The settings are {as_given(values)}; expected names with values.")
        return cls(**values)
