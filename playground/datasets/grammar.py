"""A small grammar of film reviews in which the order of the words, not the words themselves, decides.

A rule is a tuple of alternatives; a slot `{name}` in one is filled from the rule of that name. Rules with a mood have
two tuples, (negative, positive): `{name}` keeps the mood of the review and `{other name}` takes the opposite one. So
"although {other remark}, {remark}" ends as the review is meant: with its two halves swapped, the same words mean the
opposite.
"""

import re
from collections.abc import Callable

from playground.datasets import phrases

ARTICLE = re.compile(r"\b([Aa]) (?=[aeiou])")
SLOT = re.compile(r"\{(other )?([a-z ]+)\}")

Key = tuple[str, int]
"""A rule, and its mood: 0 negative, 1 positive."""
Alternative = list[str | Key]
Choose = Callable[[list[Alternative]], Alternative]


class Grammar:
    """Writes one sentence at a time; every choice comes from the `Random` it is given."""

    def __init__(self) -> None:
        rules = dict(phrases.WORDS)
        rules |= {"plain": phrases.PLAIN, "mirrored": phrases.MIRRORED, "negated": phrases.NEGATED}
        rules |= {"remark": phrases.REMARK, "second remark": phrases.SECOND_REMARK, "neutral": phrases.NEUTRAL}
        self._rules = {
            (name, mood): [_pieces(text, mood) for text in alternatives]
            for name, alternatives in rules.items()
            for mood in (0, 1)
        }
        for name, moods in phrases.MOODS.items():
            self._rules |= {(name, mood): [_pieces(text, mood) for text in moods[mood]] for mood in (0, 1)}

    def sentence(self, rule: str, mood: int, choose: Choose) -> str:
        """A sentence from `rule` with a capital and a full stop (or its own mark); mood: 0 negative, 1 positive."""
        parts: list[str] = []
        self._expand((rule, mood), choose, parts)
        text = ARTICLE.sub(r"\1n ", "".join(parts))
        return text[0].upper() + text[1:] + ("" if text.endswith("!") else ".")

    def _expand(self, key: Key, choose: Choose, parts: list[str]) -> None:
        for piece in choose(self._rules[key]):
            if isinstance(piece, str):
                parts.append(piece)
            else:
                self._expand(piece, choose, parts)


def _pieces(text: str, mood: int) -> Alternative:
    """An alternative cut into strings and (rule, mood) keys."""
    pieces: Alternative = []
    end = 0
    for slot in SLOT.finditer(text):
        if slot.start() > end:
            pieces.append(text[end : slot.start()])
        pieces.append((slot[2], 1 - mood if slot[1] else mood))
        end = slot.end()
    if end < len(text):
        pieces.append(text[end:])
    return pieces
