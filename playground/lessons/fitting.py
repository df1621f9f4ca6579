"""Which step of a lesson fits what was just trained."""

from collections.abc import Callable, Sequence

from playground.config import RunConfig
from playground.datasets import Series
from playground.datasets.written_reviews import WrittenReviews
from playground.layers import Conv1D
from playground.recipes.compatible import classifies_text
from playground.recipes.variations import FAR, stack_of

Fits = Callable[[Sequence[RunConfig]], bool]


def _leaks(configs: Sequence[RunConfig]) -> bool:
    return all(isinstance(config.dataset, WrittenReviews) and config.dataset.leak for config in configs)


def _is_far(configs: Sequence[RunConfig]) -> bool:
    return len(configs) > 1 and getattr(configs[0].dataset, "distance", 0) >= FAR


def _is_lstm(configs: Sequence[RunConfig]) -> bool:
    stack = stack_of(configs[0])
    return stack is not None and stack.cell == "lstm" and classifies_text(configs[0])


OFFERS: tuple[tuple[Fits, str, str], ...] = (
    (_leaks, "08-hugging-the-truth", "leak"),
    (lambda configs: isinstance(configs[0].dataset, Series), "08-hugging-the-truth", "naive-line"),
    (_is_far, "05-why-gates", "who-remembered"),
    (lambda configs: len(configs) > 1, "05-why-gates", "gradient"),
    (
        lambda configs: any(isinstance(layer, Conv1D) for layer in configs[0].layers),
        "07-directions-stacks-convolutions",
        "convolution",
    ),
    (lambda configs: _stack(configs[0])[0], "07-directions-stacks-convolutions", "two-directions"),
    (lambda configs: _stack(configs[0])[1] > 1, "07-directions-stacks-convolutions", "stacked"),
    (_is_lstm, "04-what-a-state-holds", "units-and-timesteps"),
    (lambda configs: classifies_text(configs[0]), "03-train-one", "overfitting"),
)
"""What was trained → a lesson of ours, and the answer whose step fits; the first that fits counts."""


def _stack(config: RunConfig) -> tuple[bool, int]:
    """Whether its recurrent layers read both ways, and how many there are."""
    stack = stack_of(config)
    return (stack.bidirectional, stack.layers) if stack else (False, 0)


def fitting(configs: Sequence[RunConfig]) -> tuple[str, str] | None:
    """Lesson and answer that fit a run, or the lanes of a race; None: none does."""
    return next(((lesson, answer) for fits, lesson, answer in OFFERS if fits(configs)), None)
