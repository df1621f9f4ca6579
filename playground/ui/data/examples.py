"""Examples of a dataset on the Data page, as a learner would read them, one at a time."""

import numpy as np
import streamlit as st

from playground.datasets import ArrayExamples, Dataset, Splits, TextExamples
from playground.figures.balance import visible
from playground.figures.rows import image, marked_chart, marked_numbers, rows
from playground.languages import _
from playground.tasks import TASKS
from playground.ui.widgets.plain import plain
from playground.wording import adding_up, number_text

WIDTH = 32
"""Characters beside each other that fit on a phone."""
NOT_ASKED = "·"


def examples(dataset: Dataset, splits: Splits) -> None:
    """A test example of the learner's choice: a text, a question, an image or numbers; nothing for a series."""
    test = splits.test
    if not isinstance(test, TextExamples | ArrayExamples):
        return
    st.subheader(_("Examples"))
    index = pick(_("Number"), len(test), f"example of {dataset.name}")
    if isinstance(test, TextExamples):
        _text(dataset, test.subset(np.array([index])))
    elif dataset.is_image:
        _image(dataset, test, index)
    else:
        _marked(test, index)


def pick(label: str, num_examples: int, key: str) -> int:
    """A number from 0 to num_examples - 1, typed or drawn."""
    st.session_state.setdefault(key, 0)
    st.session_state[key] = min(st.session_state[key], num_examples - 1)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        index = st.number_input(label, 0, num_examples - 1, key=key, persist_state="session", width=160)
        st.button(
            _("Another"), icon=":material/casino:", on_click=_draw, args=(key, num_examples), key=f"another {key}"
        )
    return index


def added(example: np.ndarray) -> str:
    """The sum that is asked for, in figures that add up.  example (timesteps, 2): a value, and whether it is marked."""
    marked = example[example[:, 1] == 1, 0]
    return f"{' + '.join(map(number_text, adding_up(marked, marked.sum())))} = {number_text(marked.sum())}"


def _draw(key: str, num_examples: int) -> None:
    st.session_state[key] = int(np.random.default_rng().integers(num_examples))


def _text(dataset: Dataset, example: TextExamples) -> None:
    """A text with its label, with what comes next, or with its answer.  example: the only one of a subset."""
    text, task = example.texts[0], TASKS[dataset.task]
    if task.each_timestep:
        next_tokens = list(task.truth(example.targets, dataset.class_names, dataset.unit))
        st.caption(_("Every character, and below it the one to predict: the next."))
        if (example.targets < 0).any():
            st.caption(_("At {mark} there is nothing to predict.", mark=NOT_ASKED))
        st.code(aligned(list(text), next_tokens), language=None)
    elif task.answers:
        answer = "".join(dataset.class_names[i] for i in example.targets[0])
        st.caption(_("Read to the end, then written symbol by symbol; ␣ fills up a short answer."))
        st.code(
            _("question  {question}\nanswer    {answer}", question=text, answer="".join(map(visible, answer))),
            language=None,
        )
    else:
        label = plain(_(dataset.class_names[int(example.targets[0])]))
        st.caption(_("Labelled {label}. It is not used for training.", label=label))
        st.text(text)


def aligned(read: list[str], targets: list[str]) -> str:
    """Two rows of characters under each other, cut into lines that fit."""
    lines = []
    for start in range(0, len(read), WIDTH):
        for name, characters in ((_("reads  "), read), (_("says   "), targets)):
            lines.append(f"{name}{''.join(map(visible, characters[start : start + WIDTH]))}")
        lines.append("")
    return "\n".join(lines[:-1])


def _image(dataset: Dataset, examples: ArrayExamples, index: int) -> None:
    label = dataset.class_names[int(examples.targets[index])]
    timesteps, features = dataset.input_shape
    st.caption(
        _(
            "Labelled {label}. A network reads it from top to bottom: {timesteps} timesteps of {features} features.",
            label=plain(_(label)),
            timesteps=timesteps,
            features=features,
        )
    )
    pixels = examples.take(np.array([index]))[0]
    left, right = st.columns([2, 3])
    left.plotly_chart(image(pixels), config={"displayModeBar": False}, key="image")
    right.plotly_chart(rows(pixels), config={"displayModeBar": False}, key="rows")


def _marked(examples: ArrayExamples, index: int) -> None:
    example = examples.take(np.array([index]))[0]
    st.caption(_("Two channels at every timestep: a value, and a marker. The target: {sum}.", sum=added(example)))
    st.vega_lite_chart(marked_numbers(example), marked_chart(), key="marked numbers")
