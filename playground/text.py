"""How a text becomes tokens: the splitters that datasets, encodings and typed texts share."""

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Token:
    """A token as it stands in a text: `text[start:end]`; `word` is what the network is given."""

    word: str
    start: int
    end: int


@dataclass(frozen=True)
class Splitter:
    """One way to split a text.  pattern: what a token looks like.  lower: whether case is dropped."""

    pattern: re.Pattern[str]
    lower: bool

    def words(self, text: str) -> list[str]:
        """The tokens of `text`, as the network is given them."""
        return [self._normal(word) for word in self.pattern.findall(text)]

    def tokens(self, text: str) -> list[Token]:
        """The tokens of `text` with their places in it, in the same order as `words(text)`."""
        return [Token(self._normal(m.group()), m.start(), m.end()) for m in self.pattern.finditer(text)]

    def count(self, text: str) -> int:
        """How many tokens `text` has."""
        return len(self.pattern.findall(text))

    def _normal(self, word: str) -> str:
        return word.lower().replace("’", "'") if self.lower else word


SPLITTERS: dict[str, Splitter] = {
    "words": Splitter(re.compile(r"[^\W_]+(?:['’][^\W_]+)*"), lower=True),
    "spaces": Splitter(re.compile(r"\S+"), lower=False),
    "characters": Splitter(re.compile(r".", re.DOTALL), lower=False),
}
"""words: lower case, without punctuation.  spaces: split at white space, nothing else changed.  characters: all."""

words = SPLITTERS["words"].words
tokens = SPLITTERS["words"].tokens
