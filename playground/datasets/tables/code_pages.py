"""Which code page a text without a mark of its encoding was written in: the one in whose letters its words make sense.

A code page is tried language by language: letters that no single language has all of, letters of two scripts in one
word, and capitals inside a word show that it is the wrong one.
"""

import re
from collections import Counter
from collections.abc import Iterator

LETTERS = {
    "cp1252": ["äöüß", "àâæçéèêëîïôœùûüÿ", "áéíñóúüï", "ãáàâçéêíóôõú", "åäöéü", "åæøéò", "àèéìíòóù", "éëïèöü"],
    "cp1250": ["ąćęłńóśźż", "áčďéěíňóřšťúůýž", "áéíóöőúüű", "áäčďéíĺľňóôŕšťúýž", "ăâîşţ", "čćđšž"],
    "cp1254": ["çğıöşüâîûİ"],
    "cp1257": ["ąčęėįšųūž", "āčēģīķļņšūž", "äõöüšž"],
}
"""Code page → for each of its languages of Latin script, the letters beyond a–z."""
LETTERS |= {"cp1252 Icelandic": ["áðéíóúýþæö"]}  # behind Turkish, which it looks like
LETTERS |= {"cp850": LETTERS["cp1252"], "cp852": LETTERS["cp1250"], "cp857": LETTERS["cp1254"]}
LETTERS |= {"mac_roman": LETTERS["cp1252"], "mac_latin2": LETTERS["cp1250"]}
SCRIPTS = {
    "cp1251": ("Russian", "Ukrainian", "Bulgarian", "Serbian", "Kazakh"),
    "koi8_r": ("Russian",),
    "cp866": ("Russian",),
    "mac_cyrillic": ("Russian", "Ukrainian"),
    "cp1253": ("Greek",),
    "cp737": ("Greek",),
    "cp1255": ("Hebrew",),
    "cp1256": ("Arabic", "Farsi"),
    "cp874": ("Thai",),
}
"""Code page → languages of another script, of which charset-normalizer knows the most frequent letters."""
FREQUENT, FREQUENT_SHARE = 14, 0.85
"""So many letters of an alphabet count fully, the others half; then a text of its language reaches this share."""
EAST_ASIAN = {
    "cp949": ("euc_kr", 0xB0, 0xC8),
    "cp932": ("euc_jp", 0xA4, 0xCF),
    "euc_jp": ("euc_jp", 0xA4, 0xCF),
    "big5": ("big5", 0xA4, 0xC6),
    "gb18030": ("gb2312", 0xB0, 0xD7),
}
"""Code page → the standard that orders its characters, and the first bytes of the common ones."""
FINALS, FINALS_SHARE = {0, 1, 4, 8, 16, 17, 19, 20, 21}, 0.9
"""Consonants that end Korean syllables, as Unicode counts them; so many of them at least, or chance is at work."""
RARE_VOWELS = {3, 10, 15}
"""ㅒ, ㅙ and ㅞ, counted in the same way."""
KANA = re.compile("[\u3041-\u30fe]")
MARKS = "“”„‘’‚–—…«»‹›•·¿¡"
SIGNS = MARKS + "€£¥¢°§©®™±¹²³µ½¼¾×†\xa0\xad"
AT_LATIN = re.compile(rf"^[{SIGNS}]+(?=[A-Za-z]|$)|(?<=[A-Za-z])[{SIGNS}]+$")
"""Signs stand alone or beside letters of a–z: m², 5 €."""
IN_LATIN = re.compile(r"(?<=[A-Za-z])[^\x00-\x7f](?=[A-Za-z])")
"""One character of East Asia inside a word of a–z: two letters with accents."""
WORD = rb"[A-Za-z\x80-\xff]*[\x80-\xff][A-Za-z\x80-\xff]*"
MOST_BYTES, MOST_WORDS, LONGEST_WORD, MOST_IN_LINES = 2_000_000, 3_000, 60, 200_000
"""Of a file, and of its words and lines, that are looked at; bytes."""
CERTAIN, POSSIBLE = 0.95, 0.5
"""Share of characters that make sense: as good as any, and too few."""


