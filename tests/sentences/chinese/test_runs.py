"""What is said in Chinese of runs, races and data claims the same as in English."""

import ast
import importlib
import pkgutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import playground.narration
from playground.analysis.gradient_through_time import Courses, course
from playground.analysis.unit_finder import FoundUnits, LayerUnits
from playground.analysis.unit_silenced import Silenced
from playground.cells import CELLS
from playground.config import RunConfig
from playground.datasets.uploads import About
from playground.narration.confusion import recalls
from playground.narration.durations import duration
from playground.narration.exported import about, foot, title
from playground.narration.extrapolated import extrapolated
from playground.narration.gradient import Decay, Made, before_training, not_enough, rule, sentence, when
from playground.narration.gradient_epochs import gates_over_training, over_training
from playground.narration.learned_nothing import learned_nothing
from playground.narration.learning import State, what_changed
from playground.narration.memory import sentence as remembered
from playground.narration.own_data import described, few_different, named_series, span
from playground.narration.race import Lane, verdict
from playground.narration.sweep import best, of_seeds
from playground.narration.unit_finder import (
    FEATURES,
    absent,
    baseline,
    best_of,
    choice,
    followed,
    in_all,
    of_choice,
    of_example,
    shuffled,
    signed,
    untrained,
    without,
)
from playground.narration.verdict import beside_reference
from playground.recipes import RECIPES
from playground.recipes.compatible import unbalanced
from playground.recipes.variations import title_of
from playground.runs import History, starter
from playground.wording import UNITS, timesteps
from tests.narration.test_memory import curve
from tests.sentences.chinese.told import both
from tests.sentences.drawn import NAMES, numbers, probabilities, some, words

shares = st.one_of(probabilities, st.sampled_from([0.85, 0.88, 0.8745]))
losses = st.one_of(st.sampled_from([0.0, 0.03, 0.2999, 0.3, 900.0]), st.floats(0, 2, width=32))
units = st.sampled_from(UNITS)


@given(st.integers(1, 5), st.data())
def test_of_a_confusion_matrix(classes, data):
    counts = np.array(data.draw(st.lists(st.integers(0, 3), min_size=classes**2, max_size=classes**2)))
    both(recalls, counts.reshape(classes, classes), "abcde"[:classes])


@given(st.integers(1, 6), st.integers(1, 3), st.booleans(), st.data())
def test_of_a_gradient(steps, examples, backward, data):
    norms = st.one_of(st.sampled_from([0.0, 1.0, 1e-9, 1e9, np.inf]), st.floats(0, 100))
    found = {
        state: course(data.draw(some(norms, examples, steps))) for state in data.draw(st.sampled_from(["h", "hc"]))
    }
    names = {"h": "hidden", "c": "cell"}
    both(sentence, {names[state]: one for state, one in found.items()}, backward, data.draw(st.booleans()))
    available = data.draw(st.sampled_from([examples, 1_000]))
    both(rule, Courses(examples, available, {}, {}, {}), "P(positive)")


@given(st.lists(st.floats(0.1, 1.2), min_size=2, max_size=4), shares)
def test_of_gradients_before_and_after_training(factors, share):
    cells = [CELLS["lstm"], CELLS["simple_rnn"], CELLS["gru"], CELLS["mgu"]]
    names = ["LSTM", "SimpleRNN", "GRU", "RNN"]
    made = [
        Made(names[i], cells[i], Decay(1.0, factor, 2), share if cells[i].gates else float("nan"))
        for i, factor in enumerate(factors)
    ]
    both(before_training, made)
    both(not_enough, Decay(1.0, 0.9, 4), share, 0.5, accuracy=True)
    both(not_enough, Decay(1.0, 0.9, 4), share, 0.5, accuracy=False)
    both(over_training, dict(enumerate(factors)))
    for cell in cells:
        if cell.keeping:
            both(gates_over_training, cell.keeping, (0, share), (3, factors[0]))
    both(when, 2.5)
    both(when, 0)


