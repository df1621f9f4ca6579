"""What all tests of one's own programs share."""

import pytest


@pytest.fixture(autouse=True, scope="session")
def _keras_keeps_quiet() -> None:
    import playground.training  # noqa: F401, it tells TensorFlow to keep quiet and off the GPU
