"""What `/live/network` answers: only what has changed, worked out once for all who watch, and true of the weights."""

import json
import re
import struct
import warnings
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from playground import caching
from playground.config import RunConfig
from playground.datasets import Addition, Characters, Dataset, Digits, Memory, Reviews
from playground.encodings import Numbers, OneHotCharacters
from playground.errors import PlaygroundError, RunError
from playground.layers import GRU, LSTM, EncoderDecoder, Layer, SimpleRNN
from playground.locks import lock
from playground.prediction.predict import encoded_example, network
from playground.prediction.splits import run_examples
from playground.runs import Run, RunFolder, read_control
from playground.server import lately, links, live_network, sight
from playground.server.live_network import WATCHED_SECONDS, Asked, answer
from playground.tasks import NOT_ASKED
from playground.wording import number_text
from tests.engine.conftest import small
from tests.test_damaged_runs import DAMAGES

STEPS = 5
"""Batches per epoch of the runs made here."""
KINDS: dict[str, tuple[Dataset, object, tuple[Layer, ...]]] = {
    "words": (Reviews(examples=200), small().encoding, (LSTM(units=4),)),
    "words both ways": (Reviews(examples=200), small().encoding, (LSTM(units=4, bidirectional=True),)),
    "images": (Digits(), Numbers(), (GRU(units=4),)),
    "numbers with marks": (Memory(lag=10, examples=200), Numbers(), (SimpleRNN(units=4),)),
    "symbols with marks": (
        Memory(problem="temporal_order", lag=10, examples=200),
        OneHotCharacters(maximum_length=10),
        (LSTM(units=4),),
    ),
    "symbols to repeat": (
        Memory(problem="copy", lag=5, examples=200),
        OneHotCharacters(maximum_length=26),
        (LSTM(units=4),),
    ),
    "next symbol": (Characters(text="hello world"), OneHotCharacters(maximum_length=10), (LSTM(units=4),)),
    "a sequence": (Addition(examples=200), OneHotCharacters(maximum_length=5), (EncoderDecoder(units=4),)),
}


def config_of(kind: str) -> RunConfig:
    dataset, encoding, layers = KINDS[kind]
    return RunConfig(dataset=dataset, encoding=encoding, layers=layers, epochs=2)


def weights_of(config: RunConfig, seed: int) -> dict[str, np.ndarray]:
    random = np.random.default_rng(seed)
    return {
        f"{planned.name}/{name}": random.normal(scale=0.5, size=shape).astype(np.float32)
        for planned in config.plan.layers
        for name, shape in planned.weight_shapes.items()
    }


@pytest.fixture
def begun(request: pytest.FixtureRequest) -> Iterator[RunFolder]:
    """A run that trains in some process: its first weights are saved, and no batch is trained."""
    config = config_of(getattr(request, "param", "words"))
    folder = RunFolder.create(config, "ann", "a server")
    folder.event("started", learning_rate=config.learning_rate)
    folder.event("prepared", train=1, validation=1, test=1, steps_per_epoch=STEPS, baseline={})
    folder.save_encoding(config.encoding.fit(run_examples(config).train))
    folder.save_weights(0, weights_of(config, 0))
    with lock(folder.path / "lock"):
        yield folder


every_kind = pytest.mark.parametrize("begun", KINDS, indirect=True)


def asked(folder: RunFolder, **values: object) -> tuple[dict, np.ndarray]:
    """The header, and the numbers behind it."""
    return unpacked(answer(Asked(run=folder.id, **values)))


def unpacked(packed: bytes) -> tuple[dict, np.ndarray]:
    length = struct.unpack("<I", packed[:4])[0]
    return json.loads(packed[4 : 4 + length]), np.frombuffer(packed[4 + length :], np.float32)


def taken(numbers: np.ndarray, place: dict) -> np.ndarray:
    return numbers[place["at"] :][: int(np.prod(place["shape"]))].reshape(place["shape"])


