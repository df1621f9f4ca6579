"""Sections in which texts become token ids, and numbers are standardised."""

import re

from playground.config import RunConfig
from playground.encodings import Glove, HashingTrick
from playground.encodings.numbers import Numbers
from playground.encodings.one_hot_characters import OneHotCharacters
from playground.encodings.text import TextEncoding, Vocabulary
from playground.exporting.code.section import Code, Section, lines
from playground.languages import _

MARKS = """
# Vowel signs, tone marks and accents belong to the letter before them.
MARKS = "".join(c for c in map(chr, range(0x300, 0x1FFFF)) if unicodedata.category(c) in ("Mn", "Mc"))
MARKS = re.escape(MARKS)
"""
WORDS = (
    MARKS
    + r'''
WORD = rf"[^\W_]+(?:[{MARKS}\u200c\u200d]+[^\W_]*)*"


def tokens(text):
    """Words in lower case, without punctuation."""
    words = re.findall(rf"{WORD}(?:['’]{WORD})*", text)
    return [unicodedata.normalize("NFC", word).lower().replace("’", "'") for word in words]
'''
)
ASCII_WORDS = r'''
def tokens(text):
    """Words in lower case, without punctuation."""
    return [word.lower() for word in re.findall(r"[^\W_]+(?:'[^\W_]+)*", text)]
'''
SPACES = r'''
def tokens(text):
    """What stands between white space."""
    return [unicodedata.normalize("NFC", word) for word in re.findall(r"\S+", text)]
'''
CHARACTERS = (
    MARKS
    + r'''

def tokens(text):
    """Characters."""
    return [unicodedata.normalize("NFC", c) for c in re.findall(rf".[{MARKS}]*", text, re.DOTALL)]
'''
)
ASCII_CHARACTERS = '''
def tokens(text):
    """Characters."""
    return list(text)
'''
CHINESE = r'''
import jieba  # pip install jieba


def tokens(text):
    """Words of Chinese, by a dictionary."""
    words = [word for word in jieba.cut(text) if re.search(r"[^\W_]", word)]
    return [unicodedata.normalize("NFC", word).lower().replace("’", "'") for word in words]
'''
VOCABULARY = """
# The most frequent training tokens get a number of their own; 0 fills up short texts, 1 is any other token.
counts = Counter(token for text in train_texts for token in tokens(text))
vocabulary = sorted(counts, key=lambda token: (-counts[token], token))[:<size>]
ids = {token: number for number, token in enumerate(vocabulary, start=2)}


def token_id(token):
    return ids.get(token, 1)
"""
PRINTABLE = """
ids = {character: number for number, character in enumerate(string.printable, start=2)}


def token_id(token):
    return ids.get(token, 1)
"""
HASHED = """
def token_id(token):
    \"\"\"Which of <buckets> buckets a token falls into; 0 fills up short texts.\"\"\"
    return 1 + zlib.crc32(token.encode()) % <buckets>
"""
SEQUENCES = """
LENGTH = <length>


def arranged(values, fill=0):
    \"\"\"As many as the network reads timesteps: long ones cut at the <cut>, short ones filled up at the <pad>.\"\"\"
    values = list(values)<reverse><part>
    rest = [fill] * (LENGTH - len(values))
    return <filled>


def encode(texts):
    return np.array([arranged(map(token_id, tokens(text))) for text in texts], "int32")
"""
BAG = """
def encode(texts):
    \"\"\"1 for every token that a text holds, else 0.\"\"\"
    x = np.zeros((len(texts), <columns>), "float32")
    for row, text in zip(x, texts):
        row[[token_id(token) - 1 for token in tokens(text)[:<length>]]] = 1
    return x
"""
ENCODE = """
x_train, x_validation, x_test = encode(train_texts), encode(validation_texts), encode(test_texts)
"""
ONE_A_TEXT = """
y_train, y_validation, y_test = map(np.array, (train_targets, validation_targets, test_targets))
"""
ONE_A_TOKEN = """
y_train, y_validation, y_test = (
    np.array([arranged(target, fill=-1) for target in targets], "int32")
    for targets in (train_targets, validation_targets, test_targets)
)
"""
VECTORS = """
path = keras.utils.get_file("glove.6B.zip", <url>)  # 862 MB, once
vectors = np.zeros((<rows>, <dimensions>), "float32")  # words that GloVe does not know get zeros
with zipfile.ZipFile(path) as files, files.open("glove.6B.<dimensions>d.txt") as file:
    for line in file:
        word, *numbers = line.decode().rstrip().split(" ")
        if word in ids:
            vectors[ids[word]] = numbers
"""
STANDARDISED = """
# Mean 0 and standard deviation 1 for each feature, as measured on the training examples alone.
mean, deviation = x_train.mean((0, 1)), x_train.std((0, 1))
deviation[deviation == 0] = 1
x_train, x_validation, x_test = ((x - mean) / deviation for x in (x_train, x_validation, x_test))
"""
TARGETS = """
unit = y_train.std() or 1.0  # targets are standardised as well
y_train, y_validation, y_test = ((y - y_train.mean()) / unit for y in (y_train, y_validation, y_test))
"""


