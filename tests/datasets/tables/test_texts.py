"""Texts and labels as people write them down: each is read as it was meant, and what was taken for what is said."""

import pytest

from playground.datasets.tables import read_table
from playground.datasets.tables.kind import kind_of
from playground.datasets.tables.texts import TextChoices, TextsRead, read_texts
from playground.errors import UploadError
from tests.datasets.tables.cases import days, lines, marks, rows, texts, wave

COUNT = 60
SOUPS = [f"a fine soup, number {i}" for i in range(COUNT)]


def read(*all_lines: str, **choices) -> TextsRead:
    """What a file is read as."""
    return read_texts(read_table(lines(*all_lines)), TextChoices(**choices))


def said(found: TextsRead, kind: str) -> str:
    """The one note of a kind."""
    (note,) = (note for note in found.notes if note.kind == kind)
    return note.sentence


def table(name: str, labels: list[object]) -> list[str]:
    """Lines with other phrases each."""
    return [f"text,{name}", *rows([f"a fine soup {i}" for i in range(COUNT)], labels)]


TEXTS = {
    "short English": ["text,label", *rows([f"so {['good', 'bad'][i % 2]} {i}" for i in range(COUNT)], [0, 1] * 30)],
    "short Korean": ["문장,감정", *rows([f"정말 좋아요 {i}" for i in range(COUNT)], [0, 1] * 30)],
    "a score": ["text,score", *rows(texts(COUNT), [f"{x:.4f}" for x in wave(COUNT)])],
    "translations": ["src\tmt", *(f"Der Hund {i} läuft schnell.\tThe dog {i} runs fast." for i in range(COUNT))],
    "one class": ["text,label", *rows(texts(COUNT), ["a"] * COUNT)],
    "numbers called texts": ["text,label", *rows([7 * i for i in range(COUNT)], marks(COUNT))],
    "names": [
        "Name,Gender",
        *rows([f"An{chr(97 + i % 26)}{chr(97 + i // 26)}" for i in range(COUNT)], ["M", "F"] * 30),
    ],
    "a chat": ["Date,From,Message", *rows(days(COUNT), ["Anna", "Ben"] * 30, texts(COUNT))],
    "texts with scores beside": [
        "App,Review,Sentiment,Polarity",
        *rows(["a game"] * COUNT, texts(COUNT), ["nan", "good", "bad"] * 20, wave(COUNT)),
    ],
}
SERIES = {
    "comments now and then": ["date,v,comment", *rows(days(COUNT), wave(COUNT), ["it rained all day", "", ""] * 20)],
    "the same phrases again": [
        "date,summary,v,wind",
        *rows(days(COUNT), [f"Cloudy all through day {i % 9}" for i in range(COUNT)], wave(COUNT), [1, 2, 3] * 20),
    ],
    "flowers": ["length,species", *rows(wave(COUNT), ["versicolor", "virginica", "setosa setosa"] * 20)],
    "a wide table": ["Country,Name of it,2001,2002,2003", *(f"A{i},the name of {i},{i},2,3" for i in range(9))],
}


@pytest.mark.parametrize("name", TEXTS)
def test_phrases_make_a_file_of_texts(name):
    assert kind_of(read_table(lines(*TEXTS[name]))) == "texts"


@pytest.mark.parametrize("name", SERIES)
def test_words_beside_numbers_and_times_make_no_file_of_texts(name):
    assert kind_of(read_table(lines(*SERIES[name]))) == "series"


def test_a_number_for_each_text_is_no_label_and_the_sentence_says_so():
    with pytest.raises(UploadError, match=r"no column of labels: .* 'score' holds \d+ different cells in 60 rows"):
        read(*TEXTS["a score"])
    with pytest.raises(UploadError, match="one label only, 'a'"):
        read(*TEXTS["one class"])


def test_rows_that_a_program_marked_as_missing_are_left_out_with_a_note():
    labels = ["nan", "good", "bad", "None"] * 15
    found = read(*table("label", labels))
    assert found.classes == ("bad", "good")
    assert said(found, "no label nan") == (
        "15 rows with the label 'nan' left out: programs write this where there is no label: row 2 of column 'label'."
    )
    assert "incomplete rows" not in {note.kind for note in found.notes}
    assert read(*table("label", labels), decisions={"no label None": "kept"}).classes == ("None", "bad", "good")


@pytest.mark.parametrize("names", [("none", "some"), ("NA", "DE"), ("null", "one")])
def test_a_class_that_reads_like_nothing_stays(names):
    assert read(*table("label", marks(COUNT, names))).classes == tuple(sorted(names))


@pytest.mark.parametrize("words", [["gattaca", "ccgtta"], ["Maria", "Paul"], ["hello", "world"]])
def test_texts_of_one_word_each_are_split_into_characters_in_one_click_back(words):
    cells = [f"{words[i % 2]}{'acgt'[i % 4] * (i // 4)}" for i in range(COUNT)]
    body = ["text,label", *rows(cells, marks(COUNT))]
    assert read(*body).split == "characters"
    assert f"are one word each and are split into characters: '{cells[0]}' becomes" in said(read(*body), "tokens")
    assert read(*body, decisions={"tokens": "words"}).split == "words"


def test_a_few_words_that_come_again_and_again_stay_words():
    cells = [["good", "very good", "bad", "so so"][i % 4] + " indeed" * (i % 3) for i in range(COUNT)]
    assert read("text,label", *rows(cells, marks(COUNT))).split == "words"