@every_kind
def test_every_kind_of_run_shows_its_examples_what_is_said_of_them_and_one_of_them_drawn(begun):
    header, numbers = asked(begun)
    config, rows = Run(begun.path).config, header["rows"]
    count = len(header["examples"])
    assert 1 <= count <= 24
    shown = taken(numbers, rows["prediction"])
    assert shown.shape == (count, max(len(config.dataset.class_names), 1) if config.task.classifies else 1)
    assert np.isfinite(shown).all()
    assert len(rows["right"]) == len(rows["said"]) == count
    assert set(map(type, rows["right"])) == ({bool} if config.task.accuracy else {type(None)})
    assert all(example["label"] or config.dataset.is_image for example in header["examples"])
    assert all(example["truth"] for example in header["examples"])
    picture = taken(numbers, header["picture"]).tobytes()
    length = struct.unpack("<I", picture[:4])[0]
    assert json.loads(picture[4 : 4 + length])["rows"]
    assert (header["at"], header["state"], header["sentence"]) == (0, "running", "")


@every_kind
def test_what_is_said_of_all_at_once_is_what_is_said_of_each_alone(begun):
    header, numbers = asked(begun)
    run = Run(begun.path)
    net, config = network(run, 0), run.config
    test = config.dataset.load().test
    each = live_network.watched(config).numbers.tolist()
    alone = [net.trace(encoded_example(run, number, test)) for number in each]
    shown = taken(numbers, header["rows"]["prediction"])
    if config.task.classifies:
        expected = np.stack([config.task.distribution(one.output) for one in alone])
        np.testing.assert_allclose(shown, expected, atol=1e-5)
        names = config.dataset.class_names
        pairs = zip(shown.argmax(1), header["examples"], strict=True)
        assert header["rows"]["right"] == [names[int(one)] == example["truth"] for one, example in pairs]
    elif config.task.numeric:
        expected = [run.encoding.in_units(one.output) for one in alone]
        np.testing.assert_allclose(shown, expected, atol=1e-5)
    else:
        names = config.dataset.class_names
        said = [config.task.decode(one.output, one.mask, names, float, "") for one in alone]
        whole = [config.task.describe(one, ())[0] for one in said]
        last = (
            -10 if getattr(config.dataset, "problem", "") == "copy" else None
        )  # something is asked at the last ten alone
        assert header["rows"]["said"] == [one[last:] for one in whole]


@pytest.mark.parametrize("begun", ["symbols to repeat", "next symbol", "a sequence"], indirect=True)
def test_of_symbols_those_are_shown_and_counted_that_are_asked_for(begun):
    header, _ = asked(begun)
    said, truths = header["rows"]["said"], [example["truth"] for example in header["examples"]]
    assert not any(NOT_ASKED in truth for truth in truths)
    right, count = header["rows"]["symbols"]
    if Run(begun.path).config.task.each_timestep:
        assert [len(one) for one in said] == [len(truth) for truth in truths]
        pairs = [pair for one, truth in zip(said, truths, strict=True) for pair in zip(one, truth, strict=True)]
        assert (right, count) == (sum(one == true for one, true in pairs), len(pairs))
    else:
        assert count == 3 * len(truths)  # blanks included, which accuracy counts, too
    whole = [one == truth for one, truth in zip(said, truths, strict=True)]
    assert header["rows"]["right"] == whole


@pytest.mark.parametrize("begun", ["numbers with marks"], indirect=True)
def test_of_numbers_it_is_said_how_far_a_guess_is_off_that_knows_nothing(begun):
    task = asked(begun)[0]["task"]
    them, train = live_network.watched(Run(begun.path).config), Memory(lag=10, examples=200).load().train
    error = np.abs(them.examples.targets - train.targets.mean()).mean()
    assert (task["naive"], task["guess"]) == (f"{error:.2f}", "the mean, always")


@pytest.mark.parametrize("begun", ["words", "images", "numbers with marks", "symbols with marks"], indirect=True)
def test_the_course_ends_in_what_is_said_of_the_whole(begun):
    header, numbers = asked(begun, example=5)
    course = taken(numbers, header["running"])
    np.testing.assert_allclose(course[-1], taken(numbers, header["rows"]["prediction"])[5], atol=1e-5)


