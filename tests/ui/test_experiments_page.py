"""The page of experiments: tiles, what they say, searching and filtering, and what a tile tells on demand."""

from collections.abc import Iterator
from urllib.parse import parse_qs

import pytest

from playground.config import RunConfig
from playground.engine import Engine, engine
from playground.engine.worker import Status
from playground.recipes import GROUPS, RECIPES, default_recipe
from playground.recipes.base import START_SECONDS, examples_worked
from playground.runs import RunFolder, all_runs
from playground.ui.experiments.wanted import CELLS, DATA, TASK_TITLES, TASKS, Wanted
from playground.ui.run.describe import roughly
from tests.ui.test_pages import TRAINED, all_markdown, go, healthy, labelled, said, visit

DEFAULT = default_recipe().name


@pytest.fixture(autouse=True)
def _no_workers(own_home, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(Engine, "start", lambda self: None)
    engine.cache_clear()
    yield
    engine.cache_clear()


def run_of(name: str, values: list[float], learner: str = "ann", **changed: object) -> RunFolder:
    """A finished run of a recipe with this accuracy after each epoch, of 2 seconds each."""
    config = RECIPES[name].config.changed(**changed)
    folder = RunFolder.create(config, learner)
    folder.event("started", learning_rate=config.learning_rate)
    folder.event("prepared", train=80, validation=9, test=9, examples_per_epoch=80, baseline={})
    for epoch, value in enumerate(values, 1):
        metrics = {f"{part}{metric}": value for part in ("", "val_") for metric in config.task.metrics}
        folder.event("epoch", epoch=epoch, seconds=2.0, **metrics)
    folder.event("finished", test=dict.fromkeys(config.task.metrics, 0.5), seconds=1.0)
    return folder


def tile(app, name: str) -> str:
    """The picture and the facts of a tile."""
    order = [one for recipes in GROUPS.values() for one in recipes]
    bodies = [element.proto.body for element in app.get("html") if 'class="tile"' in element.proto.body]
    return bodies[[one.name for one in order].index(name)]


def shown(app) -> list[str]:
    """The recipes whose tiles stand there."""
    return [button.key.removeprefix("about ") for button in app.button if (button.key or "").startswith("about ")]


def test_every_recipe_is_a_tile_and_one_button_stands_out():
    app = healthy(visit("experiments"))
    assert [button.key for button in app.button if button.label == "Train"] == [f"train {name}" for name in TRAINED]
    assert [button.key for button in app.button if button.label == "Show"] == [
        f"show {name}" for name in RECIPES if name not in TRAINED
    ]
    assert shown(app) == list(RECIPES)
    assert [text for text in said(app.markdown) if text in GROUPS] == list(GROUPS)
    assert [button.key for button in app.button if button.proto.type == "primary"] == [f"train {DEFAULT}"]


def test_pressing_train_puts_the_run_into_the_queue_and_shows_it():
    app = visit("experiments", "eva")
    healthy(app.button(key=f"train {DEFAULT}").click().run())
    (run,) = all_runs("eva")
    assert run.config == RECIPES[DEFAULT].config
    assert run.history().state == "queued"
    assert app.query_params["run"] == run.id
    assert said(app.title) == ["Train"]


def test_quick_trains_the_shorter_form():
    app = visit("experiments", "eva")
    labelled(app.toggle, "Quick").set_value(True).run()
    healthy(app.button(key="train imdb-lstm").click().run())
    (run,) = all_runs("eva")
    assert run.config == RECIPES["imdb-lstm"].quick()


def test_a_queue_that_is_full_is_told_in_place(monkeypatch):
    monkeypatch.setenv("PLAYGROUND_QUEUE_PER_LEARNER", "1")
    app = visit("experiments", "fay")
    app.button(key=f"train {DEFAULT}").click().run()
    go(app, "experiments").button(key=f"train {DEFAULT}").click().run()
    assert said(healthy(app).error) == [
        "You have 1 run waiting or training and asked for one more; one learner may have 1. Wait for one to finish, or "
        "stop one."
    ]
    assert len(all_runs("fay")) == 1


def test_a_title_tells_the_rest_on_demand():
    app = visit("experiments")
    recipe = RECIPES["imdb-simple-rnn"]
    assert recipe.look_for not in all_markdown(app)
    healthy(app.button(key="about imdb-simple-rnn").click().run())
    text = all_markdown(app)
    for part in (recipe.about, recipe.look_for, "reports 85% validation accuracy", f"{recipe.config.epochs} epochs"):
        assert part in text
    links = [link.proto.label for link in app.get("page_link")]
    assert links == ["Open its settings", *(RECIPES[name].title for name in recipe.compare)]


@pytest.mark.parametrize("quick", [False, True])
def test_the_details_lead_to_the_settings_of_what_would_be_trained(quick):
    app = visit("experiments")
    labelled(app.toggle, "Quick").set_value(quick).run()
    healthy(app.button(key="about imdb-lstm").click().run())
    (link,) = [link.proto for link in app.get("page_link") if link.proto.label == "Open its settings"]
    recipe = RECIPES["imdb-lstm"]
    (config,) = parse_qs(link.query_string)["config"]
    assert RunConfig.from_link(config) == (recipe.quick() if quick else recipe.config)


def test_the_details_of_what_is_not_trained_lead_to_where_it_is_shown():
    app = visit("experiments")
    healthy(app.button(key="about numpy-rnn").click().run())
    assert app.get("page_link")[0].proto.label == "Show it"


def test_what_has_to_be_downloaded_is_said_on_the_tile(monkeypatch):
    dataset = type(RECIPES["imdb-lstm"].config.dataset)
    for here in (False, True):
        monkeypatch.setattr(dataset, "is_here", lambda self, here=here: here)
        assert (f"⤓ {dataset.download_size}" in tile(visit("experiments"), "imdb-lstm")) != here


def test_the_reference_result_stands_on_the_tile():
    app = visit("experiments")
    assert "ref. 85%" in tile(app, "imdb-simple-rnn")
    assert "ref." not in tile(app, "imdb-lstm")


def test_ones_own_run_is_a_curve_with_its_result_and_tells_how_long_it_takes():
    run_of(DEFAULT, [0.5, 0.7, 0.9])
    facts = tile(visit("experiments", "ann"), DEFAULT)
    assert "data:image/svg+xml" in facts.split('class="facts"')[1]
    assert " 90%" in facts
    assert f"≈ {roughly(START_SECONDS + examples_worked(RECIPES[DEFAULT].config) / 40)}<" in facts
    assert "≈" not in tile(visit("experiments", "bob"), DEFAULT), "no worker has measured its pace yet"


def test_the_lanes_of_a_race_are_counted_as_runs_not_as_workers(monkeypatch):
    monkeypatch.setattr(Engine, "status", lambda self: Status(1, 1, 3, 0, "", 900.0))
    assert "3 runs train on 1 worker, 0 runs wait." in said(visit("experiments").caption)


def test_without_a_run_of_ones_own_the_pace_of_the_workers_counts(monkeypatch):
    monkeypatch.setattr(Engine, "status", lambda self: Status(2, 2, 0, 0, "", 900.0))
    recipe = RECIPES[DEFAULT]
    assert f"≈ {round(recipe.seconds(recipe.config, 900.0))} s" in tile(visit("experiments"), DEFAULT)


def test_every_filter_and_word_leaves_what_fits():
    app = healthy(visit("experiments", find="gru", task="regression", data="memory", cell="gru"))
    assert shown(app) == ["adding-gru"]
    healthy(labelled(app.text_input, "Search").set_value("no such thing").run())
    assert shown(app) == []
    labelled(app.button, "Show all").click().run()
    assert shown(healthy(app)) == list(RECIPES)
    assert not dict(app.query_params).keys() & {"find", "task", "data", "cell", "here"}


def test_a_filter_is_kept_in_the_link():
    app = visit("experiments")
    labelled(app.selectbox, "Cell").select("gru").run()
    labelled(app.toggle, "On this machine").set_value(True).run()
    assert (app.query_params["cell"], app.query_params["here"]) == ("gru", "1")
    assert set(shown(app)) == {
        name for name in TRAINED if Wanted(cell="gru", here=True).fits(RECIPES[name], "") and "gru" in name
    }


@pytest.mark.parametrize(
    ("names", "parameter"), [(TASKS, "task"), (DATA, "data"), (CELLS, "cell")], ids=["task", "data", "cell"]
)
def test_every_choice_of_a_filter_leaves_something_and_together_they_leave_all_that_trains(names, parameter):
    left = [{name for name in TRAINED if Wanted(**{parameter: one}).fits(RECIPES[name], "")} for one in names]
    assert all(left)
    assert parameter == "cell" or set().union(*left) == set(TRAINED)


def test_every_task_has_a_title():
    assert {RECIPES[name].config.task.name for name in TRAINED} <= TASK_TITLES.keys()
