"""Small runs that were trained, one of each kind."""

import math
from pathlib import Path

import pytest

from playground.config import RunConfig
from playground.datasets import Addition, Memory, Reviews
from playground.datasets.own_series import store_series
from playground.encodings import LearnedEmbedding, Numbers, OneHotCharacters
from playground.layers import GRU, LSTM, EncoderDecoder
from playground.runs import Run, RunFolder


def wave() -> bytes:
    """A CSV file of a sine, a period of 24 records."""
    return "".join(["level\n", *(f"{math.sin(2 * math.pi * t / 24):.4f}\n" for t in range(300))]).encode()


def kinds() -> dict[str, RunConfig]:
    """Texts with classes, a series of one's own, a sequence that is written, symbols at every timestep."""
    fast = {"learning_rate": 0.02, "batch_size": 16}
    return {
        "texts": RunConfig(
            dataset=Reviews(examples=400, distance=0),
            encoding=LearnedEmbedding(vocabulary_size=300, maximum_length=20, dimensions=8),
            layers=(GRU(units=8),),
            epochs=4,
            **fast,
        ),
        "series": RunConfig(
            dataset=store_series(wave(), "wave.csv").changed(lookback=12),
            encoding=Numbers(),
            layers=(GRU(units=8),),
            epochs=6,
            **fast,
        ),
        "sums": RunConfig(
            dataset=Addition(digits=2, examples=400),
            encoding=OneHotCharacters(vocabulary_size=20, maximum_length=5),
            layers=(EncoderDecoder(units=24),),
            epochs=8,
            **fast,
        ),
        "copy": RunConfig(
            dataset=Memory(problem="copy", lag=5, examples=200),
            encoding=OneHotCharacters(vocabulary_size=20, maximum_length=26),
            layers=(LSTM(units=16),),
            epochs=3,
            **fast,
        ),
    }


@pytest.fixture(scope="session")
def runs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Run]:
    """Every kind, trained, in a home of its own."""
    from playground.training.train import train

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PLAYGROUND_HOME", str(tmp_path_factory.mktemp("home")))
        found = {}
        for kind, config in kinds().items():
            folder = RunFolder.create(config, "ada")
            train(folder.path)
            found[kind] = Run(folder.path)
    return found


@pytest.fixture
def home(runs: dict[str, Run], monkeypatch: pytest.MonkeyPatch) -> Path:
    """The home of those runs, for as long as a test takes."""
    path = runs["texts"].path.parent.parent
    monkeypatch.setenv("PLAYGROUND_HOME", str(path))
    return path
