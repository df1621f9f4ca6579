"""Which of the experiments a learner wants to see: words, a task, data, a cell, what needs no download."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import streamlit as st

from playground.config import RunConfig
from playground.datasets import DATASETS
from playground.layers import RECURRENT, EncoderDecoder, Recurrent
from playground.recipes import RECIPES, Recipe
from playground.ui.link import Parameter, any_text, flag, one_of

TASK_TITLES = {
    "binary": "Two classes",
    "multiclass": "Several classes",
    "regression": "A number",
    "next_token": "The next character",
    "sequence": "A written answer",
}
TRAINED: tuple[RunConfig, ...] = tuple(recipe.config for recipe in RECIPES.values() if recipe.config)


def cells(config: RunConfig) -> set[str]:
    """The kinds of recurrent layer in a network."""
    inner = (layer.inner if isinstance(layer, EncoderDecoder) else layer for layer in config.layers)
    return {layer.kind for layer in inner if isinstance(layer, Recurrent)}


TASKS = {name: title for name, title in TASK_TITLES.items() if name in {config.task.name for config in TRAINED}}
DATA = {name: kind().title for name, kind in DATASETS.items() if name in {config.dataset.name for config in TRAINED}}
CELLS = {kind: layer().title for kind, layer in RECURRENT.items() if kind in set().union(*map(cells, TRAINED))}
LONGEST = 60
"""Characters that can be searched for."""


def _short(text: str) -> None:
    if len(text) > LONGEST or not text.isprintable():
        raise ValueError


FIND = replace(any_text("find").where(_short), expected=f"up to {LONGEST} characters of text")
TASK, ABOUT, CELL = one_of("task", TASKS), one_of("data", DATA), one_of("cell", CELLS)
HERE = flag("here")
"""Only what needs no download."""


@dataclass(frozen=True)
class Wanted:
    """What an experiment has to be; empty: anything."""

    find: str = ""
    task: str = ""
    data: str = ""
    cell: str = ""
    here: bool = False

    def fits(self, recipe: Recipe, group: str) -> bool:
        """Whether a recipe is wanted: one that trains nothing has no task, data or cell, and needs no download."""
        config = recipe.config
        if config is None:
            return self._found(recipe, group) and not (self.task or self.data or self.cell)
        return (
            self.task in ("", config.task.name)
            and self.data in ("", config.dataset.name)
            and self.cell in ("", *cells(config))
            and self._found(recipe, group)
            and not (self.here and not config.dataset.is_here())
        )

    def _found(self, recipe: Recipe, group: str) -> bool:
        """Whether every word typed stands in what is said of the recipe."""
        layers = " ".join(layer.label() for layer in recipe.config.layers) if recipe.config else ""
        words = f"{group} {recipe.title} {recipe.about} {recipe.name} {layers}".lower()
        return all(word in words for word in self.find.lower().split())


def choose_wanted() -> Wanted:
    """One row of a search field and filters; all of it is kept in the link."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="wanted"):
        find = st.text_input(
            "Search",
            key=_follow(FIND),
            max_chars=LONGEST,
            live="300ms",
            placeholder="Search",
            icon=":material/search:",
            label_visibility="collapsed",
            persist_state="session",
        )
        FIND.put(find)
        task, data, cell = (_select("Task", TASK, TASKS), _select("Data", ABOUT, DATA), _select("Cell", CELL, CELLS))
        here = st.toggle("On this machine", key=_follow(HERE), persist_state="session", help="Needs no download first.")
        HERE.put(here)
    return Wanted(find or "", task, data, cell, here)


def show_all() -> None:
    """Ask for nothing any more."""
    for parameter, empty in ((FIND, ""), (TASK, None), (ABOUT, None), (CELL, None), (HERE, False)):
        st.session_state[f"{parameter.name} wanted"] = empty
        parameter.drop()


def _select(label: str, parameter: Parameter[str], titles: Mapping[str, str]) -> str:
    """One of the names, or any."""
    chosen = st.selectbox(
        label,
        list(titles),
        index=None,
        format_func=titles.__getitem__,
        placeholder=f"Any {label.lower()}",
        key=_follow(parameter),
        label_visibility="collapsed",
        persist_state="session",
    )
    parameter.put(chosen)
    return chosen or ""


def _follow(parameter: Parameter[str] | Parameter[bool]) -> str:
    """The key of the widget that shows a parameter, set to what a link brings."""
    key = f"{parameter.name} wanted"
    if parameter.leads(key) and parameter.is_news():
        st.session_state[key] = parameter.given()
    return key
