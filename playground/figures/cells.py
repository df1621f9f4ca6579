"""Heat maps of the same part of several networks, cell by cell, as the component `cells` draws them."""

import numpy as np

from playground.analysis.scales import most_of, round_symmetric
from playground.cells import GATES
from playground.figures.packed import Packed
from playground.figures.timesteps import short_label


def message(
    parts: dict[str, np.ndarray], part: str, labels: tuple[str, ...], first: int, most: float | None = None
) -> bytes:
    """All of it for the browser, see `Packed`.

    parts: title → (columns, units), NaN where nothing is read; all share one scale.  part: what they are of.
    labels (columns,): what stands at each; the first of them is the column `first` of all there are.
    most: the size of a number that the colours must reach to; None: of those drawn.
    """
    packed = Packed()
    gate = part in GATES
    scale = round_symmetric(most or max(map(most_of, parts.values())))
    maps = [{"title": title, "units": values.shape[1], "at": packed.put(values)} for title, values in parts.items()]
    return packed.behind(
        {
            "columns": [short_label(label) for label in labels],
            "first": first,
            "part": part,
            "gate": gate,
            "scale": (0.0, 1.0) if gate else scale,
            "maps": maps,
        }
    )
