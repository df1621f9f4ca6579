"""How a text becomes tokens: the splitters that datasets, encodings and typed texts share."""

import logging
import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import Any

MARKS = re.escape("".join(c for c in map(chr, range(0x300, 0x1FFFF)) if unicodedata.category(c) in ("Mn", "Mc")))
"""Vowel signs, tone marks and accents that belong to the letter before them, and joiners within a word."""
WORD = rf"[^\W_]+(?:[{MARKS}\u200c\u200d]+[^\W_]*)*"


@dataclass(frozen=True)
class Token:
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

    def tokens(self, text: str) -> list[Token]:
        """The tokens of `text` with their positions in it, in the same order as `words(text)`."""
        return [Token(self._normal(m.group()), m.start(), m.end()) for m in self._pattern(text).finditer(text)]

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

    def tokens(self, text: str) -> list[Token]:
        cut = _jieba().tokenize(text)
        return [Token(self._normal(word), start, end) for word, start, end in cut if self.pattern.search(word)]

    def count(self, text: str) -> int:
        return len(self.tokens(text))


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
