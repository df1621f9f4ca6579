"""A link for learners: what it opens, hides and locks, as the page that makes it keeps it, and written out."""

import re
from dataclasses import replace
from urllib.parse import parse_qsl, urlencode

from playground.errors import PlaygroundError
from playground.languages import N_
from playground.ui.link import Parameter, one_of
from playground.ui.race.address import CONFIGS, RUNS
from playground.ui.run.address import RUN
from playground.ui.train.draft import CONFIG
from playground.ui.widgets.control import ALL, CONTROLS, HIDE, LOCK, Names

LONGEST = 6000
"""Characters of what a page shows."""
OWN = ("hide", "lock", "projector")
"""Parameters that are no part of it."""
Shown = dict[str, str]
"""What the address of a page says, by parameter."""


def _known(names: Names) -> None:
    if names - ALL:
        raise ValueError


def _read(text: str) -> Shown:
    shown = dict(parse_qsl(text, strict_parsing=True))
    if len(text) > LONGEST or not all(re.fullmatch(r"[a-z]+( [a-z_]+)?", name) for name in shown):
        raise ValueError
    return shown


OPENS = one_of("opens", CONTROLS)
HIDES = replace(HIDE, name="hides", expected=N_("names of controls with commas between them")).where(_known)
LOCKS = replace(LOCK, name="locks", expected=HIDES.expected).where(_known)
SHOWS = Parameter(
    "shows", _read, urlencode, expected=N_("what a page shows, in at most {most:,} characters").format(most=LONGEST)
)


def to_learn_from(page: str, said: Shown) -> Shown:
    """What a link says of a page whose address says `said`: of the playground and the race the settings, since each
    learner trains runs of their own."""
    shown = {name: text for name, text in said.items() if name not in OWN}
    try:
        if page == "playground" and (run := shown.pop("run", "")):
            shown.pop("before", None)
            shown["config"] = CONFIG.text(RUN.read(run).config)
        if page == "race" and (runs := shown.pop("runs", "")):
            shown["configs"] = CONFIGS.text(tuple(run.config for run in RUNS.read(runs)))
    except PlaygroundError:  # deleted since
        pass
    return shown


def written(here: str, page: str, shown: Shown, hide: Names, lock: Names) -> str:
    """The link.  here: the address of the app, with a slash at its end; page: in the address, empty for the first."""
    said = shown | {"hide": HIDE.text(hide), "lock": LOCK.text(lock - hide)}
    query = urlencode({name: text for name, text in said.items() if text}, safe=",")
    return f"{here}{page}{'?' if query else ''}{query}"
