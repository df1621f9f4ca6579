"""How long it takes to draw the datasets that are made up.  Promise: under 0.3 s of work, weather under 0.5 s.

python -m benchmarks.drawn_data
"""

import sys
import time

from playground.datasets import DATASETS, Dataset

SEEDS = (987_654, 987_655, 987_656)
"""New to every cache; the best of them counts, for the machine may be busy."""
PROMISES = [
    *[({"name": "memory", "problem": problem}, 0.3) for problem in ("adding", "temporal_order", "copy")],
    ({"name": "addition"}, 0.3),
    ({"name": "weather"}, 0.5),
]
"""A dataset with its options, and the seconds of work its examples may take."""


def work(options: dict[str, str]) -> float:
    """Seconds of the processor's time that the examples of a dataset take."""
    taken = []
    for seed in SEEDS:
        dataset: Dataset = DATASETS[options["name"]](**options, seed=seed)
        started = time.process_time()
        dataset.load()
        taken.append(time.process_time() - started)
    return min(taken)


def main() -> int:
    """Print the seconds of each.  Returns 1 when a promise is broken."""
    broken = 0
    for options, promise in PROMISES:
        seconds = work(options)
        broken += seconds >= promise
        print(f"{1000 * seconds:4.0f} ms to draw {' '.join(options.values())} (promise: under {1000 * promise:g} ms)")
    return int(broken > 0)


if __name__ == "__main__":
    sys.exit(main())
