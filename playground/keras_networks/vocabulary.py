"""The vocabulary that belongs to a network from elsewhere: a JSON list of words, or an object word → token id."""

from codecs import BOM_UTF8

from pydantic_core import from_json

from playground.choices import as_given
from playground.datasets.given_examples import MOST_WORDS
from playground.errors import UploadError

MOST_BYTES = 10_000_000
LONGEST_WORD = 200
UNKNOWN = ("[UNK]", "<UNK>", "<unk>", "<OOV>", "[OOV]", "<oov>")
"""What a vocabulary calls the token for every other word."""
EXPECTED = 'Give a JSON list of words in the order of their token ids, or an object such as {"good": 17}.'


def read_vocabulary(data: bytes, rows: int) -> tuple[tuple[str, ...], int | None]:
    """The word of each token id from 0 on (empty where there is none), and the id for unknown words.

    rows: how many ids the network has; words with larger ones are left out.  Raises `UploadError`.
    """
    if len(data) > MOST_BYTES:
        raise _refused(f"has {len(data):,} bytes; expected at most {MOST_BYTES:,}")
    try:
        given = from_json(data.removeprefix(BOM_UTF8), allow_inf_nan=False)
    except ValueError:
        raise _refused("is not JSON in UTF-8") from None
    ids = _ids(given)
    if len(ids) > MOST_WORDS:
        raise _refused(f"has {len(ids):,} words; expected at most {MOST_WORDS:,}")
    words: dict[int, str] = {}
    for word, number in ids:
        if not isinstance(word, str) or len(word) > LONGEST_WORD:
            raise _refused(f"holds {as_given(word)}; expected words of at most {LONGEST_WORD} characters")
        if type(number) is not int or number < 0:
            raise _refused(f"gives {as_given(word)} the number {as_given(number)}; expected whole numbers from 0 on")
        if number in words:
            raise _refused(f"gives {as_given(word)} and {as_given(words[number])} the same number, {number}")
        if number < rows:
            words[number] = word
    if not words:
        raise _refused(f"has no word for any of the network's {rows:,} token ids")
    unknown = next((number for number, word in sorted(words.items()) if word in UNKNOWN), None)
    return tuple(words.get(number, "") for number in range(max(words) + 1)), unknown


def _ids(given: object) -> list[tuple[object, object]]:
    if isinstance(given, list):
        return [(word, number) for number, word in enumerate(given)]
    if isinstance(given, dict):
        return list(given.items())
    raise _refused(f"is {as_given(given)}")


def _refused(why: str) -> UploadError:
    return UploadError(f"This vocabulary {why}. {EXPECTED}")
