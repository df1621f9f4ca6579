"""What holds for every recipe in RECIPES."""

import re

import pytest

from playground.config import RunConfig
from playground.errors import ConfigError
from playground.limits import Limits
from playground.recipes import RECIPES, default_recipe, recipe
from playground.recipes.base import (
    QUICK_ENOUGH,
    QUICK_EXAMPLES,
    REFERENCE_RATE,
    START_SECONDS,
    examples_read,
    examples_worked,
)
from playground.recipes.demonstrations import DEMONSTRATIONS
from playground.recipes.enough_steps import STEPS
from playground.ui.main import PAGES

every_recipe = pytest.mark.parametrize("chosen", RECIPES.values(), ids=RECIPES)
TRAINED = {name: chosen for name, chosen in RECIPES.items() if chosen.config}
every_trained = pytest.mark.parametrize("chosen", TRAINED.values(), ids=TRAINED)


@every_recipe
def test_a_recipe_is_registered_under_its_own_name(chosen):
    assert RECIPES[chosen.name] is chosen
    assert recipe(chosen.name) is chosen


@every_recipe
def test_a_recipe_name_is_safe_in_an_address(chosen):
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", chosen.name)


@every_recipe
def test_a_recipe_says_what_it_is_and_what_to_look_for(chosen):
    for text in (chosen.title, chosen.about, chosen.look_for):
        assert text == text.strip() != ""
    assert chosen.about.endswith((".", "?", "!"))
    assert chosen.look_for.endswith((".", "?", "!"))


@every_recipe
def test_a_reference_result_is_a_fraction_of_validation_or_test_examples(chosen):
    assert chosen.reference is None or 0 < chosen.reference < 1
    assert chosen.measured_on in ("validation", "test")


@every_recipe
def test_a_recipe_is_compared_with_other_recipes_each_once(chosen):
    assert set(chosen.compare) <= set(RECIPES) - {chosen.name}
    assert len(set(chosen.compare)) == len(chosen.compare)


@every_trained
def test_a_recipe_plans_a_network_with_the_outputs_its_dataset_asks_for(chosen):
    assert chosen.config.plan.output_shape[-1] == chosen.config.dataset.num_outputs


@every_recipe
def test_a_recipe_that_trains_nothing_has_a_page_and_a_command_that_show_it(chosen):
    assert (chosen.config is None) == (chosen.page in PAGES) == (chosen.name in DEMONSTRATIONS)


@every_recipe
def test_an_outcome_without_a_number_is_told_by_another_recipe_or_the_naive_forecast(chosen):
    assert chosen.expects is None or chosen.reference is None
    assert chosen.expects is None or chosen.expects[1] in {*TRAINED, "naive"} - {chosen.name}
    assert chosen.expects is None or chosen.expects[0] in ("better than", "worse than", "about as good as")


@every_trained
def test_a_quick_run_is_the_same_network_on_fewer_examples_and_epochs(chosen):
    quick = chosen.quick()
    assert quick.plan.num_parameters == chosen.config.plan.num_parameters
    assert quick.epochs <= chosen.config.epochs
    most = min(chosen.quick_as.get("train_samples", QUICK_EXAMPLES), chosen.config.dataset.num_train)
    assert quick == chosen.config or quick.train_samples <= most
    assert examples_read(quick) <= examples_read(chosen.config)


@every_trained
def test_a_quick_run_makes_the_few_hundred_steps_that_learning_takes_or_is_the_whole_run(chosen):
    quick = chosen.quick()
    steps = examples_read(quick) * (1 - quick.validation_split) / quick.batch_size
    whole = examples_read(chosen.config) / chosen.speed <= QUICK_ENOUGH
    assert (quick == chosen.config) == whole
    assert whole or steps >= 0.75 * STEPS
    assert examples_read(quick) / chosen.speed < 25


def test_a_quick_run_takes_longer_for_smaller_batches_and_is_tested_on_all():
    chosen = RECIPES["imdb-lstm"]
    quick = chosen.quick()
    assert (chosen.config.batch_size, quick.batch_size, examples_read(quick)) == (128, 32, 15_000)
    assert chosen.seconds(quick, REFERENCE_RATE) == START_SECONDS + (15_000 * 1.75 + 25_000 / 2) / chosen.speed


@every_trained
def test_the_time_of_a_run_follows_from_the_examples_it_reads_and_the_rate_of_the_workers(chosen):
    config = chosen.config
    assert chosen.speed > 0
    whole = chosen.seconds(config, REFERENCE_RATE) - START_SECONDS
    assert whole == pytest.approx(examples_worked(config) / chosen.speed)
    assert chosen.seconds(config, 2 * REFERENCE_RATE) - START_SECONDS == pytest.approx(whole / 2)
    assert chosen.seconds(chosen.quick(), REFERENCE_RATE) - START_SECONDS <= whole + 1e-9


@every_trained
def test_a_recipe_may_be_trained_on_a_server_with_the_default_limits(chosen):
    chosen.config.check(chosen.config.dataset.num_train, Limits())


@every_trained
def test_a_recipe_survives_json_and_keeps_its_name(chosen):
    assert RunConfig.from_json(chosen.config.to_json()) == chosen.config
    assert chosen.config.recipe == chosen.name


def test_titles_tell_recipes_apart():
    assert len({chosen.title for chosen in RECIPES.values()}) == len(RECIPES)


def test_every_language_has_a_default_recipe_and_others_have_the_english_one():
    assert default_recipe() == recipe("reviews-lstm")
    assert default_recipe("zh") == recipe("reviews-zh-lstm")
    assert default_recipe("nl") == default_recipe("en")


def test_an_unknown_recipe_is_refused_with_the_known_ones():
    with pytest.raises(ConfigError, match=r"no recipe 'cake'; expected one of .*reviews-zh-lstm"):
        recipe("cake")