@every_kind
def test_the_two_dozen_are_never_trained_on_and_balanced(begun):
    config = Run(begun.path).config
    them = live_network.watched(config)
    if config.task.classifies:
        classes = len(config.dataset.class_names)
        counts = np.bincount(them.examples.targets.astype(int), minlength=classes)
        assert counts.max() - counts.min() <= 1
        assert counts.sum() == 24
    assert len(set(them.numbers.tolist())) == len(them.numbers)
    caching.forget()
    np.testing.assert_array_equal(live_network.watched(config).numbers, them.numbers)


def test_only_what_has_changed_is_sent(begun):
    begun.event("step", epoch=1, step=1, position=0.2, loss=0.7, accuracy=0.5)
    first, _ = asked(begun)
    assert first["curve"] == {"from": 0, "stride": 1, "position": [0.2], "loss": [0.7], "accuracy": [0.5]}
    again, numbers = asked(begun, seen=first["at"], points=1)
    assert not {"curve", "by_epoch", "rows", "examples", "picture", "running", "sentence"} & again.keys()
    assert len(numbers) == 0
    begun.event("step", epoch=1, step=2, position=0.4, loss=0.6, accuracy=0.75)
    begun.event("epoch", epoch=1, loss=0.6, accuracy=0.7, val_loss=0.6, val_accuracy=0.5, seconds=2.0)
    begun.save_live(2, weights_of(Run(begun.path).config, 1))
    more, _ = asked(begun, seen=first["at"], points=1)
    assert more["curve"] == {"from": 1, "stride": 1, "position": [0.4], "loss": [0.6], "accuracy": [0.75]}
    assert [epoch["val_accuracy"] for epoch in more["by_epoch"]] == [0.5]
    assert (more["at"], more["step"], more["epoch"]) == (2, 2, 1)
    assert {"rows", "picture", "running"} < more.keys()
    assert "examples" not in more


def test_a_curve_that_was_thinned_since_is_sent_anew(begun, monkeypatch):
    monkeypatch.setattr("playground.runs.history.MOST_STEPS", 4)
    for number in range(1, 5):
        begun.event("step", epoch=number, step=1, position=number, loss=0.7, accuracy=0.5)
    assert asked(begun)[0]["curve"]["position"] == [1, 2, 3, 4]
    begun.event("step", epoch=5, step=1, position=5, loss=0.7, accuracy=0.5)
    thinned, _ = asked(begun, points=4)
    assert [thinned["curve"][name] for name in ("from", "stride", "position")] == [0, 2, [1, 3, 5]]
    assert "curve" not in asked(begun, points=3, stride=2)[0]


def test_the_newest_weights_are_shown(begun):
    config = Run(begun.path).config
    begun.save_live(3, weights_of(config, 3))
    assert asked(begun)[0]["at"] == 3
    begun.event("step", epoch=1, step=STEPS, position=1.0, loss=0.7, accuracy=0.5)
    begun.save_weights(1, weights_of(config, 4))
    assert asked(begun)[0]["at"] == STEPS  # live.npz is from before
    begun.save_live(STEPS + 1, weights_of(config, 5))
    header, numbers = asked(begun)
    assert header["at"] == STEPS + 1
    begun.save_live(STEPS + 2, weights_of(config, 6))
    other, others = asked(begun, seen=STEPS + 1)
    assert not np.allclose(taken(numbers, header["running"]), taken(others, other["running"]))


def test_to_ask_says_that_somebody_watches_at_most_once_per_second(begun, monkeypatch):
    now = [1_000_000.0]
    monkeypatch.setattr(live_network.time, "time", lambda: now[0])
    wishes = []
    ask = live_network.ask
    monkeypatch.setattr(live_network, "ask", lambda folder, **wish: (wishes.append(wish), ask(folder, **wish)))
    for _ in range(40):
        asked(begun, seen=0)
        now[0] += 0.1
    assert [wish["watched_until"] for wish in wishes] == [
        pytest.approx(1_000_000 + WATCHED_SECONDS + second, abs=0.5) for second in range(4)
    ]
    assert read_control(begun.control).watched_until == wishes[-1]["watched_until"]


