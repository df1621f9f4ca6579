"""What lessons say of a learner's own runs is true of those runs: on made ones, and on the recording that ships."""

import json
import re
from pathlib import Path

import numpy as np
import pytest

from playground.choices import written_for_link
from playground.config import RunConfig
from playground.errors import RunError
from playground.languages import speaking
from playground.layers import LSTM
from playground.lessons.answers import ANSWERS
from playground.lessons.answers.base import Found, accuracy, some_test_examples, spaced
from playground.lessons.answers.distance import _left, _where, _who
from playground.lessons.answers.forecasts import _learned
from playground.lessons.answers.learning import _before, _beside
from playground.lessons.answers.words import _hurts
from playground.lessons.handout import handout
from playground.lessons.read import lessons
from playground.lessons.subjects import SUBJECTS, Mine, in_link
from playground.reference.interventions import SilenceUnit
from playground.runs import RunFolder, recording
from playground.runs.deleting import delete
from tests.browser.made import made_run
from tests.lessons.conftest import Made

NEEDS = {"seeds", "who-remembered", "how-long", "naive-line", "shift-test", "leak"}
"""Answers for which a learner has to train first."""
TOLD_BY_OTHERS = {"who-remembered", "how-long"}
"""Answers that consist of sentences of the narration."""
LONGEST = 420
"""Characters of an answer."""


@pytest.fixture(autouse=True, scope="module")
def own_home(module_home):
    """One home for all, because they share the runs."""
    return module_home


def found(answer: str, mine: Mine) -> Found:
    return ANSWERS[answer].find(mine)


@pytest.mark.parametrize("answer", ANSWERS)
def test_an_answer_is_a_whole_sentence_with_numbers_and_one_of_its_outcomes(answer: str, made: Made):
    said = found(answer, made.mine)
    assert not said.pending
    assert said.outcome in {*ANSWERS[answer].outcomes, ""}
    assert re.fullmatch(r"[A-Z“\d].+[.!?]", said.sentence)
    assert re.search(r"\d", said.sentence)
    assert len(said.sentence) <= LONGEST
    assert "nan" not in said.sentence


@pytest.mark.parametrize("answer", [name for name in ANSWERS if name not in TOLD_BY_OTHERS])
def test_an_answer_has_the_same_numbers_in_every_language(answer: str, made: Made):
    said = found(answer, made.mine)
    with speaking("zh"):
        other = found(answer, made.mine)
    assert re.search("[\u4e00-\u9fff]", other.sentence)
    assert (other.outcome, other.pending) == (said.outcome, said.pending)
    assert {*re.findall(r"\d[\d.,]*\d|\d", other.sentence)} == {*re.findall(r"\d[\d.,]*\d|\d", said.sentence)}


@pytest.mark.parametrize("answer", ANSWERS)
def test_a_learner_without_a_run_is_told_of_the_recording_or_what_to_do_first(answer: str):
    nobody = Mine("nobody")
    if answer in NEEDS:
        with pytest.raises(RunError, match=r"^You have .+ (Press|Open) "):
            found(answer, nobody)
    else:
        assert found(answer, nobody).outcome in ANSWERS[answer].outcomes


def test_the_recording_is_called_so_and_ones_own_run_ones_own(made: Made):
    assert "the recorded LSTM 8" in found("unknown-word", Mine("nobody")).sentence
    assert "your LSTM 3" in found("unknown-word", made.mine).sentence


@pytest.mark.parametrize("spoken", ["en", "zh"])
@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        ("unknown-word", "unknown"),
        *(("untrained", "chance"), ("baseline", "beats"), ("padding", "changes"), ("truncation", "front")),
        *(("state-resets", "zeros"), ("weights-after-reading", "same"), ("forget-clamped", "keeps")),
        *(("h-and-c", "other"), ("three-answers", "disagree")),
    ],
)
def test_of_the_recording_it_comes_out_as_the_lesson_teaches(answer: str, outcome: str, spoken: str):
    with speaking(spoken):
        assert found(answer, Mine("nobody")).outcome == outcome


def test_every_share_of_a_gradient_that_is_left_has_its_own_true_outcome():
    assert [_left(share) for share in (0.09, 0.1, 0.129, 0.49, 0.5, 1.3)] == [
        *("shrinks", "some", "some", "some", "reaches", "reaches"),
    ]


def test_whoever_learns_in_a_race_no_outcome_says_more_than_is_true():
    assert _who([True, True], [False]) == "gated"
    assert _who([True, True], [True]) == "all"
    assert _who([False, False], [False]) == "nobody"
    assert _who([False, True], [True]) == _who([True, False], [False]) == _who([False, False], [True]) == "others"
    assert _who([True], []) == ""
    assert [_where(*held) for held in ((True, False), (True, True), (False, False), (False, True))] == [
        *("gated", "both", "neither", "plain"),
    ]


def test_an_outcome_is_claimed_of_a_training_only_where_its_numbers_say_so():
    assert [_before(share) for share in (0.1, 0.36, 0.5, 0.64, 0.9)] == ["less", *3 * ["chance"], "rules"]
    assert [_beside(*pair) for pair in ((0.95, 0.3), (0.6, 0.01), (0.0, -0.1))] == ["alike", "own", "apart"]
    assert [_learned(*pair) for pair in ((0.5, 0.5), (1.0, 0.6), (0.95, 0.94))] == ["", "leak", "reads"]


def test_a_cut_hurts_only_where_the_answer_is_less_sure_with_it():
    assert [_hurts(0.2, 0.9), _hurts(0.9, 0.2), _hurts(0.97, 0.99)] == ["front", "back", "no-matter"]


