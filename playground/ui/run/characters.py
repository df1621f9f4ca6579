"""What a network of characters expects, epoch by epoch, and what it writes by itself."""

import numpy as np
import pandas as pd
import streamlit as st

from playground.caching import remembered
from playground.datasets.characters import Characters
from playground.encodings.text import as_text_encoding
from playground.errors import PlaygroundError
from playground.languages import _, p_
from playground.prediction.cache import network_of
from playground.reference import predicted, sample
from playground.runs import Run
from playground.ui.widgets.plain import plain


@remembered
def _predicted(run_id: str, epoch: float, text: str, symbols: tuple[str, ...]) -> str:
    return predicted(network_of(run_id, epoch), text, symbols)


def sharpening(run: Run) -> None:
    """What the network expects after every character, epoch by epoch; also while it trains."""
    dataset = run.config.dataset
    if not isinstance(dataset, Characters) or not run.has_weights:
        return
    text = dataset.text[: as_text_encoding(run.encoding).encoding.maximum_length + 1]
    st.subheader(_("The sentence sharpens"))
    st.caption(
        _(
            "At each position the character that the network expects there, having read all before it. Epoch 0: "
            "untrained."
        )
    )
    rows = []
    epochs = run.saved_epochs()
    few = epochs if len(epochs) <= 16 else sorted({epochs[round(i * (len(epochs) - 1) / 15)] for i in range(16)})
    for epoch in few:
        predicted = _predicted(run.id, epoch, text[:-1], dataset.class_names)
        right = np.mean([a == b for a, b in zip(predicted, text[1:], strict=True)])
        rows.append({"epoch": str(epoch), "expected": predicted, "right": f"{right:.0%}"})
    rows.append({"epoch": _("text"), "expected": text[1:], "right": ""})
    shown = {"epoch": _("epoch"), "expected": _("expected"), "right": p_("an answer", "right")}
    height = 35 * (len(rows) + 1) + 3
    key = f"sharpening {run.id}"
    st.dataframe(pd.DataFrame(rows), hide_index=True, height=height, key=key, column_config=shown)


@remembered
def _sampled(
    run_id: str, epoch: float, start: str, symbols: tuple[str, ...], length: int, temperature: float, seed: int
) -> str:
    return sample(network_of(run_id, epoch), start, symbols, length, temperature, seed)


def sampling(run: Run) -> None:
    """Text of the network's own, drawn character by character with a temperature."""
    dataset = run.config.dataset
    if not isinstance(dataset, Characters) or not run.has_weights:
        return
    st.subheader(_("Let it write"))
    temperature_at, length_at, start_at = st.columns([2, 1, 2])
    temperature = temperature_at.slider(
        _("Temperature"),
        0.1,
        2.0,
        0.7,
        0.1,
        key=f"temperature {run.id}",
        help=_("Near 0: always the most probable character. 1: as the network predicts. Above 1: more random."),
    )
    length = length_at.number_input(p_("how many", "Characters"), 1, 200, 60, key=f"length {run.id}")
    start = start_at.text_input(_("Begin with"), dataset.text[:1], key=f"start {run.id}", max_chars=200)
    seed_key = f"sample seed {run.id}"
    st.session_state.setdefault(seed_key, 0)
    if st.button(_("Another"), key=f"again {run.id}", icon=":material/casino:"):
        st.session_state[seed_key] += 1
    try:
        text = _sampled(
            run.id,
            run.saved_epochs()[-1],
            start,
            dataset.class_names,
            int(length),
            temperature,
            st.session_state[seed_key],
        )
    except PlaygroundError as error:
        st.error(plain(error))
        return
    st.text(text)
