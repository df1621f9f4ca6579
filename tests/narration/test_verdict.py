"""Sentences that put a run beside its reference."""

import pytest

from playground.narration.verdict import beside_reference
from playground.recipes import RECIPES
from playground.runs import History


def accurate(*accuracies: float, test: float = 0.5) -> History:
    """A finished run with these validation accuracies."""
    epochs = [{"epoch": i, "loss": 1.0, "val_loss": 1.0, "val_accuracy": a} for i, a in enumerate(accuracies, start=1)]
    facts = {"validation": 5000, "test": 25000}
    return History(state="finished", epochs=epochs, test={"loss": 1.0, "accuracy": test}, facts=facts)


def off_by(*losses: float, naive: float = 0.3) -> History:
    """A finished forecast with these validation losses."""
    epochs = [{"epoch": i, "loss": 1.0, "val_loss": loss} for i, loss in enumerate(losses, start=1)]
    return History(state="finished", epochs=epochs, test={"loss": 1.0}, facts={"baseline": {"loss": naive}})


def said(name: str, history: History, own=lambda name: None, **changes) -> str:
    return beside_reference(RECIPES[name].config.changed(**changes), history, own)


def test_a_number_is_put_beside_the_number_reported_after_the_best_epoch():
    text = said("imdb-simple-rnn", accurate(0.8, 0.87, 0.84))
    assert text.startswith("The experiment this reproduces reports 85% validation accuracy; yours has 87.0%, ")
    assert ": 2.0 points better. " in text
    # two standard errors: 200 · sqrt(0.85 · 0.15 / 5000) = 1.01 points
    assert text.endswith("moves such a number by up to ±1.0 points, so this difference is a real one.")


def test_a_difference_within_chance_says_nothing():
    assert said("imdb-simple-rnn", accurate(0.857)).endswith("so this difference says nothing.")
    assert "as good" in said("imdb-simple-rnn", accurate(0.8501))


def test_a_reference_measured_on_the_test_is_compared_with_the_test():
    assert "yours has 88.6%: 0.6 points better" in said("imdb-dense", accurate(0.99, test=0.886))


@pytest.mark.parametrize(
    ("best", "outcome"),
    [
        (0.27, "is 10% below the naive forecast (0.270 against 0.300): the same."),
        (0.33, "is 10% above the naive forecast (0.330 against 0.300): not the same."),
        (1.4e13, "is far above the naive forecast (1.400e13 against 0.300): not the same."),
        (0.301, "does about as well as the naive forecast (0.301 against 0.300): not the same."),
    ],
)
def test_a_forecast_is_put_beside_the_naive_one(best, outcome):
    text = said("jena-gru", off_by(best + 0.3, best, best + 0.1))
    assert text == f"The experiment this reproduces beats the naive forecast. Yours {outcome}"


def test_a_run_that_is_expected_to_do_better_than_another_is_put_beside_its_reported_number():
    assert said("imdb-lstm", accurate(0.88)).endswith(
        "Yours has 88.0% against 85.0% reported for it, after the best epoch: better, as expected."
    )


def test_the_learners_own_run_comes_before_the_reported_number():
    text = said("imdb-lstm", accurate(0.86), own=lambda name: accurate(0.88))
    assert "86.0% against 88.0% of your own run of it, after the best epoch: worse, other than expected." in text


def test_without_anything_to_compare_with_it_says_what_to_train():
    text = said("jena-conv1d", off_by(0.3))
    assert text.endswith("is worse than “GRU”. Train that one too, and come back to compare.")
    assert "0.330 against a" not in said("jena-conv1d", off_by(0.3), own=lambda name: off_by(0.25))
    assert said("jena-conv1d", off_by(0.3), own=lambda name: off_by(0.25)).endswith("worse, as expected.")


def test_a_changed_run_is_not_put_beside_the_reference_and_says_why():
    assert said("imdb-lstm", accurate(0.9), epochs=2, train_samples=2000) == (
        "Not compared with the reference: this run has 2,000 of 25,000 training examples and 2 of 10 epochs. "
        "Train the whole recipe to compare."
    )
    assert "other settings" in said("imdb-lstm", accurate(0.9), learning_rate=0.01)
    assert "Not compared" not in said("imdb-lstm", accurate(0.9), seed=7)


def test_a_recipe_without_reference_and_a_run_without_recipe_are_not_compared():
    assert said("imdb-bilstm", accurate(0.9)) == ""
    assert said("imdb-lstm", accurate(0.9), recipe="") == ""