def test_a_run_that_has_ended_is_shown_as_it_was_saved_and_nobody_is_told(begun):
    config = Run(begun.path).config
    begun.save_live(3, weights_of(config, 3))
    begun.event("step", epoch=1, step=4, position=0.8, loss=0.7, accuracy=0.5)
    begun.save_weights(1, weights_of(config, 4))
    begun.event("stopped", reason="Stopped by you.")
    header, _ = asked(begun)
    assert (header["state"], header["reason"], header["at"]) == ("stopped", "Stopped by you.", 4)
    assert not begun.control.exists()


def test_a_run_that_waits_says_so_and_that_is_all():
    folder = RunFolder.create(small(), "ann", "another server")
    header, numbers = asked(folder)
    assert (header["state"], header["queue"], header["step"], header["epoch"]) == ("queued", None, 0, 0)
    assert not {"at", "rows", "picture"} & header.keys()
    assert len(numbers) == 0


def test_what_thirty_watch_is_worked_out_once(begun, monkeypatch):
    caching.forget()
    worked = []
    for name in ("say", "read"):
        function = getattr(sight, name)

        def counted(*given: object, name: str = name, function=function) -> object:
            worked.append(name)
            return function(*given)

        monkeypatch.setattr(sight, name, counted)
    for _ in range(30):
        asked(begun)
    assert sorted(worked) == ["read", "say"]


def test_a_typed_text_is_read_in_place_of_an_example(begun):
    header, numbers = asked(begun, text="I was superb, the acting bored.")
    picture = taken(numbers, header["picture"]).tobytes()
    assert json.loads(picture[4 : 4 + struct.unpack("<I", picture[:4])[0]])["columns"][-6:][0] == "i"
    assert header["rows"]


@pytest.mark.parametrize(
    ("begun", "text", "sentence"),
    [
        ("words", "!!!", "The text holds no word. Type at least one word."),
        ("images", "seven", "This network reads numbers, not text. Choose a test example by its number."),
    ],
    indirect=["begun"],
)
def test_a_text_that_cannot_be_read_gets_a_sentence_and_the_rest_goes_on(begun, text, sentence):
    header, _ = asked(begun, text=text)
    assert header["error"] == sentence
    assert header["rows"]
    assert "picture" not in header


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"layer": "gru"}, "There is no layer 'gru' here; expected embedding or lstm."),
        ({"direction": "up"}, "There is no layer 'lstm up' here; expected embedding or lstm."),
    ],
)
def test_what_is_not_there_gets_a_sentence(begun, values, sentence):
    with pytest.raises(RunError, match=sentence.replace(".", "[.]")):
        asked(begun, **values)


@every_kind
@pytest.mark.parametrize("number", [24, 10**9])
def test_in_the_place_of_an_example_that_is_not_there_the_first_is_read_and_that_is_said(begun, number):
    first, numbers = asked(begun)
    found, others = asked(begun, example=number)
    last = len(first["examples"]) - 1
    assert found.pop("gone") == f"There is no example {number:,} here; expected 0 to {last}. Example 0 is shown."
    assert found | {"stamp": 0} == first | {"stamp": 0}
    assert (numbers == others).all()
    assert "gone" not in asked(begun, example=last)[0]


@pytest.mark.parametrize("begun", ["words both ways"], indirect=True)
def test_a_direction_is_looked_at_when_it_is_asked_for(begun):
    chosen = []
    for direction in ("forward", "backward"):
        header, numbers = asked(begun, direction=direction)
        picture = taken(numbers, header["picture"]).tobytes()
        drawn = json.loads(picture[4 : 4 + struct.unpack("<I", picture[:4])[0]])
        chosen.append(drawn["rows"][drawn["chosen"]]["direction"])
    assert chosen == ["forward", "backward"]


