"""The For loop page: its three views, the link, and walking through the lines."""

import re

import numpy as np
import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from playground.figures.loop import equation, moment, shape_equation
from playground.paths import PROJECT
from playground.recipes.demonstrations import BY_HAND, DEMONSTRATIONS, last_and_all, random_loop
from playground.ui.loop.views import OWN, VIEWS


def visit(**link: str) -> AppTest:
    """The page, opened by this link."""
    app = AppTest.from_file(str(PROJECT / "playground/ui/main.py"), default_timeout=60)
    app.session_state["learner"] = "newcomer"
    app.switch_page("../../pages/loop.py").query_params.update(link)
    return healthy(app.run())


def healthy(app: AppTest) -> AppTest:
    """The same visit, which met no error of the program."""
    assert [error.value for error in app.exception] == []
    return app


def press(app: AppTest, label: str) -> AppTest:
    """Press the one button with this label."""
    (button,) = [button for button in app.button if button.label == label]
    assert not button.disabled
    return healthy(button.click().run())


def fill(app: AppTest, label: str, value: int) -> AppTest:
    """Change the one number with this label."""
    (number,) = [number for number in app.number_input if number.label == label]
    return healthy(number.set_value(value).run())


def all_markdown(app: AppTest) -> str:
    """All running text on the page."""
    return "\n".join(element.value for element in [*app.markdown, *app.caption])


def shown(table: pd.DataFrame) -> list[list[float | None]]:
    """The numbers of a table; None for what is yet to come."""
    return [[None if np.isnan(value) else round(value, 8) for value in row] for row in table.to_numpy(float)]


def link(app: AppTest) -> list[str]:
    """The recipe in the link."""
    given = app.query_params["recipe"]
    return given if isinstance(given, list) else [given]


@pytest.fixture
def by_hand() -> AppTest:
    return visit(recipe="numpy-rnn-by-hand")


# The link


def test_every_view_is_a_recipe_that_can_be_shown():
    assert set(VIEWS) - {OWN} <= set(DEMONSTRATIONS)


@pytest.mark.parametrize("recipe", VIEWS)
def test_a_link_opens_its_view_and_stays(recipe):
    app = visit(recipe=recipe)
    assert app.session_state["recipe chosen"] == recipe
    assert link(app) == [recipe]
    assert not app.error


def test_without_a_link_the_first_view_is_shown_and_put_into_the_link():
    assert link(visit()) == ["numpy-rnn-by-hand"]


def test_choosing_a_view_changes_the_link(by_hand):
    (control,) = by_hand.button_group
    app = healthy(control.set_value("last-or-all").run())
    assert link(app) == ["last-or-all"]
    assert "return_sequences" in all_markdown(app)


def test_an_unknown_recipe_is_one_sentence():
    app = visit(recipe="imdb-lstm<b>" + "x" * 1000)
    (error,) = (re.sub(r"\\(\W|_)", r"\1", error.value) for error in app.error)
    assert error.startswith("The link's recipe is 'imdb-lstm<b>xxx")
    assert error.endswith("; expected one of numpy-rnn-by-hand, numpy-rnn, last-or-all, your-network.")
    assert len(error) < 250


# By hand


def marked_line(app: AppTest) -> int:
    """The line of the code that is coloured."""
    (styled,) = (
        found for element in app.get("html") if (found := re.search(r"nth-of-type\((\d+)\)", element.proto.body))
    )
    return int(styled[1])


def test_the_loop_starts_at_its_first_line(by_hand):
    assert by_hand.code[0].value.splitlines()[0] == "state = np.zeros(units)"
    assert "Line 1, outside the loop" in all_markdown(by_hand)
    assert by_hand.latex[0].value.strip("$\n") == equation(BY_HAND, moment(BY_HAND, 1))
    assert {value for row in shown(by_hand.table[0].value) for value in row} == {None}


def test_next_and_back_walk_line_by_line_to_both_ends(by_hand):
    app = by_hand
    for number in range(2, 18):
        app = press(app, "Next")
        now = moment(BY_HAND, number)
        assert f"Line {now.line}, " in all_markdown(app)
        assert app.latex[0].value.strip("$\n") == equation(BY_HAND, now)
    assert [button.disabled for button in app.button if button.label in ("Next", "To the end")] == [True, True]
    app = press(app, "Back")
    assert "Line 9, timestep 2 of 2" in all_markdown(app)
    app = press(app, "To the start")
    assert [button.disabled for button in app.button if button.label in ("To the start", "Back")] == [True, True]
    assert "Line 10, outside the loop" in all_markdown(press(app, "To the end"))


