"""What the chart of memory curves is said to show."""

from playground.analysis.memory_curve import MOST_EXAMPLES, MemoryCurve
from playground.analysis.probe import LEAST
from playground.config import RunConfig
from playground.datasets.tokenizers import called
from playground.encodings.text import TextEncoding
from playground.languages import _
from playground.narration.memory import RULES

AFTER = "deciding part"
"""Aligned where that has been read, see `MemoryCurve`; else at the end."""


def axis_title(config: RunConfig, what: str) -> str:
    """Of the steps.  what: after which they are counted; empty: before the end."""
    after = {
        "words": _("words after {what} was read", what=what),
        "characters": _("characters after {what} was read", what=what),
        "timesteps": _("timesteps after {what} was read", what=what),
    }
    before = {
        "words": _("words before the end"),
        "characters": _("characters before the end"),
        "timesteps": _("timesteps before the end"),
    }
    return after[_steps(config)] if what else before[_steps(config)]


def about(curve: MemoryCurve, config: RunConfig) -> str:
    """What the chart shows, and the rules of the sentences."""
    last = {
        "words": _("Aligned at the end of what is read: step 0 is the last word."),
        "characters": _("Aligned at the end of what is read: step 0 is the last character."),
        "timesteps": _("Aligned at the end of what is read: step 0 is the last timestep."),
    }
    what, most, least = _(curve.name), MOST_EXAMPLES, LEAST
    where = _("Aligned where {what} has been read: step 0 is the state right after it.", what=what)
    if curve.numbers:
        probe = _(
            "A linear probe (a ridge regression, scored by R², the share of the differences it explains) learns to "
            "tell {what} from the states of some test examples and is tested on others: up to {most:,} in all, at "
            "least {least} at every point.",
            what=what,
            most=most,
            least=least,
        )
    else:
        probe = _(
            "A linear probe (a logistic regression, scored by how often it is right, every class counting equally) "
            "learns to tell {what} from the states of some test examples and is tested on others: up to {most:,} in "
            "all, at least {least} at every point.",
            what=what,
            most=most,
            least=least,
        )
    return f"{where if curve.aligned == AFTER else last[_steps(config)]} {probe} {_(RULES)}"


def _steps(config: RunConfig) -> str:
    """What timesteps are."""
    return called(config.encoding.split) if isinstance(config.encoding, TextEncoding) else "timesteps"
