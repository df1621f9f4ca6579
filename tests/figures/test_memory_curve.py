"""Memory curves as a chart and as a table."""

from playground.figures.memory_curve import MemoryLine, mean_floor, memory_chart, memory_table

LINES = [
    MemoryLine("LSTM 4: h", 0, 0, (0, 1, 5), (0.9, 0.8, 0.7), (0.5, 0.4, 0.6), (100, 90, 60)),
    MemoryLine("LSTM 4: c", 0, 1, (0, 1), (1.0, 0.9), (0.4, 0.5), (100, 90), shown=False),
]


def test_every_line_has_its_points_over_the_steps_themselves():
    figure = memory_chart(LINES, "words after the verdict was read", "read out right", before=False, share=True)
    first, second, floor = figure.data
    assert (first.name, list(first.x), list(first.y)) == ("LSTM 4: h", [0, 1, 5], [0.9, 0.8, 0.7])
    assert list(first.customdata) == [100, 90, 60]
    assert first.line.color == second.line.color
    assert first.line.dash != second.line.dash
    assert (first.visible, second.visible) == (True, "legendonly")
    assert list(floor.x) == [0, 1, 5]
    assert figure.layout.xaxis.title.text == "words after the verdict was read"
    assert figure.layout.yaxis.tickformat == ".0%"


def test_time_runs_to_the_right_when_steps_are_counted_back_from_the_end():
    assert memory_chart(LINES, "", "R²", before=True, share=False).layout.xaxis.autorange == "reversed"
    assert memory_chart(LINES, "", "R²", before=False, share=False).layout.xaxis.autorange is True


def test_the_floor_is_the_mean_of_the_lines_that_have_a_step():
    steps, floor = mean_floor(LINES)
    assert steps == [0, 1, 5]
    assert floor == [0.45, 0.45, 0.6]


def test_the_table_has_a_row_a_point():
    table = memory_table(LINES)
    assert list(table.columns) == ["curve", "step", "score", "floor", "examples"]
    assert table.values.tolist()[2:4] == [["LSTM 4: h", 5, 0.7, 0.6, 60], ["LSTM 4: c", 0, 1.0, 0.4, 100]]
    assert len(table) == 5


def test_many_lines_have_colours_all_the_same():
    lines = [MemoryLine(str(n), n, n, (0,), (1.0,), (0.5,), (50,)) for n in range(9)]
    assert all(line.line.color for line in memory_chart(lines, "", "", before=False, share=True).data)
