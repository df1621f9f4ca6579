"""What stands in the places of a text, set as the language sets it."""

import re
from collections.abc import Mapping
from string import Formatter
from typing import Any

SPACED = {"zh"}
"""Languages without blanks between words, which have one beside words in Latin letters, and beside numbers."""
_HAN = "\u3400-\u9fff"
_WIDE = _HAN + "、。，；：！？（）“”"
"""Characters and the marks between them, which have their own room."""
_MISSING = re.compile(rf"(?<=[{_HAN}])(?=[A-Za-z0-9])|(?<=[A-Za-z0-9%)])(?=[{_HAN}])")
_TOO_MANY = re.compile(rf"(?<=[{_WIDE}]) (?=[{_WIDE}])")


def filled(text: str, places: Mapping[str, Any], code: str) -> str:
    """A text with its places filled, as `str.format` fills them; in Chinese with blanks only where they belong.

    Whether what stands in a place begins and ends with a Chinese character is known only here.
    """
    if code not in SPACED:
        return text.format(**places)
    formatter, said, ends = Formatter(), "", True
    for literal, name, written, conversion in formatter.parse(text):
        said, ends = _joined(said, literal, ends, ours=True), ends or bool(literal)
        if name is not None:
            value = formatter.convert_field(formatter.get_field(name, (), places)[0], conversion)
            placed = formatter.format_field(value, written or "")
            said, ends = _joined(said, placed, ends, ours=False), ends and not placed
    return said


def _joined(before: str, after: str, ends: bool, ours: bool) -> str:
    """One after the other; a blank is set or taken away only where they meet.

    ends, ours: whether the end of the one, and the other, are of our text: a blank that stands in a place stays.
    """
    if _MISSING.search(before[-1:] + after[:1]):
        return f"{before} {after}"
    if ends and _TOO_MANY.search(before[-2:] + after[:1]):
        return before[:-1] + after
    if ours and _TOO_MANY.search(before[-1:] + after[:2]):
        return before + after[1:]
    return before + after
