"""Who remembered, held against numbers made by hand."""

import pytest

from playground.narration.race import Lane, verdict
from tests.narration.test_memory import curve

KEPT, LOST = (0.98, 0.97, 0.96), (0.7, 0.55, 0.5)
GATES = "That is what gates are for"


def lane(name, accuracy, held=None, gates=3, state="finished", **values) -> Lane:
    """held: score of its memory curve, 0, 10 and 40 words after the verdict; chance gives one half."""
    measured = held and curve(held, steps=(0, 10, 40))
    given = {"epochs": 8, "loss": 0.5, "guess": 0.5, "curve": measured}
    return Lane(name=name, state=state, accuracy=accuracy, gates=gates, **given | values)


def plain(name, accuracy, held=None, **values) -> Lane:
    return lane(name, accuracy, held, gates=0, **values)


def test_gates_remembered_and_the_sentences_hold_their_numbers():
    lanes = [lane("LSTM 32", 0.975, KEPT), plain("SimpleRNN 32", 0.53, LOST), lane("GRU 32", 0.9725, KEPT)]
    assert verdict(lanes, "word") == [
        "LSTM 32 and GRU 32 remembered, SimpleRNN 32 did not.",
        "Validation accuracy: LSTM 32 97.5%, SimpleRNN 32 53.0% and GRU 32 97.3% (guessing: 50.0%). "
        "40 words after the verdict, their states still tell it in 96.0%, 50.0% and 96.0% of cases.",
        "That is what gates are for: they let a state pass unchanged by what does not matter, where SimpleRNN 32 must "
        "write it anew at every step.",
    ]


ENDS = [
    ([lane("LSTM", 0.52), plain("SimpleRNN", 0.51)], "Nobody has learned it: no lane is much better than guessing."),
    ([lane("LSTM", 0.80), plain("SimpleRNN", 0.51)], "Nobody has learned it well; LSTM came furthest."),
    ([lane("LSTM", 0.98), plain("SimpleRNN", 0.97)], "Both have learned it: a tie."),
    ([lane("LSTM", 0.92), lane("GRU", 0.99), plain("SimpleRNN", 0.95)], "All have learned it: GRU is ahead."),
    ([lane("LSTM", 0.92), plain("SimpleRNN", 0.99)], "Both have learned it: SimpleRNN is ahead."),
    ([lane("LSTM", 0.97), plain("SimpleRNN", 0.75)], "LSTM learned it; SimpleRNN came less far."),
    ([lane("LSTM", 0.51), plain("SimpleRNN", 0.97)], "SimpleRNN remembered, LSTM did not."),
    (
        [lane("LSTM", 0.97), plain("SimpleRNN", None, loss=None, state="failed")],
        "LSTM has learned it; there is",
    ),
]


@pytest.mark.parametrize(("lanes", "said"), ENDS)
def test_the_first_sentence_says_what_happened(lanes, said):
    assert verdict(lanes, "word")[0].startswith(said)


@pytest.mark.parametrize(
    "lanes",
    [
        [lane("LSTM", 0.97, KEPT), plain("SimpleRNN", 0.75, LOST)],
        [lane("LSTM", 0.97, LOST), plain("SimpleRNN", 0.52, LOST)],
        [lane("LSTM", 0.97, KEPT), plain("SimpleRNN", 0.52, KEPT)],
        [lane("LSTM", 0.97), plain("SimpleRNN", 0.52)],
        [lane("LSTM", 0.51, LOST), plain("SimpleRNN", 0.97, KEPT)],
        [lane("LSTM", 0.97, KEPT), lane("GRU", 0.52, LOST)],
        [lane("LSTM", 0.52, LOST), plain("SimpleRNN", 0.52, LOST)],
        [lane("LSTM", 0.97, KEPT), plain("SimpleRNN", 0.52, LOST, state="stopped")],
    ],
)
def test_gates_are_praised_only_where_the_numbers_say_so(lanes):
    assert GATES not in " ".join(verdict(lanes, "word"))


def test_where_it_went_without_gates_that_is_said():
    assert "gates were not needed here" in verdict([lane("LSTM", 0.98), plain("SimpleRNN", 0.97)], "word")[2]


def test_an_error_of_one_lane_in_measuring_memory_leaves_memory_out():
    told = verdict([lane("LSTM", 0.97, KEPT), plain("SimpleRNN", 0.52)], "word")
    assert told[1] == "Validation accuracy: LSTM 97.0% and SimpleRNN 52.0% (guessing: 50.0%)."


def test_a_lane_that_ended_early_is_told_with_what_it_had():
    lanes = [lane("LSTM", 0.97, KEPT), plain("SimpleRNN", 0.52, LOST, state="stopped", epochs=1)]
    assert verdict(lanes, "word")[-1] == "SimpleRNN was stopped after 1 epoch."
    nobody = [plain(name, None, loss=None, epochs=0, state="failed") for name in ("a", "b")]
    assert verdict(nobody, "word") == [
        "Nobody finished an epoch, so nobody can be compared.",
        "a failed after 0 epochs.",
        "b failed after 0 epochs.",
    ]


def test_where_answers_are_numbers_the_loss_decides():
    lanes = [lane("LSTM", None, loss=0.31), lane("GRU", None, loss=0.3)]
    assert verdict(lanes, "timestep") == ["GRU is ahead; loss on the validation examples: GRU 0.3000 and LSTM 0.3100."]
    same = [lane("LSTM", None, loss=0.3), lane("GRU", None, loss=0.3)]
    assert verdict(same, "timestep")[0].startswith("A tie; ")
