"""What the charts show, on numbers that can be read off."""

import numpy as np

from playground.cells import GATES
from playground.figures.curves import (
    BATCHES,
    COLORS,
    MAIN,
    NAIVE,
    TEST,
    TRAINING,
    VALIDATION,
    curve_chart,
    learning_curve,
)
from playground.figures.heat_map import distinct, heat_map
from playground.layers import LAYERS
from playground.runs import fold

HIDDEN = np.array([[0.25, -0.5], [0.75, 1.5], [-2.0, 0.0]], np.float32)  # 3 timesteps, 2 units
TOKENS = ("not", "a", "film")


def test_a_heat_map_has_a_row_a_unit_and_a_column_a_timestep():
    figure = heat_map(HIDDEN, TOKENS, "hidden", 2.0)
    (trace,) = figure.data
    assert np.array(trace.z).tolist() == [[0.25, 0.75, -2.0], [-0.5, 1.5, 0.0]]
    assert list(trace.x) == ["not", "a", "film"]
    assert figure.layout.yaxis.autorange == "reversed"  # unit 0 on top
    assert figure.layout.xaxis.type == "category"  # "1984" is a word, not a number


def test_hover_names_token_unit_quantity_and_value():
    (trace,) = heat_map(HIDDEN, TOKENS, "hidden", 2.0).data
    assert trace.hovertemplate == "%{x}<br>unit %{y}<br>hidden %{z:.4f}<extra></extra>"


def test_states_are_drawn_on_the_scale_that_is_asked_for_whatever_their_values():
    for values in (HIDDEN, np.zeros((3, 2), np.float32)):
        (trace,) = heat_map(values, TOKENS, "hidden", 1.0).data
        assert (trace.zmin, trace.zmax) == (-1, 1)


def test_every_part_of_every_layer_is_a_gate_or_a_state():
    parts = {part for kind in LAYERS.values() if kind.recurrent for part in kind.parts}
    assert parts - GATES == {"candidate", "cell", "hidden"}
    assert parts >= GATES


def test_a_word_that_comes_again_has_a_column_of_its_own_and_looks_the_same():
    names = distinct(("bad", "bad", "bad"))
    assert len(set(names)) == 3
    assert [name.rstrip("\u200b\u200c") for name in names] == ["bad"] * 3


def test_long_words_are_cut_and_stay_apart():
    names = distinct(("x" * 20, "x" * 21, "x" * 5000))
    assert [name.rstrip("\u200b\u200c") for name in names] == ["x" * 20, "x" * 19 + "…", "x" * 19 + "…"]
    assert len(set(names)) == 3


HISTORY = fold(
    [
        {"event": "queued", "time": 1, "learner": ""},
        {"event": "started", "time": 2, "learning_rate": 0.1},
        {"event": "step", "epoch": 1, "position": 0.5, "loss": 0.9, "accuracy": 0.4},
        {"event": "step", "epoch": 1, "position": 1.0, "loss": 0.8, "accuracy": 0.6},
        {"event": "epoch", "epoch": 1, "loss": 0.85, "accuracy": 0.5, "val_loss": 0.7, "val_accuracy": 0.75}
        | {"seconds": 1.0},
    ]
)


def test_a_learning_curve_has_the_points_of_the_steps_and_the_epochs():
    accuracy, loss = (learning_curve(HISTORY, metric, 2).to_dict("list") for metric in ("accuracy", "loss"))
    assert accuracy == {
        "epoch": [0.5, 1.0, 1.0, 1.0],
        "value": [0.4, 0.6, 0.5, 0.75],
        "curve": [BATCHES, BATCHES, TRAINING, VALIDATION],
    }
    assert loss["value"] == [0.9, 0.8, 0.85, 0.7]


def test_the_naive_baseline_is_a_line_over_all_epochs_in_the_unit_asked_for():
    history = fold([{"event": "prepared", "train": 8, "validation": 2, "test": 2, "baseline": {"loss": 0.5}}])
    curve = learning_curve(history, "loss", 8, scale=2.0)
    assert curve.to_dict("list") == {"epoch": [0.0, 8.0], "value": [1.0, 1.0], "curve": [NAIVE, NAIVE]}


def test_the_test_is_a_curve_where_it_is_measured_after_every_epoch():
    epoch = {"event": "epoch", "time": 0, "epoch": 1, "loss": 0.5, "val_loss": 0.6, "test_loss": 0.7, "seconds": 1}
    curve = learning_curve(fold([epoch]), "loss", 2)
    assert curve.loc[curve["curve"] == TEST, "value"].tolist() == [0.7]


def test_a_learning_curve_without_points_has_the_same_columns_and_types():
    empty, some = (learning_curve(history, "loss", 2) for history in (fold([]), HISTORY))
    assert len(empty) == 0
    assert empty.dtypes.to_dict() == some.dtypes.to_dict()


def test_a_chart_never_changes_while_a_run_trains():
    assert curve_chart("loss", 10) == curve_chart("loss", 10)
    assert "data" not in curve_chart("loss", 10)


def test_a_chart_is_as_wide_as_the_run_will_be_long():
    assert curve_chart("loss", 7)["encoding"]["x"]["scale"]["domain"] == [0, 7]


def test_accuracy_is_drawn_from_0_to_1_and_loss_from_0_upwards():
    assert curve_chart("accuracy", 1)["encoding"]["y"]["scale"] == {"domain": [0, 1]}
    assert curve_chart("loss", 1)["encoding"]["y"]["scale"] == {"domainMin": 0}


def test_every_curve_has_a_colour_and_is_drawn_in_one_layer():
    chart = curve_chart("loss", 1)
    scale = chart["encoding"]["color"]["scale"]
    assert scale == {"domain": list(MAIN), "range": [COLORS[curve] for curve in MAIN]}
    assert set(MAIN) | {TEST} == set(COLORS)
    filters = [layer["transform"][0]["filter"] for layer in chart["layer"]]
    assert filters == [
        f"datum.curve == '{BATCHES}'",
        f"datum.curve != '{BATCHES}' && datum.curve != '{NAIVE}'",
        f"datum.curve == '{NAIVE}'",
    ]


def test_a_chart_reads_the_columns_of_its_data():
    encoding = curve_chart("loss", 1)["encoding"]
    fields = {encoding[name]["field"] for name in ("x", "y", "color")} | {tip["field"] for tip in encoding["tooltip"]}
    assert fields == set(learning_curve(HISTORY, "loss", 2))


def test_names_of_columns_stay_short_however_often_a_word_is_repeated():
    names = distinct(("·",) * 2000)
    assert len(set(names)) == 2000
    assert max(map(len, names)) == 12  # the dot and the eleven binary digits of 1999
