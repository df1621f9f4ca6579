"""What the Encode page encodes: texts, an encoding with its settings, and where its vocabulary comes from."""

from dataclasses import dataclass, field
from itertools import count
from typing import Any

import streamlit as st

from playground.choices import LONGEST_LINK, as_given
from playground.datasets import DATASETS, Dataset
from playground.encodings.presets import (
    DEFAULT_PRESET,
    PRESETS,
    PRESETS_OF,
    RUN,
    TEXT_ENCODINGS,
    TEXTS,
    Preset,
    presets,
)
from playground.encodings.text import TextEncoding
from playground.errors import LinkError, PlaygroundError
from playground.languages import ENGLISH, N_, _
from playground.prediction.language_read import language_read
from playground.runs import Run
from playground.ui.link import Parameter, link_to, one_of
from playground.ui.run import address
from playground.ui.run.choose import my_runs
from playground.ui.run.describe import describe
from playground.ui.train.build import choice
from playground.ui.widgets.plain import plain

NO_RUN = N_(
    "You have no trained network that reads words yet. Train one: it takes a few seconds. Until then the vocabulary "
    "comes from your texts, and a learned embedding is shown as it is before training."
)
_serial = count()


def _preset(text: str) -> Preset:
    """What the link says as `encode`.  Raises `LinkError` for nonsense."""
    found = Preset.from_link(text)
    if found.learn_from not in (TEXTS, RUN, *DATASETS):
        raise LinkError(
            _(
                "The link names the dataset {given}; expected one of {names}.",
                given=as_given(found.learn_from),
                names=", ".join(DATASETS),
            )
        )
    return found


RECIPE = one_of("recipe", PRESETS)
ENCODE = Parameter("encode", _preset, Preset.to_link)


@dataclass
class Start:
    """What the widgets start from; they are keyed by `serial`.  run: the id of the run in the link."""

    preset: Preset
    run: str = ""
    serial: int = field(default_factory=lambda: next(_serial))

    @property
    def name(self) -> str | None:
        """Which recipe of this page's language it is; None when it is none."""
        return next((name for name, preset in presets().items() if preset == self.preset), None)


def start() -> Start:
    """What this session's widgets start from; the default preset at first."""
    if "encode" not in st.session_state:
        st.session_state["encode"] = Start(presets()[DEFAULT_PRESET])
    kept: Start = st.session_state["encode"]
    return kept


def follow_link() -> None:
    """Start from what a link brings."""
    news = [parameter.news() for parameter in (RECIPE, ENCODE, address.RUN)]
    if any(news):
        recipe, encode, run = RECIPE.given(), ENCODE.given(), address.RUN.given()
        chosen = presets()[recipe] if recipe else encode or _to_read(run)
        st.session_state["encode"] = Start(chosen, run.id if run else "")


def _to_read(run: Run | None) -> Preset:
    """The sample texts in the language that a run reads."""
    samples = PRESETS_OF[language_read(run) if run else ENGLISH]["learned-embedding"]
    return Preset(text=samples.text, learn_from=RUN)


def show_in_link(chosen: Preset, run: Run | None) -> None:
    """Put what is shown into the link; very long texts do not fit there."""
    name = Start(chosen).name
    too_long = not name and len(chosen.to_link()) > LONGEST_LINK
    if too_long:
        st.caption(_("These texts are too long for a link: copying the address does not share them."))
    RECIPE.put(name)
    ENCODE.put(None if name or too_long else chosen)
    address.RUN.put(run)


def choose_preset() -> None:
    """One of the recipes about encodings, to start from."""
    current = start()
    key = f"preset{current.serial}"

    def load() -> None:
        if name := st.session_state[key]:
            st.session_state["encode"] = Start(presets()[name])

    names = list(PRESETS)
    st.pills(
        _("Start from"),
        names,
        default=current.name,
        format_func=lambda name: _(PRESETS[name].encoding.title),
        key=key,
        on_change=load,
    )


def choose() -> tuple[Preset, Run | None]:
    """Draw the widgets and return what they say, and the run whose encoding is looked at.  Raises `ConfigError`."""
    current = start()
    key = f"encode{current.serial}"
    left, right = st.columns(2)
    text = left.text_area(
        _("Texts, one per line"), current.preset.text, key=f"{key}/text", height=150, persist_state="session"
    )
    sources = [TEXTS, *ready(), RUN]
    wanted = current.preset.learn_from
    source = right.selectbox(
        _("Vocabulary from"),
        sources,
        sources.index(wanted) if wanted in sources else 0,
        format_func=source_title,
        key=f"{key}/source",
        help=_(
            "An encoding learns from training texts which words get an id of their own. A trained run brings its own."
        ),
        persist_state="session",
    )
    if wanted not in sources:
        right.info(
            _(
                "{dataset} is not ready on this machine, so the vocabulary comes from your texts.",
                dataset=_(DATASETS[wanted].title),
            )
        )
    run = None
    if source == RUN:
        with right:
            run = choose_run(current, key)
    encoding: TextEncoding | dict[str, Any] = current.preset.encoding
    if not run:
        starts = {kind: encoding() for kind, encoding in TEXT_ENCODINGS.items()}
        encoding = choice(_("Encoding"), starts, current.preset.encoding, f"{key}/encoding")
    return Preset(text=text, encoding=encoding, learn_from=source), run


def choose_run(current: Start, key: str) -> Run | None:
    """A trained run that reads words, those with the preset's encoding first; None, saying so, when there is none."""
    runs = {run.id: run for run in my_runs()}
    if current.run and current.run not in runs:
        runs[current.run] = Run.open(current.run)
    runs = {id_: run for id_, run in runs.items() if run.has_weights and readable(run)}
    if not runs:
        st.info(_(NO_RUN))
        link_to("experiments", _("Go to Experiments"), ":material/science:")
        return None
    kind = current.preset.encoding.kind
    names = sorted(runs, key=lambda id_: (id_ != current.run, runs[id_].config.encoding.kind != kind))
    chosen = st.selectbox(
        _("Run"),
        names,
        format_func=lambda id_: f"{describe(runs[id_].config)} · {runs[id_].short_id}",
        key=f"{key}/run",
        persist_state="session",
    )
    st.caption(plain(_(runs[chosen].config.encoding.about)))
    return runs[chosen]


def readable(run: Run) -> bool:
    """Whether a run reads texts and has learned its encoding."""
    return isinstance(run.config.encoding, TextEncoding) and (run.path / "encoding.json").exists()


def ready() -> dict[str, Dataset]:
    """The datasets of words that can be read at once, with their default options."""
    found = {}
    for name, kind in DATASETS.items():
        try:
            dataset = kind()
            if dataset.reads == "words" and dataset.is_ready():
                found[name] = dataset
        except PlaygroundError:  # one that is nothing without a file of the learner's
            continue
    return found


def source_title(source: str) -> str:
    """A source as it stands in the list."""
    own = {TEXTS: _("These texts"), RUN: _("A trained run of mine")}
    return own.get(source) or _("Training texts of {dataset}", dataset=_(DATASETS[source].title))