@pytest.mark.parametrize(
    ("labels", "classes", "note"),
    [
        (["['joy']", "['sad']"], ("joy", "sad"), "Brackets left out: \"['joy']\" in row 2 is 'joy'."),
        (["['joy', 'sad']", "['sad']"], ("joy", "sad"), "30 labels with several: the first was taken: "),
    ],
)
def test_a_list_of_one_label_is_that_label(labels, classes, note):
    body = [f'a fine soup {i},"{labels[i % 2]}"' for i in range(COUNT)]
    found = read("text,label", *body)
    assert found.classes == classes
    assert note in said(found, "lists of labels")


def test_equal_texts_with_other_labels_are_pointed_out():
    cells = [*texts(COUNT - 2), "the same", "The same"]
    found = read("text,label", *rows(cells, marks(COUNT)))
    assert said(found, "contradictions") == (
        "1 text has another label than an equal one before: 'The same' is 'bad' in row 60 and 'good' in row 61. No "
        "network can get both right."
    )


def test_a_second_column_of_texts_that_is_not_read_is_named():
    found = read(
        "id,title,text,label",
        *rows([f"r{i}a" for i in range(COUNT)], texts(COUNT), [one.replace(",", "") for one in SOUPS], marks(COUNT)),
    )
    assert found.text == "text"
    assert said(found, "other texts") == (
        "Column 'title' left out because only one column of texts is read, and 'text' was taken: "
        f"{texts(1)[0]!r} in row 2."
    )


@pytest.mark.parametrize(
    "names",
    [
        ("intent_1", "intent_2", "intent_10"),
        ("★☆☆", "★★☆", "★★★"),
        ("⭐", "⭐⭐", "⭐⭐⭐"),
        ("a2b3", "a2b12", "a10b1"),
        ("bad", "good", "so so"),
    ],
)
def test_classes_stand_in_the_order_that_a_person_would_give_them(names):
    assert read(*table("label", marks(COUNT, names[::-1]))).classes == names


@pytest.mark.parametrize("header", [["text,label"], []])
def test_commas_before_a_blank_belong_to_the_text(header):
    found = read(*header, *rows([f"{soup}{', yes' * (i % 2)}" for i, soup in enumerate(SOUPS)], marks(COUNT)))
    assert found.texts[7] == "a fine soup, number 7, yes"
    assert "in 60 lines: line" in said(found, "commas")
    assert found.text == ("text" if header else "column 1")


def test_commas_before_a_blank_in_every_line_and_in_the_names_cut_cells():
    assert read_table(lines("a, b", *(f"x{i}, {i}" for i in range(COUNT)))).names == ("a", "b")


def test_apostrophes_around_every_text_are_quotation_marks():
    found = read("text,label", *rows([f"'it isn''t good,really {i}'" for i in range(COUNT)], marks(COUNT)))
    assert found.texts[7] == "it isn't good,really 7"
    assert "line 2, " in said(found, "apostrophes")


def test_apostrophes_at_the_start_of_some_texts_stay():
    cells = [f"{chr(39) * (i % 2)}tis a fine soup {i}" for i in range(COUNT)]
    assert read("text,label", *rows(cells, marks(COUNT))).texts == tuple(cells)


def test_the_note_on_backslashes_shows_the_line_as_it_stands_in_the_file():
    found = read("text,label", *rows([rf'"he said \"no, {i}\" twice"' for i in range(COUNT)], marks(COUNT)))
    assert r"""line 2, '"he said \"no, 0\" twice"""[:25] in said(found, "backslashes")
    assert "label" not in said(found, "backslashes")


def test_the_questions_of_a_survey_below_the_names_are_left_out():
    found = read(
        "Start,Q1,Q2",
        "Start Date,How satisfied?,Why?",
        *['"{""ImportId"":""start""}","{""ImportId"":""1""}","{""ImportId"":""2""}"'],
        *rows(["2021-05-03 10:00:00"] * COUNT, marks(COUNT), texts(COUNT)),
    )
    assert (found.text, found.label, len(found.texts)) == ("Q2", "Q1", COUNT)
    assert said(found, "questions").startswith("2 rows below the names of the columns left out")


def test_the_names_of_rows_need_no_name_where_blanks_cut_cells():
    found = read_table(lines('"year" "the value"', *(f'"{i + 1}" {1900 + i}   {x}' for i, x in enumerate(wave(COUNT)))))
    assert (found.names, len(found.rows)) == (("column 1", "year", "the value"), COUNT)


@pytest.mark.parametrize(
    ("body", "what"),
    [
        (["<!DOCTYPE html><html><body>", "<p>a, b</p>"], "is a web page, not a table"),
        (['<?xml version="1.0"?>', "<a/>"], "is XML, not a table"),
        (["version https://git-lfs.github.com/spec/v1", "oid sha256:4d", "size 12345"], "is only a pointer"),
        ([f"{i}\n00:00:{i:02},000 --> 00:00:{i:02},900\nHello, you\n" for i in range(30)], "holds subtitles"),
        ([f"[01.02.21, 21:{i % 60:02}:05] Anna: Hello, {i}" for i in range(30)], "is an exported chat"),
        ([f"1/2/21, 21:{i % 60:02} - Ben: Hello, {i}" for i in range(30)], "is an exported chat"),
        (["EU B-ORG\nrejects O\nGerman B-MISC\ncall O\n"] * 20, "labels every word"),
    ],
    ids=["HTML", "XML", "LFS", "SRT", "chat", "Android chat", "CoNLL"],
)
def test_what_is_no_table_is_called_what_it_is(body, what):
    with pytest.raises(UploadError, match=f"^The file {what}") as raised:
        read_table(lines(*body))
    assert "upload that." in str(raised.value)
