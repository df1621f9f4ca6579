"""Settings that a teacher's link hides or locks: no other choice, and no link in the app, changes them."""

from collections.abc import Callable
from functools import partial

from playground.config import RunConfig
from playground.recipes.variations import Stack, dial_of, stack_of, title_of, with_dial, with_stack
from playground.ui.widgets.held import fixed_and_other, refused


def _of_stack(value: str, config: RunConfig) -> object:
    return getattr(stack_of(config), value, None)


OF_STACK = {"cell": "cell", "units": "units", "layers": "layers", "direction": "bidirectional"}
"""Control → of a `Stack`."""
SETTINGS: dict[str, Callable[[RunConfig], object]] = {
    "dataset": lambda config: title_of(config.dataset),
    "dial": lambda config: (dial_of(config.dataset) or ("", 0))[:2],
    **{name: partial(_of_stack, value) for name, value in OF_STACK.items()},
    "optimizer": lambda config: config.optimizer,
    "rate": lambda config: config.learning_rate,
}
"""Control of the playground → its value in the settings of a run."""


def _changed(before: RunConfig, after: RunConfig) -> list[str]:
    """Controls of the playground that the learner cannot use, and of which `after` has another value."""
    return fixed_and_other("playground", SETTINGS, before, after)


def changed_though_fixed(before: RunConfig, after: RunConfig) -> str:
    """A sentence where `after` has other values of what is fixed; else empty."""
    return refused("playground", _changed(before, after))


def as_fixed(before: RunConfig, after: RunConfig) -> RunConfig:
    """`after` with what is fixed as it was before: another dataset brings a learning rate of its own.

    A dataset with another dial, or none, has no value to keep.
    """
    names = _changed(before, after)
    stack, dial, other = stack_of(before), dial_of(before.dataset), dial_of(after.dataset)
    if "dial" in names and dial and other and dial[0] == other[0]:
        after = with_dial(after, dial[1])
    if stack and not {*names}.isdisjoint(OF_STACK):
        kept = {OF_STACK[name]: getattr(stack, OF_STACK[name]) for name in names if name in OF_STACK}
        after = with_stack(after, Stack(**vars(stack_of(after) or stack) | kept))
    for name, value in {"optimizer": "optimizer", "rate": "learning_rate"}.items():
        if name in names:
            after = after.changed(recipe="", **{value: getattr(before, value)})
    return after
