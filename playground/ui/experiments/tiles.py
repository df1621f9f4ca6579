"""Every experiment as a tile of its group: a small picture, its title, three facts, one button that starts it."""

from html import escape
from typing import Literal

import streamlit as st

from playground.caching import remembered
from playground.figures.shape import image, network_shape, sparkline
from playground.recipes import DEFAULT, GROUPS, RECIPES, Recipe
from playground.runs import Run
from playground.ui.experiments.details import details
from playground.ui.experiments.facts import curve, latest_runs, seconds
from playground.ui.experiments.wanted import Wanted, show_all
from playground.ui.link import go_to
from playground.ui.run.address import RECIPE
from playground.ui.run.describe import roughly
from playground.ui.train.draft import load
from playground.ui.train.start import train

ICONS = {"encode": "abc", "data": "dataset", "loop": "laps", "inside": "view_timeline"}
"""The picture of an experiment that trains nothing: that of its page."""


def tiles(wanted: Wanted, quick: bool) -> None:
    """All groups with the experiments that are wanted.  quick: on fewer examples and epochs."""
    shown = {group: [one for one in recipes if wanted.fits(one, group)] for group, recipes in GROUPS.items()}
    if not any(shown.values()):
        st.info("No experiment is like that. Take a word or a filter away.")
        st.button("Show all", on_click=show_all)
        return
    runs = latest_runs()
    boxes = []
    with st.container(key="experiments"):
        for number, (group, recipes) in enumerate(shown.items()):
            if recipes:
                with st.container(key=f"group {number}"):
                    st.markdown(group)
                    boxes += [(recipe, st.container(key=f"tile {recipe.name}", border=True)) for recipe in recipes]
    for recipe, box in boxes:  # when all stand: each group that arrives may move others to another column
        with box:
            _tile(recipe, quick, runs.get(recipe.name))


def _tile(recipe: Recipe, quick: bool, run: Run | None) -> None:
    config = recipe.quick() if quick and recipe.config else recipe.config
    st.html(
        f'<div class="tile"><div class="picture">{_picture(recipe.name)}</div>'
        f'<div class="facts">{_facts(recipe, quick, run)}</div></div>'
    )
    if st.button(recipe.title, key=f"about {recipe.name}", type="tertiary"):
        details(recipe.name, quick)
    if config is None:
        if st.button("Show", key=f"show {recipe.name}", icon=":material/arrow_forward:"):
            go_to(recipe.page, (RECIPE, recipe.name))
        return
    main: Literal["primary", "secondary"] = "primary" if recipe.name == DEFAULT else "secondary"
    if st.button("Train", key=f"train {recipe.name}", type=main, icon=":material/play_arrow:"):
        load(config)
        train(config)


@remembered
def _picture(name: str) -> str:
    """The shape of a recipe's network as SVG, or the icon of the page that shows it."""
    recipe = RECIPES[name]
    if recipe.config is None:
        return f'<i aria-hidden="true">{ICONS[recipe.page]}</i>'
    return image(network_shape([planned.layer for planned in recipe.config.plan.layers]))


def _facts(recipe: Recipe, quick: bool, run: Run | None) -> str:
    """The reference result, the time it takes here, what it downloads, and how this learner's last run went."""
    if recipe.config is None:
        return ""
    config = recipe.quick() if quick else recipe.config
    said = []
    if run and (values := curve(run)):
        shown = f"{values[-1]:.0%}" if config.task.accuracy else f"{values[-1]:.2f}"
        said.append(("Validation of your last run", f"{image(sparkline(values))} {shown}"))
    if recipe.reference is not None:
        said.append((f"Reference: {recipe.measured_on} accuracy", f"ref. {recipe.reference:.0%}"))
    if lasts := seconds(recipe, config, run):
        said.append(("About how long it trains here", f"≈ {roughly(lasts)}"))
    if not config.dataset.is_here():
        said.append(("Downloaded before it trains", f"⤓ {config.dataset.download_size}"))
    return "".join(f'<span title="{escape(title)}">{text}</span>' for title, text in said)
