"""The Encode page: every preset, bad input, a dataset's vocabulary, GloVe's file and a trained run."""

import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from playground import paths
from playground.encodings import LearnedEmbedding
from playground.encodings.presets import PRESETS, PRESETS_OF, TEXT_ENCODINGS
from playground.layers import LSTM
from playground.paths import PROJECT
from playground.runs import Run, RunFolder
from tests.engine.conftest import small
from tests.ui.test_pages import HTML, all_markdown, go, healthy, labelled, said


def encode(learner: str = "newcomer", **link: str) -> AppTest:
    """The page, opened by a learner with these values in the link."""
    app = AppTest.from_file(str(PROJECT / "playground/ui/main.py"), default_timeout=60)
    app.session_state["learner"] = learner
    app.switch_page("../../pages/encode.py")
    app.query_params.update(link)
    return app.run()


def typed(text: str, **link: str) -> AppTest:
    """The page with a text typed in."""
    app = encode(**link)
    app.text_area[0].set_value(text).run()
    assert app.text_area[0].value == text  # nothing typed is lost
    return healthy(app)


def tensor(app: AppTest) -> str:
    """The sentence about the shape."""
    (sentence,) = [text for text in said(app.markdown) if "a tensor of shape" in text]
    return sentence


@pytest.mark.parametrize(
    ("recipe", "shape"),
    [
        ("one-hot-words", "(2, 10, 11)**: texts, timesteps, columns."),
        ("one-hot-characters", "(2, 50, 101)**: texts, timesteps, columns."),
        ("binary-bag-of-words", "(2, 1000)**: texts, columns."),
        ("hashing-trick", "(2, 10, 1000)**: texts, timesteps, columns."),
        ("learned-embedding", "(2, 10, 64)**: texts, timesteps, columns."),
        ("glove", "(2, 10, 100)**: texts, timesteps, columns."),
    ],
)
def test_a_recipe_in_the_link_presets_everything_and_states_the_shape(recipe, shape):
    app = healthy(encode(recipe=recipe))
    assert said(app.error) == []
    assert tensor(app) == f"2 texts together: a tensor of shape **{shape}"
    assert labelled(app.selectbox, "Encoding").value == PRESETS[recipe].encoding.kind
    assert app.query_params["recipe"] == recipe


@pytest.mark.parametrize("recipe", PRESETS)
def test_a_recipe_on_a_chinese_page_has_the_same_shape_and_knows_the_chinese_texts(recipe: str):
    app, english = healthy(encode(recipe=recipe, lang="zh")), healthy(encode(recipe=recipe))
    assert said(app.error) == []
    assert app.query_params["recipe"] == recipe
    shapes = [re.findall(r"\(\d+(?:, \d+)+\)", all_markdown(one)) for one in (app, english)]
    assert {*shapes[0]} & {*shapes[1]}, "the tensor of all texts"
    if recipe != "glove":  # whose vectors are of English words
        assert re.search("[\u4e00-\u9fff]", app.text_area[0].value)
        assert app.dataframe[0].value.iloc[:, 0].tolist()
        assert "未知" not in app.dataframe[0].value.to_string()


@pytest.mark.parametrize(("spoken", "of"), [("en", "zh"), ("zh", "en")])
def test_a_preset_of_another_language_stays_in_the_address(spoken: str, of: str):
    chosen = PRESETS_OF[of]["one-hot-characters"]
    app = healthy(encode(lang=spoken, encode=chosen.to_link()))
    assert app.text_area[0].value == chosen.text
    assert "recipe" not in app.query_params
    again = healthy(encode(lang=spoken, encode=app.query_params["encode"]))
    assert again.text_area[0].value == chosen.text


def test_sample_texts_are_in_the_language_that_the_run_in_the_link_reads(own_home):
    assert "猫" in healthy(encode(run="starter-zh")).text_area[0].value
    assert "cat" in healthy(encode(run="starter", lang="zh")).text_area[0].value


@pytest.mark.parametrize(
    ("link", "sentence"),
    [
        ({"recipe": "<b>"}, "The link's recipe is '<b>'; expected one of one-hot-words, "),
        ({"encode": "nonsense"}, "The link's settings 'nonsense' cannot be read."),
        ({"encode": '{"learn_from":"nowhere"}'}, "The link names the dataset 'nowhere'; expected one of "),
        ({"run": "0" * 24}, "There is no run "),
    ],
)
def test_a_link_with_nonsense_is_told_once_and_the_default_is_shown(link, sentence):
    app = healthy(encode(**link))
    (error,) = said(app.error)
    assert error.startswith(sentence)
    assert "(2, 10, 11)" in tensor(app)
    assert said(app.run().error) == []


