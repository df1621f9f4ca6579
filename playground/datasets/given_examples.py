"""A few examples that were given beside a network from elsewhere: the inputs it takes, and what is true of them."""

import hashlib
import io
import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Literal
from uuid import uuid4

import numpy as np
from pydantic import Field

from playground import paths
from playground.caching import remembered
from playground.choices import as_given
from playground.datasets.base import Dataset, Examples, Progress, Splits
from playground.datasets.number_examples import ArrayExamples
from playground.datasets.text_examples import TextExamples, tokenized
from playground.errors import UploadError, storage_errors
from playground.languages import N_, _

MOST_BYTES = 20_000_000
"""Of all arrays of the examples of one network."""
MOST_WORDS = 200_000
NOT_KNOWN = -1
"""The class of an example of which nothing is known; of a number it is nan."""
ID_LETTERS = "[0-9a-f]{24}"
ID = rf"^({ID_LETTERS})?$"


@dataclass(frozen=True)
class Given:
    """The examples as they lie on the disk.

    inputs: token ids (examples, timesteps) int32, or numbers (examples, timesteps, features) float32.
    targets: (examples,), or (examples, timesteps) of a class at every timestep.
    words: of each token id from 0 on; empty where a token is called by its number, such as `#17`.
    """

    inputs: np.ndarray
    targets: np.ndarray
    class_names: tuple[str, ...]
    words: tuple[str, ...]

    @property
    def padding(self) -> Literal["front", "back"]:
        """Where token ids are filled up with 0."""
        return "front" if (self.inputs[:, 0] == 0).sum() >= (self.inputs[:, -1] == 0).sum() else "back"


class GivenExamples(Dataset):
    """Examples for a network that was trained elsewhere, kept in `given/` of `PLAYGROUND_HOME`."""

    name: Literal["given"] = "given"
    file: str = Field("", pattern=ID, description=N_("The id of the examples, made of what is in them."))
    asks: Literal["binary", "multiclass", "regression", "next_token"] = Field(
        "binary", description=N_("What the network is asked.")
    )
    kind: Literal["tokens", "numbers"] = Field("tokens", description=N_("What an example is made of."))
    classes: int = Field(2, ge=0, le=5000, description=N_("How many classes there are; 0 for a number."))
    examples: int = Field(1, ge=1, description=N_("How many examples there are."))
    timesteps: int = Field(1, ge=1, le=100_000, description=N_("Timesteps of an example."))
    features: int = Field(0, ge=0, le=100_000, description=N_("Numbers per timestep; 0 for tokens."))
    made_up: bool = Field(False, description=N_("Whether nobody gave them: they were drawn at random."))

    title: ClassVar[str] = N_("Examples given with the network")
    about: ClassVar[str] = N_("A few examples that were given together with a network that was trained elsewhere.")
    own_validation: ClassVar[bool] = True
    source: ClassVar[str] = N_("Whoever brought the network here")
    licence: ClassVar[str] = N_("Whatever they allow")
    citation: ClassVar[str] = N_("The source of the network")

    def label(self) -> str:
        """Of made-up examples what they are: nobody gave them."""
        return _("{drawn}, no examples given", drawn=self._drawn) if self.made_up else _(self.title)

    def origin(self) -> str:
        """Where the examples come from, in a sentence."""
        return _("{drawn}: the file brought no examples.", drawn=self._drawn) if self.made_up else _(self.about)

    @property
    def _drawn(self) -> str:
        return _("Made-up waves") if self.kind == "numbers" else _("Random tokens")

    @property
    def task(self) -> str:
        return self.asks

    @property
    def reads(self) -> Literal["words", "characters", "numbers"]:
        return "numbers" if self.kind == "numbers" else "words"

    @property
    def tests_on(self) -> str:
        return N_("Made up") if self.made_up else N_("Given with the network")

    @property
    def splitter(self) -> str:
        return "spaces"

    @property
    def class_names(self) -> tuple[str, ...]:
        """As given; `class 0`, `class 1`, … while the examples are not here."""
        names = kept(self.file).class_names if self.is_here() else ()
        return names or class_names(self.classes)

    @property
    def input_shape(self) -> tuple[int, int]:
        return (self.timesteps, self.features) if self.kind == "numbers" else (0, 0)

    @property
    def num_train(self) -> int:
        return self.examples

    @property
    def num_test(self) -> int:
        return self.examples

    def is_here(self) -> bool:
        return bool(self.file) and path_of(self.file).is_file()

    def is_ready(self) -> bool:
        return self.is_here()

    def load(self, progress: Progress | None = None) -> Splits:
        """The same examples for everything.  Raises `UploadError` when they are not here, or damaged."""
        examples = _examples(self)
        return Splits(examples, examples, examples)


def class_names(count: int) -> tuple[str, ...]:
    """What classes are called that have no names."""
    return tuple(f"class {number}" for number in range(count))


