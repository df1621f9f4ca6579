"""The example notebook runs from its first cell to its last."""

import os

import nbformat
import pytest
from nbclient import NotebookClient

from playground.paths import PROJECT
from playground.runs import all_runs


def test_the_example_notebook_runs_and_shows_what_it_says(own_home, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(PROJECT), os.environ.get("PYTHONPATH", "")]))
    notebook = nbformat.read(PROJECT / "docs" / "own-network.ipynb", as_version=4)
    assert not any(cell.get("outputs") for cell in notebook.cells)  # small, and made anew by who opens it
    NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(own_home.parent)}}).execute()
    shown = [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]
    texts = [output["data"]["text/plain"] for output in shown if "data" in output]
    assert "'finished'" in texts
    assert "(2, 12, 8)" in texts
    assert any("<iframe" in output["data"].get("text/html", "") for output in shown if "data" in output)
    assert [run.config.dataset.class_names for run in all_runs()] == [("smaller", "larger")]
