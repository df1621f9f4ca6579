"""The words and names of classes that a .keras file of the playground carries in its metadata.json, read as data."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pydantic_core import from_json

from playground.choices import as_given
from playground.keras_networks.file_members import METADATA, MOST_BYTES, refused
from playground.keras_networks.vocabulary import LONGEST_WORD
from playground.languages import _

KEY = "rnn_playground"


@dataclass(frozen=True)
class OwnNames:
    """words: of each token id from 0 on; class_names: of all classes; either may be empty."""

    words: tuple[str, ...] = ()
    class_names: tuple[str, ...] = ()


def with_names(metadata: bytes, names: OwnNames) -> bytes:
    """A metadata.json that carries them too; words too long for `read_vocabulary` are left empty.

    As it was where it would be larger than `own_names` may read.
    """
    words = [word if len(word) <= LONGEST_WORD else "" for word in names.words]
    classes = [name[:LONGEST_WORD] for name in names.class_names]
    found = json.loads(metadata) | {KEY: {"words": words, "class_names": classes}}
    data = json.dumps(found).encode()
    return data if len(data) <= MOST_BYTES[METADATA] else metadata


def is_of_a_playground(metadata: bytes) -> bool:
    """Whether a playground wrote the file.  metadata: its metadata.json, an object."""
    return KEY in from_json(metadata, allow_inf_nan=False)


def own_names(metadata: bytes, classes: int) -> OwnNames:
    """What a metadata.json carries; nothing where Keras alone wrote it.

    classes: of the network.  Raises `UploadError` for anything but lists of texts, and for other than so many names.
    """
    found: Any = from_json(metadata, allow_inf_nan=False)
    given = found.get(KEY) if isinstance(found, dict) else None
    if given is None:
        return OwnNames()
    if not isinstance(given, dict):
        raise refused(
            _(
                "{file} says {given} of its words; expected an object in braces",
                file=METADATA,
                given=as_given(given),
            )
        )
    names = OwnNames(_texts(given, "words"), _texts(given, "class_names"))
    if names.class_names and len(names.class_names) != classes:
        raise refused(
            _(
                "{file} names {given:,} classes; the network has {number:,}",
                file=METADATA,
                given=len(names.class_names),
                number=classes,
            )
        )
    return names


def _texts(given: dict[str, Any], name: str) -> tuple[str, ...]:
    found: Sequence[Any] = given.get(name, [])
    if not isinstance(found, list) or not all(isinstance(one, str) and len(one) <= LONGEST_WORD for one in found):
        raise refused(
            _(
                "{file} holds {name} that are no list of texts of at most {most} characters",
                file=METADATA,
                name=name,
                most=LONGEST_WORD,
            )
        )
    return tuple(found)