def token(number: int, words: Sequence[str]) -> str:
    """What a token is called: its word, where it has one without white space, else its number such as `#17`."""
    word = words[number] if 0 <= number < len(words) else ""
    return word if word and not any(map(str.isspace, word)) else f"#{number}"


def store(given: Given) -> str:
    """Keep examples under an id made of what is in them.  Raises `UploadError` for too many, `StorageError`."""
    if (size := given.inputs.nbytes + given.targets.nbytes) > MOST_BYTES:
        raise UploadError(
            _(
                "The examples take {size:,} bytes; expected at most {most:,}. Give fewer, two dozen are plenty.",
                size=size,
                most=MOST_BYTES,
            )
        )
    if (count := len(given.words)) > MOST_WORDS:
        raise UploadError(
            _("The vocabulary has {count:,} words; expected at most {most:,}.", count=count, most=MOST_WORDS)
        )
    names = json.dumps({"class_names": given.class_names, "words": given.words}).encode()
    arrays = {"inputs": given.inputs, "targets": given.targets, "names": np.frombuffer(names, np.uint8)}
    digest = hashlib.sha256()
    for array in arrays.values():
        digest.update(f"{array.dtype} {array.shape}".encode() + np.ascontiguousarray(array).tobytes())
    folder, path = paths.given_folder(), path_of(file := digest.hexdigest()[:24])
    if not path.is_file():
        packed = io.BytesIO()
        np.savez_compressed(packed, allow_pickle=False, **arrays)
        with storage_errors(folder):
            folder.mkdir(parents=True, exist_ok=True)
            part = folder / f".{file}.{uuid4().hex}"
            try:
                part.write_bytes(packed.getvalue())
                os.replace(part, path)
            finally:
                part.unlink(missing_ok=True)
    return file


@remembered
def kept(file: str) -> Given:
    """The examples of an id.  Raises `UploadError` when they are not here, or damaged.  Shared: do not change them."""
    try:
        with np.load(path_of(file), allow_pickle=False) as arrays:
            given = from_arrays(arrays)
    except FileNotFoundError:
        raise UploadError(
            _(
                "The examples {file} given with this network are no longer here. Keep the network again "
                "with its examples.",
                file=as_given(file),
            )
        ) from None
    except Exception as error:  # damaged bytes make NumPy raise nearly anything
        raise UploadError(
            _("The examples {file} cannot be read ({error}). Keep the network again.", file=as_given(file), error=error)
        ) from error
    return given


def path_of(file: str) -> Path:
    """Where the examples of an id lie, if they are here."""
    return paths.given_folder() / f"{file}.npz"


def from_arrays(arrays: Mapping[str, np.ndarray]) -> Given:
    """What `store` has written.  Raises `KeyError`, `TypeError` or `ValueError` for anything else."""
    names = json.loads(arrays["names"].tobytes())
    words, classes = tuple(map(str, names["words"])), tuple(map(str, names["class_names"]))
    given = Given(arrays["inputs"], arrays["targets"], classes, words)
    if given.inputs.ndim not in (2, 3) or len(given.inputs) != len(given.targets):
        raise ValueError("inputs and targets do not belong together")
    if given.inputs.dtype not in (np.int32, np.float32) or given.targets.dtype not in (np.int64, np.float32):
        raise ValueError("inputs or targets are no numbers that a network takes")
    if not np.isfinite(given.inputs).all() or (given.inputs.ndim == 2 and given.inputs.min(initial=0) < 0):
        raise ValueError("inputs hold values that are no numbers or no tokens")
    return given


@remembered
def _examples(dataset: GivenExamples) -> Examples:
    given = kept(dataset.file)
    expected = (dataset.examples, dataset.timesteps, *([dataset.features] if dataset.kind == "numbers" else []))
    if given.inputs.shape != expected:
        raise UploadError(
            _(
                "The examples {file} have the shape {shape}; expected {expected}. Keep the network again.",
                file=as_given(dataset.file),
                shape=given.inputs.shape,
                expected=expected,
            )
        )
    if dataset.kind == "numbers":
        return ArrayExamples(given.inputs, given.targets)
    return _texts(given)


def _texts(given: Given) -> TextExamples:
    """Every example as its tokens with spaces between, without what pads it on one side."""
    front, texts, targets = given.padding == "front", [], []
    for ids, target in zip(given.inputs.tolist(), given.targets, strict=True):
        real = np.flatnonzero(ids)
        first, last = (int(real[0]), int(real[-1]) + 1) if len(real) else (0, 1)
        first, last = (first, len(ids)) if front else (0, last)
        texts.append(" ".join(token(number, given.words) for number in ids[first:last]))
        targets.append(target[first:last] if given.targets.ndim == 2 else target)
    each_token = given.targets.ndim == 2
    flat = np.concatenate(targets) if each_token else np.array(targets)
    flat = flat.astype(np.int32) if flat.dtype.kind == "i" else flat
    return tokenized(tuple(texts), flat, "spaces", each_token=each_token)
