"""What gates and states are called where a learner reads them."""

from playground.languages import p_


def part_name(part: str) -> str:
    """A gate, a state, or what another layer gives, as it is called beside its numbers."""
    names = {
        "forget": p_("part of a cell", "forget"),
        "input": p_("part of a cell", "input"),
        "output": p_("part of a cell", "output"),
        "update": p_("part of a cell", "update"),
        "reset": p_("part of a cell", "reset"),
        "candidate": p_("part of a cell", "candidate"),
        "cell": p_("part of a cell", "cell"),
        "hidden": p_("part of a cell", "hidden"),
        "recalled": p_("part of a cell", "recalled"),
        "value": p_("part of a cell", "value"),
    }
    return names.get(part, part)
