"""Choosing a text to read with a network: one of the dataset's test examples, or one's own."""

import numpy as np
import streamlit as st

from playground.datasets import Dataset, Splits
from playground.runs import Run

OWN, TEST = "My own text", "A test example"
START_TEXT = "Although the acting was superb, I was bored."


@st.cache_resource(max_entries=4, show_spinner="Reading the dataset …")
def splits(dataset: Dataset) -> Splits:
    """The examples of a dataset that is ready.  Shared: do not change them."""
    return dataset.load()


def choose_text(run: Run) -> str:
    """A text to read: typed, or drawn from the run's dataset with its true label shown."""
    source = st.segmented_control(
        "Text", [OWN, TEST], default=OWN, required=True, key="text source", persist_state="session"
    )
    if source == OWN:
        return st.text_input(
            "Type a text",
            START_TEXT,
            key="own text",
            live="300ms",
            persist_state="session",
            label_visibility="collapsed",
        )
    return pick_example(run.config.dataset)


def pick_example(dataset: Dataset) -> str:
    """A test example of the learner's choice, shown with its label; stops the page when the dataset is not ready."""
    if not dataset.is_ready():
        st.info(f"{dataset.title} is not ready on this machine. Type a text instead.")
        st.stop()
    examples = splits(dataset).test
    st.session_state.setdefault("example", 0)
    st.session_state.example = min(st.session_state.example, len(examples) - 1)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        place = st.number_input("Number", 0, len(examples) - 1, key="example", persist_state="session", width=160)
        st.button("Another", icon=":material/casino:", on_click=_draw, args=(len(examples),))
    text = examples.texts[place]
    label = dataset.class_names[int(examples.targets[place])]
    st.caption(f"Labelled {label}. It was not used for training.")
    st.text(text)
    return text


def _draw(num_examples: int) -> None:
    st.session_state.example = int(np.random.default_rng().integers(num_examples))
