"""A parsed text dataset in one Arrow file: written once, then mapped into memory, so loading copies next to nothing.

Columns: text (string), target (int8), test (bool), token_ids (list of int32); all train rows stand before all test
rows. The word list and the key of what was parsed are in the schema's metadata.
"""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, SupportsIndex, overload

import numpy as np

from playground.datasets import arrow_file, tokenizers
from playground.datasets.archive import Review
from playground.datasets.base import Splits
from playground.datasets.text_examples import ChosenTexts, TextExamples, ranking


class ArrowTexts(Sequence[str]):
    """A column of texts; each becomes a str when it is asked for."""

    def __init__(self, column: Any) -> None:
        self._column = column

    def __len__(self) -> int:
        return len(self._column)

    @overload
    def __getitem__(self, index: SupportsIndex) -> str: ...
    @overload
    def __getitem__(self, index: slice) -> ChosenTexts: ...
    def __getitem__(self, index: SupportsIndex | slice) -> str | ChosenTexts:
        if isinstance(index, slice):
            return ChosenTexts(self, np.arange(len(self))[index])
        return str(self._column[int(index)].as_py())


def parse(reviews: Iterable[Review], path: Path, key: str, split: str = "words") -> None:
    """Tokenize `reviews` and write them to `path`; `key` says what they were parsed from, `split` how."""
    splitter = tokenizers.SPLITTERS[split]
    # Rows must not depend on the order of files in an archive; by number, the two classes alternate.
    rows = []
    index: dict[str, int] = {}
    for review in reviews:
        token_ids = [index.setdefault(word, len(index)) for word in splitter.words(review.text)]
        rows.append((review.split == "test", review.number, review.target, review.text, np.array(token_ids, np.int32)))
    rows.sort(key=lambda row: row[:3])
    is_test, _, targets, texts, ids_of_texts = zip(*rows, strict=True)
    flat = np.concatenate(ids_of_texts)
    offsets = np.concatenate([[0], np.cumsum([len(ids) for ids in ids_of_texts])])
    listed = list(index)
    num_train_tokens = offsets[len(rows) - sum(is_test)]
    order = ranking(np.bincount(flat[:num_train_tokens], minlength=len(listed)).tolist(), listed)
    rank = np.empty(len(listed), np.int32)
    rank[order] = np.arange(len(listed), dtype=np.int32)
    _write(path, key, split, [listed[i] for i in order], texts, targets, is_test, rank[flat], offsets)


def _write(
    path: Path,
    key: str,
    split: str,
    words: list[str],
    texts: Sequence[str],
    targets: Sequence[int],
    is_test: Sequence[bool],
    token_ids: np.ndarray,
    offsets: np.ndarray,
) -> None:
    import pyarrow as pa

    columns = {
        "text": pa.array(texts, pa.string()),
        "target": pa.array(targets, pa.int8()),
        "test": pa.array(is_test, pa.bool_()),
        "token_ids": pa.ListArray.from_arrays(pa.array(offsets, pa.int32()), pa.array(token_ids)),
    }
    metadata = {"key": key, "split": split, "words": json.dumps(words, ensure_ascii=False)}
    batch = pa.record_batch(columns).replace_schema_metadata(metadata)
    arrow_file.write(batch, path)


def load(path: Path, key: str | None) -> Splits | None:
    """The dataset in `path`, or None when there is none, it is damaged, or it was parsed from something but `key`.

    key: None takes whatever was parsed
    """
    import pyarrow as pa

    try:
        with pa.memory_map(str(path)) as source:
            table = pa.ipc.open_file(source).read_all()
        table.validate(full=True)
        metadata = {name.decode(): value.decode() for name, value in (table.schema.metadata or {}).items()}
        if key is not None and metadata["key"] != key:
            return None
        return _splits(table, _words(metadata["words"]), metadata.get("split", "words"))
    except (OSError, pa.ArrowException, LookupError, ValueError):
        return None


def _words(stored: str) -> list[str]:
    """The word list; one a line in files of earlier versions, in which no token could hold a line break."""
    words: list[str] = json.loads(stored) if stored.startswith("[") else stored.split("\n")
    return words


def _splits(table: Any, words: list[str], split: str) -> Splits:
    lists = table["token_ids"].chunk(0)
    token_ids = lists.values.to_numpy()  # a view of the mapped file
    offsets = lists.offsets.to_numpy().astype(np.int64)
    if len(token_ids) and not 0 <= token_ids.min() <= token_ids.max() < len(words):
        raise ValueError("token ids outside the word list")
    targets = table["target"].to_numpy()
    num_train = len(targets) - int(np.count_nonzero(table["test"].to_numpy()))

    def examples(start: int, stop: int) -> TextExamples:
        first = offsets[start]
        texts = ArrowTexts(table["text"].chunk(0)[start:stop])
        return TextExamples(
            texts,
            targets[start:stop],
            token_ids[first : offsets[stop]],
            offsets[start : stop + 1] - first,
            words,
            split,
        )

    return Splits(train=examples(0, num_train), test=examples(num_train, len(targets)))
