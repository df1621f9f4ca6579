"""Words replaced and deleted, timesteps blanked: the example encoded anew."""

import numpy as np
import pytest

from playground.encodings import FittedText, LearnedEmbedding, Numbers, OneHotCharacters
from playground.encodings.edit import Edit, edited, edited_text, is_known
from playground.errors import ChangeError, TextError

TEXT = "Not a  good, GOOD film!"
WORDS = FittedText(
    LearnedEmbedding(vocabulary_size=5, maximum_length=6, dimensions=2), ("a", "good", "bad", "film", "not")
)


def after(*edits: Edit) -> tuple[str, list[str]]:
    """The text with these edits, and what stands in it where each word stood."""
    text, spans = edited_text(WORDS, WORDS.text(TEXT), edits, TEXT)
    return text, [text[start:end] for start, end in spans]


def test_without_edits_every_word_stands_where_it_stood():
    assert after() == (TEXT, ["Not", "a", "good", "GOOD", "film"])


def test_a_replaced_word_stands_where_the_old_one_stood():
    assert after(Edit(2, "awful")) == ("Not a  awful, GOOD film!", ["Not", "a", "awful", "GOOD", "film"])


def test_the_words_behind_a_deleted_one_are_still_found():
    assert after(Edit(1), Edit(3, "so so")) == ("Not   good, so so film!", ["Not", "", "good", "so so", "film"])


def test_of_two_edits_of_one_word_the_last_counts():
    assert after(Edit(0, "bad"), Edit(0)) == (" a  good, GOOD film!", ["", "a", "good", "GOOD", "film"])


def test_an_edited_text_is_encoded_by_the_runs_own_encoding():
    found = edited(WORDS, WORDS.text(TEXT), [Edit(0, "BAD"), Edit(2, "xyzzy"), Edit(3)], TEXT)
    assert found.labels == ("·", "·", "bad", "a", "⟨unknown⟩", "film")
    assert found.inputs.tolist() == [0, 0, 4, 2, 1, 5]


def test_a_symbol_may_be_replaced_by_a_space():
    symbols = FittedText(OneHotCharacters(maximum_length=4), ("1", "+", " "))
    assert edited(symbols, symbols.text("1+1"), [Edit(1, " ")], "1+1").labels == ("·", "1", " ", "1")


def test_a_blank_timestep_is_0_and_the_others_stay():
    fitted = Numbers().restore({"mean": [1.0, 0.0], "deviation": [2.0, 1.0], "target": (0.0, 1.0)})
    encoded = fitted.example(np.array([[3.0, 1.0], [5.0, 2.0], [7.0, 3.0]]))
    assert edited(fitted, encoded, [Edit(1)]).inputs.tolist() == [[1, 1], [0, 0], [3, 3]]
    assert encoded.inputs.tolist() == [[1, 1], [2, 2], [3, 3]]


def test_a_replacement_without_a_word_is_refused():
    with pytest.raises(ChangeError, match="'!!!' holds nothing that the network reads"):
        after(Edit(0, "!!!"))


@pytest.mark.parametrize(
    ("typed", "known"), [("BAD", True), ("bad film", True), ("bad xyzzy", False), ("xyzzy", False)]
)
def test_a_word_is_known_where_the_vocabulary_has_it(typed, known):
    assert is_known(WORDS, typed) == known


@pytest.mark.parametrize("index", [-1, 5])
def test_an_index_that_is_not_there_is_refused(index):
    with pytest.raises(ChangeError, match=f"The example has no token {index}; expected 0 to 4."):
        after(Edit(index))


def test_deleting_every_word_is_refused():
    with pytest.raises(TextError, match="The text holds no word"):
        edited(WORDS, WORDS.text("good"), [Edit(0)], "good")
