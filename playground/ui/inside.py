"""What the Inside page shows of a trace."""

import streamlit as st

from playground.encodings import EncodedText
from playground.figures.heat_map import MOST_TIMESTEPS, heat_maps
from playground.layers import Recurrent
from playground.layers.plan import Plan
from playground.reading import answer, in_words
from playground.reference import Trace
from playground.ui.plain import plain
from playground.ui.trained import Reading

WAYS = {
    "forward": "Forward: reads from the first timestep",
    "backward": "Backward: reads from the last timestep",
    "encoder": "Encoder: reads the question",
    "decoder": "Decoder: writes the answer, one symbol a step",
}


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


def gates_and_states(plan: Plan, traced: Trace) -> None:
    """Heat maps of one recurrent layer, the hidden state on top, with a sentence a part."""
    shown = [planned for planned in plan.layers if hasattr(planned.layer, "parts")]
    if not shown:
        st.info("This network has no recurrent layer, so it has no state that changes from timestep to timestep.")
        return
    names = [planned.name for planned in shown]
    with st.container(horizontal=True):
        name = names[0]
        if len(names) > 1:
            name = st.segmented_control("Layer", names, default=names[0], required=True, key="layer")
        layer = next(planned.layer for planned in shown if planned.name == name)
        way, ways = "", layer.ways
        if ways:
            way = st.segmented_control("Part", ways, default=ways[0], required=True, key=f"way {ways[0]}")
    parts = _parts(layer, traced.layers[name], way)
    if way:
        st.caption(WAYS[way])
    tokens, timesteps = traced.labels, len(parts["hidden"])
    if way == "decoder":
        tokens = tuple(f"step {t}" for t in range(1, timesteps + 1))
    elif timesteps != len(tokens):
        st.caption("Behind a Conv1D or a pooling layer a timestep stands for several words; timesteps are numbered.")
        tokens = tuple(str(t) for t in range(1, timesteps + 1))
    first, last = _window(timesteps)
    parts = {part: values[first:last] for part, values in parts.items()}
    figure = heat_maps(parts, tokens[first:last])
    st.plotly_chart(figure, key=f"gates {name} {way}", alt=f"gates and states of {name}")
    st.markdown("\n".join(f"- **{part}**: {layer.parts[part]}" for part in parts))


def _window(timesteps: int) -> tuple[int, int]:
    """The timesteps to draw: all of a short text, else a range the learner moves, at first the last ones."""
    if timesteps <= MOST_TIMESTEPS:
        return 0, timesteps
    return st.slider(
        "Timesteps",
        0,
        timesteps,
        (timesteps - MOST_TIMESTEPS, timesteps),
        help="Which part of the text is drawn. Of many timesteps only some words fit; drag over the picture to zoom.",
    )


def _parts(layer: Recurrent, values: dict, way: str) -> dict:
    """The layer's parts, hidden first, without the direction in their names."""
    order = ["hidden", *(part for part in layer.parts if part != "hidden")]
    return {part: values[f"{way}/{part}" if way else part] for part in order}
