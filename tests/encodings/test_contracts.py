"""What holds for every encoding in ENCODINGS."""

import numpy as np
import pytest
from pydantic import BaseModel

from playground import paths
from playground.datasets import Reviews
from playground.encodings import ENCODINGS, AnyEncoding, Encoding
from playground.encodings.text import TokenSequence, Vocabulary
from playground.errors import ConfigError

every_encoding = pytest.mark.parametrize("kind", ENCODINGS)
every_text_encoding = pytest.mark.parametrize("kind", [kind for kind in ENCODINGS if kind != "numbers"])


class Holder(BaseModel):
    """Anything with an encoding in it."""

    encoding: AnyEncoding


def encoding_of(kind: str, vocabulary_size: int, **sequence: object) -> Encoding:
    """An encoding; `sequence` are settings that only sequences of tokens have."""
    values = sequence if issubclass(ENCODINGS[kind], TokenSequence) else {}
    if issubclass(ENCODINGS[kind], Vocabulary):
        values |= {"vocabulary_size": vocabulary_size}
    return ENCODINGS[kind](**values)


@pytest.fixture(autouse=True)
def glove_file(own_home):
    """Vectors of three words where GloVe looks for its file."""
    file = paths.data() / "glove.6B.100d.txt"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("".join(f"{word} {' '.join([str(i)] * 100)}\n" for i, word in enumerate(["the", "good", "zebra"])))


@pytest.fixture(scope="module")
def reviews():
    """200 short reviews."""
    return Reviews(examples=200).load().train


@every_encoding
def test_an_encoding_is_registered_under_its_own_kind(kind):
    assert ENCODINGS[kind]().kind == kind


@every_encoding
def test_an_encoding_says_what_it_is(kind):
    assert ENCODINGS[kind].title
    assert ENCODINGS[kind].about.endswith(".")


@every_encoding
def test_an_encoding_says_how_it_pads_cuts_and_reads(kind):
    encoding = ENCODINGS[kind]()
    assert {encoding.padding, encoding.truncation} <= {"front", "back"}
    assert {encoding.mask, encoding.reverse} <= {True, False}


@every_encoding
def test_every_setting_has_a_title_and_a_description(kind):
    for name, field in ENCODINGS[kind].model_fields.items():
        assert name == "kind" or (field.title and field.description), name


@every_encoding
def test_an_encoding_survives_json(kind):
    encoding = encoding_of(kind, 8, maximum_length=7, truncation="back", padding="back", reverse=True, mask=False)
    assert Holder.model_validate_json(Holder(encoding=encoding).model_dump_json()).encoding == encoding


@every_encoding
@pytest.mark.parametrize(
    "values",
    [
        {"maximum_length": 0},
        {"maximum_length": float("nan")},
        {"padding": "middle"},
        {"truncation": None},
        {"reverse": "perhaps"},
        {"mask": "perhaps"},
        {"stemming": True},
    ],
    ids=str,
)
def test_settings_that_do_not_fit_are_refused_by_name(kind, values):
    with pytest.raises(ConfigError, match=rf"^{ENCODINGS[kind].title}.*\b{next(iter(values))}\b.*"):
        ENCODINGS[kind](**values)


@every_text_encoding
def test_the_first_layer_has_a_place_for_every_id(kind):
    encoding = encoding_of(kind, 5, maximum_length=4)
    layer = encoding.first_layer()
    shape = layer.output_shape((4,), False)
    assert shape[:-1] == ((4,) if isinstance(encoding, TokenSequence) else ())
    if isinstance(encoding, Vocabulary):
        assert encoding.num_ids == 7
    if weights := layer.weight_shapes((4,)):
        assert weights["embeddings"][0] == encoding.num_ids
    else:
        assert shape[-1] == encoding.num_ids - 1  # padding has no column


@every_text_encoding
def test_fitting_twice_learns_the_same(kind, reviews):
    first, second = (ENCODINGS[kind]().fit(reviews) for _ in range(2))
    assert (first.encoding, first.words, first.found) == (second.encoding, second.words, second.found)
    assert len(first.words) > 20 or kind == "hashing_trick"
    np.testing.assert_array_equal(first.table, second.table)


@every_text_encoding
@pytest.mark.parametrize("vocabulary_size", [1, 20, 1000])
def test_ids_stay_below_the_number_of_ids(kind, vocabulary_size, reviews):
    encoding = encoding_of(kind, vocabulary_size, maximum_length=9)
    longest = encoding.maximum_length
    sequences = encoding.fit(reviews).encode(reviews)
    padded = sequences.inputs(np.arange(len(reviews)), longest, encoding.padding)
    assert padded.shape == (200, longest)
    assert 0 <= padded.min() <= padded.max() < encoding.num_ids
    assert sequences.token_ids.min() >= 1
    lengths = reviews.split_into(encoding.split).lengths
    assert (sequences.lengths == np.minimum(lengths, longest)).all()


@every_text_encoding
def test_every_token_of_a_text_is_explained(kind, reviews):
    fitted = encoding_of(kind, 30).fit(reviews)
    encoded = fitted.text(reviews.texts[0] + " Zyzzyva 7")
    read = [token for token in encoded.tokens if token.timestep is not None]
    for token in read:
        known = kind == "hashing_trick" or token.word in fitted.words
        assert encoded.labels[token.timestep] == (token.word if known else "⟨unknown⟩")
        assert encoded.inputs[token.timestep] == token.token_id
    assert read[-1].word == "7"
