"""The unit finder on the Inside page, without a browser."""

import time

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from playground.analysis import unit_finder
from playground.analysis.unit_finder import find_units
from playground.analysis.unit_silenced import silenced
from playground.config import RunConfig
from playground.datasets import DATASETS
from playground.encodings import Numbers
from playground.layers import GRU, Flatten, SimpleRNN
from playground.narration.unit_finder import in_all, untrained, without
from playground.reference.interventions import SilenceUnit
from playground.runs import Run, RunFolder
from playground.ui.inside.units import LONGEST
from playground.ui.widgets.plain import plain
from tests.analysis.test_unit_finder import of_reviews, plant, praise_and_blame
from tests.browser.made import made_run
from tests.ui.test_pages import healthy, labelled, said, visit


@pytest.fixture(autouse=True)
def _few_examples(monkeypatch):
    monkeypatch.setattr(unit_finder, "MOST_EXAMPLES", 60)


def worked(app: AppTest) -> AppTest:
    """The page once no work is left to wait for."""
    for _ in range(300):
        healthy(app)
        if not app.get("progress"):
            return app
        time.sleep(0.1)
        app.run()
    raise AssertionError("the work never ended")


def look(run: Run, **link: str) -> AppTest:
    return worked(visit("inside", run=run.id, view="units", reads="My own text", **link))


def planted(home) -> Run:
    return plant(of_reviews(home, SimpleRNN(units=4, activation="linear")), says=1)


def test_units_that_follow_something_are_offered_and_told_by_their_numbers(own_home):
    run = planted(own_home)
    app, found = look(run), find_units(run, 1)
    assert in_all(found) in said(app.markdown)
    choice = labelled(app.radio, "Look at one")
    assert plain("Words that speak for “positive”: unit 2 of SimpleRNN 4") in choice.options
    assert len(choice.options) == found.layers[0].follows.any(axis=0).sum()
    choice.set_value(next(key for key in following(run) if key.startswith("simple_rnn..2.")))
    app = worked(app.run())
    assert "Unit 2 of SimpleRNN 4" in said(app.subheader)
    drawn = [one.proto.body for one in app.get("html") if "<span title" in one.proto.body]
    assert len(drawn) == 6
    assert 'title="1.000"' in drawn[0]


def following(run: Run) -> list[str]:
    """What stands in the link for each of the units that follow something."""
    (layer,) = find_units(run, 1).layers
    return [
        f"simple_rnn..{int(np.abs(layer.r[:, at]).argmax())}.{at}" for at in np.flatnonzero(layer.follows.any(axis=0))
    ]


def test_a_link_leads_to_a_unit(own_home):
    run = planted(own_home)
    first = labelled(look(run).radio, "Look at one").value
    key = next(key for key in following(run) if key != first)
    app = look(run, unit=key)
    assert labelled(app.radio, "Look at one").value == key
    assert app.query_params["unit"] == key


def test_silencing_tells_what_is_lost(own_home):
    run = planted(own_home)
    key = next(key for key in following(run) if key.startswith("simple_rnn..3."))
    app = look(run, unit=key)
    labelled(app.button, "Silence it").click()
    app = worked(app.run())
    told = without(silenced(run, 1, SilenceUnit("simple_rnn", "", 3)), "SimpleRNN 4", 3, "")
    assert told in said(app.markdown)


def test_words_of_the_learner_are_looked_for_and_kept_in_the_link(own_home):
    run = planted(own_home)
    praise, _ = praise_and_blame(run)
    app = look(run, words=", ".join(sorted(praise))[:LONGEST])
    assert plain("Your own words: unit 2 of SimpleRNN 4") in labelled(app.radio, "Look at one").options
    labelled(app.text_input, "Words of your own to look for").set_value("film")
    app = worked(app.run())
    assert app.query_params["words"] == "film"


def test_a_network_that_follows_nothing_says_so(own_home):
    run = of_reviews(own_home, GRU(units=3), epochs=1)
    RunFolder(run.path).save_weights(0, {name: 0 * array for name, array in run.weights(1).items()})
    app = look(run, epoch="0")
    assert any("None of the 3 units" in text for text in said(app.markdown))
    assert untrained() in said(app.markdown)
    assert not app.radio


@pytest.mark.parametrize("dataset", ["digits", "weather"])
def test_numbers_are_drawn_in_the_colours_of_the_unit(own_home, dataset):
    options = {"lookback": 72, "step": 12, "delay": 6} if dataset == "weather" else {}
    data = DATASETS[dataset](**options)
    features = data.input_shape[1]
    learned = {"mean": [0.0] * features, "deviation": [1.0] * features, "target": [0.0, 1.0]}
    config = RunConfig(dataset=data, encoding=Numbers(), layers=(SimpleRNN(units=3, activation="linear"),))
    run = made_run(own_home, config, learned, 1)
    weights = dict(run.weights(1))
    weights["simple_rnn/recurrent_kernel"] = np.zeros((3, 3), np.float32)
    follows = np.ones(features) if dataset == "digits" else np.arange(features) == data.target
    weights["simple_rnn/kernel"][:, 0] = follows / follows.sum()
    RunFolder(run.path).save_weights(1, weights)
    app = worked(visit("inside", run=run.id, view="units"))
    assert any("unit 0 of SimpleRNN 3" in option for option in labelled(app.radio, "Look at one").options)
    mark = "linear-gradient" if dataset == "digits" else "<span title"
    assert len([one for one in app.get("html") if mark in one.proto.body]) == 6


def test_a_run_that_has_no_such_units_says_why(own_home):
    assert any("no recurrent layer" in text for text in said(look(of_reviews(own_home, Flatten())).info))
    app = healthy(visit("inside", run="starter", view="units"))
    assert any("IMDB film reviews is not ready on this machine" in text for text in said(app.info))


def test_too_few_examples_are_said(own_home, monkeypatch):
    monkeypatch.setattr(unit_finder, "MOST_EXAMPLES", 5)
    app = look(of_reviews(own_home, GRU(units=2)))
    assert any("needs at least 20" in text for text in said(app.info))
