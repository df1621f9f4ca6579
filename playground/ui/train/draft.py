"""The run a learner is putting together: kept across pages and in the link, loaded from a recipe, a run or a link."""

from dataclasses import dataclass, field
from itertools import count

import streamlit as st

from playground.config import RunConfig
from playground.layers import Layer
from playground.recipes import default_recipe
from playground.ui.link import Parameter

CONFIG = Parameter("config", RunConfig.from_link, RunConfig.to_link)
"""The settings of the next run."""
_serial = count()


@dataclass
class Draft:
    """What the forms start from.  A form's widgets are keyed by `serial` and by each layer's own number.

    latest: what the forms said last, when that was a whole run.
    """

    config: RunConfig
    latest: RunConfig | None = None
    layers: dict[int, Layer] = field(default_factory=dict)
    removed: tuple[int, int, Layer] | None = None
    serial: int = field(default_factory=lambda: next(_serial))

    def __post_init__(self) -> None:
        self.layers = {next(_serial): layer for layer in self.config.layers}

    def add(self, layer: Layer) -> None:
        """Put a layer behind the last."""
        self.layers[next(_serial)] = layer

    def move(self, number: int, by: int) -> None:
        """Move a layer `by` places (-1 up, 1 down); stays inside the list."""
        if number not in self.layers:  # a second click on a layer that is gone already
            return
        order = list(self.layers)
        index = order.index(number)
        order.insert(min(max(index + by, 0), len(order) - 1), order.pop(index))
        self.layers = {n: self.layers[n] for n in order}

    def remove(self, number: int) -> None:
        """Take a layer out; `undo` puts it back."""
        if number not in self.layers:
            return
        self.removed = (list(self.layers).index(number), number, self.layers.pop(number))

    def undo(self) -> None:
        """Put the layer that was removed last back where it was."""
        if self.removed:
            index, number, layer = self.removed
            items = list(self.layers.items())
            items.insert(index, (number, layer))
            self.layers, self.removed = dict(items), None


def draft() -> Draft:
    """The draft of this session; the default recipe at first."""
    if "draft" not in st.session_state:
        config = default_recipe().config
        assert config is not None  # it trains
        load(config)
    kept: Draft = st.session_state["draft"]
    return kept


def load(config: RunConfig) -> None:
    """Start the forms anew from `config`."""
    st.session_state["draft"] = Draft(config)


def follow_link() -> None:
    """Load the settings that a link brings."""
    if config := CONFIG.news():
        load(config)


def show_in_link(config: RunConfig, known: RunConfig) -> None:
    """Put the settings into the link, so that copying it shares them.

    known: settings that need no saying, the default or those of the run that is in the link.
    """
    CONFIG.put(None if config == known else config)
