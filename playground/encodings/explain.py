"""What an encoding does to typed texts, step by step, as plain values: marked pieces, ids, matrices, collisions."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import ceil
from typing import Literal

import numpy as np

from playground.datasets import TextExamples
from playground.encodings import EncodedText, FittedText, ReadToken
from playground.encodings.hashing_trick import HashingTrick, bucket
from playground.encodings.one_hot_characters import OneHotCharacters
from playground.encodings.sequences import PADDING
from playground.encodings.text import UNKNOWN, Bag, TextEncoding, Vocabulary
from playground.languages import _, p_
from playground.layers import Embedding

State = Literal["between", "known", "unknown", "cut", "collision", "left out"]
"""What becomes of a piece of a text.  between: no token; cut: beyond the maximum length; left out: not shown."""
Collisions = dict[str, tuple[str, ...]]
"""Word → the other words in its bucket."""
FORMATTING = {"\u200d", "\ufe0f"}
"""Characters without a picture of their own that emoji are joined with."""
INITIAL_RANGE = 0.05


@dataclass(frozen=True)
class Piece:
    """A part of a text as it stands there, and what becomes of it."""

    text: str
    state: State


@dataclass(frozen=True)
class Matrix:
    """The vectors of one text: values (rows, columns) float32 with a name a row and a name a column."""

    values: np.ndarray
    rows: tuple[str, ...]
    columns: tuple[str, ...]


def learn(encoding: TextEncoding, examples: TextExamples) -> FittedText:
    """What the encoding learns of `examples`; of GloVe only the vocabulary, no vectors."""
    if isinstance(encoding, Vocabulary) and not isinstance(encoding, OneHotCharacters):
        return Vocabulary.fit(encoding, examples)
    return encoding.fit(examples)


def collisions(words: Iterable[str], buckets: int) -> Collisions:
    """The words that share a bucket with others, each with those."""
    groups: dict[int, list[str]] = {}
    for word in dict.fromkeys(words):
        groups.setdefault(bucket(word, buckets), []).append(word)
    shared = [group for group in groups.values() if len(group) > 1]
    return {word: tuple(other for other in group if other != word) for group in shared for word in group}


def colliding_share(words: Sequence[str], sizes: Iterable[int]) -> dict[int, float]:
    """Number of buckets → share of the distinct words that share theirs, 0–1."""
    words = list(dict.fromkeys(words))
    return {size: len(collisions(words, size)) / max(len(words), 1) for size in sizes}


def state(fitted: FittedText, token: ReadToken, colliding: Collisions) -> State:
    """What becomes of a token; the hashing trick knows every word."""
    if token.timestep is None:
        return "cut"
    if isinstance(fitted.encoding, HashingTrick):
        return "collision" if token.word in colliding else "known"
    return "unknown" if token.token_id == UNKNOWN else "known"


def pieces(fitted: FittedText, text: str, encoded: EncodedText, colliding: Collisions, most: int = 300) -> list[Piece]:
    """The whole text cut into tokens and what stands between them; of more than `most` tokens the first and last."""
    found, tokens, position = [], list(encoded.tokens), 0
    gap = (ceil(most / 2), len(tokens) - most // 2) if len(tokens) > most else (0, 0)
    for number, token in enumerate(tokens):
        if gap[0] <= number < gap[1]:
            if number == gap[0]:
                found.append(Piece(_(" … {number:,} more … ", number=gap[1] - gap[0]), "left out"))
        else:
            if text[position : token.start]:
                found.append(Piece(text[position : token.start], "between"))
            found.append(Piece(text[token.start : token.end], state(fitted, token, colliding)))
        position = token.end
    if text[position:]:
        found.append(Piece(text[position:], "between"))
    return found


def id_rows(fitted: FittedText, encoded: EncodedText, colliding: Collisions) -> list[dict[str, str]]:
    """A row a token in the order in which they are read, cut ones last; padding that stands together is one row.

    A bag of words has no padding to speak of.
    """
    read = {token.timestep: token for token in encoded.tokens if token.timestep is not None}
    rows = []
    for padded, group in groupby(range(len(encoded.inputs)), lambda step: step not in read):
        steps = list(group)
        if padded and isinstance(fitted.encoding, Bag):
            continue
        if padded:
            span = f"{steps[0] + 1}" if len(steps) == 1 else f"{steps[0] + 1} – {steps[-1] + 1}"
            rows.append(_row(span, "·", str(PADDING), _("padding")))
            continue
        for step in steps:
            token = read[step]
            note = _note(fitted, token, colliding)
            rows.append(_row(str(step + 1), visible(token.word), str(token.token_id), note))
    cut = [token for token in encoded.tokens if token.timestep is None]
    return rows + [_row("–", visible(token.word), "–", _("cut off, not read")) for token in cut]


def _row(timestep: str, token: str, token_id: str, note: str) -> dict[str, str]:
    return {_("Timestep"): timestep, _("Token"): token, p_("of a token", "Id"): token_id, _("Note"): note}


def _note(fitted: FittedText, token: ReadToken, colliding: Collisions) -> str:
    kind = state(fitted, token, colliding)
    if kind == "collision":
        others = colliding[token.word]
        words = ", ".join(map(visible, others[:5]))
        if len(others) > 5:
            return _("shares its bucket with {words} and {number:,} more", words=words, number=len(others) - 5)
        return _("shares its bucket with {words}", words=words)
    return _("unknown word") if kind == "unknown" else ""


def tensor_shape(fitted: FittedText, num_texts: int) -> tuple[int, ...]:
    """All texts encoded: (texts, timesteps, columns), or (texts, columns) for a bag of words."""
    encoding = fitted.encoding
    return (num_texts, *encoding.first_layer().output_shape((encoding.maximum_length,), return_sequences=True))


def bag_matrix(fitted: FittedText, texts: Sequence[EncodedText]) -> Matrix:
    """Bags of words, a row a text: of all columns those that are 1 in at least one of them."""
    held = [np.unique(one.inputs[one.mask]) - 1 for one in texts]
    columns = np.unique(np.concatenate(held))
    values = np.array([np.isin(columns, of_one) for of_one in held], np.float32)
    rows = tuple(_("text {number}", number=number + 1) for number in range(len(texts)))
    return Matrix(values, rows, _column_names(fitted, (), columns))


def matrix(fitted: FittedText, encoded: EncodedText, table: np.ndarray | None = None, most: int = 60) -> Matrix:
    """The vectors of one text that stays a sequence.

    table: (token ids, dimensions), the rows that an embedding looks up.  most: timesteps to draw; of longer inputs the
    last timesteps that hold a token.  One-hot matrices of over 110 columns keep the columns that hold a 1.
    """
    layer = fitted.encoding.first_layer()
    steps = np.arange(len(encoded.inputs))
    if len(steps) > most:
        steps = steps[encoded.mask][-most:]
    read = {token.timestep: visible(token.word) for token in encoded.tokens}
    rows = tuple(f"{step + 1} {read.get(step, '·')}" for step in steps.tolist())
    ids = encoded.inputs[steps]
    if isinstance(layer, Embedding):
        assert table is not None
        return Matrix(table[ids], rows, tuple(str(d + 1) for d in range(layer.dimensions)))
    num_columns = layer.output_shape((len(steps),), return_sequences=True)[-1]
    columns = np.arange(num_columns) if num_columns <= 110 else np.unique(ids[ids != PADDING]) - 1
    values = (ids[:, None] == columns + 1).astype(np.float32)
    return Matrix(values, rows, _column_names(fitted, encoded.tokens, columns))


def _column_names(fitted: FittedText, tokens: Sequence[ReadToken], columns: np.ndarray) -> tuple[str, ...]:
    """The number of each column with what it stands for; a bucket is named by the words of the text in it."""
    if isinstance(fitted.encoding, HashingTrick):
        words: dict[int, str] = {}
        for token in tokens:
            if token.word not in (held := words.get(token.token_id - 1, "")).split(", "):
                words[token.token_id - 1] = f"{held}, {token.word}" if held else token.word
        return tuple(f"{column} {visible(words.get(column, ''))}".strip() for column in columns)
    names, free = (_("⟨unknown⟩"), *fitted.words), _("(free)")
    return tuple(f"{column} {visible(names[column]) if column < len(names) else free}" for column in columns)


def initial_table(rows: int, dimensions: int, seed: int = 0) -> np.ndarray:
    """A table as Keras makes one before training: uniform between -0.05 and 0.05, (rows, dimensions) float32."""
    values = np.random.default_rng(seed).uniform(-INITIAL_RANGE, INITIAL_RANGE, (rows, dimensions))
    return values.astype(np.float32)


def missing(fitted: FittedText, table: np.ndarray) -> list[str]:
    """The words of the vocabulary whose row is all zeros: those that GloVe does not know, most frequent first."""
    return [word for word, token_id in fitted.ids.items() if not table[token_id].any()]


def visible(text: str) -> str:
    """The text with a picture in the place of every space and of every character that has none of its own."""
    return "".join(map(_visible, text))


def _visible(character: str) -> str:
    if character == " ":
        return "␣"
    if ord(character) < 32:
        return chr(0x2400 + ord(character))
    return "�" if unicodedata.category(character)[0] == "C" and character not in FORMATTING else character
