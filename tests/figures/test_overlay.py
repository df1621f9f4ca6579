"""Curves of several runs run over epochs, steps or seconds, each with its name and colour."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.figures.colors import OVERLAID
from playground.figures.overlay import MOST, MOST_POINTS, OVER, learned, overlay_chart, overlay_table, smoothed
from playground.runs.history import History

NUMBERS = st.lists(st.floats(-100, 100), min_size=1, max_size=50).map(np.array)


def history(epochs: int = 2, steps: int = 5, seconds: float = 10.0) -> History:
    """Steps at every `steps`th of an epoch, half an epoch beyond the last that has ended; the second took twice as
    long as the first."""
    count = steps * epochs + steps // 2
    return History(
        steps={
            "position": [(number + 1) / steps for number in range(count)],
            "loss": [1 / (number + 1) for number in range(count)],
            "accuracy": [number / count for number in range(count)],
        },
        epochs=[
            {"epoch": number, "seconds": seconds * number, "val_loss": 0.5, "val_accuracy": 0.1 * number}
            for number in range(1, epochs + 1)
        ],
        facts={"steps_per_epoch": steps, "examples_per_epoch": 100},
        pace=50.0,
    )


def test_a_curve_runs_over_epochs_steps_or_seconds():
    of = {over: learned("LSTM", history(), "accuracy", over) for over in OVER}
    assert of["epochs"].validation[0].tolist() == [1, 2]
    assert of["steps"].validation[0].tolist() == [5, 10]
    assert of["seconds"].validation[0].tolist() == [10, 30]
    assert of["epochs"].by_batch[0].tolist() == pytest.approx([(n + 1) / 5 for n in range(12)])
    assert of["steps"].by_batch[0].tolist() == pytest.approx(range(1, 13))
    assert of["seconds"].by_batch[0][[0, 4, 5, 9, 10, 11]].tolist() == pytest.approx([2, 10, 14, 30, 34, 38])
    assert of["seconds"].validation[1].tolist() == pytest.approx([0.1, 0.2])


def test_before_an_epoch_has_ended_seconds_go_by_the_pace_and_without_one_there_are_none():
    begun = history(epochs=0, steps=4)
    assert learned("a", begun, "loss", "seconds").by_batch[0].tolist() == pytest.approx(
        [0.5, 1.0]
    )  # 100 examples at 50
    begun.pace = None
    assert learned("a", begun, "loss", "seconds").by_batch[0].tolist() == [0, 0]
    empty = learned("a", History(), "accuracy", "seconds")
    assert [len(part) for curve in (empty.by_batch, empty.validation) for part in curve] == [0, 0, 0, 0]


def test_an_error_is_drawn_in_another_unit():
    assert learned("a", history(), "loss", "epochs", scale=8.0).validation[1].tolist() == [4.0, 4.0]


@given(NUMBERS, st.floats(0, 0.98))
def test_smoothing_stays_between_the_values_begins_with_the_first_and_keeps_a_constant(values, amount):
    found = smoothed(values, amount)
    assert found[0] == pytest.approx(values[0], abs=1e-9)
    assert (found >= values.min() - 1e-6).all()
    assert (found <= values.max() + 1e-6).all()
    assert smoothed(np.full(20, values[0]), amount) == pytest.approx(values[0], abs=1e-6)


@given(NUMBERS)
def test_without_smoothing_a_curve_is_as_it_is_and_with_more_it_moves_less(values):
    assert smoothed(values, 0).tolist() == values.tolist()
    assert np.ptp(smoothed(values, 0.9)) <= np.ptp(values) + 1e-6


def test_smoothing_by_hand():
    assert smoothed(np.array([1.0, 0.0, 0.0]), 0.5).tolist() == pytest.approx([1, 1 / 3, 1 / 7])


def test_a_long_curve_is_thinned():
    long = history(epochs=1, steps=50_000)
    x, y = learned("a", long, "loss", "steps").by_batch
    assert 100 < len(x) == len(y) <= MOST_POINTS


def test_each_run_has_a_colour_of_its_own_and_its_name_is_nothing_but_text():
    runs = [learned(f"<b>{number}", history(), "accuracy", "epochs") for number in range(MOST)]
    figure = overlay_chart(runs, "epochs", "accuracy", share=True)
    named = [trace for trace in figure.data if trace.showlegend]
    assert [trace.name for trace in named] == [f"&lt;b&gt;{number}" for number in range(MOST)]
    assert [trace.line.color for trace in named] == list(OVERLAID)
    assert [trace.line.color for trace in figure.data if not trace.showlegend] == list(OVERLAID)
    assert figure.layout.height > overlay_chart(runs[:2], "epochs", "accuracy", share=True).layout.height


@pytest.mark.parametrize("over", OVER)
def test_the_table_holds_every_point(over):
    runs = [learned(name, history(), "loss", over) for name in ("a", "b")]
    table = overlay_table(runs, over)
    assert list(table.columns) == ["run", "curve", OVER[over], "value"]
    assert table.groupby(["run", "curve"]).size().tolist() == [12, 2, 12, 2]


def test_a_run_without_a_finished_epoch_is_named_too():
    drawn = [learned(name, history(epochs), "accuracy", "epochs") for name, epochs in (("long", 2), ("short", 0))]
    figure = overlay_chart(drawn, "epochs", "accuracy", share=True)
    assert [trace.name for trace in figure.data if trace.showlegend] == ["long", "short"]
    assert all(len(trace.x) for trace in figure.data if trace.showlegend)