def history(own: float, accuracy: bool, **facts: object) -> History:
    """A finished run with `own` as accuracy, or loss, in its only epoch and on the test."""
    epoch = {"epoch": 1, "loss": own / 3, "val_loss": own} | ({"val_accuracy": own} if accuracy else {})
    return History(state="finished", epochs=[epoch], test={"loss": own, "accuracy": own}, facts=facts)


@given(losses, losses, st.sampled_from([0.5, 0.9]), st.sampled_from([1, 500]))
def test_of_a_run_that_has_learned_nothing(own, naive, guess, steps):
    both(learned_nothing, history(own, False, baseline={"loss": naive}, steps_per_epoch=steps))
    both(learned_nothing, history(min(own, 1), True, baseline={"loss": 1, "accuracy": guess}, steps_per_epoch=steps))


@pytest.mark.parametrize("name", [name for name, one in RECIPES.items() if one.reference or one.expects])
@given(own=shares, other=shares, num=st.sampled_from([100, 25_000]), alone=st.booleans())
def test_of_a_run_beside_its_recipe(name, own, other, num, alone):
    config = RECIPES[name].config
    facts = {"baseline": {"loss": max(other, 0.01)}, "validation": num, "test": num}
    accuracy = config.task.accuracy
    mine, its = history(own, accuracy, **facts), history(other, accuracy, **facts)
    both(beside_reference, config, mine, lambda _name: None if alone else its)
    for changed in ({"epochs": 1}, {"epochs": 99, "train_samples": 100}, {"learning_rate": 0.5}):
        both(beside_reference, config.changed(recipe=name, **changed), mine, lambda _name: its)


@given(st.lists(shares, min_size=2, max_size=4), st.floats(0, 1) | st.just(float("nan")))
def test_of_a_sweep(means, deviation):
    for metric in ("accuracy", "loss"):
        both(best, "LSTM", [1, 0.1, 10, 100][: len(means)], means, [deviation] * len(means), metric)
        both(of_seeds, means, metric)


@given(st.sampled_from(["example", "symbol"]), st.sampled_from(["word", ""]), st.booleans(), st.data())
def test_of_what_was_learned_lately(answer, unit, gates, data):
    def state() -> State:
        made = {gate: data.draw(some(probabilities, 3, 2)) for gate in ("forget", "input") if gates}
        said = {"negative": data.draw(probabilities), "positive": data.draw(probabilities)}
        right = np.array(data.draw(st.lists(st.booleans(), min_size=3, max_size=3)))
        return State(made, data.draw(some(numbers, 3, 2)), "aba", unit, said, right, answer)

    both(what_changed, state(), state())


@given(st.lists(shares, min_size=1, max_size=5), units, st.sampled_from(["deciding part", "end"]), st.booleans())
def test_of_memory(score, unit, aligned, is_number):
    both(remembered, replace(curve(score, aligned, numbers=is_number), name="“x”"), unit)
    both(timesteps, len(score), unit)


@given(st.lists(st.tuples(shares, shares, st.sampled_from(["finished", "stopped", "failed"])), max_size=4), st.data())
def test_of_a_race(results, data):
    lanes = []
    for i, (accuracy, held, state) in enumerate(results):
        measured = replace(curve((0.9, held), steps=(0, 40)), name="“x”") if data.draw(st.booleans()) else None
        known = data.draw(st.sampled_from([accuracy, accuracy, accuracy, None]))
        loss = data.draw(st.sampled_from([0.25, 0.5, None])) if known is None else 0.5
        lanes.append(Lane(f"{['LSTM', 'SimpleRNN'][i % 2]} {i}", state, i, known, loss, 0.5, 3 * (1 - i % 2), measured))
    both(verdict, lanes, data.draw(units))


