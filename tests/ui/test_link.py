"""What a page shows is in its address: declared once, read back as it was written, and nonsense is one sentence."""

import ast
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import pytest
import streamlit
from hypothesis import given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

import playground.ui
from playground.config import RunConfig
from playground.encodings import LearnedEmbedding
from playground.encodings.edit import Edit
from playground.encodings.presets import PRESETS, Preset
from playground.errors import PlaygroundError
from playground.layers import GRU, LSTM
from playground.lessons.read import lessons
from playground.paths import PROJECT
from playground.recipes import RECIPES
from playground.reference.interventions import ClampGate, ResetState, SilenceUnit
from playground.runs import Run, recording, starter
from playground.ui.link import TOLD, WITHOUT_STEPS, Parameter, any_text, flag, one_of, whole_number
from playground.ui.widgets.control import ALL
from tests.browser.made import made_run
from tests.ui.test_pages import go, healthy, labelled, said, visit

FILES = {
    file.relative_to(PROJECT).as_posix(): ast.parse(file.read_text(encoding="utf-8"))
    for file in [*PROJECT.glob("playground/**/*.py"), *PROJECT.glob("pages/*.py"), PROJECT / "app.py"]
}
HERE = "playground/ui/link.py"
"""The one file that knows the address."""
KINDS = {"Parameter", "one_of", "whole_number", "flag", "any_text", "a_run"}
"""What declares a parameter."""


def declared() -> dict[str, Parameter]:
    """Every parameter of the program, by its name and a module that knows it."""
    modules = sorted(module.name for module in walk_packages(playground.ui.__path__, "playground.ui."))
    found = {
        id(value): (f"{value.name} of {module}", value)
        for module in modules
        for value in vars(import_module(module)).values()
        if isinstance(value, Parameter)
    }
    return dict(sorted(found.values(), key=lambda named: named[0]))


DECLARED = declared()
every_parameter = pytest.mark.parametrize("parameter", DECLARED.values(), ids=DECLARED)
CHANGE = st.one_of(
    st.builds(ClampGate, st.just("lstm"), st.just(""), st.just("forget"), st.floats(0, 1), st.none()),
    st.builds(SilenceUnit, st.just("lstm"), st.sampled_from(["", "forward"]), st.integers(0, 511)),
    st.builds(ResetState, st.just("lstm"), st.just(""), st.integers(0, 499)),
    st.builds(Edit, st.integers(0, 499), st.text(max_size=9)),
)
LAYERS = st.lists(st.builds(LSTM, units=st.integers(1, 512)) | st.builds(GRU), min_size=1, max_size=3).map(tuple)
VALUES = {
    "run": st.builds(starter),
    "before": st.builds(starter),
    "beside of playground.ui.sentiment.editor": st.builds(starter),
    "beside": st.lists(st.text("0123456789abcdef", min_size=24, max_size=24), unique=True).map(tuple),
    "config": st.sampled_from([recipe.config for recipe in RECIPES.values() if recipe.config])
    | st.builds(RunConfig, seed=st.integers(0, 2**31 - 1), learning_rate=st.floats(1e-6, 10), layers=LAYERS),
    "runs": st.integers(2, 4).map(lambda count: (starter(),) * count),
    "chosen": st.integers(1, 2).map(lambda count: (starter(), recording())[:count]),
    "configs": st.lists(
        st.builds(RunConfig, learning_rate=st.floats(1e-6, 10), layers=LAYERS), min_size=2, max_size=4
    ).map(tuple),
    "encode": st.sampled_from(list(PRESETS.values())) | st.builds(Preset, text=st.text(max_size=200)),
    "changes": st.lists(CHANGE, max_size=30).map(tuple),
    "epoch": st.integers(0, 1000) | st.integers(1, 999_999_999).map(lambda millionths: millionths / 1_000_000),
    "example": st.integers(0, 999_999_999),
    "text": st.text(min_size=1),
    "projector": st.booleans(),
    **dict.fromkeys(("hide", "lock", "hides", "locks"), st.frozensets(st.sampled_from(sorted(ALL)))),
    "shows": st.dictionaries(
        st.sampled_from(["run", "text", "text characters"]), st.text(min_size=1, max_size=50), min_size=1
    ),
    "here": st.booleans(),
    "lesson": st.sampled_from(list(lessons()[0])),
    "step": st.integers(0, 999_999_999),
    "find": st.text("abc é<&+", min_size=1, max_size=60),
    "words": st.text("abc é<&+,", min_size=1, max_size=300),
    "unit": st.from_regex(r"[a-z0-9_]{1,20}\.(|forward|backward|encoder)\.[0-9]{1,3}\.[0-9]{1,2}", fullmatch=True),
}
"""Name, with the module where that alone is not enough → what it may say.  Those that are one of several names say so
themselves."""


