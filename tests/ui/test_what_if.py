"""The What if view: changes are added and taken back, and what is shown is what the changed network computes."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from playground.analysis.timeline import rows
from playground.config import RunConfig
from playground.datasets import DATASETS
from playground.encodings import BagOfWords, LearnedEmbedding, OneHotCharacters
from playground.encodings.edit import Edit
from playground.layers import GRU, LSTM, Conv1D, Dense, EncoderDecoder, SimpleRNN
from playground.layers.pooling import MaxPooling1D
from playground.prediction.cache import Reading, trace
from playground.prediction.predict import encoded_text, network
from playground.reference.interventions import ClampGate, ResetState, SilenceUnit
from playground.runs import Run
from playground.ui.inside.what_if import with_changes
from playground.ui.inside.what_if_link import from_link, to_link
from playground.wording import probability_text
from tests.browser.made import made_run
from tests.ui.test_pages import all_markdown, healthy, labelled, said, visit

WORDS = ("although", "the", "acting", "was", "superb", "i", "bored")
TEXT = "Although the acting was superb, I was bored."
EMBEDDING = LearnedEmbedding(maximum_length=9, dimensions=3)
CONFIG = RunConfig(encoding=EMBEDDING, layers=(LSTM(units=2),))


@pytest.fixture(autouse=True, scope="module")
def own_home(module_home: Path) -> Path:
    """One home for all tests of this module."""
    return module_home


@pytest.fixture(scope="module")
def run(own_home: Path) -> Run:
    """A network with random weights, one LSTM of two units."""
    return made_run(own_home, CONFIG, {"words": WORDS})


def what_if(run: Run) -> AppTest:
    """The view, with the change taken back that it begins with."""
    app = healthy(visit("inside", run=run.id, view="what-if", text=TEXT))
    return press(app, "Remove all") if changes(app) else app


def choose(app: AppTest, kind: str) -> AppTest:
    """Another kind of change."""
    return healthy(labelled(app.button_group, "What if you").set_value(kind).run())


def press(app: AppTest, label: str) -> AppTest:
    """Press the one button with this label."""
    return healthy(labelled(app.button, label).click().run())


def changes(app: AppTest) -> list[str]:
    """What is listed as changed."""
    return [button.label for button in app.button if str(button.key).startswith("take back")]


def probabilities(app: AppTest) -> list[str]:
    """What the network says: at the top of the page, then original and changed."""
    return [text.partition("= ")[2] for text in said(app.markdown) if text.startswith("The network says")]


def charts(app: AppTest) -> list[dict]:
    """What Plotly is given."""
    return [json.loads(chart.proto.spec) for chart in app.get("plotly_chart")]


@pytest.mark.parametrize(
    ("layer", "begins"),
    [
        (LSTM(units=2), "forget gate of LSTM 2 clamped at 0"),
        (GRU(units=2), "update gate of GRU 2 clamped at 0"),
        (SimpleRNN(units=2), "unit . of SimpleRNN 2 silenced"),
    ],
)
def test_it_begins_with_a_change_that_shows_something_and_once_taken_back_it_stays_away(own_home, layer, begins):
    one = made_run(own_home, CONFIG.changed(layers=(layer,)), {"words": WORDS})
    app = healthy(visit("inside", run=one.id, view="what-if", text=TEXT))
    (change,) = changes(app)
    assert re.fullmatch(begins, change)
    assert "changes" in app.query_params
    assert changes(press(app, "Remove all")) == []
    assert changes(healthy(app.run())) == []


def test_without_a_change_there_is_nothing_to_compare(run):
    app = what_if(run)
    assert "No change yet." in all_markdown(app)
    assert changes(app) == []
    assert charts(app) == []


def test_a_clamped_gate_is_shown_beside_the_original(run):
    app = press(what_if(run), "Add")
    assert changes(app) == ["forget gate of LSTM 2 clamped at 0"]
    original = network(run)
    clamped = replace(original, changes=(ClampGate("lstm", "", "forget", 0),))
    before, after = (probability_text(net.trace(encoded_text(run, TEXT)).probability) for net in (original, clamped))
    assert before != after
    assert probabilities(app) == [before, before, after]
    assert f"from {before} to {after}" in all_markdown(app)
    assert [len(chart["data"]) for chart in charts(app)] == [2, 1]  # what it says, the distance of its states


def test_changes_are_listed_and_each_can_be_taken_back(run):
    app = press(choose(press(what_if(run), "Add"), "silence a unit"), "Add")
    clamped, silenced = changes(app)
    assert "With these 2 changes, " in all_markdown(app)
    app = press(app, clamped)
    assert changes(app) == [silenced]
    app = press(press(app, "Add"), "Remove all")  # what is there already is not added again
    assert changes(app) == []
    assert "No change yet." in all_markdown(app)


def test_the_same_gate_clamped_at_another_value_takes_the_place_of_the_first(run):
    app = press(what_if(run), "Add")
    labelled(app.button_group, "Clamped at").set_value(1)
    app = press(app.run(), "Add")
    assert changes(app) == ["forget gate of LSTM 2 clamped at 1"]


def test_a_word_that_is_not_known_is_said_to_be_unknown(run):
    app = choose(what_if(run), "replace a word")
    assert labelled(app.button, "Add").disabled
    labelled(app.text_input, "By").set_value("dull")
    app = press(app.run(), "Add")
    assert changes(app) == ["*superb* replaced by *dull* (not in the vocabulary: unknown)"]
    net = network(run)
    after = probability_text(net.trace(encoded_text(run, TEXT.replace("superb", "dull"))).probability)
    assert probabilities(app)[2] == after
    assert "superb → dull" in charts(app)[0]["data"][0]["x"]


def test_a_replacement_without_a_word_is_one_sentence_and_can_be_taken_back(run):
    app = choose(what_if(run), "replace a word")
    labelled(app.text_input, "By").set_value("!!!")
    app = press(app.run(), "Add")
    assert said(app.error) == ["'!!!' holds nothing that the network reads. Type a word, or delete the word."]
    assert changes(press(app, "Remove all")) == []


def test_a_deleted_word_leaves_a_gap_and_a_reset_before_it_is_left_out(run):
    app = press(choose(what_if(run), "delete a word"), "Add")
    original, changed = charts(app)[0]["data"]
    assert original["x"][4] == "superb → –"
    assert len(changed["x"]) == len(WORDS) + 1
    app = press(choose(app, "reset the state"), "Add")
    assert changes(app) == ["*superb* deleted", "state of LSTM 2 reset before *superb* (t = 5)"]
    assert "A reset before a deleted word has no effect and is left out." in all_markdown(app)


def test_an_edit_belongs_to_its_example_and_a_clamped_gate_to_the_network(run):
    app = press(choose(press(what_if(run), "Add"), "delete a word"), "Add")
    both = changes(app)
    labelled(app.text_input, "Type a text").set_value("I was bored")
    assert changes(healthy(app.run())) == both[:1]
    labelled(app.text_input, "Type a text").set_value(TEXT)
    assert changes(healthy(app.run())) == both


def read(run: Run, text: str) -> Reading:
    """A text as the run's last epoch reads it."""
    return Reading(run, 3, text, "", *trace(run.id, 3, text))


