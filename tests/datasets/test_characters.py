import pytest

from playground.datasets.characters import Characters
from playground.errors import ConfigError


def read_and_asked(examples, class_names) -> list[tuple[str, str]]:
    """What each example reads, and the characters that its targets stand for."""
    pairs = []
    for i in range(len(examples)):
        start, stop = examples.offsets[i : i + 2]
        read = "".join(examples.words[token_id] for token_id in examples.token_ids[start:stop])
        assert read == examples.texts[i]
        pairs.append((read, "".join(class_names[target] for target in examples.targets[start:stop])))
    return pairs


def test_the_default_sentence_is_repeated_and_its_targets_are_moved_by_one():
    options = Characters()
    text = "She sells sea shells by the sea shore."
    splits = options.load()
    assert read_and_asked(splits.train, options.class_names) == [(text[:-1], text[1:])] * 101
    assert read_and_asked(splits.test, options.class_names) == [(text[:-1], text[1:])]


def test_classes_are_the_characters_in_the_order_in_which_they_first_stand():
    options = Characters(text="banana!")
    assert options.class_names == ("b", "a", "n", "!")
    assert options.num_outputs == 4
    splits = options.load()
    assert splits.test.targets.tolist() == [1, 2, 1, 2, 1, 3]


def test_the_word_list_begins_with_what_is_read_most_and_ends_with_what_is_only_asked_for():
    splits = Characters(text="banana!").load()
    assert splits.train.words == ("a", "n", "b", "!")  # read: b, then a and n in turn, three a and two n
    assert splits.train.token_ids[:6].tolist() == [2, 0, 1, 0, 1, 0]
    assert splits.test.words == splits.train.words


def test_a_long_text_is_cut_into_pieces_that_overlap_by_one_character():
    options = Characters(text="abcdefghijklm", length=3)  # 13 characters: 12 to ask for, in 4 pieces
    splits = options.load()
    assert read_and_asked(splits.train, options.class_names) == [("abc", "bcd"), ("def", "efg"), ("ghi", "hij")]
    assert read_and_asked(splits.test, options.class_names) == [("jkl", "klm")]
    assert splits.train.words == tuple("abcdefghijklm")
    assert splits.test.words == splits.train.words


@pytest.mark.parametrize("count", [2, 3, 4, 5, 31, 32, 100, 101])
@pytest.mark.parametrize("length", [2, 3, 10])
def test_every_character_but_the_first_is_asked_for_exactly_once(count, length):
    text = "".join(chr(0x4E00 + i) for i in range(count))
    options = Characters(text=text, length=length, copies=1)
    splits = options.load()
    pairs = read_and_asked(splits.train, options.class_names)
    if count > length + 1:
        pairs += read_and_asked(splits.test, options.class_names)
    assert "".join(asked for _, asked in pairs) == text[1:]
    assert all(len(read) <= length for read, _ in pairs)


@pytest.mark.parametrize(
    ("count", "train", "test"), [(11, 7, 1), (12, 3, 1), (13, 2, 1), (21, 3, 1), (22, 2, 1), (101, 8, 2), (151, 12, 3)]
)
def test_the_last_fifth_of_the_pieces_is_the_test_and_the_count_is_known_without_loading(count, train, test):
    options = Characters(text=("abcdefg" * 30)[:count], length=10, copies=7)
    splits = options.load()
    assert (options.num_train, len(splits.train), len(splits.test)) == (train, train, test)


@pytest.mark.parametrize("length", [2, 3, 10, 100, 500])
def test_a_text_of_any_length_leaves_examples_to_train_to_validate_and_to_test_on(length):
    for count in range(2, 4 * length):
        options = Characters(text=("abcdefg" * 300)[:count], length=length, copies=1)
        splits = options.load()
        assert len(splits.test), count
        assert options.num_train == len(splits.train), count
        assert len(splits.train) >= 2 or len(splits.validation), count


def test_a_text_that_is_read_once_is_validated_on_itself():
    splits = Characters(text="banana!", copies=1).load()
    assert read_and_asked(splits.validation, ("b", "a", "n", "!")) == [("banana", "anana!")]
    assert Characters(text="banana!", copies=2).load().validation is None


def test_a_subset_of_the_repetitions_keeps_targets_beside_their_characters():
    options = Characters(text="banana!", copies=5)
    chosen = options.load().train.subset([4, 0])
    assert read_and_asked(chosen, options.class_names) == [("banana", "anana!")] * 2


def test_white_space_and_control_characters_are_characters_like_others():
    options = Characters(text="a\n\tA \0\r\U0001f600")
    assert options.class_names == ("a", "\n", "\t", "A", " ", "\0", "\r", "\U0001f600")
    assert read_and_asked(options.load().test, options.class_names) == [("a\n\tA \0\r", "\n\tA \0\r\U0001f600")]


def test_a_text_survives_json():
    options = Characters(text='a\n"\0\U0001f600')
    assert Characters.model_validate_json(options.model_dump_json()) == options


@pytest.mark.parametrize("text", ["", "a", "aaaa"])
def test_a_text_with_nothing_to_find_out_is_refused(text):
    with pytest.raises(ConfigError, match=f"text is '{text}'; expected at least two different characters"):
        Characters(text=text)


def test_half_a_character_is_refused_in_a_sentence_that_can_itself_be_saved():
    with pytest.raises(ConfigError, match=r"text holds half a character \(U\+D83D\), which cannot be saved") as error:
        Characters(text="ab\ud83d")
    assert str(error.value).encode()


def test_a_text_of_more_than_20_000_characters_is_refused():
    assert Characters(text="ab" * 10_000).num_train == 160
    with pytest.raises(ConfigError, match="expected a text of up to 20,000 characters"):
        Characters(text="ab" * 10_000 + "a")


@pytest.mark.parametrize("wrong", [{"length": 1}, {"length": 501}, {"copies": 0}, {"copies": 1001}, {"text": 5}])
def test_options_out_of_range_are_refused(wrong):
    with pytest.raises(ConfigError):
        Characters(**wrong)


def test_a_text_that_is_its_own_test_is_not_called_untrained_on():
    assert Characters().tests_on == "Learned by heart"
    assert Characters(text="abc " * 200).tests_on == "Not trained on"
