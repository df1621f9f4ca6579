"""What is said of a finished run and of a dataset is true of the numbers it is said of."""

import re

import numpy as np
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from playground.figures.confusion import most_confused
from playground.narration.confusion import recalls
from playground.narration.verdict import ABOUT, beside_reference
from playground.recipes import RECIPES
from playground.runs import History
from playground.ui.data.examples import added
from tests.sentences.drawn import figures, numbers, probabilities

CLASSES = ("neg", "pos", "meh", "wow", "hm")
shares = st.one_of(probabilities, st.sampled_from([0.85, 0.88, 0.8745, 0.8802, 0.8549, 0.8551]))
losses = st.one_of(st.sampled_from([0.0, 0.0287, 0.029, 0.2999, 0.3, 0.301]), st.floats(0, 2, width=32))


@given(st.integers(1, 5).flatmap(lambda num: arrays.arrays(np.int64, (num, num), elements=st.integers(0, 3))))
def test_the_highest_and_the_lowest_recall_are(counts):
    names = CLASSES[: len(counts)]
    asked = counts.sum(axis=1)
    recall = {name: counts[i, i] / asked[i] for i, name in enumerate(names) if asked[i]}
    sentence = recalls(counts, names)
    if len(recall) < 2:
        assert sentence == ""
    elif sentence.startswith("Every class has the same recall"):
        assert np.ptp(list(recall.values())) < 0.001
    else:
        for which, of in (("Highest", max), ("Lowest", min)):
            said, share = re.search(rf"{which} recall: (.*?) \((.*?)%\)", sentence).groups()
            extreme = of(recall.values())
            assert abs(float(share) - 100 * extreme) <= 0.05
            at_it = [name for name, own in recall.items() if abs(own - extreme) < 0.0005]
            assert re.findall("neg|pos|meh|wow|hm", said) == at_it or said == f"{len(at_it)} classes"
        assert figures(sentence)[0] > figures(sentence)[1]


@given(arrays.arrays(np.int64, (3, 3), elements=st.integers(0, 3)))
def test_the_commonest_mistake_is(counts):
    mistakes = counts - np.diag(counts.diagonal())
    if (found := most_confused(counts)) is None:
        assert not mistakes.any()
    else:
        true, predicted, times = found
        assert true != predicted
        assert mistakes[true, predicted] == mistakes.max() == times


def history(own: float, **facts: object) -> History:
    """A finished run whose accuracy, or loss, is `own` in its only epoch and on the test."""
    name = "val_loss" if "baseline" in facts else "val_accuracy"
    epochs = [{"epoch": 1, "loss": 1.0, "val_loss": own, name: own}]
    facts = {"validation": 5_000} | facts
    return History(state="finished", epochs=epochs, test={"loss": own, "accuracy": own}, facts=facts)


def said(name: str, mine: History, other: History | None = None) -> str:
    return beside_reference(RECIPES[name].config, mine, lambda _: other)


@given(st.sampled_from(["imdb-dense", "imdb-simple-rnn"]), shares, st.sampled_from([100, 5_000, 25_000, 10**7]))
def test_a_run_is_so_many_points_better_or_worse_than_the_number_reported(name, own, num):
    sentence = said(name, history(own, validation=num, test=num))
    reported, mine = (float(number) for number in re.findall(r"([\d.]+)%", sentence))
    chance = float(re.search(r"±([\d.]+) points", sentence).group(1))
    points = re.search(r"([\d.]+) points (better|worse)\.", sentence)
    if points:
        assert float(points[1]) == round(abs(mine - reported), 1) > 0
        assert (points[2] == "better") == (mine > reported)
        assert ("says nothing" in sentence) == (float(points[1]) <= chance)
    else:
        assert "as good" in sentence
        assert mine == reported
        assert "says nothing" in sentence


@given(losses, losses.filter(bool))
def test_a_forecast_is_below_or_above_the_naive_one_as_it_is_said_to(own, naive):
    sentence = said("jena-gru", history(own, baseline={"loss": naive}))
    mine, its = figures(sentence.split("(")[1])
    if "about as well" in sentence:
        assert abs(own - naive) < ABOUT * max(own, naive) or own == naive
    else:
        assert ("below" in sentence) == (mine < its) == (own < naive)
        assert int(re.search(r"is (\d+)%", sentence).group(1)) > 0
    assert sentence.endswith(": the same." if " below " in sentence else ": not the same.")


@given(losses, losses)
def test_a_run_is_better_or_worse_than_another_as_it_is_said_to(own, other):
    baseline = {"loss": 0.3}
    sentence = said("jena-conv1d", history(own, baseline=baseline), history(other, baseline=baseline))
    mine, its = figures(sentence)
    found = re.search("epoch: (about as good|better|worse), (as expected|other than expected)", sentence)
    if found[1] == "about as good":
        assert abs(own - other) <= ABOUT * max(own, other)
    else:
        assert (found[1] == "better") == (mine < its) == (own < other)
    assert (found[2] == "as expected") == (found[1] == "worse")


@given(shares, shares)
def test_a_run_is_more_or_less_accurate_than_another_as_it_is_said_to(own, other):
    sentence = said("imdb-lstm", history(own), history(other))
    mine, its = (float(number) for number in re.findall(r"([\d.]+)%", sentence))
    found = re.search("epoch: (about as good|better|worse),", sentence)[1]
    if found == "about as good":
        assert abs(mine - its) <= 100 * ABOUT + 0.1
    else:
        assert (found == "better") == (mine > its)


@given(st.lists(numbers, min_size=1, max_size=3))
def test_the_figures_of_a_marked_sum_add_up(values):
    example = np.array([[value, 1.0] for value in values] + [[5.0, 0.0]], np.float32)
    assume(np.isfinite(example).all())
    *parts, total = figures(added(example))
    assert round(sum(parts), 4) == total
    np.testing.assert_allclose(parts, example[:-1, 0], atol=1.0001e-4)