def test_a_reset_stays_with_its_word_when_a_word_before_it_is_deleted(run):
    reading = read(run, TEXT)
    wanted = [ResetState("lstm", "", 4), Edit(1), SilenceUnit("lstm", "", 0)]
    changed = with_changes(reading, wanted, rows(CONFIG.plan, reading.trace))
    assert reading.trace.labels[4] == "superb"
    assert changed.trace.labels[3] == "superb"
    assert changed.changes == (ResetState("lstm", "", 3), SilenceUnit("lstm", "", 0))


def test_of_an_edited_example_it_is_not_known_what_is_true(run):
    reading = replace(read(run, TEXT), truth="positive")
    assert with_changes(reading, [SilenceUnit("lstm", "", 0)], rows(CONFIG.plan, reading.trace)).truth == "positive"
    assert with_changes(reading, [Edit(0)], []).truth == ""


UNMASKED = LearnedEmbedding(maximum_length=12, dimensions=3, mask=False)
POOLED = (Conv1D(filters=3, kernel_size=3), MaxPooling1D(pool_size=2), GRU(units=3, bidirectional=True))
NETWORKS = {
    "two ways": (RunConfig(encoding=EMBEDDING, layers=(GRU(units=3, bidirectional=True), LSTM(units=2))), 3),
    "behind pooling": (RunConfig(encoding=UNMASKED, layers=POOLED), 2),
    "read backwards": (RunConfig(encoding=EMBEDDING.changed(reverse=True), layers=(GRU(units=3),)), 1),
    "without states": (RunConfig(encoding=BagOfWords(), layers=(Dense(units=2),)), 0),
    "sums": (
        RunConfig(
            dataset=DATASETS["addition"](digits=1),
            encoding=OneHotCharacters(maximum_length=3),
            layers=(EncoderDecoder(cell="gru", units=3),),
        ),
        2,
    ),
}


