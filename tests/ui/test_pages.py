"""Every page as a learner meets it, without a browser: empty, with nonsense in the link, with a trained run."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from playground.config import RunConfig
from playground.encodings import LearnedEmbedding
from playground.engine import Engine, engine
from playground.layers import LSTM, Conv1D, Flatten, Layer, SimpleRNN
from playground.paths import PROJECT
from playground.recipes import RECIPES, default_recipe
from playground.runs import Run, RunFolder, starter
from playground.ui.main import PAGES
from tests.engine.conftest import small

TRAINED = [name for name, recipe in RECIPES.items() if recipe.config]
"""The recipes that train something."""

HTML = "<b>good</b> <script>alert()</script> <img onerror=alert()> &amp; 😀 \x00\x07\x1b\u202e bad"


@pytest.fixture(autouse=True, scope="module")
def own_home(module_home: Path) -> Path:
    """One home for all tests of this module, because they share its trained runs; each learner sees their own."""
    return module_home


@pytest.fixture(autouse=True)
def _no_workers(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """An engine of its own for every test, which takes runs and never starts a worker."""
    monkeypatch.setattr(Engine, "start", lambda self: None)
    engine.cache_clear()
    yield
    engine.cache_clear()


@pytest.fixture(scope="module")
def trained() -> Run:
    """A finished run of ann's: an LSTM of 4 units, one epoch."""
    from playground.training.train import train

    folder = RunFolder.create(small(layers=(LSTM(units=4),), epochs=1), "ann")
    train(folder.path)
    return Run.open(folder.id)


def visit(page: str = "experiments", learner: str = "newcomer", **link: str) -> AppTest:
    """A page of the app, opened by a learner with these values in the link."""
    app = AppTest.from_file(str(PROJECT / "playground/ui/main.py"), default_timeout=60)
    app.session_state["learner"] = learner
    app.run()
    app.query_params.update(link)
    return go(app, page)


def go(app: AppTest, page: str) -> AppTest:
    """Another page in the same visit."""
    return app.switch_page(f"../../pages/{page}.py").run()


def said(kind: object) -> list[str]:
    """The texts of some elements, such as `app.error`, as they are read: without the backslashes of Markdown."""
    return [re.sub(r"\\(\W|_)", r"\1", element.value) for element in kind]


def labelled(elements: object, label: str) -> object:
    """The one widget with this label."""
    (found,) = [element for element in elements if element.label == label]
    return found


def healthy(app: AppTest) -> AppTest:
    """The same visit, which met no error of the program."""
    assert said(app.exception) == []
    return app


def all_markdown(app: AppTest) -> str:
    """Everything on the page that Streamlit reads as Markdown."""
    return "\n".join(said(app.markdown) + said(app.caption) + said(app.error) + said(app.info) + said(app.warning))


# Empty


@pytest.mark.parametrize("page", PAGES)
def test_a_page_opens_for_a_first_visitor(page):
    app = healthy(visit(page))
    assert len(app.title) == 1
    assert said(app.error) == []


@pytest.mark.parametrize(("page", "link"), [("inside", {"recipe": "gru-gates"}), ("runs", {})])
def test_a_page_without_a_run_says_what_to_do(page, link):
    app = healthy(visit(page, **link))
    (told,) = said(app.info)
    assert told.startswith("You have no ")
    assert "Train one" in told
    assert "Go to Experiments" in [link.proto.label for link in app.get("page_link")]


def test_every_page_of_the_navigation_is_tested_empty():
    assert {path.stem for path in (PROJECT / "pages").glob("*.py")} == set(PAGES)


@pytest.mark.parametrize("page", ["train", "inside", "sentiment"])
def test_a_link_to_a_run_that_is_not_there_says_so(page):
    app = healthy(visit(page, run="0" * 24))
    assert said(app.error) == [f"There is no run {'0' * 24!r} here. Check the link, or choose one of your runs."]


@pytest.mark.parametrize("page", ["train", "inside", "sentiment"])
@pytest.mark.parametrize("run", ["../../etc", "x" * 10_000, "<b>", "\x00"], ids=ascii)
def test_a_link_to_nonsense_is_one_short_sentence(page, run):
    (error,) = said(healthy(visit(page, run=run)).error)
    assert error.startswith("There is no run ")
    assert len(error) < 250


# Train


def test_train_begins_with_the_default_run():
    app = healthy(visit("train"))
    assert labelled(app.number_input, "Epochs").value == default_recipe().config.epochs
    assert labelled(app.number_input, "Units").value == 32
    assert not labelled(app.button, "Train").disabled
    parameters = default_recipe().config.plan.num_parameters
    assert any(f"{parameters:,} parameters" in text for text in said(app.caption))