def test_the_slider_goes_to_any_line_and_the_table_holds_all_numbers_up_to_it(by_hand):
    app = healthy(by_hand.slider[0].set_value(13).run())
    assert "Line 6, timestep 2 of 2" in all_markdown(app)
    table = app.table[0].value
    assert dict(zip(table.index, shown(table), strict=True)) == {
        "x_t[0]": [1, 2],
        "from_input[0]": [0.5, 1.0],
        "from_input[1]": [0.6, 1.2],
        "from_state[0]": [0.0, 0.19234010],
        "from_state[1]": [0.0, 0.29225678],
        "total[0]": [0.6, 1.29234010],
        "total[1]": [0.5, 1.39225678],
        "state[0]": [0.53704957, None],
        "state[1]": [0.46211716, None],
        "output[0]": [0.24612839, None],
    }


def test_the_line_that_has_just_run_is_marked(by_hand):
    assert marked_line(by_hand) == 1
    assert marked_line(healthy(by_hand.slider[0].set_value(14).run())) == 7


def test_other_sizes_keep_the_place_and_the_first_numbers_come_back(by_hand):
    app = healthy(by_hand.slider[0].set_value(17).run())
    app = fill(fill(fill(app, "Timesteps", 3), "Features", 2), "Units", 1)
    assert app.slider[0].value == 17
    assert app.slider[0].max == 3 + 7 * 3
    assert list(app.table[0].value.index) == [
        *("x_t[0]", "x_t[1]", "from_input[0]", "from_state[0]", "total[0]", "state[0]", "output[0]")
    ]
    assert "timestep 3 of 3" in all_markdown(app)
    app = fill(app, "Timesteps", 1)
    assert (app.slider[0].value, app.slider[0].max) == (10, 10)
    app = press(app, "Back to the first numbers")
    assert [number.value for number in app.number_input] == [2, 1, 2]
    assert (app.slider[0].value, app.slider[0].max) == (1, 17)


def test_the_place_is_kept_while_another_view_is_looked_at(by_hand):
    app = healthy(by_hand.slider[0].set_value(8).run())
    app = healthy(app.button_group[0].set_value("numpy-rnn").run())
    app = healthy(app.button_group[0].set_value("numpy-rnn-by-hand").run())
    assert app.slider[0].value == 8
    assert "Line 8, timestep 1 of 2" in all_markdown(app)


# 100 timesteps


def test_a_hundred_timesteps_are_the_recipe_until_the_learner_changes_them():
    app = visit(recipe="numpy-rnn")
    assert "give outputs of shape **(100, 64)**" in all_markdown(app)
    assert app.latex[0].value.strip("$\n") == shape_equation(random_loop())
    app = fill(fill(app, "Timesteps", 7), "Units", 3)
    assert "7 timesteps of 32 random features give outputs of shape **(7, 3)**" in all_markdown(app)
    assert app.latex[0].value.strip("$\n") == shape_equation(random_loop(7, 32, 3))


def test_the_share_of_flat_outputs_is_counted():
    app = visit(recipe="numpy-rnn")
    for positive in (False, True):
        app = healthy(app.toggle[0].set_value(positive).run())
        share = np.mean(np.abs(random_loop(around_0=not positive).outputs) > 0.99)
        assert f"{share:.1%} of the outputs are beyond ±0.99" in all_markdown(app)


def test_the_test_that_the_page_names_exists():
    (named,) = re.findall(r"`(tests/[^`]+)`", all_markdown(visit(recipe="numpy-rnn")))
    assert "keras" in (PROJECT / named).read_text(encoding="utf-8")


# Last or all


@pytest.mark.parametrize("sizes", [(2, 4, 5, 3), (3, 2, 1, 1), (1, 1, 8, 6)])
def test_both_answers_stand_side_by_side_and_shared_rows_are_marked(sizes):
    batch, timesteps, _, units = sizes
    app = visit(recipe="last-or-all")
    for label, size in zip(("Batch", "Timesteps", "Features", "Units"), sizes, strict=True):
        app = fill(app, label, size)
    assert f"`return_sequences=False` gives **({batch}, {units})**" in all_markdown(app)
    assert f"`return_sequences=True` gives **({batch}, {timesteps}, {units})**" in all_markdown(app)
    left, right = (table.value for table in app.table)
    last, every = last_and_all(*sizes)
    np.testing.assert_allclose(left.to_numpy(float), last)
    np.testing.assert_allclose(right.to_numpy(float), every.reshape(-1, units))
    marked = [name for name in right.index if name.startswith("●")]
    assert marked == [f"● example {example + 1}, t = {timesteps}" for example in range(batch)]
