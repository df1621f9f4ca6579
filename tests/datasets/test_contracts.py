"""What holds for every dataset in DATASETS; those that would need the network are skipped."""

import subprocess
import sys

import numpy as np
import pytest
from pydantic import BaseModel, TypeAdapter, ValidationError

from playground.datasets import DATASETS, AnyDataset, NumberExamples, Splits, TextExamples, WindowExamples
from playground.datasets.tokenizers import SPLITTERS
from playground.errors import ConfigError

every_dataset = pytest.mark.parametrize("name", DATASETS)


@pytest.fixture(scope="module")
def load(shared_home):
    """load(name): its splits, or skip; parsed once for all tests."""

    def load_or_skip(name: str) -> Splits:
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("PLAYGROUND_HOME", str(shared_home))
            if not DATASETS[name]().is_here():
                pytest.skip(f"{name} is not here, and tests do not download")
            return DATASETS[name]().load()

    return load_or_skip


@pytest.fixture(scope="module")
def load_texts(load):
    """load_texts(name): its splits, or skip unless they are texts."""
    return lambda name: only(TextExamples, load(name))


@pytest.fixture(scope="module")
def load_numbers(load):
    """load_numbers(name): its splits, or skip unless they are numbers."""
    return lambda name: only(NumberExamples, load(name))


def only(kind: type, splits: Splits) -> Splits:
    if not isinstance(splits.train, kind):
        pytest.skip(f"not {kind.__name__}")
    return splits


def parts(splits: Splits) -> list:
    """Train, validation where time decides it, and test."""
    return [part for part in (splits.train, splits.validation, splits.test) if part is not None]


@every_dataset
def test_a_dataset_is_registered_under_its_own_name(name):
    assert DATASETS[name]().name == name


@every_dataset
def test_a_text_that_a_learner_begins_with_is_in_the_language_of_the_page(name):
    given = {key: value for key, value in DATASETS[name]().model_dump().items() if isinstance(value, str)}
    assert not [key for key, value in given.items() if not value.isascii()]


@every_dataset
def test_a_dataset_says_what_it_is_and_where_it_comes_from(name):
    dataset = DATASETS[name]
    for said in (dataset.title, dataset.about, dataset.source, dataset.licence, dataset.citation):
        assert said.strip()
    assert dataset.download_size is None or dataset.download_size.split()[1] in ("kB", "MB", "GB")
    assert dataset.__doc__


@every_dataset
def test_a_dataset_says_whether_it_brings_its_own_validation_examples(name, load):
    assert DATASETS[name].own_validation == (load(name).validation is not None)


@every_dataset
def test_every_option_has_a_title_and_a_description(name):
    for option, field in DATASETS[name].model_fields.items():
        assert option == "name" or field.description, option
        assert option in ("name", "upload") or field.title, option


@every_dataset
def test_a_dataset_survives_json(name):
    class Holder(BaseModel):
        dataset: AnyDataset

    dataset = DATASETS[name]()
    assert Holder.model_validate_json(Holder(dataset=dataset).model_dump_json()).dataset == dataset
    assert TypeAdapter(AnyDataset).validate_python({"name": name}) == dataset


@every_dataset
def test_a_dataset_is_a_value(name):
    dataset = DATASETS[name]()
    assert hash(dataset) == hash(DATASETS[name]())
    with pytest.raises(ValidationError):
        dataset.name = "another"
    with pytest.raises(ConfigError, match="no_such_option"):
        DATASETS[name](no_such_option=1)


def test_an_unknown_name_is_refused():
    with pytest.raises(ValidationError):
        TypeAdapter(AnyDataset).validate_python({"name": "no such dataset"})


@every_dataset
def test_arrays_of_texts_have_the_shapes_and_types_they_promise(name, load_texts):
    splits = load_texts(name)
    for examples in (splits.train, splits.test):
        assert len(examples) == len(examples.texts) == len(examples.offsets) - 1 > 0
        assert len(examples.targets) == (len(examples.token_ids) if examples.each_token else len(examples))
        assert examples.targets.dtype in (np.int8, np.int32)
        assert (examples.token_ids.dtype, examples.offsets.dtype) == (np.int32, np.int64)
        assert (examples.offsets[0], examples.offsets[-1]) == (0, len(examples.token_ids))
        assert (examples.lengths >= 0).all()
        assert 0 <= examples.token_ids.min() <= examples.token_ids.max() < len(examples.words)
        assert set(np.unique(examples.targets)) <= set(range(-1, len(DATASETS[name]().class_names)))


