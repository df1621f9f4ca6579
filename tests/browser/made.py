"""Runs made without training, to look inside: random weights, other ones for each epoch."""

from pathlib import Path

import numpy as np
import pytest

from playground.config import RunConfig
from playground.runs import Run, RunFolder


def made_run(home: Path, config: RunConfig, learned: dict, epochs: int = 3, learner: str = "") -> Run:
    """A finished run in `home`.  learned: what its encoding knows, such as {"words": [...]}; learner: whose it is."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PLAYGROUND_HOME", str(home))
        folder = RunFolder.create(config, learner)
    folder.event("started", learning_rate=config.stages[0][1].learning_rate)
    folder.event("prepared", train=80, validation=10, test=10, steps_per_epoch=5, baseline={})
    folder.save_encoding(config.encoding.restore(learned))
    random = np.random.default_rng(0)
    for epoch in range(epochs + 1):
        scale = 0.1 + 0.2 * epoch / epochs
        weights = {
            f"{planned.name}/{name}": random.normal(scale=scale, size=shape).astype(np.float32)
            for planned in config.plan.layers
            for name, shape in planned.weight_shapes.items()
        }
        folder.save_weights(epoch, weights)
        if epoch:
            metrics = {f"{part}{metric}": 0.5 for part in ("", "val_") for metric in ("loss", "accuracy")}
            folder.event("epoch", epoch=epoch, seconds=1.0, **metrics)
    folder.event("finished", test={"loss": 0.5, "accuracy": 0.5}, seconds=1.0)
    return Run(folder.path)
