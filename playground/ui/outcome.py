"""What a network says of one example, for the pages that show it."""

import streamlit as st

from playground.encodings import EncodedText
from playground.reading import answer, in_words
from playground.ui.plain import plain
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
