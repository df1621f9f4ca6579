"""Races: settings that train in turns on the same examples and are held against each other; the one offered first."""

from collections.abc import Sequence

from playground.config import RunConfig
from playground.datasets import WRITTEN_REVIEWS, Dataset
from playground.errors import ConfigError
from playground.languages import ENGLISH, _, language
from playground.layers import GRU, LSTM, SimpleRNN
from playground.recipes.variations import OVER_A_DISTANCE, differing

FEWEST, MOST = 2, 4
"""Lanes of a race."""
SAME = ("dataset", "train_samples", "batch_size", "steps_per_epoch", "validation_split", "seed")
"""Choices that all lanes share, so that each reads the same batches."""


def _over(dataset: Dataset) -> tuple[RunConfig, ...]:
    return tuple(
        RunConfig(dataset=dataset, layers=(cell(units=32),), epochs=7, **OVER_A_DISTANCE)
        for cell in (LSTM, SimpleRNN, GRU)
    )


FIRST_OF = {code: _over(reviews(distance=50)) for code, reviews in WRITTEN_REVIEWS.items()}
"""Language → the race that is offered first: LSTM against SimpleRNN, and GRU, the verdict up to 50 words before the
end; in Chinese 50 characters, and the LSTM has 93 % right in the end, the GRU 97 % and the SimpleRNN 54 %."""
FIRST = FIRST_OF[ENGLISH]


def first() -> tuple[RunConfig, ...]:
    """The race that is offered first, in the language spoken."""
    return FIRST_OF.get(language(), FIRST)


def check_race(configs: Sequence[RunConfig]) -> None:
    """Raise a `PlaygroundError` unless these can race: two to four that can be built and read the same batches."""
    if not FEWEST <= len(configs) <= MOST:
        raise ConfigError(
            _(
                "A race of {number} settings was given; expected {fewest} to {most}.",
                number=len(configs),
                fewest=FEWEST,
                most=MOST,
            )
        )
    for name in SAME:
        if any(getattr(config, name) != getattr(configs[0], name) for config in configs):
            title = RunConfig.model_fields[name].title or name
            raise ConfigError(
                _(
                    "The lanes of a race read the same batches, but these differ in: {setting}. "
                    "Give each lane the same.",
                    setting=_(title).lower(),
                )
            )
    for config in configs:
        config.plan  # noqa: B018, which raises


def lane_names(configs: Sequence[RunConfig]) -> list[str]:
    """The lanes in a few words each, no two alike: `LSTM 32`; with what else differs, or a number, where need be."""
    names = [differing(config, config) for config in configs]
    if len(set(names)) < len(names):
        others = [next((one for one in configs if one != config), config) for config in configs]
        names = [differing(*pair) for pair in zip(configs, others, strict=True)]
    counts: dict[str, int] = {}
    for place, name in enumerate(names):
        counts[name] = counts.get(name, 0) + 1
        if counts[name] > 1:
            names[place] = f"{name} ({counts[name]})"
    return names
