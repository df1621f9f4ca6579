"""A colour is the same number at every epoch and in every network that is compared, without a browser."""

from pathlib import Path

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from playground.cells import GATES
from playground.config import RunConfig
from playground.encodings import LearnedEmbedding
from playground.layers import GRU, LSTM, Dense, Layer, SimpleRNN
from playground.prediction.cache import trace
from playground.runs import Run
from tests.browser.made import made_run
from tests.ui.test_pages import healthy, labelled, visit
from tests.ui.widgets.test_selected import drawn

WORDS = ("although", "the", "acting", "was", "superb", "i", "bored")
TEXT = "Although the acting was superb, I was bored."


def made(home: Path, *layers: Layer) -> Run:
    """A run whose weights, and with them its numbers, grow from epoch to epoch."""
    encoding = LearnedEmbedding(maximum_length=9, dimensions=3)
    return made_run(home, RunConfig(encoding=encoding, layers=layers), {"words": WORDS})


def scales(app: AppTest) -> dict[str, list[float]]:
    """What every picture's colours end at."""
    _, header, _ = drawn(app)
    if "maps" in header:
        return {"maps": header["scale"]}
    rows = {f"{row['layer']} {row['direction']}": row["scale"] for row in header["rows"]}
    parts = {part["part"]: part["scale"] for part in header["parts"]}
    return rows | parts | {vector["title"]: vector["scale"] for vector in header["vectors"]}


def at(app: AppTest, epoch: int) -> AppTest:
    labelled(app.select_slider, "Epoch").set_value(epoch)
    return healthy(app.run())


def fitted(app: AppTest) -> AppTest:
    labelled(app.toggle, "Fit to this epoch").set_value(True)
    return healthy(app.run())


@pytest.mark.parametrize(
    "layers",
    [(LSTM(units=4),), (GRU(units=3, activation="relu"),), (SimpleRNN(units=3, bidirectional=True), Dense(units=4))],
    ids=str,
)
def test_one_scale_serves_all_epochs_and_holds_every_number(own_home, layers):
    run = made(own_home, *layers)
    app = healthy(visit("inside", run=run.id, text=TEXT))
    common = scales(app)
    for epoch in (0, 1, 2):
        assert scales(at(app, epoch)) == common
    largest = {}
    for epoch in run.saved_epochs():
        for name, parts in trace(run.id, epoch, TEXT)[1].layers.items():
            for part, values in parts.items():
                key = name, part.split("/")[-1]
                largest[key] = max(largest.get(key, 0), float(np.abs(values).max()))
    (recurrent,) = {name for name, part in largest if part == "hidden"}
    for part, (low, high) in ((part, common[part]) for part in common if (recurrent, part) in largest):
        assert high >= largest[recurrent, part]
        assert low == (0 if part in GATES else -high)
    if layers[0].activation == "tanh":
        assert common["hidden"] == common["candidate" if layers[0].kind == "lstm" else "hidden"] == [-1, 1]


def test_fitted_to_an_epoch_the_colours_end_at_its_own_numbers(own_home):
    run = made(own_home, LSTM(units=4))
    app = at(healthy(visit("inside", run=run.id, text=TEXT)), 0)
    common = scales(app)
    own = scales(fitted(app))
    for part in ("hidden", "candidate", "cell"):
        most = float(np.abs(trace(run.id, 0, TEXT)[1].layers["lstm"][part]).max())
        assert most <= own[part][1] < 2.6 * most
        assert own[part][1] < common[part][1] / 2  # untrained: pale on the common scale
    assert scales(at(app, 3)) != own


@pytest.mark.parametrize("view", ["compare", "what-if"])
def test_networks_beside_each_other_share_one_scale_at_all_epochs(own_home, view):
    run, other = made(own_home, LSTM(units=4)), made(own_home, LSTM(units=2, activation="linear"))
    app = healthy(visit("inside", run=run.id, view=view, beside=other.id, text=TEXT))
    if view == "what-if":
        app = healthy(next(button for button in app.button if button.label == "Add").click().run())
    labelled(app.segmented_control, "Part").set_value("cell")
    common = scales(healthy(app.run()))
    for epoch in (0, 1, 2):
        app = at(app, epoch)
        assert scales(app) == common
        assert np.nanmax(np.abs(drawn(app)[2])) <= common["maps"][1]
    if view == "what-if":
        assert scales(fitted(at(app, 0))) != common


def test_a_damaged_epoch_leaves_the_others_a_scale(own_home):
    run = made(own_home, LSTM(units=4))
    (run.path / "weights/0001.npz").write_bytes(b"damaged")
    assert scales(healthy(visit("inside", run=run.id, text=TEXT)))["hidden"] == [-1, 1]
