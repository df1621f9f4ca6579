import numpy as np
import pytest
from sklearn.datasets import load_digits

from playground.datasets.digits import Digits


@pytest.fixture(scope="module")
def splits():
    return Digits().load()


def both(splits) -> tuple[np.ndarray, np.ndarray]:
    """Inputs and targets of train and test together."""
    parts = (splits.train, splits.test)
    return np.concatenate([part.inputs for part in parts]), np.concatenate([part.targets for part in parts])


def test_a_digit_is_eight_rows_of_eight_pixels_from_0_to_1(splits):
    assert (splits.train.inputs.shape, splits.test.inputs.shape) == ((1440, 8, 8), (357, 8, 8))
    inputs, targets = both(splits)
    assert (inputs.dtype, targets.dtype) == (np.float32, np.int64)
    assert (inputs.min(), inputs.max()) == (0, 1)
    assert Digits().input_shape == inputs.shape[1:]


def test_every_digit_of_scikit_learn_is_there_once_with_its_rows_in_order(splits):
    digits = load_digits()
    label_of = {image.tobytes(): label for image, label in zip(digits.images, digits.target, strict=True)}
    inputs, targets = both(splits)
    read = {(image * 16).astype(np.float64).tobytes(): label for image, label in zip(inputs, targets, strict=True)}
    assert read == label_of
    assert len(read) == len(inputs) == 1797


def test_train_and_test_both_hold_every_class(splits):
    for part in (splits.train, splits.test):
        assert set(part.targets.tolist()) == set(range(len(Digits.class_names)))


def test_digits_stand_in_the_same_shuffled_order_on_every_machine(splits):
    assert splits.train.targets[:10].tolist() == [6, 6, 6, 2, 5, 6, 6, 2, 2, 1]


def test_the_number_of_training_digits_is_known_without_loading(splits):
    assert Digits().num_train == len(splits.train)