def values(label: str) -> st.SearchStrategy:
    """What a parameter may say."""
    for known in (label, label.split(" of ")[0]):
        if known in VALUES:
            return VALUES[known]
    assert DECLARED[label].expected.startswith("one of ")
    return st.sampled_from(DECLARED[label].expected.removeprefix("one of ").split(", "))


# What is declared


@pytest.mark.parametrize("label", DECLARED)
@given(st.data())
def test_what_was_written_is_read(label, data):
    value, parameter = data.draw(values(label)), DECLARED[label]
    assert parameter.parsed(parameter.text(value)) == value


@every_parameter
@given(st.text() | st.sampled_from(["null", "{}", "[]", "[1]", "1e999", "../..", "x" * 20_000, '{"layers":[[]]}']))
def test_nonsense_is_one_short_sentence(parameter, text):
    sentence = "."
    try:
        parameter.parsed(text)
    except PlaygroundError as error:
        sentence = str(error)
    assert sentence.endswith(".")
    assert len(sentence) < 400 + len(parameter.expected)


@every_parameter
def test_without_a_word_in_the_address_there_is_the_default(parameter):
    assert parameter.parsed("") == parameter.default
    assert parameter.text(parameter.default) == ""


def test_kinds_say_what_is_expected():
    def sentence(parameter: Parameter, text: str) -> str:
        with pytest.raises(PlaygroundError) as error:
            parameter.parsed(text)
        return str(error.value)

    epoch = whole_number("epoch").among(range(6), "a whole number from 0 to 5")
    assert epoch.parsed("5") == 5
    assert sentence(epoch, "99") == "The link's epoch is '99'; expected a whole number from 0 to 5."
    assert sentence(whole_number("epoch"), "٣") == "The link's epoch is '٣'; expected a whole number."
    assert sentence(one_of("view", ["a", "b"]), "c") == "The link's view is 'c'; expected one of a, b."
    assert sentence(flag("projector"), "0") == "The link's projector is '0'; expected 1 or nothing."
    assert any_text("text").parsed("<b>") == "<b>"


# One place


def test_no_other_file_touches_the_address():
    touching = {
        path
        for path, tree in FILES.items()
        for node in ast.walk(tree)
        if (isinstance(node, ast.Attribute) and node.attr in ("query_params", "page_link", "switch_page"))
        or (isinstance(node, ast.keyword) and node.arg in ("query_params", "bind"))
        or (isinstance(node, ast.Constant) and node.value == "query-params")
    }
    assert touching == {HERE}


def test_parameters_are_declared_where_a_module_begins_and_not_in_a_function():
    functions = [
        (path, node)
        for path, tree in FILES.items()
        for node in ast.walk(tree)
        if path != HERE and isinstance(node, ast.FunctionDef) and node.name not in KINDS
    ]
    calls = [
        f"{path}: {function.name}"
        for path, function in functions
        for node in ast.walk(function)
        if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) in KINDS
    ]
    assert calls == []


# What a page hears


def script() -> None:
    """A page with one choice, of which it keeps in the session what it was told."""
    import streamlit as st

    from playground.ui.link import one_of

    parameter = one_of("view", ["a", "b", "c"])
    st.session_state["news"] = parameter.news()
    st.session_state["given"] = parameter.given()
    if "put" in st.session_state:
        parameter.put(st.session_state["put"])
    if "dropped" in st.session_state:
        parameter.drop()


@pytest.fixture
def page() -> AppTest:
    """Such a page, opened by a link to `a`."""
    app = AppTest.from_function(script)
    app.query_params["view"] = "a"
    return app.run()


def heard(app: AppTest) -> tuple[str | None, str | None]:
    """Of the last run of the script: news, and what was given."""
    assert not app.exception
    return app.session_state["news"], app.session_state["given"]


def test_what_a_link_brings_is_news_once(page):
    assert heard(page) == ("a", "a")
    assert heard(page.run()) == (None, "a")


