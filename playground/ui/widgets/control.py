"""Controls that a teacher's link takes away, `hide=`, or fixes at their value, `lock=`: which there are, and asking.

A link names a control as `inside.run`, or as `run` on every page that has it.
"""

from dataclasses import dataclass

from playground.choices import as_given
from playground.errors import LinkError
from playground.ui.link import Parameter, page_shown


@dataclass(frozen=True)
class Named:
    """A control.  title: as the page calls it.  kept_in: the parameters of the address that hold its value alone."""

    title: str
    kept_in: tuple[str, ...] = ()


CONTROLS = {
    "playground": {
        "race": Named("LSTM against SimpleRNN"),
        "undo": Named("Undo"),
        "again": Named("Start again"),
        "dataset": Named("Dataset"),
        "dial": Named("Distance"),
        "cell": Named("Cell"),
        "units": Named("Units"),
        "layers": Named("Layers"),
        "direction": Named("Direction"),
        "optimizer": Named("Optimizer"),
        "play": Named("Play"),
        "batch": Named("One batch"),
        "epoch": Named("One epoch"),
        "speed": Named("Speed", ("speed",)),
        "rate": Named("Learning rate"),
        "text": Named("Own text"),
        "projector": Named("Projector"),
    },
    "race": {
        "again": Named("Race again"),
        "lanes": Named("Lanes"),
        "units": Named("Units"),
        "dial": Named("Distance"),
        "play": Named("Play"),
        "stop": Named("Stop"),
        "batch": Named("One batch"),
        "epoch": Named("One epoch"),
        "speed": Named("Speed", ("speed",)),
        "projector": Named("Projector"),
    },
    "inside": {
        "run": Named("Run", ("run", "recipe")),
        "text": Named("Text or example", ("reads", "text", "example")),
        "epoch": Named("Epoch", ("epoch",)),
        "view": Named("Views", ("view",)),
        "projector": Named("Projector"),
    },
    "sentiment": {
        "run": Named("Run", ("run",)),
        "beside": Named("Compare with", ("beside",)),
        "text": Named("Text", ("text",)),
        "why": Named("Why?"),
        "projector": Named("Projector"),
    },
}
"""Page → name in the link → control."""
ALL = frozenset(f"{page}.{name}" for page, controls in CONTROLS.items() for name in controls)
EVERYWHERE = {
    name: frozenset(f"{page}.{name}" for page, controls in CONTROLS.items() if name in controls)
    for controls in CONTROLS.values()
    for name in controls
}
"""Name → the controls of that name on all pages."""
Names = frozenset[str]
"""Such as `inside.run`."""


@dataclass(frozen=True)
class Control:
    """What the link makes of a control.  hidden: it is not there.  locked: it is there and cannot be changed."""

    hidden: bool = False
    locked: bool = False

    @property
    def free(self) -> bool:
        """Whether the learner may use it."""
        return not (self.hidden or self.locked)


FREE = Control()


def _read(text: str) -> Names:
    names = dict.fromkeys(filter(None, text.split(",")))
    return frozenset().union(*(EVERYWHERE.get(name, {name}) for name in names))


def _write(names: Names) -> str:
    parts = []
    for name, everywhere in EVERYWHERE.items():
        here = everywhere & names
        parts += [name] if here == everywhere else sorted(here)
    return ",".join(parts + sorted(names - ALL))


NONE: Names = frozenset()
HIDE = Parameter("hide", _read, _write, NONE)
LOCK = Parameter("lock", _read, _write, NONE)


def follow() -> None:
    """For every page, first: what the link hides and locks holds for the visit.

    Raises `LinkError`, once, for a name that no control has; the others hold.
    """
    wrong = ""
    for parameter in (HIDE, LOCK):
        names = parameter.for_visit() or NONE
        parameter.keep(names & ALL)
        parameter.put(names & ALL)
        if unknown := names - ALL:
            wrong = (
                f"The link's {parameter.name} names {as_given(min(unknown))}, as no control is called; expected some "
                f"of {', '.join(EVERYWHERE)}."
            )
    if wrong:
        raise LinkError(wrong)


def control(name: str, page: str = "") -> Control:
    """What the link makes of a control of the page that is shown, or of another.  name: as in `CONTROLS`."""
    full = f"{page or page_shown()}.{name}"
    hidden = full in (HIDE.kept() or NONE)
    return Control(hidden, not hidden and full in (LOCK.kept() or NONE))
