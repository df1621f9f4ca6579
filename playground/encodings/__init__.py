"""The encodings: a new one is one file here and one line in ENCODINGS."""

from typing import TYPE_CHECKING, Annotated, Union

from pydantic import Field

from playground.encodings.bag_of_words import BagOfWords
from playground.encodings.base import EncodedExample, EncodedExamples, Encoding, FittedEncoding
from playground.encodings.encoded_text import EncodedText, ReadToken
from playground.encodings.given_tokens import GivenTokens
from playground.encodings.glove import Glove
from playground.encodings.hashing_trick import HashingTrick
from playground.encodings.learned_embedding import LearnedEmbedding
from playground.encodings.numbers import EncodedNumbers, FittedNumbers, Numbers
from playground.encodings.one_hot_characters import OneHotCharacters
from playground.encodings.one_hot_words import OneHotWords
from playground.encodings.sequences import Sequences
from playground.encodings.text import FittedText, TextEncoding

ENCODINGS: dict[str, type[Encoding]] = {
    "learned_embedding": LearnedEmbedding,
    "one_hot_words": OneHotWords,
    "one_hot_characters": OneHotCharacters,
    "bag_of_words": BagOfWords,
    "hashing_trick": HashingTrick,
    "glove": Glove,
    "numbers": Numbers,
}

if TYPE_CHECKING:
    AnyEncoding = Encoding
else:
    AnyEncoding = Annotated[Union[(*ENCODINGS.values(), GivenTokens)], Field(discriminator="kind")]
"""For a pydantic model's field: any encoding with its settings, told apart by its kind."""

__all__ = [
    "ENCODINGS",
    "AnyEncoding",
    "BagOfWords",
    "EncodedExample",
    "EncodedExamples",
    "EncodedNumbers",
    "EncodedText",
    "Encoding",
    "FittedEncoding",
    "FittedNumbers",
    "FittedText",
    "GivenTokens",
    "Glove",
    "HashingTrick",
    "LearnedEmbedding",
    "Numbers",
    "OneHotCharacters",
    "OneHotWords",
    "ReadToken",
    "Sequences",
    "TextEncoding",
]