@pytest.mark.parametrize("kind", TEXT_ENCODINGS)
def test_every_encoding_of_texts_can_be_chosen_after_another(kind):
    app = encode(recipe="learned-embedding" if kind == "one_hot_words" else "one-hot-words")
    labelled(app.selectbox, "Encoding").set_value(kind).run()
    assert TEXT_ENCODINGS[kind].about in said(healthy(app).caption)


def test_the_ids_stand_in_a_table_with_padding_and_unknown_words_named():
    app = encode(recipe="one-hot-words")
    labelled(app.number_input, "Vocabulary").set_value(2).run()
    rows = healthy(app).dataframe[0].value
    assert rows["Timestep"].tolist() == ["1 – 4", "5", "6", "7", "8", "9", "10"]
    assert rows["Id"].tolist() == ["0", "2", "1", "1", "1", "1", "1"]
    assert rows["Note"].tolist() == ["padding", "", *["unknown word"] * 5]
    assert any("unknown: not in the vocabulary" in text for text in said(app.caption))


def test_words_beyond_the_maximum_length_are_struck_out():
    app = encode(recipe="one-hot-words")
    labelled(app.number_input, "Maximum length").set_value(2).run()
    assert any("~~cat~~" in text for text in said(healthy(app).markdown))
    assert "(2, 2, 11)" in tensor(app)


def test_a_setting_changed_goes_into_the_link_and_comes_back():
    app = encode(recipe="one-hot-words")
    labelled(app.number_input, "Maximum length").set_value(7).run()
    assert "recipe" not in app.query_params
    (link,) = [app.query_params["encode"]]
    again = healthy(encode(encode=link))
    assert labelled(again.number_input, "Maximum length").value == 7
    assert "(2, 7, 11)" in tensor(again)


def test_what_was_typed_is_still_there_after_a_look_at_another_page():
    app = typed("A film of mine")
    go(app, "data")
    assert go(app, "encode").text_area[0].value == "A film of mine"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "There is no text. Type at least one word."),
        (" \n\t", "There is no text. Type at least one word."),
        ("!?… 😀", "The text holds no word. Type at least one word."),
        ("good " * 30_000, "The text has 30,000 words; this page reads up to 20,000. Shorten the text."),
        ("good\n" * 30, "There are 30 texts, one per line; this page encodes up to 20. Remove some."),
    ],
    ids=["empty", "blank", "no word", "30,000 words", "30 lines"],
)
def test_a_text_that_cannot_be_encoded_is_one_sentence(text, sentence):
    assert said(typed(text, recipe="binary-bag-of-words").error) == [sentence]


@pytest.mark.parametrize("recipe", PRESETS)
def test_html_control_characters_and_markdown_are_shown_and_not_interpreted(recipe):
    app = typed(f"# {HTML.replace(chr(13), ' ')} **bold** www.example.com", recipe=recipe)
    assert said(app.error) == []
    for element in app.markdown:
        assert not element.allow_html
    shown = "\n".join(element.value for element in app.markdown)
    assert not re.search(r"(?<!\\)<", shown)
    for mark in ("**bold", "www.example", "\x00", "\x1b", "\u202e"):
        assert mark not in shown


def test_one_short_text_and_long_ones_are_encoded_with_every_recipe():
    for recipe in PRESETS:
        assert said(typed("x", recipe=recipe).error) == []
    app = typed("good " * 3000, recipe="binary-bag-of-words")
    assert said(app.error) == []
    assert any("2,700 more" in text for text in said(app.markdown))


def test_the_vocabulary_comes_from_a_dataset_when_asked():
    app = encode(recipe="one-hot-words")
    labelled(app.selectbox, "Split into").set_value("words").run()
    labelled(app.selectbox, "Vocabulary from").set_value("reviews").run()
    rows = healthy(app).dataframe[0].value
    assert rows["Note"].tolist().count("unknown word") == 4  # of "the cat sat on the mat" only `the` is so frequent


