"""A typed text as a network is given it, token by token."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np


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
