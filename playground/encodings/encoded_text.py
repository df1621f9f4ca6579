"""A typed text as a network is given it, token by token."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from playground.errors import TextError
from playground.languages import N_, _

EMPTY = {
    "word": N_("The text holds no word. Type at least one word."),
    "character": N_("The text holds no character. Type at least one character."),
}
TOO_LONG = {
    "word": N_("The text has {number:,} words; this page reads up to {most:,}. Shorten the text."),
    "character": N_("The text has {number:,} characters; this page reads up to {most:,}. Shorten the text."),
}


class ReadToken(NamedTuple):
    """One token of a typed text and what the network is given for it.

    text[start:end] is the token; known: whether the network tells it from other words by its id; timestep is None for a
    word that was cut off.
    """

    word: str
    start: int
    end: int
    token_id: int
    timestep: int | None
    known: bool = True


@dataclass(frozen=True)
class EncodedText:
    """A typed text as the network is given it.

    tokens: every token of the text.  inputs: token ids (timesteps,) int32, padded.  mask: (timesteps,) bool, true for
    a token.  labels: what stands at each timestep, `·` for padding, `⟨unknown⟩` for an unknown word.
    """

    text: str
    tokens: tuple[ReadToken, ...]
    inputs: np.ndarray
    mask: np.ndarray
    labels: tuple[str, ...]

    @property
    def words(self) -> list[str]:
        """The tokens the network reads, in the order it reads them."""
        read = {token.timestep: token.word for token in self.tokens if token.timestep is not None}
        return [read[timestep] for timestep in sorted(read)]


def check_size(number: int, unit: str, most: int) -> None:
    """Raise `TextError` for a text of more than `most`.  unit: `word` or `character`."""
    if number > most:
        raise TextError(_(TOO_LONG[unit], number=number, most=most))
