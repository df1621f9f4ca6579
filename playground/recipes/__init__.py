"""The named experiments, by group: a new one is one entry in its group's file."""

from playground.errors import ConfigError
from playground.languages import ENGLISH, N_, _, language
from playground.recipes.bare import BARE
from playground.recipes.base import Recipe
from playground.recipes.characters import CHARACTERS
from playground.recipes.climate import CLIMATE
from playground.recipes.digits import DIGITS
from playground.recipes.imdb import IMDB_REVIEWS
from playground.recipes.memory import LONG_MEMORY
from playground.recipes.reviews import REVIEWS
from playground.recipes.text import TEXT
from playground.wording import enumerated

GROUPS: dict[str, tuple[Recipe, ...]] = {
    N_("First steps: short film reviews"): REVIEWS,
    N_("Text: what a network is fed"): TEXT,
    N_("IMDB movie reviews"): IMDB_REVIEWS,
    N_("Temperature in Jena"): CLIMATE,
    N_("Handwritten digits, read row by row"): DIGITS,
    N_("Characters"): CHARACTERS,
    N_("Long memory"): LONG_MEMORY,
    N_("The bare network, in NumPy"): BARE,
}
RECIPES: dict[str, Recipe] = {recipe.name: recipe for recipes in GROUPS.values() for recipe in recipes}
DEFAULTS = {"en": "reviews-lstm", "zh": "reviews-zh-lstm"}
"""Language of the page → the experiment of a first visit."""

__all__ = ["DEFAULTS", "GROUPS", "RECIPES", "Recipe", "default_recipe", "recipe"]


def default_recipe(code: str = "") -> Recipe:
    """The experiment of a first visit to a page in a language.  code: empty for the one that is spoken."""
    return recipe(DEFAULTS.get(code or language(), DEFAULTS[ENGLISH]))


def recipe(name: str) -> Recipe:
    """The recipe called `name`.  Raises `ConfigError` when there is none."""
    if name not in RECIPES:
        raise ConfigError(
            _("There is no recipe {name!r}; expected one of {names}.", name=name, names=enumerated(list(RECIPES)))
        )
    return RECIPES[name]