def test_an_answer_says_of_how_many_test_examples_an_accuracy_is(made: Made):
    count = len(some_test_examples(made.mine.lstm())[0])
    for answer in ("padding", "untrained", "units-that-matter", "forget-clamped"):
        assert f" % of {count} test examples" in found(answer, made.mine).sentence


def test_percentages_of_a_race_are_written_as_everywhere_in_a_lesson():
    assert spaced("98.4% and 94%, of 3 words") == "98.4 % and 94 %, of 3 words"


def test_a_forecast_that_is_the_last_value_read_is_found_to_follow_the_past(made: Made):
    said = found("shift-test", made.mine)
    assert said.outcome == "past"
    assert "by 1.000 with the last value read" in said.sentence
    naive = found("naive-line", made.mine)
    own, guess = re.findall(r"by ([\d.]+) °C", naive.sentence)
    assert own == guess


def test_two_runs_that_differ_in_the_seed_alone_are_found(made: Made):
    said = found("seeds", made.mine)
    assert "With seed 0 it reached 90.0 %" in said.sentence
    assert "seed 5 90.0 %" in said.sentence


def test_an_accuracy_with_a_change_is_that_of_the_changed_network():
    run = recording()
    units = [SilenceUnit("lstm", "", unit) for unit in range(8)]
    assert accuracy(run.id, 6) > 0.9
    assert accuracy(run.id, 6, tuple(units)) == pytest.approx(0.5, abs=0.1)
    assert accuracy(run.id, 0) == pytest.approx(0.5, abs=0.1)


def test_a_race_that_is_still_on_is_said_to_be(made: Made, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("playground.lessons.answers.distance.has_ended", lambda run: False)
    for answer in ("who-remembered", "how-long"):
        said = found(answer, made.mine)
        assert said.pending
        assert said.sentence == "Your race is still on: epoch 2 of 10 is done. This fills in by itself."


def test_of_a_race_with_a_deleted_lane_the_others_are_told_of(module_home: Path):
    words = {"words": ["film", "superb", "terrible"]}
    far = RunConfig(dataset={"name": "reviews", "examples": 400, "distance": 25})
    lanes = [made_run(module_home, far.changed(layers=(LSTM(units=n),)), words, 2, learner="dan") for n in (2, 3, 4)]
    for run in lanes:
        (run.path / "race.json").write_text(json.dumps([one.id for one in lanes]))
    assert "LSTM 4" in found("who-remembered", Mine("dan")).sentence
    delete(lanes[2])
    said = found("who-remembered", Mine("dan"))
    assert not said.pending
    assert "LSTM 4" not in said.sentence
    assert in_link("$race", Mine("dan")) == ",".join(run.id for run in lanes[:2])
    delete(lanes[1])
    with pytest.raises(RunError, match="You have not raced yet"):
        found("who-remembered", Mine("dan"))


def test_a_link_names_the_runs_of_this_learner(made: Made):
    assert in_link("$race", made.mine) == ",".join(run.id for run in made.race)
    assert in_link("$race-rnn", made.mine) == made.race[1].id
    assert in_link("$series", made.mine) == made.series.id
    assert in_link("$leaky", made.mine) == made.leaky.id
    assert in_link("memory", made.mine) == "memory"
    assert in_link({"name": "reviews"}, made.mine) == '{"name":"reviews"}'
    nobody = {name: in_link(f"${name}", Mine("nobody")) for name in SUBJECTS}
    own = recording().id
    assert nobody == {
        "lstm": own,
        "trained": own,
        "race": "",
        "race-lstm": own,
        "race-rnn": "",
        "series": "",
        "leaky": "",
        "contrast": "Although the acting was superb, I was bored.",
    }


def test_what_an_answer_depends_on_changes_with_every_epoch(made: Made):
    folder, before = RunFolder(made.leaky.path), made.mine.key
    folder.event("epoch", epoch=3, seconds=1.0, loss=0.5, accuracy=0.5, val_loss=0.5, val_accuracy=0.5)
    assert made.mine.key != before


def test_a_handout_speaks_of_the_runs_of_its_own_lesson_also_where_others_are_newer(module_home: Path):
    lesson = lessons()[0]["03-train-one"]
    words = {"words": ["film", "superb", "terrible"]}
    for config in (
        RunConfig.from_link(written_for_link(lesson.steps[0].link["config"])),
        RunConfig(layers=(LSTM(units=5),)),
    ):
        made_run(module_home, config.changed(seed=3), words, 2, learner="eve")
    assert "our LSTM 5 is right" in found("baseline", Mine("eve")).sentence
    page = handout([lesson], Mine("eve"))
    assert "our LSTM 16 is right" in page
    assert "LSTM 5" not in page


def test_a_handout_has_a_page_for_each_lesson_with_ones_own_numbers_and_pictures(made: Made):
    all_of_them = list(lessons()[0].values())
    page = handout(all_of_them, made.mine)
    assert page.count("<section>") == 8
    assert page.count("<svg") == 8
    assert "your LSTM 3" in page
    assert "http" not in page.replace("https://", "http://")  # it needs no server
    assert "<script" not in page
    nobody = handout(all_of_them[4:5], Mine("nobody"))
    assert "Not there yet. You have not raced yet." in nobody
    assert "<svg" not in nobody
    assert np.all([lesson.heading in page for lesson in all_of_them])
    assert "beside that of “as today”? A curve" in page


def test_a_handout_is_in_the_language_that_is_spoken(made: Made):
    with speaking("zh"):
        (lesson,) = [one for one in lessons()[0].values() if one.name == "06-open-the-gates"]
        page = handout([lesson], made.mine)
    assert '<html lang="zh">' in page
    assert "你的 LSTM 3" in page
    assert "答案：原来的内容。c = f · 之前的 c" in page
    assert "单元 0</text>" in page
