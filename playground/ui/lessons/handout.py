"""Handouts."""
def handouts(found) -> None:
    """Later."""