def test_the_hashing_trick_counts_its_collisions():
    app = healthy(encode(recipe="hashing-trick"))
    shown = {metric.label: metric.value for metric in app.metric}
    assert shown["Buckets"] == "1,000"
    assert any("cat = finish" in text for text in said(app.text))
    assert "shares its bucket with finish" in app.dataframe[0].value["Note"].tolist()


def test_without_its_file_glove_says_where_to_put_it():
    (told,) = said(healthy(encode(recipe="glove")).info)
    assert "Put glove.6B.100d.txt from https://nlp.stanford.edu/projects/glove/ or glove.6B.zip from" in told
    assert re.search(r" into \S", told)


def test_glove_says_what_share_of_the_words_it_covers():
    file = paths.data() / "glove.6B.50d.txt"
    file.parent.mkdir(parents=True)
    vector = " ".join(["0.25"] * 50)
    file.write_text(f"the {vector}\ncat {vector}\n", encoding="utf-8")
    app = encode(encode='{"encoding":{"kind":"glove","dimensions":50,"maximum_length":10}}')
    assert "GloVe knows **2 of 9** words of the vocabulary: **22.2%**." in said(healthy(app).markdown)
    assert "ate, dog, homework, mat, my, on, sat" in said(app.text)


def test_a_glove_file_of_something_else_is_one_sentence():
    file = paths.data() / "glove.6B.50d.txt"
    file.parent.mkdir(parents=True)
    file.write_text("the nonsense\n", encoding="utf-8")
    app = encode(encode='{"encoding":{"kind":"glove","dimensions":50}}')
    assert said(healthy(app).error)[0].startswith("Line 1 of the GloVe file is not a word and 50 numbers")


def test_a_table_larger_than_the_server_allows_is_refused(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PLAYGROUND_PARAMETERS", "100")
    (error,) = said(healthy(encode(recipe="learned-embedding")).error)
    assert error.startswith("This table has 11 rows of 64 numbers; this server allows 100 numbers.")


def test_without_a_run_a_learned_embedding_says_how_to_get_one():
    app = healthy(encode(recipe="learned-embedding"))
    assert said(app.info)[0].startswith("You have no trained network that reads words yet. Train one")
    assert [link.proto.label for link in app.get("page_link")] == ["Go to Experiments"]


@pytest.fixture(scope="module")
def trained(module_home: Path) -> Run:
    """A finished run of ann's with a learned embedding, two epochs."""
    from playground.training.train import train

    encoding = LearnedEmbedding(maximum_length=12, dimensions=4)
    folder = RunFolder.create(small(encoding=encoding, layers=(LSTM(units=2),)), "ann")
    train(folder.path)
    return Run.open(folder.id)


@pytest.fixture
def shared_home(module_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The home that holds the trained run."""
    monkeypatch.setenv("PLAYGROUND_HOME", str(module_home))


@pytest.mark.usefixtures("shared_home")
def test_a_trained_run_shows_its_table_before_and_after_training(trained):
    app = healthy(encode("ann", recipe="learned-embedding"))
    assert said(app.error) == []
    assert "(2, 12, 4)" in tensor(app)
    assert app.query_params["run"] == trained.id
    assert len(app.get("plotly_chart")) == 2
    before, after = (table.value for table in app.dataframe[-2:])
    assert list(before) == list(after) == ["Word", "Cosine similarity"]
    assert len(before) == len(after) == 10
    assert before["Cosine similarity"].tolist() != after["Cosine similarity"].tolist()


@pytest.mark.usefixtures("shared_home")
def test_a_link_to_a_run_shows_it_to_whoever_has_it(trained):
    app = healthy(encode("bob", run=trained.id))
    assert said(app.error) == []
    assert "(2, 12, 4)" in tensor(app)


@pytest.mark.usefixtures("shared_home")
def test_t_sne_is_drawn_when_asked_for(trained):
    app = encode("ann", run=trained.id)
    labelled(app.segmented_control, "Method").set_value("t-SNE").run()
    assert any("distances between far points" in text for text in said(healthy(app).caption))


@pytest.mark.usefixtures("shared_home")
def test_a_word_that_is_not_in_the_table_is_one_sentence(trained):
    app = encode("ann", run=trained.id)
    labelled(app.text_input, "Word").set_value("<b>zebra").run()
    (error,) = said(healthy(app).error)
    assert error.startswith("'<b>zebra' is not among the ")
    assert "zebra" not in all_markdown(app).replace(error, "")
