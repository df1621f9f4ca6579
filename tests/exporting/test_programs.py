"""A run as a program of plain Keras: run elsewhere, it reaches what the run reached."""

import ast
import json

import nbformat
import pytest
from nbclient import NotebookClient

from playground.exporting import FORMATS
from playground.recipes import RECIPES
from playground.runs import Run, RunFolder

RUN_ALL = """
import contextlib, io, json, pathlib, sys
found = {"notebook": result}
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


@pytest.fixture(scope="module")
def reached(runs: dict[str, Run], tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, float]]:
    """What the program of each run says of the test examples, and the notebook of one: all in one kernel."""
    folder = tmp_path_factory.mktemp("programs")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PLAYGROUND_HOME", str(runs["texts"].path.parent.parent))
        for kind, run in runs.items():
            FORMATS["script"].write(run, folder / f"{kind}.py")
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


def test_a_notebook_reaches_the_accuracy_of_its_run(runs, reached):
    expected = runs["copy"].history().test["accuracy"]
    assert reached["notebook"]["accuracy"] == pytest.approx(expected, abs=CHANCE["copy"])


@pytest.mark.parametrize("name", [name for name, recipe in RECIPES.items() if recipe.config])
def test_every_recipe_becomes_a_program_without_the_playground(name, tmp_path):
    run = Run(RunFolder.create(RECIPES[name].config).path)
    FORMATS["script"].write(run, tmp_path / "program.py")
    tree = ast.parse((tmp_path / "program.py").read_text(encoding="utf-8"))
    imported = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    imported |= {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {"keras", "numpy"} <= imported
    assert not {one for one in imported if one.startswith("playground")}