@pytest.mark.parametrize("name", NETWORKS)
def test_every_change_of_every_layer_can_be_made_and_taken_back(name, own_home):
    config, num_rows = NETWORKS[name]
    unit = "symbol" if name == "sums" else "word"
    app = what_if(made_run(own_home, config, {"words": tuple("0123456789+ ") if name == "sums" else WORDS}))
    for index in range(max(num_rows, 1)):
        if num_rows > 1:
            app = healthy(labelled(app.selectbox, "Layer").set_value(index).run())
        kinds = labelled(app.button_group, "What if you").options
        assert kinds[-2:] == [f"replace a {unit}", f"delete a {unit}"]
        assert kinds[-4:-2] == (["silence a unit", "reset the state"] if num_rows else [])
        for kind in kinds:
            app = choose(app, kind)
            if kind.startswith("replace"):
                labelled(app.text_input, "By").set_value("7" if name == "sums" else "bored").run()
            app = press(app, "Add")
            assert said(app.error) == []
            assert len(charts(app)) == (2 if num_rows else 1)
            app = press(app, changes(app)[0])


def test_the_link_brings_the_changes_and_the_next_learner_sees_the_same(run):
    app = press(what_if(run), "Add")
    app = press(choose(app, "reset the state"), "Add")
    app = press(choose(app, "delete a word"), "Add")
    other = healthy(visit("inside", "bob", run=run.id, view="what-if", text=TEXT, changes=app.query_params["changes"]))
    assert len(changes(other)) == 3
    assert changes(other) == changes(app)
    assert probabilities(other) == probabilities(app)
    other = press(other, "Remove all")
    assert changes(other) == []
    assert "changes" not in other.query_params
    elsewhere = labelled(app.button_group, "What to look at").set_value("compare").run()
    assert "changes" not in healthy(elsewhere).query_params


def test_a_link_of_an_earlier_version_opens_with_its_changes_and_is_written_the_same_today():
    link = '[{"layer":"lstm","way":"forward","gate":"forget","value":0.0},{"layer":"lstm","way":"","unit":1},'
    link += '{"place":3,"by":"good"}]'
    changes = from_link(link)
    assert changes == (ClampGate("lstm", "forward", "forget", 0), SilenceUnit("lstm", "", 1), Edit(3, "good"))
    assert to_link(changes) == link


@pytest.mark.parametrize(
    ("link", "sentence"),
    [
        ("nonsense", "The link's settings 'nonsense' cannot be read."),
        ("[" * 9000, "The link holds 9,000 characters of settings; expected at most 8,000."),
        ("{}", "The link's settings do not fit: {} are not changes to a network."),
        ('["reset"]', 'The link\'s settings do not fit: ["reset"] are not changes to a network.'),
        ('[{"place":1}' + ',{"place":1}' * 30 + "]", "The link holds 31 changes; expected at most 30."),
        ('[{"place":8}]', "The link's settings do not fit: The example has no token 8"),
        ('[{"place":0,"by":"!"}]', "The link's settings do not fit: '!' holds nothing that the network reads."),
        ('[{"layer":"gru","way":"","unit":0}]', "The link's settings do not fit: This network has no recurrent layer"),
        ('[{"layer":"lstm","way":"","unit":2}]', "The link's settings do not fit: LSTM 2 has no unit 2"),
        ('[{"layer":"lstm","way":"","timestep":8}]', "The link's settings do not fit: LSTM 2 has no timestep 8"),
        ('[{"layer":"lstm","way":"","gate":"forget","value":2}]', "The link's settings do not fit: A gate cannot be"),
    ],
)
def test_nonsense_for_changes_is_one_sentence_and_the_page_works(run, link, sentence):
    app = healthy(visit("inside", run=run.id, view="what-if", text=TEXT, changes=link))
    (error,) = said(app.error)
    assert sentence in error
    assert changes(app) == []
    assert changes(press(app, "Add")) == ["forget gate of LSTM 2 clamped at 0"]
