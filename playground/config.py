"""RunConfig: every choice of a run and its seed, checked, and written as JSON, as a link, and read back."""

import json
from functools import cached_property
from typing import Any, ClassVar, Literal, Self

from pydantic import Field, field_validator, model_validator
from pydantic_core import from_json

from playground.choices import as_given, read_from_link, written_for_link
from playground.datasets import AnyDataset
from playground.datasets.reviews import Reviews
from playground.demands import Demands
from playground.earlier import CHANGES, Earlier, Held, check_held, check_past
from playground.encodings import AnyEncoding
from playground.encodings.offered import proposed
from playground.errors import ConfigError, LayerError, LinkError, PlaygroundError
from playground.languages import N_, _
from playground.layers import LSTM, AnyLayer, Layer
from playground.layers.plan import Plan, plan
from playground.tasks import TASKS, Task


class RunConfig(Demands):
    """All that a run depends on. The default is the first visitor's run."""

    title: ClassVar[str] = N_("The run")

    recipe: str = Field(
        "", max_length=60, pattern=r"^[a-z0-9-]*$", title=N_("Recipe"), description=N_("Where it started from.")
    )
    dataset: AnyDataset = Reviews()
    train_samples: int | None = Field(
        None,
        ge=2,
        le=1_000_000,
        title=N_("Examples"),
        description=N_("Use only this many training examples; empty: all."),
    )
    encoding: AnyEncoding = Field(default_factory=lambda given: proposed(given["dataset"]))
    layers: tuple[AnyLayer, ...] = Field((LSTM(),), max_length=12)
    optimizer: Literal["rmsprop", "adam", "sgd"] = Field(
        "adam", title=N_("Optimizer"), description=N_("How the weights are updated.")
    )
    learning_rate: float = Field(
        0.005, ge=1e-6, le=10, title=N_("Learning rate"), description=N_("How far one batch moves the weights.")
    )
    momentum: float = Field(
        0.9, ge=0, le=0.999, title=N_("Momentum"), description=N_("Share of the last update that is kept (SGD only).")
    )
    clip_norm: float | None = Field(
        None, ge=1e-6, le=1000, title=N_("Gradient clipping"), description=N_("Maximum gradient norm; empty: no limit.")
    )
    batch_size: int = Field(32, ge=1, le=4096, title=N_("Batch size"), description=N_("Examples per step."))
    epochs: int = Field(10, ge=1, le=1000, title=N_("Epochs"), description=N_("Passes over the training examples."))
    steps_per_epoch: int | None = Field(
        None,
        ge=1,
        le=100_000,
        title=N_("Steps per epoch"),
        description=N_("End an epoch after this many batches, drawn at random; empty: all training examples."),
    )
    class_weights: bool = Field(
        False,
        title=N_("Class weights"),
        description=N_(
            "Let examples of a rare class count for more, so that each class has the same weight in training."
        ),
    )
    validation_split: float = Field(
        0.2,
        ge=0.01,
        le=0.99,
        title=N_("Validation split"),
        description=N_("Fraction held back to check on while training."),
    )
    test_each_epoch: bool = Field(
        False,
        title=N_("Test after every epoch"),
        description=N_(
            "Measure the test examples after every epoch too. For information only: do not select a model by it."
        ),
    )
    record_every: int | None = Field(
        None,
        ge=1,
        le=100_000,
        title=N_("Record every n batches"),
        description=N_(
            "Keep the weights after every n batches too, to look at and to replay; empty: only after epochs."
        ),
    )
    seed: int = Field(0, ge=0, le=2**31 - 1, title=N_("Seed"), description=N_("Same seed and machine, same result."))
    held: tuple[Held, ...] = Field(
        (), max_length=12, title=N_("Held gates"), description=N_("Open or closed all the time.")
    )
    earlier: tuple[Earlier, ...] = Field(
        (),
        max_length=20,
        title=N_("Earlier"),
        description=N_("What it was trained with at first, in order; a fork's past."),
    )

    @model_validator(mode="after")
    def _encoding_fits(self) -> Self:
        if not self.encoding.fits(self.dataset.reads):
            raise ConfigError(
                _(
                    "{dataset} is made of {parts}; the encoding {encoding} does not read {parts}. Choose another "
                    "encoding.",
                    dataset=_(self.dataset.title),
                    parts=_(self.dataset.reads),
                    encoding=_(self.encoding.title),
                )
            )
        return self

    @field_validator("layers", mode="after")
    @classmethod
    def _not_empty(cls, layers: tuple[Layer, ...]) -> tuple[Layer, ...]:
        if not layers:
            raise LayerError(_("The network has no layers; add at least one recurrent layer, for example LSTM."))
        return layers

    @model_validator(mode="after")
    def _can_go_on(self) -> Self:
        if self.held:
            check_held(self.held, self.plan)
        if self.earlier:
            check_past(self.earlier, self, [stage.plan for _start, stage in self.stages])
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
            raise ConfigError(_("The configuration is not JSON: {problem}.", problem=problem)) from None
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
        values = read_from_link(text, _("start from the default"))
        try:
            return cls._from(values)
        except PlaygroundError as problem:
            raise LinkError(_("The link's settings do not fit: {problem}", problem=problem)) from None

    @classmethod
    def _from(cls, values: Any) -> Self:
        if not isinstance(values, dict):
            raise ConfigError(_("The settings are {given}; expected names with values.", given=as_given(values)))
        return cls(**values)
