"""Looking at a table of word vectors: the share GloVe covers, neighbours, two dimensions, before and after training."""

import numpy as np
import pandas as pd
import streamlit as st

from playground.caching import fingerprint, remembered
from playground.choices import as_given
from playground.encodings import Glove
from playground.encodings.explain import missing, visible
from playground.encodings.text import NUM_RESERVED
from playground.figures.projection import group, projection
from playground.paths import data
from playground.reference.table import nearest, pca, t_sne
from playground.ui.encode.learned import Subject, table_of
from playground.ui.widgets.plain import plain
from playground.ui.widgets.waiting import told

MOST_POINTS = 300
FEWEST_POINTS = 4


def show_coverage(subject: Subject) -> None:
    """The share of the vocabulary that GloVe knows; where to get the file when it is not here."""
    encoding, words = subject.fitted.encoding, subject.fitted.words
    if subject.table is None:
        assert isinstance(encoding, Glove)
        st.info(
            f"GloVe is not on this machine. Put glove.6B.{encoding.dimensions}d.txt from {encoding.source} or "
            f"glove.6B.zip from {encoding.elsewhere} into "
            f"{plain(data())}, or train any run with the GloVe encoding: that downloads it (862 MB), with its progress "
            "shown. The steps above need only the vocabulary."
        )
        return
    unknown = missing(subject.fitted, subject.table)
    found = len(words) - len(unknown)
    st.markdown(f"GloVe knows **{found:,} of {len(words):,}** words of the vocabulary: **{found / len(words):.1%}**.")
    if unknown:
        more = f" … and {len(unknown) - 20:,} more" if len(unknown) > 20 else ""
        st.caption("Not found, their vectors are zeros:")
        st.text(", ".join(map(visible, unknown[:20])) + more)


def show_table(subject: Subject) -> None:
    """Coverage, neighbours and projection of the table an embedding looks rows up in."""
    st.subheader("The table")
    glove = isinstance(subject.fitted.encoding, Glove)
    if glove:
        show_coverage(subject)
    if subject.table is None:
        return
    words = subject.fitted.words
    st.caption(
        f"{len(words) + NUM_RESERVED:,} rows: one for padding, one for unknown words, one for each of {len(words):,} "
        f"words; {subject.table.shape[1]} numbers per row."
    )
    before, after = None, subject.table
    label = "GloVe" if glove else "Before training: random"
    if subject.run and not glove:
        epochs = subject.run.saved_epochs()
        before = table_of(subject.run.id, epochs[0])
        if len(epochs) > 1:
            epoch = st.select_slider("Epoch", epochs, epochs[-1], key=f"epoch {subject.run.id}")
            after, label = table_of(subject.run.id, epoch), f"After epoch {epoch}"
    elif not glove:
        st.info("Rows become meaningful by training: train a run with a learned embedding, then choose it above.")
    _projection(subject, before, after, label)
    _neighbours(subject, before, after, label)


def _neighbours(subject: Subject, before: np.ndarray | None, after: np.ndarray, label: str) -> None:
    """The words whose rows point in the most similar direction."""
    st.markdown("**Nearest neighbours**")
    words, ids = subject.fitted.words, subject.fitted.ids
    start = next((word for word in words if group(word) != "other"), words[0])
    word = st.text_input("Word", start, key=f"neighbours of {start}", width=240).strip()
    if word not in ids:
        st.error(plain(f"{as_given(word)} is not among the {len(words):,} words of the vocabulary. Try {start!r}."))
        return
    tables = {label: after} if before is None else {"Before training": before, label: after}
    for column, (title, table) in zip(st.columns(2), tables.items(), strict=False):
        rows = nearest(table[: len(words) + NUM_RESERVED][NUM_RESERVED:], ids[word] - NUM_RESERVED)
        column.caption(title)
        if rows:
            found = pd.DataFrame([(words[i], f"{similarity:.3f}") for i, similarity in rows])
            column.dataframe(found.set_axis(["Word", "Cosine similarity"], axis=1), hide_index=True)
        else:
            column.caption("GloVe does not know this word: its row is all zeros, so it has no neighbours.")


def _projection(subject: Subject, before: np.ndarray | None, after: np.ndarray, label: str) -> None:
    """The most frequent words in two dimensions."""
    words = [word for word in subject.fitted.words if after[subject.fitted.ids[word]].any()][:MOST_POINTS]
    if len(words) < FEWEST_POINTS:
        st.caption(f"Two dimensions need at least {FEWEST_POINTS} words with a vector; there are {len(words)}.")
        return
    st.markdown(f"**In two dimensions**: the {len(words)} most frequent words")
    method = st.segmented_control(
        "Method",
        ["PCA", "t-SNE"],
        default="PCA",
        required=True,
        key="projection",
        help="PCA: the two directions in which the rows vary most. t-SNE: keeps neighbours together; takes seconds.",
    )
    indices = [subject.fitted.ids[word] for word in words]
    tables = {label: after[indices]} if before is None else {"Before training": before[indices], label: after[indices]}
    if method == "PCA":
        assert subject.table is not None
        last = subject.table[indices]
        panels = dict(zip(tables, seen_along(last, tuple(tables.values())), strict=True))
        st.caption(
            "All pictures are projected onto the same two directions, those in which the last table varies most."
        )
    else:
        panels = {title: arranged(table) for title, table in tables.items()}
        st.caption("Neighbours are kept together; distances between far points and the axes mean nothing.")
    same = method == "PCA" and len(panels) > 1
    if same:
        same = st.toggle("Same scale", True, help="Off: every picture fills its frame, so that small rows can be seen.")
    figure = projection(panels, words, same_axes=same)
    st.plotly_chart(figure, key="table", alt="Words as points in two dimensions")


def seen_along(fitted_on: np.ndarray, tables: tuple[np.ndarray, ...]) -> list[np.ndarray]:
    """PCA, kept."""
    return _seen_along(fingerprint(fitted_on, *tables), fitted_on, tables)


@remembered
def _seen_along(arrays: str, _fitted_on: np.ndarray, _tables: tuple[np.ndarray, ...]) -> list[np.ndarray]:
    return pca(_fitted_on, *_tables)


def arranged(table: np.ndarray) -> np.ndarray:
    """t-SNE, kept."""
    return _arranged(fingerprint(table), table)


@told("t-SNE arranges the words …")
@remembered
def _arranged(array: str, _table: np.ndarray) -> np.ndarray:
    return t_sne(_table)