def splitter(split: str, ascii_only: bool) -> str:
    """Code of `tokens(text)`.  ascii_only: whether all texts are known to be ASCII, which is simpler."""
    simple = {"words": ASCII_WORDS, "characters": ASCII_CHARACTERS} if ascii_only else {}
    code = {"words": WORDS, "spaces": SPACES, "characters": CHARACTERS, "chinese_words": CHINESE} | simple
    return lines(code[split])


def encoding_sections(config: RunConfig, ascii_only: bool) -> list[Section]:
    """From texts, or `x_train` of numbers, to what the first layer takes, `x_train`, and what is asked, `y_train`."""
    encoding = config.encoding
    if isinstance(encoding, Numbers):
        return _numbers(config, encoding)
    assert isinstance(encoding, TextEncoding)
    found = [Section(_("Tokens"), splitter(encoding.split, ascii_only), _first_sentence(_(encoding.about)))]
    if isinstance(encoding, HashingTrick):
        code = lines(HASHED, buckets=encoding.buckets)
    elif isinstance(encoding, OneHotCharacters) and encoding.alphabet == "printable":
        code = lines(PRINTABLE)
    else:
        assert isinstance(encoding, Vocabulary)
        code = lines(VOCABULARY, size=encoding.vocabulary_size)
    found.append(Section(_("Token ids"), code))
    if isinstance(encoding, Glove):
        vectors = lines(VECTORS.replace("glove.6B.<dimensions>d", f"glove.6B.{encoding.dimensions}d"))
        vectors = lines(vectors, url=encoding.url, rows=encoding.num_ids, dimensions=encoding.dimensions)
        found.append(Section(_("Word vectors trained by others"), vectors))
    targets = ONE_A_TOKEN if config.task.each_timestep else ONE_A_TEXT
    arrays = _arrays(config, encoding) + lines(targets)
    found.append(Section(_("What the network reads, and what is asked"), arrays))
    return found


def _first_sentence(said: str) -> str:
    """As far as its first full stop, an English one or a Chinese one; that of `et al. 2014` is none."""
    return re.split(r"(?<=\.)\s(?=[A-Z])|(?<=。)", said, maxsplit=1)[0]


def _arrays(config: RunConfig, encoding: TextEncoding) -> str:
    if len(config.plan.layers[0].output_shape) == 1 and config.plan.layers[0].layer.kind == "multi_hot":
        code = lines(BAG, columns=encoding.num_ids - 1, length=encoding.maximum_length)
        return f"{code}\n\n\n{lines(ENCODE)}\n"
    front, length = encoding.truncation == "front", repr(encoding.maximum_length)
    if config.plan.mask:  # padding is skipped, so there need be no more of it than the longest text asks for
        texts = "train_texts + validation_texts + test_texts"
        length = f"min({length}, max(len(tokens(text)) for text in {texts}))"
    code = lines(
        SEQUENCES.replace("<cut>", encoding.truncation).replace("<pad>", encoding.padding),
        length=Code(length),
        reverse=Code("[::-1]" if encoding.reverse else ""),
        part=Code("[-LENGTH:]" if front else "[:LENGTH]"),
        filled=Code("rest + values" if encoding.padding == "front" else "values + rest"),
    )
    return f"{code}\n\n\n{lines(ENCODE)}\n"


def _numbers(config: RunConfig, encoding: Numbers) -> list[Section]:
    code = []
    if encoding.standardise:
        code.append(lines(STANDARDISED))
        if config.task.numeric:
            code.append(lines(TARGETS))
    elif config.task.numeric:
        code.append("unit = 1.0")
    if encoding.reverse:
        reads = "(x[:, ::-1] for x in (x_train, x_validation, x_test))  # the last timestep first"
        code.append(f"x_train, x_validation, x_test = {reads}")
    return [Section(_("Standardise"), "\n".join(code), _(encoding.about))] if code else []
