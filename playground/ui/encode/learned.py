"""What the chosen encoding learned, with its table of vectors where it has one; what takes long is kept."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from playground.caching import remembered
from playground.datasets import tokenized
from playground.datasets.text_examples import as_texts
from playground.datasets.tokenizers import SPLITTERS
from playground.encodings import FittedText, Glove
from playground.encodings.explain import initial_table, learn
from playground.encodings.presets import RUN, TEXTS, Preset
from playground.encodings.text import TextEncoding, as_text_encoding
from playground.errors import LimitError
from playground.languages import N_, _
from playground.layers import Embedding
from playground.limits import limits
from playground.runs import Run
from playground.ui.encode.choose import ready
from playground.ui.run.examples import splits
from playground.ui.widgets.waiting import told

MOST_SPLIT = 5_000
"""Texts of a dataset that are split in another way than it is stored, here in the server."""
MOST_WORDS = 20_000
"""Words looked at for collisions."""


@dataclass(frozen=True)
class Subject:
    """What the page looks at.

    fitted: the encoding; words: the distinct tokens at hand, most frequent first.  table: (token ids, dimensions)
    float32 that an embedding looks up; None where there is none, or GloVe's file is not here.  run: whose it is.
    """

    fitted: FittedText
    words: tuple[str, ...]
    table: np.ndarray | None = None
    run: Run | None = None

    @property
    def embeds(self) -> bool:
        """Whether the first layer looks rows of a table up."""
        return isinstance(self.fitted.encoding.first_layer(), Embedding)


def learned(chosen: Preset, run: Run | None) -> Subject:
    """Learn the encoding from what was chosen, or take what a run has learned.

    Raises `TextError`, `LimitError` for a table larger than the server allows, `ArchiveError` for a broken GloVe file.
    """
    if run:
        return of_run(run, chosen.texts)
    if chosen.learn_from in (TEXTS, RUN):
        texts = chosen.texts
        examples = tokenized(texts, np.zeros(len(texts), np.int8), chosen.encoding.split)
        fitted, words = learn(chosen.encoding, examples), tuple(examples.words)
    else:
        fitted, words = _of_dataset(chosen.encoding, chosen.learn_from)
    return Subject(fitted, words, _table(fitted))


def of_run(run: Run, texts: list[str]) -> Subject:
    """A run's own encoding and, where it has one, its table after the last epoch."""
    fitted = as_text_encoding(run.encoding)
    words = fitted.words or tuple(
        dict.fromkeys(word for text in texts for word in SPLITTERS[fitted.encoding.split].words(text))
    )
    subject = Subject(fitted, words, None, run)
    if not subject.embeds:
        return subject
    return Subject(fitted, words, table_of(run.id, run.saved_epochs()[-1]), run)


@remembered
def table_of(run_id: str, epoch: float) -> np.ndarray:
    """The table of a run's embedding after `epoch`, (token ids, dimensions) float32.  Shared: do not change it."""
    weights = Run.open(run_id).weights(epoch)
    return next(array for name, array in weights.items() if name.endswith("/embeddings"))


@told(N_("Reading the dataset …"))
@remembered
def _of_dataset(encoding: TextEncoding, name: str) -> tuple[FittedText, tuple[str, ...]]:
    train = as_texts(splits(ready()[name]).train)
    if train.split != encoding.split:
        train = train.subset(slice(0, MOST_SPLIT)).split_into(encoding.split)
    counts = np.bincount(train.token_ids, minlength=len(train.words))
    order = np.argsort(-counts, kind="stable")[:MOST_WORDS]
    return learn(encoding, train), tuple(train.words[i] for i in order if counts[i])


def _table(fitted: FittedText) -> np.ndarray | None:
    """The rows an embedding would start from: GloVe's, or random ones; None without either."""
    encoding, rows = fitted.encoding, len(fitted.words) + 2
    layer = encoding.first_layer()
    if not isinstance(layer, Embedding):
        return None
    if rows * layer.dimensions > (allowed := limits().parameters):
        raise LimitError(
            _(
                "This table has {rows:,} rows of {dimensions} numbers; this server allows {allowed:,} numbers. Choose "
                "a smaller vocabulary or fewer dimensions.",
                rows=rows,
                dimensions=layer.dimensions,
                allowed=allowed,
            )
        )
    if not isinstance(encoding, Glove):
        return initial_table(rows, layer.dimensions)
    if not (file := encoding.file()):
        return None
    key = hashlib.sha256("\n".join(fitted.words).encode("utf-8", "surrogatepass")).hexdigest()
    return _glove(encoding, file, file.stat().st_mtime_ns, key, fitted)


@told(N_("Looking the words up in GloVe …"))
@remembered
def _glove(encoding: Glove, file: Path, modified: int, words: str, _fitted: FittedText) -> np.ndarray:
    table = encoding.look_up(_fitted).table
    assert table is not None
    return table[: len(_fitted.words) + 2]
