"""imdb-lstm for two epochs: the plain Keras script against the playground's worker, in one go.

Each side trains in a process of its own, one after the other, on the same 20,000 + 5,000 reviews. The plain side is the
script of the experiment this recipe reproduces: arrays padded to 500, nothing masked, `fit` with TensorFlow's own
threads. Our side is the recipe as the worker trains it, in one thread. An epoch is training and validation together.

Promise: at most half the seconds an epoch at no lower validation accuracy, as means over seeds and epochs: that of
a single epoch swings by some per cent on either side.

    PLAYGROUND_DATA=../shared/data python -m benchmarks.imdb_lstm --seeds 3
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from statistics import mean

EPOCHS = 2


def plain(seed: int) -> list[dict[str, float]]:
    """What a Keras user writes first.  Returns `seconds` and `val_accuracy` of each epoch."""
    import keras

    from playground.prediction.splits import run_examples
    from playground.recipes import recipe

    config = recipe("imdb-lstm").config.changed(seed=seed)
    examples = run_examples(config)
    fitted = config.encoding.fit(examples.train)
    everything = config.encoding.maximum_length
    arrays = []
    for part in (examples.train, examples.validation):
        sequences = fitted.encode(part)
        arrays.append((sequences.inputs(range(len(part)), everything, "front"), part.targets))
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
        *arrays[0],
        epochs=EPOCHS,
        batch_size=config.batch_size,
        validation_data=arrays[1],
        verbose=0,
        callbacks=[Clock()],
    )
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


SIDES = {"plain Keras": plain, "playground": ours}


def main() -> None:
    """Run both sides for every seed and print seconds an epoch, validation accuracy and the ratio."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--side", choices=list(SIDES), help=argparse.SUPPRESS)
    parser.add_argument("--seed", type=int, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.side:
        print(json.dumps(SIDES[given.side](given.seed)))
        return
    results: dict[str, list[dict[str, float]]] = {side: [] for side in SIDES}
    for seed in range(given.seeds):
        for side in SIDES:
            command = [sys.executable, "-m", "benchmarks.imdb_lstm", "--side", side, "--seed", str(seed)]
            output = subprocess.run(command, capture_output=True, text=True, check=True).stdout
            epochs = json.loads(output.splitlines()[-1])
            results[side] += epochs
            shown = "   ".join(f"{e['seconds']:5.1f} s  {e['val_accuracy']:.3f}" for e in epochs)
            print(f"seed {seed}  {side:12} {shown}", flush=True)
    seconds = {side: mean(e["seconds"] for e in epochs) for side, epochs in results.items()}
    accuracy = {side: mean(e["val_accuracy"] for e in epochs) for side, epochs in results.items()}
    for side in SIDES:
        print(f"{side:12} {seconds[side]:5.1f} s an epoch, validation accuracy {accuracy[side]:.3f}")
    print(f"ratio {seconds['playground'] / seconds['plain Keras']:.2f} of the seconds (promised: 0.50 or less)")


if __name__ == "__main__":
    main()
