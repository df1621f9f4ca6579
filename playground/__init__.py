"""RNN Playground: build, train and look inside recurrent neural networks.

In a notebook: `playground.trace(model, x)`, `playground.Watch(examples)` and `playground.open(run_or_model)`, see
docs/api.md.  They are imported when they are first asked for.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playground.notebook.opening import open_app as open
    from playground.notebook.traced import trace
    from playground.notebook.watch import Watch

__all__ = ["Watch", "open", "trace"]
PLACES = {"trace": ("traced", "trace"), "Watch": ("watch", "Watch"), "open": ("opening", "open_app")}
"""Name → where it is: the module in `playground.notebook`, and its name there."""


def __getattr__(name: str) -> Any:
    """What is in `PLACES`, imported now."""
    if name not in PLACES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module, own = PLACES[name]
    return getattr(import_module(f"{__name__}.notebook.{module}"), own)


def __dir__() -> list[str]:
    """Those too that are not imported yet."""
    return sorted([*globals(), *PLACES])
