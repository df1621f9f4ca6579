import numpy as np

from playground.figures.lengths import MOST_BARS, histogram, length_chart


def test_every_text_is_counted_in_the_bar_of_its_length():
    bars = histogram(np.array([0, 1, 1, 3]))
    assert bars["first"].tolist() == [0, 1, 2, 3]
    assert bars["end"].tolist() == [1, 2, 3, 4]
    assert bars["texts"].tolist() == [1, 2, 0, 1]


def test_long_texts_share_wider_bars_and_none_is_lost():
    lengths = np.arange(1000)
    bars = histogram(lengths)
    assert len(bars) <= MOST_BARS
    assert bars["texts"].sum() == 1000
    assert (bars["end"] - bars["first"]).unique().tolist() == [25]


def test_the_maximum_length_is_marked():
    assert length_chart(42)["layer"][1]["encoding"]["x"]["datum"] == 42.5  # behind the bar of 42


def test_a_bar_stands_over_its_length():
    bars = histogram(np.array([3, 13, 13]))
    (own,) = bars[bars["first"] == 13].to_dict("records")
    assert (own["from"], own["to"], own["texts"]) == (12.5, 13.5, 2)
    assert length_chart(13)["layer"][0]["encoding"]["x"]["axis"]["tickMinStep"] == 1
