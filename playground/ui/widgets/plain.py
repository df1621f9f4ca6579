"""Sentences shown to learners may quote what somebody else put into a link: they are text, never Markdown."""

import re


def plain(text: object) -> str:
    """`text` with every character escaped that Markdown would take for more than itself."""
    return re.sub(r"([\\`*_{}\[\]()<>#|~$:!&])", r"\\\1", str(text))
