"""What a network says of one example, for the pages that show it."""

import streamlit as st

from playground.encodings import EncodedText
from playground.encodings.text import as_text_encoding
from playground.languages import _, p_
from playground.narration.running_prediction import left_out
from playground.prediction.cache import Reading
from playground.prediction.predict import answer, in_words, is_right
from playground.ui.widgets.plain import plain
from playground.wording import together


def outcome(reading: Reading) -> None:
    """What the network says, beside the truth where that is known, and what it did not read."""
    config = reading.run.config
    prediction, figures = in_words(config, answer(config, reading.run.encoding, reading.trace))
    said = _("The network {verb} **{answer}**", verb=_(config.task.verbs[1]), answer=plain(prediction))
    if figures:
        said = _("{said}: {figures}", said=said, figures=plain(figures))
    if reading.truth and not config.task.numeric:
        if is_right(config, prediction, reading.truth):
            right = p_("an answer", "right")
            said += f" · :green[{right}]"
        else:
            said += " · " + _(":red[wrong], the right answer is {truth}", truth=plain(reading.truth))
    st.markdown(said)
    if isinstance(reading.encoded, EncodedText):
        notes = left_out(reading.encoded, as_text_encoding(reading.run.encoding).unit)
        if notes:
            st.caption(plain(together(*notes)))
