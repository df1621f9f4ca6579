"""Unit finder: which units of the recurrent layers follow what, beyond chance; one of them in its examples."""

import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import streamlit as st

from playground.analysis.timeline import Row, rows
from playground.analysis.unit_finder import MOST_EXAMPLES, FoundUnits, LayerUnits, check, find_units
from playground.background import Work, work
from playground.datasets.tokenizers import SPLITTERS
from playground.encodings.text import TextEncoding
from playground.figures.unit_finder import Bar, bars, table
from playground.languages import N_, _
from playground.narration import unit_finder as narrated
from playground.prediction.cache import Reading
from playground.ui.inside.drawn_over_time import row_title
from playground.ui.inside.epochs import WAITS
from playground.ui.inside.needed import wait_for, why_not
from playground.ui.inside.unit_examples import Chosen, examples_of, silence
from playground.ui.link import Parameter, any_text
from playground.ui.widgets.figure import is_dark, show_figure
from playground.ui.widgets.plain import plain
from playground.ui.widgets.side import with_side

LONGEST = 300
"""Characters of the learner's own words."""
NEEDS = N_(
    "The unit finder reads test examples, and {dataset} is not ready on this machine. Look at it on the Data page "
    "first."
)
KEY, WORDS_KEY = "unit chosen", "unit words"


def _short(text: str) -> None:
    if len(text) > LONGEST or not text.isprintable():
        raise ValueError


def _a_unit(text: str) -> None:
    if not re.fullmatch(r"[a-z0-9_]{1,60}\.[a-z]{0,10}\.[0-9]{1,4}\.[0-9]{1,3}", text, re.ASCII):
        raise ValueError


WORDS = replace(any_text("words").where(_short), default="", expected=N_("up to 300 characters of text"))
UNIT: Parameter[str] = replace(
    any_text("unit").where(_a_unit), expected=N_("a layer, a direction, a unit and what it follows, such as lstm..3.0")
)
Best = dict[str, tuple[LayerUnits, int, int]]
"""As the link has it → a layer, one of its units, and a feature."""


@st.fragment
def units(reading: Reading) -> None:
    """The units that follow something; of one of them its examples, and what is lost without it."""
    words, linked = _words(reading), UNIT.given()
    if why := why_not(reading, check, NEEDS):
        st.info(plain(why))
        return
    going = _begun(reading, words)
    st.session_state[WAITS] = not going.ended
    if not going.ended:
        wait_for(
            lambda: [_begun(reading, words)],
            _("Reading up to {number} test examples, and again with shuffled weights …", number=MOST_EXAMPLES),
        )
        return
    if going.error or going.result is None:
        st.info(plain(going.error))
        return
    found = going.result
    if found.absent:
        st.caption(plain(narrated.absent(found.absent)))
    names = [row for row in rows(reading.run.config.plan, reading.trace) if row.recurrent]
    best = _best(found)
    picture, side = with_side("units")
    with picture:
        drawn = [_bar(found, layer, unit, feature, names) for layer, unit, feature in best.values()]
        each = ", ".join(f"{bar.name} {bar.r:.2f}" for bar in drawn)
        alt = _("how closely the best unit follows each: {each}", each=each)
        show_figure(bars(drawn, is_dark()), "unit-finder", alt, lambda: table(drawn))
    with side:
        st.markdown(narrated.in_all(found))
        if reading.epoch == 0:
            st.markdown(narrated.untrained())
        st.caption(narrated.baseline(found))
        st.caption(narrated.shuffled(found))
    following = {key: one for key, one in best.items() if one[0].follows[one[1], one[2]]}
    if following:
        _look(reading, found, following, names, linked)


def _words(reading: Reading) -> tuple[str, ...]:
    """Words that the learner looks for, split as the run's texts are; none where it reads no texts."""
    given, encoding = WORDS.given(), reading.run.config.encoding
    if not isinstance(encoding, TextEncoding):
        WORDS.drop()
        return ()
    if WORDS.leads(WORDS_KEY):
        st.session_state[WORDS_KEY] = given or ""
    typed = st.text_input(
        _("Words of your own to look for"),
        key=WORDS_KEY,
        max_chars=LONGEST,
        placeholder=_("Such as: music, soundtrack, score"),
        persist_state="session",
    )
    WORDS.put(typed or "")
    found = SPLITTERS[encoding.split].words(typed or "")
    return tuple(sorted({word.strip(",;") or word for word in found if word.strip()}))


def _begun(reading: Reading, words: tuple[str, ...]) -> Work[FoundUnits]:
    run, epoch = reading.run, reading.epoch
    return work(("unit finder", run.id, epoch, words), lambda report: find_units(run, epoch, words, report))


def _best(found: FoundUnits) -> Best:
    """Of every feature the unit that goes furthest beyond chance, those that do so first."""
    best: Best = {}
    beyond: dict[str, float] = {}
    for feature in range(len(found.features)):
        layer = max(found.layers, key=lambda layer: float(_beyond(layer, feature).max()))
        unit = int(_beyond(layer, feature).argmax())
        key = f"{layer.layer}.{layer.direction}.{unit}.{feature}"
        best[key], beyond[key] = (layer, unit, feature), float(_beyond(layer, feature).max())
    return {key: best[key] for key in sorted(best, key=beyond.__getitem__, reverse=True)}


def _beyond(layer: LayerUnits, feature: int) -> np.ndarray:
    """How far |r| of each unit lies beyond what chance reaches, as a multiple of it: (units,)."""
    return np.asarray(np.abs(layer.r[:, feature]) / max(float(layer.needed[feature]), 1e-9))


def _title(layer: LayerUnits, names: Sequence[Row]) -> str:
    row = next(row for row in names if (row.layer, row.direction) == (layer.layer, layer.direction))
    return row_title(row, names)


def _bar(found: FoundUnits, layer: LayerUnits, unit: int, feature: int, names: Sequence[Row]) -> Bar:
    name = _("unit {unit}", unit=unit)
    if len(found.layers) > 1:
        name = _("unit {unit} of {layer}", unit=unit, layer=_title(layer, names))
    r, needed = float(layer.r[unit, feature]), float(layer.needed[feature])
    return Bar(narrated.followed(found.features[feature]), name, r, needed)


def _look(reading: Reading, found: FoundUnits, following: Best, names: Sequence[Row], linked: str | None) -> None:
    """One of the units that follow something, in its examples and silenced."""
    if linked in following and UNIT.leads(KEY):
        st.session_state[KEY] = linked
    if st.session_state.get(KEY) not in following:
        st.session_state[KEY] = next(iter(following))
    titles, about = {}, []
    for key, (layer, unit, feature) in following.items():
        title = narrated.choice(_title(layer, names), unit, found.features[feature])
        titles[key] = plain(title[0].upper() + title[1:])
        about.append(plain(narrated.of_choice(layer, unit, feature)))
    which, shown = st.columns([1, 2])  # on a phone the choice stands before what is chosen
    with which:
        chosen = st.radio(
            _("Look at one"),
            list(following),
            key=KEY,
            format_func=titles.__getitem__,
            captions=about,
            persist_state="session",
        )
        UNIT.put(chosen)
    layer, unit, feature = following[chosen]
    one = Chosen(layer.layer, layer.direction, unit, _title(layer, names))
    with shown:
        st.subheader(plain(_("Unit {unit} of {layer}", unit=unit, layer=one.title)))
        st.markdown(plain(narrated.best_of(layer, unit, found.features[feature], feature)))
        silence(reading, one)
        examples_of(reading, one, layer.highest[unit].tolist(), layer.lowest[unit].tolist())
