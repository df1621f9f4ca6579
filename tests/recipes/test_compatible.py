"""Settings that suit another dataset."""

from itertools import permutations
from math import ceil

import pytest

from playground.config import RunConfig
from playground.datasets import DATASETS
from playground.datasets.own_reviews import store_texts
from playground.datasets.own_series import store_series
from playground.datasets.tables.texts import TextChoices
from playground.encodings import BagOfWords, LearnedEmbedding
from playground.encodings.offered import SHORTEST, encodings_for
from playground.layers import GRU, Dense, EncoderDecoder
from playground.prediction.splits import run_examples
from playground.recipes import default_recipe
from playground.recipes.compatible import suited, unbalanced
from playground.recipes.enough_steps import MOST_EPOCHS, STEPS
from tests.datasets.tables import cases

HERE = [kind() for kind in DATASETS.values() if not kind.__name__.startswith("Own")]


@pytest.mark.parametrize(("first", "second"), list(permutations(HERE, 2)), ids=lambda dataset: dataset.name)
def test_from_every_dataset_to_every_other_there_is_a_network_that_plans(first, second):
    start = suited(RunConfig(), first)
    new = suited(start, second)
    assert new.plan.output_shape[-1] == second.num_outputs
    assert new.dataset == second


def test_what_fits_is_kept():
    config = RunConfig(encoding=BagOfWords(vocabulary_size=77), layers=(Dense(units=3),), epochs=4, recipe="imdb-dense")
    new = suited(config, DATASETS["imdb"]())
    assert (new.encoding, new.layers, new.epochs, new.recipe) == (config.encoding, config.layers, 4, "")


def test_what_does_not_fit_is_replaced():
    assert isinstance(suited(RunConfig(), DATASETS["addition"]()).layers[0], EncoderDecoder)
    sums = suited(RunConfig(), DATASETS["addition"]())
    assert not any(layer.reads_previous for layer in suited(sums, DATASETS["reviews"]()).layers)
    assert suited(RunConfig(layers=(GRU(units=5),)), DATASETS["digits"]()).layers == (GRU(units=5),)


def test_encodings_are_offered_for_what_a_dataset_is_made_of():
    assert list(encodings_for("numbers")) == ["numbers"]
    assert list(encodings_for("characters")) == ["one_hot_characters", "learned_embedding"]
    assert encodings_for("characters")["learned_embedding"] == LearnedEmbedding(split="characters")
    assert "numbers" not in encodings_for("words")


@pytest.mark.parametrize("way", ["characters", "chinese_words"])
def test_texts_without_spaces_are_split_as_suits_them_and_others_as_before(way):
    chinese = store_texts(cases.chinese(), "chinese.csv", TextChoices(decisions={"tokens": way}))
    there = suited(RunConfig(), chinese)
    assert there.encoding.split == way
    assert suited(there, DATASETS["reviews"]()).encoding.split == "words"
    assert suited(RunConfig(encoding=LearnedEmbedding(split="spaces")), DATASETS["imdb"]()).encoding.split == "spaces"


@pytest.mark.parametrize(("rare", "said"), [(5, True), (19, False)])
def test_classes_of_very_different_size_are_pointed_out_until_they_are_weighed(rare, said):
    lines = [f"a film number {i},{'bad' if i < rare else 'good'}" for i in range(60)]
    config = RunConfig(dataset=store_texts("\n".join(["text,label", *lines]).encode(), "mine.csv"))
    assert config.dataset.class_counts == (rare - max(1, round(rare / 5)), 60 - rare - round((60 - rare) / 5))
    assert bool(unbalanced(config)) == said
    if said:
        assert "good (44 examples) and bad (4 examples)" in unbalanced(config)
    assert not unbalanced(config.changed(class_weights=True))
    assert not unbalanced(RunConfig())


OWN = [DATASETS["characters"], cases.hindi, cases.repeated_texts, cases.three_years_monthly, cases.newest_first]


def own(case):
    """The dataset of a file, or of a text that is typed."""
    if case is DATASETS["characters"]:
        return case()
    store = store_texts if case in (cases.hindi, cases.repeated_texts) else store_series
    return store(case(), f"{case.__name__}.csv")


@pytest.mark.parametrize("case", OWN)
def test_a_small_file_gets_a_few_hundred_steps(case):
    config = suited(default_recipe().config, own(case))
    parts = run_examples(config)
    steps = ceil(len(parts.train) / config.batch_size) * config.epochs
    assert steps >= 0.9 * STEPS or config.epochs == MOST_EPOCHS


def test_what_a_small_file_needs_is_taken_back_for_another_dataset():
    there = suited(RunConfig(), own(cases.three_years_monthly))
    assert (there.batch_size, there.epochs) == (4, 75)
    back = suited(there, DATASETS["reviews"]())
    assert (back.batch_size, back.epochs) == (32, 10)


def test_batches_and_epochs_of_the_learners_own_are_kept():
    config = suited(RunConfig(batch_size=5, epochs=7), own(cases.hindi))
    assert (config.batch_size, config.epochs) == (5, 7)


def test_texts_are_cut_to_a_length_that_fits_them_unless_the_learner_chose_one():
    hindi = own(cases.hindi)
    assert hindi.longest == 5
    assert suited(default_recipe().config, hindi).encoding.maximum_length == SHORTEST
    assert RunConfig(dataset=hindi).encoding.maximum_length == SHORTEST
    chosen = RunConfig(encoding=LearnedEmbedding(maximum_length=77))
    assert suited(chosen, hindi).encoding.maximum_length == 77
    assert suited(suited(RunConfig(), hindi), DATASETS["imdb"]()).encoding.maximum_length == 250
    link = RunConfig(dataset=hindi).to_link()
    assert RunConfig.from_link(link) == RunConfig(dataset=hindi)


def test_long_texts_are_cut_as_usual():
    lines = [f"{'word ' * 400}{i},{'ab'[i % 2]}" for i in range(40)]
    long = store_texts("\n".join(["text,label", *lines]).encode(), "long.csv")
    assert RunConfig(dataset=long).encoding.maximum_length == 250
