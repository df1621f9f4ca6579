"""Text that somebody else may have written, in Markdown."""

import re


def escaped(said: str) -> str:
    """`said` on one line, as it is: no character of it is taken for Markdown or HTML."""
    return re.sub(r"([\\`*_{}\[\]<>#|$&~])", r"\\\1", " ".join(said.split()))
