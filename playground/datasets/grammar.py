"""A small grammar of film reviews in which the order of the words, not the words themselves, decides.

A rule is a tuple of alternatives; a slot `{name}` in one is filled from the rule of that name. Rules with a mood have
two tuples, (negative, positive): `{name}` keeps the mood of the review and `{other name}` takes the opposite one. So
"although {other remark}, {remark}" ends as the review is meant: with its two halves swapped, the same words mean the
opposite.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from playground.datasets import phrases, sentences_zh

ARTICLE = re.compile(r"\b([Aa]) (?=[aeiou])")
SLOT = re.compile(r"\{(other )?([a-z ]+)\}")

Key = tuple[str, int]
"""A rule, and its mood: 0 negative, 1 positive."""
Alternative = list[str | Key]
Choose = Callable[[list[Alternative]], Alternative]
Rules = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Grammar:
    """Writes one sentence at a time; every choice comes from the `Random` it is given.

    words: rules of one mood, and slots of no mood; moods: rule → (negative, positive).
    finished: what is written out of a rule → a sentence with its mark.
    """

    words: Rules
    moods: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]
    finished: Callable[[str], str]
    _rules: dict[Key, list[Alternative]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        both = {name: (alternatives, alternatives) for name, alternatives in self.words.items()} | dict(self.moods)
        rules = {
            (name, mood): [_pieces(text, mood) for text in moods[mood]]
            for name, moods in both.items()
            for mood in (0, 1)
        }
        object.__setattr__(self, "_rules", rules)

    def sentence(self, rule: str, mood: int, choose: Choose) -> str:
        """A sentence from `rule` with its mark; mood: 0 negative, 1 positive."""
        parts: list[str] = []
        self._expand((rule, mood), choose, parts)
        return self.finished("".join(parts))

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


def _english(text: str) -> str:
    """With a capital and a full stop, or its own mark."""
    text = ARTICLE.sub(r"\1n ", text)
    return text[0].upper() + text[1:] + ("" if text.endswith("!") else ".")


def _chinese(text: str) -> str:
    """With a full stop, or its own mark."""
    return text + ("" if text.endswith("！") else "。")


ENGLISH = Grammar(phrases.RULES, phrases.MOODS, _english)
CHINESE = Grammar(sentences_zh.RULES, sentences_zh.MOODS, _chinese)
