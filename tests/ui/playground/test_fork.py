"""Rewind and fork without a browser: from a saved moment on with one thing changed, both in one chart."""

import json
import shutil

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Button

from playground.config import RunConfig
from playground.earlier import Held
from playground.paths import home
from playground.runs import Run, all_runs, forked
from playground.runs.folder import RunFolder
from playground.ui.playground.acts import act
from playground.ui.run.describe import describe
from tests.browser.made import made_run
from tests.ui.test_pages import healthy, labelled, said, visit

pytestmark = pytest.mark.usefixtures("no_workers")
WHO = "newcomer"


@pytest.fixture
def run() -> Run:
    words = {"words": ["the", "acting", "was", "superb", "dull"]}
    return made_run(home(), RunConfig(), words, learner=WHO)


def drawn(app: AppTest) -> AppTest:
    """The page drawn again while the dialog is open; a browser draws the dialog alone."""
    act(app.session_state["playground stage"], {"do": "rewind"})
    return healthy(app.run())


def rewound(run: Run) -> AppTest:
    """The playground on which the run is shown, and Rewind was pressed."""
    return drawn(healthy(visit("playground", run=run.id)))


def newest() -> Run:
    return all_runs(WHO)[0]


def button(app: AppTest, label: str) -> Button:
    (found,) = [one for one in app.button if one.label == label]
    return found


def test_the_learner_chooses_the_moment_and_the_change_and_sees_both_in_one_chart(run: Run):
    app = rewound(run)
    (moment,) = app.select_slider
    moment.set_value(2)
    labelled(app.selectbox, "to").set_value("0.03")
    button(app, "Go on").click()
    app = drawn(app)
    fork = newest()
    assert [(part.until, part.learning_rate) for part in fork.config.earlier] == [(10, 0.005)]
    assert fork.config.learning_rate == 0.03
    stage = app.session_state["playground stage"]
    assert (stage.run, stage.before) == (fork.id, run.id)


def test_the_chosen_moment_stays_chosen_while_the_run_saves_more(run: Run, monkeypatch):
    monkeypatch.setattr(Run, "saved", lambda self: (0, 1, 2))
    app = rewound(run)
    assert app.select_slider[0].value == 1
    app.select_slider[0].set_value(2)
    app = drawn(app)
    monkeypatch.setattr(Run, "saved", lambda self: (0, 1, 2, 3))
    assert drawn(app).select_slider[0].value == 2


@pytest.mark.parametrize(
    ("epoch", "untils", "rates"),
    [(1, [5], [0.005]), (2, [10], [0.005]), (3, [10, 15], [0.005, 0.03])],
    ids=["before", "at it", "after"],
)
def test_a_fork_of_a_fork_keeps_what_had_been_changed_by_then(run: Run, epoch: int, untils: list, rates: list):
    first = made_run(home(), forked(run, 2, learning_rate=0.03), {"words": ["the"]}, learner=WHO)
    second = forked(first, epoch, held=(Held(layer="lstm", gate="forget", value=1),))
    assert [part.until for part in second.earlier] == untils
    assert [part.learning_rate for part in second.earlier] == rates
    assert second.learning_rate == (0.005 if epoch < 2 else 0.03)


def test_a_moment_before_the_runs_own_change_is_told_to_leave_it_out(run: Run):
    first = made_run(home(), forked(run, 2, learning_rate=0.03), {"words": ["the"]}, learner=WHO)
    app = rewound(first)
    app.select_slider[0].set_value(1)
    text = " ".join(said(drawn(app).caption))
    assert "Left out, as it came later: after 10 batches: learning rate 0.03." in text
    app.select_slider[0].set_value(3)
    assert "Left out" not in " ".join(said(drawn(app).caption))


def test_which_moments_there_are_to_choose_from_is_said(run: Run):
    assert "after whole epochs" in " ".join(said(rewound(run).caption))
    config = run.config.changed(record_every=2)
    recorded = made_run(home(), config, {"words": ["the"]}, learner=WHO)
    assert "after whole epochs" not in " ".join(said(rewound(recorded).caption))


def test_inside_the_moment_is_that_of_the_slider(run: Run):
    app = healthy(visit("inside", run=run.id, epoch="1"))
    app = healthy(app.button(key="fork").click().run())
    assert any("From **epoch 1**" in text.value for text in app.markdown)
    app.button(key="fork").click()
    healthy(button(app, "Go on").click().run())
    (part,) = newest().config.earlier
    assert part.until == 5


def test_a_run_that_has_saved_nothing_says_so():
    folder = RunFolder.create(RunConfig(), WHO)
    assert "saved nothing yet" in rewound(Run(folder.path)).info[0].value
    folder.event("failed", reason="As was asked.")
    assert rewound(Run(folder.path)).info[0].value == "This run has saved nothing: train another."


@pytest.mark.parametrize("ends", [False, True])
def test_the_dialog_wakes_up_by_itself_when_there_is_a_moment_or_never_will_be(run: Run, ends: bool, monkeypatch):
    folder, saved = RunFolder.create(RunConfig(), WHO), Run.saved

    def saved_just_now(self: Run) -> list[float]:
        monkeypatch.setattr(Run, "saved", saved)
        if ends:
            folder.event("failed", reason="As was asked.")
        else:
            folder.weights.mkdir(exist_ok=True)
            for path in RunFolder(run.path).weights.iterdir():
                shutil.copy(path, folder.weights)
        return []

    app = healthy(visit("playground", run=Run(folder.path).id))
    monkeypatch.setattr(Run, "saved", saved_just_now)
    app = drawn(app)
    if ends:
        assert [one.value for one in app.info] == ["This run has saved nothing: train another."]
    else:
        assert app.info == []
        assert app.select_slider[0].options[0] == "before training"


def test_what_cannot_be_repeated_is_said(run: Run):
    RunFolder(run.path).event("learning_rate", learning_rate=0.5)
    app = rewound(run)
    assert any("did not write down at which batch" in error.value for error in app.error)


def test_a_fork_is_described_with_its_past(run: Run):
    config = forked(run, 2, held=(Held(layer="lstm", gate="forget", value=1),))
    assert describe(config).endswith("sigmoid, after 10 batches: forget gate of lstm held open")
    assert json.loads(config.to_json())["earlier"][0]["until"] == 10
