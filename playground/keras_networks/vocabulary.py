"""The vocabulary that belongs to a network from elsewhere: a JSON list of words, or an object word → token id."""

from codecs import BOM_UTF8

from pydantic_core import from_json

from playground.choices import as_given
from playground.datasets.given_examples import MOST_WORDS
from playground.errors import UploadError
from playground.languages import N_, _
from playground.wording import together

MOST_BYTES = 10_000_000
LONGEST_WORD = 200
UNKNOWN = ("[UNK]", "<UNK>", "<unk>", "<OOV>", "[OOV]", "<oov>")
"""What a vocabulary calls the token for every other word."""
EXPECTED = N_('Give a JSON list of words in the order of their token ids, or an object such as {"good": 17}.')


def read_vocabulary(data: bytes, rows: int) -> tuple[tuple[str, ...], int | None]:
    """The word of each token id from 0 on (empty where there is none), and the id for unknown words.

    rows: how many ids the network has; words with larger ones are left out.  Raises `UploadError`.
    """
    if len(data) > MOST_BYTES:
        raise _refused(
            _("This vocabulary has {number:,} bytes; expected at most {most:,}.", number=len(data), most=MOST_BYTES)
        )
    try:
        given = from_json(data.removeprefix(BOM_UTF8), allow_inf_nan=False)
    except ValueError:
        raise _refused(_("This vocabulary is not JSON in UTF-8.")) from None
    ids = _ids(given)
    if len(ids) > MOST_WORDS:
        raise _refused(
            _("This vocabulary has {number:,} words; expected at most {most:,}.", number=len(ids), most=MOST_WORDS)
        )
    words: dict[int, str] = {}
    for word, number in ids:
        if not isinstance(word, str) or len(word) > LONGEST_WORD:
            raise _refused(
                _(
                    "This vocabulary holds {given}; expected words of at most {most} characters.",
                    given=as_given(word),
                    most=LONGEST_WORD,
                )
            )
        if type(number) is not int or number < 0:
            raise _refused(
                _(
                    "This vocabulary gives {word} the number {given}; expected whole numbers from 0 on.",
                    word=as_given(word),
                    given=as_given(number),
                )
            )
        if number in words:
            raise _refused(
                _(
                    "This vocabulary gives {word} and {other} the same number, {number}.",
                    word=as_given(word),
                    other=as_given(words[number]),
                    number=number,
                )
            )
        if number < rows:
            words[number] = word
    if not words:
        raise _refused(_("This vocabulary has no word for any of the network's {number:,} token ids.", number=rows))
    unknown = next((number for number, word in sorted(words.items()) if word in UNKNOWN), None)
    return tuple(words.get(number, "") for number in range(max(words) + 1)), unknown


def _ids(given: object) -> list[tuple[object, object]]:
    if isinstance(given, list):
        return [(word, number) for number, word in enumerate(given)]
    if isinstance(given, dict):
        return list(given.items())
    raise _refused(_("This vocabulary is {given}.", given=as_given(given)))


def _refused(why: str) -> UploadError:
    return UploadError(together(why, _(EXPECTED)))
