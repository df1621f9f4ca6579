"""What is said of gates, states and their changes is true of the numbers it is said of."""

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.analysis.curves import Curve, largest_difference
from playground.analysis.timeline import Row
from playground.cells import CELLS
from playground.narration.arithmetic import added_up
from playground.narration.changed import SAME, drifted, turned
from playground.narration.compared import agreement, closeness, parting
from playground.narration.noticed import changes, noticed
from playground.reference.arithmetic import Source, WeightedSum
from playground.tasks import TASKS
from tests.sentences.drawn import NAMES, figures, numbers, probabilities, some

LABELS = tuple("abcdefgh")
lengths = st.integers(1, 8)


def index(sentence: str, before: str) -> int:
    """The timestep, from 0, that stands after `before` in a sentence."""
    label, t = re.search(rf"{before} \*(\w)\* \(t = (\d+)\)", sentence).groups()
    assert LABELS[int(t) - 1] == label
    return int(t) - 1


@given(lengths, st.sampled_from([cell for cell in CELLS.values() if cell.keeping]), st.data())
def test_what_a_gate_is_said_to_keep_it_keeps(length, cell, data):
    values = data.draw(some(probabilities, length, 2))
    parts = {"hidden": np.zeros((length, 2)), cell.keeping.gate: values}
    sentence = noticed(Row("rnn", "", "", parts, {}, 0, states=("hidden",), cell=cell), LABELS)[0]
    assert (f"1 − {cell.keeping.gate}" in sentence) == cell.keeping.inverted
    sentence = sentence.replace("1 − ", "")
    mean = cell.keeping.share(values.mean(axis=1))
    if "stays above" in sentence:
        threshold = figures(sentence)[0]
        whole = "from the first to the last timestep" in sentence
        first, last = (0, length - 1) if whole else (index(sentence, "from"), index(sentence, "to"))
        assert (mean[first : last + 1] > threshold).all()
        assert f"more than {threshold:.0%} of" in sentence
        lowest, written = index(sentence, "lowest at"), figures(sentence)[-1]
        assert mean[lowest] == mean.min()
        assert abs(written - mean.min()) <= 0.005
        assert (written > threshold) == (mean.min() > threshold)
    elif length == 1:
        assert abs(figures(sentence)[0] - mean[0]) <= 0.005
    else:
        low, high = figures(sentence) if "between" in sentence else figures(sentence) * 2
        assert ("between" in sentence) == (low < high)
        np.testing.assert_allclose([low, high], [mean.min(), mean.max()], atol=0.005)
        kept = mean > 0.5
        assert not any(all(kept[t : t + (3 if length > 2 else 2)]) for t in range(max(1, length - 2)))
        assert ("no two timesteps" in sentence) == (length == 2)


@given(lengths, st.sampled_from(["", "backward"]), st.data())
def test_a_state_moves_most_where_it_is_said_to(length, direction, data):
    row = Row("rnn", direction, "", {"hidden": data.draw(some(numbers, length, 2))}, {}, 0, states=("hidden",))
    sentences, moved = noticed(row, LABELS), changes(row)
    beyond = figures(sentences[0])[0]
    assert beyond == pytest.approx(100 * np.mean(np.abs(row.parts["hidden"]) > 0.99), abs=0.0501)
    if length == 1:
        assert len(sentences) == 1
        return
    sentence = sentences[1]
    if "hardly" in sentence:
        assert moved.max() < figures(sentence)[0]
    elif "at every timestep" in sentence:
        np.testing.assert_allclose(moved, figures(sentence)[0], atol=0.005)
    else:
        assert moved[index(sentence, "most at")] == moved.max()
        most, average = figures(sentence)
        assert most > average
        np.testing.assert_allclose([most, average], [moved.max(), moved.mean()], atol=0.005)


@given(lengths, st.data())
def test_the_value_farthest_from_0_is_the_farthest(length, data):
    values = data.draw(some(numbers, length, 3))
    (sentence,) = noticed(Row("conv1d", "", "", {"value": values}, {}, 0), LABELS)
    if sentence == "Every value is 0.":
        assert not values.any()
        return
    unit = int(re.search(r"unit (\d)", sentence).group(1))
    farthest = values[index(sentence, "at"), unit]
    assert abs(farthest) == np.abs(values).max()
    assert figures(sentence)[0] == pytest.approx(farthest, abs=0.005)


@given(probabilities, probabilities)
def test_a_probability_rises_or_falls_as_it_is_said_to(before, after):
    sentence = turned(TASKS["binary"], NAMES, {"probability": before}, {"probability": after})
    moved, ends = sentence.split("; ")
    side = [NAMES[int(probability >= 0.5)] for probability in (before, after)]
    assert re.findall(r"\*\*(\w+)\*\*", ends) == (side if side[0] != side[1] else side[:1])
    if "stays" in moved:
        assert abs(before - after) <= 0.001
    else:
        assert ("rises" in moved) == (after > before)
        written = figures(moved)
        assert written[0] != written[1] or "below" in moved or "above" in moved


@given(numbers, numbers)
def test_a_forecast_rises_or_falls_as_it_is_said_to(before, after):
    sentence = turned(TASKS["regression"], (), {"value": before, "unit": "°C"}, {"value": after, "unit": "°C"})
    if "stays" in sentence:
        assert before == pytest.approx(after, abs=0.01)
    else:
        first, second = figures(sentence)
        assert ("rises" in sentence) == (second > first)


