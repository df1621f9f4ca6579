"""Every recipe in quick form through the worker, and NumPy against Keras on what it trained."""

import io
import tarfile
from pathlib import Path

import numpy as np
import pytest

from playground import paths
from playground.datasets.climate import HEADER
from playground.recipes import RECIPES
from playground.reference import Network
from playground.runs import Run, RunFolder
from playground.training.batches import Batches
from playground.training.build import build, set_weights
from playground.training.results import decode
from playground.training.train import train

TRAINED = [name for name, recipe in RECIPES.items() if recipe.config]
ROWS = 9_000
WORDS = ["good", "bad", "film", "the", "was", "not", "plot", "dull", "superb", "acting"]


@pytest.fixture(autouse=True, scope="module")
def own_home(module_home: Path) -> Path:
    """One home for all recipes, with small files in the place of the real datasets."""
    data = paths.data()
    data.mkdir(parents=True)
    random = np.random.default_rng(0)
    _imdb(data / "aclImdb_v1.tar.gz", random)
    images = {f"x_{part}": random.integers(0, 256, (count, 28, 28), np.uint8) for part, count in SIZES.items()}
    labels = {f"y_{part}": (np.arange(count) % 10).astype(np.uint8) for part, count in SIZES.items()}
    np.savez(data / "mnist.npz", **images, **labels)
    _jena(data / "jena_climate_2009_2016.csv", random)
    vectors = (f"{word} {' '.join(map(str, random.normal(size=100).round(3)))}\n" for word in WORDS)
    (data / "glove.6B.100d.txt").write_text("".join(vectors))
    return module_home


SIZES = {"train": 240, "test": 40}


def _imdb(path: Path, random: np.random.Generator) -> None:
    with tarfile.open(path, "w:gz") as archive:
        for number in range(60):
            for split in ("train", "test"):
                for label, stars in (("pos", 9), ("neg", 2)):
                    text = " ".join(random.choice(WORDS, 30)).encode()
                    member = tarfile.TarInfo(f"aclImdb/{split}/{label}/{number}_{stars}.txt")
                    member.size = len(text)
                    archive.addfile(member, io.BytesIO(text))


def _jena(path: Path, random: np.random.Generator) -> None:
    times = np.datetime64("2009-01-01T00:10") + np.arange(ROWS) * np.timedelta64(10, "m")
    values = random.normal(10, 3, (ROWS, 14)).round(2)
    stamps = (f"{t[8:10]}.{t[5:7]}.{t[:4]} {t[11:]}:00" for t in times.astype(str))
    lines = (f"{stamp},{','.join(map(str, row))}" for stamp, row in zip(stamps, values, strict=True))
    path.write_text(",".join(f'"{name}"' for name in HEADER) + "\n" + "\n".join(lines) + "\n")


@pytest.mark.parametrize("name", TRAINED)
def test_a_recipe_trains_in_quick_form_and_numpy_says_what_keras_says(name):
    quick = RECIPES[name].quick()
    few = {"epochs": 1, "train_samples": min(quick.train_samples or 120, 120)}
    config = quick.changed(**few, steps_per_epoch=quick.steps_per_epoch and 3, batch_size=min(quick.batch_size, 40))
    folder = RunFolder.create(config)
    train(folder.path)

    run = Run.open(folder.id)
    history = run.history()
    assert (history.state, history.reason) == ("finished", "")
    assert config.recipe == name
    assert np.isfinite([history.test["loss"], history.epochs[0]["val_loss"], history.facts["baseline"]["loss"]]).all()

    model = build(config.plan, fast=False)
    set_weights(model, config.plan, run.weights())
    test = config.dataset.load().test
    encoded = run.encoding.encode(test.subset(np.arange(min(4, len(test)))))
    inputs, _ = Batches(encoded, config.plan, config.encoding.padding).take(np.arange(len(encoded)))
    network = Network(config.plan, run.encoding, run.weights())
    by_keras = model([*inputs] if len(inputs) > 1 else inputs[0]).numpy()
    mask = inputs[0] != 0 if config.plan.mask else np.ones(inputs[0].shape[:2], bool)
    previous = inputs[1] if len(inputs) > 1 else None
    by_numpy = network.forward(inputs[0], mask, previous=previous)[1]
    np.testing.assert_allclose(by_numpy, by_keras, rtol=0, atol=1e-5)
    if config.task.answers:
        steps = type("Steps", (), {"model": staticmethod(model)})()
        assert (network.outputs(inputs[0]).argmax(axis=-1) == decode(steps, inputs)).all()
