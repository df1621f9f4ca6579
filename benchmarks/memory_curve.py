"""The memory curve of a network that reads 60 timesteps with 32 units, from the first example to the last probe.

Promise: 500 examples within 3 s, SimpleRNN, LSTM (whose h and c are both probed) and GRU; in a process of its own each,
since the first one also waits for scikit-learn to be imported.

    python -m benchmarks.memory_curve
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from playground.analysis import memory_curve
from playground.config import RunConfig
from playground.datasets import DATASETS
from playground.encodings import Numbers, OneHotCharacters
from playground.layers import LAYERS
from tests.browser.made import made_run

EXAMPLES, PROMISE = 500, 3.0
ADDING = {"mean": [0.5, 0.03], "deviation": [0.3, 0.2], "target": [1.0, 0.4]}
SETS = {
    "adding": (DATASETS["memory"](lag=60), Numbers(), ADDING),
    "temporal_order": (
        DATASETS["memory"](problem="temporal_order", lag=60),
        OneHotCharacters(maximum_length=60),
        {"words": tuple("abcdXY")},
    ),
}


def measure(kind: str, problem: str) -> None:
    """One curve, timed."""
    dataset, encoding, learned = SETS[problem]
    with tempfile.TemporaryDirectory() as folder:
        run = made_run(Path(folder), RunConfig(dataset=dataset, encoding=encoding, layers=(LAYERS[kind](),)), learned)
        os.environ["PLAYGROUND_HOME"] = folder
        memory_curve.MOST_EXAMPLES = EXAMPLES
        dataset.load()
        began = time.monotonic()
        curves = memory_curve.memory_curves(run)
        seconds = time.monotonic() - began
    probes = 2 * sum(len(curve.steps) for curve in curves)
    print(f"{kind:10} {problem:15} {seconds:4.2f} s, {probes} probes", "" if seconds <= PROMISE else "  TOO SLOW")
    sys.exit(seconds > PROMISE)


def main() -> None:
    """Each kind of cell in a new process."""
    slow = 0
    for problem in SETS:
        for kind in ("simple_rnn", "lstm", "gru"):
            slow += subprocess.run([sys.executable, __file__, kind, problem], check=False).returncode
    sys.exit(bool(slow))


if __name__ == "__main__":
    measure(*sys.argv[1:]) if sys.argv[1:] else main()
