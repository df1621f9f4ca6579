"""A sweep: the same run with one setting at several values, each with several seeds; made, and recognised again."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import inf
from typing import Any

from playground.choices import as_given
from playground.config import RunConfig
from playground.encodings.learned_embedding import LearnedEmbedding
from playground.errors import ConfigError, LimitError, PlaygroundError
from playground.languages import N_, _
from playground.layers import Recurrent
from playground.limits import limits
from playground.recipes.compatible import suited
from playground.recipes.forks import with_dropout
from playground.recipes.variations import Stack, dial_of, dropout_of, stack_of, with_stack

Value = float | int | str
MOST_VALUES = 50
"""Values that are read; what a server takes is in its limits."""
SEED = N_("Seed")


@dataclass(frozen=True)
class Swept:
    """A setting that can be swept.

    read: its value in a run; None where a run has no such setting.  write: the same run with another value; raises a
    `PlaygroundError` for one that cannot be.  number: what a value is.  offered: values to begin with.
    """

    read: Callable[[RunConfig], Value | None]
    write: Callable[[RunConfig, Any], RunConfig]
    number: type[int] | type[float]
    offered: tuple[Value, ...]


def _plain(name: str) -> tuple[Callable[[RunConfig], Value | None], Callable[[RunConfig, Any], RunConfig]]:
    """Reading and writing a setting of the run itself."""
    return lambda config: getattr(config, name), lambda config, value: config.changed(recipe="", **{name: value})


def _of_stack(name: str) -> tuple[Callable[[RunConfig], Value | None], Callable[[RunConfig, Any], RunConfig]]:
    """The same of its recurrent layers, where they are all alike."""

    def read(config: RunConfig) -> Value | None:
        stack = stack_of(config)
        return getattr(stack, name) if stack and with_stack(config, stack).layers == config.layers else None

    def write(config: RunConfig, value: Any) -> RunConfig:
        return with_stack(config, Stack(**vars(stack_of(config) or Stack()) | {name: value}))

    return read, write


def _with_dial(config: RunConfig, value: int) -> RunConfig:
    """Harder or easier; texts are cut to another length where the one before was that of the dataset."""
    dial = dial_of(config.dataset)
    if dial is None:
        return config
    kept = ("train_samples", "steps_per_epoch", "batch_size", "epochs")
    harder = suited(config, config.dataset.changed(**{dial[0]: value}))
    return harder.changed(**{name: getattr(config, name) for name in kept})


def _with_dimensions(config: RunConfig, value: int) -> RunConfig:
    return config.changed(recipe="", encoding=config.encoding.changed(dimensions=value))


def _dropout(config: RunConfig) -> Value | None:
    return dropout_of(config.layers) if any(isinstance(layer, Recurrent) for layer in config.layers) else None


DIAL = N_("How hard")
SWEPT: dict[str, Swept] = {
    N_("Learning rate"): Swept(*_plain("learning_rate"), float, (0.001, 0.003, 0.01, 0.03)),
    N_("Units"): Swept(*_of_stack("units"), int, (4, 16, 64)),
    N_("Recurrent layers"): Swept(*_of_stack("layers"), int, (1, 2, 3)),
    N_("Dropout"): Swept(
        _dropout,
        lambda config, value: config.changed(recipe="", layers=with_dropout(config.layers, value)),
        float,
        (0, 0.2, 0.5),
    ),
    N_("Batch size"): Swept(*_plain("batch_size"), int, (16, 64, 256)),
    N_("Examples"): Swept(
        lambda config: config.train_samples or config.dataset.num_train,
        _plain("train_samples")[1],
        int,
        (250, 500, 1000, 2000),
    ),
    N_("Dimensions of the embedding"): Swept(
        lambda config: config.encoding.dimensions if isinstance(config.encoding, LearnedEmbedding) else None,
        _with_dimensions,
        int,
        (4, 16, 64),
    ),
    DIAL: Swept(lambda config: (dial_of(config.dataset) or (None, None))[1], _with_dial, int, ()),
    SEED: Swept(*_plain("seed"), int, (0, 1, 2, 3)),
}
"""By the names that learners read, but for `DIAL`, which each dataset calls otherwise: see `title_in`."""


def title_in(name: str, config: RunConfig) -> str:
    """What a setting of `SWEPT` is called for a run: of how hard its dataset is, the dataset's own word."""
    dial = dial_of(config.dataset)
    return dial[0].capitalize() if name == DIAL and dial else name


