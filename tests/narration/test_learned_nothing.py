"""Of a network that is no better than a guess: what to try, true of this run."""

from types import SimpleNamespace

from playground.narration.learned_nothing import learned_nothing


def run(loss: float, val_loss: float, naive: float, steps: int = 100, accuracy: tuple[float, float] | None = None):
    """The history of a run with ten epochs alike."""
    epoch = {"loss": loss, "val_loss": val_loss}
    baseline = {"loss": naive}
    if accuracy:
        epoch["val_accuracy"], baseline["accuracy"] = accuracy
    return SimpleNamespace(epochs=[epoch] * 10, facts={"baseline": baseline, "steps_per_epoch": steps})


def test_a_network_that_beats_the_guess_is_told_nothing():
    assert learned_nothing(run(0.1, 0.2, 0.3)) == ""
    assert learned_nothing(run(0.1, 0.9, 0.3, accuracy=(0.6, 0.5))) == ""


def test_few_steps_are_named_first():
    assert learned_nothing(run(1.0, 1.36, 0.91, steps=1)) == (
        "Even after its best epoch the validation error of this network is 1.5 times that of the naive forecast. Its "
        "weights were updated 10 times, and learning takes a few hundred steps: choose more epochs, or a smaller batch."
    )


def test_examples_learned_by_heart_are_told_from_those_that_are_not():
    assert "by heart" in learned_nothing(run(0.1, 1.0, 0.5))
    assert "Try another learning rate" in learned_nothing(run(0.9, 1.0, 0.5))


def test_of_classes_the_guess_is_the_most_frequent_one():
    told = learned_nothing(run(0.1, 1.0, 0.5, accuracy=(0.5, 0.5)))
    assert told.startswith("Always predicting the most frequent class is right in 50.0% of the validation examples")


def test_a_run_without_a_baseline_is_told_nothing():
    assert learned_nothing(SimpleNamespace(epochs=[{"val_loss": 1.0}], facts={})) == ""


def test_a_network_that_has_nearly_diverged_is_told_with_a_power_of_ten():
    assert "is 2.8e13 times that of the naive forecast" in learned_nothing(run(1.4e13, 1.4e13, 0.5))
