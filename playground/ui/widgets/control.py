"""Controls that a teacher's link takes away, `hide=`, or fixes at their value, `lock=`: which there are, and asking.

A link names a control as `inside.run`, or as `run` on every page that has it.
"""

from dataclasses import dataclass

from playground.choices import as_given
from playground.errors import LinkError
from playground.languages import N_, _
from playground.ui.link import Parameter, page_shown


@dataclass(frozen=True)
class Named:
    """A control.  title: as the page calls it, in English.  kept_in: the parameters of the address that hold its value
    alone."""

    title: str
    kept_in: tuple[str, ...] = ()


CONTROLS = {
    "playground": {
        "race": Named(N_("LSTM against SimpleRNN")),
        "undo": Named(N_("Undo")),
        "again": Named(N_("Start again")),
        "dataset": Named(N_("Dataset")),
        "dial": Named(N_("Distance")),
        "cell": Named(N_("Cell")),
        "units": Named(N_("Units")),
        "layers": Named(N_("Layers")),
        "direction": Named(N_("Direction")),
        "optimizer": Named(N_("Optimizer")),
        "play": Named(N_("Play")),
        "batch": Named(N_("One batch")),
        "epoch": Named(N_("One epoch")),
        "speed": Named(N_("Speed"), ("speed",)),
        "rate": Named(N_("Learning rate")),
        "text": Named(N_("Own text")),
        "projector": Named(N_("Projector")),
    },
    "race": {
        "again": Named(N_("Race again")),
        "lanes": Named(N_("Lanes")),
        "units": Named(N_("Units")),
        "dial": Named(N_("Distance")),
        "play": Named(N_("Play")),
        "stop": Named(N_("Stop")),
        "batch": Named(N_("One batch")),
        "epoch": Named(N_("One epoch")),
        "speed": Named(N_("Speed"), ("speed",)),
        "projector": Named(N_("Projector")),
    },
    "inside": {
        "run": Named(N_("Run"), ("run", "recipe")),
        "text": Named(N_("Text or example"), ("reads", "text", "example")),
        "epoch": Named(N_("Epoch"), ("epoch",)),
        "view": Named(N_("Views"), ("view",)),
        "projector": Named(N_("Projector")),
    },
    "sentiment": {
        "run": Named(N_("Run"), ("run",)),
        "beside": Named(N_("Compare with"), ("beside",)),
        "text": Named(N_("Text"), ("text",)),
        "why": Named(N_("Why?")),
        "projector": Named(N_("Projector")),
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
            wrong = _(
                "The link's {parameter} names {given}, as no control is called; expected some of {controls}.",
                parameter=parameter.name,
                given=as_given(min(unknown)),
                controls=", ".join(EVERYWHERE),
            )
    if wrong:
        raise LinkError(wrong)


def control(name: str, page: str = "") -> Control:
    """What the link makes of a control of the page that is shown, or of another.  name: as in `CONTROLS`."""
    full = f"{page or page_shown()}.{name}"
    hidden = full in (HIDE.kept() or NONE)
    return Control(hidden, not hidden and full in (LOCK.kept() or NONE))