def offered(config: RunConfig) -> dict[str, tuple[Value, ...]]:
    """The settings of a run that can be swept → values to begin with."""
    found = {}
    for name, swept in SWEPT.items():
        if swept.read(config) is not None:
            dial = dial_of(config.dataset)
            found[name] = dial[2] if name == DIAL and dial else swept.offered
    return found


def values_of(name: str, text: str) -> list[Value]:
    """What is typed, such as `0.001, 0.01`, as the values of a setting; each once, as it stands.

    Raises `ConfigError` for anything else.
    """
    kind = SWEPT[name].number
    parts = [part.strip() for part in text.replace(";", ",").split(",") if part.strip()]
    if not 1 <= len(parts) <= MOST_VALUES:
        raise _wrong_count(len(parts), whole=kind is int)
    values: dict[Value, None] = {}
    for part in parts:
        try:
            value = kind(part) if part.isascii() and len(part) <= 20 else inf
        except ValueError:
            value = inf
        if not abs(value) < inf:
            raise _no_number(part, whole=kind is int)
        values[value] = None
    return list(values)


def _wrong_count(number: int, whole: bool) -> ConfigError:
    places = {"number": number, "most": MOST_VALUES}
    if whole:
        return ConfigError(
            _("{number} values were given; expected 1 to {most} whole numbers with commas in between.", **places)
        )
    return ConfigError(_("{number} values were given; expected 1 to {most} numbers with commas in between.", **places))


def _no_number(part: str, whole: bool) -> ConfigError:
    given = as_given(part)
    if whole:
        return ConfigError(
            _("The value {value} is no number; expected whole numbers with commas in between.", value=given)
        )
    return ConfigError(_("The value {value} is no number; expected numbers with commas in between.", value=given))


def sweep(config: RunConfig, name: str, values: Sequence[Value], num_seeds: int = 1) -> list[RunConfig]:
    """The runs of a sweep: `config` with each value, with `num_seeds` seeds from its own on, seed after seed.

    So the first to end tell of every value.  Raises `LimitError` for more than a server takes of one learner, and
    `ConfigError` or another `PlaygroundError` for a value that cannot be.
    """
    seeds = range(config.seed, config.seed + (num_seeds if name != SEED else 1))
    count, allowed = len(values) * len(seeds), limits().queue_per_learner
    if count > allowed:
        raise LimitError(
            _(
                "A sweep of {number} runs was asked for; this server allows one learner {allowed} at once. Choose "
                "fewer values or fewer seeds.",
                number=count,
                allowed=allowed,
            )
        )
    runs = [SWEPT[name].write(config.changed(seed=seed), value) for seed in seeds for value in values]
    if count < 2:
        raise ConfigError(_("A sweep of one run was asked for; expected two at least. Add a value or a seed."))
    for one in runs:
        one.plan  # noqa: B018, which raises
    return runs


def swept(configs: Sequence[RunConfig]) -> str | None:
    """The one setting of `SWEPT` in which some runs differ, beside their seeds; None where they differ otherwise.

    Where nothing but the seeds differ, that is the setting.
    """
    if any(config.held or config.earlier for config in configs):
        return None
    plain = [config.changed(recipe="", seed=0) for config in configs]
    if len(set(plain)) == 1:
        return SEED if len({config.seed for config in configs}) > 1 else None
    for name, one in SWEPT.items():
        values = [one.read(config) for config in plain]
        if name != SEED and len(set(values)) > 1 and None not in values:
            try:
                if len({one.write(config, values[0]) for config in plain}) == 1:
                    return name
            except PlaygroundError:
                continue
    return None
