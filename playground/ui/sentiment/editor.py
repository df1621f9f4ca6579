"""The Sentiment page: which networks read, and the editor whose every word changes the picture."""

import secrets
import time
from collections.abc import Mapping
from typing import Any

import numpy as np
import streamlit as st

from playground.analysis.probe_texts import Asked
from playground.analysis.telling_texts import telling_texts
from playground.caching import remembered
from playground.config import RunConfig
from playground.datasets import Dataset
from playground.encodings.text import as_text_encoding
from playground.errors import DivergedError
from playground.languages import N_, _
from playground.prediction.cache import network_of
from playground.recipes.compatible import classifies_text
from playground.runs import Run
from playground.server import live_sentiment
from playground.ui.run.address import TEXT, a_run
from playground.ui.run.beside import names_of
from playground.ui.run.choose import choose_in_link, known_runs
from playground.ui.run.examples import kept_as, start_text
from playground.ui.sentiment import why
from playground.ui.widgets.component import component
from playground.ui.widgets.control import control
from playground.ui.widgets.held import address_of

SYMBOLS = "abXcdbaYcd"
"""What stands in the editor at first for networks that read characters."""
HINT = N_("The background shows how much each moved the probability. Point at one, or at a line, for the numbers.")
BESIDE = a_run("beside")
ALONE = ""
HAS = "sentiment has"
"""Key of the numbers of the answers that the browser has drawn, as it told them when typing rested."""
LONGEST_LINK = 2000
"""Characters of a text that is kept in the link."""
_component = component("sentiment")


def choose_beside(run: Run) -> Run | None:
    """Another run that reads the same text, or None; kept in the link as `beside`."""
    others = {other.id: other for other in known_runs() if other.has_weights and _reads_alike(run.config, other.config)}
    linked = BESIDE.given()
    if linked and linked.id not in others:
        if linked.has_weights and _reads_alike(run.config, linked.config):
            others = {linked.id: linked} | others
        else:
            st.info(_("The run in the link to compare with does not read such texts, or has no weights yet."))
    others.pop(run.id, None)
    return choose_in_link(_("Compare with"), BESIDE, {ALONE: None, **others})


def _reads_alike(one: RunConfig, other: RunConfig) -> bool:
    return classifies_text(other) and one.dataset.reads == other.dataset.reads


def editor(*runs: tuple[Run, int]) -> None:
    """The editor with its picture.  runs: one or two, each with the epoch of its weights."""
    st.session_state.pop(HAS, None)  # the page is drawn anew: who knows what the browser still has
    _editor(*runs)


@st.fragment
def _editor(*runs: tuple[Run, int]) -> None:
    """What typing runs: only this, and what the browser has already is not sent again."""
    dataset = runs[0][0].config.dataset
    key, kept = (f"sentiment text{kept_as(dataset)}{end}" for end in ("", " kept"))
    start = SYMBOLS if dataset.reads == "characters" else start_text(dataset)
    text = st.session_state.setdefault(kept, TEXT.given() or start)
    began = time.perf_counter()
    number = st.session_state["sentiment answers"] = st.session_state.get("sentiment answers", 0) + 1
    names = names_of([run for run, _ in runs])
    own = st.session_state.setdefault("sentiment editor", secrets.token_hex(8))
    read = [live_sentiment.read(own, text, *one, st.session_state.get(HAS, ())) for one in runs]
    message = {
        "number": number,
        "text": text,
        "start": start,
        "longest": LONGEST_LINK,
        "control": vars(control("text", "sentiment")),
        "inside": address_of("inside"),
        "editor": own,
        "runs": [{"title": name} | found for name, (found, _) in zip(names, read, strict=True)],
        "examples": _examples(runs, names),
        "hint": _(HINT),
        "characters": any(as_text_encoding(run.encoding).encoding.split == "characters" for run, _ in runs),
        "milliseconds": round(1000 * (time.perf_counter() - began), 1),
    }
    _component(
        data=message,
        key=key,
        on_typed_change=lambda: _keep(st.session_state[key], kept),
        on_word_change=lambda: why.take(st.session_state[key].get("word")),
    )
    why.explain(
        text, [(*one, name, course) for one, name, (_, course) in zip(runs, names, read, strict=True) if course]
    )


def _keep(state: Mapping[str, Any], kept: str) -> None:
    """Keep what the browser sent, {text, has}: the text is still there after a look at another page."""
    typed = state.get("typed")
    if isinstance(typed, dict) and isinstance(text := typed.get("text"), str):
        if control("text", "sentiment").free:
            st.session_state[kept] = text
        st.session_state[HAS] = has if isinstance(has := typed.get("has"), list) else []


def _examples(runs: tuple[tuple[Run, int], ...], names: list[str]) -> list[dict[str, Any]]:
    """The telling texts with what each network makes of them."""
    made = [_made(run.id, epoch, runs[0][0].config.dataset) for run, epoch in runs]
    if len(runs) > 1:
        made = [
            [_("{name}: {sentence}", name=name, sentence=sentence) for sentence in of_run]
            for name, of_run in zip(names, made, strict=True)
        ]
    return [
        {"title": _(telling.title), "text": telling.text, "look": _(telling.look), "made": list(sentences)}
        for telling, *sentences in zip(telling_texts(runs[0][0].config.dataset), *made, strict=True)
    ]


@remembered
def _made(run_id: str, epoch: float, dataset: Dataset) -> list[str]:
    """What a network makes of each of the telling texts for `dataset`.  Shared: do not change it."""
    network, config = network_of(run_id, epoch), Run.open(run_id).config
    fitted = as_text_encoding(network.encoding)

    def say(text: str) -> np.ndarray:
        return config.task.distribution(network.trace(fitted.text(text)).checked().output)

    asked = Asked(fitted, config.dataset.class_names, say)
    try:
        return [telling.made_by(asked) for telling in telling_texts(dataset)]
    except DivergedError as error:
        return [str(error)] * len(telling_texts(dataset))
