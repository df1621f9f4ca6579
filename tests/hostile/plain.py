"""What a plain sentence is, to whoever meets it."""

import builtins
import re

EXCEPTIONS = "|".join(
    name
    for name, kind in vars(builtins).items()
    if isinstance(kind, type) and issubclass(kind, BaseException) and name.endswith(("Error", "Exception"))
)
LONGEST = 900
"""Characters."""


def wrong_with(text: str) -> str:
    """Why a text is no plain sentence, or two; empty where it is."""
    if not text:
        return "it says nothing"
    if "Traceback" in text or re.search(rf"\b({EXCEPTIONS}|[A-Z]\w+(Error|Exception))\b", text):
        return "it names an error of the program"
    if len(text) > LONGEST:
        return f"it has {len(text):,} characters"
    if "\n" in text.strip():
        return "it has several lines"
    if not re.match(r"[\w/'\"“]", text) or not text.rstrip().endswith("."):
        return "it is no whole sentence"
    return ""