def test_what_a_page_puts_there_itself_is_no_news_and_what_back_brings_is(page):
    page.session_state["put"] = "b"
    assert page.run().query_params["view"] == "b"
    assert heard(page.run()) == (None, "b")
    page.query_params["view"] = "a"
    assert heard(page.run()) == ("a", "a")


def test_what_a_page_takes_out_for_now_is_no_news_when_it_comes_back(page):
    page.session_state["dropped"] = True
    assert "view" not in page.run().query_params
    page.query_params["view"] = "a"
    assert heard(page.run()) == (None, "a")


def test_nonsense_is_said_to_be_so_once_and_taken_out(page):
    page.query_params["view"] = "<b>"
    assert said(page.run().error) == ["The link's view is '<b>'; expected one of a, b, c."]
    assert heard(page) == (None, None)
    assert "view" not in page.query_params
    assert said(page.run().error) == []


def test_nothing_stands_in_the_address_for_the_default(page):
    page.session_state["put"] = None
    assert "view" not in page.run().query_params


# Pages


@pytest.fixture
def runs(own_home: Path) -> list[Run]:
    """Two runs that judge texts."""
    encoding = LearnedEmbedding(maximum_length=9, dimensions=3)
    return [
        made_run(own_home, RunConfig(encoding=encoding, layers=(layer,)), {"words": ("acting",)}, epochs)
        for layer, epochs in ((LSTM(units=2), 3), (GRU(units=2), 1))
    ]


def test_a_page_shows_the_run_of_its_address_after_another_page_showed_another(runs):
    one, other = (run.id for run in runs)
    app = healthy(visit("inside", run=one))
    for page, run in (("sentiment", other), ("inside", one), ("sentiment", one), ("inside", other)):
        app.query_params["run"] = run
        app = healthy(go(app, page))
        assert labelled(app.selectbox, "Run").value == run
        assert app.session_state[TOLD][page, "run"] == run
        app.query_params["run"] = other if run == one else one
        assert labelled(healthy(app.run()).selectbox, "Run").value == (other if run == one else one)


def test_an_epoch_that_another_run_does_not_have_is_no_mistake_of_the_learners(runs, monkeypatch):
    monkeypatch.setattr("playground.ui.run.choose.my_runs", lambda: runs)
    app = healthy(visit("inside", run=runs[0].id, view="gradient"))
    labelled(app.select_slider, "Epoch").set_value(2).run()
    labelled(healthy(app).selectbox, "Run").set_value(runs[1].id).run()
    assert labelled(healthy(app).select_slider, "Epoch").value == 1
    assert said(app.error) == []
    assert "epoch" not in app.query_params


def test_a_view_that_back_brings_stays_where_the_page_is_interrupted_before_it_is_drawn(monkeypatch):
    app = healthy(visit("loop", recipe="numpy-rnn-by-hand"))
    app.query_params["recipe"] = "last-or-all"
    (control,) = app.button_group
    with monkeypatch.context() as patch:
        patch.setattr("playground.ui.link.st.segmented_control", lambda *_, **__: streamlit.stop())
        app.run()
    control.set_value("numpy-rnn-by-hand")
    app._tree = control.root  # what the browser still shows comes along with the next run
    app = healthy(app.run())
    assert app.session_state["recipe chosen"] == "last-or-all"


def test_a_quick_click_counts_though_the_address_of_before_comes_with_it(runs, monkeypatch):
    monkeypatch.setattr("playground.ui.run.choose.my_runs", lambda: runs)
    one, other = (run.id for run in runs)
    app = healthy(visit("inside", run=one, view="timesteps"))
    labelled(app.segmented_control, "What to look at").set_value("gradient").run()
    labelled(healthy(app).selectbox, "Run").set_value(other).run()
    app.query_params.update({"run": one, "view": "timesteps"})
    labelled(healthy(app).segmented_control, "What to look at").set_value("compare")
    labelled(app.selectbox, "Run").set_value("starter")
    app = healthy(app.run())
    assert (app.query_params["run"], app.query_params["view"]) == ("starter", "compare")


@pytest.mark.parametrize("page", WITHOUT_STEPS)
def test_what_another_page_has_put_too_late_is_taken_out_of_the_address(page):
    app = visit(page, run="starter", view="timesteps")
    assert not {"run", "view"} & set(app.query_params)