@given(st.integers(1, 4), probabilities, st.data())
def test_of_units_that_follow_something(count, chance, data):
    r, nobody = data.draw(some(st.one_of(probabilities, st.just(-0.8)), count, 2)), np.zeros((count, 1), int)
    layer = LayerUnits("lstm", "", r, np.array([0.3, 1.0]), chance, nobody, nobody)
    found = FoundUnits((("class", "positive"), ("position", "")), (layer,), 300, 4_438, 88)
    both(in_all, found)
    both(baseline, found)
    both(shuffled, found)
    both(of_choice, layer, 0, 0)
    both(signed, float(r[0, 0]))
    for kind in FEATURES:
        both(followed, (kind, "x"))
        both(best_of, layer, 0, (kind, "x"), 0)
        both(choice, "LSTM 3", 0, (kind, "x"))
    before, after = data.draw(probabilities), data.draw(probabilities)
    for is_number in (True, False):
        both(without, Silenced(before, after, is_number, 1_000), "LSTM 3", 1, "°C")


def test_of_units_without_any_drawn_number():
    both(untrained)
    both(absent, ["flibber", "x"])
    both(of_example, 12, "", 0.5)
    both(of_example, 1_200, "x", -0.5)


@given(st.integers(2, 3_000), st.integers(2, 3_000), st.integers(0, 3_000))
def test_of_data_of_ones_own(train, test, different):
    counts = {
        "num_train": train,
        "num_test": test,
        "different_train": different,
        "different_test": min(different, test),
    }
    known = About(kind="texts", title="a.csv", **counts)
    both(described, known)
    both(few_different, known)
    series = About(kind="series", title="a.csv", names=("x",), target=0, num_rows=train, series="B")
    both(described, series)
    both(named_series, "B")
    both(span, str(train), str(test))
    both(span, "2021-01-01T00:00:00", "2021-01-09T07:00:00")
    both(extrapolated, np.array([0.0, 1.0]), np.array([train, 0.5]), "°C")
    for seconds in (1, 60, 3_600, 86_400, 129_600):
        both(
            duration, np.datetime64("2021-01-01T00:00:00") + np.arange(4) * np.timedelta64(seconds, "s"), different % 9
        )
    both(duration, np.arange("2021-01", "2022-03", dtype="datetime64[M]"), 1 + different % 24)


@given(st.sampled_from([name for name, one in RECIPES.items() if one.config]), words)
def test_of_classes_of_unequal_size(name, read):
    both(unbalanced, RECIPES[name].config, names=[*NAMES, *read])


def test_of_an_exported_page():
    run = starter()
    dataset = run.config.dataset
    names = [title_of(dataset), dataset.source, dataset.licence, dataset.citation, run.short_id]
    both(title, run.config, names=names)
    both(title, RunConfig(), names=[title_of(RunConfig().dataset)])
    both(about, run)
    both(foot, run, names=names)


def test_everything_that_is_said_is_compared_here():
    """Every function of the narration that returns sentences, by its name."""
    here = "".join(path.read_text(encoding="utf-8") for path in Path(__file__).parent.glob("test_*.py"))
    called = {node.args[0].id for node in ast.walk(ast.parse(here)) if _compares(node)}
    aliases = {"noticed_in": "noticed", "why": "agreement", "remembered": "sentence"}
    called |= {name for alias, name in aliases.items() if alias in called}
    for module in pkgutil.iter_modules(playground.narration.__path__):
        tree = ast.parse(Path(importlib.import_module(f"playground.narration.{module.name}").__file__).read_text())
        for function in tree.body:
            if isinstance(function, ast.FunctionDef) and not function.name.startswith("_") and _says(function):
                assert function.name in called | OF_PARTS, (module.name, function.name)


OF_PARTS = {"named", "added_up", "number", "unit_of", "told"}
"""Said inside what is compared; or no sentence."""


def _compares(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and getattr(node.func, "id", "") == "both" and isinstance(node.args[0], ast.Name)


def _says(function: ast.FunctionDef) -> bool:
    return "str" in ast.unparse(function.returns or ast.Constant(""))