@pytest.mark.parametrize(
    ("label", "value", "sentence"),
    [
        ("Units", 0, "LSTM: units is 0; expected a whole number from 1 to 512."),
        ("Units", 10**12, "LSTM: units is 1000000000000; expected a whole number from 1 to 512."),
        ("Epochs", 0, "The run: epochs is 0; expected a whole number from 1 to 1,000."),
        ("Learning rate", -1.0, "The run: learning_rate is -1.0; expected a number from 1e-06 to 10."),
        ("Batch size", 4097, "The run: batch_size is 4097; expected a whole number from 1 to 4,096."),
        ("Training examples", 250, "Short film reviews: examples is 250; expected a whole number from 200 to 20,000"),
    ],
)
def test_a_number_out_of_range_is_one_sentence_and_is_not_lost(label, value, sentence):
    app = visit("train")
    healthy(labelled(app.number_input, label).set_value(value).run())
    (error,) = said(app.error)
    assert error.startswith(sentence)
    assert labelled(app.button, "Train").disabled
    assert labelled(app.number_input, label).value == value
    labelled(app.number_input, label).set_value(200 if label == "Training examples" else 1).run()
    assert said(app.error) == []
    assert not labelled(app.button, "Train").disabled


def test_a_run_too_large_for_the_server_cannot_be_started():
    app = visit("train")
    healthy(labelled(app.number_input, "Vocabulary").set_value(100_000).run())
    labelled(app.number_input, "Dimensions").set_value(512).run()
    (error,) = said(app.error)
    assert "this server allows 5,000,000" in error
    assert labelled(app.button, "Train").disabled


def test_removing_every_layer_says_what_to_add_and_undo_brings_it_back():
    app = visit("train")
    healthy(labelled(app.button, "Remove").click().run())
    assert said(app.error) == ["The network has no layers; add at least one recurrent layer, for example LSTM."]
    assert said(app.info) == [
        "The network has no layers yet. Add a recurrent one: SimpleRNN, LSTM, GRU, MGU or Peephole LSTM."
    ]
    assert labelled(app.button, "Train").disabled
    labelled(app.button, "Undo: remove LSTM").click().run()
    assert said(healthy(app).error) == []
    assert labelled(app.number_input, "Units").value == 32


def test_layers_are_added_at_the_end_and_moved():
    app = visit("train")
    healthy(labelled(app.button, "Dense").click().run())
    headings = [text for text in said(app.markdown) if text.startswith(("**1.", "**2."))]
    assert [text.split("**")[1] for text in headings] == ["1. LSTM", "2. Dense"]
    [button for button in app.button if button.label == "Up"][1].click().run()
    assert said(healthy(app).error) == []  # a Dense layer may read the sequence too
    headings = [text for text in said(app.markdown) if text.startswith(("**1.", "**2."))]
    assert [text.split("**")[1] for text in headings] == ["1. Dense", "2. LSTM"]


@pytest.mark.parametrize("name", TRAINED)
def test_a_recipe_is_loaded_into_the_forms_and_into_the_link(name):
    app = visit("train")
    healthy(labelled(app.selectbox, "Start from an experiment").select(name).run())
    config = RECIPES[name].config
    assert labelled(app.number_input, "Epochs").value == config.epochs
    assert labelled(app.selectbox, "Optimizer").value == config.optimizer
    assert RunConfig.from_link(app.query_params["config"]) == config
    assert said(app.error) == []


def test_the_settings_in_a_link_are_those_of_the_forms():
    config = RunConfig(layers=(SimpleRNN(units=7),), epochs=3)
    app = healthy(visit("train", config=config.to_link()))
    assert (labelled(app.number_input, "Units").value, labelled(app.number_input, "Epochs").value) == (7, 3)


@pytest.mark.parametrize(
    ("config", "sentence"),
    [
        ('{"dataset":{"name":"poems"}}', "The link's settings do not fit: dataset 'poems' is not known; expected one"),
        ('{"epochs":0}', "The link's settings do not fit: The run: epochs is 0; expected a whole number from 1"),
        ('{"layers":[]}', "The link's settings do not fit: The network has no layers; add at least one recurrent"),
        ("nonsense", "The link's settings 'nonsense' cannot be read. Ask for the link again"),
        ("[" * 9000, "The link holds 9,000 characters of settings; expected at most 8,000."),
        ("[" * 7000, "The link's settings '["),
    ],
    ids=lambda text: text[:12],
)
def test_a_link_with_nonsense_is_told_once_and_the_default_is_shown(config, sentence):
    app = healthy(visit("train", config=config))
    (error,) = said(app.error)
    assert error.startswith(sentence)
    assert len(error) < 300
    assert labelled(app.number_input, "Epochs").value == default_recipe().config.epochs
    assert said(app.run().error) == []


