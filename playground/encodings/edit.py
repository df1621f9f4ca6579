"""Something else at one place of an example: another word, no word, or nothing but zeros."""

from collections.abc import Sequence
from dataclasses import dataclass

from playground.datasets.tokenizers import SPLITTERS
from playground.encodings.base import EncodedExample, FittedEncoding
from playground.encodings.encoded_text import EncodedText
from playground.encodings.numbers import EncodedNumbers
from playground.encodings.text import FittedText
from playground.errors import ChangeError
from playground.languages import N_, _

Span = tuple[int, int]


@dataclass(frozen=True)
class Edit:
    """What an example holds instead at one place.

    index: of a token of the text, or of a timestep of numbers in the order in which they are read; from 0.
    by: what stands there instead.  Empty: a token is deleted, the numbers of a timestep become 0.
    """

    index: int
    by: str = ""


def edited(fitted: FittedEncoding, encoded: EncodedExample, edits: Sequence[Edit], text: str = "") -> EncodedExample:
    """The example with its edits, encoded anew.  text: what was encoded, where it was one.

    Raises `ChangeError` for an index the example does not have and for a word that holds no token, `TextError` where no
    token is left.
    """
    if isinstance(encoded, EncodedText):
        assert isinstance(fitted, FittedText)  # it encoded the text
        return fitted.text(edited_text(fitted, encoded, edits, text)[0])
    inputs = encoded.inputs.copy()
    for edit in edits:
        _check(edit, len(inputs), N_("The example has no timestep {index}; expected 0 to {last}."))
        inputs[edit.index] = 0
    return EncodedNumbers(inputs, encoded.mask, encoded.labels)


def edited_text(
    fitted: FittedText, encoded: EncodedText, edits: Sequence[Edit], text: str
) -> tuple[str, tuple[Span, ...]]:
    """The text with its edits, and where in it each of the original tokens, or what replaced it, stands.

    Of several edits at one index the last counts.
    """
    splitter = SPLITTERS[fitted.encoding.split]
    by = {}
    for edit in edits:
        _check(edit, len(encoded.tokens), N_("The example has no token {index}; expected 0 to {last}."))
        if edit.by and not splitter.tokens(edit.by):
            raise ChangeError(
                _("{word!r} holds nothing that the network reads. Type a word, or delete the word.", word=edit.by)
            )
        by[edit.index] = edit.by
    pieces, spans, end, length = [], [], 0, 0
    for index, token in enumerate(encoded.tokens):
        pieces += [text[end : token.start], by.get(index, text[token.start : token.end])]
        start, end = length + token.start - end, token.end
        length = start + len(pieces[-1])
        spans.append((start, length))
    return "".join([*pieces, text[end:]]), tuple(spans)


def is_known(fitted: FittedText, by: str) -> bool:
    """Whether the network has an id of its own for every token of what is typed."""
    splitter = SPLITTERS[fitted.encoding.split]
    return all(fitted.token_id(word) != fitted.encoding.unknown for word in splitter.words(by))


def _check(edit: Edit, count: int, complaint: str) -> None:
    if not 0 <= edit.index < count:
        raise ChangeError(_(complaint, index=edit.index, last=count - 1))
