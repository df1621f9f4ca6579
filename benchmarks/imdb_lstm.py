"""imdb-lstm for two epochs: the plain Keras script and PyTorch against the playground's worker, in one go.

Each side trains in a process of its own, one after the other, on the same 20,000 + 5,000 reviews. The plain side is the
script of the experiment this recipe reproduces: arrays padded to 500, nothing masked, `fit` with TensorFlow's own
threads. PyTorch, if a Python that has it is named, trains in
batches of like length on as many threads as cores. Our side is the recipe as the worker trains it while no
other run does. An epoch is training and validation together.

Promise: at most a quarter of plain Keras' seconds per epoch and no more than PyTorch's, at no lower validation
accuracy, as means over seeds and epochs: that of a single epoch swings by some per cent on any side.

    PLAYGROUND_DATA=../shared/data python -m benchmarks.imdb_lstm --seeds 3 --pytorch ~/torch/bin/python
"""

import argparse
import io
import json
import subprocess
import sys
import tempfile
import time
from statistics import mean

import numpy as np

EPOCHS, BATCH = 2, 128


def prepared(seed: int) -> list[np.ndarray]:
    """Token ids of (reviews, 500), 0 in front of shorter ones, and labels of (reviews,): to train on, to validate."""
    from playground.prediction.splits import run_examples
    from playground.recipes import recipe

    config = recipe("imdb-lstm").config.changed(seed=seed)
    examples = run_examples(config)
    fitted = config.encoding.fit(examples.train)
    arrays = []
    for part in (examples.train, examples.validation):
        sequences = fitted.encode(part)
        arrays += [sequences.inputs(range(len(part)), config.encoding.maximum_length, "front"), part.targets]
    return arrays


def plain(seed: int) -> list[dict[str, float]]:
    """What a Keras user writes first.  Returns `seconds` and `val_accuracy` of each epoch."""
    import keras

    from playground.recipes import recipe

    config = recipe("imdb-lstm").config
    *to_train, inputs, targets = prepared(seed)
    keras.utils.set_random_seed(seed)
    model = keras.Sequential(
        [
            keras.layers.Embedding(config.encoding.num_ids, config.encoding.dimensions),
            keras.layers.LSTM(32),
            keras.layers.Dense(1, activation="sigmoid"),
        ]
    )
    model.compile(optimizer="rmsprop", loss="binary_crossentropy", metrics=["accuracy"])
    epochs = []

    class Clock(keras.callbacks.Callback):
        def on_epoch_begin(self, epoch, logs=None):
            self.started = time.monotonic()

        def on_epoch_end(self, epoch, logs=None):
            epochs.append({"seconds": time.monotonic() - self.started, "val_accuracy": logs["val_accuracy"]})

    model.fit(
        *to_train,
        epochs=EPOCHS,
        batch_size=config.batch_size,
        validation_data=(inputs, targets),
        verbose=0,
        callbacks=[Clock()],
    )
    return epochs


