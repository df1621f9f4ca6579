"""How a text becomes tokens: the splitters that datasets, encodings and typed texts share."""

import logging
import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

MARKS = re.escape("".join(c for c in map(chr, range(0x300, 0x1FFFF)) if unicodedata.category(c) in ("Mn", "Mc")))
"""Vowel signs, tone marks and accents that belong to the letter before them, and joiners within a word."""
WORD = rf"[^\W_]+(?:[{MARKS}\u200c\u200d]+[^\W_]*)*"


class Token(NamedTuple):  # hundreds are made at every key: a tuple is made four times as fast as a dataclass
    """A token as it stands in a text: `text[start:end]`; `word` is what the network is given."""

    word: str
    start: int
    end: int


@dataclass(frozen=True)
class Splitter:
    """One way to split a text.

    pattern: what a token looks like; ascii: the same for texts of ASCII alone, six times as fast
    lower: whether case is dropped
    """

    pattern: re.Pattern[str]
    lower: bool
    ascii: re.Pattern[str] | None = None

    def words(self, text: str) -> list[str]:
        """The tokens of `text`, as the network is given them."""
        return [self._normal(word) for word in self._pattern(text).findall(text)]

    def tokens(self, text: str, start: int = 0) -> list[Token]:
        """The tokens of `text` from `start` on with their positions in it, in the same order as `words(text)`."""
        found = self._pattern(text).finditer(text, start)
        return [Token(self._normal(m.group()), m.start(), m.end()) for m in found]

    def unchanged(self, before: str, text: str) -> int:
        """Where to go on in `text`, of which the text `before` is known: all tokens of both up to there are the same.

        That is the last white space up to which the two are the same: no token goes on over the beginning of one.
        """
        same = _in_common(before, text)
        return next((index for index in range(same - 1, 0, -1) if text[index].isspace()), 0)

    def count(self, text: str) -> int:
        """How many tokens `text` has."""
        return len(self._pattern(text).findall(text))

    def _pattern(self, text: str) -> re.Pattern[str]:
        return self.ascii if self.ascii and text.isascii() else self.pattern

    def _normal(self, word: str) -> str:
        """é is one character however it was typed (Unicode NFC)."""
        if not word.isascii():
            word = unicodedata.normalize("NFC", word)
        return word.lower().replace("’", "'") if self.lower else word


@dataclass(frozen=True)
class ChineseSplitter(Splitter):
    """Words of Chinese, which puts no spaces between them, by the dictionary of jieba; only what holds a letter."""

    def words(self, text: str) -> list[str]:
        return [token.word for token in self.tokens(text)]

    def tokens(self, text: str, start: int = 0) -> list[Token]:
        cut = [token for token in _jieba().tokenize(text) if token[1] >= start and self.pattern.search(token[0])]
        return [Token(self._normal(word), begin, end) for word, begin, end in cut]

    def unchanged(self, before: str, text: str) -> int:
        """Nothing: what comes later decides how the dictionary cuts what stands before."""
        return 0

    def count(self, text: str) -> int:
        return len(self.tokens(text))


def _in_common(one: str, other: str) -> int:
    """How many characters two texts have in common from the start."""
    least, most = 0, min(len(one), len(other))
    while least < most:  # a few comparisons of long pieces instead of one for each character
        middle = (least + most + 1) // 2
        if one[least:middle] == other[least:middle]:
            least = middle
        else:
            most = middle - 1
    return least


@cache
def _jieba() -> Any:
    """jieba with its dictionary, read anew in each process: its own cache is a file that anyone could have written."""
    import jieba

    jieba.setLogLevel(logging.ERROR)
    words = jieba.Tokenizer()
    with words.get_dict_file() as file:
        words.FREQ, words.total = words.gen_pfdict(file)
    words.initialized = True
    return words


SPLITTERS: dict[str, Splitter] = {
    "words": Splitter(re.compile(rf"{WORD}(?:['’]{WORD})*"), lower=True, ascii=re.compile(r"[^\W_]+(?:'[^\W_]+)*")),
    "spaces": Splitter(re.compile(r"\S+"), lower=False),
    "characters": Splitter(re.compile(rf".[{MARKS}]*", re.DOTALL), lower=False),
    "chinese_words": ChineseSplitter(re.compile(r"[^\W_]"), lower=True),
}
"""words: lower case, without punctuation.  spaces: split at white space, nothing else changed.  characters: all.
chinese_words: words of Chinese, without punctuation."""


def called(split: str) -> str:
    """What tokens of a way to split are called: words or characters."""
    return "characters" if split == "characters" else "words"


words = SPLITTERS["words"].words
tokens = SPLITTERS["words"].tokens
