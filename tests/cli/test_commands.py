"""The command line: what each command prints, writes and answers with, in this process."""

import csv
import io
import json
import os
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pytest

from playground.__main__ import main, parser
from playground.config import RunConfig
from playground.datasets import DATASETS
from playground.recipes import RECIPES
from playground.recipes.demonstrations import DEMONSTRATIONS
from playground.runs import Run, RunFolder, all_runs, ask

TEXT = "Although the acting was SUPERB, I was bored!"
WORDS = ["although", "the", "acting", "was", "superb", "i", "was", "bored"]
LSTM_PARTS = ["forget", "input", "candidate", "output", "cell", "hidden"]
EPOCH = ["epoch", "loss", "accuracy", "val_loss", "val_accuracy", "seconds"]


class Answer(NamedTuple):
    """What a command answered."""

    status: int
    out: str
    err: str


def call(*arguments: object) -> Answer:
    """Run one command."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        status = main([str(argument) for argument in arguments])
    return Answer(status, out.getvalue(), err.getvalue())


def answer(*arguments: object) -> object:
    """The one JSON value that a command prints."""
    done = call(*arguments, "--json")
    assert done.status == 0, done.err
    assert done.out.count("\n") == 1
    return json.loads(done.out)


def refused(*arguments: object) -> str:
    """The one plain sentence (or two) with which a command is refused; it prints and writes nothing else."""
    done = call(*arguments)
    assert (done.status, done.out) == (2, "")
    assert done.err.endswith(".\n")
    assert done.err.count("\n") == 1
    assert "Traceback" not in done.err
    assert len(done.err) < 900
    return done.err


@pytest.fixture(autouse=True, scope="module")
def own_home(module_home: Path) -> Path:
    """One home for all tests of this module, because they share its trained runs."""
    return module_home


@pytest.fixture(scope="module")
def train(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Answer]:
    """train(layer, *arguments): train 200 reviews for an epoch with `train --config FILE`."""
    folder = tmp_path_factory.mktemp("configs")

    def run(layer: dict, *arguments: object) -> Answer:
        config = {"dataset": {"name": "reviews", "examples": 200}, "layers": [layer], "epochs": 1}
        (folder / "config.json").write_text(json.dumps(config))
        return call("train", "--config", folder / "config.json", *arguments)

    return run


@pytest.fixture(scope="module")
def lstm(train: Callable[..., Answer]) -> Answer:
    """What `train --json` answered for an LSTM of 4 units, 2 epochs by `--epochs`."""
    return train({"kind": "lstm", "units": 4}, "--epochs", 2, "--seed", 3, "--json")


@pytest.fixture(scope="module")
def run_id(lstm: Answer) -> str:
    """The id of that run."""
    return json.loads(lstm.out)["run"]


@pytest.fixture(scope="module")
def bidirectional(train: Callable[..., Answer]) -> str:
    """The id of a run with a bidirectional LSTM of 3 units."""
    done = train({"kind": "lstm", "units": 3, "bidirectional": True}, "--train-samples", 40, "--json")
    return json.loads(done.out)["run"]


# Lists


def test_recipes_are_listed():
    assert answer("recipes") == [{"name": name, "title": recipe.title} for name, recipe in RECIPES.items()]
    lines = call("recipes").out.splitlines()
    assert [line.split()[0] for line in lines] == list(RECIPES)


def test_datasets_are_listed_with_whether_they_are_here():
    listed = answer("datasets")
    assert [(row["name"], row["title"]) for row in listed] == [(name, kind.title) for name, kind in DATASETS.items()]
    away = {"imdb", "mnist", "jena", "own_reviews", "own_series"}
    assert {row["name"] for row in listed if not row["here"]} == away


# Recipes without training


@pytest.mark.parametrize("recipe", [name for name in DEMONSTRATIONS if not name.startswith("jena")])
def test_a_recipe_without_training_is_computed(recipe):
    assert answer("show", recipe) == DEMONSTRATIONS[recipe]()
    lines = call("show", recipe).out.splitlines()
    assert lines[0].split(":")[0] == next(iter(DEMONSTRATIONS[recipe]()))
    assert all(len(line.split(": ")[0]) < 40 for line in lines)


def test_the_shapes_and_every_number_of_the_bare_loop_are_shown():
    assert answer("show", "numpy-rnn")["shapes"]["outputs"] == [100, 64]
    first, second = answer("show", "numpy-rnn-by-hand")["timesteps"]
    assert list(first) == list(second) == ["x_t", "from_input", "from_state", "total", "state", "output"]
    lines = call("show", "numpy-rnn-by-hand").out.splitlines()
    assert lines[lines.index("timesteps 2") + 1 :] == [
        "  x_t: 2.00000000",
        "  from_input: 1.00000000, 1.20000000",
        "  from_state: 0.19234010, 0.29225678",
        "  total: 1.29234010, 1.39225678",
        "  state: 0.85973818, 0.88366641",
        "  output: 0.36270710",
    ]
    shown = answer("show", "last-or-all")
    assert shown["shapes"] == {"last": [2, 3], "all": [2, 4, 3]}
    assert [example[-1] for example in shown["all"]] == shown["last"]


def test_an_unknown_recipe_without_training_is_refused():
    said = "There is nothing to show for 'imdb-lstm'; expected one of numpy-rnn, numpy-rnn-by-hand, last-or-all"
    assert refused("show", "imdb-lstm").startswith(said)


# Runs


def test_runs_are_listed(run_id):
    (row,) = [row for row in answer("runs") if row["run"] == run_id]
    assert row == {"run": run_id, "recipe": "", "state": "finished", "starter": False}
    assert run_id in call("runs").out


def test_the_starters_are_listed_last_and_read_like_any_run(run_id):
    rows = answer("runs")[-2:]
    assert rows == [
        {"run": name, "recipe": "", "state": "finished", "starter": True} for name in ("starter", "starter-zh")
    ]
    good, bad = (answer("predict", "starter", text) for text in ("Brilliant and very funny.", "What a waste of time."))
    assert good["probability"] > 0.5 > bad["probability"]
    assert bad["tokens"] == ["what", "a", "waste", "of", "time"]


def test_a_dataset_that_is_here_needs_no_download():
    done = call("fetch", "reviews")
    assert (done.status, done.out) == (0, "Short film reviews is ready.\n")


def test_an_unknown_dataset_is_refused():
    assert refused("fetch", "cats") == (f"There is no dataset 'cats'; expected one of {', '.join(DATASETS)}, glove.\n")


# Training


def test_training_answers_with_the_run_its_epochs_and_its_test(lstm):
    assert lstm.status == 0
    assert lstm.out.count("\n") == 1
    result = json.loads(lstm.out)
    assert list(result) == ["run", "state", "epochs", "test"]
    assert result["state"] == "finished"
    assert [list(epoch) for epoch in result["epochs"]] == [EPOCH] * 2
    assert [epoch["epoch"] for epoch in result["epochs"]] == [1, 2]
    assert list(result["test"]) == ["loss", "accuracy"]
    run = Run.open(result["run"])
    assert (run.config.epochs, run.config.seed, run.config.layers[0].units) == (2, 3, 4)
    assert (run.history().epochs, run.history().test) == (result["epochs"], result["test"])


def test_without_a_terminal_no_progress_is_shown(lstm):
    assert lstm.err == ""


def test_on_a_terminal_the_progress_of_training_is_shown_on_standard_error(train, monkeypatch):
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr(io, "StringIO", Terminal)
    done = train({"kind": "lstm", "units": 4}, "--json")
    assert json.loads(done.out)["state"] == "finished"
    assert "%|" in done.err


def test_training_without_json_prints_a_line_an_epoch(train):
    done = train({"kind": "simple_rnn", "units": 2})
    first, test, run = done.out.splitlines()
    assert first.startswith("epoch 1: loss 0.")
    assert test.startswith("test: loss 0.")
    run_id = run.removeprefix("run ").split(",")[0]
    assert Run.open(run_id).history().state == "finished"


def test_a_recipe_is_made_smaller_by_samples_and_epochs():
    done = call("train", "--recipe", "reviews-gru", "--train-samples", 20, "--epochs", 1, "--json")
    run = Run.open(json.loads(done.out)["run"])
    assert run.config == RECIPES["reviews-gru"].config.changed(train_samples=20, epochs=1)
    assert run.history().facts["train"] == 16
    assert {"run": run.id, "recipe": "reviews-gru", "state": "finished", "starter": False} in answer("runs")


def test_a_run_that_fails_is_told_in_one_sentence(tmp_path, own_home):
    (own_home / "data" / "aclImdb").mkdir(parents=True)
    (tmp_path / "config.json").write_text('{"dataset": {"name": "imdb"}}')
    done = call("train", "--config", tmp_path / "config.json")
    (own_home / "data" / "aclImdb").rmdir()
    assert (done.status, done.out) == (2, "")
    assert "aclImdb holds 0 reviews" in done.err.splitlines()[-1]
    assert "Traceback" not in done.err


def test_a_run_stopped_from_outside_says_so(train, monkeypatch):
    create = RunFolder.create

    def stopped(config, learner=""):
        folder = create(config, learner)
        ask(folder, stop=True)
        return folder

    monkeypatch.setattr(RunFolder, "create", stopped)
    done = train({"kind": "simple_rnn", "units": 2})
    assert done.status == 0
    assert done.out.strip().endswith("stopped")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--recipe", ""], "There is no recipe ''; expected one of reviews-lstm, "),
        (["--recipe", "no-such"], "There is no recipe 'no-such'; expected one of reviews-lstm, "),
        (["--recipe", "reviews-lstm", "--epochs", 0], "epochs is 0; expected a whole number from 1 to 1,000"),
        (["--recipe", "reviews-lstm", "--epochs", -3], "epochs is -3; expected a whole number from 1 to 1,000"),
        (["--recipe", "reviews-lstm", "--train-samples", 1], "train_samples is 1; expected a whole number from 2"),
        (["--recipe", "reviews-lstm", "--seed", -1], "seed is -1; expected a whole number from 0"),
        (["--recipe", "imdb-lstm", "--epochs", 1000], "this server allows 1,000,000,000. Choose fewer examples"),
        (["--config", "no/such/file.json"], "no/such/file.json cannot be read: No such file or directory."),
        (["--config", "."], ". cannot be read: Is a directory."),
    ],
)
def test_a_run_that_cannot_be_is_refused_before_its_folder_is_made(arguments, said):
    before = len(all_runs())
    assert said in refused("train", *arguments)
    assert len(all_runs()) == before


@pytest.mark.parametrize(
    ("config", "said"),
    [
        ("", "The configuration is not JSON"),
        ("epochs: 3", "The configuration is not JSON"),
        ("[1]", "The settings are [1]; expected names with values."),
        ('{"layers": []}', "The network has no layers; add at least one recurrent layer"),
        ('{"layers": [{"kind": "dense"}]}', "The output takes one vector, but Dense 16 relu gives it a whole sequence"),
        ('{"layers": [{"kind": "lstm", "units": 0}]}', "units is 0; expected a whole number from 1 to 512"),
        ('{"epoch": 3}', "has no setting 'epoch'"),
        ('{"dataset": {"name": "poems"}}', "dataset 'poems' is not known; expected one of reviews, reviews-zh, imdb"),
    ],
)
def test_a_configuration_that_does_not_fit_is_refused(config, said, tmp_path):
    (tmp_path / "config.json").write_text(config)
    before = len(all_runs())
    assert said in refused("train", "--config", tmp_path / "config.json")
    assert len(all_runs()) == before


# Looking at a run


def test_a_prediction_has_a_probability_after_every_word_and_ends_in_the_whole_ones(run_id):
    result = answer("predict", run_id, TEXT)
    assert list(result) == ["probability", "tokens", "running"]
    assert result["tokens"] == WORDS
    assert len(result["running"]) == len(WORDS)
    assert result["running"][-1] == pytest.approx(result["probability"], abs=1e-6)
    assert all(0 < probability < 1 for probability in result["running"])
    assert len(set(result["running"])) > 1


def test_a_bidirectional_network_predicts_after_every_word_too(bidirectional):
    result = answer("predict", bidirectional, TEXT)
    assert len(result["running"]) == len(WORDS)
    assert result["running"][-1] == pytest.approx(result["probability"], abs=1e-6)


def test_after_each_word_the_probability_is_that_of_the_text_so_far(run_id, bidirectional):
    for run in (run_id, bidirectional):
        whole = answer("predict", run, TEXT)["running"]
        assert whole[2] == pytest.approx(answer("predict", run, "Although the acting")["probability"], abs=1e-6)


def test_a_prediction_without_json_is_a_line_a_word(run_id):
    lines = call("predict", run_id, "So GOOD").out.splitlines()
    assert [line.split()[1] for line in lines] == ["so", "good", "P(positive)"]
    probability = float(lines[1].split()[0])
    assert lines[2].split()[0] == ("positive" if probability > 0.5 else "negative")
    assert lines[2].split()[-1] == f"{probability:.3f}"


def test_words_of_any_script_are_printed_as_they_are(run_id):
    assert answer("predict", run_id, "<b>déjà</b> 😀 日本")["tokens"] == ["b", "déjà", "b", "日本"]


def test_of_a_long_text_the_words_that_were_read_are_listed(run_id):
    result = answer("predict", run_id, "bad " * 300 + "good")
    assert result["tokens"] == ["bad"] * 249 + ["good"]  # the last 250 words
    assert len(result["running"]) == 250


def test_the_beginning_of_an_id_is_enough(run_id):
    others = [run.id for run in all_runs() if run.id != run_id]
    length = next(n for n in range(1, 25) if not any(other.startswith(run_id[:n]) for other in others))
    assert answer("predict", run_id[:length], "good") == answer("predict", run_id, "good")


def test_a_beginning_that_two_runs_share_is_refused(own_home):
    folders = [RunFolder.create(RunConfig()) for _ in range(2)]
    try:
        for index, folder in enumerate(folders):
            folder.path.rename(folder.path.with_name(f"zz{index}"))
        assert refused("predict", "zz", "good") == ("2 runs begin with 'zz'. Give more of the id; `runs` lists them.\n")
    finally:
        for index in range(2):
            for path in (own_home / "runs" / f"zz{index}").glob("*.json*"):
                path.unlink()


def test_a_prediction_needs_a_text_or_the_number_of_an_example(run_id):
    assert refused("predict", run_id) == "Give either a text or --example with the number of a test example.\n"
    assert "There is no test example 1,000; expected 0 to " in refused("predict", run_id, "--example", "1000")
    first = Run.open(run_id).config.dataset.load().test.texts[0]
    assert answer("predict", run_id, "--example", "0") == answer("predict", run_id, first)


LOOKING = {
    "predict": lambda run, text, folder: ("predict", run, text),
    "trace": lambda run, text, folder: ("trace", run, text, "-o", folder / "trace.npz"),
}


@pytest.mark.parametrize("command", LOOKING)
@pytest.mark.parametrize("run", ["nosuchrun", "", "../x", "x" * 10_000, "zz\n"], ids=lambda run: ascii(run[:9]))
def test_an_unknown_run_is_refused(command, run, tmp_path):
    assert "There is no run " in refused(*LOOKING[command](run, TEXT, tmp_path))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", LOOKING)
@pytest.mark.parametrize("text", ["", " \t\n", "!?… 😀 ___"], ids=ascii)
def test_a_text_without_a_word_is_refused(command, text, run_id, tmp_path):
    assert refused(*LOOKING[command](run_id, text, tmp_path)) == ("The text holds no word. Type at least one word.\n")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", LOOKING)
def test_a_text_of_30_000_words_is_refused(command, run_id, tmp_path):
    said = refused(*LOOKING[command](run_id, "good " * 30_000, tmp_path))
    assert said == "The text has 30,000 words; this page reads up to 20,000. Shorten the text.\n"
    assert list(tmp_path.iterdir()) == []


def test_a_run_that_has_not_begun_has_nothing_to_look_at():
    folder = RunFolder.create(RunConfig())
    assert "This run has not read its examples yet" in refused("predict", folder.id, "good")
    assert "This run has no weights yet" in refused("export", folder.id, "--format", "keras", "-o", "model.keras")
    assert "This run has no finished epoch yet" in refused("export", folder.id, "--format", "history", "-o", "x.csv")
    assert not os.path.exists("x.csv")


def traced(run: str, text: str, path: Path) -> dict[str, np.ndarray]:
    """The arrays that `trace` writes."""
    done = call("trace", run, text, "-o", path)
    assert done.status == 0, done.err
    with np.load(path, allow_pickle=False) as file:
        return {name: file[name] for name in file.files}


def test_a_trace_holds_every_gate_and_state_of_an_lstm(run_id, tmp_path):
    arrays = traced(run_id, TEXT, tmp_path / "trace.npz")
    assert {name: array.shape for name, array in arrays.items()} == (
        {"embedding/output": (8, 32), "output/output": (1,), "tokens": (8,), "token_ids": (8,), "probability": ()}
        | {"output": (1,)}
        | {f"lstm/{part}": (8, 4) for part in LSTM_PARTS}
    )
    known = set(Run.open(run_id).encoding.words)
    assert arrays["tokens"].tolist() == [word if word in known else "⟨unknown⟩" for word in WORDS]
    assert [int(i) for i in arrays["token_ids"]] == [Run.open(run_id).encoding.ids.get(word, 1) for word in WORDS]
    assert float(arrays["probability"]) == pytest.approx(answer("predict", run_id, TEXT)["probability"])
    np.testing.assert_allclose(arrays["lstm/hidden"], arrays["lstm/output"] * np.tanh(arrays["lstm/cell"]), atol=1e-6)


def test_a_trace_of_a_bidirectional_lstm_holds_both_directions(bidirectional, tmp_path):
    arrays = traced(bidirectional, TEXT, tmp_path / "trace.npz")
    parts = {f"lstm/{direction}/{part}" for direction in ("forward", "backward") for part in LSTM_PARTS}
    others = {"embedding/output", "output/output", "tokens", "token_ids", "probability", "output"}
    assert set(arrays) == parts | others
    assert {arrays[part].shape for part in parts} == {(8, 3)}
    assert {arrays[part].dtype for part in parts} == {np.dtype("float32")}


# Writing


def test_an_exported_history_is_a_line_an_epoch(run_id, tmp_path):
    done = call("export", run_id, "--format", "history", "-o", tmp_path / "history.csv")
    assert (done.status, done.out) == (0, f"{tmp_path / 'history.csv'}: {', '.join(EPOCH)}\n")
    with (tmp_path / "history.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert [list(row) for row in rows] == [EPOCH] * 2
    assert [{name: float(value) for name, value in row.items()} for row in rows] == Run.open(run_id).history().epochs


def test_an_exported_model_is_written(run_id, tmp_path):
    done = call("export", run_id, "--format", "keras", "-o", tmp_path / "model.keras")
    taken = "takes token_ids (batch, any) int32; gives (batch, 1) float32"
    assert (done.status, done.out) == (0, f"{tmp_path / 'model.keras'}: {taken}\n")
    assert (tmp_path / "model.keras").read_bytes().startswith(b"PK")


def test_a_model_needs_the_ending_keras_asks_for(run_id, tmp_path):
    said = refused("export", run_id, "--format", "keras", "-o", tmp_path / "model.h5")
    assert said == "The output is 'model.h5'; Keras expects a name ending in .keras.\n"


WRITING = {
    "trace": lambda run, path: ("trace", run, "good", "-o", path),
    "keras": lambda run, path: ("export", run, "--format", "keras", "-o", path),
    "csv": lambda run, path: ("export", run, "--format", "history", "-o", path),
}


@pytest.mark.parametrize("command", WRITING)
@pytest.mark.parametrize(
    "where", ["missing/out.keras", "folder.keras", "file/out.keras", "x" * 300 + ".keras"], ids=lambda x: x[:9]
)
def test_a_place_that_cannot_be_written_is_refused(command, where, run_id, tmp_path):
    (tmp_path / "folder.keras").mkdir()
    (tmp_path / "file").write_text("")
    assert "cannot be written" in refused(*WRITING[command](run_id, tmp_path / where))


@pytest.mark.parametrize("command", ["trace", "csv"])
@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs Linux' /dev/full, a disk that is always full")
def test_a_full_disk_is_told_in_one_sentence(command, run_id):
    said = refused(*WRITING[command](run_id, "/dev/full"))
    assert said == "/dev/full cannot be written: No space left on device. Choose another place.\n"


# Arguments


@pytest.mark.parametrize(
    "arguments",
    [
        ["dance"],
        ["train"],
        ["train", "--recipe", "reviews-lstm", "--config", "x.json"],
        ["train", "--recipe", "reviews-lstm", "--epochs", "many"],
        ["trace", "run", "text"],
        ["export", "run", "--format", "pickle", "-o", "x"],
        ["export", "run", "--format", "x\ny" * 10_000, "-o", "x"],
        ["train", "--recipe", "reviews-lstm", "--epochs", "9" * 5000],
    ],
    ids=lambda arguments: " ".join(arguments)[:60],
)
def test_arguments_that_make_no_command_are_refused(arguments):
    said = refused(*arguments)
    assert said.startswith("The arguments are not a command: ")
    assert "See what there is: python -m playground" in said


def test_ctrl_c_ends_without_a_traceback(monkeypatch, capsys):
    def interrupted(json):
        raise KeyboardInterrupt

    monkeypatch.setattr("playground.cli.commands.recipes", interrupted)
    assert main(["recipes"]) == 130
    assert capsys.readouterr() == ("", "")


def test_every_command_says_what_it_does():
    (commands,) = (action for action in parser()._actions if action.choices)
    assert all(command.description for command in commands.choices.values())


# Bringing in


def test_an_exported_run_is_imported_under_its_own_id_elsewhere(run_id, tmp_path, monkeypatch):
    assert call("export", run_id, "--format", "run", "-o", tmp_path / "run.zip").status == 0
    monkeypatch.setenv("PLAYGROUND_HOME", str(tmp_path / "elsewhere"))
    assert answer("import", tmp_path / "run.zip") == {"id": run_id}
    assert call("import", tmp_path / "run.zip").out.strip() in {run.id for run in all_runs()} - {run_id}


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("run.zip", b"no zip", "This zip is not a run that can be imported: it is not a zip"),
        ("run.zip", None, "There is no file"),
        ("run.tar", b"", "expected a name ending in .zip"),
    ],
)
def test_what_is_no_run_is_not_imported(name, content, said, tmp_path):
    if content is not None:
        (tmp_path / name).write_bytes(content)
    assert said in refused("import", tmp_path / name)
