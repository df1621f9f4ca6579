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
from playground.languages import N_, _
from playground.paths import data
from playground.reference.table import nearest, pca, t_sne
from playground.ui.encode.learned import Subject, table_of
from playground.ui.widgets.plain import plain
from playground.ui.widgets.waiting import told
from playground.wording import is_spelled

MOST_POINTS = 300
FEWEST_POINTS = 4


def show_coverage(subject: Subject) -> None:
    """The share of the vocabulary that GloVe knows; where to get the file when it is not here."""
    encoding, words = subject.fitted.encoding, subject.fitted.words
    if subject.table is None:
        assert isinstance(encoding, Glove)
        st.info(
            _(
                "GloVe is not on this machine. Put glove.6B.{dimensions}d.txt from {source} or glove.6B.zip from "
                "{elsewhere} into {folder}, or train any run with the GloVe encoding: that downloads it (862 MB), with "
                "its progress shown. The steps above need only the vocabulary.",
                dimensions=encoding.dimensions,
                source=encoding.source,
                elsewhere=encoding.elsewhere,
                folder=plain(data()),
            )
        )
        return
    unknown = missing(subject.fitted, subject.table)
    found = len(words) - len(unknown)
    st.markdown(
        _(
            "GloVe knows **{found:,} of {number:,}** words of the vocabulary: **{share:.1%}**.",
            found=found,
            number=len(words),
            share=found / len(words),
        )
    )
    if unknown:
        st.caption(_("Not found, their vectors are zeros:"))
        shown = ", ".join(map(visible, unknown[:20]))
        more = len(unknown) - 20
        st.text(_("{words} … and {number:,} more", words=shown, number=more) if more > 0 else shown)


def show_table(subject: Subject) -> None:
    """Coverage, neighbours and projection of the table an embedding looks rows up in."""
    st.subheader(_("The table"))
    glove = isinstance(subject.fitted.encoding, Glove)
    if glove:
        show_coverage(subject)
    if subject.table is None:
        return
    words = subject.fitted.words
    st.caption(
        _(
            "{rows:,} rows: one for padding, one for unknown words, one for each of {words:,} words; {numbers} numbers "
            "per row.",
            rows=len(words) + NUM_RESERVED,
            words=len(words),
            numbers=subject.table.shape[1],
        )
    )
    before, after = None, subject.table
    label = "GloVe" if glove else _("Before training: random")
    if subject.run and not glove:
        epochs = subject.run.saved_epochs()
        before = table_of(subject.run.id, epochs[0])
        if len(epochs) > 1:
            epoch = st.select_slider(_("Epoch"), epochs, epochs[-1], key=f"epoch {subject.run.id}")
            after, label = table_of(subject.run.id, epoch), _("After epoch {epoch}", epoch=epoch)
    elif not glove:
        st.info(_("Rows become meaningful by training: train a run with a learned embedding, then choose it above."))
    _projection(subject, before, after, label)
    _neighbours(subject, before, after, label)


def _neighbours(subject: Subject, before: np.ndarray | None, after: np.ndarray, label: str) -> None:
    """The words whose rows point in the most similar direction."""
    st.markdown(_("**Nearest neighbours**"))
    words, ids = subject.fitted.words, subject.fitted.ids
    judging = [word for word in words if group(word) != "other"]
    start = next(iter([*judging, *filter(is_spelled, words), *words]))
    typed = st.text_input(_("Word"), start, key=f"neighbours of {start}", width=240)
    word = typed if typed in ids else typed.strip()
    if word not in ids:
        said = _(
            "{word} is not among the {number:,} words of the vocabulary. Try {start!r}.",
            word=as_given(word),
            number=len(words),
            start=visible(start),
        )
        st.error(plain(said))
        return
    tables = {label: after} if before is None else {_("Before training"): before, label: after}
    for column, (title, table) in zip(st.columns(2), tables.items(), strict=False):
        rows = nearest(table[: len(words) + NUM_RESERVED][NUM_RESERVED:], ids[word] - NUM_RESERVED)
        column.caption(title)
        if rows:
            found = pd.DataFrame([(words[i], f"{similarity:.3f}") for i, similarity in rows])
            column.dataframe(found.set_axis([_("Word"), _("Cosine similarity")], axis=1), hide_index=True)
        else:
            column.caption(_("GloVe does not know this word: its row is all zeros, so it has no neighbours."))


def _projection(subject: Subject, before: np.ndarray | None, after: np.ndarray, label: str) -> None:
    """The most frequent words in two dimensions."""
    words = [word for word in subject.fitted.words if after[subject.fitted.ids[word]].any()][:MOST_POINTS]
    if len(words) < FEWEST_POINTS:
        st.caption(
            _(
                "Two dimensions need at least {fewest} words with a vector; there are {number}.",
                fewest=FEWEST_POINTS,
                number=len(words),
            )
        )
        return
    st.markdown(_("**In two dimensions**: the {number} most frequent words", number=len(words)))
    method = st.segmented_control(
        _("Method"),
        ["PCA", "t-SNE"],
        default="PCA",
        required=True,
        key="projection",
        help=_("PCA: the two directions in which the rows vary most. t-SNE: keeps neighbours together; takes seconds."),
    )
    indices = [subject.fitted.ids[word] for word in words]
    tables = (
        {label: after[indices]} if before is None else {_("Before training"): before[indices], label: after[indices]}
    )
    if method == "PCA":
        assert subject.table is not None
        last = subject.table[indices]
        panels = dict(zip(tables, seen_along(last, tuple(tables.values())), strict=True))
        st.caption(
            _("All pictures are projected onto the same two directions, those in which the last table varies most.")
        )
    else:
        panels = {title: arranged(table) for title, table in tables.items()}
        st.caption(_("Neighbours are kept together; distances between far points and the axes mean nothing."))
    same = method == "PCA" and len(panels) > 1
    if same:
        about = _("Off: every picture fills its frame, so that small rows can be seen.")
        same = st.toggle(_("Same scale"), True, help=about)
    figure = projection(panels, words, same_axes=same)
    st.plotly_chart(figure, key="table", alt=_("Words as points in two dimensions"))


def seen_along(fitted_on: np.ndarray, tables: tuple[np.ndarray, ...]) -> list[np.ndarray]:
    """PCA, kept."""
    return _seen_along(fingerprint(fitted_on, *tables), fitted_on, tables)


@remembered
def _seen_along(arrays: str, _fitted_on: np.ndarray, _tables: tuple[np.ndarray, ...]) -> list[np.ndarray]:
    return pca(_fitted_on, *_tables)


def arranged(table: np.ndarray) -> np.ndarray:
    """t-SNE, kept."""
    return _arranged(fingerprint(table), table)


@told(N_("t-SNE arranges the words …"))
@remembered
def _arranged(array: str, _table: np.ndarray) -> np.ndarray:
    return t_sne(_table)
