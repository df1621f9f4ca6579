"""What a run demands of a server: numbers, timesteps to read, room on the disk and in memory."""

import math
from collections.abc import Sequence
from math import prod
from typing import TYPE_CHECKING

from playground.choices import Choices
from playground.datasets import Dataset
from playground.errors import LimitError
from playground.languages import N_, _
from playground.layers.plan import Plan
from playground.limits import Limits, limits

TOO_LARGE = {
    "parameters": N_(
        "This run has {given:,} parameters; this server allows {most:,}. Choose fewer units or a smaller vocabulary."
    ),
    "work": N_(
        "This run has {given:,} timesteps to read (examples × timesteps × epochs); this server allows {most:,}. Choose "
        "fewer examples, a shorter maximum length or fewer epochs."
    ),
    "moments": N_(
        "This run has {given:,} moments to save; this server allows {most:,}. Choose fewer epochs or more batches "
        "between recordings."
    ),
    "disk_mb": N_(
        "This run has {given:,} megabytes of saved weights; this server allows {most:,}. Choose fewer epochs, fewer "
        "units, a smaller vocabulary or more batches between recordings."
    ),
    "memory_mb": N_(
        "This run has {given:,} megabytes per batch; this server allows {most:,}. Choose a smaller batch, vocabulary "
        "or maximum length."
    ),
}
"""The limit of one run → what is said of a run beyond it."""


class Demands(Choices):
    """The choices of a run, as far as they say what it takes."""

    if TYPE_CHECKING:

        @property
        def dataset(self) -> Dataset: ...
        @property
        def train_samples(self) -> int | None: ...
        @property
        def batch_size(self) -> int: ...
        @property
        def epochs(self) -> int: ...
        @property
        def steps_per_epoch(self) -> int | None: ...
        @property
        def validation_split(self) -> float: ...
        @property
        def record_every(self) -> int | None: ...
        @property
        def plan(self) -> Plan: ...
        @property
        def stages(self) -> Sequence[tuple[int, "Demands"]]: ...

    def check(self, num_examples: int, allowed: Limits | None = None) -> None:
        """Raise `LimitError` or `LayerError` unless this run may be trained here.

        num_examples: training examples the dataset has.
        """
        allowed, stages = allowed or limits(), [stage for _start, stage in self.stages]
        timesteps, memory = max(one.plan.timesteps for one in stages), max(one.megabytes for one in stages)
        examples = min(self.train_samples or num_examples, num_examples)
        if self.steps_per_epoch:
            examples = min(examples, self.steps_per_epoch * self.batch_size)
        for limit, given in {
            "parameters": self.plan.num_parameters,
            "work": examples * timesteps * self.epochs,
            "moments": self.moments,
            "disk_mb": self.disk_bytes // 1_000_000,
            "memory_mb": memory,
        }.items():
            if given > (most := getattr(allowed, limit)):
                raise LimitError(_(TOO_LARGE[limit], given=given, most=most))

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