def guess_code_page(data: bytes) -> str | None:
    """A Python codec; None where the bytes spell nothing.  data: neither UTF-8 nor UTF-16."""
    some = data[:MOST_BYTES]
    different = list(dict.fromkeys(re.findall(WORD, some)))[:MOST_WORDS]
    words = b"\n".join(word[:LONGEST_WORD] for word in different)
    page, score = max(_scripts(words), key=lambda found: found[1])
    scores = dict(_latin(words)) | {page: score}
    runs = re.findall(rb"[\x80-\xff]+", words)
    if sum(len(run) == 1 for run in runs) * 2 < sum(map(len, runs)):  # accents stand alone; two bytes make a character
        lines = [line for line in re.split(rb"[\r\n]+", some) if not line.isascii()]
        scores = dict(_east_asian(b"\n".join(lines)[:MOST_IN_LINES])) | scores
    best = max(scores, key=lambda codec: min(scores[codec], CERTAIN))  # the first of those that are good
    return best.split()[0] if scores[best] >= POSSIBLE else _by_library(some)


def _latin(words: bytes) -> Iterator[tuple[str, float]]:
    for page, languages in LETTERS.items():
        found, total = _letters(words.decode(page.split()[0], "replace"), latin=True)
        yield page, max(_share(found, total, letters) for letters in languages)


def _scripts(words: bytes) -> Iterator[tuple[str, float]]:
    from charset_normalizer.constant import FREQUENCIES

    for page, languages in SCRIPTS.items():
        found, total = _letters(words.decode(page, "replace"), latin=False)
        known = [FREQUENCIES[one] for one in languages]
        frequent = [letters if page == "cp874" else letters[:FREQUENT] for letters in known]  # Thai has seventy
        both = zip(known, frequent, strict=True)
        shares = [(_share(found, total, letters) + _share(found, total, some)) / 2 for letters, some in both]
        yield page, max(shares) / FREQUENT_SHARE if total else 0


def _letters(text: str, latin: bool) -> tuple[Counter[str], int]:
    """Letters beyond a–z that may stand where they do, in lower case, and how many there should be.

    latin: whether their words must hold letters of a–z, or must not.
    """
    found: Counter[str] = Counter()
    total = 0
    for word in text.split("\n"):
        inner = AT_LATIN.sub("", word.strip(MARKS))
        total += sum(letter > "\x7f" for letter in inner)
        if latin != bool(re.search("[A-Za-z]", inner)) and len(inner) > 2:
            continue
        before = ""
        for letter in inner:
            if letter > "\x7f" and not (letter.isupper() and before.islower()):
                found[letter.lower()[0]] += 1  # İ is two characters in lower case
            before = letter
    return found, total


def _share(found: Counter[str], total: int, letters: str | list[str]) -> float:
    return sum(found[letter] for letter in letters) / total if total else 1.0


def _east_asian(lines: bytes) -> Iterator[tuple[str, float]]:
    for page, (standard, first, last) in EAST_ASIAN.items():
        text = IN_LATIN.sub("\ufffd", lines.decode(page, "replace"))
        above = [letter for letter in text if letter > "\x7f" and letter not in SIGNS and not _is_sign(letter)]
        common: float = sum(_is_common(letter, standard, first, last) for letter in above)
        if page == "euc_jp" and len(KANA.findall(text)) * 20 < len(above):
            common = 0  # else Chinese, whose common characters have the same bytes
        if page == "cp949":
            common /= FINALS_SHARE
        yield page, common / len(above) if above else 0


def _is_sign(letter: str) -> bool:
    """Punctuation of East Asia and letters of full width."""
    return "\u3000" <= letter <= "\u303f" or "\uff01" <= letter <= "\uff60"


def _is_common(letter: str, standard: str, first: int, last: int) -> bool:
    try:
        code = letter.encode(standard)
    except UnicodeEncodeError:
        return False
    syllable = ord(letter) - 0xAC00
    if standard == "euc_kr" and (syllable % 28 not in FINALS or syllable // 28 % 21 in RARE_VOWELS):
        return False
    return first <= code[0] <= last


def _by_library(data: bytes) -> str | None:
    """What charset-normalizer makes of another language."""
    from charset_normalizer import from_bytes

    best = from_bytes(data[:65_536], cp_isolation=[*(page for page in LETTERS if " " not in page), *SCRIPTS]).best()
    return best.encoding if best else None
