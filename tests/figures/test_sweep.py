"""A sweep is drawn with a point a run, and mean and spread where a value has several seeds."""

import math

from playground.figures.sweep import results, spread, sweep_chart

TABLE = results([8.0, 2.0, 8.0, 2.0], [0.9, 0.5, 0.7, 0.5], ["c", "a", "d", "b"])


def test_runs_are_in_the_order_of_their_values():
    assert TABLE["run"].tolist() == ["a", "b", "c", "d"]


def test_the_spread_is_the_standard_deviation_of_the_sample():
    found = spread(TABLE)
    assert found["value"].tolist() == [2, 8]
    assert found["mean"].tolist() == [0.5, 0.8]
    assert found["deviation"].round(6).tolist() == [0, round(0.1 * math.sqrt(2), 6)]
    assert found["runs"].tolist() == [2, 2]
    assert spread(results([1, 2], [0.5, 0.6], "ab"))["deviation"].isna().all()


def test_means_have_bars_and_runs_a_point_each():
    mean, each = sweep_chart(TABLE, "Units", "validation accuracy", share=True).data
    assert mean.name == "mean ± standard deviation"
    assert list(mean.error_y.array.round(3)) == [0, 0.141]
    assert (list(each.x), list(each.y)) == ([2, 2, 8, 8], [0.5, 0.5, 0.9, 0.7])
    assert list(each.text) == ["a", "b", "c", "d"]


def test_one_run_a_value_is_a_line_without_bars():
    (line,) = sweep_chart(results([2, 8], [0.5, 0.6], "ab"), "Units", "loss", share=False).data
    assert line.name == "result"
    assert list(line.error_y.array) == [0, 0]


def test_the_axis_is_logarithmic_where_values_are_far_apart_and_seeds_are_only_names():
    def axis(*values: float, named: bool = False) -> str:
        table = results(values, [0.5] * len(values), "abc")
        return sweep_chart(table, "x", "y", share=False, named=named).layout.xaxis.type

    assert axis(0.001, 0.01, 0.1) == "log"
    assert axis(2, 4, 8) == axis(0, 0.2, 50) == "linear"
    assert axis(0, 1, 2, named=True) == "category"
    (points,) = sweep_chart(results([0, 1], [0.5, 0.6], "ab"), "Seed", "loss", share=False, named=True).data
    assert points.mode == "markers"
