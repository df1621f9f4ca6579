"""Settings of a race that a teacher's link hides or locks: no link in the app changes them."""

from collections.abc import Callable

from playground.config import RunConfig
from playground.recipes.variations import cell_of, dial_of, stack_of, title_of
from playground.ui.widgets.held import fixed_and_other, refused

Configs = tuple[RunConfig, ...]


def units_of(configs: Configs) -> int:
    """Those of the first lane with a cell, as the box shows them; 0 where there is none."""
    return next((stack.units for stack in map(stack_of, configs) if stack), 0)


SETTINGS: dict[str, Callable[[Configs], object]] = {
    "lanes": lambda configs: [(title_of(config.dataset), cell_of(config)) for config in configs],
    "units": units_of,
    "dial": lambda configs: (dial_of(configs[0].dataset) or ("", 0))[:2],
}
"""Control of the race → its value in the settings of the lanes."""


def changed_though_fixed(before: Configs, after: Configs) -> str:
    """A sentence where `after` has other values of what is fixed; else empty."""
    return refused("race", fixed_and_other("race", SETTINGS, before, after))
