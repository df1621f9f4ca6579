"""An exported model is plain Keras: it loads without the playground and says what `predict` says."""

import json
import subprocess
import sys
from pathlib import Path

import numpy as np

from playground.config import RunConfig
from playground.layers import GRU, LSTM, Dense
from playground.reference import Network
from playground.runs import Run, RunFolder
from playground.training.export import save_keras
from playground.training.train import train
from tests.engine.conftest import small

CONFIGS = {
    "simple": small(epochs=1),
    "stacked": small(
        epochs=1,
        layers=(LSTM(units=3, bidirectional=True, dropout=0.2), GRU(units=4, bidirectional=True), Dense(units=2)),
    ),
}
TEXTS = ["Although the acting was superb, I was bored.", "Good!", "never seen before zzz"]
PROGRAM = """
import json, sys
import keras
answers = {}
for name, token_ids in json.loads(sys.stdin.read()).items():
    model = keras.models.load_model(f"{name}.keras")
    answers[name] = model.predict(keras.ops.convert_to_tensor(token_ids, "int32"), verbose=0)[:, 0].tolist()
print(json.dumps([answers, "playground" in sys.modules]))
"""


def network(config: RunConfig) -> Network:
    """The network of a run that was trained just now."""
    folder = RunFolder.create(config)
    train(folder.path)
    run = Run.open(folder.id)
    assert run.history().state == "finished"
    return Network(config.plan, run.encoding, run.weights())


def test_exported_models_load_in_plain_keras_and_predict_the_same(tmp_path: Path):
    networks = {name: network(config) for name, config in CONFIGS.items()}
    token_ids = {}
    for name, one in networks.items():
        save_keras(one.plan, one.weights, tmp_path / f"{name}.keras")
        token_ids[name] = [one.encoding.text(text).inputs.tolist() for text in TEXTS]
    done = subprocess.run(
        [sys.executable, "-W", "error::UserWarning", "-c", PROGRAM],
        cwd=tmp_path,  # where no playground is
        input=json.dumps(token_ids),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    answers, playground_came_along = json.loads(done.stdout.splitlines()[-1])
    assert not playground_came_along
    for name, one in networks.items():
        expected = [one.trace(one.encoding.text(text)).probability for text in TEXTS]
        np.testing.assert_allclose(answers[name], expected, atol=1e-5, err_msg=name)
        assert len(set(np.round(expected, 6))) == 3  # it does depend on the text