def test_what_was_chosen_is_still_there_after_a_look_at_another_page():
    app = visit("train")
    labelled(app.number_input, "Epochs").set_value(3).run()
    go(app, "experiments")
    assert labelled(go(app, "train").number_input, "Epochs").value == 3


# A trained run


def test_a_finished_run_stands_in_my_runs_of_its_learner_only(trained):
    app = healthy(visit("runs", "ann"))
    (row,) = app.dataframe[0].value.to_dict("records")
    assert row["Test"] == pytest.approx(100 * trained.history().test["accuracy"])
    assert (row["Network"], row["Id"], row["State"]) == ("LSTM 4", trained.id[:6], "finished")
    assert not visit("runs", "bob").dataframe


def test_a_finished_run_shows_its_results_and_the_next_settings(trained):
    app = healthy(visit("train", "ann", run=trained.id))
    history = trained.history()
    assert {metric.label: metric.value for metric in app.metric} == {
        "Test accuracy, last epoch": f"{history.test['accuracy']:.1%}",
        "Best validation accuracy": f"{history.epochs[0]['val_accuracy']:.1%}",
    }
    assert labelled(app.number_input, "Units").value == 4  # its own settings, to start the next run from
    assert said(app.error) == []


def test_a_run_that_failed_says_why(trained):
    folder = RunFolder.create(RunConfig(), "ken")
    folder.event("failed", reason="The disk was full.")
    assert said(healthy(visit("train", "ken", run=folder.id)).error) == ["The disk was full."]
    assert "The disk was full." in all_markdown(healthy(visit("runs", "ken", chosen=folder.id)))


def test_only_its_own_learner_can_stop_a_run():
    folder = RunFolder.create(RunConfig(), "liz")
    labels = {who: {button.label for button in visit("train", who, run=folder.id).button} for who in ("liz", "bob")}
    assert {"Pause", "Stop"} <= labels["liz"]
    assert not {"Pause", "Resume", "One batch", "One epoch", "Stop"} & labels["bob"]


def test_a_network_reads_the_text_that_stands_there_at_first(trained):
    app = healthy(visit("inside", "ann"))
    (verdict,) = [text for text in said(app.markdown) if text.startswith("The network says")]
    assert "P(positive) " in verdict
    assert said(app.error) == []
    assert app.query_params["run"] == trained.id


def pictured(app: AppTest) -> dict:
    """What the picture of the Inside page is told to draw."""
    from tests.ui.widgets.test_selected import drawn

    return drawn(app)[1]


def test_inside_draws_the_gates_and_says_what_they_mean(trained):
    picture = pictured(healthy(visit("inside", "ann")))
    assert [row["layer"] for row in picture["rows"]] == ["embedding", "lstm"]
    about = {part["part"]: part["about"] for part in picture["parts"]}
    assert list(about) == ["hidden", "forget", "input", "candidate", "output", "cell"]
    assert about == dict(LSTM.parts)


@pytest.fixture(scope="module")
def trained_with() -> Callable[..., Run]:
    """trained_with(*layers): a finished run of eve's on twelve words, one epoch."""
    from playground.training.train import train

    def run(*layers: Layer) -> Run:
        encoding = LearnedEmbedding(maximum_length=12)
        folder = RunFolder.create(small(encoding=encoding, layers=layers, epochs=1), "eve")
        train(folder.path)
        return Run.open(folder.id)

    return run


def test_inside_sets_the_timesteps_of_a_layer_over_those_it_reads(trained_with):
    run = trained_with(SimpleRNN(units=2), Conv1D(filters=2, kernel_size=3), LSTM(units=2))
    app = healthy(visit("inside", "eve", run=run.id))
    placed = {row["layer"]: (row["timesteps"], row["start"]) for row in pictured(app)["rows"]}
    assert placed == {"embedding": (12, 0), "simple_rnn": (12, 0), "conv1d": (10, 1), "lstm": (10, 1)}
    labelled(app.segmented_control, "Layer").set_value("lstm")
    picture = pictured(healthy(app.run()))
    assert picture["rows"][picture["chosen"]]["layer"] == "lstm"
    assert len(picture["parts"]) == 6