def pytorch(seed: int) -> list[dict[str, float]]:
    """The same layers, optimizer and batch size in PyTorch; reads the file of `prepared` arrays from standard input."""
    import torch
    from torch import nn

    torch.manual_seed(seed)
    random = np.random.default_rng(seed)
    with np.load(io.BytesIO(sys.stdin.buffer.read())) as file:
        inputs, targets, val_inputs, val_targets = (file[name] for name in file.files)
    embed, lstm, dense = nn.Embedding(int(inputs.max()) + 1, 32), nn.LSTM(32, 32, batch_first=True), nn.Linear(32, 1)
    layers = nn.ModuleList([embed, lstm, dense])
    optimizer = torch.optim.RMSprop(layers.parameters(), lr=0.001, alpha=0.9, eps=1e-7)

    def batches(lengths: np.ndarray, order: np.ndarray) -> list[np.ndarray]:
        like = [part[np.argsort(-lengths[part])] for part in np.array_split(order, max(len(order) // (BATCH * 50), 1))]
        return [part[start : start + BATCH] for part in like for start in range(0, len(part), BATCH)]

    def logits(ids: np.ndarray, longest: int) -> torch.Tensor:
        return dense(lstm(embed(torch.from_numpy(ids[:, -longest:])))[1][0][0])[:, 0]

    epochs = []
    inputs, val_inputs = inputs.astype(np.int64), val_inputs.astype(np.int64)
    lengths, val_lengths = (np.maximum((ids != 0).sum(axis=1), 1) for ids in (inputs, val_inputs))
    for _ in range(EPOCHS):
        started = time.monotonic()
        parts = batches(lengths, random.permutation(len(inputs)))
        for index in random.permutation(len(parts)):
            part = parts[index]
            optimizer.zero_grad()
            wanted = torch.from_numpy(targets[part]).float()
            nn.functional.binary_cross_entropy_with_logits(logits(inputs[part], lengths[part[0]]), wanted).backward()
            optimizer.step()
        with torch.no_grad():
            right = sum(
                int(((logits(val_inputs[part], val_lengths[part[0]]) > 0).numpy() == val_targets[part]).sum())
                for part in batches(val_lengths, np.arange(len(val_inputs)))
            )
        epochs.append({"seconds": time.monotonic() - started, "val_accuracy": right / len(val_inputs)})
    return epochs


def ours(seed: int) -> list[dict[str, float]]:
    """The recipe as a worker trains it."""
    import os

    os.environ["PLAYGROUND_HOME"] = tempfile.mkdtemp()
    from playground.training.warm_up import warm_up

    warm_up()
    from playground.recipes import recipe
    from playground.runs import Run, RunFolder
    from playground.training.train import train

    folder = RunFolder.create(recipe("imdb-lstm").config.changed(seed=seed, epochs=EPOCHS))
    train(folder.path)
    return Run(folder.path).history().epochs


SIDES = {"plain Keras": plain, "PyTorch": pytorch, "playground": ours}


def run(side: str, seed: int, pytorch: str) -> list[dict[str, float]]:
    """The epochs of one side, from a process of its own.  pytorch: the Python that runs that side."""
    python, arrays = sys.executable, b""
    if side == "PyTorch":
        file = io.BytesIO()
        np.savez(file, *prepared(seed))
        python, arrays = pytorch, file.getvalue()
    command = [python, "-m", "benchmarks.imdb_lstm", "--side", side, "--seed", str(seed)]
    return json.loads(subprocess.run(command, capture_output=True, input=arrays, check=True).stdout.splitlines()[-1])


def main() -> None:
    """Run all sides for every seed and print seconds per epoch, validation accuracy and the ratios."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--pytorch", metavar="PYTHON", help="a Python with torch and numpy; without one it is left out")
    parser.add_argument("--side", choices=list(SIDES), help=argparse.SUPPRESS)
    parser.add_argument("--seed", type=int, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.side:
        print(json.dumps(SIDES[given.side](given.seed)))
        return
    sides = [side for side in SIDES if side != "PyTorch" or given.pytorch]
    results: dict[str, list[dict[str, float]]] = {side: [] for side in sides}
    for seed in range(given.seeds):
        for side in sides:
            epochs = run(side, seed, given.pytorch)
            results[side] += epochs
            shown = "   ".join(f"{e['seconds']:5.1f} s  {e['val_accuracy']:.3f}" for e in epochs)
            print(f"seed {seed}  {side:12} {shown}", flush=True)
    seconds = {side: mean(e["seconds"] for e in epochs) for side, epochs in results.items()}
    for side in sides:
        accuracy = mean(e["val_accuracy"] for e in results[side])
        ratio = seconds["playground"] / seconds[side]
        print(f"{side:12} {seconds[side]:5.1f} s per epoch, validation accuracy {accuracy:.3f}, ratio {ratio:.2f}")


if __name__ == "__main__":
    main()
