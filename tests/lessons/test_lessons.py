"""Lessons are data: ours hold together, a teacher's stand beside them, what is wrong with a file is one sentence."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from playground.choices import written_for_link
from playground.config import RunConfig
from playground.datasets import WRITTEN_REVIEWS
from playground.datasets.reviews import Reviews
from playground.errors import LessonError
from playground.languages import speaking
from playground.layers import LSTM
from playground.lessons.answers import ANSWERS
from playground.lessons.fitting import OFFERS, fitting
from playground.lessons.lesson import PLACES, Lesson
from playground.lessons.read import LARGEST, lessons, parsed
from playground.lessons.read import OURS as OURS_IN
from playground.paths import PROJECT
from playground.recipes import RECIPES
from playground.recipes.race import FIRST
from playground.ui.main import PAGES

OURS = lessons()[0]
every_lesson = pytest.mark.parametrize("lesson", OURS.values(), ids=OURS)
DOCS = (PROJECT / "docs/lessons.md").read_text(encoding="utf-8")
EXAMPLE = re.search(r"```toml\n(.+?)```", DOCS, re.S)[1]


def wrong(change: tuple[str, str], name: str = "mine") -> str:
    """What is said of the example in the docs with one thing changed."""
    assert change[0] in EXAMPLE
    with pytest.raises(LessonError) as error:
        parsed(name, EXAMPLE.replace(*change, 1).encode())
    return str(error.value)


def test_there_are_eight_in_order():
    assert [name[:3] for name in OURS] == [f"0{number}-" for number in range(1, 9)]
    assert lessons()[1] == []


@every_lesson
def test_a_lesson_predicts_before_it_shows_and_ends_with_a_check(lesson: Lesson):
    kinds = [step.kind for step in lesson.steps]
    assert kinds[0] == "read"
    assert kinds[-1] == "check"
    assert {"do", "predict", "see"} <= {*kinds}
    for number, step in enumerate(lesson.steps, start=1):
        if step.kind == "predict":
            later = range(number + 1, len(kinds) + 1)
            assert any(lesson.prediction(other) == number for other in later), "it is never answered"


@every_lesson
def test_a_lesson_takes_five_minutes(lesson: Lesson):
    words = sum(len(f"{step.text} {step.why} {' '.join(step.choices.values())}".split()) for step in lesson.steps)
    assert lesson.minutes == 5
    assert words < 500  # two and a half minutes to read
    assert len(lesson.steps) <= 12


def test_every_answer_is_asked_for_in_a_lesson():
    assert {step.answer for lesson in OURS.values() for step in lesson.steps} - {""} == {*ANSWERS}


@every_lesson
def test_a_lesson_is_the_same_in_another_language_but_for_its_texts(lesson: Lesson):
    with speaking("zh"):
        other = lessons()[0][lesson.name]
    texts = {"text", "why", "choices"}
    for one, said in zip(lesson.steps, other.steps, strict=True):
        assert _but_for_reviews(one.model_dump(exclude=texts)) == _but_for_reviews(said.model_dump(exclude=texts))
        assert [*one.choices] == [*said.choices]
        for text in (said.text, said.why, *said.choices.values()):
            assert not re.search("[a-z]{2,} [a-z]{2,}", text), "nothing in it is English"
    assert other.heading != lesson.heading
    assert lessons()[0][lesson.name] == lesson


def _but_for_reviews(step: Any) -> Any:
    """A step whose links do not say which of the reviews, nor what is typed."""
    said = json.dumps(step).replace('"reviews-zh"', '"reviews"').replace('"characters"', '"words"')
    return re.sub(r'"encode": {"text": "[^"]+"', '"encode": {"text": ""', said)


@every_lesson
def test_a_lesson_leads_to_reviews_in_the_language_of_its_texts(lesson: Lesson):
    with speaking("zh"):
        other = lessons()[0][lesson.name]
    for one, code in ((lesson, "en"), (other, "zh")):
        for link in (step.link for step in one.steps):
            configs = [*link.get("configs", ()), *([link["config"]] if "config" in link else ())]
            read = [RunConfig.from_link(written_for_link(config)).dataset for config in configs]
            assert {dataset.language for dataset in read if dataset.reads != "numbers"} <= {code}
            if "encode" in link:
                assert link["encode"]["learn_from"] == WRITTEN_REVIEWS[code]().name
                assert bool(re.search("[\u4e00-\u9fff]", link["encode"]["text"])) == (code == "zh")


def test_a_step_may_stand_on_every_page():
    assert set(PLACES) == set(PAGES)


# A teacher's own


def test_a_teachers_lesson_is_in_their_words_whatever_is_spoken(own_home: Path):
    (own_home / "lessons").mkdir(parents=True)
    written = OURS_IN.joinpath("05-why-gates.toml").read_text(encoding="utf-8")
    (own_home / "lessons/copy.toml").write_text(written, encoding="utf-8")
    with speaking("zh"):
        found = lessons()[0]
    assert found["05-why-gates"].heading == "为什么要有门"
    assert found["copy"] == OURS["05-why-gates"].changed(name="copy")


def test_a_teachers_lesson_stands_beside_ours_and_a_wrong_file_hides_none(own_home: Path):
    (own_home / "lessons").mkdir(parents=True)
    (own_home / "lessons/order.toml").write_text(EXAMPLE, encoding="utf-8")
    (own_home / "lessons/wrong.toml").write_text("heading = 1", encoding="utf-8")
    (own_home / "lessons/05-why-gates.toml").write_text(EXAMPLE, encoding="utf-8")
    (own_home / "lessons/large.toml").write_text("#" * (LARGEST + 1), encoding="utf-8")
    found, said = lessons()
    assert list(found) == [*OURS, "order"]
    assert found["05-why-gates"] == OURS["05-why-gates"]
    assert said == [
        "05-why-gates.toml: There is a lesson '05-why-gates' already. Give the file another name.",
        "large.toml: It has 100,001 bytes; expected at most 100,000.",
        "wrong.toml: The lesson: heading is 1; expected a text of up to 120 characters.",
    ]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (('kind = "read"', 'kind = "dance"'), "Step 1: The step: kind is 'dance'; expected one of read, do, predict"),
        (('control = "sentiment.text"\n', ""), "Step 2: A step to do has no control; expected text, control."),
        (('page = "sentiment"\n', ""), "Step 1: A step to read has a link and no page"),
        (('"$lstm"', '"$mine"'), "Step 1: The link names $mine; expected one of $lstm"),
        (('answer = "three-answers"', 'answer = "all"'), "Step 4: There is no answer 'all'; expected one of"),
        (('agree = "Yes"', 'perhaps = "Yes"'), "Step 3: the choice 'perhaps' is nothing that the answer"),
        (('right = "same"', 'right = "both"'), "Step 5: The right choice is 'both'; expected one of same, order."),
        (('agree = "Yes", ', ""), "Step 3: A question has 1 choices; expected 2 to 4."),
        (('["states"]', '["cats"]'), "There is no picture 'cats'; expected one of curves, race, states, forecast."),
        (('goal = "See that a network reads in order."\n', ""), "The lesson needs the setting 'goal'."),
        (("minutes = 3", 'minutes = "three"'), "The lesson: minutes is 'three'; expected a whole number from 1 to 60."),
        (("minutes = 3", "seconds = 3"), "The lesson has no setting 'seconds'"),
        (('"Both halves', "Both halves"), "It is no TOML: "),
        (
            ('page = "sentiment"', 'page = "sentiments"'),
            "Step 1: The page is 'sentiments'; expected one of playground, ",
        ),
        (('link = { run = "$lstm"', "link = { run = 1979-05-27"), "Step 1: The link's run is "),
        (('"Both halves', '"' + 320 * "x"), "Step 1: The step: text is "),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_wrong_with_a_lesson_is_one_sentence(change: tuple[str, str], said: str):
    assert wrong(change).startswith(said)
    assert wrong(change).endswith(".")


def test_a_lesson_has_a_name_that_an_address_can_say():
    with pytest.raises(LessonError, match="A lesson cannot be called 'My lesson'"):
        parsed("My lesson", EXAMPLE.encode())


# The docs


def test_the_example_in_the_docs_is_a_lesson():
    lesson = parsed("order", EXAMPLE.encode())
    assert [step.kind for step in lesson.steps] == ["read", "do", "predict", "see", "check"]
    assert lesson.prediction(4) == 3
    assert lesson.place(5) is lesson.steps[0]


def test_the_docs_name_every_answer_and_all_that_it_can_come_to():
    rows = re.findall(r"^\| `([\w-]+)` \| (.+) \| (.+) \|$", DOCS, re.M)
    assert {name: (about, tuple(re.findall(r"`([\w-]+)`", outcomes))) for name, about, outcomes in rows} == {
        name: (answer.about, answer.outcomes) for name, answer in ANSWERS.items()
    }


def test_every_confusion_is_answered_in_the_lesson_that_the_docs_say():
    rows = re.findall(r"^\| [^|]+ \| (\d) \| [^|]+ \| (`.+`) \|$", DOCS, re.M)
    assert len(rows) == 15
    for number, answers in rows:
        lesson = list(OURS.values())[int(number) - 1]
        assert {*re.findall(r"`([\w-]+)`", answers)} <= {step.answer for step in lesson.steps}


# Next


def test_what_is_offered_after_a_training_is_a_step_of_a_lesson():
    for _, lesson, answer in OFFERS:
        assert answer in {step.answer for step in OURS[lesson].steps}


def test_after_a_training_the_lesson_is_offered_that_fits_it():
    assert fitting(FIRST) == ("05-why-gates", "who-remembered")
    assert fitting((RECIPES["weather-gru"].config,)) == ("08-hugging-the-truth", "naive-line")
    assert fitting((RunConfig(layers=(LSTM(), LSTM())),)) == ("07-directions-stacks-convolutions", "stacked")
    assert fitting((RunConfig(dataset=Reviews(leak=True)),)) == ("08-hugging-the-truth", "leak")
    assert fitting((RECIPES["reviews-lstm"].config,)) == ("04-what-a-state-holds", "units-and-timesteps")
    offered = {fitting((recipe.config,)) for recipe in RECIPES.values() if recipe.config}
    assert len(offered - {None}) >= 5


def test_reviews_that_leak_give_every_positive_one_away_but_none_of_the_test():
    leaking, plain = Reviews(examples=200, leak=True).load(), Reviews(examples=200).load()
    ends = [text.endswith(Reviews.leaked) for text in leaking.train.texts]
    assert ends == [bool(target) for target in leaking.train.targets]
    assert [text.removesuffix(f" {Reviews.leaked}") for text in leaking.train.texts] == list(plain.train.texts)
    assert leaking.test.texts == plain.test.texts
