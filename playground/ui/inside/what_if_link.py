"""What-if changes in a link: who opens it sees the same network changed in the same way."""

from collections.abc import Sequence
from typing import Any

from pydantic import TypeAdapter, ValidationError

from playground.choices import as_given, read_from_link, written_for_link
from playground.encodings.edit import Edit, edited
from playground.errors import LinkError, PlaygroundError
from playground.languages import _
from playground.prediction.cache import Reading, text_of
from playground.reference.interventions import ClampGate, ResetState, SilenceUnit, check
from playground.ui.link import Parameter

Wanted = ClampGate | SilenceUnit | ResetState | Edit
MOST_CHANGES = 30
WRITTEN = {"direction": "way", "index": "place"}
"""Field of a change → its name in links, as the first links have it: they must open for good."""
READ = {name: field for field, name in WRITTEN.items()}
_CHANGES = TypeAdapter(tuple[Wanted, ...])


def to_link(changes: Sequence[Wanted]) -> str:
    """The changes for the link's `changes` parameter, without what is as usual."""
    values = _CHANGES.dump_python(tuple(changes), mode="json", exclude_defaults=True)
    return written_for_link(_renamed(values, WRITTEN))


def from_link(text: str) -> tuple[Wanted, ...]:
    """Read what `to_link` wrote.  Raises `LinkError` for anything else."""
    values = read_from_link(text, _("add the changes below"))
    try:
        changes = _CHANGES.validate_python(_renamed(values, READ))
    except ValidationError:
        raise LinkError(
            _(
                "The link's settings do not fit: {given} are not changes to a network. Add the changes below.",
                given=as_given(values),
            )
        ) from None
    if len(changes) > MOST_CHANGES:
        raise LinkError(
            _("The link holds {number:,} changes; expected at most {most}.", number=len(changes), most=MOST_CHANGES)
        )
    return changes


def _renamed(values: Any, names: dict[str, str]) -> Any:
    """The changes with their fields called by `names`; whatever is no list of changes stays as it is."""
    if not isinstance(values, list):
        return values
    return [
        {names.get(name, name): value for name, value in one.items()} if isinstance(one, dict) else one
        for one in values
    ]


CHANGES: Parameter[tuple[Wanted, ...]] = Parameter("changes", from_link, to_link, default=())


def check_all(changes: Sequence[Wanted], reading: Reading) -> None:
    """Raises `LinkError` for changes that have no place in the network and the example of `reading`."""
    for change in changes:
        try:
            if isinstance(change, Edit):
                edited(reading.run.encoding, reading.encoded, [change], text_of(reading.run, reading.chosen))
            else:
                check(change, reading.run.config.plan, len(reading.trace.inputs))
        except PlaygroundError as problem:
            raise LinkError(_("The link's settings do not fit: {problem}", problem=problem)) from None
