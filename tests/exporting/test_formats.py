"""A run in every format: its program reaches elsewhere what it reached, its files say what it was."""

import ast
import csv
import json
import re
import shlex
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import nbformat
import numpy as np
import pytest
from nbclient import NotebookClient

from playground.config import RunConfig
from playground.earlier import CHANGES, Earlier, Held
from playground.errors import PlaygroundError
from playground.exporting import FORMATS
from playground.exporting.command import command
from playground.exporting.link import link
from playground.exporting.suiting import why_not
from playground.languages import LANGUAGES, speaking
from playground.recipes import RECIPES
from playground.runs import Run, RunFolder

RUN_ALL = """
import contextlib, io, json, pathlib, sys
found = {"copy": result}
for path in sorted(pathlib.Path(".").glob("*.py")):
    names = {}
    with contextlib.redirect_stdout(io.StringIO()):
        exec(compile(path.read_text(encoding="utf-8"), path.name, "exec"), names)
    found[path.stem] = names["result"]
pathlib.Path("found.json").write_text(json.dumps({name: dict(one) for name, one in found.items()}))
assert "playground" not in sys.modules
"""
CHANCE = {"texts": 0.1, "sums": 0.15, "copy": 0.1}
"""How far the accuracy of one more run may lie from that of another."""
HAN = re.compile("[\u4e00-\u9fff]")


@pytest.fixture(scope="module")
def reached(runs: dict[str, Run], tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, float]]:
    """What the program of each run says of the test examples, and the notebook of one: all in one kernel."""
    folder = tmp_path_factory.mktemp("programs")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PLAYGROUND_HOME", str(runs["texts"].path.parent.parent))
        for kind in ("texts", "series", "sums"):
            FORMATS["script"].write(runs[kind], folder / f"{kind}.py")
        FORMATS["notebook"].write(runs["copy"], folder / "copy.ipynb")
    notebook = nbformat.read(folder / "copy.ipynb", 4)
    notebook.cells.append(nbformat.v4.new_code_cell(RUN_ALL))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", "")
        NotebookClient(notebook, timeout=300, kernel_name="python3", resources={"metadata": {"path": folder}}).execute()
    curves = notebook.cells[-2]
    assert "<svg" in curves.outputs[0].data["image/svg+xml"]
    return json.loads((folder / "found.json").read_text())


@pytest.mark.parametrize("kind", CHANCE)
def test_a_program_reaches_the_accuracy_of_its_run(kind, runs, reached):
    expected = runs[kind].history().test["accuracy"]
    assert reached[kind]["accuracy"] == pytest.approx(expected, abs=CHANCE[kind])


def test_a_program_of_a_series_reaches_its_error(runs, reached):
    history = runs["series"].history()
    assert reached["series"]["loss"] < history.facts["baseline"]["loss"] / 2
    assert history.test["loss"] < history.facts["baseline"]["loss"] / 2


@pytest.mark.parametrize("kind", ["texts", "series", "sums", "copy"])
def test_a_notebook_has_the_program_in_cells(kind, runs, home, tmp_path):
    FORMATS["script"].write(runs[kind], tmp_path / "program.py")
    FORMATS["notebook"].write(runs[kind], tmp_path / "program.ipynb")
    program = (tmp_path / "program.py").read_text(encoding="utf-8")
    install, *cells, curves = [
        cell for cell in nbformat.read(tmp_path / "program.ipynb", 4).cells if cell.cell_type == "code"
    ]
    code = [cell.source for cell in cells]
    assert len(code) >= 5
    assert all(cell in program for cell in code)
    assert "%pip install" in install.source
    assert str(runs[kind].history().epochs[-1]["val_loss"]) in curves.source


@pytest.mark.parametrize("kind", ["texts", "series", "sums", "copy"])
def test_prose_is_in_the_language_spoken_and_code_is_the_same_in_every_language(kind, runs, home, tmp_path):
    programs, cells, titles = {}, {}, {}
    for spoken in LANGUAGES:
        with speaking(spoken):
            FORMATS["script"].write(runs[kind], tmp_path / "program.py")
            FORMATS["notebook"].write(runs[kind], tmp_path / "program.ipynb")
            FORMATS["card"].write(runs[kind], tmp_path / "card.md")
        programs[spoken] = (tmp_path / "program.py").read_text(encoding="utf-8")
        notebook = nbformat.read(tmp_path / "program.ipynb", 4)
        cells[spoken] = [cell.source for cell in notebook.cells if cell.cell_type == "code"]
        prose = [cell.source for cell in notebook.cells if cell.cell_type == "markdown"]
        prose.append((tmp_path / "card.md").read_text(encoding="utf-8"))
        titles[spoken] = [line for one in prose for line in one.splitlines() if line.startswith("## ")]
    assert programs["zh"] == programs["en"]
    assert cells["zh"] == cells["en"]
    assert len(titles["zh"]) == len(titles["en"]) >= 12
    assert [title for title in titles["zh"] if not HAN.search(title)] == []
    assert [title for title in titles["en"] if HAN.search(title)] == []


def test_the_network_stands_before_data_that_nobody_reads_and_these_are_hidden(tmp_path):
    run = Run(RunFolder.create(RECIPES["reviews-lstm"].config).path)
    FORMATS["script"].write(run, tmp_path / "program.py")
    program = (tmp_path / "program.py").read_text(encoding="utf-8")
    assert len(program[: program.index("model = keras.Sequential")].splitlines()) < 40
    assert program.index("model = keras.Sequential") < program.index('PACKED = """')
    FORMATS["notebook"].write(run, tmp_path / "program.ipynb")
    (data,) = [cell for cell in nbformat.read(tmp_path / "program.ipynb", 4).cells if 'PACKED = """' in cell.source]
    assert data.source.startswith("#@title")
    assert data.metadata == {"jupyter": {"source_hidden": True}, "cellView": "form"}


