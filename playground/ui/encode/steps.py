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
from playground.languages import N_, _, n_, p_
from playground.ui.encode.learned import Subject
from playground.ui.widgets.figure import is_dark
from playground.ui.widgets.plain import plain

MARKS = {
    "known": ":violet-background[{}]",
    "unknown": ":yellow-background[{}]",
    "collision": ":red-background[{}]",
    "cut": ":gray-background[~~{}~~]",
    "left out": ":gray[{}]",
    "between": "{}",
}
LEGEND = {
    "known": N_("a token"),
    "unknown": N_("unknown: not in the vocabulary, all read as the same id 1"),
    "collision": N_("shares its bucket with another word"),
    "cut": N_("beyond the maximum length: cut off, not read"),
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
    st.subheader(_("1 · Text"))
    states, word = set(), p_("in a legend", "word")
    for text, one in zip(texts, encoded, strict=True):
        parts = pieces(subject.fitted, text, one, shared, MOST_SHOWN)
        states |= {part.state for part in parts}
        st.markdown("\u2060" + "".join(MARKS[part.state].format(literal(part.text, part.state)) for part in parts))
    st.caption(
        " · ".join(f"{MARKS[state].format(word)} {_(about)}" for state, about in LEGEND.items() if state in states)
    )


def literal(text: str, state: str) -> str:
    """A piece of a typed text that Markdown takes for nothing else, not even for an address."""
    text = visible(text) if state in ("known", "unknown", "collision", "cut") else visible(text).replace("␣", " ")
    for address in ("www.", "://", "@"):
        text = text.replace(address, f"{address[:-1]}\u2060{address[-1]}")
    return plain(text)


def show_ids(subject: Subject, one: EncodedText, shared: Collisions) -> None:
    """Steps 2 and 3: the tokens of one text, and the id of each timestep."""
    st.subheader(_("2 · Tokens"))
    words = [token.word for token in one.tokens]
    listed = [repr(visible(word) if word != " " else word) for word in words[:MOST_SHOWN]]
    if len(words) > MOST_SHOWN:
        listed.append(_("… {number:,} more", number=len(words) - MOST_SHOWN))
    st.code(f"[{', '.join(listed)}]", language=None, wrap_lines=True)
    st.subheader(_("3 · Ids"))
    st.markdown(how_many(subject, one))
    st.dataframe(pd.DataFrame(id_rows(subject.fitted, one, shared)), hide_index=True, height="auto")


def how_many(subject: Subject, one: EncodedText) -> str:
    """How many tokens of a text are read, padded and cut off."""
    read = int(one.mask.sum())
    cut, tokens = len(one.tokens) - read, n_("{number:,} token", "{number:,} tokens", read)
    if isinstance(subject.fitted.encoding, Bag):
        said = (
            _("Read: {tokens}, whose order will be lost, {cut:,} cut off.")
            if cut
            else _("Read: {tokens}, whose order will be lost.")
        )
        return said.format(tokens=tokens, cut=cut)
    said = (
        _("**{timesteps}**: {tokens}, {padding:,} of padding (id 0), {cut:,} cut off.")
        if cut
        else _("**{timesteps}**: {tokens}, {padding:,} of padding (id 0).")
    )
    timesteps = n_("{number:,} timestep", "{number:,} timesteps", len(one.inputs))
    return said.format(timesteps=timesteps, tokens=tokens, padding=len(one.inputs) - read, cut=cut)


def show_vectors(subject: Subject, one: EncodedText, encoded: list[EncodedText]) -> None:
    """Step 4: the vectors of `one` text, or the bags of all, and the shape of all `encoded` together."""
    st.subheader(_("4 · Vectors"))
    shape = tensor_shape(subject.fitted, len(encoded))
    numbers = ", ".join(map(str, shape))
    if len(shape) == 3:
        said = n_(
            "{number:,} text together: a tensor of shape **({shape})**: texts, timesteps, columns.",
            "{number:,} texts together: a tensor of shape **({shape})**: texts, timesteps, columns.",
            len(encoded),
            shape=numbers,
        )
    else:
        said = n_(
            "{number:,} text together: a tensor of shape **({shape})**: texts, columns.",
            "{number:,} texts together: a tensor of shape **({shape})**: texts, columns.",
            len(encoded),
            shape=numbers,
        )
    st.markdown(said)
    encoding = subject.fitted.encoding
    if subject.embeds and subject.table is None:
        return  # said beside the share that GloVe covers
    bag = isinstance(encoding, Bag)
    drawn = bag_matrix(subject.fitted, encoded) if bag else matrix(subject.fitted, one, subject.table)
    for note in notes(subject, drawn.values.shape, shape, len(one.inputs)):
        st.caption(note)
    figure = matrix_map(drawn.values, drawn.rows, drawn.columns, binary=not subject.embeds, dark=is_dark())
    st.plotly_chart(figure, key="vectors", alt=_("The vectors of the text: timesteps down, columns across"))
    if bag:
        st.text(
            _(
                "{number} of {all:,} columns are used: {columns}",
                number=len(drawn.columns),
                all=shape[1],
                columns=", ".join(drawn.columns[:100]),
            )
        )
    if subject.embeds:
        st.dataframe(pd.DataFrame(drawn.values, drawn.rows, drawn.columns).style.format("{:.4f}"), height="auto")


def notes(subject: Subject, drawn: tuple[int, int], shape: tuple[int, ...], timesteps: int) -> list[str]:
    """What the picture leaves out, and where an embedding's numbers come from."""
    said = []
    if len(shape) == 3 and drawn[0] < timesteps:
        said.append(
            _(
                "Drawn are {number} of {timesteps:,} timesteps; the others are padding or come before these.",
                number=drawn[0],
                timesteps=timesteps,
            )
        )
    if drawn[1] < shape[-1]:
        said.append(
            n_(
                "Drawn: {number:,} column with a 1 in it; the other {others:,} hold only 0.",
                "Drawn: {number:,} columns with a 1 in it; the other {others:,} hold only 0.",
                drawn[1],
                others=shape[-1] - drawn[1],
            )
        )
    if subject.embeds and subject.run:
        said.append(_("Each row is its token's row in the table that the run has learned, after its last epoch."))
    elif subject.embeds and not isinstance(subject.fitted.encoding, Glove):
        said.append(_("Each row is its token's row in the table. Before training rows are random, from -0.05 to 0.05."))
    elif subject.embeds:
        said.append(_("Each row is the word's GloVe vector; unknown words and padding are zeros."))
    return said


def show_collisions(subject: Subject, encoded: list[EncodedText], shared: Collisions) -> None:
    """How many words collide, in which groups, and how collisions fall as buckets grow."""
    encoding = subject.fitted.encoding
    assert isinstance(encoding, HashingTrick)
    buckets = encoding.buckets
    words = at_hand(subject, encoded)
    st.subheader(_("Collisions"))
    numbers = st.columns(3)
    numbers[0].metric(_("Buckets"), f"{buckets:,}")
    numbers[1].metric(_("Distinct words"), f"{len(words):,}")
    numbers[2].metric(_("Words that collide"), f"{len(shared):,}", help=_("They share their bucket with another word."))
    groups = dict.fromkeys(tuple(sorted((word, *others))) for word, others in shared.items())
    if groups:
        st.text("\n".join(one_bucket(group) for group in list(groups)[:10]))
    if len(groups) > 10:
        st.caption(_("and {number:,} more groups of words the network cannot tell apart.", number=len(groups) - 10))
    st.vega_lite_chart(collision_points(shares(tuple(words))), collision_chart(buckets), key="collisions")
    st.caption(_("The share of these words that collide, by the number of buckets; the line is at yours."))


def one_bucket(words: tuple[str, ...]) -> str:
    """Words that are one to the network: `cat = finish`."""
    said = [visible(word) for word in words[:8]]
    if len(words) > 8:
        said.append(_("… {number:,} more", number=len(words) - 8))
    return " = ".join(said)


@remembered
def shares(words: tuple[str, ...]) -> dict[int, float]:
    """The share of words that collide for every number of buckets drawn."""
    return colliding_share(words, SIZES)
