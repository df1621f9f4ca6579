"""How long it takes to trace a 200-word review through a bidirectional LSTM of 64 units.  Promise: under 50 ms.

python -m benchmarks.trace
"""

import sys
import time
from statistics import median

import numpy as np

from playground.config import RunConfig
from playground.encodings import FittedText, LearnedEmbedding
from playground.layers import LSTM
from playground.reference import Network
from playground.threads import one_blas_thread

WORDS, REPEATS, PROMISE = 200, 20, 50.0


def network() -> Network:
    """A network with random weights that knows 10,000 words."""
    config = RunConfig(
        encoding=LearnedEmbedding(vocabulary_size=10_000, maximum_length=500, dimensions=32),
        layers=(LSTM(units=64, bidirectional=True),),
    )
    random = np.random.default_rng(0)
    weights = {
        f"{planned.name}/{name}": random.normal(scale=0.1, size=shape).astype(np.float32)
        for planned in config.plan.layers
        for name, shape in planned.weight_shapes.items()
    }
    return Network(config.plan, FittedText(config.encoding, tuple(f"word{i}" for i in range(10_000))), weights)


def main() -> int:
    """Print the median in milliseconds.  Returns 1 when the promise is broken."""
    one_blas_thread()  # as the server does
    net = network()
    text = " ".join(f"word{i * 7}" for i in range(WORDS))
    taken = []
    for _ in range(REPEATS):
        started = time.perf_counter()
        net.trace(net.encoding.text(text))
        taken.append(1000 * (time.perf_counter() - started))
    print(f"{median(taken):.1f} ms to trace {WORDS} words (promise: under {PROMISE:g} ms)")
    return int(median(taken) >= PROMISE)


if __name__ == "__main__":
    sys.exit(main())