@pytest.mark.parametrize("name", [name for name, recipe in RECIPES.items() if recipe.config])
def test_every_recipe_becomes_a_program_without_the_playground(name, tmp_path):
    run = Run(RunFolder.create(RECIPES[name].config).path)
    FORMATS["script"].write(run, tmp_path / "program.py")
    tree = ast.parse((tmp_path / "program.py").read_text(encoding="utf-8"))
    imported = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    imported |= {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {"keras", "numpy"} <= imported
    assert not {one for one in imported if one.startswith("playground")}


# Files that say what a run was


def rows(run: Run, name: str, folder: Path) -> list[dict[str, str]]:
    """What a CSV format holds."""
    FORMATS[name].write(run, folder / "out.csv")
    with (folder / "out.csv").open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("kind", ["texts", "sums", "copy"])
def test_predictions_say_as_often_what_is_true_as_the_test_did(kind, runs, home, tmp_path):
    found = rows(runs[kind], "predictions", tmp_path)
    if kind != "copy":
        dataset = runs[kind].config.dataset
        assert found[3]["text"] == dataset.line(dataset.load().test, 3)
    if kind == "sums":
        results = runs[kind].results
        right = [bool((one == two).all()) for one, two in zip(results["truth"], results["written"], strict=True)]
        assert [row["truth"] == row["answer"] for row in found] == right
        return
    share = np.mean([row["truth"] == row["answer"] for row in found])
    assert share == pytest.approx(runs[kind].history().test["accuracy"], abs=1e-6)


def test_forecasts_stand_in_the_unit_of_the_series(runs, home, tmp_path):
    found = rows(runs["series"], "predictions", tmp_path)
    error = np.mean([abs(float(row["truth"]) - float(row["forecast"])) for row in found])
    assert error == pytest.approx(
        runs["series"].history().test["loss"] * runs["series"].encoding.target_deviation, rel=1e-4
    )
    assert max(float(row["truth"]) for row in found) == pytest.approx(1.0, abs=0.01)


def test_history_and_steps_are_those_of_the_run(runs, home, tmp_path):
    history = runs["texts"].history()
    assert [float(row["val_loss"]) for row in rows(runs["texts"], "history", tmp_path)] == [
        epoch["val_loss"] for epoch in history.epochs
    ]
    steps = rows(runs["texts"], "steps", tmp_path)
    assert [float(row["loss"]) for row in steps] == history.steps["loss"]
    assert [float(row["epoch"]) for row in steps] == history.steps["position"]


def test_the_data_of_a_program_are_those_of_the_run(runs, home, tmp_path):
    parts = [row["part"] for row in rows(runs["texts"], "data", tmp_path)]
    facts = runs["texts"].history().facts
    assert {name: parts.count(name) for name in ("train", "validation", "test")} == {
        name: facts[name] for name in ("train", "validation", "test")
    }
    assert "gets or draws" in why_not(runs["sums"], "data")


@pytest.mark.parametrize("kind", ["texts", "series", "sums", "copy"])
def test_a_card_says_what_the_network_is_its_data_numbers_and_limits(kind, runs, home, tmp_path):
    FORMATS["card"].write(runs[kind], tmp_path / "card.md")
    said = (tmp_path / "card.md").read_text(encoding="utf-8")
    for part in ("## Network", "## Data", "## Training", "## Numbers", "## Limits"):
        assert f"\n{part}\n" in said
    config, test = runs[kind].config, runs[kind].history().test
    assert f"{config.plan.num_parameters:,} parameters" in said
    assert f"| test | {test['loss']:.4f} |" in said
    assert "Adam, learning rate 0.02" in said
    assert said.count("Short film reviews") <= 2  # in the title and once more
    assert [line for line in said.splitlines() if "  " in line.strip() or line != line.rstrip()] == []


@pytest.mark.parametrize("kind", ["texts", "series", "sums", "copy"])
def test_command_and_link_give_the_same_choices_back(kind, runs, home):
    config = runs[kind].config
    _, said, *_ = shlex.split(command(config))
    assert RunConfig.from_json(said) == config
    (given,) = parse_qs(urlsplit(link(config, "https://class.example/")).query)["config"]
    assert RunConfig.from_link(given) == config


def test_a_recipe_is_repeated_by_its_name():
    recipe = RECIPES["reviews-lstm"].config
    assert command(recipe) == "python -m playground train --recipe reviews-lstm"
    said = command(recipe.changed(epochs=2, seed=7))
    assert said == "python -m playground train --recipe reviews-lstm --epochs 2 --seed 7"


HELD = {"held": (Held(layer="lstm", gate="forget", value=1),)}
BEFORE = {"earlier": (Earlier(until=3, **{name: getattr(RECIPES["reviews-lstm"].config, name) for name in CHANGES}),)}


@pytest.mark.parametrize("past", [HELD, BEFORE | {"held": HELD["held"]}], ids=["a held gate", "a fork"])
def test_a_run_that_plain_keras_cannot_repeat_is_refused_in_one_sentence(past, tmp_path):
    run = Run(RunFolder.create(RECIPES["reviews-lstm"].config.changed(**past)).path)
    for name in ("script", "notebook"):
        with pytest.raises(PlaygroundError, match=r"Export .*\.keras\.$"):
            FORMATS[name].write(run, tmp_path / "out")
        with speaking("zh"), pytest.raises(PlaygroundError, match=r"请.*导出为 \.keras。$"):
            FORMATS[name].write(run, tmp_path / "out")