@given(st.text("ab", min_size=1, max_size=5), st.text("ab", min_size=1, max_size=5))
def test_so_many_symbols_differ_as_are_said_to(before, after):
    sentence = turned(TASKS["next_token"], (), {"predicted": before}, {"predicted": after})
    assert ("the same" in sentence) == (before == after)
    if count := re.search(r"(\d+) of (\d+) timestep(s?)\.", sentence):
        differing, total = int(count[1]), int(count[2])
        assert (differing, total) == (sum(a != b for a, b in zip(before, after, strict=True)), len(before))
        assert (count[3] == "s") == (total > 1)


@given(lengths, st.booleans(), st.data())
def test_states_part_where_they_are_said_to(length, backward, data):
    gaps = np.abs(data.draw(some(st.one_of(numbers, st.just(0.0)), length)))
    sentence = drifted(gaps, LABELS, np.arange(length), "GRU", backward, (0, 0.6))
    order = range(length)[::-1] if backward else range(length)
    if "same at every" in sentence:
        assert gaps.max() <= SAME
        return
    if "Before" in sentence:
        first = index(sentence, "Before")
        earlier = gaps[first + 1 :] if backward else gaps[:first]
        assert (earlier <= SAME).all()
        assert len(earlier)
    else:
        assert gaps[order[0]] > SAME
    farthest = index(sentence, "it was at")
    assert gaps[farthest] == gaps.max()
    written = figures(sentence)
    assert all(number > 0 for number in written[:1])
    if len(written) == 2:
        assert written[0] > written[1]
        assert index(sentence, "last timestep,") == order[-1]
    else:
        assert gaps[order[-1]] == pytest.approx(gaps.max(), abs=1e-8)


@given(st.integers(2, 4), st.booleans(), st.data())
def test_lines_part_where_and_by_as_much_as_they_are_said_to(networks, probable, data):
    length, names = data.draw(lengths), ("LSTM", "GRU", "RNN", "CNN")
    drawn = data.draw(some(probabilities if probable else numbers, networks, length))
    curves = [Curve(names[i], i, values) for i, values in enumerate(drawn)]
    sentence, size = parting(curves, names, LABELS, "After", probable), largest_difference(curves).size
    gaps = np.ptp(drawn, axis=0)
    if "same to within" in sentence or "more than" in sentence:
        assert size <= figures(sentence)[0]
    elif sentence == "Their lines are the same.":
        assert size == pytest.approx(0, abs=1e-7)
    else:
        label, low, high = re.search(r"After \*(\w)\* (\w+) says .*?(?:\d), (\w+) ", sentence).groups()
        column = LABELS.index(label)
        assert gaps[column] == gaps.max()
        assert drawn[names.index(low), column] == drawn[:, column].min()
        assert drawn[names.index(high), column] == drawn[:, column].max()
        first, second = figures(sentence)
        assert first < second


@given(st.integers(2, 4), numbers, st.data())
def test_the_closest_forecast_is_the_closest(networks, truth, data):
    names, values = ("A", "B", "C", "D")[:networks], data.draw(some(numbers, networks))
    sentence = closeness(names, values, truth, "°C")
    errors = np.abs(values - truth)
    closest = re.findall("[A-D]", sentence.split(" to the truth")[0])
    assert all(errors[names.index(name)] == pytest.approx(errors.min(), abs=1e-8) for name in closest)
    assert ("equally" in sentence) == (len(closest) > 1)
    assert "-0.00" not in sentence
    off = figures(sentence)[1:]
    assert off == sorted(off)
    assert len(closest) == off.count(off[0])


@given(st.lists(st.sampled_from(["p", "n", "x"]), min_size=2, max_size=4), st.sampled_from(["", "p", "n"]))
def test_those_who_are_said_to_be_right_are(predictions, truth):
    names = "ABCD"[: len(predictions)]
    sentence = agreement(names, predictions, truth, TASKS["binary"])
    assert ("disagree" in sentence) == (len(set(predictions)) > 1)
    right = [name for name, answer in zip(names, predictions, strict=True) if answer == truth]
    if "disagree" in sentence and truth:
        assert re.findall("[A-D]", sentence.split("ight answer is")[1]) == right
        assert ("Neither" in sentence) == (not right and len(predictions) == 2)
    elif truth:
        assert ("are right" in sentence) == bool(right)


@given(st.integers(1, 3), st.integers(0, 3), st.data())
def test_what_counts_most_in_a_sum_gives_most(given_, recalled, data):
    products = data.draw(some(numbers, given_ + recalled))
    sources = Source("x", "its input", given_), Source("h", "its previous state", recalled)
    of = WeightedSum(np.ones(given_ + recalled), products, data.draw(numbers), sources)
    sentence = added_up(of, "hidden")
    written = figures(sentence)[1:]
    assert sum(written) == pytest.approx(round(of.total, 4), abs=1e-9)
    shares = [products[:given_].sum(), products[given_:].sum(), of.bias]
    np.testing.assert_allclose(written, shares, atol=1.0001e-4)
    most = re.search("Here (its input|its previous state|its bias|none) counts most", sentence).group(1)
    sizes = dict(zip(("its input", "its previous state", "its bias"), map(abs, written), strict=True))
    if most == "none":
        first, second = sorted(sizes.values())[::-1][:2]
        assert first == second
    else:
        assert all(sizes[most] > size for share, size in sizes.items() if share != most)
