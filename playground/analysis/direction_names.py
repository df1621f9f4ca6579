"""What directions are called where a learner reads them."""

from playground.languages import _


def direction_name(direction: str) -> str:
    """One way through what is read, or one side of an encoder–decoder; empty where there is only one."""
    names = {
        "forward": _("forward"),
        "backward": _("backward"),
        "encoder": _("encoder"),
        "decoder": _("decoder"),
    }
    return names.get(direction, direction)