@every_dataset
def test_the_number_of_training_examples_is_known_before_loading(name, load):
    assert len(load(name).train) == DATASETS[name]().num_train


@every_dataset
def test_words_are_listed_once_and_the_most_frequent_in_train_first(name, load_texts):
    train = load_texts(name).train
    assert len(set(train.words)) == len(train.words)
    counts = np.bincount(train.token_ids, minlength=len(train.words))
    listed = list(zip(-counts, train.words, strict=True))
    assert listed == sorted(listed)
    assert load_texts(name).test.words == train.words


@every_dataset
def test_token_ids_spell_the_words_of_each_text(name, load_texts):
    splits = load_texts(name)
    for examples in (splits.train, splits.test):
        for i in np.linspace(0, len(examples) - 1, 50).astype(int):
            spelled = examples.token_ids[examples.offsets[i] : examples.offsets[i + 1]]
            assert [examples.words[token_id] for token_id in spelled] == SPLITTERS[examples.split].words(
                examples.texts[i]
            )


@every_dataset
def test_a_subset_of_texts_holds_exactly_the_chosen_examples(name, load_texts):
    train = load_texts(name).train
    indices = np.random.default_rng(0).permutation(len(train))[:20]
    chosen = train.subset(indices)
    for index, i in enumerate(indices):
        assert chosen.texts[index] == train.texts[i]
        if not train.each_token:
            assert np.array_equal(chosen.targets[index], train.targets[i])
        expected = train.token_ids[train.offsets[i] : train.offsets[i + 1]]
        assert np.array_equal(chosen.token_ids[chosen.offsets[index] : chosen.offsets[index + 1]], expected)


@every_dataset
def test_train_and_test_hardly_share_a_text(name, load_texts):
    splits = load_texts(name)
    if name == "characters":
        pytest.skip("a short text is all there is: it is learnt and checked on")
    shared = set(splits.train.texts) & set(splits.test.texts)
    assert len(shared) < 0.01 * len(splits.test)  # IMDB itself has 123 reviews in both


@every_dataset
def test_numbers_have_the_shapes_and_types_they_promise(name, load_numbers):
    dataset, splits = DATASETS[name](), load_numbers(name)
    for examples in parts(splits):
        indices = np.linspace(0, len(examples) - 1, 20).astype(int)
        inputs = examples.take(indices)
        assert (inputs.shape, inputs.dtype) == ((20, *dataset.input_shape), np.float32)
        assert np.isfinite(inputs).all()
        assert examples.targets.shape == (len(examples),)
        if dataset.class_names:
            assert examples.targets.dtype == np.int64
            assert set(np.unique(examples.targets)) == set(range(len(dataset.class_names)))
        else:
            assert examples.targets.dtype == np.float32
            assert np.isfinite(examples.targets).all()


@every_dataset
def test_the_moments_of_numbers_standardise_every_feature(name, load_numbers):
    dataset, train = DATASETS[name](), load_numbers(name).train
    mean, deviation = train.moments()
    assert mean.shape == deviation.shape == (dataset.input_shape[1],)
    assert (mean.dtype, deviation.dtype) == (np.float64, np.float64)
    assert np.isfinite(mean).all()
    assert (deviation >= 0).all()
    assert len(dataset.feature_names) in (0, dataset.input_shape[1])


@every_dataset
def test_a_subset_of_numbers_keeps_the_order_asked_for(name, load_numbers):
    train = load_numbers(name).train
    indices = np.random.default_rng(0).permutation(len(train))[:20]
    chosen = train.subset(indices)
    assert len(chosen) == 20
    assert np.array_equal(chosen.take(np.arange(20)), train.take(indices))
    assert np.array_equal(chosen.targets, train.targets[indices])


@every_dataset
def test_no_window_reaches_outside_its_part(name, load_numbers):
    splits = load_numbers(name)
    if not isinstance(splits.train, WindowExamples):
        pytest.skip("not windows of a series")
    stop = 0
    for examples in parts(splits):
        assert examples.start >= stop
        assert examples.rows.min() + examples.read_rows.min() >= examples.start
        assert (examples.read_rows < 0).all()
        assert examples.rows.max() + examples.delay < examples.stop
        stop = examples.stop
    assert stop == len(splits.train.series)


def test_importing_the_datasets_brings_no_heavy_library_along():
    heavy = ["keras", "tensorflow", "streamlit", "dask", "pyarrow", "pooch", "requests", "sklearn", "pandas"]
    program = f"import sys, playground.datasets; print(sorted(set({heavy}) & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
