"""Below the editor: why a network says what it says, and what it would say without a word or with another one."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from playground.analysis.attribution import ANSWERS, MOST_WORDS, Why, why
from playground.analysis.running_prediction import Course
from playground.caching import remembered
from playground.encodings.edit import Edit, edited_text, is_known
from playground.encodings.text import as_text_encoding
from playground.errors import PlaygroundError
from playground.figures.why import bars, table
from playground.languages import _
from playground.narration.attribution import agreement
from playground.prediction.cache import network_of
from playground.prediction.predict import answer, in_words
from playground.runs import Run
from playground.ui.widgets.control import control
from playground.ui.widgets.figure import show_figure
from playground.ui.widgets.plain import plain
from playground.wording import together

SHOWN = "sentiment why"
"""Key of the switch that opens it."""
WORD = "sentiment why word"
"""Key of the word that is left out or replaced: the number of its token in the text."""
Read = tuple[Run, int, str, Course]
"""A run, the epoch of its weights, its name, and its course over the text."""


def take(clicked: Any) -> None:
    """Open it for the word that was clicked in the editor: {run, token, word}."""
    if isinstance(clicked, dict) and isinstance(clicked.get("token"), int) and control("why", "sentiment").free:
        st.session_state[SHOWN] = True
        st.session_state[WORD] = clicked["token"]


def explain(text: str, read: Sequence[Read]) -> None:
    """Three answers for every word, and one word changed.  read: the runs that could read the text."""
    help_text = _("Three answers for every word, and what becomes of the text without a word, or with another one.")
    switch = control("why")
    if switch.hidden or not st.toggle(_("Why?"), key=SHOWN, help=help_text, disabled=switch.locked) or not read:
        return
    names = [name for _, _, name, _ in read]
    chosen = read[0]
    if len(read) > 1:
        name = st.segmented_control(
            _("Of which network"), names, default=names[0], required=True, key=f"why of {names}"
        )
        chosen = read[names.index(name)]
    _answers(text, *chosen)
    _another_word(text, read)


def _answers(text: str, run: Run, epoch: float, name: str, course: Course) -> None:
    found = _why(run.id, epoch, text, course)
    watched = run.config.dataset.class_names[course.watched]
    st.markdown(plain(together(*agreement(found, watched, as_text_encoding(run.encoding).unit))))
    alt = _("three answers to how much each word counts for {watched}, a row of bars each", watched=watched)
    show_figure(bars(found, watched), "sentiment-why", alt, lambda: table(found))
    moved, present, straight = (
        _("**{title}**: {about}", title=_(title), about=_(about)) for title, about in ANSWERS.values()
    )
    st.caption(
        _(
            "All three are changes in P({watched}). {moved}; {present}; {straight}.",
            watched=plain(watched),
            moved=moved,
            present=present,
            straight=straight,
        )
    )
    if len(found.words) > MOST_WORDS:
        st.caption(_("Only the {most} words that moved the probability most are left out in turn.", most=MOST_WORDS))


@remembered
def _why(run_id: str, epoch: float, text: str, _course: Course) -> Why:
    """Shared: do not change it."""
    return why(network_of(run_id, epoch), _course)


def _another_word(text: str, read: Sequence[Read]) -> None:
    """One word deleted, and replaced: what each network says then."""
    tokens = read[0][3].encoded.tokens
    if st.session_state.get(WORD, 0) >= len(tokens):
        st.session_state.pop(WORD, None)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        index = st.selectbox(
            _("A word"),
            range(len(tokens)),
            key=WORD,
            format_func=lambda index: f"{index + 1} · {tokens[index].word}",
            help=_("Or click it in the text."),
            width=240,
        )
        by = st.text_input(_("Replace with"), key="sentiment why by", live="300ms", width=240)
    word = plain(tokens[index].word)
    lines = [(_("as typed"), None), (_("without *{word}*", word=word), Edit(index))]
    if by.strip():
        lines.append((_("with *{word}* instead", word=plain(by.strip())), Edit(index, by.strip())))
    columns = {name: [_says(text, run, epoch, edit) for _, edit in lines] for run, epoch, name, _ in read}
    st.table(pd.DataFrame(columns, index=[title for title, _ in lines]), border="horizontal")
    for run, _epoch, name, _course in read:
        if by.strip() and not is_known(as_text_encoding(run.encoding), by):
            word, network = plain(by.strip()), plain(name)
            st.caption(
                _(
                    "*{word}* is not in the vocabulary of {network}: read as the unknown word.",
                    word=word,
                    network=network,
                )
            )


def _says(text: str, run: Run, epoch: float, edit: Edit | None) -> str:
    """What a network says of the text with one edit; a sentence where it cannot be read."""
    network, fitted = network_of(run.id, epoch), as_text_encoding(run.encoding)
    try:
        encoded = fitted.text(text)
        if edit:
            encoded = fitted.text(edited_text(fitted, encoded, [edit], text)[0])
        traced = network.trace(encoded).checked()
    except PlaygroundError as error:
        return plain(str(error))
    prediction, figures = in_words(run.config, answer(run.config, network.encoding, traced))
    return plain(f"{prediction}, {figures.split(', P(')[0]}")
