"""What the Inside page shows of a trace."""

from collections.abc import Callable

import streamlit as st

from playground.encodings import EncodedText
from playground.reading import answer, in_words
from playground.ui.plain import plain
from playground.ui.timesteps import timesteps
from playground.ui.trained import Reading


def outcome(reading: Reading) -> None:
    """What the network says, beside the truth where that is known, and what it did not read."""
    config = reading.run.config
    said, figures = in_words(config, answer(config, reading.run.encoding, reading.trace))
    task = config.dataset.task
    verb = {"sequence": "writes", "next_token": "expects", "regression": "forecasts"}.get(task, "says")
    text = f"The network {verb} **{plain(said)}**" + (f": {plain(figures)}" if figures else "")
    if reading.truth and task != "regression":
        text += " · :green[right]" if said == reading.truth else f" · :red[wrong], true is {plain(reading.truth)}"
    st.markdown(text)
    if isinstance(reading.encoded, EncodedText) and (notes := left_out(reading.encoded)):
        st.caption(" ".join(notes))


def left_out(encoded: EncodedText) -> list[str]:
    """Sentences on words the network does not know, and words beyond the maximum length."""
    unknown = sorted({token.word for token in encoded.tokens if not token.known and token.timestep is not None})
    cut = sum(token.timestep is None for token in encoded.tokens)
    notes = []
    if unknown:
        more = f" and {len(unknown) - 8} more" if len(unknown) > 8 else ""
        notes.append(f"Not in the vocabulary, all read as the same unknown word: {', '.join(unknown[:8])}{more}.")
    if cut:
        notes.append(f"{cut:,} words are beyond the maximum length and were not read.")
    return notes


def choose_view() -> Callable[[Reading], None]:
    """What to look at; kept in the link."""
    given = st.query_params.get("view", "")
    first = given if given in VIEWS else next(iter(VIEWS))
    view = st.segmented_control(
        "What to look at",
        list(VIEWS),
        default=None if "inside view" in st.session_state else first,
        format_func=lambda name: VIEWS[name][0],
        required=True,
        key="inside view",
        persist_state="session",
        label_visibility="collapsed",
    )
    if view != given:
        st.query_params["view"] = view
    return VIEWS[view][1]


VIEWS: dict[str, tuple[str, Callable[[Reading], None]]] = {
    "timesteps": ("Timestep by timestep", timesteps),
}
"""Name in the link → title and view."""
