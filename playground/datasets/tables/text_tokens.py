"""How the texts of a file become tokens: at spaces, into characters, or by a dictionary."""

import re

from playground.datasets import tokenizers
from playground.datasets.tables.notes import Decisions, Note, cell_text, decide
from playground.languages import N_, _

WITHOUT_SPACES = re.compile(
    "[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]"
)
"""Letters of Chinese, Japanese, Thai, Lao, Burmese and Khmer, which put no spaces between words."""
CHINESE = re.compile("[\u4e00-\u9fff]")
JAPANESE = re.compile("[\u3040-\u30ff]")
ONE_WORD_SHARE = 0.9
"""Of the texts are one word each, if it is their letters that tell them apart."""
SOME = 500


def how_to_split(texts: list[str], notes: list[Note], decisions: Decisions) -> str:
    """A name in `playground.datasets.tokenizers.SPLITTERS`: proposed, or what the learner decided."""
    some = texts[:: max(1, len(texts) // SOME)]
    letters = [letter for one in some for letter in one if letter.isalpha()]
    without = [letter for letter in letters if WITHOUT_SPACES.match(letter)]
    if len(without) * 2 >= len(letters) > 0:
        options = {"characters": _("characters")}
        if any(map(CHINESE.match, without)) and not any(map(JAPANESE.match, without)):
            options["chinese_words"] = _("words, by a dictionary (jieba)")
        example = next(one for one in some if WITHOUT_SPACES.search(one))
        said = N_("The texts put no spaces between words and are split into {what}: {cell} becomes {cut} …")
    elif _one_word_each(some):
        options = {"characters": _("characters"), "words": _("words")}
        example = next(one for one in some if one)
        said = N_("The texts are one word each and are split into {what}: {cell} becomes {cut} …")
    else:
        return "words"
    chosen = decide(decisions, "tokens", options, "characters")
    cut = " · ".join(tokenizers.SPLITTERS[chosen].words(example)[:5])
    notes.append(
        Note(
            "tokens",
            _(said, what=options[chosen], cell=cell_text(example, 20), cut=cut),
            options,
            chosen,
        )
    )
    return chosen


def _one_word_each(texts: list[str]) -> bool:
    """Names, words, genes: hardly a text has a second word, and hardly a word comes again."""
    words = [tokenizers.words(one) for one in texts]
    filled = [one for one in words if one]
    single = [one[0] for one in filled if len(one) == 1]
    return len(single) > ONE_WORD_SHARE * len(filled) > 0 and len(set(single)) * 2 > len(single)
