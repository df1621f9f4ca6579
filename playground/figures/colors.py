"""What a colour means, in the whole app: for the charts made here, and handed to the components in the browser.

**Blue is positive, orange is negative**, as TensorFlow Playground has it: a value, a pull towards the second of two
classes or the one watched, a word of praise; and against it.  The stronger, the further from the background.  What is
between 0 and 1 from the start, a gate, goes from dark violet to yellow.  Lines and bars that only need to be told apart
have none of the two colours; a name has the same one wherever it is drawn.

All that stand in one legend differ for colour-blind eyes as well (tests/figures/test_colors.py).
"""

from playground.cells import CELLS
from playground.languages import N_

POSITIVE, NEGATIVE = "#2563eb", "#ea580c"
STATES = {
    False: ("#c2410c", "#fdba74", "#f4f5f7", "#93c5fd", "#1d4ed8"),
    True: ("#fb923c", "#9a5a24", "#242c3a", "#2f5fa8", "#60a5fa"),
}
"""Whether the page is dark → from the lowest value, below 0, over 0 to the highest."""
GATES = ("#440154", "#482878", "#3e4989", "#31688e", "#26828e", "#1f9e89", "#35b779", "#6ece58", "#b5de2b", "#fde725")
"""From 0 to 1: viridis."""

NOTHING = {False: "#f4f5f7", True: "#242c3a"}
"""Whether the page is dark → a cell of a matrix in which nothing lies."""
VIOLET, OCHRE, GREEN, PINK, RED, GRAY = "#8b5cf6", "#ca8a04", "#15803d", "#db2777", "#be123c", "#94a3b8"
PALE_VIOLET = "#c4b5fd"
ON_PALE, ON_STRONG = "#000000", "#ffffff"
"""Text on a pale ground and on a strong one: one of the two has a contrast of 4.5:1 on any."""
EITHER = "#64748b"
"""Seen on a light page and on a dark one, where a picture cannot know which."""
MARKED = "rgba(127, 127, 127, 0.3)"
"""Behind the line or row that is looked at."""

SPLITS = {N_("training"): VIOLET, N_("validation"): OCHRE, N_("test"): GREEN}
NAIVE, FORECAST, TRUTH = GRAY, VIOLET, GREEN
MISSING = RED
RUNS = {"violet": VIOLET, "yellow": OCHRE, "red": RED, "gray": GRAY}
"""Networks that are compared, by the name Streamlit has for the colour of a badge."""
OVERLAID = (*RUNS.values(), PINK, "#22c55e")
"""Runs whose curves lie over each other: two more than are compared with each other."""
ROLES = {"keep": VIOLET, "write": "#16a34a", "read": PINK, "candidate": OCHRE, "memory": GRAY}
PARTS = {name: ROLES[part.role] for cell in CELLS.values() for name, part in cell.parts.items() if part.role in ROLES}
"""Gates and states; what a layer gives, its hidden state or its value, has the colour of the text."""
CLASSES = (POSITIVE, PINK, OCHRE, GRAY, GREEN)
"""The class that is watched, and others."""

FOR_BROWSER = {
    "positive": POSITIVE,
    "negative": NEGATIVE,
    "states": {"light": STATES[False], "dark": STATES[True]},
    "gates": GATES,
    "parts": PARTS,
    "classes": CLASSES,
    "splits": SPLITS,
    "guessing": NAIVE,
    "forecast": FORECAST,
    "truth": TRUTH,
}
"""The constant `COLORS` of every component."""


def states(dark: bool) -> list[list[float | str]]:
    """`STATES` as Plotly takes a scale.  dark: whether the page is."""
    stops = STATES[dark]
    return [[index / (len(stops) - 1), color] for index, color in enumerate(stops)]


def shares(dark: bool) -> list[list[float | str]]:
    """From none to all, as Plotly takes a scale.  dark: whether the page is."""
    return [[0, NOTHING[dark]], [1, VIOLET]]
