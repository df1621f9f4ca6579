"""The command line as a process of its own: its output closed, full or in another encoding, its disk full, Ctrl-C."""

import json
import os
import resource
import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from playground.config import RunConfig
from playground.layers import SimpleRNN
from playground.paths import PROJECT
from playground.runs import Run, RunFolder, all_runs
from playground.training.train import train
from tests.engine.conftest import SECONDS, small, until

PLAYGROUND = [sys.executable, "-m", "playground"]
PRINTING = {
    "recipes": ["recipes"],
    "recipes as JSON": ["recipes", "--json"],
    "show": ["show", "numpy-rnn-by-hand"],
    "runs": ["runs"],
    "predict": ["predict", "starter", "Brilliant and very funny.", "--json"],
    "help": ["--help"],
    "help of a command": ["train", "--help"],
}
needs_full = pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs Linux' /dev/full, always full")


def run(*arguments: object, **options: object) -> subprocess.CompletedProcess:
    """Run a command to its end; its output is bytes."""
    options = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE} | options
    return subprocess.run([*PLAYGROUND, *map(str, arguments)], cwd=PROJECT, timeout=SECONDS, check=False, **options)


@pytest.mark.parametrize("command", PRINTING)
def test_whoever_closes_the_output_gets_no_traceback(command):
    read, write = os.pipe()
    os.close(read)
    try:
        done = run(*PRINTING[command], stdout=write)
    finally:
        os.close(write)
    assert (done.returncode, done.stderr) == (141, b"")


@needs_full
@pytest.mark.parametrize("command", PRINTING)
def test_a_full_output_is_told_in_one_sentence(command):
    with open("/dev/full", "w") as full:
        done = run(*PRINTING[command], stdout=full)
    said = b"The output cannot be used: No space left on device. Choose another place, or allow it.\n"
    assert (done.returncode, done.stderr) == (2, said)


def test_without_an_output_a_command_ends_well():
    script = f"exec {' '.join(PLAYGROUND)} recipes >&-"
    done = subprocess.run(["bash", "-c", script], cwd=PROJECT, capture_output=True, timeout=SECONDS, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8"])
def test_an_output_in_any_encoding_is_written(encoding):
    environment = os.environ | {"PYTHONIOENCODING": encoding}
    text = "Brilliant 日本 😀 déjà"
    lines = run("predict", "starter", text, env=environment)
    assert (lines.returncode, lines.stderr) == (0, b"")
    assert ("日本" if encoding == "utf-8" else r"\u65e5\u672c") in lines.stdout.decode(encoding)
    values = run("predict", "starter", text, "--json", env=environment)
    assert json.loads(values.stdout.decode(encoding))["tokens"] == ["brilliant", "日本", "déjà"]
    assert run("recipes", env=environment).returncode == 0


@pytest.mark.parametrize("value", ["-1", "9" * 5000, "ten", "1e400"])
def test_an_absurd_limit_is_told_in_one_sentence(value):
    done = run("predict", "starter", "good", env=os.environ | {"PLAYGROUND_TEXT_WORDS": value})
    assert (done.returncode, done.stdout, done.stderr.count(b"\n")) == (2, b"", 1)
    assert done.stderr.startswith(b"PLAYGROUND_TEXT_WORDS is '")


def test_the_home_of_nobody_is_told_in_one_sentence():
    done = run("runs", env=os.environ | {"PLAYGROUND_HOME": "~nobody-of-this-name/x"})
    assert (done.returncode, done.stdout, done.stderr.count(b"\n")) == (2, b"", 1)
    assert b"cannot be found" in done.stderr


@pytest.mark.parametrize("event", ["started", "step"])
def test_ctrl_c_leaves_the_run_stopped(event, tmp_path):
    (tmp_path / "config.json").write_text(small(epochs=1000).to_json())
    command = [*PLAYGROUND, "train", "--config", str(tmp_path / "config.json")]
    process = subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    try:
        until(lambda: any(f'"event": "{event}"' in one.path.joinpath("events.jsonl").read_text() for one in all_runs()))
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=SECONDS)
    finally:
        process.kill()
    (stopped,) = all_runs()
    assert (process.returncode, out) == (130, b"")
    assert err.decode().endswith(f"run {stopped.id}, stopped\n")
    assert b"Traceback" not in err
    history = stopped.history()
    assert (history.state, history.reason) == ("stopped", "Stopped by you.")


@pytest.fixture
def folder() -> RunFolder:
    """A small run that has finished."""
    made = RunFolder.create(small(epochs=1, layers=(SimpleRNN(units=40, activation="linear"),)))
    train(made.path)
    return made


@pytest.mark.parametrize("command", ["trace", "keras", "csv"])
def test_a_file_size_that_is_not_allowed_leaves_no_part_of_a_file(command, folder, tmp_path):
    path = tmp_path / ("out.keras" if command == "keras" else "out")
    path.write_text("old")
    arguments = {
        "trace": ("trace", folder.id, "good " * 200, "-o", path),
        "keras": ("export", folder.id, "--format", "keras", "-o", path),
        "csv": ("export", folder.id, "--format", "history", "-o", path),
    }[command]
    most = 50 if command == "csv" else 5_000
    done = run(*arguments, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most)))
    said = f"{path} cannot be written: No space left on device. Choose another place.\n"
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode().endswith(said)
    assert b"Traceback" not in done.stderr
    assert {one.name for one in tmp_path.iterdir()} == {path.name, "playground_home"}
    assert path.read_text() == "old"


def test_an_answer_that_is_no_number_is_told_in_one_sentence(folder):
    one = Run.open(folder.id)
    weights = one.weights()
    weights["simple_rnn/recurrent_kernel"] = np.full_like(weights["simple_rnn/recurrent_kernel"], 1e30)
    folder.save_weights(2, weights)
    for options in ([], ["--json"]):
        done = run("predict", folder.id, "good bad good bad", *options)
        assert (done.returncode, done.stdout) == (2, b"")
        assert done.stderr.decode().startswith("This network has diverged: its values have grown beyond all numbers.")
        assert done.stderr.count(b"\n") == 1


def test_a_damaged_file_is_not_called_ready(own_home: Path):
    data = own_home / "data"
    data.mkdir(parents=True)
    (data / "mnist.npz").write_bytes(b"PK\x03\x04 half of it")
    (data / "glove.6B.100d.txt").write_text(f"the {' '.join(['0.1'] * 100)}\nof {' '.join(['0.1'] * 42)}\n")
    for dataset, words in (("mnist", b"is damaged"), ("glove", b"Line 2 of the GloVe file is not a word and 100")):
        done = run("fetch", dataset)
        assert (done.returncode, done.stdout, done.stderr.count(b"\n")) == (2, b"", 1)
        assert words in done.stderr


def test_training_shows_no_progress_where_nobody_looks(tmp_path):
    (tmp_path / "config.json").write_text(RunConfig(**small(epochs=1).model_dump()).to_json())
    done = run("train", "--config", tmp_path / "config.json", "--json")
    assert json.loads(done.stdout)["state"] == "finished"
    assert b"%|" not in done.stderr
