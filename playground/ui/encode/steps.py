"""The steps of the Encode page: text → tokens → ids → vectors, with their real values."""

import pandas as pd
import streamlit as st

from playground.caching import remembered
from playground.encodings import EncodedText, Glove, HashingTrick
from playground.encodings.demonstrate import SIZES
from playground.encodings.explain import (
    Collisions,
    bag_matrix,
    colliding_share,
    collisions,
    id_rows,
    matrix,
    pieces,
    tensor_shape,
    visible,
)
from playground.encodings.text import Bag
from playground.figures.collisions import collision_chart, collision_points
from playground.figures.matrix import matrix_map
from playground.ui.encode.learned import Subject
from playground.ui.widgets.figure import is_dark
from playground.ui.widgets.plain import plain
from playground.wording import counted

MARKS = {
    "known": ":violet-background[{}]",
    "unknown": ":yellow-background[{}]",
    "collision": ":red-background[{}]",
    "cut": ":gray-background[~~{}~~]",
    "left out": ":gray[{}]",
    "between": "{}",
}
LEGEND = {
    "known": "a token",
    "unknown": "unknown: not in the vocabulary, all read as the same id 1",
    "collision": "shares its bucket with another word",
    "cut": "beyond the maximum length: cut off, not read",
}
MOST_SHOWN = 300
"""Tokens listed of one text."""


def colliding(subject: Subject, encoded: list[EncodedText]) -> Collisions:
    """Which words at hand, those of the typed texts included, share a bucket; none without buckets."""
    encoding = subject.fitted.encoding
    if not isinstance(encoding, HashingTrick):
        return {}
    return collisions(at_hand(subject, encoded), encoding.buckets)


def at_hand(subject: Subject, encoded: list[EncodedText]) -> list[str]:
    """The distinct words of the typed texts and of what the vocabulary is learned from."""
    return list(dict.fromkeys([*(token.word for one in encoded for token in one.tokens), *subject.words]))


def show_texts(subject: Subject, texts: list[str], encoded: list[EncodedText], shared: Collisions) -> None:
    """Step 1: every text with its tokens marked in place."""
    st.subheader("1 · Text")
    states = set()
    for text, one in zip(texts, encoded, strict=True):
        parts = pieces(subject.fitted, text, one, shared, MOST_SHOWN)
        states |= {part.state for part in parts}
        st.markdown("\u2060" + "".join(MARKS[part.state].format(literal(part.text, part.state)) for part in parts))
    st.caption(
        " · ".join(f"{MARKS[state].format('word')} {about}" for state, about in LEGEND.items() if state in states)
    )


def literal(text: str, state: str) -> str:
    """A piece of a typed text that Markdown takes for nothing else, not even for an address."""
    text = visible(text) if state in ("known", "unknown", "collision", "cut") else visible(text).replace("␣", " ")
    for address in ("www.", "://", "@"):
        text = text.replace(address, f"{address[:-1]}\u2060{address[-1]}")
    return plain(text)


def show_ids(subject: Subject, one: EncodedText, shared: Collisions) -> None:
    """Steps 2 and 3: the tokens of one text, and the id of each timestep."""
    st.subheader("2 · Tokens")
    words = [token.word for token in one.tokens]
    more = f", … {len(words) - MOST_SHOWN:,} more" if len(words) > MOST_SHOWN else ""
    listed = ", ".join(repr(visible(word) if word != " " else word) for word in words[:MOST_SHOWN])
    st.code(f"[{listed}{more}]", language=None, wrap_lines=True)
    st.subheader("3 · Ids")
    read = int(one.mask.sum())
    cut = f", {len(words) - read:,} cut off" if len(words) > read else ""
    if isinstance(subject.fitted.encoding, Bag):
        st.markdown(f"Read: {counted(read, 'token')}, whose order will be lost{cut}.")
    else:
        st.markdown(
            f"**{counted(len(one.inputs), 'timestep')}**: {counted(read, 'token')}, {len(one.inputs) - read:,} of "
            f"padding (id 0){cut}."
        )
    st.dataframe(pd.DataFrame(id_rows(subject.fitted, one, shared)), hide_index=True, height="auto")