@pytest.mark.parametrize("damage", ["no step", "other shapes", "no file of arrays"])
def test_live_weights_that_are_damaged_get_a_sentence(begun, damage):
    path: Path = begun.path / "live.npz"
    if damage == "no step":
        np.savez(path, **weights_of(Run(begun.path).config, 1))
    elif damage == "other shapes":
        begun.save_live(1, {"lstm/kernel": np.zeros((2, 2), np.float32)})
    else:
        path.write_bytes(b"nonsense")
    with pytest.raises(PlaygroundError, match=r"weights of this moment .*Train the run again\."):
        asked(begun)


# A network that has diverged


@pytest.fixture(autouse=True)
def _warnings_are_errors() -> Iterator[None]:
    """NumPy's warnings would stand in the log of the server."""
    with warnings.catch_warnings():
        warnings.simplefilter("error", RuntimeWarning)
        yield


@every_kind
@pytest.mark.parametrize("value", [np.nan, np.inf, -3e38, 3e38, 1e30, 1e12])
def test_a_network_that_has_diverged_is_said_to_have_without_a_number_that_is_none(begun, value):
    weights = weights_of(Run(begun.path).config, 1)
    begun.save_live(2, {name: np.full_like(array, value) for name, array in weights.items()})
    asked(begun)
    begun.save_live(3, {name: np.full_like(array, value / 2) for name, array in weights.items()})
    for header, numbers in (asked(begun), asked(begun, text="the acting was superb")):
        text = json.dumps(header, ensure_ascii=False)
        assert not re.search(r"\bnan\b|\binf\b|-inf|[0-9]{13}", text, re.IGNORECASE), text
        if "error" in header:
            assert "sentence" not in header
        else:
            assert np.isfinite(numbers).all()
    if not np.isfinite(value):
        header, numbers = asked(begun)
        assert header["error"].startswith("This network has diverged")
        assert set(header["rows"]["said"]) == {"–"}
        assert not any(header["rows"]["right"])
        assert np.isnan(taken(numbers, header["rows"]["prediction"])).all()


def test_a_network_that_has_diverged_since_the_last_look_is_not_told_as_a_gate_that_has_closed(begun, monkeypatch):
    now = [1_000_000.0]
    monkeypatch.setattr(lately.time, "monotonic", lambda: now[0])
    for step, value in enumerate([0.1, np.nan, 0.2], start=1):
        weights = weights_of(Run(begun.path).config, 1)
        begun.save_live(step, {name: np.full_like(array, value) for name, array in weights.items()})
        header, _ = asked(begun)
        assert ("error" in header) == np.isnan(value)
        assert "nan" not in header.get("sentence", "")
        now[0] += 10


@every_kind
def test_the_arithmetic_of_any_cell_ends_in_the_number_that_is_drawn(begun):
    plain, numbers = asked(begun)
    assert "cell" not in plain
    drawn, _ = unpacked(taken(numbers, plain["picture"]).tobytes())
    for name in {row["layer"] for row in drawn["rows"]}:
        header, numbers = asked(begun, layer=name)
        drawn, values = unpacked(taken(numbers, header["picture"]).tobytes())
        row = drawn["rows"][drawn["chosen"]]
        for part in drawn["parts"]:
            cell = asked(begun, layer=name, cell={"part": part["part"], "unit": 1, "column": 3})[0]["cell"]
            expected = values[part["at"] + cell["timestep"] * row["units"] + 1]
            assert cell["number"] == number_text(float(expected))
            assert name == "embedding" or rf"\boxed{{{cell['number']}}}" in dict(cell["equations"])[part["part"]]


@every_kind
def test_the_links_of_a_small_layer_are_its_weights(begun):
    header, numbers = asked(begun)
    found, run = header["links"], Run(begun.path)
    weights, config = run.weights(0), run.config
    prefix = next(name for name in weights if name.endswith("/recurrent_kernel")).removesuffix("recurrent_kernel")
    blocks = len(found["blocks"])
    recurrent = weights[f"{prefix}recurrent_kernel"]
    np.testing.assert_array_equal(taken(numbers, found["recurrent"]), recurrent.reshape(4, blocks, 4))
    kernel = weights[f"{prefix}kernel"]
    assert ("inputs" in found) == (len(kernel) <= 16)
    if "inputs" in found:
        inputs = found["inputs"]
        np.testing.assert_array_equal(taken(numbers, inputs["kernel"]), kernel.reshape(-1, blocks, 4))
        assert len(inputs["names"]) == len(kernel) == inputs["values"]["shape"][1]
    if "outputs" in found:
        output = taken(numbers, found["outputs"]["kernel"])
        assert output.shape == (4, len(found["outputs"]["names"]))
        np.testing.assert_array_equal(output, weights[f"{config.plan.layers[-1].name}/kernel"][:4])