def test_a_network_without_recurrent_layer_reads_a_text(trained_with):
    app = healthy(visit("inside", "eve", run=trained_with(Flatten()).id))
    assert [text for text in said(app.markdown) if text.startswith("The network says")]
    assert said(app.error) == []
    assert said(app.info) == ["This network has no recurrent layer: nothing is carried from timestep to timestep."]


def test_a_run_of_someone_else_is_shown_to_whoever_has_its_link(trained):
    app = healthy(visit("inside", "bob", run=trained.id))
    assert [text for text in said(app.markdown) if text.startswith("The network says")]
    assert said(app.error) == []


@pytest.mark.parametrize("page", ["inside", "sentiment"])
def test_a_run_that_has_no_weights_yet_asks_to_wait(page):
    folder = RunFolder.create(RunConfig(), "mia")
    app = healthy(visit(page, "mia", run=folder.id))
    assert said(app.info) == ["This run has no weights yet. Wait until it begins to train."]


@pytest.fixture
def read(trained: Run) -> Callable[[str], AppTest]:
    """read(text): ann's network reads a text she typed."""

    def type_in(text: str) -> AppTest:
        app = visit("inside", "ann")
        app.text_input(key="text").set_value(text).run()
        assert app.text_input(key="text").value == text  # nothing typed is lost
        return healthy(app)

    return type_in


@pytest.mark.parametrize("text", ["", "   ", "!?… 😀", "\x00"], ids=ascii)
def test_a_text_without_a_word_is_told_in_one_sentence(read, text):
    assert said(read(text).error) == ["The text holds no word. Type at least one word."]


def test_a_text_of_30_000_words_is_told_in_one_sentence(read):
    assert said(read("good " * 30_000).error) == [
        "The text has 30,000 words; this page reads up to 20,000. Shorten the text."
    ]


def test_a_text_longer_than_the_network_reads_says_how_much_was_left_out(read):
    app = read("good " * 300)
    assert said(app.error) == []
    assert any("50 words are beyond the maximum length and were not read." in text for text in said(app.caption))


def test_html_emoji_and_control_characters_are_words_or_nothing(read):
    app = read(HTML)
    assert said(app.error) == []
    (unknown,) = [text for text in said(app.caption) if text.startswith("Not in the vocabulary")]
    assert unknown.endswith("as the same unknown word: b, alert, img, onerror, amp.")
    for mark in ("<b", "<s", "<i", "&amp;", "onerror=", "\x00", "\x1b", "\u202e"):
        assert mark not in all_markdown(app)


def test_nothing_on_any_page_is_shown_as_html(read):
    for element in read(HTML).markdown:
        assert not element.allow_html


def test_a_test_example_is_read_with_its_label(trained):
    app = visit("inside", "ann")
    healthy(labelled(app.segmented_control, "Text").set_value("A test example").run())
    first = trained.config.dataset.load().test
    assert said(app.text) == [first.texts[0]]
    label = trained.config.dataset.class_names[int(first.targets[0])]
    assert f"Labelled {label}. It was not used for training." in said(app.caption)


# The starter


def test_who_has_trained_nothing_yet_looks_at_the_starter():
    app = healthy(visit("inside", "newcomer"))
    assert said(app.error) == []
    assert app.query_params["run"] == "starter"
    assert any(text.startswith("The network says") for text in said(app.markdown))


def test_the_starter_stands_behind_ones_own_runs(trained):
    run = labelled(healthy(visit("inside", "ann")).selectbox, "Run")
    assert run.value == trained.id
    assert run.options[-1].endswith("· starter")


def test_the_starter_is_among_everyones_runs_and_cannot_be_deleted():
    app = healthy(visit("runs", "newcomer"))
    test = f"test accuracy {starter().history().test['accuracy']:.1%}"
    assert any(test in text and "LSTM" in text for text in said(app.markdown))
    assert [button.label for button in app.button] == ["Use elsewhere"]
    assert "Comes with the playground" in said(app.caption)


def test_the_starter_shows_its_curves_and_what_it_gets_wrong():
    app = healthy(visit("train", "newcomer", run="starter"))
    assert said(app.error) == []
    shown = {metric.label: metric.value for metric in app.metric}
    assert shown["Test accuracy, last epoch"] == f"{starter().history().test['accuracy']:.1%}"


def test_the_starter_is_shown_with_its_accuracy_and_whose_reviews_it_read():
    (caption,) = [text for text in said(healthy(visit("runs")).caption) if text.startswith("The starter")]
    assert f"{starter().history().test['accuracy']:.1%} on 25,000 others" in caption
    assert "Andrew L. Maas" in caption
    assert "2011" in caption
