"""The named experiments, by group: a new one is one entry in its group's file."""

from playground.errors import ConfigError
from playground.recipes.bare import BARE
from playground.recipes.base import Recipe
from playground.recipes.characters import CHARACTERS
from playground.recipes.climate import CLIMATE
from playground.recipes.digits import DIGITS
from playground.recipes.imdb import IMDB_REVIEWS
from playground.recipes.memory import LONG_MEMORY
from playground.recipes.reviews import REVIEWS
from playground.recipes.text import TEXT

GROUPS: dict[str, tuple[Recipe, ...]] = {
    "First steps: short film reviews": REVIEWS,
    "Text: what a network is fed": TEXT,
    "IMDB movie reviews": IMDB_REVIEWS,
    "Temperature in Jena": CLIMATE,
    "Handwritten digits, read row by row": DIGITS,
    "Characters": CHARACTERS,
    "Long memory": LONG_MEMORY,
    "The bare network, in NumPy": BARE,
}
RECIPES: dict[str, Recipe] = {recipe.name: recipe for recipes in GROUPS.values() for recipe in recipes}
DEFAULTS = {"en": "reviews-lstm", "zh": "reviews-zh-lstm"}
"""Language of the page → the experiment of a first visit."""

__all__ = ["DEFAULTS", "GROUPS", "RECIPES", "Recipe", "default_recipe", "recipe"]


def default_recipe(language: str = "en") -> Recipe:
    """The experiment of a first visit to a page in `language`."""
    return recipe(DEFAULTS.get(language, DEFAULTS["en"]))


def recipe(name: str) -> Recipe:
    """The recipe called `name`.  Raises `ConfigError` when there is none."""
    if name not in RECIPES:
        raise ConfigError(f"There is no recipe {name!r}; expected one of {', '.join(RECIPES)}.")
    return RECIPES[name]