@pytest.mark.parametrize("begun", ["words both ways"], indirect=True)
def test_each_direction_has_its_own_half_of_the_output(begun):
    header, numbers = asked(begun, direction="backward")
    kernel = Run(begun.path).weights(0)["output/kernel"]
    np.testing.assert_array_equal(taken(numbers, header["links"]["outputs"]["kernel"]), kernel[4:])


def test_a_layer_of_many_units_has_no_links(begun, monkeypatch):
    monkeypatch.setattr(links, "MOST_UNITS", 3)
    header, _ = asked(begun)
    assert "links" not in header
    assert "picture" in header


def test_the_arithmetic_follows_the_weights(begun):
    cell = {"part": "forget", "unit": 0, "column": 2}
    before = asked(begun, cell=cell)[0]["cell"]
    begun.save_live(2, weights_of(Run(begun.path).config, 1))
    header, _ = asked(begun, seen=0, cell=cell)
    assert header["cell"]["number"] != before["number"]
    assert [part for part, _ in header["cell"]["equations"]] == [part for part, _ in before["equations"]]
    assert "cell" not in asked(begun, seen=header["at"], cell=cell)[0]


@pytest.mark.parametrize("wrong", [{"part": "update"}, {"unit": 4}])
def test_of_a_cell_that_is_not_there_nothing_is_said(begun, wrong):
    header, _ = asked(begun, cell={"part": "forget", "unit": 0, "column": 10**9} | wrong)
    assert header["cell"] is None
    assert header["rows"]


# A recording


def replayed(moment: int, **given: object) -> tuple[dict, np.ndarray]:
    return unpacked(answer(Asked(run="recording", moment=moment, **given)))


def test_a_recording_is_answered_as_it_was_at_any_of_its_moments():
    run = Run.open("recording")
    moments, per_epoch = run.saved(), run.history().facts["steps_per_epoch"]
    for number in (0, 7, len(moments) - 1):
        header, _ = replayed(number)
        assert header["moments"] == len(moments)
        assert header["at"] == header["step"] == round(moments[number] * per_epoch)
        drawn = header.get("curve", {"position": []})["position"]
        assert all(position <= moments[number] + 1e-6 for position in drawn)
        assert len(header.get("by_epoch", [])) == int(moments[number])


def test_its_examples_turn_right():
    first, last = (replayed(number)[0]["rows"]["right"] for number in (0, len(Run.open("recording").saved()) - 1))
    assert sum(first) <= 18
    assert sum(last) == len(last) == 24


def test_its_sentence_follows_from_the_moment_alone():
    middle = replayed(40)[0]["sentence"]
    replayed(10)
    replayed(70)
    caching.forget()
    assert replayed(40)[0]["sentence"] == middle


def test_a_run_that_waits_has_no_moments_yet():
    folder = RunFolder.create(RunConfig())
    for moment in (0, 3):
        with pytest.raises(RunError, match=r"^This run has no weights yet\. Wait for its first epoch\.$"):
            answer(Asked(run=folder.id, moment=moment))


def test_a_moment_that_is_not_there_gets_a_sentence():
    with pytest.raises(RunError, match="no moment 1,000; expected 0 to 78"):
        replayed(1000)


@pytest.mark.parametrize("damage", sorted(DAMAGES.keys() - {"removed"}))
def test_live_weights_damaged_in_any_way_end_in_a_sentence(begun, damage):
    begun.save_live(1, weights_of(Run(begun.path).config, 1))
    DAMAGES[damage](begun.path / "live.npz")
    with pytest.raises(RunError, match="weights of this moment"):
        asked(begun)