def show_vectors(subject: Subject, one: EncodedText, encoded: list[EncodedText]) -> None:
    """Step 4: the vectors of `one` text, or the bags of all, and the shape of all `encoded` together."""
    st.subheader("4 · Vectors")
    shape = tensor_shape(subject.fitted, len(encoded))
    names = "texts, timesteps, columns" if len(shape) == 3 else "texts, columns"
    st.markdown(
        f"{counted(len(encoded), 'text')} together: a tensor of shape **({', '.join(map(str, shape))})**: {names}."
    )
    encoding = subject.fitted.encoding
    if subject.embeds and subject.table is None:
        return  # said beside the share that GloVe covers
    bag = isinstance(encoding, Bag)
    drawn = bag_matrix(subject.fitted, encoded) if bag else matrix(subject.fitted, one, subject.table)
    for said in notes(subject, drawn.values.shape, shape, len(one.inputs)):
        st.caption(said)
    figure = matrix_map(drawn.values, drawn.rows, drawn.columns, binary=not subject.embeds, dark=is_dark())
    st.plotly_chart(figure, key="vectors", alt="The vectors of the text: timesteps down, columns across")
    if bag:
        st.text(f"{len(drawn.columns)} of {shape[1]:,} columns are used: {', '.join(drawn.columns[:100])}")
    if subject.embeds:
        st.dataframe(pd.DataFrame(drawn.values, drawn.rows, drawn.columns).style.format("{:.4f}"), height="auto")


def notes(subject: Subject, drawn: tuple[int, int], shape: tuple[int, ...], timesteps: int) -> list[str]:
    """What the picture leaves out, and where an embedding's numbers come from."""
    said = []
    if len(shape) == 3 and drawn[0] < timesteps:
        said.append(f"Drawn are {drawn[0]} of {timesteps:,} timesteps; the others are padding or come before these.")
    if drawn[1] < shape[-1]:
        said.append(
            f"Drawn: {counted(drawn[1], 'column')} with a 1 in it; the other {shape[-1] - drawn[1]:,} hold only 0."
        )
    if subject.embeds and subject.run:
        said.append("Each row is its token's row in the table that the run has learned, after its last epoch.")
    elif subject.embeds and not isinstance(subject.fitted.encoding, Glove):
        said.append("Each row is its token's row in the table. Before training rows are random, from -0.05 to 0.05.")
    elif subject.embeds:
        said.append("Each row is the word's GloVe vector; unknown words and padding are zeros.")
    return said


def show_collisions(subject: Subject, encoded: list[EncodedText], shared: Collisions) -> None:
    """How many words collide, in which groups, and how collisions fall as buckets grow."""
    encoding = subject.fitted.encoding
    assert isinstance(encoding, HashingTrick)
    buckets = encoding.buckets
    words = at_hand(subject, encoded)
    st.subheader("Collisions")
    numbers = st.columns(3)
    numbers[0].metric("Buckets", f"{buckets:,}")
    numbers[1].metric("Distinct words", f"{len(words):,}")
    numbers[2].metric("Words that collide", f"{len(shared):,}", help="They share their bucket with another word.")
    groups = dict.fromkeys(tuple(sorted((word, *others))) for word, others in shared.items())
    if groups:
        st.text("\n".join(one_bucket(group) for group in list(groups)[:10]))
    if len(groups) > 10:
        st.caption(f"and {len(groups) - 10:,} more groups of words the network cannot tell apart.")
    st.vega_lite_chart(collision_points(shares(tuple(words))), collision_chart(buckets), key="collisions")
    st.caption("The share of these words that collide, by the number of buckets; the line is at yours.")


def one_bucket(words: tuple[str, ...]) -> str:
    """Words that are one to the network: `cat = finish`."""
    more = f" = … {len(words) - 8:,} more" if len(words) > 8 else ""
    return " = ".join(map(visible, words[:8])) + more


@remembered
def shares(words: tuple[str, ...]) -> dict[int, float]:
    """The share of words that collide for every number of buckets drawn."""
    return colliding_share(words, SIZES)
